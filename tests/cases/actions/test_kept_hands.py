"""Whoever's words stand in an answer is of its authors, though another has copied them: they decide on none of them."""

import pytest

from cases.models import Post, Submission
from cases.rules.rights import RightRefused, Why
from tests.cases.actions.test_rights import actor, both
from tests.factories import walk_to

pytestmark = pytest.mark.django_db

FIRST = "Đội điện đã thay bóng ở trụ số 12 trước cổng trường lúc 15 giờ chiều nay, đèn sáng lại."
OTHER = "Sáng nay thợ trèo lên thay cả chấn lưu, kiểm lại dây và hẹn tuần sau quay lại xem lần nữa."


def authors(walk):
    """Accounts of the newest version's authors."""
    return set(Submission.objects.filter(answer=walk.answer).latest("pk").hands.all())


def refused_of(account):
    """A charge whose first answer was this account's, and was refused."""
    walk = walk_to("assigned").draft(FIRST, by=actor(account)).submit(by=actor(account))
    return walk.later(hours=1).refuse().later(hours=1)


def test_a_refused_text_that_a_colleague_hands_in_anew_keeps_its_author():
    first, second = both(), both()
    walk = refused_of(first).draft(f"Sáng nay đội đi xem. {FIRST}", by=actor(second)).submit(by=actor(second))
    assert authors(walk) == set(walk.answer.hands.all()) == {first, second}
    Post.objects.all().delete()  # the post is forgotten, the words are not
    with pytest.raises(RightRefused) as caught:
        walk.approve(by=actor(first))
    assert caught.value.why is Why.OWN_TEXT


def test_words_of_ones_own_leave_the_author_of_a_refused_text_out():
    first, second = both(), both()
    walk = refused_of(first).draft(OTHER, by=actor(second)).submit(by=actor(second))
    assert authors(walk) == {second}


def test_an_amendment_with_words_of_a_refused_text_and_of_the_published_one_keeps_both_authors():
    first, second, third = both(), both(), both()
    walk = refused_of(first).draft(OTHER, by=actor(second)).submit(by=actor(second)).later(hours=1).approve()
    walk.later(hours=1).amend(f"{OTHER} {FIRST}", by=actor(third)).submit(by=actor(third))
    assert authors(walk) == {first, second, third}


def test_every_author_of_the_earlier_text_comes_along_though_one_of_them_copied_it():
    first, second = both(), both()
    walk = walk_to("assigned").draft(FIRST, by=actor(first)).submit(by=actor(second)).later(hours=1).refuse()
    walk.later(hours=1).draft(FIRST, by=actor(second)).submit(by=actor(second))
    assert authors(walk) == {first, second}


def test_words_of_another_case_are_no_hand_in_this_one():
    first, second = both(), both()
    refused_of(first)
    walk = walk_to("assigned").draft(FIRST, by=actor(second)).submit(by=actor(second))
    assert authors(walk) == {second}


def test_who_returned_with_it_in_another_round_is_of_its_authors_still():
    first, second = both(), both()
    walk = walk_to("assigned").draft(FIRST, by=actor(first)).submit(by=actor(first)).later(hours=1).approve()
    walk.later(hours=1).reopen().later(hours=1).draft(FIRST, by=actor(second)).submit(by=actor(second))
    assert authors(walk) == {first, second}


def test_a_text_that_nobody_is_known_to_have_written_brings_nobody_along():
    second = both()
    walk = walk_to("assigned").draft(FIRST).submit().later(hours=1).refuse()
    walk.later(hours=1).draft(FIRST, by=actor(second)).submit(by=actor(second))
    assert authors(walk) == {second}
