"""Into which report another is merged: a number as people write it, said once by its title, and what is no number."""

from types import SimpleNamespace as Plain

import pytest
from django.utils import translation

from cases.editorial.center import forms
from cases.models import Case, Ward
from tests.cases.editorial.center.test_verb_forms import WARD, offered, sent, situation, wrong

pytestmark = pytest.mark.pure

SOUTH = Ward(pk=2, slug="nam", name="phường Nam")
NO_NUMBER = "Gộp vào phản ánh nào? Hãy ghi số."
NO_DIGITS = "Số phản ánh chỉ gồm chữ số."
NOT_THERE = "Không có phản ánh mang số này."
HERE = "Số 31 là “Đèn tắt”, phường Bắc. Đúng thì bấm lần nữa."
ELSEWHERE = "Số 31 là “Đèn tắt”, phường Nam, khác phường, xã với phản ánh này. Vẫn đúng thì bấm lần nữa."
UNKNOWN = "Số 31 là “Đèn tắt”, không rõ phường, xã, khác phường, xã với phản ánh này. Vẫn đúng thì bấm lần nữa."


def other(*, number=31, pk=31, ward=WARD, state="in_progress", title="Đèn tắt"):
    found = Case(pk=pk, number=number, ward=ward, state=state)
    found._state.fields_cache["page"] = Plain(title=title)
    return found


@pytest.fixture
def known(monkeypatch):
    """The table of cases, with the number that was asked for last."""
    rows, asked = {}, []

    def find(number):
        asked.append(number)
        return Plain(first=lambda: rows.get(number))

    stub = Plain(objects=Plain(select_related=lambda *_names: Plain(filter=find)))
    monkeypatch.setattr(forms, "Case", stub)
    rows[31] = other()
    return Plain(rows=rows, asked=asked)


def near(*numbers):
    """A case in the ward of the others, with these reports close by."""
    at = situation(ward=WARD)
    at.__dict__["near"] = [Plain(row={"number": number, "title": f"Việc {number}"}) for number in numbers]
    return at


def complaints(form):
    return {name: list(told) for name, told in form.errors.items()}


@pytest.mark.parametrize(
    ("into", "asked"),
    [
        pytest.param("31", 31, id="a number"),
        pytest.param(" 31 ", 31, id="with blanks"),
        pytest.param("a31", 31, id="as in the short address"),
        pytest.param("0031", 31, id="with noughts"),
        pytest.param("9" * 18, 10**18 - 1, id="the longest"),
    ],
)
def test_a_number_is_read_as_people_write_it(known, into, asked):
    wrong(sent(forms.MergeForm, near(), into=into))
    assert known.asked == [asked]


@pytest.mark.parametrize(
    ("into", "told"),
    [
        pytest.param("", NO_NUMBER, id="nothing"),
        pytest.param("   ", NO_NUMBER, id="blanks"),
        pytest.param("a", NO_NUMBER, id="a letter that is only taken off"),
        pytest.param("aa31", NO_DIGITS, id="two letters"),
        pytest.param("-31", NO_DIGITS, id="a sign"),
        pytest.param("31.0", NO_DIGITS, id="a point"),
        pytest.param("٣١", NO_DIGITS, id="digits of another script"),
        pytest.param("²", NO_DIGITS, id="a digit that is no number"),
        pytest.param("9" * 19, NO_DIGITS, id="more than a database takes"),
        pytest.param("32", NOT_THERE, id="nobody's number"),
    ],
)
def test_what_is_no_report_is_said_beside_the_number(known, into, told):
    form = sent(forms.MergeForm, near(), into=into)
    assert complaints(form) == {"into": [told]}
    assert form.target is None


@pytest.mark.parametrize(
    ("ward", "told"),
    [
        pytest.param(WARD, HERE, id="of the same ward"),
        pytest.param(SOUTH, ELSEWHERE, id="of another"),
        pytest.param(None, UNKNOWN, id="of none that is known"),
    ],
)
def test_a_number_is_said_once_by_its_title_and_its_ward(known, ward, told):
    known.rows[31] = other(ward=ward)
    first = sent(forms.MergeForm, near(), into="31")
    assert complaints(first) == {"into": [told]}
    said = first["told"].value()
    assert said == "31"
    again = sent(forms.MergeForm, near(), into="a31", told=said)
    assert wrong(again) == []
    assert again.target is known.rows[31]
    known.rows[32] = other(number=32, pk=32)
    assert wrong(sent(forms.MergeForm, near(), into="32", told=said)) == ["into"], "of another number it says nothing"


