"""Ratings: every value has a word and a shape of its own."""

import pytest
from django.utils.translation import override

from cases.rules.ratings import RatingValue
from cases.templatetags import ratings
from cases.templatetags.minhbach import rated


@pytest.mark.parametrize(
    ("value", "word", "english", "mark"),
    [
        ("satisfied", "Hài lòng", "Satisfied", "up"),
        ("acceptable", "Chấp nhận được", "Acceptable", "level"),
        ("not_satisfied", "Không hài lòng", "Not satisfied", "down"),
    ],
)
def test_words_and_shapes(value: str, word: str, english: str, mark: str) -> None:
    assert (ratings.rating_word(value), ratings.rating_mark(value)) == (word, mark)
    assert rated(value) == {"mark": mark, "word": word}
    with override("en"):
        assert ratings.rating_word(value) == english


def test_no_rating_lacks_its_word() -> None:
    assert list(ratings.RATINGS) == [value.value for value in RatingValue]
    assert len({mark for mark, _ in ratings.RATINGS.values()}) == len(RatingValue)


@pytest.mark.parametrize("value", [None, "", "awful"])
def test_what_is_no_rating_has_no_word(value: str | None) -> None:
    with pytest.raises(KeyError):
        ratings.rating_word(value)
    with pytest.raises(KeyError):
        ratings.rating_mark(value)
