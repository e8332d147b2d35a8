"""What addresses ask of the frozen days, and how one page leads to the next: without a database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.translation import override

from cases.models import Snapshot
from portal.api import snapshots
from portal.api.snapshots import snapshots_asked
from search.machine_questions import RefusedError

AT = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
LAST = date(2026, 11, 30)


def a_day(day):
    end = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    counts = {"open": 2, "overdue": 1, "promise_broken": 0, "extended": 0}
    known = {"reconstructed": False, "method": 1, "agencies_past_due": 1, "ledger_digest": ""}
    return Snapshot(date=day, ended_at=end, frozen_at=end + timedelta(minutes=5), **counts, **known)


@pytest.fixture
def days(monkeypatch):
    """Every day up to the last of November is frozen; what was asked for."""
    frozen = SimpleNamespace(all=[LAST - timedelta(days=n) for n in range(60)], asked=[])

    def between(since, until, n):
        frozen.asked.append((since, until, n))
        found = [day for day in frozen.all if (since is None or day >= since) and (until is None or day <= until)]
        return [(a_day(day), day.day % 2) for day in found[:n]], len(found)

    monkeypatch.setattr(snapshots, "days_between", between)
    monkeypatch.setattr(snapshots, "present", lambda: SimpleNamespace(at=AT))
    return frozen


def ask(rf, query):
    return snapshots_asked(rf.get(f"/api/v1/snapshots?{query}"))


@pytest.mark.parametrize(
    ("query", "since", "until", "size"),
    [
        ("", None, None, 31),
        ("limit=400", None, None, 400),
        ("from=2026-11-01", date(2026, 11, 1), None, 31),
        ("to=01/11/2026&limit=1", None, date(2026, 11, 1), 1),
        ("from=2026-11-01&to=2026-11-01", date(2026, 11, 1), date(2026, 11, 1), 31),
        ("from=&to=&limit=", None, None, 31),
        ("gclid=1", None, None, 31),
    ],
)
def test_which_days_are_asked_for(rf, days, query, since, until, size):
    ask(rf, query)
    assert days.asked == [(since, until, size)]


def test_the_newest_come_first_with_how_often_each_was_corrected(rf, days):
    found = ask(rf, "limit=3")
    rows = [(row.day, row.corrections, row.headline) for row in found.snapshots]
    assert rows == [(date(2026, 11, 30), 0, 1), (date(2026, 11, 29), 1, 1), (date(2026, 11, 28), 0, 1)]
    assert (found.total, found.at, found.notice) == (60, AT, None)


@pytest.mark.parametrize(
    ("query", "following"),
    [
        ("", {"to": ["2026-10-30"]}),
        ("limit=31", {"to": ["2026-10-30"]}),
        ("limit=1", {"to": ["2026-11-29"], "limit": ["1"]}),
        ("from=2026-11-28&limit=2", {"from": ["2026-11-28"], "to": ["2026-11-28"], "limit": ["2"]}),
        ("from=2026-11-29&limit=2", None),
        ("to=2026-10-02", None),
        ("to=2026-10-01", None),
    ],
    ids=["usual", "usual, said", "one", "one left", "none left", "two in all", "nothing"],
)
def test_the_page_of_the_days_before(rf, days, query, following):
    """The first of the sixty is 2 October."""
    link = ask(rf, query).links.next
    assert (link and parse_qs(urlsplit(link).query)) == following
    assert link is None or link.startswith("http://localhost:8000/api/v1/snapshots?")


def test_pages_lead_through_every_day_once(rf, days):
    seen, query = [], "limit=7&from=2026-10-10"
    while query is not None:
        page = ask(rf, query)
        seen += [row.day for row in page.snapshots]
        query = page.links.next and urlsplit(page.links.next).query
    assert seen == [LAST - timedelta(days=n) for n in range(52)]


def test_gaps_between_frozen_days_are_stepped_over(rf, days):
    days.all = [date(2026, 11, 30), date(2026, 11, 20), date(2026, 11, 1)]
    first = ask(rf, "limit=2")
    assert first.links.next.endswith("?to=2026-11-19&limit=2")
    second = ask(rf, urlsplit(first.links.next).query)
    assert [row.day for row in second.snapshots] == [date(2026, 11, 1)]
    assert second.links.next is None


def test_english_pages_lead_to_english_pages(rf, days):
    with override("en"):
        found = ask(rf, "limit=1")
    assert found.links.next.startswith("http://localhost:8000/en/api/v1/snapshots?")
    assert found.snapshots[0].url == "http://localhost:8000/en/qua-han/2026-11-30/"


def test_a_demo_says_what_it_is(rf, days, settings):
    settings.DEMO = True
    assert "BẢN MẪU" in ask(rf, "").notice


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("from=gestern", ["“from=gestern”: this value is not understood"]),
        ("to=2026-02-30", ["“to=2026-02-30”: this value is not understood"]),
        ("to=1899-12-31", ["“to=1899-12-31”: this value is not understood"]),
        ("from=2026-11-02&to=2026-11-01", ["“from=2026-11-02”: the first day is after the last"]),
        ("limit=0", ["“limit=0”: only numbers from 1 to 400 are taken"]),
        ("from=a&to=b", ["“from=a”: this value is not understood", "“to=b”: this value is not understood"]),
        ("to=2026-11-01&to=2026-11-02", ["“to=2026-11-01”: only one value can be used"]),
        ("agency=a&limit=x", ["“agency=a”: the API has no such parameter at this address", None]),
    ],
)
def test_what_cannot_be_heeded_is_refused_before_anything_is_read(rf, days, query, sentences):
    with override("en"), pytest.raises(RefusedError) as caught:
        ask(rf, query)
    told = [problem.sentence for problem in caught.value.problems]
    assert len(told) == len(sentences)
    assert all(said is None or f"Cannot be used: {said}." == each for said, each in zip(sentences, told, strict=True))
    assert days.asked == []
