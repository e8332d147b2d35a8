"""Edit: what is published on a page becomes an event without texts, a new version and a delivery; no fact changes."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from cases.actions import edit_page
from cases.actions.actor import CENTER
from cases.models import Case, CasePage, Delivery, DueDate, Event, Standing
from cases.rules import replay
from cases.rules.events import text_digest
from cases.signals import cases_changed
from tests.factories import a_case, walk_to

pytestmark = pytest.mark.django_db


def edit(case, **changed):
    """Write other texts to the page and record that; the names the verb says have changed."""
    before = case.page.edited()
    for name, value in changed.items():
        setattr(case.page, name, value)
    case.page.save()
    named = edit_page.edited(page=case.page, before=before, by=CENTER, at=timezone.now())
    case.refresh_from_db()
    return named


def rows(model, case):
    """Everything of a case in a table, without primary keys (standings are written anew)."""
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    return sorted(model.objects.filter(case=case).values_list(*names), key=str)


class TestEvent:
    def test_it_names_the_fields_and_holds_salted_digests(self):
        case = a_case("assigned")
        assert edit(case, title="Đèn hỏng ở ngõ 5", text="Đã che số nhà") == ["text", "title"]
        event = Event.objects.filter(case=case).last()
        assert (event.kind, event.role, event.data["fields"]) == ("case.update", "center", ["text", "title"])
        assert event.data["texts"]["text"] == text_digest(case.salt, "Đã che số nhà")
        assert set(event.data["texts"]) == set(CasePage.edited_fields)

    def test_it_holds_no_text(self):
        case = a_case("assigned", text="CANARY-một", place="CANARY-hai", title="CANARY-ba")
        edit(case, text="CANARY-bốn", editors_note="CANARY-năm", place="CANARY-sáu")
        assert "CANARY" not in json.dumps(list(Event.objects.values_list("data", flat=True)), ensure_ascii=False)

    def test_it_replays_and_changes_no_state(self):
        case = a_case("assigned")
        edit(case, text="Khác")
        events = [
            replay.Event(kind=e.kind, assignment=e.data.get("assignment"), answer=e.data.get("answer"), data=e.data)
            for e in case.events.order_by("seq")
        ]
        assert replay.replay(events).case_state == case.state == "in_progress"

    def test_the_author_stays_out_of_the_ledger(self):
        case = a_case("assigned")
        edit(case, text="Khác")
        assert "user" not in json.dumps(case.events.last().data)

    def test_words_are_corrected_whatever_instants_a_source_gave(self):
        case = walk_to("received", at=datetime(2031, 3, 3, 2, tzinfo=UTC)).accept().case
        assert edit(case, text="Khác") == ["text"]


class TestWhatFollows:
    def test_version_and_delivery(self):
        case = a_case("assigned")
        version, deliveries = case.version, Delivery.objects.count()
        edit(case, text="Khác")
        assert case.version == version + 1
        assert Delivery.objects.count() == deliveries + 1
        assert Delivery.objects.last().event_seq == case.event_count

    def test_listeners_are_told_after_the_commit(self, django_capture_on_commit_callbacks):
        case, heard = a_case("assigned"), []

        def listen(case_ids, **kwargs):
            heard.extend(case_ids)

        cases_changed.connect(listen)
        try:
            with django_capture_on_commit_callbacks() as callbacks:
                edit(case, text="Khác")
            assert heard == []
            for callback in callbacks:
                callback()
            assert set(heard) == {case.pk}
        finally:
            cases_changed.disconnect(listen)

    @pytest.mark.parametrize("state", ["extended", "answered_late", "reopened", "transferred", "promise_broken"])
    def test_no_fact_changes(self, state):
        case = walk_to(state).case
        facts = {name: getattr(case, name) for name in ("state", "number", "round", "accepted_at", "sent_at", "lat")}
        standings, dues = [rows(Standing, case), rows(DueDate, case)]
        edit(case, text="Khác", location="SRID=4326;POINT(107.6 16.5)")
        assert {name: getattr(case, name) for name in facts} == facts
        assert rows(Standing, case) == standings
        assert rows(DueDate, case) == dues


class TestNothingToRecord:
    def test_the_same_texts_are_no_event(self):
        case = a_case("assigned")
        version, events = case.version, case.event_count
        assert edit(case) == []
        assert (case.version, case.event_count) == (version, events)

    @pytest.mark.parametrize("changed", [{}, {"text": "Khác"}])
    @pytest.mark.parametrize("state", ["withdrawn", "merged"])
    def test_the_page_of_a_removed_case_is_not_live_afterwards(self, state, changed):
        case = a_case(state)
        CasePage.objects.filter(case=case).update(live=True)
        edit(case, **changed)
        assert not CasePage.objects.get(case=case).live

    def test_nor_that_of_a_case_which_only_counts(self):
        case = a_case("assigned")
        Case.objects.filter(pk=case.pk).update(level="figures")
        edit(case)
        assert not CasePage.objects.get(case=case).live


class TestLock:
    def test_publishing_is_one_transaction(self):
        case = a_case("assigned")

        def half_done():
            with edit_page.publishing(case.page):
                CasePage.objects.filter(case=case).update(text="Khác")
                raise RuntimeError("power cut")

        with pytest.raises(RuntimeError):
            half_done()
        assert CasePage.objects.get(case=case).text == "Năm bóng đèn hỏng"

    def test_publishing_locks_the_cases_row(self, django_assert_num_queries):
        page = a_case("assigned").page
        with django_assert_num_queries(3) as asked, edit_page.publishing(page):
            pass
        locked = "FOR UPDATE" in asked.captured_queries[1]["sql"]
        assert locked == connection.features.has_select_for_update
