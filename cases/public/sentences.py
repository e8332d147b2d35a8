"""Sentences of the public page that are made from codes: what happened, and what the term is."""

from __future__ import annotations

from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import ReasonKind
from cases.public.case import Named, PublicTerm
from cases.rules.rulings import RulingOutcome
from cases.rules.states import DESK_KINDS
from cases.templatetags.ratings import rating_word

#: What an event is called.
EVENTS = {
    "case.receive": gettext_lazy("Gửi phản ánh"),
    "case.decline": gettext_lazy("Không tiếp nhận"),
    "case.reconsider": gettext_lazy("Xem xét lại"),
    "case.accept": gettext_lazy("Tiếp nhận"),
    "case.assign": gettext_lazy("Giao %(agency)s"),
    "case.transfer": gettext_lazy("Chuyển từ %(agency)s sang %(to_agency)s"),
    "case.escalate": gettext_lazy("Hỏi ý kiến %(agency)s"),
    "case.extend": gettext_lazy("%(agency)s gia hạn"),
    "case.strike": gettext_lazy("Lời giải thích gia hạn của %(agency)s bị gạch"),
    "case.due": gettext_lazy("Hạn cuối dời theo lịch nghỉ"),
    "case.answer": gettext_lazy("Phản ánh đã được trả lời"),
    "case.unanswer": gettext_lazy("Câu trả lời bị huỷ, xử lý tiếp"),
    "case.rate": gettext_lazy("Người dân đánh giá: %(rating)s"),
    "case.reopen": gettext_lazy("Mở lại"),
    "case.ask_reopen": gettext_lazy("Có người báo là vẫn chưa xong"),
    "case.keep": gettext_lazy("Trung tâm không mở lại"),
    "case.withdraw": gettext_lazy("Rút khỏi trang"),
    "case.restore": gettext_lazy("Đưa lại lên trang"),
    "case.merge": gettext_lazy("Gộp vào phản ánh khác"),
    "case.unmerge": gettext_lazy("Tách khỏi phản ánh đã gộp"),
    "case.update": gettext_lazy("Sửa thông tin"),  # by the source or by the Center: the role stands beside it
    "case.place": gettext_lazy("Trung tâm sửa nơi xảy ra"),
    "case.cover": gettext_lazy("Trung tâm che một phần phản ánh"),
    "assignment.submit": gettext_lazy("%(agency)s gửi câu trả lời"),
    "assignment.recall": gettext_lazy("%(agency)s rút lại câu trả lời"),
    "assignment.approve": gettext_lazy("Câu trả lời của %(agency)s được duyệt"),
    "assignment.return": gettext_lazy("Câu trả lời của %(agency)s bị trả lại"),
    "assignment.refuse": gettext_lazy("Câu trả lời của %(agency)s bị từ chối"),
    "assignment.retract": gettext_lazy("Huỷ duyệt câu trả lời của %(agency)s"),
    "assignment.appeal": gettext_lazy("%(agency)s khiếu nại quyết định về câu trả lời"),
    "assignment.uphold": gettext_lazy("Khiếu nại của %(agency)s không được chấp nhận"),
    "assignment.overturn": gettext_lazy("Khiếu nại của %(agency)s được chấp nhận, câu trả lời được duyệt"),
    "assignment.not_ours": gettext_lazy("%(agency)s báo việc này không thuộc thẩm quyền"),
    "assignment.ask_higher": gettext_lazy("%(agency)s xin ý kiến cấp trên"),
    "assignment.rule": gettext_lazy("Phân xử về %(agency)s"),
    "assignment.cancel": gettext_lazy("Dừng giao %(agency)s"),
    "assignment.restore": gettext_lazy("Giao lại %(agency)s"),
    "assignment.unmerge": gettext_lazy("Giao lại %(agency)s"),
    "answer.cover": gettext_lazy("Trung tâm che một phần câu trả lời của %(agency)s"),
    "answer.submit": gettext_lazy("%(agency)s gửi phần bổ sung"),
    "answer.recall": gettext_lazy("%(agency)s rút lại phần bổ sung"),
    "answer.approve": gettext_lazy("Phần bổ sung của %(agency)s được duyệt"),
    "answer.return": gettext_lazy("Phần bổ sung của %(agency)s bị trả lại"),
    "answer.refuse": gettext_lazy("Phần bổ sung của %(agency)s bị từ chối"),
    "answer.appeal": gettext_lazy("%(agency)s khiếu nại quyết định về phần bổ sung"),
    "answer.uphold": gettext_lazy("Khiếu nại của %(agency)s về phần bổ sung không được chấp nhận"),
    "answer.overturn": gettext_lazy("Khiếu nại của %(agency)s được chấp nhận, phần bổ sung được duyệt"),
}
#: What a ruling says, by its outcome.
RULED = {
    RulingOutcome.STAYS: gettext_lazy("Phân xử: vẫn là việc của %(agency)s"),
    RulingOutcome.TRANSFERRED: gettext_lazy("Phân xử: %(agency)s giao lại cho %(to_agency)s"),
    RulingOutcome.RELEASED: gettext_lazy("Phân xử: %(agency)s thôi giữ, các đơn vị còn lại làm tiếp"),
    RulingOutcome.ASKED: gettext_lazy("Chuyển câu hỏi của %(agency)s lên %(to_agency)s"),
    RulingOutcome.DECLINED: gettext_lazy("Không hỏi cấp trên: %(agency)s tự trả lời"),
}
#: What the Center corrected, where its event tells.
UPDATED = {
    "photo": gettext_lazy("Sửa một ảnh"),
    "photo.cover": gettext_lazy("Trung tâm che một phần ảnh"),
    "photo.show": gettext_lazy("Cho hiện một ảnh"),
    "photo.hide": gettext_lazy("Ẩn một ảnh"),
    "category": gettext_lazy("Đổi lĩnh vực"),
    "level": gettext_lazy("Đổi mức công khai"),
    "words": gettext_lazy("Sửa chữ trên trang này"),
}
#: What an event tells more exactly, by its kind and what it was.
ENTERED = "entered"
WHAT = {
    "case.update": UPDATED,
    "case.receive": {ENTERED: gettext_lazy("Ghi hộ phản ánh của người dân")},  # who called did not write it here
}
SHOWN = frozenset(EVENTS)
#: What the public does not read: a draft of an amendment was begun; an answer ended with its case or with its approval,
#: which is told as that; what the desk does before it counts.
HIDDEN = frozenset({"case.amend", "answer.void"}) | DESK_KINDS

