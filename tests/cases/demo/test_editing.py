"""Personal data and notes in the invented city: what is covered, by which mark, and that nothing of it is left."""

import pytest

from cases.demo import editing, extras
from cases.demo.situations_streets import LIGHTING
from cases.rules.redaction import covered, marks
from tests.cases.demo.test_speech import AUTUMN, a_speech


def _public(text):
    return covered(text, editing.personal(text))


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Gọi số 0234 000 0042.", "Gọi số [đã che: số điện thoại]."),
        (
            "Tôi tên Lê Văn Mẫu, nhà số 7 cùng đường.",
            "Tôi tên [đã che: tên người], nhà [đã che: số nhà] cùng đường.",
        ),
        ("Bà Nguyễn Thị Mẫu, nhà số 7, đã ký.", "Bà [đã che: tên người], nhà [đã che: số nhà], đã ký."),
        ("Đèn tắt trước số 12 đường Nguyễn Huệ.", "Đèn tắt trước số 12 đường Nguyễn Huệ."),
    ],
)
def test_what_names_somebody_gets_a_mark_and_nothing_else(text, public):
    assert _public(text) == public


@pytest.mark.parametrize("seed", range(12))
def test_a_report_and_its_answer_name_somebody_where_asked_and_else_nobody(seed):
    for personal in (True, False):
        speech = a_speech(LIGHTING[0], seed)
        speech.personal = personal
        for text in (speech.report()[1], speech.answer("done", 1, AUTUMN)):
            assert (marks(_public(text)) > 0) is personal, text


def test_every_such_sentence_is_covered_whole():
    for sentence in (*extras.PERSONAL, *extras.PERSONAL_ANSWER):
        told = _public(sentence.format(home=58))
        assert "58" not in told
        assert "Mẫu" not in told
