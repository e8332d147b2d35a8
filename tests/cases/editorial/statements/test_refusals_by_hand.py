"""What the Center is told when it decides on an agency's words or on a report of a wrong figure: done, or why not."""

from datetime import UTC, datetime
from types import SimpleNamespace as Plain

import pytest
from django.test import RequestFactory

from cases.actions.actor import Role
from cases.actions.changing import ActionRefused
from cases.actions.figure_reports import AnsweredAlready
from cases.actions.public_sentences import PersonalData
from cases.actions.statements import AnotherWaits, DecidedAlready, NoPeriod
from cases.editorial.figure_reports import views as reports
from cases.editorial.statements import deciding, writing
from cases.models import Agency, AgencyStatement, FigureReport
from cases.rules.rights import Deed, RightRefused, Why

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 4, 2, tzinfo=UTC)
WARD = Agency(pk=1, slug="a", name="UBND phường A")
STATEMENT = AgencyStatement(pk=3, agency=WARD, text="Mưa lớn")
REPORT = FigureReport(pk=4, page="/so-lieu/", figure="84 %")
OWN = RightRefused(Deed.DECIDE_STATEMENT, Why.OWN_TEXT)
NAMES = PersonalData(["An", "0905 123 456"])


def sent(**fields):
    """What an account of the Center sends, and what it is told of success."""
    request, said = RequestFactory().post("/x/", fields), []
    request.user = Plain(pk=7)
    request._messages = Plain(add=lambda level, text, _tags: said.append((level, text)))
    return request, said


def stubbed(monkeypatch, module, *names, refuses=None):
    """Stubs instead of these verbs, which refuse what they are told to; what they were given."""
    given = []

    def stub(name):
        def verb(*, by, at, **fields):
            assert (by.user_id, at) == (7, AT)
            given.append((name, by.role, fields))
            if refuses is not None:
                raise refuses

        return verb

    for name in names:
        monkeypatch.setattr(module, name, stub(name))
    return given


# --- agencies' words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "fields", "called", "said"),
    [
        pytest.param(
            "publish", {}, ("publish_statement", {"looked": False}),
            "Đã đăng lời của UBND phường A bên cạnh các con số của đơn vị.", id="published",
        ),
        pytest.param(
            "publish", {"looked": "1", "reason": "x"}, ("publish_statement", {"looked": True}),
            "Đã đăng lời của UBND phường A bên cạnh các con số của đơn vị.", id="after somebody looked",
        ),
        pytest.param(
            "decline", {"reason": "Lạc đề", "looked": "1"}, ("decline_statement", {"reason": "Lạc đề"}),
            "Không đăng lời của UBND phường A; lý do hiện trên trang của đơn vị.", id="declined",
        ),
        pytest.param(
            "decline", {}, ("decline_statement", {"reason": ""}),
            "Không đăng lời của UBND phường A; lý do hiện trên trang của đơn vị.", id="without a reason",
        ),
    ],
)  # fmt: skip
def test_a_decision_on_a_statement_is_carried_out_and_told(monkeypatch, choice, fields, called, said):
    given = stubbed(monkeypatch, deciding, "publish_statement", "decline_statement")
    request, told = sent(**fields)
    assert deciding._decided(request, STATEMENT, choice, AT) == ""
    name, wanted = called
    assert given == [(name, Role.CENTER, {"statement": STATEMENT, **wanted})]
    assert told == [(25, said)]


@pytest.mark.parametrize("choice", ["publish", "decline"])
@pytest.mark.parametrize(
    ("refuses", "problem"),
    [
        pytest.param(OWN, "Lời này của chính bạn hoặc của đơn vị bạn: để người khác ở Trung tâm quyết định.", id="own"),
        pytest.param(DecidedAlready("x"), "Lời này đã có người quyết định, hoặc đơn vị đã rút.", id="late"),
        pytest.param(ActionRefused("x"), "Không đăng thì viết vì sao, nhiều nhất 600 ký tự.", id="anything else"),
        pytest.param(
            NAMES,
            {
                "publish": "Có dữ liệu của người khác chăng: An, 0905 123 456. Xem rồi xác nhận, hoặc không đăng.",
                "decline": "Lý do này ai cũng đọc được, nên không nêu người hay số điện thoại: An, 0905 123 456.",
            },
            id="it names somebody: the agency's words, or the Center's own",
        ),
    ],
)
def test_why_a_decision_on_a_statement_was_not_taken(monkeypatch, choice, refuses, problem):
    stubbed(monkeypatch, deciding, "publish_statement", "decline_statement", refuses=refuses)
    request, told = sent()
    assert deciding._decided(request, STATEMENT, choice, AT) == (
        problem[choice] if isinstance(problem, dict) else problem
    )
    assert told == [], "nothing was done, so nothing is said to be"


