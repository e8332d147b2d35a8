"""Development settings keep what queries have written; a great change leaves nothing there, unless it is counted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import Label
from search.unlogged import unlogged

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(settings):
    settings.DEBUG = True
    connection.queries_log.clear()
    return connection.queries_log


def test_nothing_is_kept_of_what_is_asked_meanwhile(logged):
    with unlogged():
        with unlogged():
            Label.objects.count()
        Label.objects.count()
        assert len(logged) == 0
    Label.objects.count()
    assert len(logged) == 1


def test_who_counts_queries_counts_all(logged):
    with CaptureQueriesContext(connection) as counted, unlogged():
        Label.objects.count()
    assert len(counted) == 1


def test_as_ever_after_an_error(logged):
    with pytest.raises(ZeroDivisionError), unlogged():
        1 / 0  # noqa: B018 - the error is what it is for
    Label.objects.count()
    assert len(logged) == 1
