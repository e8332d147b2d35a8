"""Days frozen, told and counted again: what was recorded later is left out, what changed is told with its reason."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cases.accountability.frozen import files
from cases.accountability.frozen.freezing import days_to_freeze
from cases.accountability.frozen.verifying import Verification
from cases.actions.verify import Verification as LedgerVerification
from cases.models import Case, FormerStanding, Snapshot, SnapshotAgency, SnapshotChange, SnapshotCorrection, triggers
from cases.rules.frozen_days import DayNotOver
from tests.cases.accountability.frozen.conftest import day, noon, stored
from tests.cases.actions.tampering import tampering
from tests.factories import LIGHTING, Walk, an_agency

pytestmark = pytest.mark.django_db
MAY = noon(70)


def differences():
    return [str(each) for each in Verification().run()]


def changes(number):
    rows = SnapshotChange.objects.filter(snapshot__date=day(number))
    return [(row.kind, row.number, row.verdict, row.days, row.reason) for row in rows]


@pytest.fixture
def assigned(at):
    """Call for a case accepted on Monday at noon and due at the end of Wednesday 11/03/2026, the day 9."""

    def walk(title="Đèn tắt"):
        return Walk(at=at(noon(0)), title=title).accept().assign()

    return walk


class TestOneDay:
    def test_in_time_it_holds_what_was_known_at_its_end(self, assigned, clock):
        walk = assigned()
        (snapshot,) = clock.night_after(12).freeze(12)
        assert (snapshot.reconstructed, snapshot.bound) == (False, snapshot.ended_at)
        assert (snapshot.overdue, snapshot.open, snapshot.agencies_past_due) == (1, 1, 1)
        assert (snapshot.median_days, snapshot.oldest_days, snapshot.oldest_number) == (3, 3, walk.case.number)
        (row,) = SnapshotAgency.objects.all()
        assert list(files.parsed(row.cases)) == [(walk.case.number, walk.case.reference, "overdue", 3)]
        assert differences() == []

    def test_what_is_recorded_between_midnight_and_the_freezing_is_not_in_it(self, assigned, clock, at):
        walk = assigned()
        at(noon(13, hour=0) + timedelta(minutes=2))
        walk.until(noon(8)).submit().until(noon(8, 13)).approve()  # an answer of last week, entered after midnight
        (snapshot,) = clock.night_after(12).freeze(12)
        assert snapshot.overdue == 1
        assert differences() == []
        (snapshot,) = clock.night_after(13).freeze(13)
        assert snapshot.overdue == 0
        assert changes(13) == [("left", walk.case.number, "overdue", 3, "answered")]
        assert differences() == []

    def test_what_is_recorded_later_leaves_it_true(self, assigned, clock, at):
        walk, other = assigned(), assigned("Khác")
        clock.night_after(12).freeze(12)
        clock.night_after(13).freeze(13)
        at(MAY)
        walk.until(noon(8)).submit().until(noon(8, 13)).approve()
        other.until(noon(11)).transfer(to=an_agency(LIGHTING))
        assert differences() == []
        digest = LedgerVerification()
        assert list(digest.run()) == []
        assert digest.digest != stored(13).ledger_digest

    def test_without_what_was_known_then_it_could_not_be_counted_again(self, assigned, clock, at):
        walk = assigned()
        clock.night_after(12).freeze(12)
        at(MAY)
        walk.until(noon(8)).submit().until(noon(8, 13)).approve()
        assert FormerStanding.objects.exists()
        FormerStanding.objects.all().delete()
        assert "2026-03-14: overdue is 1, by history 0" in differences()

    def test_late_it_is_bounded_by_the_instant_and_says_so(self, assigned, clock, at):
        walk = assigned()
        at(MAY)
        walk.until(noon(8)).submit().until(noon(8, 13)).approve()
        (snapshot,) = clock.freeze(12)
        assert (snapshot.reconstructed, snapshot.bound, snapshot.overdue) == (True, MAY, 0)
        whole = LedgerVerification()
        assert list(whole.run()) == []
        assert snapshot.ledger_digest == whole.digest, "the digest that `verify_ledger` prints"
        assert differences() == []

    def test_an_import_after_the_day_is_no_part_of_it(self, at, clock):
        at(noon(20))
        Walk(at=noon(0)).accept().assign()
        (snapshot,) = clock.freeze(12)
        assert (snapshot.reconstructed, snapshot.overdue) == (True, 1)

    def test_a_day_that_has_not_ended_is_refused(self, clock):
        with pytest.raises(DayNotOver):
            clock.freeze(0)

    def test_nothing_at_all(self, clock):
        (snapshot,) = clock.night_after(3).freeze(3)
        assert (snapshot.open, snapshot.headline, snapshot.reconstructed) == (0, 0, True)
        assert differences() == []


class TestChanges:
    def test_the_first_day_is_compared_with_none(self, assigned, clock):
        assigned()
        (snapshot,) = clock.night_after(12).freeze(12)
        assert (snapshot.compared_with, changes(12)) == (None, [])

    def test_who_came_turned_and_left_and_why(self, assigned, clock, at):
        names = ("answered", "transferred", "withdrawn", "merged", "promised", "stays")
        walks = {name: assigned(name) for name in names}
        numbers = {name: walk.case.number for name, walk in walks.items()}
        walks["promised"].until(at(noon(4))).extend(promised_on=day(10))
        for number in (8, 9):
            clock.night_after(number).freeze(number)
        assert changes(9) == []
        at(noon(10))
        assert [each.date for each in clock.night_after(10).freeze(10)] == [day(10)]
        assert changes(10) == [
            ("came", numbers[name], "extended" if name == "promised" else "overdue", 1, "") for name in names
        ]
        now = at(noon(11))
        walks["answered"].until(now).submit().later(hours=1).approve()
        walks["transferred"].until(now).transfer(to=an_agency(LIGHTING))
        walks["withdrawn"].until(now).withdraw()
        walks["merged"].until(now).merge(into=walks["stays"].case)
        (snapshot,) = clock.night_after(11).freeze(11)
        assert snapshot.compared_with == day(10)
        assert changes(11) == [
            ("turned", numbers["promised"], "promise_broken", 2, ""),
            *(("left", numbers[name], "overdue", 1, name) for name in names[:4]),
        ]
        assert differences() == []

    def test_a_day_after_a_gap_is_compared_with_none(self, assigned, clock):
        assigned()
        clock.night_after(10).freeze(10)
        (snapshot,) = clock.night_after(12).freeze(12)
        assert snapshot.compared_with is None
        clock.freeze(11)
        assert (changes(11), stored(12).compared_with) == ([], None)
        assert differences() == []

    def test_two_days_at_once_are_as_one_after_the_other(self, assigned, clock, at):
        walk = assigned()
        walk.until(at(noon(11))).submit().later(hours=1).approve()
        at(MAY)
        clock.freeze(10, 11)
        assert changes(11) == [("left", walk.case.number, "overdue", 1, "answered")]
        assert differences() == []

    def test_what_history_no_longer_knows_was_corrected(self, assigned, clock, at):
        walk = assigned()
        clock.night_after(10).freeze(10)
        at(noon(11))
        walk.until(noon(8)).submit().until(noon(8, 13)).approve()
        clock.night_after(11).freeze(11)
        assert [row[-1] for row in changes(11)] == ["answered"]


class TestNightly:
    def test_what_it_freezes(self, clock):
        now = clock.night_after(12).now
        assert days_to_freeze(now) == [day(12)]
        clock.freeze(12)
        assert days_to_freeze(now) == []
        assert days_to_freeze(now + timedelta(days=3)) == [day(13), day(14), day(15)]
        clock.night_after(15).freeze(14)
        assert days_to_freeze(clock.now) == [day(13), day(15)], "holes too"
        clock.night_after(60).freeze(60)
        assert days_to_freeze(clock.now) == [day(n) for n in range(29, 60)], "of the last month"

    def test_twice_does_no_harm(self, assigned, clock):
        assigned()
        assert len(clock.night_after(12).freeze(12)) == 1
        digest = stored(12).json_sha256
        assert clock.night_after(14).freeze(12) == []
        assert stored(12).json_sha256 == digest


ROWS = {
    "cases_snapshot": "overdue = 0",
    "cases_snapshotagency": "cases = '[]'",
    "cases_snapshotchange": "days = 99",
    "cases_snapshotcorrection": "reason = 'x'",
}

#: What somebody with the database's password could do, and what is said then.
BY_HAND = {
    "UPDATE cases_snapshot SET overdue = 0": "overdue is 0, by history 1",
    "UPDATE cases_snapshot SET ledger_digest = 'x'": "ledger_digest is x, by history",
    "UPDATE cases_snapshot SET csv_sha256 = 'x'": "its CSV is not the one that was frozen",
    "UPDATE cases_snapshot SET json_sha256 = 'x'": "its JSON is not the one that was frozen",
    "UPDATE cases_snapshot SET caveats = '[\"clock_skew\"]'": "its JSON is not the one that was frozen",
    "UPDATE cases_snapshot SET compared_with = '2026-03-01'": "is compared with 2026-03-01",
    "UPDATE cases_snapshotagency SET overdue = 7": "ubnd-phuong-kim-long: overdue is 7, by history 1",
    "UPDATE cases_snapshotagency SET name = 'Ai'": "its CSV is not the one that was frozen",
    "UPDATE cases_snapshotagency SET cases = '[]'": "ubnd-phuong-kim-long: does not tell: ",
    'UPDATE cases_snapshotagency SET cases = \'[[999,"1","overdue",1]]\'': "tells otherwise, or wrongly: 999",
    "DELETE FROM cases_snapshotagency": "lacks ubnd-phuong-kim-long",
    "UPDATE cases_snapshotchange SET days = 9": "changes: tells otherwise, or wrongly: ",
    "DELETE FROM cases_snapshotchange": "changes: does not tell: ",
}


class TestByHand:
    @pytest.fixture
    def frozen(self, assigned, clock):
        assigned()
        for number in (9, 10):
            clock.night_after(number).freeze(number)
        SnapshotCorrection.objects.create(snapshot=stored(10), made_at=clock.now, reason="Nhầm")

    def test_the_database_refuses_to_change_a_row(self, frozen):
        if connection.vendor == "postgresql":  # it truncates nothing whose deferred checks are still to come
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, change in ROWS.items():
            statements = [f"UPDATE {table} SET {change}", f"DELETE FROM {table}"]
            statements += [f"TRUNCATE {table} CASCADE"] if connection.vendor == "postgresql" else []
            for statement in statements:
                with pytest.raises(IntegrityError, match=triggers.FROZEN_REFUSAL), transaction.atomic():
                    connection.cursor().execute(statement)

    def test_a_row_changed_by_hand_is_caught(self, frozen):
        assert differences() == []
        for statement, told in BY_HAND.items():
            with transaction.atomic():
                with tampering() as sql:
                    sql(statement)
                found = differences()
                transaction.set_rollback(True)
            assert any(each.startswith("2026-03-12: ") and told in each for each in found), (statement, found)
        assert differences() == []

    def test_a_row_put_there_by_hand_is_caught(self, frozen):
        SnapshotAgency.objects.create(
            snapshot=stored(10),
            agency=an_agency(LIGHTING),
            place=2,
            name=LIGHTING,
            slug="x",
            open=1,
            overdue=1,
            promise_broken=0,
            extended=0,
            cases="[]",
        )
        assert "2026-03-12: lists x, which was not past due" in differences()

    def test_a_standing_changed_by_hand_is_caught_too(self, frozen):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE cases_standing SET term_end = '2026-04-01 00:00:00+00'")
        assert any("overdue is 1, by history 0" in each for each in differences())

    def test_a_missing_trigger_is_told(self, frozen):
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        on_table = "" if connection.vendor == "sqlite" else " ON cases_snapshot"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER cases_snapshot_no_update{on_table}")
        assert differences() == ["frozen days: the trigger cases_snapshot_no_update is missing"]
        triggers.install(connection)

    def test_a_case_told_in_figures_only_from_now_on_leaves_it_true(self, frozen):
        snapshot = stored(10)
        Case.objects.update(level="figures")
        assert differences() == []
        assert Snapshot.objects.get(pk=snapshot.pk).oldest_number is not None
