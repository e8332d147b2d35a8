"""Who an invented article is about: an agency that stood on the list, never what the data charge to nobody."""

from datetime import timedelta

import pytest

from cases.accountability.frozen.freezing import freeze
from cases.demo.press import ARTICLES, write_press
from cases.models import Agency, PressMention
from tests.factories import DUE, LIGHTING, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db
DAY = (DUE + timedelta(days=3)).date()
TODAY = DAY + timedelta(days=1)
(OF_AGENCY,) = (article for article in ARTICLES if article.of_agency)


def about():
    """Whom the article is about that is about an agency."""
    return PressMention.objects.get(title=OF_AGENCY.title).agency


def test_it_is_about_the_first_agency_also_where_more_is_charged_to_nobody():
    """Two reports lie with nobody, so that their row stands above the one of lighting; readers know no such agency."""
    for title in ("Đèn tối", "Đèn chớp"):
        nobody = Walk(title=title).accept().assign(an_agency("nguồn không nêu")).assignment.agency
    Walk(title="Trụ nghiêng").accept().assign(an_agency(LIGHTING))
    Agency.objects.filter(pk=nobody.pk).update(name="")
    (frozen,) = freeze([DAY])
    assert [row.is_agency for row in frozen.agencies.order_by("place")] == [False, True]
    write_press(TODAY)
    assert about() == an_agency(LIGHTING)


def test_where_all_is_charged_to_nobody_it_is_about_no_agency():
    Agency.objects.filter(pk=walk_to("assigned").assignment.agency_id).update(name="")
    assert len(list(freeze([DAY]))) == 1
    write_press(TODAY)
    assert about() is None
    assert PressMention.objects.get(title=OF_AGENCY.title).frozen_on is None, "the day is younger than the paper"


def test_it_is_about_the_newest_of_several_days_and_keeps_to_it():
    """The second writing finds the article there, whoever stands first by then."""
    walk_to("assigned")
    assert len(list(freeze([DAY]))) == 1
    write_press(TODAY)
    assert about() == an_agency()
    for title in ("Đèn tối", "Đèn chớp"):
        Walk(title=title).accept().assign(an_agency(LIGHTING))
    (later,) = freeze([DAY + timedelta(days=1)])
    assert later.agencies.order_by("place").first().agency == an_agency(LIGHTING)
    write_press(TODAY + timedelta(days=1))
    assert about() == an_agency()
    PressMention.objects.all().delete()
    write_press(TODAY + timedelta(days=1))
    assert about() == an_agency(LIGHTING)


def test_a_paper_quotes_the_newest_day_that_was_over_when_it_came_out():
    """Frozen are the day of the newest paper itself, one three days before, and one long ago; nothing in between."""
    days = [TODAY - timedelta(days=back) for back in (30, 3, 0)]
    assert len(list(freeze(days))) == len(days)
    write_press(TODAY)
    quoted = {article.slug: article.back for article in ARTICLES if article.of_day}
    assert sorted(quoted.values()) == [0, 3]
    for slug, back in quoted.items():
        row = PressMention.objects.get(address__endswith=f"/{slug}")
        assert row.day == TODAY - timedelta(days=back)
        assert row.frozen_on == {0: days[1], 3: days[0]}[back]
    assert PressMention.objects.exclude(frozen_on=None).count() == 2
