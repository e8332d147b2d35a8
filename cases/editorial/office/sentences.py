"""Why something was not done at the officer's desk, in words, and beside which field they stand."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.drafting import DraftChanged
from cases.actions.public_sentences import PersonalData
from cases.editorial.desk.sentences import WHY
from cases.rules.rights import RightRefused
from cases.templatetags.dates import day_text


class Told(NamedTuple):
    """A sentence, and the field it belongs to; "" for the whole form."""

    field: str
    sentence: str | Promise


CAUSES: dict[Cause, Told] = {
    Cause.NO_TEXT: Told("text", _("Hãy viết câu trả lời.")),
    Cause.NO_OUTCOME: Told("outcome", _("Hãy chọn kết quả: người đọc cần biết việc đã xong hay chưa.")),
    Cause.NO_SUCH_OUTCOME: Told("outcome", _("Không có kết quả này.")),
    Cause.NO_DAY: Told("planned_on", _("Có kế hoạch thì phải nêu ngày sẽ làm xong.")),
    Cause.DAY_PASSED: Told("planned_on", _("Ngày làm xong theo kế hoạch phải ở phía trước.")),
    Cause.NO_LAW: Told("legal_reason", _("Không thể làm thì phải nêu căn cứ pháp lý.")),
    Cause.AMENDMENT_PLANS: Told("outcome", _("Phần bổ sung kể việc đã làm, không thể là kế hoạch.")),
    Cause.NOT_IN_HAND: Told("", _("Câu trả lời này không còn là bản nháp: đã nộp, hoặc việc đã kết thúc.")),
    Cause.NOT_OPEN: Told("", _("Việc này không còn mở, hoặc có câu trả lời đang chờ duyệt.")),
    Cause.AWAITS_ALREADY: Told("", _("Đã có một câu trả lời của việc này đang chờ duyệt.")),
    Cause.AWAITS_NOT: Told("", _("Không còn câu trả lời nào chờ duyệt.")),
    Cause.DECIDED: Told("", _("Trung tâm đã quyết định nên không rút lại được nữa.")),
    Cause.REMOVED: Told("", _("Phản ánh này đã rời cổng nên không trả lời nữa.")),
    Cause.TOO_EARLY: Told("", _("Việc này không thể đứng trước việc đã xảy ra.")),
    Cause.CHANGED_BY_ANOTHER: Told("text", _("Bản nháp đã được người khác sửa. Chữ bạn viết vẫn còn ở đây.")),
    Cause.TOO_LONG: Told("text", _("Dài quá: nhiều nhất 20.000 ký tự.")),
    Cause.NO_AFTER_PHOTO: Told("", _("Lĩnh vực này cần ít nhất một ảnh chụp sau khi xử lý. Câu trả lời đã lưu nháp.")),
    Cause.TOO_MANY_PHOTOS: Told("", _("Một câu trả lời có nhiều nhất 12 ảnh.")),
    Cause.NO_SUCH_PHOTO: Told("", _("Ảnh này không còn ở câu trả lời.")),
    Cause.PROMISE_PASSED: Told("promised_on", _("Ngày hẹn phải ở phía trước.")),
    Cause.PROMISE_TOO_SOON: Told("promised_on", _("Ngày hẹn phải sau ngày %(day)s.")),
    Cause.PROMISE_TOO_FAR: Told("promised_on", _("Ngày hẹn muộn nhất là %(day)s.")),
    Cause.PROMISE_UNTIMELY: Told("promised_on", _("Lúc này không hẹn được, hoặc lời hẹn này trái với lời hẹn sau.")),
    Cause.PROMISED_MEANWHILE: Told(
        "", _("Đơn vị vừa hẹn ngày %(day)s ở một cửa sổ khác. Xin xem lại trước khi hẹn thêm.")
    ),
    Cause.NO_SUCH_REASON: Told("reason", _("Lý do này không còn dùng.")),
    Cause.NO_SENTENCE: Told("sentence", _("Hãy viết một câu cho biết vì sao.")),
    Cause.SENTENCE_TOO_LONG: Told("sentence", _("Dài quá: nhiều nhất 600 ký tự.")),
    Cause.PERSONAL_DATA: Told("sentence", _("Câu này công bố ngay nên không có thông tin cá nhân.")),
    Cause.NOT_SENT_BACK: Told("", _("Không có quyết định trả lại hay từ chối nào để khiếu nại.")),
    Cause.APPEALED_BEFORE: Told("", _("Quyết định này đã được khiếu nại một lần.")),
    Cause.OVERTAKEN: Told("", _("Đơn vị đã gửi câu trả lời mới nên không khiếu nại bản cũ nữa.")),
    Cause.APPEAL_TOO_LATE: Told("", _("Đã quá thời gian khiếu nại.")),
    Cause.APPEAL_WAITS: Told("", _("Đang khiếu nại nên chưa chuyển đơn vị khác được.")),
    Cause.APPEAL_DECIDED: Told("", _("Khiếu nại này đã có quyết định.")),
    Cause.APPEAL_BEING_DECIDED: Told(
        "", _("Trung tâm đang quyết định khiếu nại này nên ảnh giữ như đã nộp. Vài phút nữa hãy sửa ảnh.")
    ),
    Cause.NOT_HANDLING: Told("", _("Việc này chỉ là cho ý kiến.")),
    Cause.ASKED_ALREADY: Told("", _("Đã gửi Trung tâm rồi, Trung tâm chưa trả lời.")),
    Cause.RULED: Told("", _("Trung tâm đã phân xử việc này.")),
    Cause.NO_SUCH_OUTCOME_OF_RULING: Told("", _("Không phân xử như vậy được.")),
    Cause.NO_AGENCY: Told("suggests", _("Hãy chọn đơn vị.")),
    Cause.HAS_IT_ALREADY: Told("", _("Đơn vị ấy đang giữ phản ánh này rồi.")),
    Cause.DISSOLVED: Told("", _("Đơn vị ấy đã giải thể.")),
    Cause.NOBODY_ELSE: Told("", _("Không có đơn vị nào khác giữ phản ánh này.")),
    Cause.NOTHING_TO_CONFIRM: Told("", _("Không có phản ánh trùng nào chờ xác nhận.")),
    Cause.ANSWERED_ANEW: Told("", _("Phản ánh này đã mở lại.")),
    Cause.NOTHING_TO_STRIKE: Told("", _("Không có lời giải thích nào để gạch.")),
    Cause.NOTHING_TO_RETRACT: Told("", _("Câu trả lời này không còn duyệt nào để huỷ.")),
    Cause.NOTHING_TO_COVER: Told("", _("Không có đoạn chữ nào để che.")),
    Cause.NO_WORDS: Told("text", _("Ghi chú chưa có chữ nào.")),
}


def refusal(error: Exception, reader: int | None = None) -> Told:
    """What to say of a refusal by a verb, and where; `reader` is the account that reads it."""
    if isinstance(error, RightRefused):
        return Told("", WHY[error.why])
    if isinstance(error, DraftChanged) and reader is not None and error.answer.writer_id == reader:
        return Told("text", gettext("Chính bạn đã lưu bản nháp này ở một cửa sổ khác. Chữ ở đây vẫn còn."))
    if isinstance(error, DraftChanged) and error.name:
        text = gettext("%(name)s đã sửa bản nháp này trong lúc bạn viết. Chữ bạn viết vẫn còn ở đây.")
        return Told("text", text % {"name": error.name})
    if isinstance(error, PersonalData):
        text = gettext("Câu này công bố ngay nên không có thông tin cá nhân. Hãy bỏ: %(found)s.")
        return Told("sentence", text % {"found": ", ".join(error.found)})
    if isinstance(error, ActionRefused) and isinstance(error.cause, Cause) and error.cause in CAUSES:
        field, sentence = CAUSES[error.cause]
        return Told(field, str(sentence) % {"day": day_text(error.day)} if error.day else sentence)
    return Told("", gettext("Việc này không còn ở bước ấy. Hãy xem lại trang."))
