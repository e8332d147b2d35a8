"""What holds for every test: which marks it gets, what may not be skipped, language, database."""

import gc
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connections
from django.test import TestCase, TransactionTestCase
from django.utils import translation

from cases.accountability.present import end_request
from cases.editorial.desk import books
from cases.models import triggers
from home import menus
from search.engines.embedded.words import dialect
from tests import migrated, put_back

gc.disable()  # until all tests are collected: a third of that went into looking through them for garbage
#: Objects made before garbage is looked for. A page of the CMS makes thousands that stay until it is answered: with
#: Python's 700, looking through them took 2 to 9 of 100 seconds; so many are a few megabytes.
YOUNG = 30_000

pytest_plugins = [
    "tests.remembered",
    "tests.browser",
    "tests.cities",
    "tests.demo_city",
    "tests.elastic",
    "tests.untimed",
]

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
#: Walks over many screens, and verbs that refuse: their queries are Django's own, or met elsewhere. For them one kind
#: of database is enough in every run; `python -m tests.run whole` asks all on PostgreSQL, before a release (ADR 12).
ONE_DATABASE = (
    *(
        f"tests/cases/actions/test_{verb}.py"
        for verb in (
            "answering",
            "appealing",
            "assign",
            "classify",
            "covering",
            "covering_photos",
            "deciding",
            "dossier",
            "drafting",
            "edit_page",
            "evidence",
            "extend",
            "figure_reports",
            "hinting",
            "notes",
            "photos",
            "receive",
            "remove",
            "reopen",
            "reopen_requests",
            "review",
            "rights",
            "ruling",
            "statements",
            "story",
            "strike",
            "withdrawing",
        )
    ),
    "tests/cases/accountability/frozen/test_views.py",
    "tests/cases/accountability/test_archive.py",
    "tests/cases/accountability/test_backlog_of_city.py",
    "tests/cases/accountability/test_chart_files.py",
    "tests/cases/accountability/test_every_number.py",
    "tests/cases/accountability/test_cards.py",
    "tests/cases/accountability/test_chart_notes.py",
    "tests/cases/accountability/test_figure_reports.py",
    "tests/cases/accountability/test_comparison.py",
    "tests/cases/accountability/test_counts_of_city.py",
    "tests/cases/accountability/test_figure_views.py",
    "tests/cases/accountability/test_front.py",
    "tests/cases/accountability/test_overdue_files.py",
    "tests/cases/accountability/test_portrait.py",
    "tests/cases/accountability/test_real_city.py",
    "tests/cases/accountability/test_side_by_side.py",
    "tests/cases/accountability/test_division_views.py",
    "tests/cases/accountability/test_divisions.py",
    "tests/cases/accountability/test_pictures.py",
    "tests/cases/accountability/test_same_everywhere.py",
    "tests/cases/accountability/test_satisfaction_of_city.py",
    "tests/cases/accountability/test_statistics.py",
    "tests/cases/accountability/test_statistics_of_city.py",
    "tests/cases/accountability/test_views.py",
    "tests/cases/actions/test_calendar_moves.py",
    "tests/cases/actions/test_moves.py",
    "tests/cases/actions/test_rate.py",
    "tests/cases/demo/drawing/",
    "tests/cases/demo/test_album.py",
    "tests/cases/demo/test_bodies.py",
    "tests/cases/demo/test_city.py",
    "tests/cases/demo/test_command.py",
    "tests/cases/demo/test_determinism.py",
    "tests/cases/demo/test_lives.py",
    "tests/cases/demo/test_people.py",
    "tests/cases/demo/test_places.py",
    "tests/cases/demo/test_ratings.py",
    "tests/cases/demo/test_situations.py",
    "tests/cases/demo/test_sketches.py",
    "tests/cases/demo/test_speech.py",
    "tests/cases/demo/test_walks.py",
    "tests/cases/demo/test_whole_city.py",
    "tests/cases/editorial/center/",
    "tests/cases/editorial/desk/test_hints.py",
    "tests/cases/editorial/desk/test_covering.py",
    "tests/cases/editorial/desk/test_disagreements.py",
    "tests/cases/editorial/desk/test_duplicates.py",
    "tests/cases/editorial/desk/test_matters.py",
    "tests/cases/editorial/desk/test_training.py",
    "tests/cases/editorial/desk/test_queue.py::test_only_what_awaits_a_decision_waits",
    "tests/cases/editorial/desk/test_views.py",
    "tests/cases/editorial/figure_reports/",
    "tests/cases/editorial/frozen/",
    "tests/cases/editorial/matrix/",
    "tests/cases/editorial/office/",
    "tests/cases/editorial/pictures/",
    "tests/cases/editorial/registers/",
    "tests/cases/editorial/reports/",
    "tests/cases/editorial/requests/",
    "tests/cases/editorial/statements/",
    "tests/cases/editorial/test_answers_hidden.py",
    "tests/cases/editorial/test_covering.py",
    "tests/cases/editorial/test_every_url.py",
    "tests/cases/editorial/test_form.py",
    "tests/cases/editorial/test_front.py",
    "tests/cases/editorial/test_listing.py",
    "tests/cases/editorial/test_opinion_of_higher_agency.py",
    "tests/cases/editorial/test_publishing.py",
    "tests/cases/editorial/test_query_plans.py",
    "tests/cases/editorial/test_refusals.py",
    "tests/cases/editorial/test_roles.py",
    "tests/cases/editorial/test_two_editors.py",
    "tests/cases/editorial/test_vietnamese.py",
    "tests/cases/mailing/test_letters.py",
    "tests/cases/mailing/test_sending.py",
    "tests/cases/mailing/test_more_events.py",
    "tests/cases/public/test_asking_again.py",
    "tests/cases/public/test_case_picture.py",
    "tests/cases/public/test_disputes.py",
    "tests/cases/public/test_next_steps.py",
    "tests/cases/public/test_page.py",
    "tests/cases/public/test_path.py",
    "tests/cases/public/test_photos.py",
    "tests/cases/public/test_ratings.py",
    "tests/cases/public/test_serving.py",
    "tests/cases/public/test_redaction.py",
    "tests/cases/public/test_telling.py",
    "tests/cases/public/test_views.py",
    "tests/home/test_explaining.py",
    "tests/home/test_menus.py",
    "tests/home/test_news.py",
    "tests/home/test_pages.py",
    "tests/home/test_pictures.py",
    "tests/journeys/",
    "tests/portal/",
    "tests/search/test_feed_views.py",
    "tests/search/test_files.py",
    "tests/search/test_map_views.py",
    "tests/search/test_former.py",
    "tests/search/test_limits.py",
    "tests/search/test_suggest_views.py",
    "tests/search/test_views.py",
    "tests/test_canary.py",
)
#: Of those, what meets every query of ours once more: pages asked as often as they may, whatever has happened.
BOTH_DATABASES = (
    "tests/cases/accountability/test_archive.py::TestSmallCity",
    "tests/cases/accountability/test_comparison.py::test_five_queries",
    "tests/cases/accountability/test_division_views.py::TestBusyCity",
    "tests/cases/accountability/test_divisions.py::test_every_part_is_there_and_the_sum_is_the_city",
    "tests/cases/accountability/test_divisions.py::test_most_late_first_then_past_due_then_open_then_by_name",
    "tests/cases/accountability/test_divisions.py::test_ten_queries_for_one_part",
    "tests/cases/accountability/test_divisions.py::test_three_queries",
    "tests/cases/accountability/test_front.py::test_each_number_is_the_length_of_the_list_behind_it",
    "tests/cases/accountability/test_front.py::test_few_queries_whatever_the_number",
    "tests/cases/accountability/test_pictures.py::test_a_picture_costs_four_queries_at_most_and_two_when_remembered",
    "tests/cases/accountability/test_portrait.py::test_sixteen_queries_however_much_there_is_and_six_within_the_minute",
    "tests/cases/accountability/test_statistics.py::TestSmallCity",
    "tests/cases/accountability/test_statistics.py::test_the_page_is_only_read_and_its_queries_do_not_grow",
    "tests/cases/accountability/test_views.py::TestBusyCity",
    "tests/cases/actions/test_calendar_moves.py::test_a_second_change_finds_what_the_first_made_of_it",
    "tests/cases/actions/test_calendar_moves.py::test_the_ledger_stays_whole_and_a_second_run_adds_nothing",
    "tests/cases/demo/test_sketches.py::test_many_at_once_are_as_one_by_one",
    "tests/cases/editorial/center/test_day.py::test_at_most_thirteen_queries_besides_those_of_signing_in",
    "tests/cases/editorial/center/test_lists.py::TestEachHolds",
    "tests/cases/editorial/center/test_lists.py::test_every_list_asks_as_many_queries_for_many_cases_as_for_few",
    "tests/cases/editorial/center/test_two_people.py",
    "tests/cases/editorial/desk/test_disagreements.py::test_sql_and_rule_agree_on_what_is_disputed",
    "tests/cases/editorial/desk/test_duplicates.py::test_its_queries_do_not_grow",
    "tests/cases/editorial/desk/test_hints.py::test_the_whole_desk_takes_as_many_queries_for_much_as_for_little",
    "tests/cases/editorial/desk/test_views.py::test_as_many_queries_for_a_long_queue_as_for_a_short_one",
    "tests/cases/editorial/office/test_case.py::test_a_case_costs_the_same_whatever_has_happened",
    "tests/cases/editorial/office/test_list.py::TestTabs::test_counts_are_lengths_and_take_one_query",
    "tests/cases/editorial/office/test_list.py::TestTabs::test_what_needs_an_answer_is_ordered_by_its_term",
    "tests/cases/editorial/office/test_list.py::test_as_many_queries_for_a_long_list_as_for_a_short_one",
    "tests/cases/editorial/reports/test_duty.py::test_its_queries_do_not_grow",
    "tests/cases/editorial/requests/test_queue.py::test_its_queries_do_not_grow",
    "tests/cases/editorial/test_front.py::test_its_queries_do_not_grow",
    "tests/cases/editorial/test_listing.py::TestMonth",
    "tests/cases/editorial/test_query_plans.py::test_what_waits_at_the_desk_is_found_by_indexes_of_its_own",
    "tests/cases/mailing/test_letters.py::test_what_a_digest_holds",
    "tests/cases/public/test_case_picture.py::test_three_queries_whatever_has_happened",
    "tests/cases/public/test_views.py::test_a_page_costs_six_queries_whatever_has_happened",
    "tests/cases/public/test_views.py::test_a_withdrawn_case_leaves_number_day_and_reason_and_nothing_else",
    "tests/cases/public/test_views.py::test_short_addresses_cost_little",
    "tests/portal/api/test_answers.py::TestAnswers::test_a_page_costs_the_same_however_long_it_is",
    "tests/portal/api/test_answers.py::TestAnswers::test_so_is_every_case",
    "tests/portal/api/test_answers.py::TestAnswers::test_they_cost_few_queries",
    "tests/portal/test_sitemaps.py::test_a_file_says_when_its_newest_page_changed",
    "tests/portal/test_sitemaps.py::test_each_file_costs_the_same_queries_however_long_it_is",
    "tests/portal/test_sitemaps.py::test_each_month_has_its_file",
    "tests/search/test_feed_views.py::test_it_costs_the_same_queries_however_long_the_list",
    "tests/search/test_files.py::test_it_costs_the_same_queries_for_many_rows",
)
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "admin_user", "admin_client", "live_server"}
MARKED_BY_FIXTURE = {
    "browser": {"browser", "context", "new_context", "page", "playwright"},
    "elastic": {"elasticsearch_url", "index_prefix"},
}
OUTSIDE = frozenset(MARKED_BY_FIXTURE)


