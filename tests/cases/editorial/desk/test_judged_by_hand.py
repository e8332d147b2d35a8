"""What the training desk says of a decision: whether it is the sample's, what the rules make of it, in which words."""

from datetime import UTC, date, datetime
from types import SimpleNamespace as Plain

import pytest
from django.utils import translation

from cases.editorial.desk import training
from cases.editorial.desk.exercises import EXERCISES, Exercise
from cases.models import Choice, Outcome, ReasonCode
from cases.rules.hints.names import NameBook
from cases.rules.hints.phrases import PhraseBook

pytestmark = pytest.mark.pure

CODES = [
    ReasonCode(kind="refuse", code="khac", label="Việc của chính đơn vị"),
    ReasonCode(kind="refuse", code="dun-day", label="Đùn đẩy"),
    ReasonCode(kind="return", code="chua-ro", label="Chưa rõ"),
    ReasonCode(kind="return", code="khac", label="Lý do khác"),
]
STOPS = "Câu trả lời công khai, thời hạn của đơn vị dừng ở lúc đơn vị gửi."
RUNS_ON = "Câu trả lời công khai, nhưng thời hạn vẫn chạy: mới là kế hoạch."
NEVER = "Bản này tính như chưa từng gửi. Lý do và câu của bạn ai cũng đọc được, chữ của đơn vị thì không."


def exercise(choice=Choice.RETURN, *accepted, outcome=Outcome.DONE, **fields):
    told = {"slug": "x", "title": "Đèn tắt", "report": "Từ {before}", "place": "x", "agency": "x", "answer": "{lately}"}
    rest = {"due_in": 1, "why": "x", **fields}
    return Exercise(**told, choice=choice, accepted=accepted, outcome=outcome, **rest)


@pytest.fixture(autouse=True)
def _days(settings):
    settings.APPEAL_WORKING_DAYS, settings.RULING_WORKING_DAYS = 3, 2


@pytest.mark.parametrize(
    ("choice", "outcome", "follows"),
    [
        pytest.param(Choice.APPROVE, Outcome.DONE, [STOPS], id="approved"),
        pytest.param(Choice.APPROVE, Outcome.NOT_POSSIBLE, [STOPS], id="approved, though nothing is done"),
        pytest.param(Choice.APPROVE, Outcome.PLANNED, [RUNS_ON], id="a plan, which stops no clock"),
        pytest.param(
            Choice.RETURN,
            Outcome.PLANNED,
            [NEVER, "Đơn vị được khiếu nại trong 3 ngày làm việc, người khác xét."],
            id="returned",
        ),
        pytest.param(
            Choice.REFUSE,
            Outcome.DONE,
            [
                NEVER,
                "Đơn vị được khiếu nại trong 3 ngày làm việc, người khác xét.",
                "Từ chối thì Trung tâm phải phân xử việc này của ai trong 2 ngày làm việc.",
            ],
            id="refused, which obliges the Center",
        ),
    ],
)
def test_what_the_rules_make_of_a_decision(choice, outcome, follows):
    assert training._follows(choice, exercise(outcome=outcome)) == follows


def test_in_english_one_day_is_one_and_two_are_two(settings):
    settings.APPEAL_WORKING_DAYS, settings.RULING_WORKING_DAYS = 1, 2
    with translation.override("en"):
        _never, appeal, ruling = training._follows(Choice.REFUSE, exercise())
    assert ("1 working day;" in appeal, "2 working days" in ruling) == (True, True)


@pytest.mark.parametrize(
    ("choice", "code", "named"),
    [
        pytest.param(Choice.APPROVE, "", "Duyệt", id="approved"),
        pytest.param(Choice.RETURN, "chua-ro", "Trả lại: Chưa rõ", id="returned"),
        pytest.param(Choice.RETURN, "khac", "Trả lại: Lý do khác", id="a code that both lists have, of a return"),
        pytest.param(Choice.REFUSE, "khac", "Từ chối: Việc của chính đơn vị", id="and of a refusal"),
        pytest.param(Choice.REFUSE, "chua-ro", "Từ chối", id="a code of the other list"),
        pytest.param(Choice.RETURN, "moi", "Trả lại", id="a code that is none"),
        pytest.param(Choice.RETURN, "", "Trả lại", id="no code"),
    ],
)
def test_a_decision_is_named_with_the_reason_of_its_own_list(choice, code, named):
    assert training._named(choice, code, CODES) == named
    assert training._named(choice, code, CODES[::-1]) == named, "in whichever order they come"