#: Whose list the reason of an event is quoted from.
REASONS = {
    "case.decline": ReasonKind.DECLINE,
    "case.transfer": ReasonKind.TRANSFER,
    "case.extend": ReasonKind.EXTEND,
    "case.reopen": ReasonKind.REOPEN,
    "case.keep": ReasonKind.KEEP,
    "case.withdraw": ReasonKind.WITHDRAW,
    "assignment.return": ReasonKind.RETURN,
    "assignment.refuse": ReasonKind.REFUSE,
    "assignment.retract": ReasonKind.RETRACT,
    "answer.return": ReasonKind.RETURN,
    "answer.refuse": ReasonKind.REFUSE,
    "assignment.not_ours": ReasonKind.NOT_OURS,
    "assignment.ask_higher": ReasonKind.ASK_HIGHER,
    "assignment.rule": ReasonKind.RULE,
    "assignment.appeal": ReasonKind.APPEAL,
    "answer.appeal": ReasonKind.APPEAL,
    "case.strike": ReasonKind.STRIKE,
    "answer.cover": ReasonKind.STRIKE,
    "case.cover": ReasonKind.STRIKE,
    "case.update": ReasonKind.STRIKE,
    "case.place": ReasonKind.PLACE,
}


def unknown_agency() -> str:
    """What stands for an agency that nobody has named."""
    return _("Đơn vị chưa rõ")


def event_sentence(
    kind: str,
    *,
    agency: Named | None,
    to_agency: Named | None,
    rating: str | None = None,
    ruled: str | None = None,
    what: str | None = None,
) -> str:
    """What happened, in words; None stands for an agency without a name. KeyError for a kind that is not shown."""
    return _event_sentence(translation.get_language(), kind, agency, to_agency, rating, ruled, what)


@lru_cache(maxsize=8192)  # thousands of cases say the same: a sixth of what it took to read a case went into this
def _event_sentence(
    language: str | None,
    kind: str,
    agency: Named | None,
    to_agency: Named | None,
    rating: str | None,
    ruled: str | None,
    what: str | None,
) -> str:
    with translation.override(language):
        if kind == "case.rate":
            word = rating_word(rating)
            return str(EVENTS[kind]) % {"rating": word[:1].lower() + word[1:]}
        if kind == "case.assign" and agency is None:
            return _("Giao xử lý, nguồn không ghi cho đơn vị nào")
        if kind in WHAT and what:
            return str(WHAT[kind][what])
        nobody = _("đơn vị chưa rõ")
        said = RULED[RulingOutcome(ruled)] if ruled else EVENTS[kind]
        text = str(said) % {"agency": str(agency or nobody), "to_agency": str(to_agency or nobody)}
        return text[:1].upper() + text[1:]


def plan_label() -> str:
    """Why an agency promised a day without a code: its published answer is a plan."""
    return _("Theo kế hoạch trong câu trả lời")


def term_sentence(term: PublicTerm | None, *, round_number: int = 1) -> str:
    """How the citizen's clock of a round is counted, in words; "" without a term."""
    if term is None:
        return ""
    again = round_number > 1
    if term.kind == "working_days":
        counted = ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", term.n) % {"n": term.n}
        return f"{counted}, {_counted_from(term, again=again)}"
    if term.kind == "hours":
        counted = ngettext("%(n)s giờ", "%(n)s giờ", term.n) % {"n": term.n}
    else:
        counted = ngettext("%(n)s ngày", "%(n)s ngày", term.n) % {"n": term.n}
    since = _("kể từ khi mở lại") if again else _("kể từ khi tiếp nhận")
    return f"{counted} {since}"


def _counted_from(term: PublicTerm, *, again: bool) -> str:
    if term.office:
        hours = {"opens": term.office[0], "closes": term.office[1]}
        return _("tính theo giờ hành chính %(opens)s–%(closes)s") % hours
    return _("tính từ ngày sau ngày mở lại") if again else _("tính từ ngày sau ngày tiếp nhận")
