"""The same facts to English readers: one day and two days, sentences put together, and no word left in Vietnamese."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from cases.public.case import PublicTerm
from cases.public.sentences import term_sentence
from cases.rules.calendars import Calendar
from cases.rules.figures import Rate
from cases.rules.terms import Term, TermKind, explain
from cases.templatetags import dates, numbers
from cases.templatetags.deadline import strip
from cases.templatetags.redaction import mark_words, redacted_plain
from cases.templatetags.sentences import stand_sentence
from cases.templatetags.verdicts import verdict_short, verdict_words

AT = datetime(2026, 12, 7, 1, tzinfo=UTC)  # Monday 08:00 in Huế
DUE = datetime(2026, 11, 25, 16, 59, 59, tzinfo=UTC)
PROMISED = date(2026, 11, 30)
MONDAY = date(2026, 12, 7)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


# --- verdicts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"verdict": "in_term", "days": 1}, "1 day left"),
        ({"verdict": "in_term", "days": 2}, "2 days left"),
        ({"verdict": "in_term", "days": 0}, "Due today"),
        ({"verdict": "in_term", "due_at": None, "promised_on": PROMISED}, "Promised by 30/11"),
        ({"verdict": "extended", "promised_on": PROMISED}, "Extended, promised by 30/11"),
        ({"verdict": "overdue", "days": 1}, "1 day overdue"),
        ({"verdict": "overdue", "days": 1_200}, "1,200 days overdue"),
        ({"verdict": "overdue", "days": 0}, "Overdue by less than a day"),
        ({"verdict": "promise_broken", "days": 0}, "Promise broken, overdue by less than a day"),
        ({"verdict": "promise_broken", "days": 1}, "Promise broken, 1 day overdue"),
        ({"verdict": "promise_broken"}, "Promise broken, overdue"),
        ({"verdict": "overdue", "days": 2, "phase": "awaiting"}, "2 days overdue, awaiting review"),
        ({"verdict": "in_term", "waited_days": 1, "phase": "awaiting"}, "In time, after 1 day, awaiting review"),
        ({"verdict": "in_term", "waited_days": 0, "phase": "answered"}, "In time, the same day"),
        ({"verdict": "in_term", "waited_days": 2, "phase": "answered"}, "In time, after 2 days"),
        ({"verdict": "extended", "days": 1, "phase": "answered"}, "Within the promise, 1 day past due"),
        ({"verdict": "overdue", "days": 1, "phase": "answered"}, "Answered 1 day late"),
        ({"verdict": "promise_broken", "days": 2, "phase": "answered"}, "Promise broken, answered 2 days late"),
        ({"verdict": "overdue", "days": 0, "phase": "answered"}, "Answered less than a day late"),
        ({"verdict": "promise_broken", "days": 3, "phase": "transferred"}, "Promise broken, 3 days overdue"),
        ({"verdict": None}, "No clock"),
        ({"verdict": None, "phase": "unknown"}, "Answered, day unknown"),
    ],
)
def test_a_clock_in_words(facts, said):
    assert verdict_words({"due_at": DUE, "at": AT, **facts}) == said


@pytest.mark.parametrize("phase", ["open", "awaiting", "answered", "transferred", "unknown"])
@pytest.mark.parametrize("verdict", ["in_term", "extended", "promise_broken", "overdue", None])
def test_short_words_have_no_days_and_no_vietnamese(phase, verdict):
    said = verdict_short({"due_at": DUE, "at": AT, "days": 12, "waited_days": 12, "phase": phase, "verdict": verdict})
    assert not any(letter.isdigit() for letter in said)
    assert said.isascii()
    assert said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"verdict": "in_term", "due_at": AT + timedelta(days=3)}, "The agency has until the end of Thursday 10/12."),
        ({"verdict": "in_term", "due_at": AT}, "The agency has until the end of today."),
        ({"verdict": "in_term", "due_at": AT + timedelta(days=1)}, "The agency has until the end of tomorrow."),
        (
            {"verdict": "in_term", "due_at": AT + timedelta(days=2), "is_held": False},
            "An answer is due by the end of Wednesday 09/12.",
        ),
        (
            {"verdict": "extended", "due_at": DUE, "promised_on": date(2027, 1, 4)},
            "Was due on 25/11; the agency promised it by 04/01/2027.",
        ),
        ({"verdict": "promise_broken", "broken_from": PROMISED}, "Promised by 30/11. Still no answer today."),
        ({"verdict": "overdue", "round": 2}, "There was no extension. Still no answer since it was reopened."),
        ({"verdict": "overdue", "phase": "answered", "t": DUE}, "The agency answered on 25/11/2026."),
        (
            {"verdict": "overdue", "retracted_at": DUE},
            "The approval of the answer was retracted on 25/11. "
            "There was no extension. Not answered again to this day.",
        ),
        (
            {"verdict": "in_term", "phase": "awaiting", "t": DUE},
            "The agency has sent an answer, awaiting review since 25/11. It shows here once it is approved.",
        ),
    ],
)
def test_the_sentence_at_the_head_of_a_case(facts, said):
    assert stand_sentence({"at": AT, **facts}) == said


# --- days and numbers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "relative", "until"),
    [
        (0, "today", "today"),
        (-1, "yesterday", "1 day past"),
        (1, "tomorrow", "1 day left"),
        (-2, "2 days ago", "2 days past"),
        (2, "in 2 days", "2 days left"),
        (-1_500, "1,500 days ago", "1,500 days past"),
    ],
)
def test_how_far_a_day_lies(days, relative, until):
    day = MONDAY + timedelta(days=days)
    assert dates.relative_text(day, AT) == relative
    assert dates.until_text(day, AT) == until


@pytest.mark.parametrize(
    ("days", "said"), [(59, "59 days ago"), (60, "2 months ago"), (729, "24 months ago"), (730, "2 years ago")]
)
def test_long_ago(days, said):
    assert dates.ago_text(MONDAY - timedelta(days=days), AT) == said


@pytest.mark.parametrize(
    ("n", "text", "unit"),
    [
        (None, "–", ""),
        (0, "under a day", "days"),
        (1, "1 day", "day"),
        (2, "2 days", "days"),
        (1_000, "1,000 days", "days"),
    ],
)
def test_numbers_of_days(n, text, unit):
    assert (dates.days_text(n), dates.days_unit(n)) == (text, unit)


def test_a_moment_and_the_week():
    assert dates.moment_text(AT) == "08:00 on 07/12/2026"
    assert [dates.weekday_text(MONDAY + timedelta(days=n)) for n in (0, 6)] == ["Monday", "Sunday"]
    short = [dates.weekday_short(MONDAY + timedelta(days=n)) for n in range(7)]
    assert len(set(short)) == 7
    assert not set(short) & {"T2", "T3", "T4", "T5", "T6", "T7", "CN"}


def test_a_rate_with_its_interval():
    rate = Rate(numerator=1_000, n=1_250, value=0.8, low=0.777, high=0.821)
    assert numbers.interval_text(rate) == "77.7–82.1\xa0%"
    assert numbers.rate_note(rate) == "between 77.7 and 82.1\xa0%; n\xa0=\xa01,250"
    assert numbers.rate_note(rate, least=1_251) == "between 77.7 and 82.1\xa0%; n\xa0=\xa01,250, too few to compare"


@pytest.mark.parametrize(
    ("term", "number", "said"),
    [
        (("working_days", 1), 1, "1 working day, "),
        (("working_days", 7), 1, "7 working days, "),
        (("hours", 1), 1, "1 hour "),
        (("hours", 48), 2, "48 hours "),
        (("calendar_days", 1), 1, "1 day "),
        (("calendar_days", 10), 2, "10 days "),
    ],
)
def test_a_term(term, number, said):
    kind, n = term
    told = PublicTerm(kind=kind, n=n, office=None, calendar="vn", legal_act="Quy chế")
    sentence = term_sentence(told, round_number=number)
    assert sentence.startswith(said)
    assert ("reopen" in sentence) is (number == 2)
    assert sentence.isascii()


# --- the days of a deadline, and what was covered --------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the strip reads of a case."""

    deadline_days: tuple
    at: datetime
    verdict: str = "overdue"
    phase: str = "open"
    limit_at: datetime | None = None


