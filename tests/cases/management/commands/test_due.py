import io
import json

import pytest
from django.core.management import CommandError, call_command

from cases.management.commands.due import answered
from cases.models import Calendar, CalendarDay
from cases.rules.calendars import PLAIN
from tests.cases.rules.days import BOSTON, HUE

CALENDARS = {"plain": PLAIN, "vn": HUE, "us-ma": BOSTON}
SEVEN = {"kind": "working_days", "n": 7}


def question(start="2026-02-06T10:00:00", term=None, calendar="vn", **more):
    return {"start": start, "term": SEVEN if term is None else term, "calendar": calendar, **more}


def line(asked):
    return json.dumps(asked, ensure_ascii=False).encode()


def answer(asked):
    return answered(asked if isinstance(asked, bytes) else line(asked), CALENDARS)


def office(hours):
    return question("2015-01-16T18:00", {"kind": "working_days", "n": 1, "office_hours": hours}, "us-ma")


# --- one line ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (question(), "2026-02-24T23:59:59.999999+07:00"),  # Friday; Tết; Tuesday
        (question("2026-02-06T03:00:00Z"), "2026-02-24T23:59:59.999999+07:00"),
        (question("2026-02-06"), "2026-02-24T23:59:59.999999+07:00"),
        (question(calendar="plain"), "2026-02-17T23:59:59.999999+00:00"),  # weekends only
        (question("2026-02-06T23:00:00-05:00", calendar="plain"), "2026-02-17T23:59:59.999999+00:00"),  # Saturday
        (question(term={"kind": "hours", "n": 5}), "2026-02-06T15:00:00+07:00"),
        (question(term={"kind": "hours", "n": 0}), "2026-02-06T10:00:00+07:00"),
        (question(term={"kind": "calendar_days", "n": 5}), "2026-02-11T10:00:00+07:00"),
        (question(term={**SEVEN, "office_hours": None}), "2026-02-24T23:59:59.999999+07:00"),
        (question(id=17), "2026-02-24T23:59:59.999999+07:00"),  # whatever else a caller needs for itself
        (office({"opens": "08:30", "closes": "17:00"}), "2015-01-21T08:30:00-05:00"),
        (office(["08:30", "17:00"]), "2015-01-21T08:30:00-05:00"),
        (office("08:30-17:00"), "2015-01-21T08:30:00-05:00"),
        (office("8:30 – 17:00:00"), "2015-01-21T08:30:00-05:00"),
        (office("08:30-19:00"), "2015-01-20T18:00:00-05:00"),  # still open on Friday evening
        (
            question("2015-03-07T02:30", {"kind": "calendar_days", "n": 1}, "us-ma"),
            "2015-03-08T03:30:00-04:00",  # a time the clocks skip
        ),
        (question("2015-11-01T01:30", {"kind": "hours", "n": 1}, "us-ma"), "2015-11-01T01:30:00-05:00"),
    ],
)
def test_a_good_line_gives_the_due_date(asked, due):
    assert answer(asked) == {"due": due}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (b"", "The line is not JSON in UTF-8."),
        (b"\n", "The line is not JSON in UTF-8."),
        (b"{", "The line is not JSON in UTF-8."),
        (b'{"start": "\xff"}', "The line is not JSON in UTF-8."),
        (b"[" * 100_000, "The line is not JSON in UTF-8."),
        (b"[]", "The line is an object"),
        (b"null", "The line is an object"),
        ({"term": SEVEN, "calendar": "vn"}, "“start” is missing."),
        ({"start": "2026-02-06", "calendar": "vn"}, "“term” is missing."),
        ({"start": "2026-02-06", "term": SEVEN}, "“calendar” is missing."),
        (question(term={"n": 7}), "“kind” is missing."),
        (question(term={"kind": "hours"}), "“n” is missing."),
        (question(term=[7]), "A term is an object"),
        (question(start=1738800000), "A start is text"),
        (question(start="soon"), "“soon” is no instant in ISO 8601."),
        (question(start="9999-12-31"), "too far off"),
        (question(calendar="moon"), "There is no calendar 'moon'; there are plain, us-ma, vn."),
        (question(calendar=["vn"]), "There is no calendar ['vn']"),
        (question(term={"kind": "weeks", "n": 7}), "There is no kind of term 'weeks'"),
        (question(term={"kind": ["hours"], "n": 7}), "There is no kind of term ['hours']"),
        (question(term={"kind": "hours", "n": -1}), "from 0 to"),
        (question(term={"kind": "hours", "n": 10**30}), "from 0 to"),
        (question(term={"kind": "hours", "n": 1.0}), "not 1.0"),
        (question(term={"kind": "hours", "n": "7"}), "not '7'"),
        (question(term={"kind": "hours", "n": True}), "not True"),
        (question(term={"kind": "hours", "n": 7, "office_hours": "08:30-17:00"}), "Only a term in working days"),
        (office("17:00-08:30"), "opens before it closes"),
        (office("08:30"), "Office hours are an opening and a closing time"),
        (office(["08:30", "12:00", "17:00"]), "Office hours are an opening and a closing time"),
        (office(8.5), "Office hours are an opening and a closing time"),
        (office({"opens": "08:30"}), "“closes” is missing."),
        (office({"opens": "25:00", "closes": "26:00"}), "A clock time is written like 08:30, not '25:00'."),
        (office([830, 1700]), "A clock time is written like 08:30, not 830."),
        (office("٠٨:30-17:00"), "A clock time is written like 08:30"),
    ],
)
def test_a_bad_line_says_what_is_wrong(asked, sentence):
    found = answer(asked)
    assert list(found) == ["error"]
    assert sentence in found["error"]


