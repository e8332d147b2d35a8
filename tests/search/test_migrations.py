"""Rows that are there already, as migrations leave them."""

import importlib

import pytest
from django.apps import apps

from cases.models import Delivery
from search.engines.embedded.engine import EmbeddedEngine
from search.models import Label, SearchDocument
from tests.factories import Walk
from tests.search.documents import DAY, NOW, answered, document

names = importlib.import_module("search.migrations.0009_names_and_months")
reopened = importlib.import_module("search.migrations.0012_reopened_apart")
timeliness = importlib.import_module("search.migrations.0006_timeliness")


@pytest.mark.django_db
def test_answered_cases_get_words_of_their_own_and_give_them_back():
    late = {"due_at": NOW, "after": 4 * DAY}
    EmbeddedEngine("embedded", {}).put(
        [
            document(1),
            document(2, phase="awaiting", stopped_at=NOW),
            document(3, phase="unknown"),
            answered(4),
            answered(5, **late),
            answered(6, **late, broken_from=NOW),
            answered(7, **late, limit_at=NOW + 9 * DAY),
        ]
    )

    def settled():
        return dict(SearchDocument.objects.values_list("case_id", "settled"))

    now = settled()
    timeliness.put_together(apps, None)
    as_it_was = {1: None, 2: "in_term", 3: "", 4: "in_term", 5: "overdue", 6: "overdue", 7: "extended"}
    assert settled() == as_it_was
    timeliness.tell_apart(apps, None)
    assert settled() == now != as_it_was


@pytest.mark.django_db
def test_what_is_there_gets_its_counts_and_months_and_is_read_again():
    EmbeddedEngine("embedded", {}).put(
        [document(1), document(2, accepted_at=NOW - 40 * DAY), document(3, accepted_at=None, ward=None, agencies=())]
    )
    labels, months = (
        list(Label.objects.order_by("pk").values()),
        dict(SearchDocument.objects.values_list("pk", "month")),
    )
    assert {label["documents"] for label in labels} == {2, 3}
    assert months == {1: 2026 * 12 + 10, 2: 2026 * 12 + 9, 3: None}
    Label.objects.update(key="", documents=0)
    SearchDocument.objects.update(month=None)
    names.count_names(apps, None)
    names.fill_months(apps, None)
    assert list(Label.objects.order_by("pk").values()) == labels
    assert dict(SearchDocument.objects.values_list("pk", "month")) == months
    names.tell_again(apps, None)
    assert not Delivery.objects.exists(), "there are no cases behind these documents"


@pytest.mark.django_db
def test_what_was_opened_again_is_named_so_and_handed_on():
    first, again = Walk().accept().assign(), Walk().accept().assign().submit().approve().reopen()
    ids = {first.case.pk: "in_progress", again.case.pk: "reopened"}
    EmbeddedEngine("embedded", {}).put(document(pk, round=1 + (state == "reopened")) for pk, state in ids.items())

    def states():
        return dict(SearchDocument.objects.values_list("case_id", "state"))

    assert states() == ids
    reopened.put_together(apps, None)
    assert set(states().values()) == {"in_progress"}
    Delivery.objects.all().delete()
    reopened.tell_apart(apps, None)
    assert states() == ids
    assert list(Delivery.objects.values_list("consumer", "case_id")) == [("search", again.case.pk)]
