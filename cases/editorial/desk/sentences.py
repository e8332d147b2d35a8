"""Why something was not done, in words for the desk."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from cases.actions.actor import Actor, Role
from cases.actions.awaiting_effect import WaitingDecision, WouldShowMore
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.claiming import ClaimedByAnother
from cases.actions.covering import CoversChanged
from cases.actions.deciding import NothingToUndo, VersionReplaced
from cases.actions.disagreeing import is_disputed
from cases.actions.duplicates import confirmation_of
from cases.actions.rights import refuse_without_right
from cases.models import Appeal, Case, Choice, PendingDecision, Ruling, Submission
from cases.rules.rights import Deed, RightRefused, Why
from cases.rules.states import CaseState, MoveRefused
from cases.rules.verdicts import Decision
from cases.templatetags.dates import clock_text, moment_text

WHY = {
    Why.NO_POWER: gettext_lazy("Tài khoản của bạn không có quyền làm việc này."),
    Why.OTHER_AGENCY: gettext_lazy("Việc này của đơn vị khác."),
    Why.PAST_AGENCY: gettext_lazy("Bạn đã thôi việc ở đơn vị này nên chỉ còn đọc được."),
    Why.OWN_TEXT: gettext_lazy("Bạn đã viết hoặc gửi câu trả lời này nên người khác phải duyệt."),
    Why.OWN_AGENCY: gettext_lazy("Câu trả lời này của đơn vị bạn đang hoặc vừa làm việc nên người khác phải duyệt."),
    Why.SAME_REVIEWER: gettext_lazy("Bạn đã quyết định lần đầu nên người khác phải xét khiếu nại này."),
    Why.OWN_REQUEST: gettext_lazy("Chính bạn đã đề nghị nên người khác phải xác nhận."),
}
CHOICES = {
    Decision.APPROVED.value: Choice.APPROVE.value,
    Decision.RETURNED.value: Choice.RETURN.value,
    Decision.REFUSED.value: Choice.REFUSE.value,
}
CAUSES = {
    Cause.APPEAL_DECIDED: gettext_lazy("Người khác đã quyết định khiếu nại này, hoặc đơn vị đã gửi câu trả lời mới."),
    Cause.RULED: gettext_lazy("Người khác đã phân xử việc này."),
    Cause.HAS_IT_ALREADY: gettext_lazy("Đơn vị ấy đang giữ phản ánh này rồi."),
    Cause.DISSOLVED: gettext_lazy("Đơn vị ấy đã giải thể: hãy chọn đơn vị kế thừa."),
    Cause.NOBODY_ELSE: gettext_lazy("Không có đơn vị nào khác giữ phản ánh này."),
    Cause.APPEAL_WAITS: gettext_lazy("Đơn vị đang khiếu nại: quyết định khiếu nại trước rồi mới chuyển được."),
    Cause.NO_SUCH_REASON: gettext_lazy("Lý do này không còn dùng."),
    Cause.NO_SENTENCE: gettext_lazy("Hãy viết một câu cho biết vì sao."),
    Cause.SENTENCE_TOO_LONG: gettext_lazy("Dài quá: nhiều nhất 600 ký tự."),
    Cause.PERSONAL_DATA: gettext_lazy("Câu này công bố ngay nên không có thông tin cá nhân."),
    Cause.REMOVED: gettext_lazy("Phản ánh này đã rời cổng."),
    Cause.NOTHING_TO_CONFIRM: gettext_lazy("Người khác đã xác nhận hoặc đã tách phản ánh này."),
    Cause.ANSWERED_ANEW: gettext_lazy(
        "Phản ánh gộp vào đã mở lại hoặc có câu trả lời khác từ khi bạn mở trang. Hãy đọc câu trả lời mới rồi quyết"
        " định."
    ),
    Cause.NOTHING_TO_STRIKE: gettext_lazy("Lời giải thích ấy đã được gạch rồi."),
    Cause.NOTHING_TO_RETRACT: gettext_lazy("Việc duyệt câu trả lời này đã được huỷ rồi."),
    Cause.NOTHING_TO_COVER: gettext_lazy("Đoạn này đã được che hoặc bỏ che, hoặc câu trả lời không có những chữ ấy."),
    Cause.NO_WORDS: gettext_lazy("Ghi chú chưa có chữ nào."),
    Cause.TOO_EARLY: gettext_lazy("Việc này không thể đứng trước việc đã xảy ra."),
}
#: Refusals that say all by being what they are.
ALONE: dict[type[Exception], Promise] = {
    CoversChanged: gettext_lazy("Phần che hoặc ảnh của câu trả lời này vừa đổi. Xin xem lại rồi quyết định."),
    NothingToUndo: gettext_lazy("Không còn hoàn tác được: quyết định đã có hiệu lực, hoặc do người khác đưa ra."),
}
#: What of a form a verb refuses: said beside its field, with all that was typed.
OF_FIELD: dict[object, str] = {
    Cause.NO_SUCH_REASON: "reason",
    Cause.NO_SENTENCE: "sentence",
    Cause.SENTENCE_TOO_LONG: "sentence",
    Cause.PERSONAL_DATA: "sentence",
}
Refused = (ActionRefused, MoveRefused, RightRefused)


#: How a case left the portal: the kind of its event, and the sentence.
LEFT: dict[str, tuple[str, Promise]] = {
    CaseState.WITHDRAWN.value: ("case.withdraw", gettext_lazy("Phản ánh đã được rút khỏi cổng lúc %(time)s.")),
    CaseState.MERGED.value: ("case.merge", gettext_lazy("Phản ánh đã được gộp vào phản ánh khác lúc %(time)s.")),
    CaseState.DECLINED.value: ("case.decline", gettext_lazy("Phản ánh đã bị từ chối tiếp nhận lúc %(time)s.")),
}
TAKEN_BACK = {
    Decision.RECALLED.value: gettext_lazy("Đơn vị đã rút câu trả lời này lúc %(time)s."),
    Decision.VOID.value: gettext_lazy("Việc đã chuyển đơn vị khác hoặc đã kết thúc lúc %(time)s."),
}


def own(at: datetime, told: str) -> str:
    """What one has decided oneself, and when: a second click, or a way back, is told no more than that."""
    return gettext("Bạn đã quyết định câu này: %(choice)s, lúc %(time)s.") % {"time": moment_text(at), "choice": told}


def named(account: AbstractUser | None) -> str:
    """What somebody is called."""
    return (account.get_full_name() or account.get_username()) if account else gettext("Một người khác")


def left_portal(case: Case) -> str:
    """How a case left the portal, and when; "" for one that is on it."""
    kind, said = LEFT.get(case.state, ("", ""))
    at = case.events.filter(kind=kind).order_by("-seq").values_list("happened_at", flat=True).first() if kind else None
    return str(said) % {"time": moment_text(at)} if at else ""


def decided(version: Submission | None) -> str:
    """What was decided on a version, whether or not it counts already; "" where nothing was."""
    made = getattr(version, "pending", None) or version
    return getattr(made, "choice", "") or CHOICES.get(getattr(made, "decision", ""), "")


def why_gone(version: Submission | None, reader: int | None = None) -> str:
    """Why a version is not on the desk any more: by whom and when it was decided on, taken back or taken away.

    `reader` is the account that reads it. "" for a version that waits, or is none.
    """
    if version is None:
        return ""
    if version.decision == "" and is_disputed(version):
        return gettext("Người duyệt không cùng ý về câu này nên lãnh đạo Trung tâm quyết định.")
    made, choice = getattr(version, "pending", None) or version, decided(version)
    by, at = made.decided_by, made.decided_at
    if not choice:
        left, taken = left_portal(version.answer.assignment.case), TAKEN_BACK.get(version.decision)
        return left or (str(taken) % {"time": moment_text(at)} if taken and at else "")
    told = {"name": named(by), "choice": getattr(made, "told", "") or Choice(choice).label}
    if at is None:  # imported: the source does not say when
        return gettext("%(name)s đã quyết định câu này: %(choice)s.") % told
    if by is not None and by.pk == reader:
        return own(at, str(told["choice"]))
    return gettext("%(name)s đã quyết định câu này: %(choice)s, lúc %(time)s.") % {**told, "time": moment_text(at)}


def gone(version: Submission | None, reader: int | None = None) -> str:
    """The same, with a sentence where nothing more is known."""
    return why_gone(version, reader) or gettext("Câu trả lời đó không còn chờ bạn duyệt.")


def not_undone(version: Submission | None, reader: int | None) -> str:
    """Why a decision cannot be undone: it is another's, it counts, it was undone already, or lapsed with its case."""
    made = getattr(version, "pending", None)
    if made is not None:
        told = gettext("Quyết định này do %(name)s đưa ra: người đó hoặc lãnh đạo Trung tâm mới hoàn tác được.")
        return told % {"name": named(made.decided_by)}
    if decided(version):
        return gettext("Không còn hoàn tác được: quyết định đã có hiệu lực.")
    return why_gone(version, reader) or gettext("Không có gì để hoàn tác: quyết định ấy đã được hoàn tác rồi.")


