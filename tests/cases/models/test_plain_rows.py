"""What rows promise without a database: pages and their marks, the press, events that take away, points."""

import json
from datetime import date, time
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import JSONField
from django.http import HttpResponse
from django.utils.translation import override
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page

from cases.models import (
    Calendar,
    CalendarDay,
    CasePage,
    CategoryTerm,
    Event,
    PressMention,
    SnapshotAgency,
    Standing,
    takes_away,
)
from cases.models.location import location_of, point_of, point_typed, typed_point
from cases.models.page_guard import GuardedPage, refuse_delete, refuse_move
from cases.models.press import PressBlock, press_words
from cases.models.quick_json import QuickJSONField
from cases.models.same_words import split
from cases.models.triggers import wanted
from cases.rules import terms
from tests.cases.models.test_values_of_rows import an_article, mentions

HUE = "SRID=4326;POINT(107.5909 16.4637)"


# --- pages -----------------------------------------------------------------------------------------------------------


def a_page(**fields):
    """A page that no table holds; of which type it is Wagtail would look up."""
    return CasePage(**{"content_type_id": 1, "title": "Đèn hỏng", **fields})


@pytest.fixture
def cleaned(monkeypatch):
    """What is wrong with a page of these words, by its fields; what Wagtail asks of any page is left out."""
    monkeypatch.setattr(GuardedPage, "clean", lambda self: None)

    def clean(**words):
        try:
            a_page(**words).clean()
        except ValidationError as refused:
            return refused.message_dict
        return {}

    return clean


@pytest.mark.parametrize("field", ["title", "text", "place"])
@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("Nhà [đã che]", False),
        ("Nhà [đã che: tên người], [ĐÃ CHE: số nhà]", False),
        ("Nhà [a\u0309nh 1] và [1]", False),
        ("Nhà [đã che", True),
        ("Nhà [đã che tên người]", True),
        ("Nhà [da che: tên người]", True),  # typed without marks, it would cover nothing
        ("Nhà [ đã che ]", True),
        (f"Nhà [đã che: {'x' * 61}]", True),
        ("Nhà [đã che: tên\nngười]", True),
    ],
)
def test_words_that_were_meant_to_cover_something_and_do_not_are_refused(cleaned, field, words, broken):
    said = cleaned(**{field: words})
    assert said == ({field: ["Dấu che phải viết đúng: [đã che] hoặc [đã che: số điện thoại]."]} if broken else {})


def test_an_editors_note_covers_nothing():
    assert a_page(editors_note="[đã che").edited()["editors_note"] == "[đã che"


@pytest.mark.parametrize(
    ("location", "refused"),
    [("", False), (HUE, False), ("SRID=4326;POINT(16.4637 107.5909)", True), ("16.4637, 107.5909", True)],
    ids=["none", "Huế", "the wrong way round", "as it is typed"],
)
def test_a_page_lies_nowhere_or_on_earth(cleaned, location, refused):
    assert ("location" in cleaned(location=location)) is refused


def test_what_editors_own_is_told_as_words():
    page = a_page(title="Đèn", text="Tối", place="Kim Long", location=HUE, editors_note="Đã xem", slug="den-a1")
    assert page.edited() == {
        "title": "Đèn",
        "text": "Tối",
        "place": "Kim Long",
        "location": HUE,
        "editors_note": "Đã xem",
        "press": "",
    }
    page.press = mentions(an_article())
    assert json.loads(page.edited()["press"]) == [an_article()]


def test_a_page_and_its_preview_are_served_by_what_was_plugged_in(monkeypatch):
    asked = []
    monkeypatch.setattr(CasePage, "present", lambda request, page: asked.append((request, page)) or HttpResponse("a"))
    page = a_page()
    assert page.serve("one").content == page.serve_preview("two", "").content == b"a"
    assert asked == [("one", page), ("two", page)]


