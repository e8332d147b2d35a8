"""What an engine holds is compared with what is public, some cases at a time, and mended; without a server."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Delivery
from search import comparing
from search.comparing import Difference, differences, mend
from search.engines.memory import MemoryEngine
from search.indexing import index
from tests.factories import Walk, walk_to
from tests.search.documents import document

pytestmark = pytest.mark.django_db

GONE = 10**9  # a case that is in no table


@pytest.fixture
def city():
    """Three public cases, and one that waits to be accepted; nothing of them waits to be handed on."""
    cases = [walk_to("assigned").case.pk for _ in range(3)] + [Walk().case.pk]
    Delivery.objects.all().delete()
    return cases


@pytest.fixture
def engine(city):
    """Holds the first as it is, the second as it was, the third not at all, and two that nobody may see."""
    found = MemoryEngine("memory", {})
    index(city[:2], [found])
    Case.objects.filter(pk=city[1]).update(version=9)
    found.put([document(city[3]), document(GONE)])
    return found


@pytest.mark.parametrize("at_once", [1, 2, 3, 4, 100])
def test_every_difference_is_found_whatever_is_read_at_once(engine, city, monkeypatch, at_once):
    monkeypatch.setattr(comparing, "AT_ONCE", at_once)
    before = engine.known(city[1], city[1])[city[1]]
    version = Case.objects.get(pk=city[2]).version
    found = list(differences(engine))
    assert found == [
        Difference(case_id=city[1], public=9, held=before),
        Difference(case_id=city[2], public=version, held=None),
        Difference(case_id=city[3], public=None, held=1),
        Difference(case_id=GONE, public=None, held=1),
    ]
    mend(engine, found)
    assert list(differences(engine)) == []
    assert sorted(engine.documents) == city[:3]
    assert engine.documents[city[1]].version == 9


@pytest.mark.parametrize("consumer", ["search", "elastic"])
def test_what_still_waits_to_be_handed_on_is_no_difference(engine, city, consumer):
    walk_to("assigned")
    Delivery.objects.update(case=city[2], consumer=consumer)
    told = [found.case_id for found in differences(engine)]
    assert city[2] not in told
    assert told[0] == city[1]
    Delivery.objects.update(consumer="mail")
    assert city[2] in [found.case_id for found in differences(engine)], "what others wait for says nothing of it"


def test_what_changed_between_two_readings_is_looked_at_again(engine, city, monkeypatch):
    engine.remove([city[3], GONE])
    index(city[:3], [engine])
    first = MemoryEngine.known

    def known(self, since, until):
        """The first reading comes too early, the second in time."""
        found = first(self, since, until)
        return {} if until - since else found

    monkeypatch.setattr(MemoryEngine, "known", known)
    assert list(differences(engine)) == []


def test_where_nothing_differs_it_costs_one_query_however_many_cases_there_are(city):
    found = MemoryEngine("memory", {})
    index(city, [found])
    with CaptureQueriesContext(connection) as queries:
        assert list(differences(found)) == []
    assert len(queries) == 1