@pytest.mark.parametrize(
    ("sample", "decided", "right", "same_choice", "told"),
    [
        pytest.param(
            exercise(Choice.RETURN, "chua-ro"), ("return", "chua-ro"), True, True,
            ("Trả lại: Chưa rõ", "Trả lại: Chưa rõ"), id="the sample's own",
        ),
        pytest.param(
            exercise(Choice.RETURN, "chua-ro", "khac"), ("return", "khac"), True, True,
            ("Trả lại: Lý do khác", "Trả lại: Chưa rõ"), id="a code as good",
        ),
        pytest.param(
            exercise(Choice.RETURN, "chua-ro"), ("return", "khac"), False, True,
            ("Trả lại: Lý do khác", "Trả lại: Chưa rõ"), id="another reason",
        ),
        pytest.param(
            exercise(Choice.RETURN), ("return", "khac"), True, True, ("Trả lại: Lý do khác", "Trả lại"),
            id="where any reason does the sample names none",
        ),
        pytest.param(
            exercise(Choice.APPROVE), ("refuse", "dun-day"), False, False, ("Từ chối: Đùn đẩy", "Duyệt"),
            id="another decision",
        ),
    ],
)  # fmt: skip
def test_a_decision_is_held_to_the_sample(sample, decided, right, same_choice, told):
    choice, code = decided
    judged = training._judged(sample, {"choice": choice, "code": code}, CODES)
    assert (judged.right, judged.same_choice) == (right, same_choice)
    assert (judged.chosen, judged.sample) == told
    assert judged.follows == training._follows(Choice(choice), sample)


@pytest.fixture
def _books(monkeypatch):
    empty = Plain(names=lambda: NameBook([]), phrases=lambda: PhraseBook([]))
    monkeypatch.setattr(training, "books", empty)


@pytest.mark.usefixtures("_books")
@pytest.mark.parametrize(
    ("now", "report", "due", "planned"),
    [
        pytest.param(
            datetime(2026, 3, 4, 16, 59, tzinfo=UTC), "Từ 26/02/2026", date(2026, 3, 5), date(2026, 3, 14),
            id="a minute before midnight in Huế",
        ),
        pytest.param(
            datetime(2026, 3, 4, 17, 0, tzinfo=UTC), "Từ 27/02/2026", date(2026, 3, 6), date(2026, 3, 15), id="midnight"
        ),
    ],
)  # fmt: skip
def test_an_exercise_is_of_the_citys_day(now, report, due, planned):
    told = training._practised(exercise(planned_in=10, outcome=Outcome.PLANNED), now)
    assert (told.report, told.due, told.planned_on) == (report, due, planned)
    assert training._practised(exercise(), now).planned_on is None
    assert training._practised(exercise(planned_in=0), now).planned_on == date(due.year, due.month, due.day - 1)


@pytest.mark.usefixtures("_books")
def test_hints_of_an_exercise_are_those_of_its_own_days():
    """Of no list of phrases: what is promised later than the last day in term is seen without one."""
    now = datetime(2026, 3, 4, 2, tzinfo=UTC)
    plan = next(each for each in EXERCISES if each.slug == "ke-hoach")
    late, early = plan, next(each for each in EXERCISES if each.slug == "den-duong")
    named = {each.slug: [note.name for note in training._practised(each, now).reading.notes] for each in (late, early)}
    assert "Hẹn sau hạn." in named["ke-hoach"]
    assert "Hẹn sau hạn." not in named["den-duong"]
