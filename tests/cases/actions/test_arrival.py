"""What a case that a source tells whole becomes here: its events, its facts, its rows, before any database."""

import json
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from wagtail.models import Page

from cases.actions import bulk_rows
from cases.actions.arrival import Arrival, dossier_of, events_of
from cases.actions.branches import Branch
from cases.actions.bulk_rows import Rows, _adapter
from cases.actions.incoming import Flag, IncomingAgency
from cases.actions.known import Known, free_slug, kind_of
from cases.models import AgencyKind, Case, CategoryTerm, Event, Round
from cases.rules.due_dates import DueDate
from cases.rules.events import text_digest
from tests.incoming import CLOSED, DUE, OPENED, PLAIN, closed_unknown, still_open, told

RECORDED = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def arrived(incoming, *, due=None):
    """A case with ids that nothing else has: the n-th agency is 10 + n, its charge 20 + n, its answer 30 + n."""
    n = range(1, len(incoming.agencies) + 1)
    return Arrival(
        incoming=incoming,
        case_id=7,
        level="full",
        salt="muối",
        agency_ids=tuple(10 + i for i in n),
        assignment_ids=tuple(20 + i for i in n),
        answer_ids=tuple(30 + i for i in n) if incoming.answer_text is not None or incoming.closed_at else (),
        due=due,
        term=None,
        recorded_at=RECORDED,
    )


def two(record, **fields):
    return record(agencies=(IncomingAgency(name="A"), IncomingAgency(name="B")), **fields)


# --- events ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "kinds"),
    [
        (still_open(), ["case.receive", "case.accept", "case.assign"]),
        (
            told(),
            ["case.receive", "case.accept", "case.assign", "assignment.submit", "assignment.approve", "case.answer"],
        ),
        (two(still_open), ["case.receive", "case.accept", "case.assign", "case.assign"]),
        (
            two(told),
            ["case.receive", "case.accept", "case.assign", "case.assign"]
            + 2 * ["assignment.submit", "assignment.approve"]
            + ["case.answer"],
        ),
    ],
    ids=["open", "closed", "open at two", "closed at two"],
)
def test_every_move_is_an_event_in_the_order_of_the_tables(record, kinds):
    assert [event.kind for event in events_of(arrived(record))] == kinds


@pytest.mark.parametrize(
    ("record", "happened"),
    [
        (told(), [None, OPENED, OPENED, CLOSED, CLOSED, CLOSED]),
        (told(sent_at=OPENED - timedelta(hours=2)), [OPENED - timedelta(hours=2), OPENED, OPENED, *3 * [CLOSED]]),
        (closed_unknown(), [None, OPENED, OPENED, None, None, None]),
        (still_open(accepted_at=None), [None, None, OPENED]),
        (still_open(accepted_at=None, started_at=None), [None, None, None]),
    ],
    ids=["no sending", "sent", "closed at an unknown time", "no acceptance", "no date"],
)
def test_what_the_source_does_not_tell_stays_unknown_and_all_is_recorded_now(record, happened):
    events = list(events_of(arrived(record)))
    assert [event.happened_at for event in events] == happened
    assert {event.recorded_at for event in events} == {RECORDED}
    assert {event.role for event in events} == {"import"}


def test_events_hold_codes_ids_and_digests_and_no_words():
    receive, accept, first, second, *answers, end = events_of(arrived(two(told, text="Sâu lắm.", outcome="done")))
    assert receive.data == {"category": PLAIN.category_slug, "source": "boston"}
    assert accept.data == {"level": "full", "round": 1}
    assert first.data == {"assignment": 21, "agency": 11, "assignment_kind": "handling"}
    assert second.data == {"assignment": 22, "agency": 12, "assignment_kind": "handling"}
    of_first = {"assignment": 21, "agency": 11, "answer": 31, "version": 1, "outcome": "done"}
    of_second = {"assignment": 22, "agency": 12, "answer": 32, "version": 1, "outcome": "done"}
    assert [event.data for event in answers] == [
        {**of_first, "text": text_digest("muối", "Filled")},
        of_first,
        {**of_second, "text": text_digest("muối", "")},  # the source's one text stands with the first
        of_second,
    ]
    assert end.data == {"round": 1}
    assert not any(word in str([receive, accept, answers]) for word in ("Filled", "Sâu", "Pothole at"))


# --- facts ----------------------------------------------------------------------------------------------------------