class Handed(Plain):
    """A form that is whole, as far as handing it in goes."""

    def __init__(self):
        super().__init__(cleaned_data={"text": "Mưa lớn"}, errors={}, asks=False)

    def add_error(self, field, sentence):
        self.errors[field] = str(sentence)


@pytest.mark.parametrize(
    ("refuses", "errors", "asks"),
    [
        pytest.param(None, {}, False, id="taken"),
        pytest.param(
            NoPeriod("x"),
            {"until": "Thời gian nói đến phải kết thúc sau khi bắt đầu, và không ở tương lai."},
            False,
            id="no days",
        ),
        pytest.param(
            AnotherWaits("x"),
            {None: "Một lời của đơn vị đang chờ Trung tâm. Chờ có kết quả, hoặc rút lời ấy rồi gửi lời mới."},
            False,
            id="one waits",
        ),
        pytest.param(ActionRefused("x"), {"text": "Hãy điền ô này."}, False, id="no words that show"),
        pytest.param(
            NAMES,
            {
                "text": "Lời này dường như nêu tên hay số của ai: An, 0905 123 456. "
                "Bỏ đi, hoặc xác nhận ở dưới là không phải."
            },
            True,
            id="it names somebody, which is asked about",
        ),
    ],
)
def test_what_an_officer_is_told_of_words_that_are_not_taken(monkeypatch, refuses, errors, asks):
    given = stubbed(monkeypatch, writing, "state_publicly", refuses=refuses)
    form = Handed()
    assert writing._handed_in(sent()[0], form, AT) is (not errors)
    assert (form.errors, form.asks) == (errors, asks)
    assert given == [("state_publicly", Role.OFFICER, {"text": "Mưa lớn"})]


# --- reports of wrong figures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "fields", "called"),
    [
        pytest.param(
            "accept", {"answer": "Đã tính lại.", "shown": "1"},
            ("answer_figure_report", {"accepted": True, "answer": "Đã tính lại.", "shown": True, "looked": False}),
            id="accepted and shown",
        ),
        pytest.param(
            "decline", {"answer": "Không sai.", "looked": "1"},
            ("answer_figure_report", {"accepted": False, "answer": "Không sai.", "shown": False, "looked": True}),
            id="declined after a look",
        ),
        pytest.param(
            "decline", {}, ("answer_figure_report", {"accepted": False, "answer": "", "shown": False, "looked": False}),
            id="without an answer the verb says so",
        ),
        pytest.param("drop", {"answer": "x", "shown": "1"}, ("drop_figure_report", {}), id="left out, unanswered"),
    ],
)  # fmt: skip
def test_a_report_is_answered_or_left_out(monkeypatch, choice, fields, called):
    given = stubbed(monkeypatch, reports, "answer_figure_report", "drop_figure_report")
    assert reports._answered(sent(**fields)[0], REPORT, choice, AT) == ""
    name, wanted = called
    assert given == [(name, Role.CENTER, {"report": REPORT, **wanted})]


@pytest.mark.parametrize("choice", ["accept", "decline", "drop"])
@pytest.mark.parametrize(
    ("refuses", "problem"),
    [
        pytest.param(
            NAMES, "Ai cũng đọc được, nên không nêu người hay số điện thoại: An, 0905 123 456.", id="it names somebody"
        ),
        pytest.param(AnsweredAlready("x"), "Lời báo này đã có người trả lời.", id="somebody was first"),
        pytest.param(ActionRefused("x"), "Viết một câu trả lời, nhiều nhất 600 ký tự.", id="anything else"),
    ],
)
def test_why_a_report_was_not_answered(monkeypatch, choice, refuses, problem):
    stubbed(monkeypatch, reports, "answer_figure_report", "drop_figure_report", refuses=refuses)
    assert reports._answered(sent()[0], REPORT, choice, AT) == problem
