"""Due dates moved in bulk are those moved one case after the other, in every table; and cost the same few queries."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

import pytest
from django.db import transaction
from django.utils import timezone

from cases.actions import change_calendar as verb
from cases.actions import classify, verify
from cases.actions.actor import CENTER
from cases.actions.change_calendar import DayChange, change_calendar, finish_changes, preview
from cases.actions.due import term_of
from cases.actions.term_table import TermTable
from cases.models import Calendar, Case, Category, CategoryTerm, Delivery, DueDate, Event, Standing, Story
from tests.cases.actions.one_by_one import one_by_one
from tests.cities import built
from tests.factories import LIGHTING, START, STATES, Walk, a_category, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NOTICE = datetime(2026, 3, 9, 2, tzinfo=UTC)  # Monday 09:00, two days before most are due
RECORDED = datetime(2026, 11, 2, 8, tzinfo=UTC)


@pytest.fixture
def vn():
    return Calendar.objects.get(slug="vn")


def a_city():
    """A case in every state, in categories with all kinds of terms, some of them filed anew."""
    vn = Calendar.objects.get(slug="vn")
    quick = Category.objects.create(slug="nhanh", name="Nhanh")
    office = Category.objects.create(slug="cong-so", name="Công sở")
    hours = Category.objects.create(slug="gio", name="Giờ")
    told = {"calendar": vn, "legal_act": "Quy chế", "since": date(2019, 1, 1)}
    CategoryTerm.objects.create(category=quick, n=5, **told)
    CategoryTerm.objects.create(category=office, n=6, office_opens=time(8), office_closes=time(17), **told)
    CategoryTerm.objects.create(category=hours, kind="hours", n=170, **told)
    CategoryTerm.objects.create(category=a_category(), n=6, **{**told, "since": date(2026, 3, 3)})
    for state in STATES:
        walk_to(state)
    for slug in ("nhanh", "cong-so", "gio"):
        walk_to("assigned", category=slug)
        walk_to("assigned", category=slug, at=START + timedelta(days=5, hours=7))  # Saturday
    moved = walk_to("assigned")
    classify.change_category(case=moved.case, category=quick, by=CENTER, at=moved.at)
    twice = walk_to("awaiting", category="cong-so")
    classify.change_category(case=twice.case, category=a_category(), by=CENTER, at=twice.at)
    walk_to("assigned").assign(an_agency(LIGHTING))
    walk_to("transferred").later(days=1).transfer(an_agency())
    Walk().accept(due=NOTICE + 3 * DAY).assign()


city = built(a_city, scope="module")


def everything():
    """All rows that a change of the calendar writes, without the keys and in an order of their own."""

    def rows(model, *order, without=()):
        names = [f.attname for f in model._meta.concrete_fields if f.attname not in {"id", *without}]
        return list(model.objects.order_by(*order).values_list(*names))

    return {
        "cases": rows(Case, "pk"),
        "dues": rows(DueDate, "case", "since", "round", "assignment", "due_at"),
        "events": rows(Event, "case", "seq"),
        "standings": rows(Standing, "case", "assignment", "round", "since"),
        "stories": rows(Story, "case"),
        "deliveries": rows(Delivery, "case", "event_seq", "consumer"),
    }


def outcome(way, **told):
    """What a way of changing leaves behind; it is taken back."""
    with transaction.atomic():
        moves = way(**told)
        left = everything()
        transaction.set_rollback(True)
    return moves, left


CHANGES = {
    "a storm to come": [DayChange(day=date(2026, 3, 10), kind="holiday", name="Bão")],
    "a storm gone by": [DayChange(day=date(2026, 3, 4), kind="holiday", name="Bão")],
    "a Saturday worked": [DayChange(day=date(2026, 3, 7), kind="make_up", name="Làm bù")],
    "three days": [DayChange(day=date(2026, 3, day), kind="holiday", name="Lụt") for day in (9, 10, 11)],
    "long ago": [DayChange(day=date(2026, 2, 2), kind="holiday", name="Xưa")],
}


@pytest.mark.usefixtures("city")
def test_many_at_once_is_one_by_one(vn, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: RECORDED)  # hashes cover it
    monkeypatch.setattr(verb, "BATCH", 4)
    moved = {}
    early, late = START + 2 * DAY, NOTICE
    for name, at in zip(CHANGES, cycle((early, late))):  # a storm to come, told late: see the next test
        told = {"calendar": vn, "changes": CHANGES[name], "by": CENTER, "at": at}
        slow, wanted = outcome(one_by_one, **told)
        shown = preview(vn, CHANGES[name], at=at)
        fast, written = outcome(change_calendar, **told)
        assert fast == slow == shown, (name, at)
        for table, rows in wanted.items():
            assert written[table] == rows, (table, name, at)
        moved[name] = max(moved.get(name, 0), len(slow))
    assert {name for name, n in moved.items() if not n} == {"long ago"}


@pytest.mark.usefixtures("city")
def test_a_second_change_finds_what_the_first_made_of_it(vn, monkeypatch):
    """Two in a row, the second of which takes the first back."""
    monkeypatch.setattr(timezone, "now", lambda: RECORDED)

    def twice(way):
        def both(**told):
            first = way(changes=CHANGES["a storm to come"], at=NOTICE, **told)
            taken_back = [DayChange(day=date(2026, 3, 10), kind=None)]
            return first + way(changes=taken_back, at=NOTICE + timedelta(hours=1), **told)

        return both

    slow, wanted = outcome(twice(one_by_one), calendar=vn, by=CENTER)
    fast, written = outcome(twice(change_calendar), calendar=vn, by=CENTER)
    assert fast == slow
    assert written == wanted
    assert len({move.old for move in slow}) > 2


@pytest.mark.usefixtures("city")
def test_the_ledger_stays_whole_and_a_second_run_adds_nothing(vn):
    assert change_calendar(calendar=vn, changes=CHANGES["three days"], by=CENTER, at=NOTICE)
    assert not [found for case in Case.objects.all() for found in verify.confirmed(case.pk)]
    before = everything()
    vn.changes.update(finished_at=None)
    assert finish_changes() == 0
    assert everything() == before


# --- the table of terms ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("city")
def test_the_table_says_what_is_asked_of_the_database_otherwise():
    table, left = TermTable(), ["nhanh", "cong-so", "gone", "gio"]
    for case in Case.objects.select_related("category"):
        for start in (START, START + 12 * DAY, START - 4_000 * DAY, START + timedelta(days=5, hours=3)):
            for gone in ([], left[:1], left):
                assert table.of(case, start, left=gone) == term_of(case, start, left=gone)
