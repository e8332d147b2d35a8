"""What a list of the Center is asked for: every part of an address, and the addresses that it leads to."""

from datetime import date
from urllib.parse import parse_qsl

import pytest

from cases.editorial.center.asked import Asked, Choices, read
from cases.editorial.center.lists import HEADS, NAMES, SHAPES, Column, Listing
from cases.editorial.center.table import SHOWN, Table
from cases.models import Agency, Category, Ward

pytestmark = pytest.mark.pure

OFFERED = Choices(
    categories=[Category(slug="rac-thai"), Category(slug="chieu-sang")],
    wards=[Ward(slug="an-cuu")],
    agencies=[Agency(slug="kim-long")],
)


def asked(which=Listing.OPEN, **given):
    return read(which, given, OFFERED)


@pytest.mark.parametrize(
    ("name", "value", "part", "found"),
    [
        ("q", " đèn ", "q", "đèn"),
        ("linh-vuc", "rac-thai", "category", "rac-thai"),
        ("phuong", "an-cuu", "ward", "an-cuu"),
        ("don-vi", "kim-long", "agency", "kim-long"),
        ("tu", "2026-03-02", "since", date(2026, 3, 2)),
        ("den", "2026-03-02", "until", date(2026, 3, 2)),
        ("qua-han", "1", "late", True),
        ("xep", "-don-vi", "order", "-don-vi"),
        ("trang", "4", "page", 4),
    ],
)
def test_each_part_is_read_and_written_again_as_it_was(name, value, part, found):
    question = asked(**{name: value})
    assert question == Asked(which=Listing.OPEN, **{part: found}, problems=[])
    assert question.query().startswith(f"?{name}=")
    assert asked(**dict(parse_qsl(question.query().removeprefix("?")))) == question
    narrows_more = name not in ("q", "xep", "trang")
    assert (question.narrows, question.narrows_more) == (narrows_more or name == "q", narrows_more)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("linh-vuc", "an-cuu"),  # a ward
        ("phuong", "rac-thai"),
        ("don-vi", "Kim Long"),
        ("qua-han", "0"),
        ("qua-han", "true"),
        ("xep", "gui"),  # a column of other lists
        ("trang", "0"),
    ],
)
def test_what_is_not_offered_is_named_and_left_out(name, value):
    question = asked(**{name: value})
    assert question.query() == ""
    assert not question.narrows
    assert [f"{name}={value}" in problem for problem in question.problems] == [True]


def test_what_stands_in_no_list_is_nobodys_business():
    assert asked(utm_source="x", seen="1").problems == []


def test_the_whole_question_in_one_address_and_parts_of_it_changed():
    question = asked(
        q="đèn", phuong="an-cuu", tu="2026-03-02", den="2026-03-03", xep="han", trang="3", **{"qua-han": "1"}
    )
    assert question.query() == "?q=%C4%91%C3%A8n&phuong=an-cuu&tu=2026-03-02&den=2026-03-03&qua-han=1&xep=han&trang=3"
    assert question.query(trang="", q="").startswith("?phuong=an-cuu&tu=")
    assert "qua-han" not in question.query(qua_han="")
    assert question.query(don_vi="kim-long") == question.query().replace("&tu", "&don-vi=kim-long&tu")
    assert asked(q="x").query(q="") == ""


def test_every_list_has_an_order_of_its_own_by_one_of_its_columns():
    for which in Listing:
        question = asked(which)
        assert question.by.removeprefix("-") in SHAPES[which].columns, which
        assert read(which, {"xep": "-tieu-de"}, OFFERED).by == "-tieu-de"
    assert (asked(Listing.VERIFY).by, asked(Listing.GONE).by) == ("gui", "-so")


def test_every_list_and_column_has_a_name_and_no_two_the_same():
    assert {*NAMES} == {*Listing}
    assert {*HEADS} == {*Column}
    for names in (NAMES, HEADS):
        assert len({str(name) for name in names.values()}) == len(names)


@pytest.mark.parametrize(
    ("reach", "pages"),
    [(0, 1), (1, 1), (SHOWN, 1), (SHOWN + 1, 2), (2 * SHOWN, 2), (2 * SHOWN + 1, 3)],
)
def test_how_many_pages_there_are(reach, pages):
    table = Table(asked=asked(), rows=(), total=9 * SHOWN, reach=reach, counts={}, offered=OFFERED)
    assert table.pages == pages
    assert table.columns == SHAPES[Listing.OPEN].columns
