"""Cases by number, month and place: what is reached, what is left of it, and what addresses are called."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from cases.models import Case, CasePage, ChartNote, ReasonCode
from cases.public.chart_notes import MOST, notes_between
from cases.public.crawled import cases_of, months
from cases.public.duplicates import with_duplicates
from cases.public.figure_places import place_of, places_of
from cases.public.loading import all_public, public_cases, with_deadline
from cases.public.outlining import public_outlines
from cases.public.reached import Tombstone, reached, tombstone
from tests.cases.public.pages import DAY, DUE, START, told
from tests.factories import KIM_LONG, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)


def test_a_number_reaches_what_was_ever_public_and_nothing_else():
    states = ("assigned", "answered", "withdrawn", "merged")
    walks = {state: walk_to(state) for state in (*states, "received", "declined")}
    figures = walk_to("assigned")
    Case.objects.filter(pk=figures.case.pk).update(level="figures")
    unseen = Walk().merge()  # merged before anybody could read it: its followers go along
    assert {state for state, walk in walks.items() if reached(walk.case.number)} == set(states)
    assert reached(figures.case.number) is None
    assert reached(unseen.case.number).merged_into.number == unseen.case.merged_into.number
    assert reached(0) is None
    assert reached(10**12) is None


def test_a_tombstone_tells_the_last_withdrawal_and_its_reason_in_the_readers_language():
    walk = walk_to("withdrawn").later(days=1).restore().later(days=1).withdraw("du-lieu-ca-nhan")
    reason = ReasonCode.objects.get(kind="withdraw", code="du-lieu-ca-nhan")
    case = reached(walk.case.number)
    assert tombstone(case) == Tombstone(number=case.number, withdrawn_at=walk.at, reason=reason.label)
    with override("en"):
        assert tombstone(case).reason == reason.label_en != reason.label
    ReasonCode.objects.filter(pk=reason.pk).delete()
    assert tombstone(case).reason == ""
    assert tombstone(walk_to("assigned").case) == Tombstone(number=case.number + 1, withdrawn_at=None, reason="")


def test_duplicates_stand_by_number_from_their_merge_on():
    first = walk_to("merged")
    into = first.case.merged_into
    second = Walk(at=first.at).later(days=1).merge(into=into)

    def numbers(at):
        return [each.number for each in with_duplicates(told(into, at), into).duplicates]

    assert numbers(first.at - TICK) == []
    assert numbers(first.at) == [first.case.number]
    assert numbers(second.at) == sorted([first.case.number, second.case.number])
    into.has_duplicates = False  # as a query has told
    assert numbers(second.at) == []


def test_every_reader_of_cases_reads_the_same_public_ones_in_order():
    cases = [walk_to(state).case for state in ("assigned", "withdrawn", "answered", "received")]
    level = walk_to("assigned").case
    Case.objects.filter(pk=level.pk).update(level="figures")
    ids = [each.pk for each in (*cases, level)]
    public = [cases[0].pk, cases[2].pk]
    assert [each.id for each in public_cases(ids[::-1], at=DUE)] == public
    assert [each.id for each in public_outlines(ids[::-1], at=DUE)] == public
    everything = list(all_public(at=DUE))
    assert [each.id for each in everything] == public
    assert everything == public_cases(ids, at=DUE)
    with override("en"):
        assert [each.category.name for each in all_public(at=DUE)] == ["Street lighting"] * 2


@pytest.mark.parametrize(
    ("at", "days", "used"),
    [
        (START + timedelta(hours=1), 10, 0),  # the day of acceptance counts nothing
        (START + DAY, 10, 1),
        (DUE, 10, 7),
        (DUE + TICK, 11, 7),  # the first day past due
        (DUE + 4 * DAY, 14, 7),
    ],
)
def test_a_deadline_is_explained_to_its_day_and_beyond(at, days, used):
    found = with_deadline(told(walk_to("assigned").case, at))
    assert (len(found.deadline_days), found.spans_used, found.spans_total) == (days, used, 7)


def test_months_for_search_engines_change_with_what_their_pages_tell():
    old = walk_to("answered", at=START - 20 * DAY)
    new = walk_to("assigned")
    summary, unseen = walk_to("assigned").case, walk_to("assigned").case
    Case.objects.filter(pk=summary.pk).update(level="summary")
    CasePage.objects.filter(case=unseen).update(live=False)
    found = months()
    assert [(each.year, each.month, each.cases) for each in found] == [(2026, 2, 1), (2026, 3, 1)]
    (february,) = cases_of("2026", "02")
    assert february[0].endswith(f"-a{old.case.number}/")
    assert [path.rpartition("-a")[2] for path, _at in cases_of("2026", "03")] == [f"{new.case.number}/"]
    new.later(days=4).extend()
    (march,), changed = cases_of("2026", "03"), months()[1].changed_at
    assert march[1] == changed > found[1].changed_at, "a promise is told on the page"
    assert months()[0].changed_at == found[0].changed_at
    assert cases_of("2026", "04") is None
    assert cases_of("2025", "02") is None


def test_notes_on_a_chart_touch_its_days_and_are_the_citys_or_its_agencys():
    def note(since, until, agency=None):
        days = {"since": (START + since * DAY).date(), "until": (START + until * DAY).date()}
        words = {"text": f"Từ {since}", "text_en": f"From {since}"}
        return ChartNote.objects.create(**days, **words, agency=agency)

    own, other = an_agency(), an_agency("Sở khác")
    for since, until, agency in ((5, 6, None), (0, 1, own), (2, 3, other), (-9, -1, None), (10, 12, None)):
        note(since, until, agency)
    first, last = START.date(), (START + 10 * DAY).date()
    assert [(each.letter, each.text) for each in notes_between(first, last)] == [("a", "Từ 5"), ("b", "Từ 10")]
    of_agency = notes_between(first, last, agency_id=own.pk)
    assert [(each.letter, each.text, each.of_agency) for each in of_agency] == [
        ("a", "Từ 0", True),
        ("b", "Từ 5", False),
        ("c", "Từ 10", False),
    ]
    with override("en"):
        assert [each.text for each in notes_between(first, first, agency_id=own.pk)] == ["From 0"]
    for _ in range(MOST):
        note(1, 1)
    many = notes_between(first, last)
    assert (len(many), many[0].letter, many[-1].letter) == (26, "a", "z")


def test_pages_of_figures_have_one_name_whatever_the_language_of_their_address():
    an_agency()
    paths = ["/don-vi/ubnd-phuong-kim-long/", "/en/don-vi/ubnd-phuong-kim-long/", "/don-vi/khong-co/", "/en/so-lieu/"]
    found = places_of([*paths, "/phan-anh/", "/en/", "x", "/qua-han/2026-03-13/"])
    assert {path: place.name for path, place in found.items()} == {
        paths[0]: KIM_LONG,
        paths[1]: KIM_LONG,
        paths[3]: "Số liệu",
        "/qua-han/2026-03-13/": "Bản chốt 13/03/2026",
    }
    assert {place.path for place in found.values()} == {paths[0], "/so-lieu/", "/qua-han/2026-03-13/"}
    assert place_of("/qua-han/2026-03-13/") is None, "that day is not frozen"
    with override("en"):
        assert places_of(["/so-lieu/"])["/so-lieu/"].address == "/en/so-lieu/"
    assert places_of([]) == {}
