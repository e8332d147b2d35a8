"""Rows that are there already, as migrations leave them."""

import importlib

import pytest
from django.apps import apps

from search.engines.embedded.engine import EmbeddedEngine
from search.models import SearchDocument
from tests.search.documents import DAY, NOW, answered, document

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
