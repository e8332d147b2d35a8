"""Openings and closings in the CMS: kept plain and in one line, and no place to hide what hints look for."""

import pytest

from cases.models import StockSentence
from tests.cases.editorial.registers.forms import complaints, filled, url
from tests.factories import an_agency

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _none(db):
    StockSentence.objects.all().delete()


JUDGED = "Câu này hứa chung chung, mong thông cảm hoặc đẩy đi nơi khác nên không làm mẫu được."


def add(client, **fields):
    where = url("stocksentence", "add")
    sent = {"kind": "opening", "text": "Cảm ơn bạn.", "agency": "", "active": "on", **fields}
    return client.post(where, {**filled(client, where), **sent})


def test_an_editor_adds_one_for_an_agency_or_for_all(editor):
    add(editor, text=" Cảm ơn\n<b>bạn</b>.\u200b", agency=an_agency().pk)
    add(editor)
    rows = StockSentence.objects.order_by("pk").values_list("agency__name", "text")
    assert list(rows) == [("UBND phường Kim Long", "Cảm ơn bạn."), (None, "Cảm ơn bạn.")]


@pytest.mark.parametrize("agency", [True, False])
def test_one_that_stands_already_is_refused(editor, agency):
    fields = {"agency": an_agency().pk} if agency else {}
    add(editor, **fields)
    assert complaints(add(editor, **fields)) == ["Đã có câu ấy."]
    assert StockSentence.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("…", "Câu cần ít nhất một chữ."),
        ("Đơn vị sẽ xử lý trong thời gian sớm nhất.", JUDGED),
        ("Chào bạn. Mong bà con thông cảm.", JUDGED),
    ],
)
def test_what_is_no_formula_comes_back_with_a_sentence(editor, text, why):
    assert complaints(add(editor, text=text)) == [why]
    assert not StockSentence.objects.exists()