def not_to_decide(version: Submission, reader: int, *, now: datetime) -> str:
    """Why who reads a version may not decide on it: somebody has, it is their own, the head settles it, or it rests."""
    if not version.decision and not hasattr(version, "pending"):
        by, agency = Actor(role=Role.CENTER, user_id=reader), version.answer.assignment.agency_id
        try:
            refuse_without_right(by, Deed.APPROVE, agency, now=now, version=version)
        except RightRefused as refused:
            return str(WHY[refused.why])
    return gone(version, reader)


def settled_by(matter: Appeal | Ruling) -> tuple[AbstractUser | None, datetime | None]:
    """Who has settled this, and when; the decision on an appeal may still wait to take effect."""
    if isinstance(matter, Ruling):
        return matter.ruled_by, matter.ruled_at
    made = PendingDecision.objects.filter(version=matter.version_id).first() or matter
    return made.decided_by, made.decided_at


def settled_already(matter: Appeal | Ruling, reader: int | None) -> str:
    """Who has settled this, when, and how; "" where nobody has, or it was dropped."""
    by, at = settled_by(matter)
    if at is None or by is None:
        return ""
    told = {"time": moment_text(at), "name": named(by), "how": _how(matter)}
    if isinstance(matter, Ruling):
        own_ = gettext("Bạn đã phân xử việc này lúc %(time)s: %(how)s.")
        others = gettext("%(name)s đã phân xử việc này lúc %(time)s: %(how)s.")
    else:
        own_ = gettext("Bạn đã quyết định khiếu nại này lúc %(time)s: %(how)s.")
        others = gettext("%(name)s đã quyết định khiếu nại này lúc %(time)s: %(how)s.")
    return (own_ if by.pk == reader else others) % told


