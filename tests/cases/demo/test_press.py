"""Invented papers wrote of the invented city: each article once, of a day that is frozen."""

from datetime import date, timedelta

import pytest

from cases.accountability.frozen.freezing import freeze
from cases.demo.press import ARTICLES, write_press
from cases.models import PressMention
from tests.factories import DUE, an_agency, walk_to

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_articles_are_about_the_newest_frozen_day_and_who_led_it_and_are_kept_once():
    walk_to("assigned")
    day = (DUE + timedelta(days=3)).date()
    assert len(list(freeze([day]))) == 1
    assert write_press(TODAY) == write_press(TODAY) == len(ARTICLES)
    rows = {row.title: row for row in PressMention.objects.all()}
    assert {row.frozen_on for row in rows.values()} == {None, day}
    assert {row.agency for row in rows.values()} == {None, an_agency()}
    assert [row.published for row in rows.values()].count(False) == 1
    assert all(row.day <= TODAY and ".example/" in row.address for row in rows.values())


def test_no_article_quotes_a_day_that_was_yet_to_come():
    walk_to("assigned")
    days = [TODAY - timedelta(days=back) for back in range(1, 6)]
    assert len(list(freeze(sorted(days)))) == len(days)
    write_press(TODAY)
    quoting = PressMention.objects.exclude(frozen_on=None)
    assert [(row.day - row.frozen_on).days for row in quoting] == [1, 1]


def test_where_nothing_is_frozen_they_are_about_the_portal(db):
    assert write_press(TODAY) == len(ARTICLES)
    assert not PressMention.objects.exclude(agency=None, frozen_on=None).exists()
