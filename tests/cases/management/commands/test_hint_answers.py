import io
import json

import pytest
from django.core.management import CommandError, call_command

from cases.management.commands.hint_answers import hinted
from cases.models import HintPhrase
from tests.cases.rules.hints.lists import starting_book

PASSED_ON = "Đã chuyển đơn vị chức năng xử lý."
DONE = "Đã thay ba bóng đèn trước chợ Kim Long tối 12/3/2026."


def line(**asked):
    return json.dumps(asked, ensure_ascii=False).encode()


def answer(asked):
    return hinted(asked if isinstance(asked, bytes) else line(**asked), starting_book())


@pytest.mark.pure
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"id": 7, "report": None, "answer": PASSED_ON}, {"id": 7, "flags": ["evasive", "no_result", "passed_on"]}),
        ({"id": "a-1", "answer": DONE}, {"id": "a-1", "flags": []}),
        ({"id": 0, "report": "", "answer": DONE, "more": 1}, {"id": 0, "flags": []}),
        ({"id": 1, "report": None, "answer": ""}, {"id": 1, "flags": ["no_result"]}),
        ({"id": 1, "answer": DONE + " Gọi 0905 123 456."}, {"id": 1, "flags": ["personal"]}),
        (
            {"id": 1, "answer": DONE, "report": "Chó thả rông sủa đêm, cắn trẻ nhỏ, chủ nuôi không rọ mõm vật nuôi."},
            {"id": 1, "flags": ["off_topic"]},
        ),
    ],
)
def test_a_good_line_gives_flags(asked, found):
    assert answer(asked) == found


@pytest.mark.pure
@pytest.mark.parametrize(
    ("asked", "named", "sentence"),
    [
        (b"", None, "The line is not JSON in UTF-8."),
        (b"{", None, "The line is not JSON in UTF-8."),
        (b'{"id": "\xff"}', None, "The line is not JSON in UTF-8."),
        (b"[" * 100_000, None, "The line is not JSON in UTF-8."),
        (b'{"id": ' + b"9" * 5000 + b"}", None, "The line is not JSON in UTF-8."),
        (b"[]", None, "The line is no object"),
        ({"answer": DONE}, None, "“id” is missing"),
        ({"id": None, "answer": DONE}, None, "“id” is missing"),
        ({"id": True, "answer": DONE}, None, "“id” is missing"),
        ({"id": [1], "answer": DONE}, None, "“id” is missing"),
        ({"id": 3}, 3, "“answer” is missing"),
        ({"id": 3, "answer": None}, 3, "“answer” is missing"),
        ({"id": 3, "answer": 5}, 3, "“answer” is missing"),
        ({"id": 3, "answer": DONE, "report": ["x"]}, 3, "“report” is neither"),
    ],
)
def test_a_bad_line_says_what_is_wrong(asked, named, sentence):
    found = answer(asked)
    assert sorted(found) == ["error", "id"]
    assert found["id"] == named
    assert sentence in found["error"]


@pytest.fixture
def run(monkeypatch):
    def run(*asked):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"".join(each + b"\n" for each in asked))))
        out, error = io.StringIO(), None
        try:
            call_command("hint_answers", stdout=out)
        except CommandError as raised:
            error = raised
        return [json.loads(each) for each in out.getvalue().splitlines()], error

    return run


@pytest.mark.django_db
def test_answers_come_in_the_order_of_the_lines_and_a_bad_one_stops_nothing(run):
    answers, error = run(line(id=2, answer=PASSED_ON), b"nonsense", line(id=1, answer=DONE))
    assert [each["id"] for each in answers] == [2, None, 1]
    assert "evasive" in answers[0]["flags"]
    assert answers[2]["flags"] == []
    assert str(error) == "1 of the lines could not be read, the first being line 2."
    assert error.returncode == 1


@pytest.mark.django_db
def test_when_all_is_well_the_command_ends_well(run):
    assert run() == ([], None)
    assert run(line(id=1, answer=DONE)) == ([{"id": 1, "flags": []}], None)


@pytest.mark.django_db
def test_the_lists_are_the_editors_and_are_read_once(run, django_assert_num_queries):
    odd = line(id=1, answer="Hẹn mùa trăng sau, đã thay bóng.")
    assert run(odd)[0][0]["flags"] == []
    HintPhrase.objects.create(kind="vague", words="hẹn mùa trăng")
    with django_assert_num_queries(2):
        answers, _ = run(odd, odd)
    assert [each["flags"] for each in answers] == [["vague"], ["vague"]]
    HintPhrase.objects.filter(words="hẹn mùa trăng").update(active=False)
    assert run(odd)[0][0]["flags"] == []
