"""Agencies side by side and their pictures, from counts noted by hand: only who they are is read from the database."""

from datetime import timedelta

import pytest

from cases.accountability import pictures
from cases.accountability.behind import behind
from cases.accountability.case_counts import CaseCounts
from cases.accountability.comparison import ComparedRow, Comparison, Group, comparison
from cases.accountability.present import standing_at
from cases.accountability.side_by_side import MOST, Ranked, side_by_side
from cases.accountability.spread import NO_SPREAD, Spread
from cases.accountability.tallies import Load
from cases.models import Agency, Category, Snapshot, SnapshotAgency, Ward
from cases.rules.figures import Tally, rate
from tests.cases.accountability.city import NOW
from tests.cases.accountability.noted import noted

pytestmark = pytest.mark.django_db

NAMES = {"a": "ward", "b": "ward", "c": "ward", "d": "ward", "e": "ward", "few": "ward", "sở": "department"}
ON_TIME = {"a": (5, 100), "b": (50, 100), "c": (97, 100), "d": (55, 100), "e": (5, 100), "few": (1, 29), "sở": (1, 100)}


@pytest.fixture
def agencies():
    """One agency a name; the empty name is nobody's."""
    made = {
        name: Agency.objects.create(source_name=name, name=name, slug=name.replace("ở", "o"), kind=kind)
        for name, kind in NAMES.items()
    }
    made[""] = Agency.objects.get_or_create(source_name="", defaults={"name": "", "slug": "nobody", "kind": "other"})[0]
    return made


def compared(agencies):
    """All of them, each with the rate above."""
    counts = {"open": 0, "overdue": 0, "promise_broken": 0, "extended": 0, "closed": 0}
    rows = tuple(
        ComparedRow(
            name=name,
            slug=agency.slug,
            pk=agency.pk,
            is_agency=bool(name),
            rate=rate(*ON_TIME.get(name, (0, 0))),
            **counts,
        )
        for name, agency in agencies.items()
    )
    city = ComparedRow(name="", slug="", rate=rate(1, 2), is_agency=False, **counts)
    return Comparison(at=NOW, groups=(Group(kind="x", label="x", rows=rows),), city=city, behind=behind(Tally(), NONE))


NONE = CaseCounts()


def test_those_chosen_stand_as_they_were_asked_for_and_are_ranked_all_or_none(agencies):
    loads = {agency.pk: Load() for agency in agencies.values()}
    loads[agencies["c"].pk] = Load(
        tally=Tally(closed_with_due=40, closed_in_term=30, closed_extended=5, firm=20),
        oldest_start=NOW - timedelta(days=9),
    )
    took = {agencies["a"].pk: Spread(n=3, median=2.0, p90=4.0)}
    kept = {agencies["a"].pk: rate(1, 40), agencies["c"].pk: rate(39, 40)}
    first = {agencies["a"].pk: rate(20, 40), agencies["c"].pk: rate(21, 40)}
    counted = {"loads": loads, "took__agency": took, "promises_kept__agency": kept, "approved_at_first__agency": first}

    def beside(*slugs):
        with standing_at(noted(**counted)):
            return side_by_side(compared(agencies), list(slugs))

    found = beside("c", "a")
    assert [(each.row.name, each.rank) for each in found.agencies] == [("c", 1), ("a", 2)]
    assert (found.ranked, found.unknown, found.too_many) == (Ranked.DIFFER, (), 0)
    assert [(each.took, each.oldest_days) for each in found.agencies] == [
        (NO_SPREAD, 9),
        (took[agencies["a"].pk], None),
    ]
    assert (found.agencies[0].kept, found.agencies[0].firm) == (rate(35, 40), rate(20, 40))
    assert [other.differ for other in found.others] == [True, False], "promises do, first answers do not"
    assert found.others[0].cells == (("c", rate(39, 40)), ("a", rate(1, 40)))
    for slugs, ranked in [
        (("a", "b", "c"), Ranked.DIFFER),
        (("b", "d"), Ranked.OVERLAP),
        (("a", "b", "d"), Ranked.OVERLAP),  # one pair in doubt, and none is ranked
        (("a", "e"), Ranked.OVERLAP),  # alike
        (("c", "few"), Ranked.TOO_FEW),
        (("a", "so"), Ranked.KINDS),
        (("so", "few"), Ranked.KINDS),
        (("a",), Ranked.ALONE),
        (("a", "?"), Ranked.ALONE),
    ]:
        told = beside(*slugs)
        assert told.ranked is ranked, slugs
        assert any(each.rank for each in told.agencies) is (ranked is Ranked.DIFFER), slugs
    many = beside("a", "?", "b", "c", "nobody", "d", "e", "few")
    assert [each.row.name for each in many.agencies] == ["a", "b", "c", "d"]
    assert (many.unknown, many.too_many, MOST) == (("?", "nobody"), 2, 4)
    nothing = beside("?")
    assert (nothing.agencies, nothing.others, nothing.ranked) == ((), (), Ranked.ALONE)
    assert beside("b").others[0].cells == (("b", rate(0, 0)),), "of whom nothing was counted"


