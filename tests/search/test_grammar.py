"""Words of grammar, and what is typed like them."""

import pytest

from search.engines.embedded import postgres, sqlite
from search.folding import forms, marked, tokens
from search.grammar import GRAMMAR, plea
from search.wording import read


@pytest.mark.parametrize("word", ["đến", "Được", "không", "của", "NHỮNG"])
def test_words_of_grammar_are_known_as_texts_write_them(word):
    assert marked(word) in GRAMMAR


@pytest.mark.parametrize("word", ["đèn", "đen", "đường", "cống", "rác", "ngập", "hỏng", "den", "tối", "khống", "con"])
def test_what_people_report_is_none(word):
    assert marked(word) not in GRAMMAR


@pytest.mark.parametrize(
    ("q", "may_be"), [("den", True), ("đến", False), ("đèn", False), ('"den nay"', False), ("hong", False)]
)
def test_only_a_single_word_without_marks_may_be_meant_otherwise(q, may_be):
    ((term,),) = [want.typed for want in read(q).wanted]
    assert term.may_be_grammar is may_be


@pytest.mark.parametrize(
    ("q", "text", "telling", "all_"),
    [
        ("den", "Đèn đến đen den", [0, 2, 3], [0, 1, 2, 3]),
        ("den", "Đến", [], [0]),
        ("đến", "Đèn đến", [1], [1]),
        ('"den nay"', "Đến nay", [0], [0]),
    ],
)
def test_what_tells_is_told_from_what_is_only_found(q, text, telling, all_):
    ((term,),) = [want.typed for want in read(q).wanted]
    found = tuple(tokens(text))
    assert (term.telling(found), list(term.starts(found))) == (telling, all_)


def test_both_databases_say_how_a_table_is_weighed():
    assert sqlite.CREATE[1:] == sqlite.WEIGH
    assert postgres.WEIGH == ()


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("kính đề nghị dời cột", 3),
        ("đề nghị", 2),
        ("de nghi doi cot", 2),
        ("đệ nghị", 0),
        ("đề nghi", 0),
        ("nghị", 0),
        ("dời cột", 0),
        ("", 0),
    ],
)
def test_what_reports_open_with_is_known_with_marks_and_without(text, n):
    assert plea(forms(text)) == n
