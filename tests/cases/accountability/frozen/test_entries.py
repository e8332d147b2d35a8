"""The cases of a frozen day: of very many the first, and no list is read that holds none of what is asked for."""

import orjson
import pytest

from cases.accountability.frozen import entries
from cases.accountability.frozen.entries import KINDS, of_day
from cases.accountability.frozen.files import as_verdict, cases_text, parsed, pieces
from tests.cases.accountability.frozen.conftest import day
from tests.cases.accountability.frozen.days import a_row, kept
from tests.factories import KIM_LONG, LIGHTING, an_agency

pytestmark = pytest.mark.django_db


def test_of_very_many_cases_a_page_has_those_longest_late_and_says_how_many_there_are(monkeypatch):
    """As sorting all of them would have it: of as many days by place, and of one agency as they were frozen."""
    monkeypatch.setattr(entries, "MOST", 4)
    lists = {name: [(n, f"{name[0]}{n}", KINDS[n % 3], (7 * n) % 5) for n in range(7)] for name in (KIM_LONG, LIGHTING)}
    rows = [
        a_row(name, agency=an_agency(name), place=place, overdue=3, promise_broken=2, extended=2, cases=cases_text(own))
        for place, (name, own) in enumerate(lists.items())
    ]
    kept(11, *rows, overdue=6, promise_broken=4, extended=4)
    for kinds in ((), KINDS[:1], KINDS[1:]):
        told = [(name, *own) for name, each in lists.items() for own in each if not kinds or own[2] in kinds]
        page = of_day(day(11), kinds)
        first = sorted(told, key=lambda one: -one[4])[:4]
        assert [(e.agency.name, e.number, e.reference, e.verdict, e.days) for e in page.entries] == first
        assert page.n == len(told)


def test_lists_without_what_is_asked_for_are_not_read(monkeypatch):
    late, extended = (7, "A", "overdue", 4), (9, "C", "extended", 4)
    rows = [
        a_row(KIM_LONG, agency=an_agency(KIM_LONG), overdue=1, cases=cases_text([late])),
        a_row(LIGHTING, agency=an_agency(LIGHTING), extended=1, cases=cases_text([extended])),
    ]
    kept(11, *rows, overdue=1, extended=1)
    read = []
    monkeypatch.setattr(entries, "pieces", lambda text: [read.append(text), *pieces(text)][1:])
    for kinds, lists in (((), 2), (["extended"], 1), (["promise_broken"], 0), (["promise_broken", "overdue"], 1)):
        read.clear()
        of_day(day(11), kinds)
        assert len(read) == lists, kinds


ODD = ["", "A-7", "],[", '","overdue",', "\\", '\\","overdue",', '"', "\n", "\u2028", "\x85", '[7,"A","overdue",4]']


@pytest.mark.parametrize("reference", ODD)
def test_a_row_is_cut_out_whole_whatever_its_case_is_called(reference):
    rows = [(7, reference, "overdue", 40), (8, "B", "extended", 3), (9, reference, "promise_broken", 0)]
    for n in range(4):
        text = cases_text(rows[:n])
        found = pieces(text)
        assert [tuple(orjson.loads(each)) for each in found] == list(parsed(text)) == rows[:n]
        assert [KINDS.index(row[2]) for row in rows[:n]] == [
            next(place for place, kind in enumerate(KINDS) if as_verdict(kind) in each) for each in found
        ]
        assert [sum(as_verdict(kind) in each for kind in KINDS) for each in found] == [1] * n


def test_a_page_shows_rows_as_they_were_frozen_whatever_their_cases_are_called():
    rows = [(n, reference, KINDS[n % 3], 90 - n) for n, reference in enumerate(ODD)]
    counts = dict.fromkeys(KINDS, len(ODD))
    kept(11, a_row(KIM_LONG, agency=an_agency(KIM_LONG), cases=cases_text(rows), **counts), **counts)
    for kinds in ((), *((kind,) for kind in KINDS), KINDS):
        own = [row for row in rows if not kinds or row[2] in kinds]
        assert [(e.number, e.reference, e.verdict, e.days) for e in of_day(day(11), kinds).entries] == own
