"""What every verb does around its own work: lock, chain, rewrite, deliver, tell after the commit; or nothing at all."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import changing, clocks, receive
from cases.actions.actor import CENTER, CITIZEN, IMPORT, Actor, Role
from cases.actions.changing import ActionRefused
from cases.models import EVERYBODY, MAILS, Case, Delivery, Standing, Story
from cases.rules.events import GENESIS, chain_hash
from cases.signals import cases_changed
from tests.accounts import an_account
from tests.cases.actions.stored import changed, refused, stored
from tests.cases.actions.told import delivered, events, last, phase
from tests.factories import START, Walk, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def told():
    """Ids of cases that somebody was told of, in order."""
    heard = []

    def listen(sender, case_ids, **kwargs):
        heard.append(case_ids)

    cases_changed.connect(listen)
    yield heard
    cases_changed.disconnect(listen)


# --- all or nothing --------------------------------------------------------------------------------------------------

STEPS = {
    "recording": (changing.Change, "record"),
    "rewriting standings": (clocks, "rewrite"),
    "telling the story": (changing, "story_of"),
    "showing the page": (changing, "show_page"),
    "delivering": (changing, "deliver"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("verb", ["transfer", "submit", "withdraw", "extend"])
def test_a_fault_in_the_middle_leaves_nothing(step, verb, monkeypatch, told, django_capture_on_commit_callbacks):
    walk = walk_to("assigned").until(datetime(2026, 3, 9, 2, tzinfo=UTC)).draft()
    from tests.factories import LIGHTING, an_agency

    an_agency(LIGHTING)
    before = stored()

    def break_down(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(*STEPS[step], break_down)
    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(ZeroDivisionError):
        getattr(walk, verb)()
    assert not changed(before, stored())
    assert callbacks == []
    assert told == []


def test_a_case_is_not_half_received(monkeypatch):
    before = stored()
    monkeypatch.setattr(changing, "deliver", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Walk()
    assert not changed(before, stored())


# --- telling ---------------------------------------------------------------------------------------------------------


def test_nobody_is_told_before_the_commit(told, django_capture_on_commit_callbacks):
    walk = walk_to("accepted")
    with django_capture_on_commit_callbacks() as callbacks:
        walk.assign()
    assert told == []
    for tell in callbacks:
        tell()
    assert told == [[walk.case.pk]]


def test_nobody_is_told_of_what_was_rolled_back(told, django_capture_on_commit_callbacks):
    walk = walk_to("accepted")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        walk.assign()
        transaction.set_rollback(True)
    assert told == []


def test_what_is_committed_stands_though_a_listener_fails(caplog, django_capture_on_commit_callbacks):
    def fail(sender, **kwargs):
        raise OSError("Elasticsearch is away")

    cases_changed.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            walk = walk_to("accepted")
    finally:
        cases_changed.disconnect(fail)
    assert walk.case.state == "in_progress"
    assert "Elasticsearch is away" in caplog.text


def test_every_consumer_gets_one_delivery_a_change():
    walk = walk_to("answered")
    assert delivered(walk.case) == [1, 2, 3, 4, 6]
    assert walk.case.version == 5
    row = Delivery.objects.filter(case=walk.case).exclude(consumer__in=MAILS).last()
    assert row.created_at == last(walk.case).recorded_at
    assert {d.consumer for d in Delivery.objects.filter(case=walk.case)} - set(MAILS) == set(EVERYBODY)


# --- recorded and happened -------------------------------------------------------------------------------------------


def test_events_say_when_it_happened_and_when_it_was_recorded():
    begun = timezone.now()
    event = last(walk_to("accepted", title=f"Đèn hỏng lúc {begun}").case)
    assert event.happened_at == START + timedelta(hours=1)
    assert begun <= event.recorded_at <= timezone.now()


def test_events_of_one_change_were_recorded_at_one_instant():
    walk = walk_to("answered")
    approved, answered = walk.case.events.order_by("seq")[4:]
    assert approved.recorded_at == answered.recorded_at


def test_the_order_of_the_chain_is_that_of_recording():
    walk = walk_to("assigned").later(days=3).escalate().later(days=1)
    walk._assignment = walk.case.assignments.earliest("pk")
    walk.submit(at=walk.at - 2 * DAY)
    happened = list(walk.case.events.order_by("seq").values_list("happened_at", flat=True))
    assert happened != sorted(happened)
    recorded = list(walk.case.events.order_by("seq").values_list("recorded_at", flat=True))
    assert recorded == sorted(recorded)


def test_told_of_late_history_is_written_anew_from_then_on():
    walk = walk_to("assigned").later(days=4)
    came = walk.at - 2 * DAY
    walk.submit(at=came)
    assert phase(walk.case, came - timedelta(seconds=1)) == ("open", None)
    assert phase(walk.case, came) == ("awaiting", came)


def test_nothing_happens_before_the_cases_last_turn():
    walk = walk_to("answered")
    refused(lambda: walk.amend(at=walk.at - timedelta(seconds=1)), "came to be answered at 2026-03-05")
    walk.later(days=1).withdraw().later(days=1).restore()
    refused(lambda: walk.amend(at=walk.at - timedelta(seconds=1)), "came to be answered at 2026-03-07")


def test_an_import_may_correct_its_past():
    walk = walk_to("assigned")
    with changing.changing(walk.case, by=IMPORT, at=START - DAY) as change:
        change.record("case.update")
    assert last(walk.case).happened_at == START - DAY


# --- the chain -------------------------------------------------------------------------------------------------------


def test_an_event_hashes_the_one_before_and_all_it_says():
    first, second = walk_to("accepted").case.events.order_by("seq")
    assert first.previous == GENESIS
    assert second.previous == first.hash
    payload = {name: getattr(second, name) for name in ("seq", "kind", "happened_at", "recorded_at", "role", "data")}
    assert second.hash == chain_hash(first.hash, {"case": second.case_id, **payload})


def test_an_event_at_an_unknown_time_is_one(django_assert_num_queries):
    walk = walk_to("assigned")
    with changing.changing(walk.case, by=IMPORT, at=START) as change:
        assert change.record("case.update", happened_at=None).happened_at is None
        assert change.record("case.update", happened_at=START - DAY).happened_at == START - DAY
        assert change.record("case.update").happened_at == START
    assert [e.seq for e in change.events] == [4, 5, 6]


def test_what_is_none_is_not_recorded():
    walk = walk_to("assigned")
    with changing.changing(walk.case, by=CENTER, at=walk.at) as change:
        change.record("case.update", category=None, level="full")
    assert events(walk.case)[-1] == ("case.update", {"level": "full"})


def test_events_name_a_role_and_nobody():
    somebody = Actor(role=Role.CENTER, user_id=an_account("edit", pk=77).pk)
    case = Walk().accept(by=somebody).case
    assert last(case).role == "center"
    assert "77" not in str(last(case).data)


def test_salts_are_not_guessable():
    salts = {changing.new_salt() for _ in range(50)}
    assert len(salts) == 50
    assert all(len(salt) == 32 for salt in salts)
    assert Walk().case.salt != Walk().case.salt


# --- the case, and what follows from it ------------------------------------------------------------------------------


def test_the_case_handed_in_is_as_the_database_has_it():
    case = Walk().case
    receive.accept(case=case, by=CENTER, at=START)
    assert (case.state, case.version, case.event_count) == ("in_progress", 2, 2)


def test_a_case_is_found_by_its_id():
    walk = walk_to("assigned")
    with changing.changing(walk.case.pk, by=CENTER, at=walk.at) as change:
        assert change.case == walk.case


def test_the_row_is_locked_first():
    walk = walk_to("assigned")
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        changing.changing(walk.case, by=CENTER, at=walk.at),
    ):
        pass
    selects = [q["sql"] for q in queries if q["sql"].startswith("SELECT")]
    assert 'FROM "cases_case"' in selects[0]
    assert ("FOR UPDATE" in selects[0]) == connection.features.has_select_for_update


def test_a_change_costs_the_same_however_long_the_story():
    def cost(walk):
        with CaptureQueriesContext(connection) as queries:
            walk.later(days=1).escalate(kind="follow_up")
        return len(queries)

    short = walk_to("escalated").later(hours=1).submit().return_answer()
    long = walk_to("escalated")
    for _ in range(4):
        long.later(hours=1).submit().return_answer()
    assert cost(long) == cost(short)


def test_a_case_is_public_by_state_and_level():
    case = walk_to("assigned").case
    assert changing.is_public(case)
    for state, level in [("withdrawn", "full"), ("merged", "full"), ("received", "full"), ("answered", "figures")]:
        case.state, case.level = state, level
        assert not changing.is_public(case)
    case.state, case.level = "answered", "summary"
    assert changing.is_public(case)


def test_there_is_one_story_a_case():
    walk = walk_to("answered")
    assert Story.objects.filter(case=walk.case).count() == 1


def test_standings_are_contiguous_and_end_open():
    walk = walk_to("reopened")
    rows = Standing.objects.filter(case=walk.case).order_by("since")
    for clock in {(r.assignment_id, r.round) for r in rows}:
        mine = [r for r in rows if (r.assignment_id, r.round) == clock]
        assert [r.until for r in mine[:-1]] == [r.since for r in mine[1:]]
        assert mine[-1].until is None


def test_the_roles_are_those_the_public_reads():
    assert [r.value for r in Role] == ["citizen", "center", "officer", "system", "import"]
    assert CITIZEN.user_id is None


def test_a_refusal_is_a_sentence():
    with pytest.raises(ActionRefused, match=r"^A report needs a title\.$"):
        Walk(title="")


def test_the_callers_case_is_as_the_stored_one_is_afterwards():
    """Also what it had fetched: its story, its events."""
    walk = walk_to("assigned")
    case = Case.objects.select_related("story").prefetch_related("events").get(pk=walk.case.pk)
    told, events = case.story.data, len(case.events.all())
    with changing.changing(case, by=CENTER, at=walk.at) as change:
        change.case.channel = "hotline"
        change.record("case.update", channel="hotline")
    stored_case = Case.objects.get(pk=case.pk)
    columns = [column.attname for column in Case._meta.concrete_fields]
    assert {name: getattr(case, name) for name in columns} == {name: getattr(stored_case, name) for name in columns}
    assert case.channel == "hotline"
    assert len(case.events.all()) == events + 1
    assert case.story.data != told