@pytest.mark.parametrize(
    ("fields", "ward", "errors"),
    [
        pytest.param({"near": "31"}, WARD, [], id="its title stood beside it"),
        pytest.param({"near": "31"}, SOUTH, ["near"], id="in another ward it is said all the same"),
        pytest.param({"near": "31", "told": "31"}, SOUTH, [], id="once"),
        pytest.param({"near": "31", "into": "31"}, WARD, ["into"], id="typed as well: what was typed counts"),
        pytest.param({"near": "33", "into": "31"}, WARD, ["into"], id="another was typed"),
        pytest.param({"near": "32"}, WARD, ["into", "near"], id="one that is not close by"),
    ],
)
def test_one_close_by_is_taken_at_once_where_its_title_was_read(known, fields, ward, errors):
    known.rows[31] = other(ward=ward)
    assert wrong(sent(forms.MergeForm, near(31, 33), **fields)) == errors


@pytest.mark.parametrize(
    ("found", "errors"),
    [
        pytest.param(other(pk=9), [], id="the very same: the verb says so"),
        pytest.param(other(state="received"), [], id="not yet accepted: its title is nobody's business"),
        pytest.param(other(state="withdrawn"), [], id="withdrawn"),
        pytest.param(other(state="merged"), [], id="merged itself"),
        pytest.param(other(state="answered"), ["into"], id="answered, which anybody reads"),
    ],
)
def test_of_what_cannot_be_merged_into_nothing_is_told(known, found, errors):
    known.rows[31] = found
    assert wrong(sent(forms.MergeForm, near(), into="31")) == errors


def test_titles_are_quoted_with_covers_and_inner_marks(known):
    known.rows[31] = other(title="“Quán” [đã che: số điện thoại]")
    assert complaints(sent(forms.MergeForm, near(), into="31")) == {
        "into": ["Số 31 là “‘Quán’ [đã che: số điện thoại]”, phường Bắc. Đúng thì bấm lần nữa."]
    }
    with translation.override("en"):
        (said,) = complaints(sent(forms.MergeForm, near(), into="31"))["into"]
    assert "đã che" not in said, "a reader of English reads what was covered in English"
    assert "31" in said


def test_what_is_close_by_is_offered_by_number_and_title_and_else_only_a_number_is_asked():
    form = forms.MergeForm(situation=near(33, 31))
    assert [(value, str(label)) for value, label in form.fields["near"].choices] == [
        ("", "Không phải phản ánh nào ở đây"),
        ("33", "33: Việc 33"),
        ("31", "31: Việc 31"),
    ]
    assert str(form.fields["into"].label) == "Hoặc số của phản ánh khác"
    alone = forms.MergeForm(situation=near())
    assert [*alone.fields] == ["seen", "into", "told"]
    assert str(alone.fields["into"].label) == "Số của phản ánh kia"


# --- which words go, and where it is after all -----------------------------------------------------------------------


def on_page(**words):
    """A case whose page says this."""
    at = situation(ward=WARD)
    at.case._state.fields_cache["page"] = Plain(**{"title": "", "text": "", "place": "", "location": "", **words})
    return at


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param({}, "", id="nothing"),
        pytest.param({"text": "Gọi 0905 123 456"}, "0905 123 456", id="in the text"),
        pytest.param(
            {"place": "Nhà 0905 123 456", "title": "Xe 75A-123.45"}, "75A-123.45, 0905 123 456", id="title before place"
        ),
    ],
)
def test_what_looks_personal_on_the_page_is_named_for_who_covers(words, found):
    form = forms.CoverForm(situation=on_page(**words))
    told = str(form.fields["words"].help_text)
    assert told.endswith(f"Có thể là thông tin cá nhân: {found}." if found else "cũng được che.")
    assert form.fields["reason"].initial == "thong-tin-ca-nhan"
    assert [*form.fields][:3] == ["words", "what", "reason"]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        pytest.param({}, [], id="whole"),
        pytest.param({"words": ""}, ["words"], id="no words"),
        pytest.param({"words": "x" * 600}, [], id="as many words as may be"),
        pytest.param({"words": "x" * 601}, ["words"], id="one letter more"),
        pytest.param({"what": "tên"}, ["what"], id="of no known kind"),
        pytest.param({"reason": "chua-xong"}, ["reason"], id="a reason of another list"),
    ],
)
def test_a_cover_says_what_and_why(fields, errors):
    given = {"words": "Trần Nam", "what": "tên người", "reason": "thong-tin-ca-nhan", **fields}
    assert wrong(sent(forms.CoverForm, on_page(), **given)) == errors


def test_a_place_begins_with_what_the_page_says_and_without_a_page_with_nothing():
    at = on_page(place="Kiệt 12", location="SRID=4326;POINT(107.5 16.5)")
    form = forms.PlaceForm(situation=at)
    told = {name: form.fields[name].initial for name in ("place", "ward", "point")}
    assert told == {"place": "Kiệt 12", "ward": "bac", "point": "16.5, 107.5"}
    assert offered(form, "ward") == ["", "bac"]
    bare = forms.PlaceForm(situation=situation())
    assert {name: bare.fields[name].initial for name in told} == {"place": "", "ward": "", "point": ""}