# --- marks -----------------------------------------------------------------------------------------------------------


def uses_database(item: pytest.Item) -> bool:
    """Say whether a test reaches the database, so that it has to run on both kinds."""
    of_django = isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, TransactionTestCase)
    return of_django or item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures(item))


def empties_database(item: pytest.Item) -> bool:
    """Say whether a test commits, so that the database is emptied after it."""
    mark = item.get_closest_marker("django_db")
    return bool({"transactional_db", "live_server"} & fixtures(item)) or bool(mark and mark.kwargs.get("transaction"))


def fixtures(item: pytest.Item) -> set[str]:
    """Names of the fixtures a test asks for, directly or through others."""
    return set(getattr(item, "fixturenames", ()))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they use, before `-m` chooses among them, so that no mark can be forgotten."""
    for item in items:
        for mark, names in MARKED_BY_FIXTURE.items():
            if names & fixtures(item):
                item.add_marker(mark)
        if empties_database(item):
            # Groups run first, and tests that only roll back must not come after one that leaves nothing behind.
            assert item.get_closest_marker("xdist_group") is None, f"{item.nodeid} empties the database: no group"
            # All or none: rows from migrations come back for the next test only if every such test asks for it.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
        if not uses_database(item):
            item.add_marker("pure")
        elif item.nodeid.startswith(ONE_DATABASE) and not item.nodeid.startswith(BOTH_DATABASES):
            item.add_marker("one_database")
        if isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, TransactionTestCase):
            restores = issubclass(item.cls, TestCase) or item.cls.serialized_rollback
            assert restores, f"{item.nodeid} would leave an empty database: set serialized_rollback"

    note_files(items)


def note_files(items: list[pytest.Item]) -> None:
    """Tell `tests.run` in which files the later steps of a run will find their tests; the first that reads all does."""
    target = os.environ.get("TEST_FILES")
    if not target or Path(target).exists() or os.environ.get("PYTEST_XDIST_WORKER", "gw0") != "gw0":
        return
    marks = {item: {mark.name for mark in item.iter_markers()} for item in items}
    outside = {item.nodeid.split("::")[0] for item in items if marks[item] & OUTSIDE}
    again = {item.nodeid.split("::")[0] for item in items if not marks[item] & (OUTSIDE | {"pure", "one_database"})}
    Path(target).write_text(json.dumps({"outside": sorted(outside), "postgres": sorted(again)}))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Groups reach the scheduler by the ends of names; where a new version loses them, cities are imported twice."""
    if os.environ.get("PYTEST_XDIST_WORKER") and session.config.getvalue("loadgroup"):
        lost = [
            item.nodeid for item in session.items if item.get_closest_marker("xdist_group") and "@" not in item.nodeid
        ]
        assert not lost, f"groups are not kept: {lost[:3]}"
    gc.enable()
    gc.collect()
    gc.freeze()  # thirteen thousand tests stay to the end: nobody need look through them again for what is garbage
    gc.set_threshold(YOUNG, 20, 20)


