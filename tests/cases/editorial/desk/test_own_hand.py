"""A small Center lets somebody decide on a text of the own hand: the desk says first what the public will read."""

import pytest
from django.urls import reverse

from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in, version_of, waiting

OWN = "Bạn cũng là người viết câu này."

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("four_eyes", "wrote", "decides", "told"),
    [
        (True, True, False, False),  # nobody's own text can be decided on there: it is there to be read
        (True, False, True, False),
        (False, True, True, True),
        (False, False, True, False),
    ],
    ids=["own", "another's", "own, relaxed", "another's, relaxed"],
)
def test_the_desk_says_whose_hand_it_is_before_one_decides(settings, reviewer, desk, four_eyes, wrote, decides, told):
    settings.REVIEW_FOUR_EYES = four_eyes
    version = version_of(waiting())
    version.hands.add(reviewer if wrote else an_account(username="mai"))
    page = desk.get(reverse("review_answer", args=[version.pk]))
    assert (page.status_code, 'id="quyet-dinh"' in page.content.decode()) == (200, decides)
    assert (OWN in page.content.decode()) is told


def test_in_a_house_of_two_it_costs_no_query(settings, reviewer, desk, django_assert_max_num_queries):
    version = version_of(waiting())
    address = reverse("review_answer", args=[version.pk])
    signed_in(reviewer).get(address)
    with django_assert_max_num_queries(100) as few:
        desk.get(address)
    settings.REVIEW_FOUR_EYES = False
    with django_assert_max_num_queries(100) as more:
        desk.get(address)
    assert len(more) == len(few) + 1
