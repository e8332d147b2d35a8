"""The bulk verb itself: batches and pauses, numbers, names and due dates; what it tells of a run."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings

from cases.actions import import_cases
from cases.actions.import_cases import Importer, free_numbers
from cases.actions.incoming import Flag, IncomingAgency
from cases.actions.known import Known
from cases.models import Agency, AgencyName, Case, Category, Event
from tests.incoming import DUE, OPENED, PLAIN, imported, still_open, told


def numbered(*numbers):
    return [told(reference=f"r{i}", number=number) for i, number in enumerate(numbers)]


# --- batches --------------------------------------------------------------------------------------------------------


@pytest.fixture
def pauses(monkeypatch):
    """How long the importer pauses, each time."""
    found = []
    monkeypatch.setattr(import_cases.time, "sleep", found.append)
    monkeypatch.setattr(import_cases, "BATCH", 2)
    monkeypatch.setattr(Importer, "write", lambda self, batch, helper: None)
    monkeypatch.setattr(import_cases.Ward.objects, "values_list", lambda *names: [("Kim Long", 3)])
    return found


@pytest.mark.parametrize(
    ("vendor", "dry_run", "n"), [("sqlite", False, 3), ("sqlite", True, 0), ("postgresql", False, 0)]
)
def test_sqlite_lets_others_write_after_every_batch(monkeypatch, pauses, vendor, dry_run, n):
    monkeypatch.setattr(import_cases, "connection", SimpleNamespace(vendor=vendor))
    importer = Importer(source="boston", dry_run=dry_run)
    assert list(importer.run(iter(numbered(1, 2, 3, 4, 5)))) == [2, 2, 1]
    assert pauses == n * [settings.IMPORT_PAUSE]
    assert importer.wards == {"Kim Long": 3}


@pytest.mark.parametrize(("created", "counted"), [(999, 0), (1_000, 1), (5_000, 1)])
def test_after_very_many_new_cases_the_database_looks_at_its_tables(monkeypatch, pauses, created, counted):
    done = []
    monkeypatch.setattr(import_cases, "refresh_statistics", lambda: done.append(created))
    importer = Importer(source="boston")
    importer.counts.created = created
    assert list(importer.run([])) == []
    assert len(done) == counted


def test_flags_are_counted_by_case_and_by_kind():
    counts = Importer(source="boston").counts
    for flags in ((Flag.NO_TEXT, Flag.TRUNCATED), (), (Flag.NO_TEXT,)):
        counts.count_flags(iter(flags))
    assert (counts.flagged, counts.flags) == (2, {"no_text": 2, "truncated": 1})


# --- due dates ------------------------------------------------------------------------------------------------------


class Never:
    """Knows nothing, and nobody may ask it."""

    def __getattr__(self, name):
        raise AssertionError(name)


@pytest.mark.parametrize(
    ("fields", "since"),
    [
        ({}, OPENED),
        ({"started_at": OPENED - timedelta(hours=3)}, OPENED - timedelta(hours=3)),
        ({"started_at": None}, DUE),  # nobody knows when it began: it holds from its own instant
        ({"accepted_at": None}, OPENED),
    ],
)
def test_the_sources_own_due_date_is_kept_and_no_term_is_asked(fields, since):
    due, term = Importer(source="boston", known=Never()).due(told(**fields), OPENED)
    assert (due.due_at, due.since, due.cause, term) == (DUE, since, "source", None)


def test_without_due_date_and_acceptance_there_is_none_and_nobody_asks_for_a_term():
    record = told(due_at=None, accepted_at=None)
    assert Importer(source="boston", known=Never()).due(record, OPENED) == (None, None)


@pytest.mark.django_db
def test_the_categorys_term_counts_from_the_acceptance_by_the_citys_days():
    """Accepted on Friday 2026-02-06, seven working days end with Tuesday 2026-02-24: Tết lies between."""
    importer = Importer(source="boston")
    accepted = datetime(2026, 2, 6, 3, 0, tzinfo=UTC)
    record = told(due_at=None, accepted_at=accepted, category="Chiếu sáng", category_slug="chieu-sang")
    due, term = importer.due(record, OPENED)
    assert due.due_at == datetime(2026, 2, 24, 16, 59, 59, 999_999, tzinfo=UTC)
    assert (due.since, due.cause, term.n) == (accepted, "term", 7)
    unknown = told(due_at=None, category="Mới", category_slug="moi")
    assert importer.due(unknown, OPENED) == (None, None), "nobody guesses a law"
    category_id, level = importer.known.category("moi", "Tên khác")
    made = Category.objects.get(pk=category_id)
    assert (made.slug, made.name, level) == ("moi", "Mới", "full")


# --- numbers, names -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_gets_which_number():
    assert free_numbers([]) == []
    assert free_numbers(numbered(None, None)) == [1, 2]
    imported(*numbered(5, 9), source="hue")
    rows = [
        ((None,), [10]),  # after the highest there is
        ((7,), [7]),  # free, though lower
        ((5,), [10]),  # taken
        ((9, None), [10, 11]),
        ((12, None, 5), [12, 13, 14]),  # nobody gets a number that another of the batch wants
        ((None, 12), [13, 12]),
        ((12, 12, 12), [12, 13, 14]),
        ((10, None), [10, 11]),
    ]
    assert [(wanted, free_numbers(numbered(*wanted))) for wanted, _ in rows] == rows


@pytest.mark.django_db
def test_agencies_are_found_by_the_name_that_their_source_has_for_them():
    known = Known()
    made = known.agency(IncomingAgency(name="Sở Xây dựng"), date(2026, 1, 1))
    gone = known.agency(IncomingAgency(name="UBND phường Thuận Lộc", dissolved=True), date(2026, 1, 1))
    nobody = known.agency(IncomingAgency(name=""), date(2026, 1, 1))
    Agency.objects.filter(pk=made).update(name="Sở Xây dựng thành phố", slug="so-xd")
    for again in (known, Known()):
        assert again.agency(IncomingAgency(name="Sở Xây dựng", dissolved=True), date(2026, 2, 2)) == made
        assert again.agency(IncomingAgency(name=""), date(2026, 2, 2)) == nobody
    days = dict(Agency.objects.values_list("pk", "dissolved_on"))
    assert days == {made: None, gone: date(2026, 1, 1), nobody: None}, "one that is known is not dissolved by a file"
    names = AgencyName.objects.order_by("agency").values_list("agency", "name")
    assert list(names) == [(made, "Sở Xây dựng"), (gone, "UBND phường Thuận Lộc")]
    other = known.agency(IncomingAgency(name="Sở xây dựng"), date(2026, 1, 1))
    assert Agency.objects.get(pk=other).slug == "so-xay-dung", "its slug is free by now"


# --- one run --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_run_tells_what_it_did_case_by_case():
    first = imported(still_open(), told(reference="2", number=2, flags=(Flag.NO_TEXT,)))
    assert (first.created, first.updated, first.unchanged, first.flagged) == (2, 0, 0, 1)
    assert first.case_ids == list(Case.objects.order_by("pk").values_list("pk", flat=True))
    before = Event.objects.count()
    tried = imported(told(), told(reference="3", number=3), dry_run=True)
    assert (tried.created, tried.updated, tried.unchanged, tried.case_ids) == (1, 1, 0, [])
    assert (Event.objects.count(), Case.objects.count(), Category.objects.filter(slug="trees").count()) == (
        before,
        2,
        0,
    )
    second = imported(told(), told(reference="2", number=2, flags=(Flag.NO_TEXT,)), told(reference="3", number=3))
    assert (second.created, second.updated, second.unchanged, second.flagged) == (1, 1, 1, 1)
    assert second.case_ids == [Case.objects.get(reference="3").pk], "those that are new"
    other = imported(told(source="hue"), source="hue")
    assert (other.created, other.updated) == (1, 0), "the same reference of another source is another case"
    numbers = Case.objects.order_by("pk").values_list("source", "reference", "number")
    assert list(numbers) == [
        ("boston", PLAIN.reference, PLAIN.number),
        ("boston", "2", 2),
        ("boston", "3", 3),
        ("hue", PLAIN.reference, PLAIN.number + 1),
    ]


@pytest.mark.django_db
def test_what_a_failed_batch_had_looked_up_is_forgotten_with_it(monkeypatch):
    importer = Importer(source="boston")
    list(importer.run([told()]))
    assert importer.known.agencies
    monkeypatch.setattr(import_cases, "update_imported", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(importer.run([told(title="Other"), told(reference="2", number=2)]))
    assert (importer.known.agencies, importer.known.categories) == ({}, {})
    assert Case.objects.count() == 1, "nothing of the batch is written"
    assert len(importer.counts.case_ids) == 1
