"""How words are kept and asked for in each database; both must find the same."""

import pytest
from django.db import NotSupportedError, connection

from search.engines.embedded import postgres, sqlite
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.expressions import expression
from search.engines.embedded.words import Score, WordsField, dialect
from search.lexicon import Lexicon
from search.models import SearchWords
from search.wording import read
from tests.search.documents import document


def terms(q):
    return expression(read(q))


TEXTS = {"title": "Đèn đường", "place": "Kim Long", "names": "", "text": "đèn", "answer": "12"}


@pytest.mark.parametrize(
    ("q", "expression"),
    [
        ("hong", '"hong"'),
        ("hong duong", '("hong" AND "duong")'),
        ('"den duong"', '"den duong"'),
        ("rác", '("rac" AND "rac\u0301")'),
        ('"Kim Lợng"', '("kim long" AND "kim lơng\u0323")'),
    ],
)
def test_what_sqlite_is_asked(q, expression):
    assert sqlite.query(terms(q)) == expression


@pytest.mark.parametrize(
    ("q", "expression"),
    [
        ("den", "('den')"),
        ("den duong", "(('den') & ('duong'))"),
        ('"den duong"', "('den' <-> 'duong')"),
        ("rác", "('rac\u0301')"),
        ('"Kim Lợng"', "('=kim' <-> 'lơng\u0323')"),
    ],
)
def test_what_postgresql_is_asked(q, expression):
    assert postgres.query(terms(q)) == expression


def test_the_vector_holds_every_word_in_both_forms_at_one_place():
    assert postgres.entry(TEXTS) == (
        "'den':1A,29C 'đen\u0300':1A,29C 'duong':2A 'đương\u0300':2A"
        " 'kim':11B '=kim':11B 'long':12B '=long':12B '12':38D '=12':38D"
    )


def test_in_the_vector_words_of_grammar_weigh_least_wherever_they_stand():
    told = postgres.entry({**dict.fromkeys(TEXTS, ""), "title": "Đến đèn"})
    assert told == "'den':1D,2A 'đên\u0301':1D 'đen\u0300':2A"


def test_no_place_lies_beyond_what_a_vector_can_hold():
    long_text = postgres.entry({**TEXTS, "text": "xe " * 20_000})
    places = {int(place.rstrip("ABCD,")) for word in long_text.split() for place in word.partition(":")[2].split(",")}
    assert max(places) == postgres.MOST_PLACES


def test_a_looser_reading_is_asked_for_in_either_language():
    looser = expression(read("đèn xe ga").loosened(2))
    bare = '("den" AND ("đen\u0300" OR written : "den"))'
    assert sqlite.query(looser) == f'(({bare} AND "xe") OR ({bare} AND "ga") OR ("xe" AND "ga"))'
    bare = "(('đen\u0300') | ('=den'))"
    assert postgres.query(looser) == f"(({bare} & ('xe')) | ({bare} & ('ga')) | (('xe') & ('ga')))"


def test_any_way_of_saying_it_is_asked_for_in_either_language():
    asked = expression(read("dien duong 5", Lexicon([(("điện đường", "đèn"), False)])))
    assert sqlite.query(asked) == '((("dien" AND "duong") OR ("den" AND ("đen\u0300" OR written : "den"))) AND "5")'
    assert postgres.query(asked) == "(((('dien') & ('duong')) | (('đen\u0300') | ('=den'))) & ('5'))"


@pytest.mark.django_db
def test_a_very_long_text_can_be_put_and_found():
    engine = EmbeddedEngine("embedded", {})
    engine.put([document(1, text="xe " * 20_000 + "tải", answer=" ".join(f"từ{n}" for n in range(5_000)))])
    for q in ("xe tai", "tải", "tu4999"):
        assert SearchWords.objects.filter(entry__matches=terms(q)).count() == 1, q


@pytest.mark.django_db
def test_words_of_any_script_and_sign_are_kept():
    engine = EmbeddedEngine("embedded", {})
    engine.put(
        [document(1, title="Страна 道路 ½ café 'x' \"y\" \\z (đ) a:b x* -n & | ! <-> ¦", text="\x00\ufffd 😀 ok")]
    )
    for q in ("страна", "道路", "cafe", "café", "x", "y", "z", "d", "đ", "ok", '"道路 ½"'):
        assert SearchWords.objects.filter(entry__matches=terms(q)).count() == 1, q


@pytest.mark.django_db
def test_a_score_is_higher_where_more_telling_texts_match():
    engine = EmbeddedEngine("embedded", {})
    engine.put([document(1, title="rác", text="hai"), document(2, title="một", text="rác")])
    wanted = terms("rac")
    scored = SearchWords.objects.filter(entry__matches=wanted).annotate(score=Score("entry", wanted))
    scores = dict(scored.values_list("pk", "score"))
    assert scores[1] > scores[2] > 0


@pytest.mark.django_db
def test_words_removed_are_gone_from_the_index_itself():
    engine = EmbeddedEngine("embedded", {})
    engine.put([document(1, title="bímật"), document(2)])
    engine.remove([1])
    assert SearchWords.objects.filter(entry__matches=terms("bimat")).count() == 0
    assert SearchWords.objects.count() == 1
    engine.clear()
    assert SearchWords.objects.count() == 0


def test_another_database_is_refused(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "oracle")
    with pytest.raises(NotSupportedError, match="sqlite and postgresql"):
        dialect(connection)


def test_the_field_has_the_type_that_postgresql_knows():
    assert WordsField().db_type(connection) == "tsvector"
    assert SearchWords._meta.managed is False