def test_of_pages_those_of_cases_alone_are_kept_from_going_and_moving():
    refuse_delete(Page, Page(content_type_id=1, title="Giới thiệu"))
    refuse_move(Page, SimpleNamespace(specific_class=Page))
    with pytest.raises(PermissionDenied, match="Hãy rút phản ánh khỏi trang"):
        refuse_delete(CasePage, a_page())
    with pytest.raises(PermissionDenied, match="đã được trích dẫn"):
        refuse_move(Page, SimpleNamespace(specific_class=CasePage))
    with override("en"), pytest.raises(PermissionDenied) as told:
        refuse_delete(CasePage, a_page())
    assert "phản ánh" not in str(told.value)


# --- the press -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("article", "refused"),
    [
        ({}, False),
        ({"publication": ""}, True),
        ({"publication": "a" * 120}, False),
        ({"publication": "a" * 121}, True),
        ({"title": ""}, True),
        ({"title": "ỗ" * 250}, False),
        ({"title": "ỗ" * 251}, True),
        ({"address": "javascript:alert(1)"}, True),
        ({"address": ""}, True),
        ({"address": "https://bao.vn/" + "a" * 485}, False),
        ({"address": "https://bao.vn/" + "a" * 486}, True),
        ({"day": None}, True),
    ],
)
def test_an_article_names_who_wrote_what_where_and_when(article, refused):
    block = PressBlock()
    try:
        block.clean(mentions({**an_article(), **article}))
    except StreamBlockValidationError:
        assert refused
    else:
        assert not refused


@pytest.mark.parametrize(("n", "refused"), [(0, False), (1, False), (20, False), (21, True)])
def test_a_case_has_twenty_articles_at_most_and_none_at_all_is_fine(n, refused):
    articles = mentions(*(an_article(title=f"Bài {k}") for k in range(n)))
    try:
        told = PressBlock().clean(articles)
    except StreamBlockValidationError:
        assert refused
        return
    assert not refused
    assert len(json.loads(press_words(told) or "[]")) == n


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_article_is_called_by_day_and_title_in_any_language(language):
    with override(language):
        assert str(PressMention(day=date(2026, 1, 9), title="50 % đúng hạn?")) == "09/01/2026: 50 % đúng hạn?"


# --- the outbox ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "data", "is_so"),
    [
        ("case.cover", {}, True),
        ("case.strike", {}, True),
        ("answer.cover", {}, True),
        ("assignment.approve", {}, False),
        ("case.restore", {}, False),
        ("case.unmerge", {}, False),
        ("case.update", {}, False),
        ("case.update", {"fields": []}, False),
        ("case.update", {"fields": ["category", "ward", "press"]}, False),
        ("case.update", {"fields": ["ward", "title"]}, True),
        ("case.update", {"fields": ["place"]}, True),
        ("case.update", {"fields": ["editors_note"]}, True),
        ("case.update", {"fields": ["location"]}, True),
        ("case.update", {"fields": ["lat"]}, True),
        ("case.update", {"fields": ["lon"]}, True),
        ("case.update", {"level": None}, True),  # whatever it says: a copy that is too fresh does no harm
        ("case.receive", {"level": "full", "fields": ["title"]}, False),  # nothing of it was public before
    ],
)
def test_events_after_which_less_is_public(kind, data, is_so):
    assert takes_away(kind, data) is is_so


