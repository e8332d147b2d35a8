"""What is worked out of a document in another process is what would have been worked out here."""

import pickle
from dataclasses import replace

import pytest
from django.db import connection

from search.document import Document
from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded import preparing, writing
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.words import dialect
from search.engines.memory import MemoryEngine
from search.models import SearchText
from tests.search.documents import CITY_LIGHTS, KIM_LONG, LIGHTS, WARD_OFFICE, document

TOLD = {
    "title": "Đèn hỏng trên đường Kim Long",
    "text": "Tối quá, mấy hôm ni rồi",
    "place": "Số 5 đường Kim Long",
    "answer": "Đã thay bóng đèn",
}
PLAIN = (str, bytes, int, float, bool, type(None))


@pytest.fixture
def told():
    return document(7, agencies=(CITY_LIGHTS, WARD_OFFICE), lat=16.4, lon=107.5, **TOLD)


def sent(values):
    """As they come from another process."""
    return pickle.loads(pickle.dumps(values))


def parts(value):
    """All that it is made of, whatever holds it."""
    return [part for each in value for part in parts(each)] if isinstance(value, (tuple, list)) else [value]


@pytest.mark.parametrize("engine_class", [EmbeddedEngine, ElasticEngine])
def test_what_is_sent_is_of_plain_values(told, engine_class):
    prepare = sent(engine_class.prepared)  # what is to be done is sent, too
    given = prepare([told, replace(told, ward=None, agencies=())])
    assert len(given) == 2
    assert {type(part) for part in parts(given)} <= set(PLAIN)
    assert sent(given) == given


def test_names_are_sent_without_their_class(told):
    (given,) = preparing.prepared([told])
    assert (given.category, given.ward) == (tuple(LIGHTS), tuple(KIM_LONG))
    assert given.agencies == (tuple(CITY_LIGHTS), tuple(WARD_OFFICE))
    assert {type(each) for each in (given.category, given.ward, *given.agencies)} == {tuple}
    assert given.streets == told.streets == ("Kim Long",)
    assert given.entry == dialect(connection).entry(told.searched())
    assert preparing.prepared([replace(told, ward=None)])[0].ward is None


def test_an_engine_that_prepares_nothing_takes_documents(told):
    engine = MemoryEngine("memory", {})
    engine.take(MemoryEngine.prepared([told]))
    assert engine.known(0, 10) == {7: told.version}


@pytest.mark.django_db
def test_prepared_elsewhere_or_here_the_same_is_written_and_found(told, engine):
    def rows():
        found: list[Document | int] = [SearchText.objects.get(pk=7).document]
        return [*found, *(engine.statistics({word}).documents for word in ("kim", "thay", "den"))]

    engine.put([told])
    plain = rows()
    engine.remove([7])
    engine.take(sent(engine.prepared([told])))
    assert rows() == plain
    assert plain[1:] == [1, 1, 1]


@pytest.mark.django_db
def test_many_are_written_in_transactions_of_their_own(engine, monkeypatch):
    written, put = [], writing.put
    monkeypatch.setattr("search.engines.embedded.engine.AT_ONCE", 2)
    monkeypatch.setattr(writing, "put", lambda given: written.append(len(given)) or put(given))
    engine.take(engine.prepared([document(n) for n in (1, 2, 3)]))
    assert engine.known(0, 10) == {1: 1, 2: 1, 3: 1}
    assert written == [2, 1]
