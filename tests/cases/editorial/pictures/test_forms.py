"""Boxes by numbers, and files one by one: what is taken, what is refused and by which name, without a database."""

from decimal import Decimal
from types import SimpleNamespace as Plain

import pytest

from cases.actions.pictures import LARGEST, PictureRefused
from cases.editorial.pictures.forms import SPARE, BoxForms, CaptionForm, boxes_in, rows_of
from cases.editorial.pictures.uploads import LONGEST_NAME, file_name, take
from cases.rules.covers import MOST, WHOLE, Box

pytestmark = pytest.mark.pure

WHOLE_PHOTO = {"left": "0", "top": "0", "width": "100", "height": "100"}
SMALL = {"left": "12.5", "top": "3", "width": "10.1", "height": "0.1"}


def sent(*rows, total=None):
    data = {"form-TOTAL_FORMS": str(len(rows) if total is None else total), "form-INITIAL_FORMS": "0"}
    for n, row in enumerate(rows):
        data.update({f"form-{n}-{name}": value for name, value in row.items()})
    return BoxForms(data)


def part(percent):
    return int(Decimal(percent) * WHOLE / 100)


@pytest.mark.parametrize(
    ("rows", "boxes"),
    [
        ([], []),
        ([{}], []),
        ([{}, {"left": "", "top": ""}], []),
        ([WHOLE_PHOTO], [Box(left=0, top=0, width=WHOLE, height=WHOLE)]),
        ([SMALL], [Box(left=part("12.5"), top=part("3"), width=part("10.1"), height=part("0.1"))]),
        ([WHOLE_PHOTO, {}, {**WHOLE_PHOTO, "width": "50"}],
         [Box(left=0, top=0, width=WHOLE, height=WHOLE), Box(left=0, top=0, width=WHOLE // 2, height=WHOLE)]),
        ([{**WHOLE_PHOTO, "DELETE": "on"}, SMALL],
         [Box(left=part("12.5"), top=part("3"), width=part("10.1"), height=part("0.1"))]),
        ([{**WHOLE_PHOTO, "DELETE": "on"}], []),
        ([{**WHOLE_PHOTO, "left": "x", "DELETE": "on"}], []),  # what goes need not be right
        ([{**WHOLE_PHOTO, "left": "90", "width": "10"}], [Box(left=part("90"), top=0, width=part("10"), height=WHOLE)]),
    ],
)  # fmt: skip
def test_boxes_that_are_sent(rows, boxes):
    forms = sent(*rows)
    assert forms.is_valid(), forms.errors
    assert boxes_in(forms) == boxes


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({"left": "5"}, ["height", "top", "width"]),
        ({**WHOLE_PHOTO, "left": "-0.1"}, ["left"]),
        ({**WHOLE_PHOTO, "width": "100.1"}, ["width"]),
        ({**WHOLE_PHOTO, "top": "1.25"}, ["top"]),
        ({**WHOLE_PHOTO, "height": "NaN"}, ["height"]),
        ({**WHOLE_PHOTO, "height": "1e1"}, []),
        ({**WHOLE_PHOTO, "left": "Infinity"}, ["left"]),
        ({**WHOLE_PHOTO, "width": "0"}, ["__all__"]),  # covers nothing
        ({**WHOLE_PHOTO, "left": "0.1"}, ["__all__"]),  # reaches out of the photo
        ({**WHOLE_PHOTO, "top": "50", "height": "50.1"}, ["__all__"]),
    ],
)
def test_a_box_that_is_none_is_said_at_its_row(row, fields):
    forms = sent({}, row)
    forms.is_valid()
    assert [sorted(errors) for errors in forms.errors] == [[], fields]
    assert all(len(told) == 1 for told in forms.errors[1].values())


def test_there_are_not_more_boxes_than_the_rule_allows():
    assert sent(*[SMALL] * MOST).is_valid()
    assert not sent(*[SMALL] * (MOST + 1)).is_valid()


def test_boxes_of_a_photo_come_back_as_they_were_sent():
    photo = Plain(covers=[[part("12.5"), part("3"), part("10.1"), part("0.1")]])
    rows = rows_of(photo)
    assert rows == [{name: Decimal(value) for name, value in SMALL.items()}]
    forms = BoxForms(initial=rows)
    assert len(forms.forms) == 1 + SPARE
    again = sent({name: str(value) for name, value in rows[0].items()})
    assert again.is_valid()
    assert [[box.left, box.top, box.width, box.height] for box in boxes_in(again)] == photo.covers
    assert rows_of(Plain(covers=[])) == []


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({"caption": "", "position": "0"}, []),
        ({"caption": "Sau khi thay", "position": "999"}, []),
        ({"position": "1000"}, ["position"]),
        ({"position": "-1"}, ["position"]),
        ({"caption": "x" * 10_000, "position": "1"}, ["caption"]),
        ({}, ["position"]),
    ],
)
def test_what_stands_under_a_photo_and_where_it_stands(sent, fields):
    assert sorted(CaptionForm(sent).errors) == fields


class File:
    """One that a form brings; whether it was read is known."""

    def __init__(self, name, size=3, data=b"jpg"):
        self.name, self.size, self.data, self.was_read = name, size, data, False

    def read(self):
        self.was_read = True
        return self.data


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("den.jpg", "den.jpg"),
        ("", "Ảnh không tên"),
        (None, "Ảnh không tên"),
        (" \n ", "Ảnh không tên"),
        ("đèn\nđường.jpg", "đèn đường.jpg"),
        ("x" * 500, "x" * LONGEST_NAME),
    ],
)
def test_what_a_file_is_called(name, told):
    assert file_name(File(name)) == told


def test_each_file_is_taken_or_refused_by_itself_and_by_name():
    kept = []

    def keep(data):
        if data == b"gif":
            raise PictureRefused("Đây không phải là ảnh.")
        kept.append(data)

    files = [
        File("a.jpg", data=b"a"),
        File("b.gif", data=b"gif"),
        File("c.jpg", size=LARGEST + 1),
        File("d.jpg", size=LARGEST, data=b"d"),
        File("e.jpg", size=None, data=b"e"),
    ]
    assert take(files, keep) == [
        "“b.gif” không nhận. Đây không phải là ảnh.",
        "“c.jpg” không nhận. Ảnh nặng hơn 40 MB. Hãy gửi ảnh nhỏ hơn.",
    ]
    assert kept == [b"a", b"d", b"e"]
    assert [file.was_read for file in files] == [True, True, False, True, True], "what is too heavy is not even read"
    assert take([], keep) == []


def test_another_fault_is_none_of_the_files():
    def broken(data):
        raise OSError("no room left")

    with pytest.raises(OSError, match="no room"):
        take([File("a.jpg")], broken)
