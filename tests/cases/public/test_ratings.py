"""Ratings as the public knows them: the word in force at an instant, on the page and on the path, and never why."""

from datetime import timedelta

import pytest

from cases.models import Story
from tests.cases.public.pages import CANARY, DAY, section, told, words
from tests.factories import walk_to

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_ratings_are_those_in_force_at_the_instant():
    walk = walk_to("answered")
    answered_at = walk.at
    walk.later(days=1).rate("not_satisfied", reason=CANARY).later(days=1).rate("acceptable").later(days=1).reopen()
    reopened_at = walk.at
    walk.later(days=1).submit().approve().rate("satisfied")

    def rated(at):
        case = told(walk.case, at)
        return [(r.round, r.value, r.at) for r in case.ratings], case.rating and case.rating.value

    assert rated(answered_at) == ([], None)
    assert rated(answered_at + DAY) == ([(1, "not_satisfied", answered_at + DAY)], "not_satisfied")
    first = (1, "acceptable", answered_at + 2 * DAY)
    assert rated(answered_at + 2 * DAY) == ([first], "acceptable")
    assert rated(reopened_at) == ([first], None), "the new round is not rated by the word on the old one"
    assert rated(walk.at) == ([first, (2, "satisfied", walk.at)], "satisfied")


def test_a_rating_is_gone_with_the_answer_it_was_given_to():
    walk = walk_to("rated").later(days=1)
    before = walk.at - HOUR
    walk.retract()
    assert told(walk.case, walk.at).ratings == ()
    assert told(walk.case, before).rating.value == "satisfied"


def test_a_story_older_than_ratings_tells_none():
    walk = walk_to("answered")
    story = Story.objects.get(case=walk.case)
    del story.data["ratings"]
    story.save()
    assert told(walk.case, walk.at).ratings == ()


# --- the page -------------------------------------------------------------------------------------------------------


def test_a_rating_stands_below_the_answer_and_on_the_path(page_at):
    walk = walk_to("answered").rate("not_satisfied", reason=CANARY).later(days=1).rate("acceptable", "phone")
    page = page_at(walk.case, walk.at + DAY)
    assert words(section(page, "answers").find(class_="rating")) == (
        "Người dân đánh giá kết quả này: Chấp nhận được 06/03/2026 (hôm qua)"
    )
    path = [(words(step.p), words(step.h3)) for step in section(page, "path").find("ol").find_all("li")][-2:]
    assert [told for _, told in path] == [
        "Người dân đánh giá: không hài lòng",
        "Người dân đánh giá: chấp nhận được",
    ]
    (first, by_citizen), (second, by_center) = ((when.split(" ")[0].strip(","), when) for when, _ in path)
    assert (first, second) == ("05/03/2026", "06/03/2026")
    assert by_citizen.endswith(", Người dân")
    assert by_center.endswith(", Trung tâm")
    assert CANARY not in str(page)
    assert "Vẫn chưa xong thì làm gì?" in words(page)


def test_of_an_earlier_round_the_path_alone_tells(page_at):
    walk = walk_to("answered").rate("not_satisfied").later(days=2).reopen()
    page = page_at(walk.case, walk.at)
    assert page.find(class_="rating") is None
    assert "Người dân đánh giá: không hài lòng" in words(section(page, "path"))
    walk.submit().approve().rate("satisfied")
    page = page_at(walk.case, walk.at)
    assert "Hài lòng" in words(page.find(class_="rating"))