def test_a_number_too_long_to_read_is_an_error_like_any_other():
    assert list(
        answer(b'{"start": "2026-02-06", "calendar": "vn", "term": {"kind": "hours", "n": ' + b"9" * 5000 + b"}}")
    ) == ["error"]


# --- the command -------------------------------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch):
    def run(*asked):
        data = b"".join(each + b"\n" for each in asked)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        out, error = io.StringIO(), None
        try:
            call_command("due", stdout=out)
        except CommandError as raised:
            error = raised
        return [json.loads(each) for each in out.getvalue().splitlines()], error

    return run


@pytest.mark.django_db
def test_answers_come_in_the_order_of_the_lines_and_a_bad_one_stops_nothing(run):
    answers, error = run(line(question()), b"nonsense", line(question(term={"kind": "hours", "n": 5})))
    assert [list(each) for each in answers] == [["due"], ["error"], ["due"]]
    assert answers[2] == {"due": "2026-02-06T15:00:00+07:00"}
    assert str(error) == "1 of the lines could not be answered, the first being line 2."
    assert error.returncode == 1


@pytest.mark.django_db
def test_when_all_is_well_the_command_ends_well(run):
    answers, error = run(line(question()), line(question(calendar="plain")))
    assert [each["due"][:10] for each in answers] == ["2026-02-24", "2026-02-17"]
    assert error is None


@pytest.mark.django_db
def test_no_lines_no_answers(run):
    assert run() == ([], None)


@pytest.mark.django_db
def test_after_migrating_the_holidays_of_both_cities_are_there(run):
    target = question("2015-01-01T00:25:23", {"kind": "working_days", "n": 10, "office_hours": "08:30-17:00"}, "us-ma")
    answers, _ = run(line(question()), line(target))
    assert [each["due"] for each in answers] == ["2026-02-24T23:59:59.999999+07:00", "2015-01-16T08:30:00-05:00"]


@pytest.mark.django_db
def test_a_day_that_an_editor_enters_counts_at_once(run):
    vietnam = Calendar.objects.get(slug="vn")
    CalendarDay.objects.create(calendar=vietnam, day="2026-02-24", kind="holiday", name="Bão")  # Tuesday
    answers, _ = run(line(question()))
    assert answers == [{"due": "2026-02-25T23:59:59.999999+07:00"}]


@pytest.mark.django_db
def test_reading_the_calendars_takes_as_many_queries_as_there_are_calendars(run, django_assert_max_num_queries):
    with django_assert_max_num_queries(1 + Calendar.objects.count() + 1):
        run(*[line(question())] * 50)
