"""Who disagrees: the last word of each reviewer counts."""

import pytest

from cases.rules.disagreements import Opinion, differ, standing

pytestmark = pytest.mark.pure


def said(*pairs):
    return [Opinion(account=account, advises=advises) for account, advises in pairs]


@pytest.mark.parametrize(
    ("opinions", "disagree"),
    [
        ((), False),
        (((1, "approve"),), False),
        (((1, "approve"), (2, "approve")), False),
        (((1, "approve"), (2, "return")), True),
        (((1, "approve"), (1, "return")), False),
        (((1, "approve"), (2, "return"), (1, "return")), False),
        (((1, "return"), (2, "return"), (1, "refuse")), True),
        (((None, "approve"), (None, "return")), True),
    ],
)
def test_reviewers_disagree_where_their_last_words_differ(opinions, disagree):
    assert differ(said(*opinions)) is disagree


def test_the_last_word_of_each_stands_in_the_order_in_which_it_was_said():
    assert standing(said((1, "approve"), (2, "return"), (1, "refuse"))) == said((2, "return"), (1, "refuse"))
    assert len(standing(said((None, "approve"), (None, "approve")))) == 2
