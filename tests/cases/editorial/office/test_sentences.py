"""Why something was not done at the officer's desk: who is named to whom, which day, and beside which field."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from cases.actions.causes import Cause, CenterCause
from cases.actions.changing import ActionRefused
from cases.actions.drafting import DraftChanged, seen
from cases.actions.public_sentences import PersonalData
from cases.editorial.desk.sentences import WHY
from cases.editorial.office.asking_forms import AskForm
from cases.editorial.office.forms import AnswerForm, ExtensionForm, NoteForm
from cases.editorial.office.sentences import CAUSES, refusal
from cases.models import Answer
from cases.rules.rights import Deed, RightRefused, Why
from cases.rules.states import AnswerMove, AnswerState, MoveRefused

pytestmark = pytest.mark.pure

LAN, BINH = 7, 8
LOOK = "Việc này không còn ở bước ấy. Hãy xem lại trang."


def changed(**account):
    writer = get_user_model()(pk=LAN, username="lan", **account) if account.pop("there", True) else None
    return DraftChanged(Answer(pk=3, edition=2, writer=writer))


@pytest.mark.parametrize(
    ("error", "reader", "told"),
    [
        (
            changed(first_name="Lan", last_name="Nguyễn"),
            BINH,
            "Lan Nguyễn đã sửa bản nháp này trong lúc bạn viết. Chữ bạn viết vẫn còn ở đây.",
        ),
        (changed(), None, "lan đã sửa bản nháp này trong lúc bạn viết. Chữ bạn viết vẫn còn ở đây."),
        (changed(), LAN, "Chính bạn đã lưu bản nháp này ở một cửa sổ khác. Chữ ở đây vẫn còn."),
        (changed(there=False), BINH, "Bản nháp đã được người khác sửa. Chữ bạn viết vẫn còn ở đây."),
        (changed(there=False), None, "Bản nháp đã được người khác sửa. Chữ bạn viết vẫn còn ở đây."),
    ],
    ids=["by name", "by account", "oneself", "an account that is gone", "nobody to nobody"],
)
def test_who_wrote_over_a_draft(error, reader, told):
    found = refusal(error, reader)
    assert (found.field, str(found.sentence)) == ("text", told)


@pytest.mark.parametrize(
    ("error", "field", "told"),
    [
        (RightRefused(Deed.WRITE, Why.PAST_AGENCY), "", str(WHY[Why.PAST_AGENCY])),
        (
            PersonalData(["0905 123 456", "Nguyễn Văn An"]),
            "sentence",
            "Câu này công bố ngay nên không có thông tin cá nhân. Hãy bỏ: 0905 123 456, Nguyễn Văn An.",
        ),
        (
            ActionRefused("x", Cause.PROMISE_TOO_SOON, day=date(2026, 3, 12)),
            "promised_on",
            "Ngày hẹn phải sau ngày 12/03/2026.",
        ),
        (
            ActionRefused("x", Cause.PROMISE_TOO_FAR, day=date(2026, 12, 1)),
            "promised_on",
            "Ngày hẹn muộn nhất là 01/12/2026.",
        ),
        (ActionRefused("x", Cause.NO_LAW), "legal_reason", "Không thể làm thì phải nêu căn cứ pháp lý."),
        (ActionRefused("x", CenterCause.NO_TEXT), "", LOOK),  # of the Center's screens
        (ActionRefused("x"), "", LOOK),
        (MoveRefused(AnswerState.APPROVED, AnswerMove.SUBMIT, "x"), "", LOOK),
    ],
    ids=["a right", "personal data", "too soon", "too far", "a law", "another desk's", "no cause", "a move"],
)
def test_a_refusal_in_words_and_where(error, field, told):
    found = refusal(error)
    assert (found.field, str(found.sentence)) == (field, told)


def test_every_field_that_is_named_is_one_of_a_form_and_every_cause_has_a_sentence():
    fields = {name for form in (AnswerForm, ExtensionForm, NoteForm, AskForm) for name in form.base_fields}
    assert {*CAUSES} == {*Cause}
    assert {told.field for told in CAUSES.values()} - {""} <= fields


def test_english_readers_are_told_in_english():
    marks = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
    with translation.override("en"):
        told = [refusal(ActionRefused("x", cause, day=date(2026, 3, 2))) for cause in Cause]
        told += [
            refusal(changed(), LAN),
            refusal(changed(), BINH),
            refusal(PersonalData(["x"])),
            refusal(ActionRefused("x")),
        ]
        assert [str(each.sentence) for each in told if marks & set(str(each.sentence).lower())] == []


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, ""),
        (Answer(pk=3, edition=1), "3.1"),
        (Answer(pk=3, edition=2), "3.2"),
        (Answer(pk=31, edition=2), "31.2"),
    ],
)
def test_each_state_of_a_draft_has_a_name_of_its_own(answer, told):
    assert seen(answer) == told
