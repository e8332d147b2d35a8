"""Cases that speak of the same as the best ones: by how much they gain, worked out by hand."""

import math

import pytest

from search.likeness import LIKE, MODELS, alike
from tests.search.documents import document

PLAIN = {"title": "", "text": "", "answer": ""}
OTHERS = [f"w{n}" for n in range(10)]  # words that one case has


def gains(*ranked):
    """Of cases given by score and text, or by score and several texts."""
    facts = [(score, {**PLAIN, **(told if isinstance(told, dict) else {"text": told})}) for score, told in ranked]
    return alike([(score, document(n, **each)) for n, (score, each) in enumerate(facts, start=1)])


def beside(*ranked):
    """The same among others that have nothing to do with it."""
    return gains(*ranked, *((0.1, word) for word in OTHERS))[: len(ranked)]


def test_what_has_all_the_words_of_the_only_model_gains_most():
    one, same, half, none = gains(
        (1, "sông xa"), (0, "sông xa"), (0, "sông gần"), (0, "rác"), *((0, w) for w in OTHERS)
    )[:4]
    assert one == same == pytest.approx(1 + LIKE) == 5
    rare, common = math.log(14 / 2), math.log(14 / 3)  # two have `xa`, three have `sông`
    assert half == pytest.approx(1 + LIKE * common / math.hypot(rare, common))
    assert none == 1


@pytest.mark.parametrize("field", ["title", "text", "answer"])
def test_each_text_tells(field):
    assert beside((1, "sông"), (0.5, {field: "sông"}))[1] > 1 + LIKE / 2
    assert beside((1, {field: "sông"}), (0.5, "sông"))[1] > 1 + LIKE / 2


def test_marks_tell_words_apart():
    same, other = (beside((1, "sông"), (0.9, "sông"), (0.1, word), (0.1, "sống"))[2] for word in ("sông", "sống"))
    assert same > other


def test_models_count_by_their_scores_and_the_fourth_is_none():
    assert MODELS == 3
    found = gains((6, "a x"), (3, "b y"), (1, "c z"), (0.5, "d u"), (0.4, "a x"), (0.4, "b y"), (0.4, "c z"),
                  (0.4, "d u"), *((0, w) for w in OTHERS))  # fmt: skip
    assert found[4:8] == pytest.approx([1 + LIKE * 0.6, 1 + LIKE * 0.3, 1 + LIKE * 0.1, 1])


def test_what_one_alone_or_nearly_every_case_says_tells_nothing():
    assert beside((1, "sông"), (0.5, "rác")) == [1, 1]
    texts = [(1, "sông"), (1, "sông"), (1, "sông"), *((0, "rác") for __ in range(6))]
    assert gains(*texts, (0, "sông"))[-1] == 1, "four of ten"
    assert gains(*texts[1:], (0, "sông"), (0, "chợ"))[-2] == 1, "three of ten are often, too"
    assert gains(*texts[1:], (0, "sông"), (0, "chợ"), (0, "gà"))[-3] > 1, "three of eleven are not"


def test_a_model_gains_as_much_as_the_one_most_like_it():
    model, near, nearer = beside((1, "sông xa rộng"), (0, "sông"), (0, "sông xa"))
    assert 1 < near < nearer == model


def test_nothing_is_like_what_fits_nothing():
    assert gains() == []
    assert gains((0, "sông"), (0, "sông")) == [1, 1]
