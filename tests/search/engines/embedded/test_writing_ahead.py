"""What is worked out of a document in another process is what would have been worked out here."""

import pickle
from dataclasses import replace

import pytest

from search.engines.embedded import writing
from search.folding import both
from search.models import SearchText
from tests.search.documents import document

TOLD = {
    "title": "Đèn hỏng trên đường Kim Long",
    "text": "Tối quá, mấy hôm ni rồi",
    "place": "Số 5 đường Kim Long",
    "answer": "Đã thay bóng đèn",
}


@pytest.fixture
def told():
    return document(7, **TOLD)


@pytest.fixture
def worked(monkeypatch):
    """The texts of which words have been made, in order."""
    made, real = [], writing.dialect

    class Counting:
        def __init__(self, connection):
            self.own = real(connection)

        def __getattr__(self, name):
            return getattr(self.own, name)

        def entry(self, texts):
            made.append(texts["title"])
            return self.own.entry(texts)

    monkeypatch.setattr(writing, "dialect", Counting)
    return made


@pytest.mark.django_db
def test_a_copy_takes_along_what_was_prepared_and_nothing_is_worked_out_twice(told, worked):
    writing.prepare([told])
    assert worked == [told.title]
    copy = pickle.loads(pickle.dumps(told))
    assert copy == told
    writing.put([copy])
    writing.put([copy])
    assert worked == [told.title]


@pytest.mark.django_db
def test_prepared_or_not_the_same_is_written_and_found(told, engine):
    def rows():
        found = [SearchText.objects.get(pk=7).document]
        return [*found, *(engine.statistics({word}).documents for word in ("kim", "thay", "den"))]

    engine.put([told])
    plain = rows()
    engine.remove([7])
    prepared = document(7, **TOLD)
    writing.prepare([prepared])
    engine.put([prepared])
    assert rows() == plain
    assert plain[1:] == [1, 1, 1]


@pytest.mark.django_db
def test_another_text_is_another_document_and_begins_anew(told, worked):
    writing.prepare([told])
    changed = replace(told, title="Cây đổ", version=told.version + 1)
    assert changed.kept == {}
    writing.put([changed])
    assert worked == [told.title, "Cây đổ"]
    assert both(changed.title)[0] == "cay do"
