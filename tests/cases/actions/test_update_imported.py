"""A newer file: what changed is written as events, what an editor wrote is kept."""

from datetime import timedelta

import pytest

from cases.actions.incoming import Flag, IncomingAgency
from cases.models import Answer, Assignment, Case, CasePage, DueDate, Event, Standing, Submission
from cases.rules.replay import Event as Replayed
from cases.rules.replay import replay
from tests.incoming import CLOSED, DUE, closed_unknown, imported, still_open, told

pytestmark = pytest.mark.django_db
LATER = DUE + timedelta(days=3)


def kinds():
    return list(Event.objects.order_by("seq").values_list("kind", flat=True))


def update(record):
    counts = imported(record)
    assert (counts.created, counts.updated, counts.unchanged) == (0, 1, 0)
    again = imported(record)
    assert (again.updated, again.unchanged) == (0, 1)
    events = Event.objects.order_by("seq")
    stands = replay(
        Replayed(kind=e.kind, assignment=e.data.get("assignment"), answer=e.data.get("answer"), data=e.data)
        for e in events
    )
    case = Case.objects.get()
    assert stands.case_state == case.state
    assert stands.assignments == {a.pk: a.state for a in case.assignments.all()}
    return case


def test_closed_since():
    imported(still_open())
    case = update(told())
    assert case.state == "answered"
    assert kinds()[-4:] == ["case.update", "assignment.submit", "assignment.approve", "case.answer"]
    row = Standing.objects.get(until=None, assignment__isnull=False)
    assert (row.phase, row.stopped_at) == ("answered", CLOSED)


def test_closed_nobody_knows_when():
    imported(still_open())
    update(closed_unknown())
    assert Assignment.objects.get().ended_unknown
    assert set(Standing.objects.values_list("phase", flat=True)) == {"unknown"}
    assert Event.objects.get(kind="assignment.submit").happened_at is None


def test_closed_at_another_time_with_other_words():
    imported(told())
    update(told(closed_at=LATER, answer_text="Filled again"))
    assert Submission.objects.get().submitted_at == LATER
    assert Answer.objects.get().text == "Filled again"
    row = Standing.objects.get(until=None, assignment__isnull=False)
    assert (row.stopped_at, row.term_end) == (LATER, DUE)


def test_open_again():
    imported(told())
    case = update(still_open())
    assert case.state == "in_progress"
    assert kinds()[-2:] == ["assignment.retract", "case.unanswer"]
    assert Standing.objects.get(until=None, assignment__isnull=False).phase == "open"
    assert Answer.objects.get().state == "void"


def test_another_due_date_is_added_never_overwritten():
    imported(still_open())
    update(still_open(due_at=LATER))
    assert list(DueDate.objects.filter(round=1).values_list("due_at", flat=True)) == [DUE, LATER]
    assert DueDate.objects.filter(assignment__isnull=False).count() == 2
    assert Standing.objects.get(until=None, assignment=None).due_at == LATER


@pytest.mark.parametrize("record", [still_open, told])
def test_another_beginning_moves_the_clocks_that_began_then(record):
    """Otherwise the page would say two different days, and count from the wrong one."""
    imported(record())
    earlier = Case.objects.get().accepted_at - timedelta(days=9)
    case = update(record(sent_at=earlier, accepted_at=earlier, started_at=earlier))
    assert case.accepted_at == earlier
    assert list(case.rounds.values_list("number", "started_at")) == [(1, earlier)]
    assert list(case.assignments.values_list("started_at", "assigned_at")) == [(earlier, earlier)]
    assert set(Standing.objects.values_list("started_at", flat=True)) == {earlier}
    assert set(DueDate.objects.values_list("since", flat=True)) == {earlier}
    assert "started_at" in Event.objects.filter(kind="case.update").first().data["fields"]


def test_a_beginning_that_nobody_knows_any_more_leaves_no_clock():
    imported(still_open())
    case = update(still_open(sent_at=None, accepted_at=None, started_at=None, due_at=None))
    assert list(case.rounds.values_list("started_at", flat=True)) == [None]
    assert not Standing.objects.exclude(started_at=None).exists()


def test_a_due_date_that_disappears_stays():
    imported(still_open())
    update(still_open(due_at=None))
    assert Standing.objects.get(until=None, assignment=None).due_at == DUE


def test_another_agency_takes_over():
    imported(still_open())
    update(still_open(agencies=(IncomingAgency(name="ISD"),)))
    assert [(a.agency.source_name, a.state) for a in Assignment.objects.order_by("id")] == [
        ("PWDx", "transferred"),
        ("ISD", "open"),
    ]
    assert "case.transfer" in kinds()


def test_one_agency_more_takes_part():
    imported(still_open(agencies=(IncomingAgency(name="A"),)))
    update(still_open(agencies=(IncomingAgency(name="B"), IncomingAgency(name="C"))))
    assert sorted(a.agency.source_name for a in Assignment.objects.filter(state="open")) == ["B", "C"]
    assert kinds().count("case.transfer") == 1
    assert kinds().count("case.assign") == 2


def test_a_title_nobody_touched_follows_the_source():
    imported(told())
    update(told(title="Pothole, filled"))
    page = CasePage.objects.get()
    assert (page.title, page.draft_title) == ("Pothole, filled", "Pothole, filled")
    assert page.slug == "pothole-at-the-gate-a101000000001"


def test_what_an_editor_changed_is_never_overwritten():
    imported(told(text="Call 0912345678"))
    page = CasePage.objects.get()
    page.text = "Call [redacted]"
    page.save()
    update(told(text="Call 0912345678 now", place="2 Elm St"))
    page.refresh_from_db()
    assert (page.text, page.place) == ("Call [redacted]", "2 Elm St")


def test_the_event_names_what_changed_and_holds_no_text():
    imported(told())
    update(told(title="Secret words", lat=42.0, lon=-71.0))
    data = Event.objects.get(kind="case.update").data
    assert data["fields"] == ["lat", "lon", "title"]
    assert "Secret" not in str(data)


def test_flags_and_category_follow():
    imported(told())
    case = update(told(category="Trees", category_slug="trees", flags=()))
    assert case.category.slug == "trees"


class TestDamagedFile:
    """A few bad bytes in a newer file do not take away what was whole; the next sound file is heeded again."""

    @pytest.mark.parametrize("name", ["title", "text", "place"])
    def test_a_text_that_lost_characters_does_not_replace_a_whole_one(self, name):
        imported(told(**{name: "Hè phố sụt"}))
        update(told(**{name: "H\ufffd phố sụt", "flags": (Flag.BROKEN_CHARACTERS,)}))
        assert getattr(CasePage.objects.get(), name) == "Hè phố sụt"
        assert Case.objects.get().flags == ["broken_characters"]
        update(told(**{name: "Hè phố lại sụt"}))
        assert getattr(CasePage.objects.get(), name) == "Hè phố lại sụt"

    def test_nor_do_the_words_of_an_answer(self):
        imported(told(answer_text="Đã lấp"))
        update(told(answer_text="\ufffd\ufffd lấp"))
        assert (Submission.objects.get().text, Answer.objects.get().text) == ("Đã lấp", "Đã lấp")
        update(told(answer_text="Đã lấp xong"))
        assert Answer.objects.get().text == "Đã lấp xong"

    def test_what_was_damaged_before_may_change(self):
        imported(told(text="H\ufffd phố"))
        update(told(text="H\ufffd phố sụt"))
        assert CasePage.objects.get().text == "H\ufffd phố sụt"
        update(told(text="Hè phố sụt"))
        assert CasePage.objects.get().text == "Hè phố sụt"
