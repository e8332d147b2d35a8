"""The bulk verb: what it writes, that it writes the same as the single verbs would, and nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from wagtail.models import Page

from cases.actions import clocks, dossier
from cases.actions.arrival import states_of
from cases.actions.changing import event_payload
from cases.actions.import_cases import Importer, batched, free_numbers
from cases.actions.incoming import Flag, IncomingAgency
from cases.actions.story import story_of
from cases.models import (
    Agency,
    Answer,
    Assignment,
    Case,
    CasePage,
    Category,
    Delivery,
    DueDate,
    Event,
    Standing,
    Story,
    Submission,
)
from cases.rules.events import GENESIS, chain_hash
from cases.rules.replay import Event as Replayed
from cases.rules.replay import replay
from tests.incoming import CLOSED, DUE, OPENED, closed_unknown, imported, still_open, told

pytestmark = pytest.mark.django_db


def only():
    return Case.objects.get()


class TestOneCase:
    def test_it_is_answered_when_the_source_closed_it(self):
        counts = imported(told())
        case = only()
        assert (counts.created, counts.updated, counts.unchanged) == (1, 0, 0)
        assert (case.state, case.number, case.reference) == ("answered", 101000000001, "101000000001")
        assert (case.accepted_at, case.round) == (OPENED, 1)

    def test_it_is_in_progress_while_the_source_keeps_it_open(self):
        imported(still_open())
        assert only().state == "in_progress"
        assert Assignment.objects.get().state == "open"
        assert not Answer.objects.exists()

    def test_the_sources_due_date_sets_both_clocks(self):
        imported(told())
        dues = list(DueDate.objects.order_by("round"))
        assert [(d.due_at, d.cause, d.since) for d in dues] == [(DUE, "source", OPENED)] * 2
        assert {d.round is None for d in dues} == {True, False}

    def test_without_a_due_date_and_without_a_term_there_is_none(self):
        imported(told(due_at=None))
        assert not DueDate.objects.exists()
        assert set(Standing.objects.values_list("term_end", flat=True)) == {None}

    def test_the_categorys_term_gives_the_due_date_where_the_source_has_none(self):
        # accepted Friday 2026-02-06, seven working days with Tết between end on Tuesday 2026-02-24
        accepted = datetime(2026, 2, 6, 3, 0, tzinfo=UTC)
        fields = {"accepted_at": accepted, "started_at": accepted, "due_at": None}
        imported(still_open(category_slug="chieu-sang", category="Chiếu sáng", **fields))
        assert DueDate.objects.filter(round=1).get().due_at == datetime(2026, 2, 24, 16, 59, 59, 999999, tzinfo=UTC)
        assert Story.objects.get().data["term"]["n"] == 7

    def test_nobody_guesses_an_acceptance(self):
        imported(told(due_at=None, accepted_at=None, category_slug="chieu-sang"))
        assert not DueDate.objects.exists()

    def test_the_answer_is_published_with_the_sources_words(self):
        imported(told())
        answer, version = Answer.objects.get(), Submission.objects.get()
        assert (answer.state, answer.live, answer.text) == ("approved", True, "Filled")
        assert (version.submitted_at, version.decided_at, version.decision) == (CLOSED, CLOSED, "approved")
        assert Story.objects.get().data["answers"][0]["text"] == "Filled"

    def test_closed_nobody_knows_when(self):
        imported(closed_unknown())
        assignment = Assignment.objects.get()
        assert (assignment.state, assignment.ended_at, assignment.ended_unknown) == ("answered", None, True)
        assert set(Standing.objects.values_list("phase", flat=True)) == {"unknown"}
        assert Event.objects.get(kind="assignment.submit").happened_at is None

    def test_closed_before_it_was_opened_is_kept(self):
        early = OPENED - timedelta(seconds=58)
        imported(told(closed_at=early, flags=(Flag.CLOSED_BEFORE_OPENED,)))
        row = Standing.objects.get(assignment__isnull=False)
        assert (row.since, row.stopped_at, row.phase) == (OPENED, early, "answered")
        assert only().flags == ["closed_before_opened"]

    def test_no_date_at_all_means_no_clock(self):
        imported(still_open(accepted_at=None, started_at=None, due_at=None, month_of=None))
        assert not Standing.objects.exists()
        assert CasePage.objects.get().live

    def test_texts_and_point_stand_on_the_page(self):
        imported(told(text="It is deep.", lat=42.35, lon=-71.06))
        page = CasePage.objects.get()
        assert (page.title, page.text, page.place) == ("Pothole at the gate", "It is deep.", "1 Elm St")
        assert page.location == "SRID=4326;POINT(-71.06 42.35)"
        assert page.url_path == "/home/phan-anh/2015/01/pothole-at-the-gate-a101000000001/"

    def test_what_is_not_used_is_kept(self):
        imported(told(extra={"latitude": "0"}, source_channel="Call"))
        assert (only().extra, only().channel) == ({"latitude": "0"}, "Call")

    def test_figures_only_categories_have_no_public_page(self):
        Category.objects.create(slug="secret", name="Secret", publication_level="figures")
        imported(told(category_slug="secret", category="Secret"))
        assert not CasePage.objects.get().live
        assert not Case.objects.public().exists()

    def test_a_ward_known_by_name(self):
        imported(told(ward_name="Phường Kim Long"))
        assert only().ward.slug == "kim-long"


class TestAgencies:
    def test_several_agencies_each_get_a_charge(self):
        imported(told(agencies=(IncomingAgency(name="A"), IncomingAgency(name="B"))))
        assert [a.agency.source_name for a in Assignment.objects.order_by("id")] == ["A", "B"]
        assert [s.text for s in Submission.objects.order_by("id")] == ["Filled", ""]
        assert only().state == "answered"

    def test_no_agency_is_the_agency_named_nothing(self):
        imported(told(agencies=(IncomingAgency(name=""),)))
        agency = Agency.objects.get()
        assert (agency.source_name, agency.slug, str(agency)) == ("", "chua-giao", "Nguồn không ghi đơn vị")

    def test_a_dissolved_one_is_entered_as_dissolved(self):
        imported(told(agencies=(IncomingAgency(name="UBND phường Thuận Lộc", dissolved=True),)))
        agency = Agency.objects.get()
        assert agency.dissolved_on is not None
        assert agency.kind == "ward"

    def test_the_same_name_is_the_same_agency(self):
        imported(told(), told(reference="2", number=2))
        assert Agency.objects.count() == 1

    def test_names_that_fold_to_one_slug_stay_apart(self):
        names = ("Sở Xây dựng", "So Xay dung")
        imported(told(agencies=tuple(IncomingAgency(name=name) for name in names)))
        assert sorted(Agency.objects.values_list("slug", flat=True)) == ["so-xay-dung", "so-xay-dung-2"]


class TestSameAsTheVerbs:
    """What is inserted in bulk is what the tables would be rewritten to by the next single action."""

    RECORDS = (
        told(),
        still_open(reference="2", number=2),
        told(reference="3", number=3, closed_at=DUE + timedelta(days=2)),
        told(reference="4", number=4, due_at=None),
        told(reference="5", number=5, agencies=(IncomingAgency(name="A"), IncomingAgency(name="B"))),
        closed_unknown(reference="6", number=6),
        told(reference="7", number=7, closed_at=OPENED - timedelta(seconds=3)),
    )

    @pytest.fixture
    def cases(self):
        imported(*self.RECORDS)
        return list(Case.objects.order_by("number"))

    def test_standings(self, cases):
        for case in cases:
            known = case.events.earliest("seq").recorded_at
            wanted = [clocks.model_row(case.pk, row, known) for row in clocks.clock_rows(dossier.load(case))]
            found = Standing.objects.filter(case=case).order_by("id")
            assert [self.told(row) for row in found] == [self.told(row) for row in wanted]

    @staticmethod
    def told(row):
        return [getattr(row, f.attname) for f in Standing._meta.concrete_fields if not f.primary_key]

    def test_the_citizens_clock_by_the_short_way_is_that_by_the_long_way(self, cases, monkeypatch):
        short = {case.pk: list(clocks.clock_rows(dossier.load(case))) for case in cases}
        monkeypatch.setattr(clocks, "_is_the_rounds", lambda *_: False)
        for case in cases:
            assert list(clocks.clock_rows(dossier.load(case))) == short[case.pk]

    def test_stories(self, cases):
        for case in cases:
            facts = dossier.load(case)
            assert case.story.data == story_of(facts, list(clocks.clock_rows(facts)))

    def test_the_chain_holds(self, cases):
        for case in cases:
            head = GENESIS
            for event in case.events.order_by("seq"):
                assert event.previous == head
                assert event.hash == chain_hash(head, event_payload(event))
                head = event.hash
            assert (case.head_hash, case.event_count) == (head, case.events.count())

    def test_events_replay_to_the_stored_states(self, cases):
        for case in cases:
            events = case.events.order_by("seq")
            stands = replay(
                Replayed(kind=e.kind, assignment=e.data.get("assignment"), answer=e.data.get("answer"), data=e.data)
                for e in events
            )
            assert stands.case_state == case.state
            assert stands.assignments == {a.pk: a.state for a in case.assignments.all()}
            assert stands.answers == {a.pk: a.state for a in Answer.objects.filter(assignment__case=case)}

    def test_the_tree_is_clean(self, cases):
        assert Page.find_problems() == ([], [], [], [], [])
        assert CasePage.objects.count() == len(cases)
        assert {page.get_parent().slug for page in CasePage.objects.all()} == {"01"}

    def test_one_delivery_a_case(self, cases):
        assert Delivery.objects.filter(consumer="search").count() == len(cases)

    def test_states_are_walked_along_the_tables(self):
        assert [state.value for state in states_of(over=True)] == ["answered", "answered", "approved"]
        assert [state.value for state in states_of(over=False)] == ["in_progress", "open", "draft"]


class TestNumbers:
    def test_a_taken_number_gives_way_to_the_next_free_one(self):
        imported(told(source="hue", reference="7", number=7), source="hue")
        imported(told(reference="7", number=7))
        assert sorted(Case.objects.values_list("number", flat=True)) == [7, 8]

    def test_a_reference_that_is_no_number_gets_one(self):
        assert free_numbers([told(number=5), told(number=None), told(number=None)]) == [5, 6, 7]

    def test_two_of_a_batch_that_want_the_same_number(self):
        assert free_numbers([told(number=5), told(number=5)]) == [5, 6]


class TestAgain:
    def test_the_same_file_changes_nothing(self):
        imported(told(), still_open(reference="2", number=2))
        before = snapshot()
        counts = imported(told(), still_open(reference="2", number=2))
        assert (counts.created, counts.updated, counts.unchanged) == (0, 0, 2)
        assert snapshot() == before

    def test_a_dry_run_tells_and_writes_nothing(self):
        imported(told())
        before = snapshot()
        counts = imported(told(title="Other"), told(reference="2", number=2), dry_run=True)
        assert (counts.created, counts.updated, counts.unchanged) == (1, 1, 0)
        assert snapshot() == before

    def test_a_batch_that_fails_leaves_nothing_and_the_next_one_works(self, monkeypatch):
        importer = Importer(source="boston")
        monkeypatch.setattr("cases.actions.import_cases.Branches.close", fail)
        with pytest.raises(IntegrityError):
            list(importer.run([told()]))
        assert not Case.objects.exists()
        assert not Agency.objects.exists()
        monkeypatch.undo()
        list(importer.run([told()]))
        assert Case.objects.count() == 1

    def test_flags_are_counted(self):
        counts = imported(told(flags=(Flag.NO_TEXT, Flag.ZIP_AS_NUMBER)), told(reference="2", number=2, flags=()))
        assert (counts.flagged, counts.flags) == (1, {"no_text": 1, "zip_as_number": 1})


def fail(*_):
    raise IntegrityError


def snapshot():
    """Everything an import may touch, row by row."""
    return {
        model: list(model.objects.order_by("pk").values_list())
        for model in (Case, CasePage, Page, Agency, Assignment, DueDate, Event, Standing, Delivery, Submission)
    }


@pytest.mark.pure
@pytest.mark.parametrize(("n", "sizes"), [(0, []), (1, [1]), (4, [2, 2]), (5, [2, 2, 1])])
def test_batches(n, sizes):
    assert [len(batch) for batch in batched(range(n), 2)] == sizes
