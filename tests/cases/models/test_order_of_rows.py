"""In which order rows come where nobody asks for another: by their own time, and what is equal by when it was written.

One world, and of each kind a few rows that are written in another order than they are to come in.
"""

from datetime import date, timedelta

import pytest

from cases.models import (
    AgencyName,
    AgencyStatement,
    Answer,
    Appeal,
    CalendarDay,
    ChartNote,
    DueDate,
    Extension,
    FigureReport,
    FormerWard,
    HintPhrase,
    InternalNote,
    PendingDecision,
    Photo,
    Post,
    PressMention,
    Rating,
    ReasonCode,
    Remark,
    ReopenRequest,
    Round,
    Ruling,
    SnapshotChange,
    SnapshotCorrection,
    StockSentence,
    Submission,
    Ward,
    Withdrawal,
)
from tests.accounts import an_account
from tests.cases.models.frozen import a_snapshot
from tests.cases.models.test_constraints import World, write
from tests.factories import START

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAID = {"reason": lambda w: w.code, "sentence": "Mưa"}
SETTLED = {"outcome": "dropped", "settled_at": START + 9 * DAY}
DECLINED = {"state": "declined", "ended_at": START + 9 * DAY, "reason": "Không nói về con số"}
RULED = {
    "outcome": "stays",
    "ruled_at": START,
    "ruling_recorded_at": START,
    "ruling_reason": lambda w: w.code,
    "words": "Rõ",
}


def a_version(number):
    """A version of the world's answer, made when it is asked for."""
    fields = {"outcome": "done", "recorded_at": START}
    return lambda w: Submission.objects.create(answer=w.answer, number=number, **fields)


