"""Whether an answer speaks of what was reported."""

import itertools
import json

import pytest

from cases.rules.hints.body import body_in
from cases.rules.hints.marks import HintKind
from cases.rules.hints.reading import Around, hints
from cases.rules.hints.topic import speaks_of
from tests.cases.rules.hints.lists import starting_book
from tests.shared_data import shared

pytestmark = pytest.mark.pure

LAMP = "Đèn đường trước chợ Kim Long hỏng ba tuần nay, tối om, nguy hiểm cho học sinh tan học muộn, mong sớm thay bóng."
ABOUT_LAMP = "Đội chiếu sáng đã thay bóng cháy, kiểm tra dây dẫn; đèn sáng lại từ tối 12/3 trước cổng chợ Kim Long."
ABOUT_DOGS = "Tổ bắt chó thả rông ra quân tuần tra sáng thứ Bảy, nhốt giữ bốn con, phạt chủ nuôi không rọ mõm vật nuôi."


def off_topic(answer, report):
    found = hints(answer, starting_book(), Around(report=report))
    return [answer[m.start : m.end] for m in found.marks if m.kind == HintKind.OFF_TOPIC]


@pytest.mark.parametrize(
    ("answer", "report", "marked"),
    [
        (ABOUT_LAMP, LAMP, False),
        (ABOUT_DOGS, LAMP, True),
        (ABOUT_DOGS, None, False),
        (ABOUT_DOGS, "", False),
        (ABOUT_DOGS, "Đèn hỏng", False),  # too short to say
        ("Đã xong.", LAMP, False),
        ("den duong cho Kim Long da thay bong, het toi om", LAMP, False),  # typed without marks
    ],
)
def test_an_answer_about_something_else_is_marked_as_a_whole(answer, report, marked):
    assert off_topic(answer, report) == ([answer.rstrip(".")] if marked else [])


def test_greetings_are_no_topic():
    greeting = "Kính gửi ông bà. Trân trọng cảm ơn ông bà."
    assert off_topic(f"{greeting} {ABOUT_DOGS}", f"{greeting} {LAMP}") == [ABOUT_DOGS.rstrip(".")]


@pytest.fixture(scope="module")
def pairs():
    with shared("hue/reports.jsonl").open(encoding="utf-8") as file:
        pages = [page for page in map(json.loads, file) if page["report"] and page["resolution"]]
    return [(body_in(p["report"], starting_book()), body_in(p["resolution"], starting_book())) for p in pages]


def test_most_real_answers_speak_of_their_report_and_most_others_do_not(pairs):
    assert len(pairs) > 50
    own = [speaks_of(report, answer) for report, answer in pairs]
    other = [
        speaks_of(report, answer)
        for (i, (report, _)), (j, (_, answer)) in itertools.product(enumerate(pairs), repeat=2)
        if i != j
    ]
    assert own.count(False) / len(own) < 0.1
    assert other.count(False) / len(other) > 0.6