def _how(matter: Appeal | Ruling) -> str:
    """How it was settled, in the words of the form."""
    if isinstance(matter, Ruling):
        outcome = str(matter.get_outcome_display())
        return f"{outcome} ({matter.to})" if matter.to else outcome
    made = PendingDecision.objects.filter(version=matter.version_id).select_related("version").first()
    return str(made.told if made else matter.get_outcome_display())


def why_settled(matter: Appeal | Ruling, reader: int | None, *, now: datetime) -> str:
    """Why a matter is not this person's to settle (any more); "" where it is."""
    charge = matter.assignment if isinstance(matter, Ruling) else matter.version.answer.assignment
    told = settled_already(matter, reader) or left_portal(charge.case)
    if told or isinstance(matter, Ruling):
        ended = charge.ended_at
        return told or (str(TAKEN_BACK[Decision.VOID.value]) % {"time": moment_text(ended)} if ended else "")
    if matter.outcome and matter.decided_at:
        dropped = gettext("Đơn vị đã gửi câu trả lời mới lúc %(time)s nên không còn khiếu nại này.")
        return dropped % {"time": moment_text(matter.decided_at)}
    by, version = Actor(role=Role.CENTER, user_id=reader), matter.version
    deed, written_by = Deed.DECIDE_APPEAL, matter.appealed_by_id
    try:
        refuse_without_right(by, deed, charge.agency_id, now=now, version=version, written_by=written_by)
    except RightRefused as refused:
        return str(WHY[refused.why])
    return ""