def test_each_day_of_a_deadline_is_told():
    calendar = Calendar(zone="Asia/Ho_Chi_Minh", holidays={date(2026, 9, 2): "Quốc khánh"})
    start = datetime(2026, 8, 28, 2, tzinfo=UTC)  # Friday
    days = explain(Term(kind=TermKind.WORKING_DAYS, n=3), calendar, start, until=date(2026, 9, 5))
    case = Case(
        deadline_days=days, at=datetime(2026, 9, 5, 2, tzinfo=UTC), limit_at=datetime(2026, 9, 4, 16, tzinfo=UTC)
    )
    found = strip(case)
    assert [cell.says for cell in found.head] == [
        "Friday 28/8: day of acceptance, not counted",
        "Saturday 29/8: weekend, does not count",
        "Sunday 30/8: weekend, does not count",
        "Monday 31/8: working day 1",
        "Tuesday 1/9: working day 2",
        "Wednesday 2/9: National Day, holiday, does not count",
        "Thursday 3/9: working day 3, due",
        "Friday 4/9: 1 day past due, within the promise",
        "Saturday 5/9: 2 days past due, today",
    ]
    assert found.keys[:2] == (("1 to 3", "days that count"), ("off, hol.", "does not count"))
    assert found.keys[2:] == (("+1", "past due, within the promise"), ("+2", "past due"), ("2/9", "National Day"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Gọi [đã che: số điện thoại]", "Gọi [covered: phone number]"),
        ("Gọi [ĐÃ CHE: SỐ ĐIỆN THOẠI]", "Gọi [covered: phone number]"),
        ("[đã che] [đã che: chuyện riêng]", "[covered] [covered: chuyện riêng]"),
        ("[đã che: số nhà]".replace("ã", "a\N{COMBINING TILDE}"), "[covered: house number]"),
    ],
    ids=["named", "capitals", "unnamed", "letters in parts"],
)
def test_marks_speak_the_readers_language(text, said):
    assert redacted_plain(text) == said
    assert mark_words("Số Nhà") == "covered: house number"
