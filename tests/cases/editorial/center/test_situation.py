"""How a case stands, as far as its forms need to know, and what waits at the desk for whom: from plain values."""

from datetime import UTC, datetime
from types import SimpleNamespace as Plain

import pytest

from cases.editorial.center.day import Day, desk_figures
from cases.editorial.center.situation import Situation
from cases.models import Agency, Assignment, Case, ReasonCode, ReasonKind
from cases.rules.rights import Power, Staff

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 4, 2, tzinfo=UTC)
A, B = Agency(pk=1, name="A"), Agency(pk=2, name="B")


def charge(state, *, agency=A, kind="handling", round_=1):
    return Assignment(agency=agency, state=state, kind=kind, round=round_)


def at(*assignments, reasons=(), **case):
    held = Case(**{"state": "in_progress", "round": 1, **case})
    nothing = dict.fromkeys(("report", "withdrawal", "mark"))
    return Situation(case=held, at=AT, assignments=assignments, reasons=reasons, **nothing)


@pytest.mark.parametrize(
    ("assignments", "handled", "is_open"),
    [
        ([], False, 0),
        ([charge("open")], True, 1),
        ([charge("awaiting")], True, 0),
        ([charge("answered")], False, 0),
        ([charge("transferred"), charge("cancelled")], False, 0),
        ([charge("open", kind="opinion")], False, 1),  # who only gives an opinion does not handle it
        ([charge("transferred"), charge("open", agency=B)], True, 1),
    ],
)
def test_whether_an_agency_is_at_it(assignments, handled, is_open):
    found = at(*assignments)
    assert (found.handled, len(found.open)) == (handled, is_open)


@pytest.mark.parametrize(
    ("assignments", "handlers"),
    [
        ([charge("answered"), charge("answered", agency=B)], [A, B]),
        ([charge("answered"), charge("open", agency=B)], [A]),
        ([charge("answered", kind="opinion"), charge("answered", agency=B)], [B]),
        ([charge("answered", round_=2)], []),
        ([], []),
    ],
)
def test_who_answered_in_this_round(assignments, handlers):
    assert at(*assignments).handlers == handlers


@pytest.mark.parametrize(
    ("own", "moved", "point"),
    [
        ((None, None), "", None),
        ((16.46, 107.59), "", (16.46, 107.59)),
        ((16.46, None), "", None),
        ((16.46, 107.59), "SRID=4326;POINT(107.5 16.5)", (16.5, 107.5)),  # where an editor put it
        ((None, None), "SRID=4326;POINT(107.5 16.5)", (16.5, 107.5)),
        ((0.0, 0.0), "", (0.0, 0.0)),
    ],
)
def test_where_it_stands_on_the_map(own, moved, point):
    found = at(lat=own[0], lon=own[1])
    if moved:
        found.case._state.fields_cache["page"] = Plain(location=moved)
    assert found.point == point


CODES = [
    ReasonCode(kind="withdraw", code="an-ninh", label="Vì an ninh", needs_two=True),
    ReasonCode(kind="withdraw", code="trung", label="Trùng"),
    ReasonCode(kind="withdraw", code="cu", label="Cũ", active=False),
    ReasonCode(kind="decline", code="an-ninh", label="Vì an ninh"),
    ReasonCode(kind="strike", code="do-loi", label="Lời thô", needs_two=True),
]


def test_codes_are_those_in_use_of_one_list():
    found = at(reasons=CODES)
    assert found.codes(ReasonKind.WITHDRAW) == [("an-ninh", "Vì an ninh"), ("trung", "Trùng")]
    assert found.codes(ReasonKind.PLACE) == []


@pytest.mark.parametrize(
    ("code", "two"), [("an-ninh", True), ("trung", False), ("do-loi", False), ("khong-co", False), ("", False)]
)
def test_which_withdrawals_need_two_people(code, two):
    assert at(reasons=CODES).needs_two(code) is two


FIGURES = {
    name: n
    for n, name in enumerate(
        (
            "decisions",
            "agreed",
            "disputed",
            "duplicates",
            "rulings",
            "requests",
            "due_today",
            "due_tomorrow",
            "past_due",
        ),
        start=1,
    )
}
SINCE = {f"{name}_since": f"since {name}" for name in (*FIGURES,)[:6]}


def figures(*powers):
    day = Day(at=AT, counts={}, oldest={}, late=(), claims=(), **FIGURES, **SINCE)
    return [
        (n, since, where) for _name, where, n, since in desk_figures(day, Staff(account=1, powers=frozenset(powers)))
    ]


@pytest.mark.parametrize(
    ("powers", "on_desk", "leads"),
    [
        ([Power.EDIT], 1, [False, False, False, False, True]),
        ([Power.EDIT, Power.DECIDE], 2, [True, False, True, True, True]),
        ([Power.DECIDE, Power.HEAD], 1, [True, True, True, True, True]),
        ([Power.HEAD], 1, [True, True, True, True, True]),
    ],
    ids=["an editor", "a reviewer", "the head", "a head alone"],
)
def test_who_decides_is_told_how_much_the_desk_will_show_and_is_led_there(powers, on_desk, leads):
    told = figures(*powers)
    assert [n for n, _since, _where in told] == [on_desk, 3, 5, 4, 6]
    assert told[0][1] == ("since agreed" if on_desk == 2 else "since decisions")
    assert [bool(where) for _n, _since, where in told] == leads
