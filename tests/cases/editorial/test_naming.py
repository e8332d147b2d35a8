"""Names in their order, texts told from one another, and what may not stand in a sentence for everybody."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.editorial.naming import ToldOnce, by_name, is_no_mark, names_nobody, text_name
from cases.models import Agency

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "ordered",
    [
        [],
        ["An Cựu", "Ân Nam", "Đống Đa", "Kim Long"],
        ["Dương Nỗ", "Đông Ba"],  # Đ comes after all of D, and not last
        ["Đông Ba", "Em"],
        ["Phú Bài", "Phú Hội", "Phú Thượng"],
    ],
)
def test_names_stand_as_in_a_dictionary(ordered):
    for rows in (ordered, ordered[::-1]):
        assert [row.name for row in by_name(Agency(name=name) for name in rows)] == ordered


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["Đã thay bóng"], [" Đã  thay\r\nbóng "], True),
        (["a", "b"], ["a", "b "], True),
        (["Đã thay bóng"], ["Đã thay bóng."], False),
        (["a"], ["A"], False),
        (["a", "b"], ["b", "a"], False),
        (["a", "b"], ["a b"], False),
        (["a", ""], ["", "a"], False),
        (["a"], ["a", ""], False),
    ],
)
def test_texts_are_told_apart_but_not_by_their_blanks(one, other, same):
    assert (text_name(*one) == text_name(*other)) is same
    assert len(text_name(*one)) <= 40, "what the hidden fields of forms hold"


@pytest.mark.parametrize(
    "sentence", ["", "Đã thay ba bóng đèn lúc 19 giờ.", "Theo Điều 7 Nghị định 15/2020/NĐ-CP.", "Tổ 3 phường Kim Long"]
)
def test_a_sentence_that_names_nobody_is_taken(sentence):
    assert names_nobody(sentence) is None


@pytest.mark.parametrize("found", ["0905 123 456", "ai.do@example.vn"])
def test_personal_data_is_refused_by_name(found):
    with pytest.raises(ValidationError) as refused:
        names_nobody(f"Liên hệ {found} nhé.")
    assert refused.value.messages == [f"Câu này công bố ngay nên không có thông tin cá nhân. Hãy bỏ: {found}."]


@pytest.mark.parametrize("words", ["", "Kiệt 12", "[đã che]", "Nhà [đã che: số nhà] đường X", "a [b] c"])
def test_whole_marks_and_other_brackets_are_words(words):
    assert is_no_mark(words) is None


@pytest.mark.parametrize("words", ["[đã che", "Nhà [đã che: số nhà đường X", "[đã che:]"])
def test_a_mark_that_is_not_whole_would_be_printed(words):
    with pytest.raises(ValidationError):
        is_no_mark(words)


class Public(ToldOnce):
    title = forms.CharField(required=False)
    text = forms.CharField(required=False)
    inside = forms.CharField(required=False)


def sent(**fields):
    data = QueryDict(mutable=True)
    data.update(fields)
    return Public(data)


def test_each_field_with_personal_data_is_told_and_only_public_ones():
    form = sent(title="Ông gọi 0905 123 456", text="Viết ai.do@example.vn", inside="0905 123 456")
    assert sorted(form.errors) == ["text", "title"]
    assert "0905 123 456" in form.errors["title"][0]
    assert sent(inside="0905 123 456").is_valid()


def test_the_same_words_sent_again_are_taken_and_any_other_are_told_anew():
    fields = {"title": "Ông gọi 0905 123 456", "text": "Đèn"}
    said = sent(**fields)
    assert not said.is_valid()
    name = said["hinted"].value()
    assert sent(**fields, hinted=name).is_valid()
    assert sent(**{**fields, "title": "Ông  gọi 0905 123 456 "}, hinted=name).is_valid(), "blanks are no words"
    for field in ("title", "text"):
        assert not sent(**{**fields, field: fields[field] + "!"}, hinted=name).is_valid(), field
    clean = sent(title="Đèn")
    assert clean.is_valid()
    assert clean["hinted"].value(), "what was read of it is known, too"
