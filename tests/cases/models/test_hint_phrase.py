"""Phrases of hints as rows: the starting lists, and what an editor may enter."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cases.models import HintPhrase, HintPhraseKind
from cases.rules.hints.phrases import PhraseKind
from cases.rules.hints.words import words_of
from tests.cases.rules.hints.lists import starting_phrases

pytestmark = pytest.mark.django_db


def test_every_kind_of_the_rules_has_words_for_people():
    assert set(HintPhraseKind.values) == {kind.value for kind in PhraseKind}


def test_a_new_installation_has_the_starting_lists():
    rows = set(HintPhrase.objects.values_list("kind", "words", "active"))
    assert rows == {(phrase.kind.value, phrase.words, True) for phrase in starting_phrases()}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Trong   Thời gian TỚI ", "trong thời gian tới"),
        (unicodedata.normalize("NFD", "sẽ xem xét"), "sẽ xem xét"),
        ("mong...tới", "mong … tới"),
        ("mong…tới", "mong … tới"),
        ("sẽ\u200b làm", "sẽ làm"),
    ],
)
def test_words_are_kept_in_one_form(given, kept):
    row = HintPhrase(kind="ground", words=given)
    row.full_clean()
    assert row.words == str(row) == kept


@pytest.mark.parametrize("words", ["…", "!?", "... …", "\u200b"])
def test_a_phrase_without_a_word_is_refused(words):
    with pytest.raises(ValidationError, match="ít nhất một chữ"):
        HintPhrase(kind="vague", words=words).full_clean()


def test_a_phrase_stands_once_in_its_kind():
    row = HintPhrase.objects.create(kind="vague", words="hẹn mùa trăng")
    HintPhrase.objects.create(kind="excuse", words=row.words)
    with pytest.raises(ValidationError, match="đã có cụm từ ấy"):
        HintPhrase(kind="vague", words="Hẹn  mùa trăng").full_clean()
    with pytest.raises(IntegrityError):
        HintPhrase.objects.create(kind="vague", words=row.words)


def test_the_book_holds_what_is_in_use(django_assert_num_queries):
    HintPhrase.objects.all().delete()
    HintPhrase.objects.create(kind="vague", words="hẹn mùa trăng")
    HintPhrase.objects.create(kind="excuse", words="mùa trăng", active=False)
    with django_assert_num_queries(2):  # those, and the openings and closings to choose from
        book = HintPhrase.objects.book()
    assert [found.kind for found in book.find(words_of("hẹn mùa trăng"))] == [PhraseKind.VAGUE]


def test_the_same_phrases_make_one_book_and_a_change_of_them_another():
    book = HintPhrase.objects.book()
    assert HintPhrase.objects.book() is book
    HintPhrase.objects.create(kind="excuse", words="chưa từng nghe câu này")
    assert HintPhrase.objects.book() is not book
    HintPhrase.objects.filter(words="chưa từng nghe câu này").update(active=False)
    assert HintPhrase.objects.book() is book
