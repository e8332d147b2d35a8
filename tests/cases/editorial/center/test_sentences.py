"""Why something was not done to a case: in words about the case, and beside the field that they are about."""

import pytest
from django.utils import translation

from cases.actions.as_seen import CaseChanged
from cases.actions.causes import Cause, CenterCause
from cases.actions.changing import ActionRefused
from cases.editorial.center.sentences import CAUSES, OF_CASE, refusal
from cases.editorial.center.verbs import VERBS
from cases.editorial.desk.sentences import WHY
from cases.editorial.office.sentences import CAUSES as OF_OFFICE
from cases.models import Case
from cases.rules.rights import Deed, RightRefused, Why
from cases.rules.states import AssignmentMove, AssignmentState, CaseMove, CaseState, MoveRefused

pytestmark = pytest.mark.pure

LOOK = "Việc này không còn ở bước ấy. Hãy xem lại trang."
AWAITS = "Đơn vị đang có câu trả lời chờ duyệt: quyết định xong mới chuyển hay mở lại được."


def moved(state, move=CaseMove.ACCEPT):
    return MoveRefused(state, move, "x")


@pytest.mark.parametrize("cause", CenterCause)
def test_every_cause_of_the_center_has_a_sentence_of_its_own(cause):
    told = refusal(ActionRefused("x", cause))
    assert told == CAUSES[cause]
    assert [other for other in CenterCause if str(CAUSES[other].sentence) == str(told.sentence)] == [cause]


@pytest.mark.parametrize("cause", Cause)
def test_what_the_officers_desk_says_is_said_here_too_but_where_it_is_about_a_case(cause):
    told = refusal(ActionRefused("x", cause))
    assert told == (OF_CASE[cause] if cause in OF_CASE else OF_OFFICE[cause])
    assert str(told.sentence)


def test_what_stands_beside_a_field_stands_beside_one_that_some_form_has():
    fields = {name for verb in VERBS.values() for name in verb.form.base_fields}
    for cause, told in {**CAUSES, **OF_CASE}.items():
        assert told.field == "" or told.field in fields, cause


@pytest.mark.parametrize(
    ("error", "field", "told"),
    [
        (RightRefused(Deed.ACCEPT, Why.NO_POWER), "", str(WHY[Why.NO_POWER])),
        (ActionRefused("x", Cause.NO_SUCH_REASON), "reason", "Hãy chọn lý do trong danh sách."),
        (ActionRefused("x", Cause.DISSOLVED), "agency", "Đơn vị ấy đã giải thể."),
        (ActionRefused("x", Cause.REMOVED), "", "Phản ánh này đã rời cổng."),
        (ActionRefused("x"), "", LOOK),
        (moved(AssignmentState.AWAITING, AssignmentMove.TRANSFER), "", AWAITS),
        (moved(AssignmentState.ANSWERED, AssignmentMove.TRANSFER), "", "Đơn vị này đã trả lời xong."),
        (moved(AssignmentState.TRANSFERRED, AssignmentMove.TRANSFER), "", "Việc này đã chuyển sang đơn vị khác."),
        (moved(AssignmentState.CANCELLED, AssignmentMove.TRANSFER), "", "Việc này đã dừng."),
        (moved(AssignmentState.OPEN, AssignmentMove.RESTORE), "", "Việc này không còn ở bước ấy."),
        (moved(CaseState.ANSWERED, CaseMove.REOPEN), "", AWAITS),
        (moved(CaseState.IN_PROGRESS, CaseMove.REOPEN), "", AWAITS),
        (
            moved(CaseState.WITHDRAWN, CaseMove.REOPEN),
            "",
            "Phản ánh nay là “Đã rút” nên không làm việc này được nữa.",
        ),
        (
            moved(CaseState.ANSWERED, CaseMove.MERGE),
            "",
            "Phản ánh nay là “Đã trả lời” nên không làm việc này được nữa.",
        ),
    ],
    ids=lambda value: None if isinstance(value, str) else type(value).__name__,
)
def test_a_refusal_in_words_and_where(error, field, told):
    found = refusal(error)
    assert (found.field, str(found.sentence)) == (field, told)


@pytest.mark.parametrize(
    ("state", "round_", "word"),
    [("in_progress", 1, "Đang xử lý"), ("in_progress", 2, "Đang xử lý lại"), ("answered", 1, "Đã trả lời")],
)
def test_a_case_that_changed_meanwhile_says_what_it_is_now_and_names_nobody(state, round_, word):
    told = refusal(CaseChanged(Case(number=7, state=state, round=round_)))
    assert told.field == ""
    assert told.sentence == f"Phản ánh này vừa thay đổi sau khi bạn mở, nay là “{word}”. Vẫn đúng thì gửi lần nữa."


def test_english_readers_are_told_in_english():
    marks = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
    with translation.override("en"):
        told = [refusal(ActionRefused("x", cause)) for cause in (*CenterCause, *Cause)]
        told += [refusal(moved(state)) for state in (*CaseState, *AssignmentState)]
        told.append(refusal(CaseChanged(Case(number=7, state="answered"))))
        assert [str(each.sentence) for each in told if marks & set(str(each.sentence).lower())] == []