# --- calendars and terms ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "weekend", "day", "working"),
    [
        ([], [5, 6], date(2026, 3, 2), True),
        ([], [5, 6], date(2026, 3, 7), False),
        ([], [], date(2026, 3, 8), True),
        ([("holiday", date(2026, 3, 2))], [5, 6], date(2026, 3, 2), False),
        ([("holiday", date(2026, 3, 2))], [5, 6], date(2026, 3, 3), True),
        ([("make_up", date(2026, 3, 7))], [5, 6], date(2026, 3, 7), True),
        ([("make_up", date(2026, 3, 7))], [5, 6], date(2026, 3, 8), False),
    ],
)
def test_a_calendar_of_given_days_asks_nobody(days, weekend, day, working):
    rows = (CalendarDay(day=on, kind=kind, name="Lễ") for kind, on in days)  # a generator is read once
    rule = Calendar(zone="Asia/Ho_Chi_Minh", days_off=weekend).as_rule(rows)
    assert rule.is_working(day) is working
    assert rule.reaches is None


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"n": 1, "kind": "hours"}, False),
        ({"kind": "hours", "office_opens": time(8), "office_closes": time(17)}, True),
        ({"office_opens": time(8), "office_closes": time(17)}, False),
        ({"office_opens": time(17), "office_closes": time(8)}, True),
        ({"kind": "moons"}, True),
    ],
)
def test_a_term_that_is_none_becomes_no_rule(given, refused):
    row = CategoryTerm(**{"kind": "working_days", "n": 7, **given})
    if refused:
        with pytest.raises(ValueError, match=r"."):
            row.as_rule()
        return
    rule = row.as_rule()
    assert (rule.n, rule.kind) == (row.n, terms.TermKind(row.kind))
    assert (rule.office_hours is None) is (row.office_opens is None)


# --- words, points, JSON ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("", ()),
        (" , ,", ()),
        ("một", ("một",)),
        ("cầu  Tràng\tTiền,cầu Trường Tiền", ("cầu Tràng Tiền", "cầu Trường Tiền")),
        ("a, A, a", ("a", "A", "a")),  # as written: `clean` says each once
        ("a;b", ("a;b",)),
    ],
)
def test_ways_to_say_the_same_stand_between_commas(words, ways):
    assert split(words) == ways


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("90, 180", (90.0, 180.0)),
        ("-90, -180", (-90.0, -180.0)),
        ("90.000001, 0", None),
        ("0, 180.000001", None),
        ("0, 0", (0.0, 0.0)),
        ("+16.5,+107.5", (16.5, 107.5)),
        ("16.5 ; 107.5", (16.5, 107.5)),
        ("16.5\n107.5", (16.5, 107.5)),
        ("16. 107.5", None),
        ("16.1234567890123, 107", None),  # thirteen decimals are no map's
        ("１６.5, 107.5", None),
        ("16.5, 107.5, 3", None),
        ("16.5107.5", None),
        ("1e1, 107", None),
        ("nan, 107", None),
    ],
)
def test_a_point_at_the_edges_of_the_earth_and_of_what_is_typed(typed, point):
    assert point_typed(typed) == point


@pytest.mark.parametrize(
    ("point", "typed"),
    [((16.5, 107.0), "16.5, 107.0"), ((-1e-7, 1e-7), "-0.0000001, 0.0000001"), ((0.0, -0.0), "0.0, -0.0")],
)
def test_small_degrees_are_written_without_exponents(point, typed):
    assert typed_point(point) == typed
    assert "e" not in location_of(*point).partition(";")[2].lower()
    assert point_of(location_of(*point)) == point


@pytest.mark.parametrize("broken", ['{"a":', "", "[1,]", "nul", "'a'"])
def test_what_is_no_json_is_read_as_django_reads_it(broken):
    assert QuickJSONField().from_db_value(broken, None, connection) == broken
    assert JSONField().from_db_value(broken, None, connection) == broken


# --- triggers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vendor", "verbs"), [("sqlite", ["update", "delete"]), ("postgresql", ["update", "delete", "truncate"])]
)
def test_ledger_and_frozen_days_have_their_triggers_on_either_database(vendor, verbs):
    tables = ["event", "snapshot", "snapshotagency", "snapshotchange", "snapshotcorrection"]
    assert wanted(vendor) == tuple(f"cases_{table}_no_{verb}" for table in tables for verb in verbs)
    kept = {Event._meta.db_table, SnapshotAgency._meta.db_table}
    assert kept < {name.rsplit("_no_", 1)[0] for name in wanted(vendor)}
    assert Standing._meta.db_table not in " ".join(wanted(vendor)), "what is counted anew is written anew"
