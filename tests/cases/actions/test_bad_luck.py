"""Bad luck: what meets in the middle ends in one state, the chain stays whole, and whoever was second is told."""

import threading
from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from cases.actions import answering, assign, deciding, review
from cases.actions.actor import CENTER, OFFICER
from cases.actions.causes import Cause
from cases.actions.change_calendar import DayChange, change_calendar
from cases.actions.changing import ActionRefused
from cases.actions.verify import Verification
from cases.models import Answer, Calendar, DueDate, Event, PendingDecision, Standing, Submission
from cases.rules.states import MoveRefused
from tests.accounts import an_account
from tests.factories import LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db(transaction=True)

NEXT = timedelta(hours=1)


def test_an_answer_comes_while_the_case_is_transferred(writers):
    walk = walk_to("assigned").later(hours=1).draft()
    answer, held, other, at = walk.answer, walk.assignment, an_agency(LIGHTING, kind="center"), walk.at + NEXT
    together = writers()
    together.at_once(
        lambda: answering.submit(answer=answer, by=OFFICER, at=at),
        lambda: assign.transfer(assignment=held, to=other, reason="sai-tham-quyen", by=CENTER, at=at),
    )
    (won,) = together.results
    (fault,) = together.faults
    assert isinstance(fault, MoveRefused | ActionRefused)
    charges = together.ask(lambda: list(walk.case.assignments.order_by("pk").values_list("state", flat=True)))
    states = together.ask(lambda: list(Answer.objects.values_list("state", flat=True)))
    if isinstance(won, Submission):
        assert (charges, states) == (["awaiting"], ["submitted"])
    else:
        assert charges == ["transferred", "open"]
        assert "submitted" not in states
    assert together.findings() == []


def in_turn(first, second):
    """Two jobs of which the second begins when the first has written all, and not yet committed it."""
    written = threading.Event()

    def begin():
        with transaction.atomic():
            found = first()
            written.set()
        return found

    def follow():
        written.wait(timeout=30)
        return second()

    return begin, follow


@pytest.mark.parametrize("decides_first", [False, True])
def test_a_version_is_decided_while_it_is_recalled_and_handed_in_anew(writers, decides_first):
    walk = walk_to("awaiting").later(hours=1)
    answer, at = walk.answer, walk.at

    def replace():
        answering.recall(answer=answer, by=OFFICER, at=at)
        answering.revise(answer=answer, text="Đã thay cả cột", outcome="done")
        return answering.submit(answer=answer, by=OFFICER, at=at).number

    def decide():
        told = {"answer": answer, "version": 1, "choice": "approve", "by": CENTER, "at": at}
        return deciding.decide(**told).version.number

    together = writers()
    together.at_once(*(in_turn(decide, replace) if decides_first else in_turn(replace, decide)))
    (fault,) = together.faults
    decided = together.ask(lambda: list(PendingDecision.objects.values_list("version__number", "version__text")))
    if decides_first:
        assert (fault.cause, decided) == (Cause.DECIDED, [(1, "Đã thay bóng")])
    else:
        assert (type(fault), fault.newest, decided) == (deciding.VersionReplaced, 2, []), "never words nobody has read"
    assert together.findings() == []


def test_a_holiday_is_made_while_the_answer_is_returned(writers):
    walk = walk_to("awaiting").later(hours=1)
    answer, at, vn = walk.answer, walk.at, Calendar.objects.get(slug="vn")
    storm = DayChange(day=date(2026, 3, 10), kind="holiday", name="Bão")
    together = writers()
    said = {"reason": "thieu-anh", "sentence": "Cần ảnh"}
    together.at_once(
        lambda: change_calendar(calendar=vn, changes=[storm], by=CENTER, at=at),
        lambda: review.return_answer(answer=answer, **said, by=CENTER, at=at),
    )
    assert together.faults == []
    days = together.ask(lambda: list(DueDate.objects.filter(assignment=None).order_by("pk").values_list("due_at")))
    assert [due.day for (due,) in days] == [11, 12]
    clocks = together.ask(lambda: list(Standing.objects.now().values_list("due_at", "stopped_at")))
    assert {(due.day, stopped) for due, stopped in clocks} == {(12, None)}, "whichever came first"
    assert together.findings() == []


def breaks(monkeypatch, module, name):
    """Let a step happen, and then the database go: the server ends the session, a file can no longer be read."""
    step = getattr(module, name)

    def broken(*args, **kwargs):
        step(*args, **kwargs)
        if connection.vendor == "sqlite":
            raise OperationalError("disk I/O error")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(module, name, broken)


@pytest.mark.parametrize(
    ("delay", "module", "name"),
    [(60, deciding, "_keep"), (0, deciding, "_carry_out")],
    ids=["while it is kept", "while it counts"],
)
def test_the_database_goes_in_the_middle_of_a_decision(client, settings, monkeypatch, delay, module, name):
    settings.DECISION_DELAY = delay
    client.force_login(an_account("decide"))
    walk = walk_to("awaiting")
    version = walk.answer.submissions.get()
    where, sent = reverse("review_decide", args=[version.pk]), {"choice": "approve", "version": 1}
    before = Event.objects.count()
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        breaks(patch, module, name)
        response = client.post(where, sent)
    assert response.status_code == 503
    assert "hoặc đã được ghi trọn, hoặc chưa ghi gì" in response.content.decode()
    assert (Event.objects.count(), PendingDecision.objects.count()) == (before, 0)
    assert walk.answer.state == "submitted"
    assert client.post(where, sent).status_code == 302
    assert walk.answer.state == ("submitted" if delay else "approved")
    assert PendingDecision.objects.count() == (1 if delay else 0)
    assert list(Verification().run()) == []
