"""What must never be false stands in the database."""

import pytest
from django.db import IntegrityError, connection, transaction

from cases.rules.timeliness import Timeliness
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.writing import generation, turn
from search.models import Label, SearchDocument, SearchDocumentAgency, SearchState, SearchText
from tests.search.documents import CITY_LIGHTS, KIM_LONG, LIGHTS, document

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    """The row of one open case."""
    EmbeddedEngine("embedded", {}).put([document(1)])
    return SearchDocument.objects.get()


def refused(change, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change()


@pytest.mark.parametrize("settled", ["", *Timeliness])
def test_verdicts_that_are(row, settled):
    SearchDocument.objects.update(settled=settled)
    row.refresh_from_db()
    assert row.settled == settled


def test_a_verdict_that_is_none(row):
    refused(lambda: SearchDocument.objects.update(settled="late"), "a_settled_verdict_is_known")


@pytest.mark.parametrize("facts", [{"stopped_at": 5}, {"term_end": None}])
def test_a_verdict_is_left_open_only_where_the_instant_decides(row, facts):
    assert row.settled is None
    refused(lambda: SearchDocument.objects.update(**facts), "an_unsettled_verdict_depends_on_the_instant")
    SearchDocument.objects.update(settled="in_term", **facts)


def test_a_state_that_is_none(row):
    refused(lambda: SearchDocument.objects.update(state="lost"), "document_state_is_known")
    SearchDocument.objects.update(state="answered")


def test_a_choice_stands_once_in_its_facet():
    Label.objects.create(kind="ward", slug="a", name="A")
    Label.objects.create(kind="agency", slug="a", name="A")
    name = "a_choice_stands_once_in_its_facet" if connection.vendor == "postgresql" else "UNIQUE"
    refused(lambda: Label.objects.create(kind="ward", slug="a", name="B"), name)


def test_an_agency_stands_once_in_a_document(row):
    (known,) = SearchDocumentAgency.objects.all()
    name = "an_agency_stands_once_in_a_document" if connection.vendor == "postgresql" else "UNIQUE"
    refused(lambda: SearchDocumentAgency.objects.create(document=row, agency=known.agency), name)


def test_there_is_one_search_state():
    with turn():
        pass
    refused(lambda: SearchState.objects.create(id=2), "there_is_one_search_state")
    assert SearchState.objects.count() == 1


def test_every_turn_is_a_generation():
    SearchState.objects.all().delete()
    assert generation() == 0
    for n in (1, 2, 3):
        with turn():
            assert generation() == n


def test_how_many_documents_there_are_is_counted_anew_where_it_was_lost_or_is_wrong():
    engine = EmbeddedEngine("embedded", {})
    engine.put([document(1), document(2)])
    SearchState.objects.all().delete()
    engine.put([document(2, version=2), document(3)])
    assert SearchState.objects.get().documents == 3
    SearchState.objects.update(documents=7)
    engine.settle()
    assert SearchState.objects.get().documents == 3
    engine.clear()
    assert SearchState.objects.get().documents == 0


def test_writers_take_turns():
    """The row is written first of all, so that the database makes others wait until the commit."""
    statements = []

    def note(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        EmbeddedEngine("embedded", {}).put([document(1)])
    first = next(sql for sql in statements if not sql.startswith("SAVEPOINT"))
    assert first.startswith('UPDATE "search_searchstate"')


def test_names_for_people(row):
    assert str(row) == "case 1"
    assert str(SearchText.objects.get()) == "text of case 1"
    assert str(row.words) == "words of case 1"
    assert {str(label) for label in Label.objects.all()} == {LIGHTS.name, KIM_LONG.name, CITY_LIGHTS.name}
    assert str(SearchState.objects.get()) == "generation 1"
    assert str(SearchDocumentAgency.objects.get()).startswith("case 1: ")
