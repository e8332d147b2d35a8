"""Whatever is done to the ledger behind the actions' back is found, and named with its place."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import connection

from cases.actions import verify
from cases.actions.changing import event_payload
from cases.models import Answer, Assignment, Case, Event, Rating, triggers
from cases.rules.events import GENESIS, chain_hash
from tests.cases.actions.tampering import tampering
from tests.cities import built
from tests.factories import START, walk_to

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("ledger")]  # one worker makes it, once

# The events of a walk to "answered": 1 received, 2 accepted, 3 assigned, 4 submitted, 5 approved, 6 answered.
LAST = 6


def three_cases():
    """An answered case between two others."""
    walk_to("planned")
    answered = walk_to("answered").case
    walk_to("accepted")
    return answered.pk


ledger = built(three_cases, scope="module")


@pytest.fixture
def case(ledger):
    """The answered case."""
    return Case.objects.get(pk=ledger)


def findings():
    return [str(finding) for finding in verify.Verification().run()]


def rehash(sql, case, seq, *, previous=None):
    """Give an event the hash that its contents ask for, as somebody would who knows how chains are made."""
    event = Event.objects.get(case=case, seq=seq)
    event.previous = previous or event.previous
    event.hash = chain_hash(event.previous, event_payload(event))
    sql("UPDATE cases_event SET previous = %s, hash = %s WHERE id = %s", [event.previous, event.hash, event.pk])
    return event.hash


# --- a whole ledger --------------------------------------------------------------------------------------------------


def test_a_whole_ledger_has_no_findings(case):
    run = verify.Verification()
    assert list(run.run()) == []
    assert run.cases == 3
    assert run.events == Event.objects.count()


def test_digest_covers_the_head_of_every_case(case):
    run = verify.Verification()
    list(run.run())
    heads = "".join(f"{c.pk} {c.event_count} {c.head_hash}\n" for c in Case.objects.order_by("pk"))
    assert run.digest == hashlib.sha256(heads.encode()).hexdigest()


def test_chain_begins_at_genesis_and_each_event_holds_the_hash_before(case):
    events = list(case.events.order_by("seq"))
    assert [e.previous for e in events] == [GENESIS, *(e.hash for e in events[:-1])]
    assert case.head_hash == events[-1].hash
    assert case.event_count == len(events) == LAST


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 4])
def test_cases_are_read_some_at_a_time(case, at_a_time, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(verify, "CASES_AT_A_TIME", at_a_time)
    batches = -(-3 // at_a_time)
    run = verify.Verification()
    # Five queries a batch, one that finds no more cases, and two before all: triggers and events without a case.
    with django_assert_num_queries(5 * batches + 1 + 2):
        assert list(run.run()) == []
    assert run.cases == 3


# --- altered ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "case.extend"),
        ("role", "citizen"),
        ("happened_at", "2026-03-03 02:00:00"),
        ("recorded_at", "2026-03-03 02:00:00"),
        ("happened_at", None),
        ("data", json.dumps({"assignment": 1, "agency": 99})),
        ("data", json.dumps({"promised_on": 0.5})),
        ("data", "[]"),
        ("hash", "0" * 64),
    ],
)
def test_an_altered_event_is_found(case, column, value):
    with tampering() as sql:
        sql(f"UPDATE cases_event SET {column} = %s WHERE case_id = %s AND seq = 3", [value, case.pk])
    found = findings()
    assert f"case {case.number}, event 3: is not what was recorded" in found
    assert {line.split(",")[0] for line in found} == {f"case {case.number}"}


def test_an_altered_link_is_found(case):
    with tampering() as sql:
        sql("UPDATE cases_event SET previous = %s WHERE case_id = %s AND seq = 3", ["f" * 64, case.pk])
    assert f"case {case.number}, event 3: does not follow upon the event before it" in findings()


def test_a_link_that_is_no_hash_is_found(case):
    with tampering() as sql:
        sql("UPDATE cases_event SET previous = 'nothing' WHERE case_id = %s AND seq = 3", [case.pk])
    assert f"case {case.number}, event 3: is not what was recorded" in findings()


def test_an_altered_event_with_a_fitting_hash_breaks_the_link_of_the_next(case):
    with tampering() as sql:
        sql("UPDATE cases_event SET role = 'citizen' WHERE case_id = %s AND seq = 3", [case.pk])
        rehash(sql, case, 3)
    assert findings() == [f"case {case.number}, event 4: does not follow upon the event before it"]


def test_a_chain_altered_to_its_end_does_not_lead_to_the_head(case):
    with tampering() as sql:
        sql("UPDATE cases_event SET role = 'citizen' WHERE case_id = %s AND seq = 3", [case.pk])
        previous = None
        for seq in range(3, LAST + 1):
            previous = rehash(sql, case, seq, previous=previous)
    assert findings() == [f"case {case.number}: the case's head is not the hash of its last event"]


def test_a_chain_forged_with_its_head_is_left_to_the_digest(case):
    run = verify.Verification()
    list(run.run())
    with tampering() as sql:
        sql("UPDATE cases_event SET role = 'citizen' WHERE case_id = %s AND seq = %s", [case.pk, LAST])
        Case.objects.filter(pk=case.pk).update(head_hash=rehash(sql, case, LAST))
    forged = verify.Verification()
    assert list(forged.run()) == []
    assert forged.digest != run.digest


# --- missing ---------------------------------------------------------------------------------------------------------


def delete(case, *seqs):
    with tampering() as sql:
        for seq in seqs:
            sql("DELETE FROM cases_event WHERE case_id = %s AND seq = %s", [case.pk, seq])


def test_a_missing_event_is_found(case):
    delete(case, 3)
    assert findings() == [f"case {case.number}, event 3: is missing"]


def test_several_missing_events_are_found(case):
    delete(case, 2, 3, 4)
    assert findings() == [f"case {case.number}, event 2: is missing, and all up to event 4"]


def test_a_missing_first_event_is_found(case):
    delete(case, 1)
    assert findings() == [f"case {case.number}, event 1: is missing"]


def test_a_missing_last_event_is_found(case):
    delete(case, LAST)
    assert findings() == [f"case {case.number}, event 6: the chain ends with event 5, the case counts 6"]


def test_a_missing_last_event_that_the_case_no_longer_counts_is_found(case):
    delete(case, LAST)
    Case.objects.filter(pk=case.pk).update(event_count=LAST - 1)
    assert findings() == [f"case {case.number}: the case's head is not the hash of its last event"]


def test_a_case_without_any_event_is_found(case):
    delete(case, *range(1, LAST + 1))
    assert findings() == [f"case {case.number}, event 1: the chain ends with event 0, the case counts 6"]


def test_a_chain_cut_clean_does_not_lead_to_the_stored_state(case):
    head = case.events.get(seq=4).hash
    delete(case, 5, 6)
    Case.objects.filter(pk=case.pk).update(event_count=4, head_hash=head)
    assert findings()[0] == f"case {case.number}: is answered, by its events in_progress"


def test_a_case_emptied_clean_was_never_received(case):
    delete(case, *range(1, LAST + 1))
    Case.objects.filter(pk=case.pk).update(event_count=0, head_hash=GENESIS)
    assert findings()[0] == f"case {case.number}: is answered, by its events not even received"


# --- inserted --------------------------------------------------------------------------------------------------------

COLUMNS = "case_id, seq, kind, happened_at, recorded_at, role, data, previous, hash"


def insert(sql, case_id, seq, kind, previous):
    told = "2026-03-09 02:00:00+00:00" if connection.vendor == "postgresql" else "2026-03-09 02:00:00"
    marks = ", ".join(["%s"] * 9)
    row = [case_id, seq, kind, told, told, "center", "{}", previous, "0" * 64]
    sql(f"INSERT INTO cases_event ({COLUMNS}) VALUES ({marks})", row)


def test_an_event_inserted_at_the_end_is_found(case):
    with tampering() as sql:
        insert(sql, case.pk, LAST + 1, "case.rate", case.head_hash)
        rehash(sql, case, LAST + 1)
    assert findings() == [f"case {case.number}, event 7: the chain ends with event 7, the case counts 6"]


def test_an_event_inserted_at_the_end_and_counted_is_found(case):
    with tampering() as sql:
        insert(sql, case.pk, LAST + 1, "case.rate", case.head_hash)
        rehash(sql, case, LAST + 1)
    Case.objects.filter(pk=case.pk).update(event_count=LAST + 1)
    assert findings() == [f"case {case.number}: the case's head is not the hash of its last event"]


def test_an_event_squeezed_in_is_found(case):
    with tampering() as sql:
        for seq in range(LAST, 2, -1):
            sql("UPDATE cases_event SET seq = %s WHERE case_id = %s AND seq = %s", [seq + 1, case.pk, seq])
        insert(sql, case.pk, 3, "case.extend", case.events.get(seq=2).hash)
        rehash(sql, case, 3)
    assert f"case {case.number}, event 4: does not follow upon the event before it" in findings()


def test_an_impossible_event_that_fits_the_chain_is_found(case):
    with tampering() as sql:
        insert(sql, case.pk, LAST + 1, "case.accept", case.head_hash)
        head = rehash(sql, case, LAST + 1)
    Case.objects.filter(pk=case.pk).update(event_count=LAST + 1, head_hash=head)
    sentence = "A case that is answered has no move “accept”."
    assert findings() == [f"case {case.number}, event 7: case.accept: {sentence}"]


def test_an_event_of_a_case_that_does_not_exist_is_found(case):
    nowhere = 10**9
    with tampering() as sql:
        if connection.vendor == "postgresql":
            sql("SET CONSTRAINTS ALL DEFERRED")
        insert(sql, nowhere, 1, "case.receive", GENESIS)
        found = findings()
        sql("DELETE FROM cases_event WHERE case_id = %s", [nowhere])
    assert f"ledger, event 1: belongs to a case with the id {nowhere}, which does not exist" in found


# --- reordered -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second"), [(2, 3), (4, 5), (5, 6)])
def test_reordered_events_are_found(case, first, second):
    with tampering() as sql:
        for old, new in ((first, 99), (second, first), (99, second)):
            sql("UPDATE cases_event SET seq = %s WHERE case_id = %s AND seq = %s", [new, case.pk, old])
    found = findings()
    assert f"case {case.number}, event {first}: is not what was recorded" in found
    assert f"case {case.number}, event {second}: is not what was recorded" in found


# --- tables that say something else ----------------------------------------------------------------------------------


def test_another_state_of_a_case_is_found(case):
    Case.objects.filter(pk=case.pk).update(state="in_progress")
    assert findings() == [f"case {case.number}: is in_progress, by its events answered"]


def test_another_state_of_an_assignment_is_found(case):
    charge = case.assignments.get()
    Assignment.objects.filter(pk=charge.pk).update(state="open", ended_at=None)
    assert findings() == [f"case {case.number}: assignment {charge.pk} is open, by its events answered"]


def test_another_state_of_an_answer_is_found(case):
    answer = Answer.objects.get(assignment__case=case)
    Answer.objects.filter(pk=answer.pk).update(state="void", live=False)
    assert findings() == [f"case {case.number}: answer {answer.pk} is void, by its events approved"]


def test_a_deleted_answer_is_found(case):
    answer = Answer.objects.get(assignment__case=case)
    pk = answer.pk
    answer.delete()
    assert findings() == [f"case {case.number}: answer {pk} is gone, by its events approved"]


def test_an_assignment_no_event_tells_of_is_found(case):
    made = Assignment.objects.create(case=case, agency=case.assignments.get().agency, kind="opinion")
    assert findings() == [f"case {case.number}: assignment {made.pk} is open, by its events nothing"]


def test_another_rating_than_was_given_is_found():
    walk = walk_to("rated")
    Rating.objects.filter(case=walk.case).update(value="not_satisfied")
    told = "the rating of round 1 is not_satisfied, by its events satisfied"
    assert findings() == [f"case {walk.case.number}: {told}"]


def test_a_deleted_rating_and_one_that_was_ended_behind_our_back_are_found():
    ended, deleted = walk_to("rated").case, walk_to("rated").later(days=1).rate("acceptable").case
    Rating.objects.filter(case=ended).update(ended_at=START + timedelta(days=30))
    Rating.objects.filter(case=deleted).in_force().delete()
    assert findings() == [
        f"case {ended.number}: the rating of round 1 is gone, by its events satisfied",
        f"case {deleted.number}: the rating of round 1 is gone, by its events acceptable",
    ]


def test_a_rating_no_event_tells_of_is_found(case):
    given = {"round": 1, "value": "satisfied", "source": "link", "rated_at": START, "recorded_at": START}
    Rating.objects.create(case=case, **given)
    assert findings() == [f"case {case.number}: the rating of round 1 is satisfied, by its events nothing"]


def test_a_draft_is_nobodys_business():
    walk_to("assigned").draft(text="Đang viết")
    assert findings() == []


@pytest.mark.parametrize("name", triggers.NAMES)
def test_a_missing_trigger_is_found(case, name):
    on_table = "" if connection.vendor == "sqlite" else " ON cases_event"
    with tampering():
        pass  # so that PostgreSQL has no deferred checks left
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on_table}")
    try:
        assert findings() == [f"ledger: the trigger {name} is missing"]
    finally:
        triggers.install(connection)


# --- while others write ----------------------------------------------------------------------------------------------


def test_what_was_read_while_somebody_wrote_is_no_finding(case, monkeypatch):
    stale = Case.objects.get(pk=case.pk)
    stale.event_count, stale.head_hash = LAST - 1, case.events.get(seq=LAST - 1).hash
    real = verify.chains

    def chains():
        for chain in real():
            seen = verify.Chain(
                case=stale if chain.case.pk == case.pk else chain.case,
                events=chain.events,
                assignments=chain.assignments,
                answers=chain.answers,
                ratings=chain.ratings,
            )
            assert bool(list(verify.check(seen))) == (chain.case.pk == case.pk)
            yield seen

    monkeypatch.setattr(verify, "chains", chains)
    assert findings() == []
