"""Due dates that the city of Huế published: seven working days after an acceptance that came soon after sending."""

import json
from datetime import date, datetime

import pytest

from cases.actions.holiday_rows import holiday_rows
from cases.rules.calendars import Calendar
from cases.rules.terms import Term, TermKind, due_at
from tests.shared_data import shared

pytestmark = pytest.mark.pure

SLOWEST_ACCEPTANCE = 3  # working days after the first one on which it could be accepted
SEVEN = Term(kind=TermKind.WORKING_DAYS, n=7)


def vietnam():
    rows = holiday_rows("vn", range(2018, 2029))
    return Calendar(
        zone="Asia/Ho_Chi_Minh",
        holidays={day: name for day, kind, name in rows if kind == "holiday"},
        make_up={day: name for day, kind, name in rows if kind == "make_up"},
    )


def pages():
    return json.loads(shared("hue/deadlines-dev.json").read_text(encoding="utf-8"))["pages"]


def possible_dues(calendar, sent):
    """The due dates that follow from accepting none to three working days after the first possible day."""
    first = calendar.day_of(sent)
    if not calendar.is_working(first):
        first = calendar.next_working_day(first)
    for waited in range(SLOWEST_ACCEPTANCE + 1):
        accepted = calendar.end_of(calendar.add_working_days(first, waited))
        yield due_at(SEVEN, calendar, accepted).date()


def test_every_published_due_date_follows_from_an_early_acceptance():
    calendar = vietnam()
    found = {
        page["id"]: date.fromisoformat(page["due"])
        in set(possible_dues(calendar, datetime.fromisoformat(page["sent"])))
        for page in pages()
    }
    assert len(found) >= 20
    assert [number for number, fits in found.items() if not fits] == []


def test_without_holidays_they_would_not():
    plain = Calendar(zone="Asia/Ho_Chi_Minh")
    missed = [
        page["id"]
        for page in pages()
        if date.fromisoformat(page["due"]) not in set(possible_dues(plain, datetime.fromisoformat(page["sent"])))
    ]
    assert 34374 in missed  # sent on Saturday 2021-02-06, before Tết