#: Of each kind: rows in the order in which they are to come, and the places in it in the order of writing.
BY_TIME = {
    InternalNote: ([{"written_at": START}, {"written_at": START + HOUR}, {"written_at": START + HOUR}], (1, 0, 2)),
    Remark: ([{"written_at": START}, {"written_at": START + HOUR}, {"written_at": START + HOUR}], (1, 2, 0)),
    Extension: (
        [{**SAID, "published_at": START + n * HOUR, "promised_until": START + 9 * DAY} for n in (0, 1, 1)],
        (1, 0, 2),
    ),
    Withdrawal: ([{**SETTLED, "asked_at": START + n * HOUR} for n in (0, 1, 1)], (1, 2, 0)),
    ReopenRequest: ([{"sent_at": START + n * HOUR} for n in (0, 1, 1)], (1, 2, 0)),
    Ruling: ([{**RULED, "asked_at": START + n * HOUR} for n in (0, 1, 1)], (1, 0, 2)),
    Appeal: ([{"version": a_version(n), "appealed_at": START + n * HOUR} for n in (21, 22, 23)], (2, 0, 1)),
    PendingDecision: (
        [{"version": a_version(n), "effective_at": START + HOUR * (n // 32)} for n in (31, 32, 33)],
        (1, 2, 0),
    ),
    DueDate: ([{"round": 1, "since": START + n * HOUR} for n in (50, 51, 51)], (1, 0, 2)),
    SnapshotCorrection: ([{"made_at": START + n * HOUR} for n in (0, 1, 1)], (1, 2, 0)),
}
NEWEST_FIRST = {
    AgencyStatement: ([{**DECLINED, "written_at": START + n * HOUR} for n in (1, 1, 0)], (1, 0, 2)),
    FigureReport: ([{"sent_at": START + n * HOUR} for n in (1, 1, 0)], (1, 2, 0)),
    ChartNote: ([{"since": date(2026, 3, day), "until": date(2026, 4, 1)} for day in (3, 3, 2)], (1, 2, 0)),
    PressMention: (
        [{"day": date(2026, 3, day), "address": f"https://bao.vn/{n}"} for n, day in enumerate((3, 3, 2))],
        (1, 2, 0),
    ),
}
BY_NUMBER = {
    Round: ([{"number": n} for n in (11, 12, 13)], (2, 0, 1)),
    Submission: ([{"number": n} for n in (11, 12, 13)], (1, 2, 0)),
    Rating: ([{"round": 1, "ended_at": START}, {"round": 1}, {"round": 2}], (2, 0, 1)),
    Photo: ([{"position": n} for n in (0, 1, 1)], (1, 0, 2)),
    Answer: ([{}, {"state": "draft"}, {"state": "void"}], (0, 1, 2)),
    SnapshotChange: ([{"number": n} for n in (9, 3, 5)], (0, 1, 2)),  # as they were frozen, whatever their numbers
}
BY_NAME = {
    CalendarDay: ([{"day": date(2030, 3, day)} for day in (1, 2, 31)], (2, 0, 1)),
    FormerWard: ([{"code": code, "name": name} for code, name in (("9", "A1"), ("8", "A2"), ("7", "A3"))], (2, 0, 1)),
    Ward: (
        [{"code": f"x{n}", "slug": f"x-{n}", "name": name} for n, name in enumerate(("0 a", "0 b", "0 c"))],
        (2, 0, 1),
    ),
    HintPhrase: (
        [{"kind": k, "words": words} for k, words in (("excuse", "yy"), ("excuse", "zz"), ("vague", "aa"))],
        (1, 2, 0),
    ),
    ReasonCode: (
        [{"kind": k, "code": code} for k, code in (("appeal", "yy"), ("appeal", "zz"), ("return", "aa"))],
        (1, 2, 0),
    ),
    StockSentence: (
        [{"kind": k, "text": text} for k, text in (("closing", "B."), ("opening", "A."), ("opening", "C."))],
        (1, 2, 0),
    ),
}


@pytest.mark.parametrize(
    "kinds", [BY_TIME, NEWEST_FIRST, BY_NUMBER, BY_NAME], ids=["time", "newest first", "number", "name"]
)
def test_rows_come_in_their_own_order_and_not_in_that_of_writing(kinds):
    world = World()
    world.row = smallest(world)
    for model, (rows, writing) in kinds.items():
        places = {write(world, model, rows[place]).pk: place for place in writing}
        found = [places[pk] for pk in model.objects.filter(pk__in=list(places)).values_list("pk", flat=True)]
        assert found == list(range(len(rows))), model.__name__


def smallest(world):
    """As the world's own, and of wards too, and of a frozen day that is made for it."""
    own = world.row

    def row(name):
        if name == "ward":
            return {}
        if name in ("snapshotchange", "snapshotcorrection"):
            a_snapshot()
        return own(name)

    return row


def test_posts_stand_by_agency_then_by_what_they_are_the_newest_first():
    world = World()
    account = an_account()
    ended = {"until": date(2025, 12, 31)}
    rows = [
        {"agency": world.agency, "kind": "follow_up", "since": date(2024, 1, 1)},
        {"agency": world.agency, "kind": "officer", "since": date(2026, 1, 1)},
        {"agency": world.agency, "kind": "officer", "since": date(2024, 1, 1), **ended},
        {"agency": world.agency, "kind": "substitute", "since": date(2020, 1, 1)},
    ]
    rows.insert(0, {"agency": world.other, "kind": "substitute", "since": date(2020, 1, 1)})  # "Trung…" before "UBND…"
    places = {write(world, Post, {**rows[n], "account": account}).pk: n for n in (4, 3, 0, 2, 1)}
    assert [places[pk] for pk in account.posts.values_list("pk", flat=True)] == [0, 1, 2, 3, 4]


def test_of_an_agencys_names_the_one_without_a_beginning_is_the_first_on_either_database():
    world = World()
    days = [None, date(2020, 1, 1), date(2024, 1, 1)]
    for n in (1, 2, 0):
        AgencyName.objects.create(agency=world.agency, name=f"Tên {n}", since=days[n])
    assert list(world.agency.names.values_list("since", flat=True)) == days
