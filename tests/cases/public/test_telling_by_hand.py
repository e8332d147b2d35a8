"""What is told of a story, each fact beside its boundary: an instant earlier, and the very same."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from cases.public.telling import in_order, localised, state_of, tell
from cases.rules.standings import Phase
from tests.cases.public.stories import (
    BOARD,
    LIGHTS,
    NOBODY,
    TERM,
    WARD,
    WORDS,
    a_case,
    a_page,
    a_round,
    answer,
    charge,
    event,
    promise,
    returned,
    story,
    stretch,
    telling,
)
from tests.factories import DUE, START

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
MIDNIGHT = START.replace(day=3, hour=17)  # of Wednesday 4 March in Huế


def told(at=START + DAY, case=None, page=None, **parts):
    return tell(telling(story(**parts), at=at, case=case, page=page))


# --- what had happened -----------------------------------------------------------------------------------------------


def test_what_happens_at_the_very_instant_has_happened_and_so_has_what_nobody_knows_when():
    now = telling(at=START)
    assert now.happened(START.isoformat())
    assert not now.happened((START + TICK).isoformat())
    assert now.happened(START.astimezone(tz=None).isoformat()), "whichever offset it was written with"
    assert now.happened(None)


@pytest.mark.parametrize(
    ("rounds", "number"),
    [
        ([a_round(1, START - 9 * DAY), a_round(2, START)], 2),
        ([a_round(1, START - 9 * DAY), a_round(2, START + TICK)], 1),
        ([a_round(1, START + DAY), a_round(2, START + 2 * DAY)], 2),  # none has begun: the newest
        ([a_round(1, None), a_round(2, START + DAY)], 1),
        ([], 6),  # what the case itself says
    ],
    ids=["begins now", "begins later", "not begun", "begun nobody knows when", "no rounds"],
)
def test_the_round_is_the_newest_that_had_begun(rounds, number):
    found = telling(story(rounds=rounds), at=START, case=a_case(round=6))
    assert found.round()["number"] == number
    assert tell(found).round == number


@pytest.mark.parametrize(
    ("at", "ids", "day"),
    [
        (START, {1, 2}, None),
        (START + DAY - TICK, {1}, None),
        (START + DAY, {1}, date(2026, 3, 20)),
        (START + 2 * DAY, {1}, date(2026, 3, 20)),  # the later promise names an earlier day: the furthest counts
        (START + 2 * DAY, {2}, None),
        (START + 3 * DAY, {2}, date(2026, 3, 30)),
        (START + 3 * DAY, {1, 2}, date(2026, 3, 30)),
        (START + 3 * DAY, set(), None),
    ],
)
def test_the_promise_in_mind_is_the_furthest_of_these_charges_published_by_then(at, ids, day):
    promises = [
        promise(date(2026, 3, 20), START + DAY),
        promise(date(2026, 3, 16), START + 2 * DAY),
        promise(date(2026, 3, 30), START + 3 * DAY, assignment=2),
    ]
    assert telling(story(extensions=promises), at=at).promised_on(ids) == day


def test_the_citizens_promise_is_that_of_who_handles_the_round_and_no_opinions():
    charges = [charge(1), charge(2, 3, kind="opinion"), charge(3, 2, round=2)]
    given = [promise(date(2026, 3, 10 + pk), START, assignment=pk) for pk in (1, 2, 3)]
    found = told(assignments=charges, extensions=given, clocks=[stretch(), stretch(1), stretch(2)])
    assert found.promised_on == date(2026, 3, 11)
    assert [each.promised_on for each in found.assignments[:2]] == [date(2026, 3, 11), date(2026, 3, 12)]


@pytest.mark.parametrize(("agency", "name"), [(1, WARD), (None, None), (NOBODY, None), (77, None)])
def test_an_agency_is_named_where_somebody_has_named_it(agency, name):
    assert telling().agency(agency) == name


def test_a_charge_has_one_clock_over_all_rounds_and_citizens_one_a_round():
    rows = [stretch(), stretch(round=2, since=START + 9 * DAY), stretch(1), stretch(1, round=2, since=START + 9 * DAY)]
    found = telling(story(clocks=rows))
    assert [each.since for each in found.clock(None, 2)] == [START + 9 * DAY]
    assert [each.since for each in found.clock(1, 1)] == [START, START + 9 * DAY]
    assert found.clock(2, 1) == []
    assert found.standing(None, 3) is None


# --- charges ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "facts", "clock", "days", "until"),
    [
        (START, {}, {}, 1, None),
        (MIDNIGHT - TICK, {"ended_at": MIDNIGHT}, {}, 1, MIDNIGHT),  # over the city's midnight
        (MIDNIGHT, {"ended_at": MIDNIGHT + timedelta(hours=7)}, {}, 0, MIDNIGHT + timedelta(hours=7)),
        (START, {"ended_at": START + 9 * DAY}, {}, 3, None),  # has not ended yet, whatever came later
        (START, {}, {"phase": "awaiting", "stopped_at": START + DAY}, 1, None),
        (START + 2 * DAY, {"ended_at": START}, {}, 0, START),  # ended before it began: no day
        (None, {}, {}, None, None),
        (START, {"ended_unknown": True}, {}, None, None),
    ],
    ids=["runs", "over midnight", "one day", "ends later", "handed in", "backwards", "begun?", "ended?"],
)
def test_days_held_are_the_citys_until_it_ended_or_was_handed_in(since, facts, clock, days, until):
    at = MIDNIGHT + 2 * DAY if since == MIDNIGHT - TICK or since == MIDNIGHT else START + 3 * DAY
    at = START + DAY if (facts, clock) == ({}, {}) and since == START else at
    rows = [stretch(1, since=None, **clock)]
    (found,) = told(at, assignments=[charge(since=since, **facts)], clocks=rows).assignments
    assert (found.days_held, found.until) == (days, until)


@pytest.mark.parametrize(
    ("agency", "term", "binding"),
    [(1, TERM, True), (2, TERM, False), (NOBODY, TERM, None), (1, None, None), (1, {**TERM, "law_for": []}, False)],
    ids=["law", "pledge", "nobody", "no term", "law for none"],
)
def test_a_term_binds_the_kinds_of_agency_it_is_law_for(agency, term, binding):
    found = told(assignments=[charge(agency=agency)], term=term)
    assert found.assignments[0].binding is binding
    assert found.term_is_law is binding
    assert found.assignments[0].named is (agency != NOBODY)


@pytest.mark.parametrize(
    ("phase", "state"), [(None, "transferred"), ("unknown", "transferred"), ("open", "open"), ("answered", "answered")]
)
def test_a_charge_stands_where_its_clock_does_where_that_is_known(phase, state):
    found = telling(story(clocks=[stretch(1, phase=phase)] if phase else []))
    assert state_of(charge(state="transferred"), found.standing(1, 1)) == state


def test_only_charges_that_had_begun_are_told_and_one_nobody_knows_when_among_them():
    charges = [charge(1), charge(2, 2, since=START + 2 * DAY), charge(3, 3, since=None, ended_unknown=True)]
    found = told(START + DAY, assignments=charges)
    assert [each.agency for each in found.assignments] == [WARD, BOARD]
    assert [each.agency for each in told(START + 2 * DAY, assignments=charges).assignments] == [WARD, LIGHTS, BOARD]


@pytest.mark.parametrize(
    ("charges", "agencies"),
    [
        ([charge(1), charge(2, 2)], (WARD, LIGHTS)),
        ([charge(1, state="transferred"), charge(2, 2)], (LIGHTS,)),
        ([charge(1, state="cancelled"), charge(2, 2, state="answered")], (LIGHTS,)),
        ([charge(1, state="transferred"), charge(2, 2, state="transferred")], (LIGHTS,)),  # all passed it on: the last
        ([charge(1), charge(2, 1)], (WARD,)),
        ([charge(1), charge(2, 3, kind="opinion")], (WARD,)),
        ([charge(1, 3, kind="follow_up")], ()),
        ([charge(1), charge(2, 2, round=2)], (WARD,)),
    ],
    ids=["two", "passed on", "cancelled", "by all", "twice", "opinion", "follow-up", "of another round"],
)
def test_who_handles_it(charges, agencies):
    assert told(assignments=charges).agencies == agencies


# --- answers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "has_clock"),
    [({}, True), ({"outcome": "planned", "planned_on": date(2026, 3, 20)}, False), ({"amends": 8}, False)],
    ids=["answer", "plan", "amendment"],
)
def test_an_answer_bears_the_verdict_of_the_clock_it_stopped(facts, has_clock):
    stopped = START + 2 * DAY
    clocks = [stretch(1, until=stopped), stretch(1, since=stopped, phase="answered", stopped_at=stopped)]
    (found,) = told(DUE + 9 * DAY, assignments=[charge()], clocks=clocks, answers=[answer(**facts)]).answers
    assert (found.verdict, found.phase, found.stopped_at) == (
        ("in_term", "answered", stopped) if has_clock else (None, None, None)
    )
    assert found.at == DUE + 9 * DAY
    assert (found.amends, found.planned_on) == ("amends" in facts, facts.get("planned_on"))


def test_an_answer_is_told_from_its_approval_on():
    parts = {"assignments": [charge()], "answers": [answer(decided_at=START + DAY)]}
    assert told(START + DAY - TICK, **parts).answers == ()
    assert [each.text for each in told(START + DAY, **parts).answers] == ["Đã thay bóng"]


def test_the_agency_nobody_named_answers_under_words_in_the_readers_language():
    parts = {"assignments": [charge(agency=NOBODY)], "answers": [answer(submitted_at=None, decided_at=None)]}
    assert told(**parts).answers[0].agency.name == "Đơn vị chưa rõ"
    with override("en"):
        assert told(**parts).answers[0].agency.name == "Agency unknown"


def test_answers_come_as_they_were_handed_in_those_nobody_knows_when_first_and_equals_as_they_stand():
    given = [answer(1, submitted_at=START + DAY), answer(2, submitted_at=None), answer(3, submitted_at=START)]
    given += [answer(4, submitted_at=START + DAY), answer(5, submitted_at=None)]
    found = told(START + 30 * DAY, assignments=[charge()], answers=given).answers
    assert [each.id for each in found] == [2, 5, 3, 1, 4]
    assert in_order(reversed(found), START)[0].id == 5


# --- promises --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "clock", "late"),
    [
        (DUE, {}, False),
        (DUE + TICK, {}, True),
        (DUE + TICK, {"limit": DUE + 2 * DAY}, False),  # an earlier promise had moved the limit
        (DUE + DAY, {"due_at": None, "term_end": None, "limit": None}, False),
        (START - DAY, {}, False),  # before the clock began nothing is late
    ],
    ids=["at the limit", "past it", "moved", "without due date", "early"],
)
def test_a_promise_is_late_when_it_came_after_the_limit_of_its_own_instant(published, clock, late):
    parts = {"assignments": [charge()], "clocks": [stretch(1, **clock)]}
    (found,) = told(DUE + 30 * DAY, extensions=[promise(date(2026, 3, 30), published)], **parts).extensions
    assert found.late is late
    assert (found.published_at, found.promised_on) == (published, date(2026, 3, 30))


@pytest.mark.parametrize(
    ("facts", "label", "struck"),
    [
        ({}, "Chờ vật tư", ""),
        ({"reason": None}, "Theo kế hoạch trong câu trả lời", ""),
        ({"reason": 404}, "", ""),
        ({"sentence": "", "struck_reason": 7}, "Chờ vật tư", "Dữ liệu cá nhân"),
    ],
    ids=["reason", "plan", "reason nobody knows", "struck"],
)
def test_a_promise_says_why(facts, label, struck):
    given = promise(date(2026, 3, 30), START, **facts)
    (found,) = told(assignments=[charge()], extensions=[given]).extensions
    assert (found.label, found.struck, found.agency_name) == (label, struck, WARD.name)


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
    assert Phase.OPEN.value == told(clocks=[stretch()]).phase
    assert found.term_sentence == "7 ngày làm việc, tính từ ngày sau ngày tiếp nhận"
    assert WORDS.reasons[6] == "Chờ vật tư"