def test_both_clocks_get_the_due_date_and_nothing_else_is_known():
    due = DueDate(due_at=DUE, since=OPENED, cause="source")
    facts = dossier_of(arrived(two(still_open), due=due))
    (only_round,) = facts.rounds
    assert (facts.case_id, facts.round, only_round.number, only_round.started_at) == (7, 1, 1, OPENED)
    assert [charge.due_dates for charge in facts.assignments] == [(due,), (due,)] == 2 * [only_round.due_dates]
    assert [(charge.id, charge.clock_id, charge.agency_id) for charge in facts.assignments] == [
        (21, 21, 11),
        (22, 22, 12),
    ]
    assert {(charge.state, charge.ended_at, charge.ended_unknown) for charge in facts.assignments} == {
        ("open", None, False)
    }
    assert [charge.submissions for charge in facts.assignments] == [(), ()]
    assert dossier_of(arrived(still_open())).rounds[0].due_dates == ()


@pytest.mark.parametrize(
    ("record", "ended_at", "unknown"),
    [(told(), CLOSED, False), (closed_unknown(), None, True)],
    ids=["then", "unknown"],
)
def test_an_answer_is_approved_when_it_was_submitted(record, ended_at, unknown):
    (charge,) = dossier_of(arrived(record)).assignments
    (version,) = charge.submissions
    assert (charge.state, charge.ended_at, charge.ended_unknown) == ("answered", ended_at, unknown)
    assert (version.text, version.decision, version.number) == ("Filled", "approved", 1)
    assert (version.submitted_at, version.decided_at, version.retracted_at) == (ended_at, ended_at, None)
    assert (version.answer_id, version.amends_id, version.outcome) == (31, None, "unknown")


@pytest.mark.parametrize(
    ("text", "texts"), [("Filled", ["Filled", ""]), ("", ["", ""]), (None, ["", ""])], ids=["said", "empty", "none"]
)
def test_the_text_stands_with_the_first_agency(text, texts):
    facts = dossier_of(arrived(two(told, answer_text=text)))
    assert [version.text for charge in facts.assignments for version in charge.submissions] == texts


def test_an_answer_without_outcome_is_unknown():
    (charge,) = dossier_of(arrived(told(outcome=""))).assignments
    assert charge.submissions[0].outcome == "unknown"


@pytest.mark.parametrize(
    ("field", "hours", "flags"),
    [
        ("sent_at", 0, ()),
        ("sent_at", 1, ("in_the_future",)),
        ("accepted_at", 1, ("in_the_future",)),
        ("closed_at", 1, ("in_the_future",)),
        ("due_at", 1, ()),  # a due date mostly lies there
        ("started_at", 1, ()),
    ],
)
def test_what_is_said_to_have_happened_after_now_is_flagged(field, hours, flags):
    record = told(**{field: RECORDED + timedelta(hours=hours)})
    assert record.flags_at(RECORDED) == flags
    assert record.digest == told(**{field: RECORDED + timedelta(hours=hours)}).digest


def test_flags_keep_one_order():
    record = told(flags=(Flag.CLOSED_BEFORE_OPENED, Flag.NO_TEXT), sent_at=RECORDED + timedelta(seconds=1))
    assert list(record.flags_at(RECORDED)) == ["closed_before_opened", "in_the_future", "no_text"]


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("UBND phường Kim Long", AgencyKind.WARD),
        ("ubnd xã Phú Vinh", AgencyKind.WARD),
        ("Sở Xây dựng", AgencyKind.DEPARTMENT),
        ("SỞ XÂY DỰNG", AgencyKind.DEPARTMENT),
        ("Phòng Quản lý đô thị", AgencyKind.DEPARTMENT),
        ("Ban Quản lý dự án", AgencyKind.DEPARTMENT),
        ("Công an thành phố", AgencyKind.DEPARTMENT),
        ("Công ty Cấp nước", AgencyKind.COMPANY),
        ("Trung tâm Chiếu sáng", AgencyKind.CENTER),
        ("Bana Hills", AgencyKind.OTHER),  # begins like a word and is none
        ("Sởi và cộng sự", AgencyKind.OTHER),
        ("Văn phòng UBND", AgencyKind.OTHER),
        ("PWDx", AgencyKind.OTHER),
        ("", AgencyKind.OTHER),
    ],
)
def test_what_kind_of_body_a_name_speaks_of(name, kind):
    assert kind_of(name) is kind


