"""Why something was not done at the Center's screens, in words, and beside which field they stand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.as_seen import CaseChanged
from cases.actions.causes import Cause, CenterCause
from cases.actions.changing import ActionRefused
from cases.editorial.desk.sentences import WHY
from cases.editorial.office.sentences import CAUSES as OF_OFFICE
from cases.editorial.office.sentences import Told
from cases.rules.rights import RightRefused
from cases.rules.states import AssignmentState, CaseState, MoveRefused
from cases.templatetags.states import state_word

CAUSES: Mapping[CenterCause, Told] = {
    CenterCause.CHANGED: Told("", _("Phản ánh này vừa thay đổi sau khi bạn mở. Đọc lại rồi hãy làm tiếp.")),
    CenterCause.TOO_LONG: Told("title", _("Tiêu đề và địa điểm có tối đa 255 ký tự.")),
    CenterCause.NO_TITLE: Told("title", _("Hãy viết tiêu đề.")),
    CenterCause.NO_TEXT: Told("text", _("Hãy viết nội dung công khai: người đọc cần biết việc gì đã được báo.")),
    CenterCause.NO_AGENCY: Told("agencies", _("Hãy chọn đơn vị: phản ánh mở lại phải có người làm.")),
    CenterCause.INTO_ITSELF: Told("into", _("Đây chính là phản ánh này.")),
    CenterCause.NOT_TO_MERGE_INTO: Told(
        "into", _("Phản ánh ấy chưa tiếp nhận hoặc đã rời cổng, nên không gộp vào được.")
    ),
    CenterCause.NO_LEVEL_REASON: Told("level_reason", _("Mức công khai khác thì phải nêu lý do.")),
    CenterCause.OWN_WORDS: Told("level", _("Đăng bản tóm tắt thì hãy viết lại: lời này là nguyên văn của người gửi.")),
    CenterCause.SAME_LEVEL: Told("level", _("Phản ánh đang ở đúng mức này.")),
    CenterCause.SAME_CATEGORY: Told("category", _("Phản ánh đang ở đúng lĩnh vực này.")),
    CenterCause.SAME_PLACE: Told("ward", _("Trang đã ghi đúng nơi này.")),
    CenterCause.NOT_THERE: Told("words", _("Trang không có những chữ này. Hãy chép trọn từng chữ.")),
    CenterCause.NEEDS_TWO: Told("reason", _("Lý do này cần căn cứ pháp lý và hai người duyệt.")),
    CenterCause.NO_LEGAL_BASIS: Told("legal_basis", _("Lý do này cần căn cứ pháp lý: hãy ghi văn bản và điều khoản.")),
    CenterCause.NO_ACCOUNT: Told("", _("Việc này cần hai người, mỗi người một tài khoản.")),
    CenterCause.ASKED_ALREADY: Told("", _("Đã có người đề nghị rút phản ánh này: còn chờ người thứ hai.")),
    CenterCause.NOTHING_ASKED: Told("", _("Không còn đề nghị rút nào chờ xác nhận.")),
    CenterCause.URGENT_ALREADY: Told("", _("Phản ánh này đã được đánh dấu gấp.")),
    CenterCause.URGENT_NOT: Told("", _("Phản ánh này không còn được đánh dấu gấp.")),
    CenterCause.NO_MORE_URGENT: Told("", _("Phản ánh này không còn việc gì phải làm gấp.")),
}
#: Where the officer's desk says it of an answer, here it is about a case.
OF_CASE: Mapping[Cause, Told] = {
    Cause.NO_SUCH_REASON: Told("reason", _("Hãy chọn lý do trong danh sách.")),
    Cause.HAS_IT_ALREADY: Told("agency", OF_OFFICE[Cause.HAS_IT_ALREADY].sentence),
    Cause.DISSOLVED: Told("agency", OF_OFFICE[Cause.DISSOLVED].sentence),
    Cause.REMOVED: Told("", _("Phản ánh này đã rời cổng.")),
}
OF_ASSIGNMENT: Mapping[AssignmentState, str | Promise] = {
    AssignmentState.AWAITING: _("Đơn vị đang có câu trả lời chờ duyệt: quyết định xong mới chuyển hay mở lại được."),
    AssignmentState.ANSWERED: _("Đơn vị này đã trả lời xong."),
    AssignmentState.TRANSFERRED: _("Việc này đã chuyển sang đơn vị khác."),
    AssignmentState.CANCELLED: _("Việc này đã dừng."),
}


def refusal(error: Exception) -> Told:
    """What to say of a refusal by a verb, and where."""
    if isinstance(error, RightRefused):
        return Told("", WHY[error.why])
    if isinstance(error, CaseChanged):
        # Nobody is named: the ledger holds roles, and a second click changes what the first one has read, too.
        text = gettext("Phản ánh này vừa thay đổi sau khi bạn mở, nay là “%(state)s”. Vẫn đúng thì gửi lần nữa.")
        return Told("", text % {"state": state_word(error.case.state, error.case.round)})
    if isinstance(error, ActionRefused) and isinstance(error.cause, CenterCause):
        return CAUSES[error.cause]
    if isinstance(error, ActionRefused) and isinstance(error.cause, Cause):
        return OF_CASE.get(error.cause) or OF_OFFICE[error.cause]
    if isinstance(error, MoveRefused) and isinstance(error.state, AssignmentState):
        return Told("", OF_ASSIGNMENT.get(error.state, _("Việc này không còn ở bước ấy.")))
    if isinstance(error, MoveRefused) and isinstance(error.state, CaseState):
        if error.state in (CaseState.ANSWERED, CaseState.IN_PROGRESS) and error.move == "reopen":
            return Told("", OF_ASSIGNMENT[AssignmentState.AWAITING])
        text = gettext("Phản ánh nay là “%(state)s” nên không làm việc này được nữa.")
        return Told("", text % {"state": state_word(error.state)})
    return Told("", gettext("Việc này không còn ở bước ấy. Hãy xem lại trang."))
