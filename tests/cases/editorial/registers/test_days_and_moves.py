"""What registers hold to: days that can be counted over, due dates told apart, and what still moves in one sentence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Plain

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cases.actions.calendar_moves import DueMove
from cases.actions.change_calendar import DayChange
from cases.editorial.registers import moved_dues
from cases.editorial.registers.calendars import CalendarForm, DayForm
from cases.editorial.registers.moved_dues import Confirming, by_agency, digest, left_words, moved_words
from cases.models import Agency

pytestmark = pytest.mark.pure

OLD = datetime(2026, 3, 11, 16, 59, 59, 999999, tzinfo=UTC)
DAY = timedelta(days=1)
MOVE = DueMove(
    case_id=1,
    round=1,
    assignment_id=None,
    agency_id=None,
    since=OLD - timedelta(days=1),
    old=OLD,
    new=OLD + timedelta(1),
)


def held(form, **cleaned):
    """A form as far as its own checks go, with what is clean by then."""
    found = form.__new__(form)
    found.cleaned_data = cleaned
    return found


# --- calendars -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        (date(1999, 12, 31), False),
        (date(2000, 1, 1), True),
        (date(2026, 2, 17), True),
        (date(2199, 12, 31), True),
        (date(2200, 1, 1), False),
        (date.min, False),
        (date.max, False),
    ],
    ids=str,
)
def test_a_day_is_one_that_a_due_date_can_be_counted_over(day, taken):
    form = held(DayForm, day=day)
    if taken:
        assert form.clean_day() == day
        return
    with pytest.raises(ValidationError) as refused:
        form.clean_day()
    assert refused.value.messages == ["Ngày nằm ngoài các năm 2000–2199."]


@pytest.mark.parametrize("days", [[], [5, 6], [0, 1, 2, 3, 4, 5]], ids=["none", "Saturday, Sunday", "all but one"])
def test_a_week_has_a_working_day(days):
    assert held(CalendarForm, days_off=days).clean_days_off() == days


def test_a_week_without_one_is_refused():
    with pytest.raises(ValidationError, match="Để lại ít nhất một ngày làm việc"):
        held(CalendarForm, days_off=[*range(7)]).clean_days_off()


def test_a_day_is_changed_as_the_form_says():
    told = {"day": date(2026, 2, 17), "kind": "holiday", "name": "Tết", "calendar": "vn"}
    assert held(DayForm, **told).change() == DayChange(day=date(2026, 2, 17), kind="holiday", name="Tết")


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        pytest.param({}, True, id="the very same"),
        pytest.param({"since": OLD}, True, id="another beginning: it holds from when it is confirmed"),
        pytest.param({"agency_id": 9}, True, id="whose clock it is stands in its number"),
        pytest.param({"new": MOVE.new + DAY}, False, id="to another day"),
        pytest.param({"new": MOVE.new + timedelta(microseconds=1)}, False, id="to another instant"),
        pytest.param({"old": OLD - DAY}, False, id="from another day"),
        pytest.param({"case_id": 2}, False, id="of another case"),
        pytest.param({"round": 2}, False, id="of another round"),
        pytest.param({"round": None, "assignment_id": 1}, False, id="of an assignment"),
    ],
)
def test_what_was_shown_is_told_from_what_would_move_now(changed, same):
    assert (digest([MOVE]) == digest([replace(MOVE, **changed)])) is same
    assert digest([MOVE, MOVE]) != digest([MOVE]) != digest([])


@pytest.mark.parametrize(
    ("moves", "sent", "shown"),
    [
        pytest.param([], "", False, id="nothing moves"),
        pytest.param([MOVE], "", True, id="something moves and nobody has seen it"),
        pytest.param([MOVE], digest([MOVE]), False, id="just this was confirmed"),
        pytest.param([MOVE, replace(MOVE, case_id=2)], digest([MOVE]), True, id="more moves by now"),
        pytest.param([MOVE], digest([MOVE]).upper(), True, id="not what was shown"),
        pytest.param([], digest([MOVE]), False, id="nothing moves any more"),
    ],
)
def test_nothing_is_written_before_just_that_was_shown(monkeypatch, moves, sent, shown):
    monkeypatch.setattr(moved_dues, "preview", lambda calendar, changes, at: moves)
    for name in ("as_told", "by_agency"):
        monkeypatch.setattr(moved_dues, name, len)
    view = Confirming()
    view.request = Plain(POST={"moves": sent} if sent else {})
    asked = view.unconfirmed("vn", [], OLD)
    n = len(moves)
    wanted = {"moves": n, "agencies": n, "count": n, "cases": n, "digest": digest(moves)}
    assert asked == (wanted if shown else None)


def test_moves_are_counted_by_whose_clock_it_is_citizens_first(monkeypatch):
    names = {1: "UBND phường B", 2: "UBND phường A", 3: "Sở C"}
    found = [Agency(pk=pk, name=name) for pk, name in names.items()]
    monkeypatch.setattr(
        moved_dues, "Agency", Plain(objects=Plain(filter=lambda pk__in: [a for a in found if a.pk in pk__in]))
    )
    of = [(1, 1), (1, 1), (3, 1), (2, 1), (2, 2), (3, 2), (3, 3), (None, 9), (None, 8), (4, 7)]
    rows = by_agency([replace(MOVE, agency_id=agency, case_id=case) for agency, case in of])
    assert [(row["citizens"], row["name"], row["dues"], row["cases"]) for row in rows] == [
        (True, "", 2, 2),
        (False, "Sở C", 3, 3),
        (False, "UBND phường A", 2, 2),
        (False, "UBND phường B", 2, 1),
        (False, "", 1, 1),  # an agency that is gone by now
    ]
    assert by_agency([]) == []


@pytest.mark.parametrize(
    ("moved", "left", "told"),
    [
        (0, 0, "Không hạn nào dời."),
        (1, 0, "1 hạn đã dời."),
        (0, 1, "0 hạn đã dời. Còn 1 hạn đang được tính lại."),
        (12_345, 1_000, "12.345 hạn đã dời. Còn 1.000 hạn đang được tính lại."),
    ],
)
def test_what_became_of_due_dates_in_a_sentence_or_two(moved, left, told):
    assert moved_words(moved, left) == told


def test_in_english_one_due_date_is_one():
    with translation.override("en"):
        one, two = left_words(1), left_words(2)
        many = moved_words(1_234, 0)
    assert ("due date " in one, "due dates " in two) == (True, True)
    assert "1,234" in many
    assert "hạn" not in one + two + many