def test_agencies_of_one_kind_stand_together_by_name_and_nobody_is_none(agencies):
    loads = {agency.pk: Load(tally=Tally(open=2, closed=1)) for name, agency in agencies.items() if name != "few"}
    loads[10**6] = Load(tally=Tally(open=1))  # an agency that is there no more
    with standing_at(noted(loads=loads, cases_of_city=NONE, open_lists={agencies["a"].pk: CaseCounts(open=5)})):
        found = comparison()
    assert {group.kind: [row.slug for row in group.rows] for group in found.groups} == {
        "ward": ["a", "b", "c", "d", "e"],
        "department": ["so"],
        "other": ["nobody"],
    }
    assert (found.n_agencies, found.city.open, found.city.closed, found.city.is_agency) == (6, 15, 7, False)
    listed = {row.slug: row.listed.open for row in found.rows}
    assert listed == {**dict.fromkeys(listed, 0), "a": 5}


def test_pictures_of_what_is_there_and_of_nothing_else(agencies):
    day = Snapshot(
        date=NOW.date(), ended_at=NOW, frozen_at=NOW + timedelta(hours=1), reconstructed=False, method=2, open=9,
        overdue=3, promise_broken=1, extended=2, agencies_past_due=1, unassigned=0, unassigned_past_due=0,
    )  # fmt: skip
    day.save()
    SnapshotAgency.objects.create(
        snapshot=day, agency=agencies["a"], place=1, name="Tên hồi ấy", slug="a", cases="[]", open=4, overdue=1,
        promise_broken=0, extended=1,
    )  # fmt: skip
    frozen, one = pictures.frozen_day(day.date), pictures.frozen_agency(day.date, "a")
    assert frozen.title == f"Đơn vị quá hạn ngày {day.date:%d/%m/%Y}"
    assert [figure.number for figure in frozen.figures] == ["4", "2", "6"]
    assert one.title == f"Tên hồi ấy: quá hạn ngày {day.date:%d/%m/%Y}", "by the name it bore"
    assert [figure.number for figure in one.figures] == ["1", "1", "2"]
    assert pictures.frozen_agency(day.date, "b") is None
    assert pictures.frozen_day(day.date - timedelta(days=1)) is None
    ward, category = Ward.objects.get(slug="kim-long"), Category.objects.get(slug="chieu-sang")
    with standing_at(noted(ward={ward.pk: CaseCounts(open=3, overdue=1)}, category={})):
        assert [figure.number for figure in pictures.ward("kim-long").figures] == ["1", "3", "0"]
        assert [figure.number for figure in pictures.category("chieu-sang").figures] == ["0", "0", "0"]
        assert (pictures.ward("kim-long").title, pictures.category("chieu-sang").title) == (ward.name, category.name)
        assert pictures.ward("chieu-sang") is pictures.category("kim-long") is None
    assert pictures.agency("a").title == "a"
    assert pictures.agency("khong-co") is None
