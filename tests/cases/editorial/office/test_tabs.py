"""What each tab of an agency's list holds, for whom, in which order, and the numbers over them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.editorial.office import queue
from cases.editorial.office.queue import Tab, in_order, readable, tally
from cases.models import Agency, Assignment
from cases.rules.rights import Power, Staff
from tests.factories import KIM_LONG, LIGHTING, Walk, ago, an_agency

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def given(title, days, agency=KIM_LONG):
    return Walk(at=ago(days=days), title=title).accept().later(hours=1).assign(an_agency(agency))


def held(*present, former=None):
    pks = {each.source_name: each.pk for each in Agency.objects.all()}
    return Staff(
        account=1,
        powers=frozenset({Power.ANSWER}),
        agencies=frozenset(pks[name] for name in present),
        former={pks[name]: until for name, until in (former or {}).items()},
    )


def names(mine, tab):
    return [row.case.page.title for row in in_order(mine, tab, now=timezone.now())]


def test_every_charge_stands_where_it_belongs_and_counts_are_lengths(django_assert_num_queries):
    given("trễ", 40)
    given("trễ hơn", 60)
    given("trễ mà chờ", 50).until(ago(days=1)).submit()
    # Over a weekend two of these may be due on the same day: then they come as they were given.
    given("bổ sung chờ", 7).until(ago(days=3)).submit().later(hours=1).approve().later(hours=1).amend().submit()
    given("bị từ chối", 5).later(hours=1).submit().later(hours=1).refuse()
    given("bị trả", 4).later(hours=1).submit().later(hours=1).return_answer()
    given("trả rồi nộp lại", 4).later(hours=1).submit().later(hours=1).return_answer().later(hours=1).submit()
    given("cũ", 3)
    given("chờ", 2).later(hours=1).submit()
    given("mới", 1)
    given("vừa xong", 6).until(ago(days=1)).submit().later(hours=1).approve()
    given("xong trước", 29).until(ago(days=28)).submit().later(hours=1).approve()
    given("xong đã lâu", 40).until(ago(days=33)).submit().until(ago(days=31)).approve()
    given("chuyển đi", 2).later(hours=1).transfer(an_agency(LIGHTING))
    given("đã rút", 2).later(hours=1).withdraw()
    given("của nơi khác", 1, LIGHTING)
    mine = readable(held(KIM_LONG))
    late = ["trễ hơn", "trễ"]
    for tab, found in (
        (Tab.NEEDED, [*late, "bị từ chối", "bị trả", "cũ", "mới"]),
        (Tab.RETURNED, ["bị từ chối", "bị trả"]),
        (Tab.AWAITING, ["trễ mà chờ", "bổ sung chờ", "trả rồi nộp lại", "chờ"]),
        (Tab.PAST_DUE, ["trễ hơn", "trễ mà chờ", "trễ"]),
        (Tab.ANSWERED, ["vừa xong", "bổ sung chờ", "xong trước"]),
    ):
        assert names(mine, tab) == found, tab
    with django_assert_num_queries(1):
        counts = tally(mine, now=timezone.now())
    assert counts == {tab: len(names(mine, tab)) for tab in Tab}
    both = readable(held(KIM_LONG, LIGHTING))
    assert {"của nơi khác", "chuyển đi", "mới"} <= {*names(both, Tab.NEEDED)}
    only = readable(held(KIM_LONG, LIGHTING), an_agency(LIGHTING))
    assert {*names(only, Tab.NEEDED)} == {"của nơi khác", "chuyển đi"}
    assert names(readable(held()), Tab.NEEDED) == []


def test_who_has_left_reads_what_was_given_until_the_end_of_the_last_day_in_the_city():
    last = date(2026, 3, 4)
    midnight = queue._end_of(last)
    for title, at in (("lúc ấy", midnight), ("sau đó", midnight + timedelta(microseconds=1)), ("không rõ", None)):
        walk = given(title, 3)
        Assignment.objects.filter(pk=walk.assignment.pk).update(assigned_at=at)
    for staff, found in (
        (held(former={KIM_LONG: last}), {"lúc ấy", "không rõ"}),
        (held(former={KIM_LONG: last + DAY}), {"lúc ấy", "không rõ", "sau đó"}),
        (held(former={KIM_LONG: last - DAY}), {"không rõ"}),
        (held(KIM_LONG, former={KIM_LONG: last}), {"lúc ấy", "không rõ", "sau đó"}),  # who is there again
        (held(), set()),
    ):
        rows = Assignment.objects.filter(readable(staff))
        assert {row.case.page.title for row in rows} == found, staff
