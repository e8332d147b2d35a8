"""Commands: data on standard output, everything else on standard error."""

import json
import signal
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from cases.actions import deciding
from cases.actions.actor import CENTER
from cases.actions.change_calendar import DayChange, change_calendar
from cases.models import Calendar, CalendarChange, Delivery, DueDate, PendingDecision
from search import gaps
from search.management.commands import rebuild_search, work_outbox
from search.outbox import drain
from tests.factories import a_case, walk_to
from tests.search.documents import DAY, NOW, document

LOOKS = 10  # queries of the worker when nothing waits, however much the portal holds


def find(capsys, *arguments):
    capsys.readouterr()
    call_command("find", *arguments)
    return capsys.readouterr()


class TestFind:
    """manage.py find QUERY [--engine E] [--limit N] --json."""

    @pytest.fixture(autouse=True)
    def _city(self, engine):
        engine.put([document(n, accepted_at=NOW - n * DAY) for n in range(1, 61)])
        engine.put([document(99, title="Ngập nước", reference="abc")])

    def test_total_references_and_time(self, capsys):
        answer = json.loads(find(capsys, "ngap", "--json").out)
        assert answer.pop("took_ms") >= 0
        assert answer == {"total": 1, "hits": ["abc"]}

    def test_the_best_come_first_and_only_so_many(self, capsys):
        answer = json.loads(find(capsys, "den", "--limit", "3", "--json").out)
        assert answer["total"] == 60
        assert answer["hits"] == ["ref-60", "ref-59", "ref-58"]

    @pytest.mark.parametrize(("limit", "n"), [("0", 0), ("1", 1), ("40", 40), ("500", 60)])
    def test_any_limit(self, capsys, limit, n):
        answer = json.loads(find(capsys, "den", "--limit", limit, "--json").out)
        assert len(answer["hits"]) == len(set(answer["hits"])) == n

    def test_twenty_five_unless_told(self, capsys):
        assert len(json.loads(find(capsys, "den", "--json").out)["hits"]) == 25

    @pytest.mark.parametrize("words", ["nuoc -den", '"ngập nước"', '"ngap nuoc" -duong'])
    def test_words_phrases_and_exclusions(self, capsys, words):
        assert json.loads(find(capsys, words, "--json").out)["hits"] == ["abc"]

    def test_everything_by_nothing(self, capsys):
        assert json.loads(find(capsys, "", "--json").out)["total"] == 61

    def test_lines_without_json(self, capsys):
        assert find(capsys, "ngap").out == "abc\n"

    def test_the_embedded_engine_by_name(self, capsys):
        assert json.loads(find(capsys, "ngap", "--engine", "embedded", "--json").out)["hits"] == ["abc"]

    def test_an_engine_that_is_not_configured(self):
        with pytest.raises(CommandError, match="elastic engine is not configured"):
            call_command("find", "ngap", "--engine", "elastic", "--json")

    @pytest.mark.parametrize("limit", ["-1", "9" * 20])
    def test_a_limit_that_is_none(self, limit):
        with pytest.raises(CommandError, match="number from 0 to"):
            call_command("find", "ngap", "--limit", limit)

    def test_what_was_left_out_of_the_question_is_said(self, capsys):
        answer = find(capsys, "a" * 500, "--json")
        assert "200" in answer.err
        assert json.loads(answer.out)["total"] == 0


@pytest.mark.django_db
def test_rebuild_search_makes_everything_findable_without_a_worker(capsys, monkeypatch):
    monkeypatch.setattr(gaps, "LENGTH", 0)
    references = sorted(a_case("answered").reference for _ in range(3))
    capsys.readouterr()
    call_command("rebuild_search")
    said = capsys.readouterr()
    assert said.out == ""
    assert "3/3" in said.err
    assert sorted(json.loads(find(capsys, "den duong", "--json").out)["hits"]) == references
    call_command("rebuild_search", verbosity=0)
    assert capsys.readouterr().err == ""


def test_rebuilding_an_engine_that_is_not_configured():
    with pytest.raises(CommandError, match="elastic engine is not configured"):
        call_command("rebuild_search", "--engine", "elastic")


@pytest.mark.django_db
def test_rebuilding_one_engine(capsys, monkeypatch):
    monkeypatch.setattr(gaps, "LENGTH", 0)
    case = a_case("answered")
    call_command("rebuild_search", "--engine", "embedded", verbosity=0)
    assert json.loads(find(capsys, "den duong", "--json").out)["hits"] == [case.reference]


@pytest.mark.django_db
def test_the_worker_once(capsys):
    case = a_case("assigned")
    call_command("work_outbox", "--once")
    assert not Delivery.objects.exists()
    assert json.loads(find(capsys, str(case.number), "--json").out)["hits"] == [case.reference]


