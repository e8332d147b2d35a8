"""What the public is told of a case changes: both engines follow, through the outbox, and hold no word of before."""

import json

import pytest
from django.utils import timezone

from cases.actions import covering, edit_page
from cases.actions.tell_again import tell_again
from cases.models import Agency, Case, Ward
from search import outbox
from search.engines import engines
from search.outbox import drain, drain_outside
from search.question import Facet, Question
from tests.factories import CENTER, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(elastic, monkeypatch):
    """The database's engine, and the one outside."""
    monkeypatch.setattr(outbox, "outside", lambda: [elastic])
    return (engines["embedded"], elastic)


def delivered():
    """Everybody has been told."""
    assert drain() == drain_outside() == 1


def found(both, q):
    """How many cases each of them finds."""
    return [engine.totals([Question(q=q)], timezone.now()) for engine in both]


def choices(both, facet):
    """The choices that each of them offers."""
    return [[choice.name for choice in engine.count(Question(), timezone.now()).facets[facet]] for engine in both]


def test_both_engines_follow_whatever_becomes_of_a_case(both):
    walk = walk_to("answered", ward="kim-long", text="Gọi zwxqmot trước.")
    delivered()
    assert found(both, "zwxqmot") == [(1,), (1,)]
    agency = walk.assignment.agency

    Agency.objects.filter(pk=agency.pk).update(name="Sở zwxqhai")  # as the register of agencies does
    tell_again(Case.objects.filter(assignments__agency=agency), at=timezone.now())
    delivered()
    assert (found(both, "zwxqhai"), found(both, f'"{agency.name}"')) == ([(1,), (1,)], [(0,), (0,)])
    assert choices(both, Facet.AGENCY) == [["Sở zwxqhai"]] * 2

    merged = Ward.objects.exclude(slug="kim-long").first()
    Case.objects.filter(pk=walk.case.pk).update(ward=merged)
    tell_again(Case.objects.all(), at=timezone.now())
    delivered()
    assert choices(both, Facet.WARD) == [[merged.name]] * 2
    assert [engine.totals([Question(choices={Facet.WARD: ("kim-long",)})], timezone.now()) for engine in both] == [
        (0,)
    ] * 2

    page = walk.case.page
    before, page.text = page.edited(), "Gọi [đã che: tên riêng] trước."
    page.save()
    edit_page.edited(page=page, before=before, by=CENTER, at=timezone.now())
    delivered()
    assert found(both, "zwxqmot") == [(0,), (0,)]

    version = walk.answer.submissions.get()
    bulb = version.text.index("bóng")
    walk.later(hours=1)
    reason = "thong-tin-ca-nhan"
    covering.cover(version=version, start=bulb, end=bulb + 4, kind="tên riêng", reason=reason, by=CENTER, at=walk.at)
    delivered()
    assert found(both, "thay bong") == [(0,), (0,)]

    held = json.dumps(both[1].shelf.client.search(index=both[1].shelf.live, size=100).body)
    assert "zwxqhai" in held
    assert [word for word in ("zwxqmot", "b\\u00f3ng") if word in held] == []

    walk.case.refresh_from_db()
    walk.later(hours=1).withdraw()
    delivered()
    assert found(both, "zwxqhai") == found(both, str(walk.case.number)) == [(0,), (0,)]
    assert both[1].known(0, 2**63 - 1) == both[0].known(0, 2**63 - 1) == {}
