"""Names that agencies no longer bear."""

from datetime import date

import pytest

from cases.rules.hints.marks import HintKind
from cases.rules.hints.names import DatedName, NameBook
from cases.rules.hints.reading import Around, hints
from tests.cases.rules.hints.lists import starting_book

pytestmark = pytest.mark.pure

REFORM = date(2025, 6, 30)
NAMES = NameBook(
    (
        DatedName(name="UBND phường Thuận Hòa", since=None, until=REFORM, called="UBND phường Phú Xuân"),
        DatedName(name="UBND phường Phú Xuân", since=date(2025, 7, 1), until=None, called="UBND phường Phú Xuân"),
        DatedName(name="UBND phường Thuận Hóa", since=date(2025, 7, 1), until=None, called="UBND phường Thuận Hóa"),
        DatedName(name="UBND phường", since=None, until=date(2000, 1, 1), called="?"),
        # Borne by one body until 2020 and by another again now.
        DatedName(name="Công ty Cây Xanh", since=None, until=date(2020, 1, 1), called="Trung tâm Cây xanh"),
        DatedName(name="Công ty Cây Xanh", since=date(2024, 1, 1), until=None, called="Công ty Cây Xanh"),
        DatedName(name="", since=None, until=REFORM, called="không tên"),
    )
)


def old(text, day=date(2026, 3, 2)):
    found = hints(text, starting_book(), Around(names=NAMES, read_on=day))
    return [(text[m.start : m.end], m.about) for m in found.marks if m.kind == HintKind.OLD_NAME]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UBND phường Thuận Hòa đã dọn.", [("UBND phường Thuận Hòa", "UBND phường Phú Xuân")]),
        ("ubnd phường thuận hoà đã dọn.", [("ubnd phường thuận hoà", "UBND phường Phú Xuân")]),  # both spellings
        ("UBND phường An Cựu đã dọn.", [("UBND phường", "?")]),  # a shorter name, if none longer fits
        ("UBND phường Thuận Hóa đã dọn.", []),  # another ward
        ("UBND phường Thuận Hòa (cũ) đã dọn.", []),
        ("UBND phường Thuận Hòa trước đây đã dọn.", []),
        ("Công ty Cây Xanh đã dọn.", []),
        ("Phường đã dọn.", []),
        ("", []),
    ],
)
def test_old_names(text, found):
    assert old(text) == found


@pytest.mark.parametrize(("day", "n"), [(REFORM, 0), (date(2025, 7, 1), 1)])
def test_a_name_is_old_from_the_day_after_its_last(day, n):
    assert len(old("UBND phường Thuận Hòa đã dọn.", day)) == n


def test_a_name_between_two_bodies_is_old():
    assert old("Công ty Cây Xanh đã dọn.", date(2022, 1, 1)) == [("Công ty Cây Xanh", "Trung tâm Cây xanh")]


def test_without_a_day_no_name_is_old():
    assert old("UBND phường Thuận Hòa đã dọn.", None) == []
