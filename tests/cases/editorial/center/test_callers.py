"""What is typed while somebody calls: how a telephone number may be written, what is needed, and what is told once."""

import pytest
from django.http import QueryDict

from cases.editorial.center import entering
from cases.models import Category, Ward

pytestmark = pytest.mark.pure

LAMPS, WASTE = Category(slug="den", name="Đèn"), Category(slug="rac", name="Rác")
WARD = Ward(slug="bac", name="phường Bắc", boundary=None)
SAID = {"title": "Đèn hỏng", "place": "12 Kim Long", "category": "den"}


@pytest.fixture(autouse=True)
def _city(monkeypatch):
    """Two categories and a ward without an outline, which may lie anywhere."""
    offered = {Category: [LAMPS, WASTE], Ward: [WARD]}
    monkeypatch.setattr(entering, "by_name", lambda rows: offered[rows.model])


def form(**fields):
    data = QueryDict(mutable=True)
    data.update({**SAID, **fields})
    return entering.EnterForm(data)


def wrong(**fields):
    return sorted(form(**fields).errors)


@pytest.mark.parametrize(
    "phone",
    [
        "0905123456",
        "0905 123 456",
        "+84 905 123 456",
        "(0234) 3.822.822",
        "(+84) 905 123 456",
        "0234-3822822",
        "012345",  # six signs, the fewest
        "1" * 25,
        "",
    ],
)
def test_a_number_is_taken_as_people_say_it(phone):
    found = form(phone=phone)
    assert found.is_valid(), found.errors
    assert found.cleaned_data["phone"] == phone


@pytest.mark.parametrize(
    "phone",
    [
        "01234",
        "1" * 26,
        "++84905123456",
        "84+905123456",
        "+ 84905123456",
        "((0234) 3822822",
        "(0234",
        "0905/123456",
        "0905 123 456 gọi tối",
        "٠٩٠٥١٢٣٤٥٦",
        "0905\n123456",
        "-0905123456",
    ],
)
def test_what_is_no_number_is_said_beside_it(phone):
    found = form(phone=phone)
    assert dict(found.errors) == {"phone": ["Số điện thoại chỉ gồm chữ số, có thể có dấu + ở đầu."]}


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        pytest.param({}, [], id="what is needed and no more"),
        pytest.param({"title": "x" * 255, "place": "y" * 255, "text": "z" * 20_000}, [], id="as long as may be"),
        pytest.param({"title": "x" * 256}, ["title"], id="a title too long"),
        pytest.param({"place": "y" * 256}, ["place"], id="a place too long"),
        pytest.param({"name": "Bà Hoa " * 23}, [], id="a name as long as may be, blanks at its end not counted"),
        pytest.param({"name": "x" * 161}, ["name"], id="a name too long"),
        pytest.param({"name": "Nguyễn Văn An"}, [], id="a caller's name is no personal data in the report"),
        pytest.param({"email": "hoa@"}, ["email"], id="no address"),
        pytest.param({"title": "", "place": "", "category": ""}, ["category", "place", "title"], id="all at once"),
        pytest.param({"ward": "bac", "point": "16.5, 107.5"}, [], id="a ward, and a point in it"),
        pytest.param({"point": "107.5"}, ["point"], id="half a point"),
        pytest.param({"point": "107.5, 16.5"}, ["point"], id="east and north the wrong way round"),
        pytest.param({"ward": "nam"}, ["ward"], id="a ward that is none"),
        pytest.param({"ward": "nam", "point": "16.5, 107.5"}, ["ward"], id="of which no point is asked about"),
    ],
)
def test_what_is_needed_and_how_long_it_may_be(fields, errors):
    assert wrong(**fields) == errors


@pytest.mark.parametrize("name", ["title", "text", "place"])
def test_each_public_field_tells_of_personal_data_once_for_these_very_words(name):
    fields = {name: "Gọi 0905 123 456"}
    first = form(**fields)
    assert [*first.errors] == [name]
    said = first["hinted"].value()
    assert wrong(**fields, hinted=said) == []
    assert wrong(**{name: " Gọi  0905 123 456 "}, hinted=said) == [], "blanks are no other words"
    assert wrong(**{name: "Gọi 0905 123 457"}, hinted=said) == [name]
    assert wrong(**{**fields, "category": "rac"}, hinted=said) == [], "what it is filed under is no word of it"


def test_where_is_what_was_chosen_and_typed():
    found = form(ward="bac", point=" 16.4637;107.5909 ")
    assert found.is_valid()
    assert (found.chosen_ward(), found.chosen_point) == (WARD, (16.4637, 107.5909))
    nowhere = form()
    assert nowhere.is_valid()
    assert (nowhere.chosen_ward(), nowhere.chosen_point) == (None, None)


def test_what_is_offered_begins_with_no_choice():
    empty = entering.EnterForm()
    assert [value for value, _label in empty.fields["category"].choices] == ["", "den", "rac"]
    assert [(value, str(label)) for value, label in empty.fields["ward"].choices] == [
        ("", "Không rõ"),
        ("bac", "phường Bắc"),
    ]
    assert empty["category"].value() is None
    assert empty["ward"].value() == ""
