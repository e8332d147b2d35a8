"""What is put again as it was is not written again; whatever differs from what it should be is."""

from dataclasses import replace

import pytest
from django.db import connection

from search.document import Named
from search.engines.embedded import writing
from search.engines.embedded.preparing import prepared
from search.models import (
    Label,
    SearchDetail,
    SearchDocument,
    SearchDocumentAgency,
    SearchDocumentStreet,
    SearchText,
    SearchWords,
)
from tests.search.documents import CITY_LIGHTS, WARD_OFFICE, document

pytestmark = pytest.mark.django_db

KEPT = [
    document(1, agencies=(CITY_LIGHTS, WARD_OFFICE), place="5 Lê Lợi - Hoà Bình", lat=16.4, lon=107.5),
    document(2, agencies=(), place="", ward=None, promised_on=None),
    document(3, title="Rác thải", text="", answer="Đã dọn xong"),
]
TABLES = {
    SearchDocument: "*",
    SearchDocumentAgency: "document_id, agency_id",
    SearchDocumentStreet: "document_id, street_id",
    SearchDetail: "*",
    SearchText: "*",
    SearchWords: "*",
    Label: "kind, slug, name, documents",
}


def rows():
    """All that is kept, by table; each row once."""
    found = {}
    with connection.cursor() as cursor:
        for model, columns in TABLES.items():
            cursor.execute(f"SELECT {columns} FROM {model._meta.db_table}")
            found[model.__name__] = sorted(cursor.fetchall(), key=repr)
    return found


def places():
    """Where each row lies: to write one again lays it elsewhere, or counts as a change."""
    if connection.vendor == "sqlite":
        return connection.connection.total_changes
    found = []
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"SELECT ctid FROM {model._meta.db_table}")
            found.append(sorted(cursor.fetchall()))
    return found


@pytest.fixture
def kept():
    writing.put(prepared(KEPT))
    return rows()


def test_nothing_but_the_turn_is_written_where_nothing_has_changed(kept):
    before = places()
    writing.put(prepared([replace(each) for each in KEPT]))
    assert rows() == kept
    turn = 1 if connection.vendor == "sqlite" else []
    assert places() == before + turn


def test_what_stands_there_already_is_not_given_to_sqlite_again(kept, django_assert_max_num_queries):
    """PostgreSQL is given all rows of a statement at once, and compares them itself."""
    changed = replace(KEPT[0], rating="good")
    with django_assert_max_num_queries(30) as asked:
        writing.put(prepared([changed, *KEPT[1:]]))
    assert {name for name, each in rows().items() if each != kept[name]} == {"SearchDetail", "SearchText"}
    if connection.vendor != "sqlite":
        return
    written = [each["sql"] for each in asked.captured_queries if "INSERT INTO" in each["sql"]]
    assert [sql.partition(" (")[0] for sql in written] == [
        f'1 times: INSERT INTO "{model._meta.db_table}"' for model in (SearchDetail, SearchText)
    ]


def test_of_one_that_has_changed_only_what_differs_is_written(kept):
    writing.put(prepared([replace(KEPT[0], version=2, agencies=(WARD_OFFICE,))]))
    now = rows()
    assert {name for name in now if now[name] != kept[name]} == {
        "SearchDocument",  # its version
        "SearchDocumentAgency",
        "SearchText",
        "SearchWords",  # names of agencies are looked for, too
        "Label",
    }
    assert list(SearchDocumentAgency.objects.filter(document=1).values_list("agency__slug")) == [(WARD_OFFICE.slug,)]
    writing.put(prepared([replace(KEPT[0], version=3, agencies=(CITY_LIGHTS, WARD_OFFICE))]))
    again = rows()
    assert [again[name] for name in ("SearchDocumentAgency", "SearchWords", "Label")] == [
        kept[name] for name in ("SearchDocumentAgency", "SearchWords", "Label")
    ]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE search_searchdocument SET state = 'answered' WHERE case_id = 1",
        "UPDATE search_searchdocument SET lat = NULL WHERE case_id = 1",
        "UPDATE search_searchdetail SET source = '' WHERE document_id = 2",
        "UPDATE search_searchdetail SET due_at = NULL WHERE document_id = 3",
        "DELETE FROM search_searchdetail",
        "UPDATE search_searchtext SET data = '{}' WHERE document_id = 3",
        "DELETE FROM search_searchtext",
        "DELETE FROM search_words",
        "DELETE FROM search_words WHERE rowid = 3",
    ],
)
def test_what_was_changed_by_hand_is_put_right(kept, damage):
    with connection.cursor() as cursor:
        cursor.execute(damage)
    assert rows() != kept
    writing.put(prepared(KEPT))
    assert rows() == kept


@pytest.mark.parametrize("model", [SearchDocumentAgency, SearchDocumentStreet])
def test_links_that_lack_or_are_too_many_are_put_right(kept, model):
    document_id, name_id = model.objects.values_list("document", model._meta.concrete_fields[2].name).first()
    links = kept[model.__name__]
    model.objects.filter(document=document_id).delete()
    model.objects.create(**dict(zip((f.attname for f in model._meta.concrete_fields[1:]), (2, name_id), strict=True)))
    writing.put(prepared(KEPT))
    assert rows()[model.__name__] == links


@pytest.mark.parametrize("told", ["", "NULL", 'a "b" \\c', "{1,2}", "a,b", "\\", '"', " ", "đá\n'x'"])
def test_any_text_is_kept_as_it_is(told):
    kept = document(1, source=told, rating=told[:16], category=Named(told, told), returned=True, lat=-1e-07)
    writing.put(prepared([kept]))
    before = rows()
    writing.put(prepared([kept]))
    assert rows() == before
    assert SearchDetail.objects.values_list("source", "rating", "returned").get() == (told, told[:16], True)
    assert Label.objects.values_list("slug", "name").get(kind="category") == (told, told)
    assert SearchDocument.objects.get().lat == -1e-07
