"""Small promises beside the pages: cells no spreadsheet runs, senders nobody learns, addresses, what is unchanged."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import caches
from django.test import RequestFactory
from django.utils.translation import override

from cases.ports import PORTS, Nearby
from cases.public.addresses import case_path, case_url, short_url
from cases.public.chart_notes import PublicNote, of_month, touching
from cases.public.nearby import around, nearby_rows
from cases.public.press import Place
from cases.public.sample import sample_notice
from cases.public.spreadsheet import MARK, harmless, marked
from cases.public.unchanged import DAY, unchanged_since
from cases.public.visitors import client_address, sender_of
from tests.portal.case_samples import case

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)  # 12:00 in Huế


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (False, "False"),
        ("Đèn hỏng", "Đèn hỏng"),
        ("=1+1", "'=1+1"),
        ("+84 234", "'+84 234"),
        ("-5", "'-5"),
        (-5, "'-5"),
        ("@here", "'@here"),
        ("\tđèn", "'\tđèn"),
        ("\rđèn", "'\rđèn"),
        (" =1", " =1"),  # a space before it, and it is a text already
        ("'=1", "'=1"),
        ("1=1", "1=1"),
    ],
)
def test_no_cell_begins_like_a_formula(value, cell):
    assert harmless(value) == cell


@pytest.mark.parametrize("mark", [True, False])
def test_a_file_is_marked_once_at_its_head(mark):
    assert list(marked(iter(["a\r\n", "b\r\n"]), mark=mark)) == [*([MARK] if mark else []), "a\r\n", "b\r\n"]
    assert list(marked([], mark=mark)) == ([MARK] if mark else [])
    assert MARK.encode() == b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("demo", "language", "begins"), [(False, "vi", ""), (True, "vi", "BẢN MẪU. "), (True, "en", "SAMPLE. ")]
)
def test_a_demo_says_that_it_is_one(settings, demo, language, begins):
    settings.DEMO = demo
    with override(language):
        notice = sample_notice()
    assert notice.startswith(begins)
    assert bool(notice) is demo


# --- where a request comes from --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behind", "forwarded", "address"),
    [
        (False, None, "127.0.0.1"),
        (False, "6.6.6.6", "127.0.0.1"),  # anybody can write that
        (True, None, "127.0.0.1"),
        (True, "", "127.0.0.1"),
        (True, "1.2.3.4", "1.2.3.4"),
        (True, "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # the last is our proxy's
        (True, "6.6.6.6,1.2.3.4 ", "1.2.3.4"),
        (True, "6.6.6.6,", "127.0.0.1"),
        (True, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_what_our_own_proxy_wrote(settings, behind, forwarded, address):
    settings.BEHIND_PROXY = behind
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    assert client_address(RequestFactory(headers=headers).get("/")) == address


def test_a_request_without_an_address_has_an_empty_one():
    request = RequestFactory().get("/")
    del request.META["REMOTE_ADDR"]
    assert client_address(request) == ""


def test_a_sender_is_the_same_until_the_citys_midnight():
    def sent(address, at):
        return sender_of(RequestFactory(REMOTE_ADDR=address).get("/"), at)

    midnight = datetime(2026, 3, 2, 17, tzinfo=UTC)
    same = sent("1.2.3.4", NOON)
    assert sent("1.2.3.4", midnight - timedelta(microseconds=1)) == same
    assert sent("1.2.3.4", midnight) != same
    assert sent("1.2.3.5", NOON) != same
    assert (len(same), "1.2.3" in same) == (64, False)


# --- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url_path", "path"),
    [
        ("/home/phan-anh/2026/03/den-a7/", "2026/03/den-a7/"),
        ("/home/phan-anh/2026/03/den-a7", "2026/03/den-a7/"),
        ("/2026/03/den-a7/", "2026/03/den-a7/"),
    ],
)
def test_an_address_is_the_last_three_steps_of_the_tree(url_path, path):
    assert case_path(url_path) == path
    assert case_url(case_path(url_path), "vi") == f"/phan-anh/{path}"
    assert case_url(case_path(url_path), "en") == f"/en/phan-anh/{path}"


def test_short_addresses_do_not_follow_the_language_being_shown():
    with override("en"):
        assert (short_url(7), short_url(7, "en"), short_url(7, "vi")) == ("/a/7", "/en/a/7", "/a/7")


# --- what is unchanged -----------------------------------------------------------------------------------------------


def test_an_answer_is_as_old_as_its_mark(settings):
    caches["since"].clear()
    hour = timedelta(hours=1)
    assert unchanged_since("a", "1", NOON) == NOON
    assert unchanged_since("a", "1", NOON + hour) == NOON
    assert unchanged_since("b", "1", NOON + hour) == NOON + hour  # another answer
    assert unchanged_since("a", "2", NOON + 2 * hour) == NOON + 2 * hour
    assert unchanged_since("a", "1", NOON + 3 * hour) == NOON + 3 * hour, "as it was before is news again"
    settings.PUBLIC_URL = "https://khac.vn"
    assert unchanged_since("a", "1", NOON + 4 * hour) == NOON + 4 * hour
    caches["since"].clear()
    assert DAY == 86_400


# --- charts, press, neighbours ---------------------------------------------------------------------------------------


def note(letter, since, until):
    return PublicNote(letter=letter, since=since, until=until, text="", of_agency=False)


@pytest.mark.parametrize(
    ("first", "letters"),
    [
        (date(2028, 1, 1), "a"),
        (date(2028, 2, 1), "a, b, c"),  # a ends on the first, c begins on the twenty-ninth
        (date(2028, 3, 1), "c"),
        (date(2028, 4, 1), ""),
    ],
)
def test_a_month_has_the_notes_of_its_first_and_its_last_day(first, letters):
    notes = [
        note("a", date(2028, 1, 31), date(2028, 2, 1)),
        note("b", date(2028, 2, 10), date(2028, 2, 10)),
        note("c", date(2028, 2, 29), date(2028, 3, 1)),
    ]
    assert touching(notes, first) == letters
    assert of_month([], first) == []


def test_articles_of_one_day_stand_as_they_were_entered_the_registers_before_those_of_cases():
    day = date(2026, 3, 2)
    places = [
        Place(day=day, pk=3, of_case=True, position=1),
        Place(day=day, pk=3, of_case=True),
        Place(day=day, pk=9, of_case=True),
        Place(day=day, pk=1),
        Place(day=day, pk=2),
        Place(day=date(2026, 3, 3), pk=1, of_case=True),
    ]
    found = sorted(places, key=lambda place: place.order, reverse=True)
    assert [(p.day.day, p.of_case, p.pk, p.position) for p in found] == [
        (3, True, 1, 0),
        (2, False, 2, 0),
        (2, False, 1, 0),
        (2, True, 9, 0),
        (2, True, 3, 0),
        (2, True, 3, 1),
    ]


class Finder:
    """Finds what it was told to, and notes what it was asked."""

    def __init__(self, *found):
        self.found, self.asked = found, []

    def near(self, around, *, at):
        self.asked.append((around, at))
        return self.found


def test_repetitions_stand_first_then_the_nearest_and_equals_as_they_were_found(monkeypatch):
    finder = Finder(
        *(Nearby(row={"title": name}, metres=metres, again=again) for name, metres, again in (
            ("ward", None, False), ("far", 290, False), ("again, far", 40, True), ("near", 0, False),
            ("again, no way", None, True), ("ward too", None, False), ("again, here", 0, True),
        ))
    )  # fmt: skip
    monkeypatch.setattr(PORTS, "finder", finder)
    told = case()
    rows = nearby_rows(told)
    assert [(row["title"], row["near"], row["again"]) for row in rows] == [
        ("again, no way", "Cùng chỗ", True),
        ("again, here", "Cùng chỗ", True),
        ("again, far", "Cách 40 m", True),
        ("near", "Cùng chỗ", False),
        ("far", "Cách 290 m", False),
        ("ward", "", False),
        ("ward too", "", False),
    ]
    assert finder.asked == [(around(told), told.at)]


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({}, ("kim-long", 16.46, 107.59)),
        ({"ward": None}, (None, 16.46, 107.59)),
        ({"summary_only": True}, ("kim-long", None, None)),
        ({"lat": None, "lon": None}, ("kim-long", None, None)),
    ],
    ids=["exact", "no ward", "summary", "no point"],
)
def test_what_may_be_looked_around_for(facts, asked):
    found = around(case(**facts))
    assert (found.ward, found.lat, found.lon) == asked
    assert (found.case_id, found.category) == (1, "chieu-sang")
