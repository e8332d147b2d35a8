"""Pages of the backlog's lists over rows put straight into the tables: every case once, in order, whoever's it is."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from cases.accountability import backlog as module
from cases.accountability import present as present_module
from cases.accountability.backlog import Only, backlog, opened_before
from cases.models import Agency, Extension, ReasonCode, Standing
from cases.public.case import Named
from tests.cases.accountability.stored_clocks import a_case, agency_named, an_assignment
from tests.cities import forget
from tests.factories import Walk, an_agency

NOW = datetime(2026, 3, 31, 16, 59, tzinfo=UTC)  # a minute to midnight in Huế
DAY, MICROSECOND = timedelta(days=1), timedelta(microseconds=1)
OLD, OLDER = NOW - 40 * DAY, NOW - 100 * DAY


@pytest.mark.parametrize(
    ("at", "days", "bound"),
    [
        (NOW, 0, datetime(2026, 3, 30, 17, tzinfo=UTC)),  # today's midnight in Huế
        (NOW + timedelta(minutes=1), 0, datetime(2026, 3, 31, 17, tzinfo=UTC)),
        (NOW, 30, datetime(2026, 2, 28, 17, tzinfo=UTC)),  # 1 March
        (NOW, 31, datetime(2026, 2, 27, 17, tzinfo=UTC)),
        (NOW, 90, datetime(2025, 12, 30, 17, tzinfo=UTC)),
        (datetime(2024, 3, 1, 3, tzinfo=UTC), 1, datetime(2024, 2, 28, 17, tzinfo=UTC)),  # 29 February
    ],
    ids=["today", "a minute later", "thirty", "thirty-one", "over the year's turn", "a leap day"],
)
def test_before_which_midnight_something_began_that_is_open_for_longer(at, days, bound):
    assert opened_before(at, days) == bound


@pytest.fixture
def cases(db, monkeypatch):
    """Name → key. Kinds: e explained, u not; o older than ninety days; A and B have them; x: nobody."""
    forget()
    monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)
    monkeypatch.setattr(module, "PAGE", 2)
    monkeypatch.setattr(module, "public_cases", lambda ids, at: [SimpleNamespace(id=pk) for pk in ids])
    reason = ReasonCode.objects.get(code="cho-vat-tu")
    said = {"published_at": OLD, "recorded_at": OLD, "promised_on": NOW.date(), "promised_until": NOW, "reason": reason}
    found = {}
    for name, began in (
        ("eA1", OLD),
        ("eA2", OLD),
        ("eoB", OLDER),
        ("uA", OLD + MICROSECOND),
        ("uB1", OLD),
        ("uB2", OLD),
        ("uoAB", OLDER),
        ("ux", OLD - MICROSECOND),
        ("new x", NOW),
        ("never x", None),
        ("new A", NOW),
    ):
        case = a_case()
        found[name] = case.pk
        Standing.objects.create(case=case, assignment=None, phase="open", round=1, started_at=began)
        for agency in "AB":
            if agency in name:
                own = an_assignment(case, agency, state="open", ended_at=None)
                if name.startswith("e"):
                    Extension.objects.create(assignment=own, sentence="Chờ", **said)
    return found


def pages(only, agency=None):
    """Every page of a list: the cases' keys, until no next one is named."""
    of = None if agency is None else Named(slug=agency_named(agency).slug, name=agency)
    after, found = "", []
    while True:
        page = backlog(only, after, of)
        assert (page.only, page.of) == (only, of)
        found.append([case.id for case in page.cases])
        after = page.next
        if not after:
            return found


def test_every_list_page_by_page(cases):
    """What nobody explained comes first, of that the oldest; of equals by number; what began nobody knows when last."""
    for only, agency, expected in (
        (Only.LONG, None, [["uoAB", "ux"], ["uB1", "uB2"], ["uA", "eoB"], ["eA1", "eA2"]]),
        (Only.LONG, "A", [["uoAB", "uA"], ["eA1", "eA2"]]),
        (Only.LONG, "B", [["uoAB", "uB1"], ["uB2", "eoB"]]),
        (Only.VERY_LONG, None, [["uoAB", "eoB"]]),
        (Only.VERY_LONG, "A", [["uoAB"]]),
        (Only.UNEXPLAINED, None, [["uoAB", "ux"], ["uB1", "uB2"], ["uA"]]),
        (Only.EXPLAINED, None, [["eoB", "eA1"], ["eA2"]]),
        (Only.EXPLAINED, "B", [["eoB"]]),
        (Only.UNASSIGNED, None, [["ux", "new x"], ["never x"]]),
        (Only.UNASSIGNED, "A", [[]]),
        (Only.LONG, "C", [[]]),
    ):
        found = pages(only, agency)
        assert found == [[cases[name] for name in page] for page in expected], (only, agency)
        if agency is None:
            assert sum(map(len, found)) == backlog().counts[only]


def test_what_is_no_place_in_a_list_is_its_beginning(cases):
    for after in ("", "0", "0_0", "0_0_", "2_0_0", " 0_0_0", "0_0_0 ", "0_0_0\n", "0_1.5_0", "0_+1_0", "1_-9_-9"):
        found = [case.id for case in backlog(Only.EXPLAINED, after).cases]
        assert found == [cases["eoB"], cases["eA1"]], repr(after)


def test_agencies_of_one_name_are_two(db, monkeypatch):
    """A dissolved body and its successor often share one: each number leads to the cases of its own."""
    forget()
    monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)
    old, new = an_agency("UBND xã Phú Vang", slug="phu-vang"), an_agency("UBND xã Phú Vang (mới)", slug="phu-vang-moi")
    for agency, title in ((new, "Một"), (old, "Hai"), (new, "Ba")):
        Walk(at=OLD, title=title).accept().assign(agency).submit()
    Agency.objects.filter(pk=new.pk).update(name=old.name)
    found = backlog()
    assert [(row.agency, row.long, row.unexplained, row.awaiting) for row in found.rows] == [
        (Named(slug="phu-vang-moi", name="UBND xã Phú Vang"), 2, 2, 2),
        (Named(slug="phu-vang", name="UBND xã Phú Vang"), 1, 1, 1),
    ]
    for row in found.rows:
        assert len(backlog(of=row.agency).cases) == row.long


def test_a_place_holds_though_its_case_has_gone(cases):
    """The cursor names an instant and a number, and no row: what was answered meanwhile takes nobody along."""
    page = backlog(Only.UNEXPLAINED)
    Standing.objects.filter(case__in=[case.id for case in page.cases]).delete()
    assert [case.id for case in backlog(Only.UNEXPLAINED, page.next).cases] == [cases["uB1"], cases["uB2"]]
    long_before = "0_-62135596800000000_0"
    assert len(backlog(Only.LONG, long_before).cases) == 2, "everything comes after the first year"
