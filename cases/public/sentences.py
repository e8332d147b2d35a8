"""Sentences of the public page that are made from codes: what happened, and what the term is."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.public.case import Named, PublicTerm

#: What an event is called; the others concern the Center's inner work and are not shown.
EVENTS = {
    "case.receive": gettext_lazy("Nhận phản ánh"),
    "case.accept": gettext_lazy("Tiếp nhận"),
    "case.assign": gettext_lazy("Giao %(agency)s"),
    "case.transfer": gettext_lazy("Chuyển từ %(agency)s sang %(to_agency)s"),
    "case.escalate": gettext_lazy("Hỏi ý kiến %(agency)s"),
    "case.extend": gettext_lazy("%(agency)s gia hạn"),
    "case.due": gettext_lazy("Hạn cuối dời theo lịch nghỉ"),
    "case.amend": gettext_lazy("%(agency)s bổ sung câu trả lời"),
    "case.answer": gettext_lazy("Phản ánh đã được trả lời"),
    "case.unanswer": gettext_lazy("Câu trả lời bị huỷ, xử lý tiếp"),
    "case.reopen": gettext_lazy("Mở lại"),
    "case.withdraw": gettext_lazy("Rút khỏi trang"),
    "case.restore": gettext_lazy("Đưa lại lên trang"),
    "case.merge": gettext_lazy("Gộp vào phản ánh khác"),
    "case.unmerge": gettext_lazy("Tách khỏi phản ánh đã gộp"),
    "case.update": gettext_lazy("Sửa thông tin"),  # by the source or by the Center: the role stands beside it
    "assignment.submit": gettext_lazy("%(agency)s gửi câu trả lời"),
    "assignment.recall": gettext_lazy("%(agency)s rút lại câu trả lời"),
    "assignment.approve": gettext_lazy("Câu trả lời của %(agency)s được duyệt"),
    "assignment.return": gettext_lazy("Câu trả lời của %(agency)s bị trả lại"),
    "assignment.refuse": gettext_lazy("Câu trả lời của %(agency)s bị từ chối"),
    "assignment.retract": gettext_lazy("Huỷ duyệt câu trả lời của %(agency)s"),
    "assignment.cancel": gettext_lazy("Dừng giao %(agency)s"),
    "answer.approve": gettext_lazy("Phần bổ sung của %(agency)s được duyệt"),
}
SHOWN = frozenset(EVENTS)


def event_sentence(kind: str, *, agency: Named | None, to_agency: Named | None) -> str:
    """What happened, in words; KeyError for a kind that is not shown."""
    nobody = _("đơn vị chưa rõ")
    names = {"agency": str(agency or nobody), "to_agency": str(to_agency or nobody)}
    return str(EVENTS[kind]) % names


def term_sentence(term: PublicTerm | None) -> str:
    """How the deadline is counted, in words; "" without a term."""
    if term is None:
        return ""
    if term.kind == "working_days":
        counted = ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", term.n)
        since = _("tính theo giờ hành chính") if term.office else _("tính từ ngày sau ngày giao")
        return f"{counted % {'n': term.n}}, {since}"
    if term.kind == "hours":
        return ngettext("%(n)s giờ kể từ khi giao", "%(n)s giờ kể từ khi giao", term.n) % {"n": term.n}
    return ngettext("%(n)s ngày kể từ khi giao", "%(n)s ngày kể từ khi giao", term.n) % {"n": term.n}