def pytest_terminal_summary(terminalreporter) -> None:
    """Note failures for the end of `tests.run`, where they are named once more; what workers know is told for them."""
    if (target := os.environ.get("TEST_FAILURES")) and "PYTEST_XDIST_WORKER" not in os.environ:
        failed = [report.nodeid for kind in ("failed", "error") for report in terminalreporter.stats.get(kind, ())]
        with Path(target).open("a", encoding="utf-8") as noted:
            noted.writelines(f"{name}\n" for name in dict.fromkeys(failed))


# --- skips -----------------------------------------------------------------------------------------------------------


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure under CI: there, everything is meant to run."""
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped under CI. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    refuse_skip(report)
    return report


# --- language --------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    """Begin every test in the city's language: a request of the one before leaves its own behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _no_menus_chosen() -> Iterator[None]:
    """Begin every test with menus read, and none chosen: a page asks as many queries whichever test comes first."""
    cache.set(menus.KEY, dict.fromkeys(menus.PARTS, ()), menus.KEPT)
    yield
    cache.delete(menus.KEY)


@pytest.fixture(autouse=True)
def _no_books_kept() -> Iterator[None]:
    """Begin every test with nothing kept of what desks look up again and again, and no request still being answered."""
    yield
    books.forget()
    end_request()  # a streamed answer that a test has not read to its end


