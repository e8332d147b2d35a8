"""What a city has before and beside its lives: terms of its categories, followers of terms, reviewers, duplicates."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group

from cases.demo.city import LIKE, set_scene
from cases.demo.disputes import LEFT_TO_CONFIRM, confirm_duplicates
from cases.demo.people import FOLLOWERS, disagree, follow_terms
from cases.demo.situations import MORE_CATEGORIES, SHARES
from cases.models import (
    Agency,
    Category,
    CategoryTerm,
    ConfirmedDuplicate,
    Event,
    Post,
    Remark,
    Ward,
    unconfirmed_duplicates,
)
from tests.accounts import an_account
from tests.factories import START, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db
HUE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = datetime(2026, 11, 25, tzinfo=HUE)


def a_stage():
    return set_scene(TODAY, Random(1), list(Ward.objects.order_by("slug")))


# --- categories -------------------------------------------------------------------------------------------------------


def test_further_categories_have_the_term_of_the_one_they_are_like_to_the_last_column():
    """Its newest one; office hours are part of it."""
    shared = CategoryTerm.objects.filter(category__slug=LIKE).latest("since")
    CategoryTerm.objects.create(
        category=shared.category,
        n=5,
        office_opens=time(7, 30),
        office_closes=time(17, 0),
        calendar=shared.calendar,
        legal_act="Quyết định mẫu",
        since=shared.since + timedelta(days=30),
        law_for=["ward"],
    )
    scene = a_stage()
    assert set(scene.categories) == set(SHARES)
    for slug, (name, name_en) in MORE_CATEGORIES.items():
        category = scene.categories[slug]
        assert (category.name, category.name_en) == (name, name_en)
        (term,) = category.terms.all()
        assert (term.n, term.office_opens, term.office_closes, term.legal_act) == (
            5,
            time(7, 30),
            time(17),
            "Quyết định mẫu",
        )
        assert (term.kind, term.calendar, term.law_for) == (shared.kind, shared.calendar, ["ward"])
        assert term.since == shared.since + timedelta(days=30)


def test_a_category_that_is_there_keeps_its_name_and_its_terms():
    """An installation may have had it before, and counted by it otherwise."""
    there = Category.objects.create(slug="xe-buyt", name="Xe buýt", name_en="Buses")
    scene = a_stage()
    assert scene.categories["xe-buyt"] == there
    assert scene.categories["xe-buyt"].name == "Xe buýt"
    assert not there.terms.exists()
    assert scene.categories["cho-dan-sinh"].terms.count() == 1


def test_without_a_term_to_share_the_further_categories_have_none():
    CategoryTerm.objects.filter(category__slug=LIKE).delete()
    scene = a_stage()
    assert not CategoryTerm.objects.filter(category__slug__in=MORE_CATEGORIES).exists()
    assert (scene.today, scene.calendar.zone) == (TODAY, "Asia/Ho_Chi_Minh")
    assert not scene.recent


# --- who follows terms ------------------------------------------------------------------------------------------------


def test_all_agencies_but_the_first_are_followed_and_every_fifth_of_them_by_a_second_person():
    """Who is dissolved or has no name is followed by nobody; whoever follows belongs to the group that may."""
    Agency.objects.all().delete()
    agencies = [an_agency(f"Đơn vị {n:02}") for n in range(13)]
    an_agency("Đã giải thể", dissolved_on=date(2026, 1, 1))
    Agency.objects.create(name="", source_name="", slug="khong-ten")
    follow_terms(date(2026, 11, 25))
    followed = list(Post.objects.filter(kind="follow_up").order_by("pk").values_list("agency", flat=True))
    stood_in = list(Post.objects.filter(kind="substitute").order_by("pk").values_list("agency", flat=True))
    assert followed == [agency.pk for agency in agencies[1:]]
    assert stood_in == [agencies[n].pk for n in (1, 6, 11)]
    posts = Post.objects.select_related("account")
    assert {post.since for post in posts} == {date(2026, 11, 25)}
    assert len({post.account for post in posts}) == 15, "nobody has two posts"
    assert set(Group.objects.get(name=FOLLOWERS).user_set.all()) == {post.account for post in posts}
    for post in posts:
        assert not post.account.has_usable_password()
        assert post.account.username.startswith("theodoi" if post.kind == "follow_up" else "thay")
        assert (post.account.last_name, post.account.is_staff, post.account.is_superuser) == ("(mẫu)", False, False)
        assert post.account.email == f"{post.account.username}@example.com"


@pytest.mark.parametrize("count", [0, 1])
def test_where_there_is_at_most_one_agency_nobody_follows_anything(count):
    Agency.objects.all().delete()
    for n in range(count):
        an_agency(f"Đơn vị {n}")
    follow_terms(date(2026, 11, 25))
    assert not Post.objects.exists()


# --- reviewers --------------------------------------------------------------------------------------------------------


def test_reviewers_disagree_on_the_answer_that_has_waited_longest_and_never_on_an_opinion():
    """One would approve, and one would return it."""
    walk_to("escalated").submit()
    walk_to("answered")
    first, second = walk_to("awaiting"), walk_to("awaiting")
    reviewers = (an_account("decide", username="mot"), an_account("decide", username="hai"))
    at = max(first.at, second.at) + timedelta(hours=1)
    disagree(reviewers, at)
    said = list(Remark.objects.order_by("pk"))
    assert [(each.account, each.advises) for each in said] == [(reviewers[0], "approve"), (reviewers[1], "return")]
    assert {each.version.answer for each in said} == {first.answer}
    assert {each.written_at for each in said} == {at}
    assert len({each.text for each in said}) == 2


def test_where_nothing_waits_there_is_nothing_to_disagree_on():
    walk_to("answered")
    disagree((an_account("decide", username="mot"), an_account("decide", username="hai")), START)
    assert not Remark.objects.exists()


# --- duplicates -------------------------------------------------------------------------------------------------------


def test_duplicates_are_confirmed_on_the_morning_after_but_for_the_last_two():
    """In the order in which they were made; and whose morning is still to come waits with them."""
    first, late = walk_to("assigned"), walk_to("assigned", title="Cây đổ")
    merged = [Walk(title=f"Trùng {n}").accept().later(hours=1).merge(first.case).case for n in range(1)]
    waiting = Walk(title="Trùng muộn").accept().later(hours=1).merge(late.case).case
    last = [Walk(title=f"Sau cùng {n}").accept().later(hours=1).merge(first.case).case for n in range(LEFT_TO_CONFIRM)]
    first.until(datetime(2026, 3, 5, 17, 30, tzinfo=UTC)).submit().approve()  # half past midnight on the 6th in Huế
    late.until(datetime(2026, 3, 9, 3, 0, tzinfo=UTC)).submit().approve()
    today = datetime(2026, 3, 10, 0, 0, tzinfo=HUE)
    confirm_duplicates(today)
    assert set(ConfirmedDuplicate.objects.values_list("case", flat=True)) == {case.pk for case in merged}
    for case in merged:
        event = Event.objects.filter(case=case).latest("seq")
        assert (event.kind, event.role) == ("review.confirm_duplicate", "center")
        assert event.happened_at == datetime(2026, 3, 7, 9, 30, tzinfo=HUE)
    assert {case.pk for case in unconfirmed_duplicates()} == {case.pk for case in (waiting, *last)}
