"""A real Elasticsearch understands what we will ask of it: the client speaks its language, Vietnamese is folded."""

from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch
from elasticsearch_dsl import Document, Index, Keyword, Text, analyzer, char_filter, connections

ALIAS = "smoke"
TEXTS = {
    "a1": "Đèn đường hỏng ở Kim Long",
    "a2": "Rác thải chất đống trước cổng chợ Đông Ba",
    "a3": "ĐÈN ĐƯỜNG không sáng từ tuần trước",
}

# asciifolding takes the marks away, but leaves a case to chance: `đ` is folded explicitly, before anything else.
folded = analyzer(
    "folded",
    tokenizer="standard",
    char_filter=[char_filter("bar", type="mapping", mappings=["đ=>d", "Đ=>D"])],
    filter=["lowercase", "asciifolding"],
)


class Report(Document):
    reference = Keyword()
    text = Text(analyzer=folded)


@pytest.fixture
def index(elasticsearch_url: str, index_prefix: str) -> Iterator[Index]:
    client = connections.create_connection(alias=ALIAS, hosts=[elasticsearch_url])
    index = Index(f"{index_prefix}-reports", using=ALIAS)
    index.document(Report)
    index.analyzer(folded)
    index.create()
    for reference, text in TEXTS.items():
        Report(meta={"id": reference}, reference=reference, text=text).save(using=ALIAS, index=index._name)
    index.refresh()
    yield index
    connections.remove_connection(ALIAS)
    client.close()


def found(index: Index, question: str) -> set[str]:
    search = index.search().query("match", text={"query": question, "operator": "and"})
    return {hit.reference for hit in search.execute()}


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("den duong hong", {"a1"}),
        ("đèn đường hỏng", {"a1"}),
        ("DEN DUONG", {"a1", "a3"}),
        ("cho dong ba", {"a2"}),
        ("ngập nước", set()),
    ],
)
def test_finds_with_and_without_marks(index, question, references):
    assert found(index, question) == references


def test_the_analyser_folds_what_is_stored_and_what_is_typed_alike(index):
    tokens = [
        [token["token"] for token in index.analyze(body={"analyzer": "folded", "text": text})["tokens"]]
        for text in ("Đường đến Huế", "duong den hue")
    ]
    assert tokens[0] == tokens[1] == ["duong", "den", "hue"]


def test_a_deleted_index_is_gone(index, elasticsearch_url):
    index.delete()
    with Elasticsearch(elasticsearch_url) as client:
        assert not client.indices.exists(index=index._name)


def test_the_server_is_one_that_the_client_supports(elasticsearch_url):
    with Elasticsearch(elasticsearch_url) as client:
        assert int(client.info()["version"]["number"].split(".")[0]) in {8, 9}