# --- database --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Migrate once for many runs: see `tests.migrated` for SQLite; on PostgreSQL, `tests.run` has made a template."""
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = os.environ.get("TEST_TEMPLATE") or None
    with migrated.instead_of_migrating(), put_back.instead_of_objects():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let every connection find the rows of migrations: while a browser runs, Django opens connections of its own."""
    for connection in connections.all(initialized_only=True):
        if hasattr(connection, "_test_serialized_contents"):  # only where a selected test empties the database
            type(connection)._test_serialized_contents = connection._test_serialized_contents


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_ledger() -> Iterator[None]:
    """Lift the ledger's triggers while a test's database is emptied, which they refuse as they should; then fill it."""
    original = flush.Command.handle

    def handle(self, **options):
        connection = connections[options["database"]]
        with triggers.lifted(connection):
            original(self, **options)
        with connection.cursor() as cursor:  # Django does not know these tables
            for clear in (*dialect(connection).CLEAR.split("; "), "DELETE FROM search_staff_words"):
                cursor.execute(clear)
        if kept := getattr(connection, "_test_serialized_contents", None):
            # At once, and not when the next test asks: browsers' tests are moved, so that any test may come after this.
            connection.creation.deserialize_db_from_string(kept)

    flush.Command.handle = handle
    yield
    flush.Command.handle = original