@pytest.mark.parametrize(
    ("taken", "name", "slug"),
    [
        (set(), "Sở Xây dựng", "so-xay-dung"),
        ({"so-xay-dung"}, "Sở Xây dựng", "so-xay-dung-2"),
        ({"so-xay-dung", "so-xay-dung-2"}, "Sở Xây dựng", "so-xay-dung-3"),
        ({"so-xay-dung-2"}, "Sở Xây dựng", "so-xay-dung"),
        ({"so-xay-dung", "so-xay-dung-3"}, "So Xay Dung", "so-xay-dung-2"),
        (set(), "", "chua-giao"),
        ({"chua-giao"}, "", "chua-giao-2"),
        (set(), "???", "phan-anh"),
        (set(), f"{'a' * 60} {'b' * 60}", "a" * 60),  # cut on a word, so that it fits into 110 characters
        (set(), f"{'a' * 54} {'b' * 55}", f"{'a' * 54}-{'b' * 55}"),
    ],
)
def test_a_slug_that_nobody_has(taken, name, slug):
    assert free_slug(taken, name, "chua-giao") == slug


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2025, 12, 31), None),  # before there was any
        (date(2026, 1, 1), "first"),
        (date(2026, 6, 30), "first"),
        (date(2026, 7, 1), "second"),
        (date(2030, 1, 1), "second"),
    ],
)
def test_a_term_is_that_of_the_day(day, term):
    first, second = CategoryTerm(since=date(2026, 1, 1), n=7), CategoryTerm(since=date(2026, 7, 1), n=5)
    known = Known(terms={3: [second, first], 4: []})
    found = known.term(3, day)
    assert found is {"first": first, "second": second, None: None}[term]
    assert known.term(4, day) is None


@pytest.mark.parametrize(
    ("category", "agency", "known"),
    [("hoi", "A", True), ("hoi", "B", False), ("den", "A", False), ("den", "B", False)],
)
def test_whether_all_that_is_named_was_seen(category, agency, known):
    seen = Known(agencies={"A": 1}, categories={"hoi": (1, "full")})
    named = SimpleNamespace(category_slug="hoi", agencies=[SimpleNamespace(name="A")])
    other = SimpleNamespace(category_slug=category, agencies=[SimpleNamespace(name="A"), SimpleNamespace(name=agency)])
    assert seen.names([named, other]) is known
    assert seen.names([])


def test_a_run_that_failed_forgets_everything_it_had_seen():
    known = Known(agencies={"A": 1}, categories={"c": (1, "full")}, terms={1: []}, calendars={1: SimpleNamespace()})
    known.clear()
    assert known == Known()


def test_places_under_a_month_are_handed_out_in_order_and_counted():
    branch = Branch(page_id=1, path="0001", url_path="/x/", last_step=5)
    assert [branch.next_step() for _ in range(3)] == [6, 7, 8]
    assert (branch.last_step, branch.added) == (8, 3)


# --- rows -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def vendor(monkeypatch):
    """Let rows be made for this kind of database."""
    return lambda name: monkeypatch.setattr(bulk_rows, "connection", SimpleNamespace(vendor=name))


@pytest.mark.parametrize(
    ("model", "name", "value", "of_sqlite", "of_postgresql"),
    [
        (
            Event,
            "happened_at",
            datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
            "2026-03-02 08:00:00",
            "2026-03-02 08:00:00+00",
        ),
        (Event, "happened_at", None, None, None),
        (CategoryTerm, "since", date(2026, 3, 2), "2026-03-02", "2026-03-02"),
        (CategoryTerm, "since", None, None, None),
        (Event, "kind", "case.accept", "case.accept", "case.accept"),
        (Round, "number", 2, 2, 2),
    ],
)
def test_values_are_handed_over_as_each_database_reads_them(vendor, model, name, value, of_sqlite, of_postgresql):
    field = model._meta.get_field(name)
    for kind, expected in (("sqlite", of_sqlite), ("postgresql", of_postgresql)):
        vendor(kind)
        adapt = _adapter(field)
        assert (value if adapt is None else adapt(value)) == expected


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_json_is_text_in_either_database_with_its_marks(vendor, kind):
    vendor(kind)
    adapt = _adapter(Case._meta.get_field("extra"))
    assert json.loads(adapt({"phường": "Kim Long", "n": [1, None]})) == {"phường": "Kim Long", "n": [1, None]}
    assert "phường" in adapt({"phường": 1})


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_uuid_is_bare_hex(vendor, kind):
    field, key = Page._meta.get_field("translation_key"), UUID("12345678123456781234567812345678")
    vendor(kind)
    assert _adapter(field)(key) == "12345678123456781234567812345678"
    assert _adapter(field)(None) is None


def test_columns_that_are_not_named_get_what_they_are_given_or_the_models_own(vendor):
    vendor("sqlite")
    rows = Rows(Case, ("number", "extra"), state="answered", sent_at=RECORDED)
    rows.add(7, {"a": 1})
    rows.add(8, {})
    first, second = (dict(zip(rows.columns, row, strict=True)) for row in rows._rows)
    assert (first["number"], first["extra"], second["number"], second["extra"]) == (7, '{"a":1}', 8, "{}")
    assert (first["state"], first["sent_at"]) == ("answered", "2026-11-25 01:00:00")
    assert (first["source"], first["flags"], first["round"], first["lat"]) == ("portal", "[]", 1, None)
    assert "id" not in first, "the database gives it, unless it is named"
    assert rows.columns[:2] == ["number", "extra"]