@pytest.mark.django_db
def test_the_worker_moves_what_a_changed_calendar_has_left_behind():
    case = a_case("assigned")
    at = case.accepted_at + timedelta(days=1)
    drain()
    storm = DayChange(day=at.date() + timedelta(days=1), kind="holiday", name="Bão")
    change_calendar(calendar=Calendar.objects.get(slug="vn"), changes=[storm], by=CENTER, at=at)
    DueDate.objects.filter(cause="calendar", assignment=None).delete()  # as if it had been ended before
    CalendarChange.objects.update(finished_at=None)
    call_command("work_outbox", "--once")
    assert DueDate.objects.filter(cause="calendar").count() == 2
    assert not CalendarChange.objects.pending().exists()
    assert not Delivery.objects.exists()


def a_decision(**at):
    """An answer that was approved at the desk; its minute is over unless `at` says otherwise."""
    walk = walk_to("awaiting").later(hours=1)
    deciding.decide(answer=walk.answer, version=1, choice="approve", by=CENTER, at=walk.at)
    past = timezone.now() - timedelta(seconds=1)
    PendingDecision.objects.filter(version__answer=walk.answer).update(effective_at=at.get("effective_at", past))
    return walk


@pytest.mark.django_db
def test_the_worker_lets_a_decision_count_that_nobody_looks_at(client):
    """From the desk to the public page and the search, without anyone opening the desk."""
    due, not_yet = a_decision(), a_decision(effective_at=timezone.now() + timedelta(minutes=1))
    assert "Đã thay bóng" not in client.get(f"/a/{due.case.number}", follow=True).content.decode()
    call_command("work_outbox", "--once")
    assert "Đã thay bóng" in client.get(f"/a/{due.case.number}", follow=True).content.decode()
    assert (due.answer.state, not_yet.answer.state) == ("approved", "submitted")
    assert list(PendingDecision.objects.values_list("version__answer", flat=True)) == [not_yet.answer.pk]
    assert not Delivery.objects.exists()


@pytest.mark.django_db
def test_a_worker_with_nothing_to_do_asks_little(django_assert_num_queries):
    Delivery.objects.all().delete()
    with django_assert_num_queries(LOOKS):
        call_command("work_outbox", "--once")


@pytest.mark.django_db
def test_one_job_that_fails_keeps_no_other_waiting(monkeypatch, caplog):
    case = a_case("assigned")

    def broken(**_kwargs):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(work_outbox, "settle", broken)
    call_command("work_outbox", "--once")
    assert not Delivery.objects.filter(case=case).exists()
    assert "settle_decisions failed" in caplog.text


def test_the_worker_goes_on_until_it_is_stopped(monkeypatch):
    """It looks again and again, gets over a database that is away, and ends at the signal, not before."""
    handlers, looks = {}, []
    monkeypatch.setattr(work_outbox.signal, "signal", lambda number, handler: handlers.update({number: handler}))
    monkeypatch.setattr(work_outbox, "close_old_connections", lambda: None)

    def drain():
        looks.append(len(looks))
        if len(looks) == 2:
            raise DatabaseError("restarting")
        if len(looks) == 4:
            handlers[signal.SIGTERM](signal.SIGTERM, None)

    monkeypatch.setattr(work_outbox, "settle", lambda *, now: 0)
    monkeypatch.setattr(work_outbox, "drain", drain)
    monkeypatch.setattr(work_outbox, "drain_outside", lambda: 0)
    monkeypatch.setattr(work_outbox, "finish_changes", lambda: 0)
    call_command("work_outbox", "--interval", "0")
    assert looks == [0, 1, 2, 3]
    assert set(handlers) == {signal.SIGTERM, signal.SIGINT}


@pytest.mark.parametrize(
    ("given", "many", "beside"),
    [((), 1, 2), ((), 2, 0), (("--readers", "0"), 1, 0), (("--readers", "3"), 1, 3), (("--readers", "-1"), 1, 0)],
)
def test_a_city_of_some_size_is_read_by_others_while_one_process_writes(engine, monkeypatch, given, many, beside):
    a_case("assigned")
    asked = []

    @contextmanager
    def readers(n):
        yield f"{n} readers"

    monkeypatch.setattr(rebuild_search, "readers", readers)
    monkeypatch.setattr(rebuild_search, "rebuild", lambda chosen, *, pool: asked.append(pool) or iter(()))
    monkeypatch.setattr(rebuild_search, "index_answers", lambda *, pool: asked.append(pool) or iter(()))
    monkeypatch.setattr(rebuild_search, "MANY", many)
    monkeypatch.setattr(rebuild_search.os, "cpu_count", lambda: 9)
    call_command("rebuild_search", *given, verbosity=0)
    assert asked == [f"{beside} readers"] * 2  # the same read cases and then answers
