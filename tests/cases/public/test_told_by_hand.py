"""What is told of events, where a case stands, its place, names and texts: an instant before, and at it."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from cases.public.telling import localised, tell
from tests.cases.public.stories import (
    TERM,
    a_case,
    a_page,
    a_round,
    charge,
    event,
    returned,
    story,
    stretch,
    telling,
)
from tests.factories import DUE, START

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)


def told(at=START + DAY, case=None, page=None, **parts):
    return tell(telling(story(**parts), at=at, case=case, page=page))


# --- what happened ---------------------------------------------------------------------------------------------------


def test_what_is_no_business_of_the_publics_or_came_later_is_not_told():
    events = [
        event("case.accept", START),
        event("case.amend", START),  # the beginning of a draft
        event("case.urge", START),  # the desk's own
        event("case.assign", START + DAY, agency=1),
        event("case.extend", START + DAY + TICK, agency=1),
    ]
    assert [each.kind for each in told(START + DAY, events=events).events] == ["case.accept", "case.assign"]


def test_what_two_clocks_have_in_common_is_told_once_and_what_happened_twice_is_told_twice():
    due = event("case.due", START, "system", assignment=1)
    again = {**due, "assignment": 2}
    later = event("case.due", START + DAY, "system")
    assert [each.at for each in told(events=[due, again, later]).events] == [START, START + DAY]


@pytest.mark.parametrize(
    ("kind", "reason", "detail"),
    [
        ("case.transfer", "khac", "Khác (chuyển)"),
        ("answer.return", "khac", "Khác (trả lại)"),
        ("case.transfer", "chua-co", ""),
        ("case.accept", "khac", ""),  # gives no reason, so none is quoted
    ],
)
def test_a_reason_is_quoted_from_the_list_of_its_own_kind(kind, reason, detail):
    (found,) = told(events=[event(kind, reason=reason, agency=1, to_agency=2)]).events
    assert found.detail == detail


def test_the_centers_words_go_with_its_ruling_and_its_decision_on_an_appeal():
    rulings = [{"id": 1, "words": "Đường của phường"}, {"id": 2, "words": "Của Sở"}]
    common = {"assignment": 1, "cause": "not_ours", "due_at": None, "ruled_at": START.isoformat()}
    rulings = [{**each, **common, "at": START.isoformat()} for each in rulings]
    appeal = {"id": 4, "at": START.isoformat(), "outcome": "granted", "decided_at": START.isoformat(), "words": "Đúng"}
    events = [
        event("assignment.rule", agency=1, ruled="stays", ruling=2),
        event("assignment.rule", agency=1, ruled="stays", ruling=3),  # of which nothing is known
        event("assignment.overturn", agency=1, appeal=4),
        event("answer.uphold", agency=1, appeal=5),
        event("assignment.appeal", agency=1, appeal=4),  # the agency's, and not in so many words
    ]
    reviews = [returned(START), returned(START, appeal=appeal)]
    found = told(assignments=[charge()], events=events, rulings=rulings, reviews=reviews).events
    assert [each.words for each in found] == ["Của Sở", "", "Đúng", "", ""]


def test_a_page_changed_when_something_shown_happened_last():
    events = [event("case.accept", START), event("review.decide", START + 2 * DAY), event("case.rate", None)]
    events = [{**each, "rating": "satisfied"} for each in events]
    assert told(START + 9 * DAY, events=events).changed_at == START
    assert told(START - TICK, events=events).changed_at is None
    later = [*events, event("case.assign", START + 3 * DAY)]
    assert told(START + 3 * DAY, events=later).changed_at == START + 3 * DAY
    assert told(START + 3 * DAY - TICK, events=later).changed_at == START


# --- where it stands -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "state"),
    [
        ({"phase": "open"}, "in_progress"),
        ({"phase": "awaiting", "stopped_at": START}, "in_progress"),
        ({"phase": "answered", "stopped_at": START}, "answered"),
        ({"phase": "unknown"}, "answered"),
    ],
)
def test_of_a_past_instant_the_state_is_what_the_clock_said(clock, state):
    parts = {"clocks": [stretch(**clock)], "case": a_case(state="withdrawn")}
    assert told(START + DAY, events=[event("case.withdraw", START + 2 * DAY)], **parts).state == state
    assert told(START + 2 * DAY, events=[event("case.withdraw", START + 2 * DAY)], **parts).state == "withdrawn"


def test_before_its_clock_began_the_state_is_the_cases_own():
    assert told(START - DAY, clocks=[stretch()], events=[event("case.accept", START)]).state == "in_progress"


@pytest.mark.parametrize(
    ("due", "cause"),
    [
        ([], ""),
        ([(DUE, None, "source")], "source"),
        ([(DUE, START, "term"), (DUE + DAY, START + DAY, "calendar")], "calendar"),
        ([(DUE, START, "term"), (DUE + DAY, START + DAY + TICK, "calendar")], "term"),
        ([(DUE, START + 2 * DAY, "term")], ""),
    ],
    ids=["none", "source", "moved", "moved later", "later"],
)
def test_what_made_the_due_date_in_force(due, cause):
    assert told(START + DAY, rounds=[a_round(due=due)]).due_cause == cause


@pytest.mark.parametrize(
    ("at", "values"),
    [
        (START + DAY - TICK, []),
        (START + DAY, ["not_satisfied"]),
        (START + 2 * DAY - TICK, ["not_satisfied"]),
        (START + 2 * DAY, ["satisfied"]),
        (START + 3 * DAY, ["satisfied", "acceptable"]),
    ],
)
def test_a_rating_holds_until_another_takes_its_place(at, values):
    ratings = [(1, "not_satisfied", 1, 2), (1, "satisfied", 2, None), (2, "acceptable", 3, None)]
    rows = [
        {
            "round": number,
            "value": value,
            "rated_at": (START + since * DAY).isoformat(),
            "ended_at": until and (START + until * DAY).isoformat(),
        }
        for number, value, since, until in ratings
    ]
    found = told(at, ratings=rows)
    assert [rating.value for rating in found.ratings] == values
    assert (found.rating and found.rating.value) == next((v for v in values), None), "of the present round"


# --- places, names, texts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "own", "moved", "point"),
    [
        ("full", (16.46371, 107.59094), "", (16.46371, 107.59094)),
        ("full", (16.46371, 107.59094), "SRID=4326;POINT(107.6 16.5)", (16.5, 107.6)),
        ("full", (16.46371, 107.59094), "nowhere", (16.46371, 107.59094)),
        ("summary", (16.46571, 107.59494), "", (16.47, 107.59)),
        ("summary", (None, None), "SRID=4326;POINT(107.59494 16.46571)", (16.47, 107.59)),
        ("summary", (None, None), "", (None, None)),
        ("full", (16.4, None), "", (16.4, None)),
    ],
    ids=["own", "moved", "not moved", "coarse", "coarse as moved", "nowhere", "half"],
)
def test_a_point_is_the_editors_else_the_cases_and_coarse_unless_all_is_told(level, own, moved, point):
    found = told(case=a_case(level=level, lat=own[0], lon=own[1]), page=a_page(location=moved))
    assert (found.lat, found.lon) == point


@pytest.mark.parametrize("level", ["full", "summary", "figures"])
def test_house_number_and_press_are_told_of_what_is_told_in_full(level):
    class Block:
        value = {"publication": "Báo", "title": "Tối", "address": "https://bao.vn", "day": date(2026, 3, 4)}

    found = told(case=a_case(level=level), page=a_page(press=[Block()], editors_note="Xem thêm"))
    full = level == "full"
    assert (found.place, len(found.press)) == (("Số 12 Kim Long", 1) if full else ("", 0))
    assert (found.summary_only, found.search_hidden) == (not full, not full)
    assert (found.title, found.text, found.editors_note) == ("Đèn hỏng", "Năm bóng", "Xem thêm")


@pytest.mark.parametrize(
    ("language", "name_en", "name"),
    [("vi", "Ward", "Phường"), ("en", "Ward", "Ward"), ("en", "", "Phường"), ("vi", "", "Phường")],
)
def test_english_readers_have_the_english_name_where_there_is_one(language, name_en, name):
    with override(language):
        assert localised("Phường", name_en) == name


def test_who_what_and_where_from():
    found = told(page=a_page(url_path="/home/phan-anh/2026/03/den-hong-a4711/"), reviews=[])
    assert (found.id, found.version, found.number, found.reference) == (1, 3, 4711, "r-4711")
    assert (found.path, found.ward.name, found.category.slug) == (
        "2026/03/den-hong-a4711/",
        "Phường Kim Long",
        "chieu-sang",
    )
    assert told(case=a_case(ward=None)).ward is None
    assert (found.returned, found.flags) == (False, ())


def test_an_answer_sent_back_shows_from_its_decision_on():
    parts = {"assignments": [charge()], "reviews": [returned(START + DAY)]}
    assert told(START + DAY, **parts).returned is True
    assert told(START + DAY - TICK, **parts).returned is False
    assert [each.sentence for each in told(START + DAY, **parts).returns] == ["Cần ảnh"]


@pytest.mark.parametrize(("office", "told_office"), [(None, None), (["08:30", "17:00"], ("08:30", "17:00"))])
def test_the_term_is_told_with_its_office_hours(office, told_office):
    found = told(term={**TERM, "office": office}).term
    assert (found.kind, found.n, found.office, found.legal_act) == ("working_days", 7, told_office, "Quyết định 12")
    assert told(term=None).term is None


def test_the_clock_of_a_round_that_has_none_tells_only_the_instant():
    found = told(START + DAY)
    assert (found.phase, found.verdict, found.t, found.days, found.at) == (None, None, None, None, START + DAY)
    assert found.term_sentence == "7 ngày làm việc, tính từ ngày sau ngày tiếp nhận"