def confirmed_already(case: int, reader: int | None) -> str:
    """Who has confirmed a merged report, and when; "" where nobody has, or nobody knows who."""
    done = confirmation_of(case)
    if done is None or done.confirmed_by is None:
        return ""
    time, by = moment_text(done.confirmed_at), done.confirmed_by
    if by.pk == reader:
        return gettext("Bạn đã xác nhận phản ánh này lúc %(time)s.") % {"time": time}
    name = by.get_full_name() or by.get_username()
    return gettext("%(name)s đã xác nhận phản ánh này lúc %(time)s.") % {"name": name, "time": time}


def would_show_more(error: WaitingDecision, reader: int | None) -> str:
    """Why nothing is added to what was approved: who decided, until when that can be undone, and by whom."""
    told = {"choice": error.told, "time": moment_text(error.at), "until": clock_text(error.until)}
    if reader is not None and error.account_id == reader:
        said = gettext(
            "Bạn đã quyết định câu trả lời này: %(choice)s, lúc %(time)s; có hiệu lực lúc %(until)s. Cho hiện thêm lúc"
            " này thì công chúng thấy điều chưa được duyệt. Hãy hoàn tác ở Bàn duyệt rồi làm lại."
        )
        return said % told
    said = gettext(
        "%(name)s đã quyết định câu trả lời này: %(choice)s, lúc %(time)s; có hiệu lực lúc %(until)s. Cho hiện thêm lúc"
        " này thì công chúng thấy điều chưa được duyệt. Cần người đó hoặc lãnh đạo Trung tâm hoàn tác ở Bàn duyệt"
        " trước."
    )
    return said % {**told, "name": error.name or gettext("Một người khác")}


def already_decided(error: WaitingDecision, reader: int | None) -> str:
    """Who has decided, to whom comes second: a second click of one's own is told no more than that."""
    if reader is not None and error.account_id == reader:
        return own(error.at, error.told)
    return gettext("%(name)s đã quyết định câu này: %(choice)s, lúc %(time)s.") % {
        "name": error.name or gettext("Một người khác"),
        "choice": error.told,
        "time": moment_text(error.at),
    }


def refusal(error: Exception, reader: int | None = None) -> str:
    """The sentence for a refusal by a verb; `reader` is the account that reads it."""
    if isinstance(error, RightRefused):
        return str(WHY[error.why])
    if isinstance(error, ClaimedByAnother):
        since = timezone.localtime(error.since)
        return gettext("%(name)s đang xem câu này từ %(time)s.") % {"name": error.name, "time": f"{since:%H:%M}"}
    if isinstance(error, WaitingDecision):
        return would_show_more(error, reader) if isinstance(error, WouldShowMore) else already_decided(error, reader)
    if isinstance(error, VersionReplaced):
        return gettext("Đơn vị đã gửi bản %(n)s thay bản bạn đọc. Hãy đọc bản mới.") % {"n": error.newest}
    if type(error) in ALONE:
        return str(ALONE[type(error)])
    if isinstance(error, ActionRefused) and isinstance(error.cause, Cause) and error.cause in CAUSES:
        return str(CAUSES[error.cause])
    return gettext("Câu trả lời này không còn chờ duyệt.")
