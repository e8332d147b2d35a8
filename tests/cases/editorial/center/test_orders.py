"""Every list of the Center by every column: what has nothing there comes last, and the same come by number."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.editorial.center import day, export, table
from cases.editorial.center.asked import Asked, choices, held_by
from cases.editorial.center.lists import SHAPES, Listing, agency_name, condition, in_order, tally
from cases.models import Agency, Assignment, Case, Standing, UrgentMark, Ward
from tests.factories import DUE, KIM_LONG, LIGHTING, START, Walk, a_category, ago, an_agency

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def case(number, state="in_progress", **fields):
    told = {"reference": str(number), "category": a_category(), "sent_at": START, "accepted_at": START, **fields}
    return Case.objects.create(number=number, state=state, **told)


def charge(of, agency, state="open", **fields):
    ended = None if state in ("open", "awaiting") else START
    told = {"kind": "handling", "round": of.round, "assigned_at": START, "ended_at": ended, **fields}
    return Assignment.objects.create(case=of, agency=agency, state=state, **told)


def numbers(which, order, **question):
    asked = Asked(which=which, order=order, **question)
    return [each.number for each in table.matching(asked, now=timezone.now())]


def test_the_same_come_by_number_and_what_has_nothing_there_comes_last_both_ways():
    ward = Ward.objects.get(slug="an-cuu")
    case(904, ward=ward, accepted_at=None, sent_at=None)
    case(902, ward=ward)
    case(903, category=a_category("giao-thong"))
    case(901, accepted_at=START + DAY, sent_at=START - DAY)
    for order, found in (
        ("so", [901, 902, 903, 904]),
        ("-so", [904, 903, 902, 901]),
        ("phuong", [902, 904, 901, 903]),
        ("-phuong", [902, 904, 901, 903]),
        ("tiep-nhan", [902, 903, 901, 904]),
        ("-tiep-nhan", [901, 902, 903, 904]),
        ("don-vi", [901, 902, 903, 904]),
        ("-don-vi", [901, 902, 903, 904]),
        ("han", [901, 902, 903, 904]),
        ("-linh-vuc", [903, 901, 902, 904]),
        ("linh-vuc", [901, 902, 904, 903]),
    ):
        assert numbers(Listing.OPEN, order) == found, order
    assert numbers(Listing.OPEN, "") == [901, 902, 903, 904], "without any term they come by number"


def test_what_is_urgent_comes_by_the_earlier_of_mark_and_term():
    now, far = timezone.now(), timezone.now() + 99 * DAY
    old, middle, new = (Walk(at=ago(days=days), title=str(days)).accept().case for days in (42, 22, 2))
    ends = {row.case_id: row.term_end for row in Standing.objects.now().of_citizens()}
    assert ends[old.pk] < ends[middle.pk] < ends[new.pk] < far
    without = case(990)
    marks = {old: far, middle: far, new: ends[old.pk] - DAY, without: ends[old.pk] - 2 * DAY}
    for marked, until in marks.items():
        UrgentMark.objects.create(case=marked, since=until - DAY, until=until)
    found = [without.pk, new.pk, old.pk, middle.pk]
    for order, expected in (("han", found), ("-han", found[::-1])):
        rows = in_order(Case.objects.filter(condition(Listing.URGENT, now=now)), Listing.URGENT, order)
        assert [each.pk for each in rows] == expected, order
    assert tally(now=now)[Listing.URGENT] == 4


def test_whose_a_case_is_now_or_was_last():
    own, other = an_agency(KIM_LONG), an_agency(LIGHTING)
    for number, charges, name in (
        (911, [], None),
        (912, [(own, "transferred", {}), (other, "open", {})], LIGHTING),
        (913, [(own, "answered", {}), (other, "open", {})], KIM_LONG),  # the first of several
        (914, [(own, "cancelled", {})], None),
        (915, [(other, "open", {"kind": "opinion"}), (own, "open", {})], KIM_LONG),
    ):
        of = case(number)
        for agency, state, fields in charges:
            charge(of, agency, state, **fields)
        assert Case.objects.annotate(name=agency_name()).get(pk=of.pk).name == name, number
    again = case(916, round=2)
    charge(again, own, "answered", round=1)
    charge(again, other, round=2)
    assert Case.objects.annotate(name=agency_name()).get(pk=again.pk).name == LIGHTING
    held = {each: sorted(held_by(each.slug).values_list("case__number", flat=True)) for each in (own, other)}
    assert held == {own: [913, 915, 916], other: [912, 913, 915, 916]}
    assert {n: [a.source_name for a in found] for n, found in table.agencies_of(
        Case.objects.filter(number__gt=910).values_list("pk", flat=True)
    ).items()} == {
        Case.objects.get(number=n).pk: names
        for n, names in ((912, [LIGHTING]), (913, [KIM_LONG, LIGHTING]), (915, [KIM_LONG]), (916, [LIGHTING]))
    }  # fmt: skip
    assert numbers(Listing.ASSIGN, "so") == [911, 914]
    assert numbers(Listing.OPEN, "don-vi") == [912, 916, 913, 915, 911, 914]
    assert numbers(Listing.OPEN, "so", agency=own.slug) == [913, 915, 916]


def test_days_of_sending_are_the_citys_and_both_are_included():
    for number, at in ((921, START), (922, START + timedelta(hours=15)), (923, START - timedelta(hours=9, seconds=1))):
        case(number, sent_at=at)
    case(924, sent_at=None)
    second, third = date(2026, 3, 2), date(2026, 3, 3)
    for question, found in (
        ({"since": second, "until": second}, [921]),
        ({"since": second}, [921, 922]),
        ({"since": third}, [922]),
        ({"until": date(2026, 3, 1)}, [923]),
        ({}, [921, 922, 923, 924]),
    ):
        assert numbers(Listing.OPEN, "so", **question) == found, question


def test_a_list_of_the_past_is_ordered_by_its_newest_cases_alone(monkeypatch):
    monkeypatch.setattr(table, "NEWEST", 3)
    monkeypatch.setattr(table, "SHOWN", 2)
    for number in range(931, 936):
        case(number, "answered", accepted_at=START - number * DAY)
    offered = choices()

    def shown(order, page=1):
        found = table.load(Asked(which=Listing.ANSWERED, order=order, page=page), offered, now=timezone.now())
        return [row.case.number for row in found.rows], found.total, found.pages

    assert shown("tiep-nhan") == ([935, 934], 5, 2)
    assert shown("tiep-nhan", 2) == ([933], 5, 2)
    assert shown("tiep-nhan", 9) == ([933], 5, 2), "a page beyond the last is the last"
    assert shown("-so") == ([935, 934], 5, 3), "by its number all of it is leafed through"
    assert shown("so", 3) == ([935], 5, 3)


def test_a_line_of_a_file_says_what_the_list_does(settings):
    settings.PUBLIC_URL = "https://minhbach.example"
    walk = Walk(at=START, title="Đèn hỏng", ward="an-cuu").accept().assign()
    bare = case(941, accepted_at=None, sent_at=None)
    found = {line[0]: line for line in export.lines(Asked(which=Listing.OPEN), now=timezone.now())}
    number, name, state, category, ward, agency, sent, accepted, due, address = found[walk.case.number]
    assert (name, state, ward, agency) == ("Đèn hỏng", "Đang xử lý", walk.case.ward.name, KIM_LONG)
    assert (category, sent, accepted) == (walk.case.category.name, START, START)
    assert (due, address) == (DUE, f"https://minhbach.example/a/{number}")
    assert found[bare.number][1:] == [None, "Đang xử lý", category, None, None, None, None, None, ""]
    assert len(export.heads()) == len(found[bare.number])


def test_agencies_past_due_by_how_many_and_what_is_due_today_and_tomorrow():
    now = timezone.now()
    for title, days, agency in (("a", 40, KIM_LONG), ("b", 60, KIM_LONG), ("c", 50, LIGHTING), ("d", 1, LIGHTING)):
        Walk(at=ago(days=days), title=title).accept().assign(an_agency(agency))
    late = day.late(now=now)
    assert [(each.name, each.n) for each in late] == [(KIM_LONG, 2), (LIGHTING, 1)]
    assert late[0].oldest < late[1].oldest < now
    Agency.objects.filter(source_name=LIGHTING).update(name="")
    assert [each.name for each in day.late(now=now)] == [KIM_LONG]
    (open_,) = Standing.objects.now().of_agencies().filter(assignment__agency__source_name=LIGHTING, term_end__gt=now)
    for at, due in (
        (open_.term_end, (1, 0)),
        (open_.term_end - DAY, (0, 1)),
        (open_.term_end - 2 * DAY, (0, 0)),
        (open_.term_end + timedelta(microseconds=1), (0, 0)),
    ):
        told = day.load(now=at)
        assert (told.due_today, told.due_tomorrow) == due, at
    assert day.load(now=now).past_due == 3


def test_every_list_has_an_order_by_each_of_its_columns_in_sql():
    for which, shape in SHAPES.items():
        for column in shape.columns:
            for sign in ("", "-"):
                assert list(in_order(Case.objects.all(), which, f"{sign}{column}")) == [], (which, column)
