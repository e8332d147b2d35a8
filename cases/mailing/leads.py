"""What a mail about an event says first: what happened, to whom, and what follows. Why stands at the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from cases.models import Agency, Assignment, AssignmentKind, Event, MailKind
from cases.models.assignment import LIVE
from cases.rules.rulings import RulingOutcome

#: Asked each time, so that they are in the reader's language.
Words = Callable[[], str]

SUBJECTS: Mapping[MailKind, Words] = {
    MailKind.RETURNED: lambda: _("Phản ánh %(number)d: câu trả lời bị trả lại"),
    MailKind.REFUSED: lambda: _("Phản ánh %(number)d: câu trả lời bị từ chối"),
    MailKind.REOPENED: lambda: _("Phản ánh %(number)d được mở lại"),
    MailKind.URGENT: lambda: _("Gấp: phản ánh %(number)d"),
    MailKind.RULED: lambda: _("Phản ánh %(number)d: Trung tâm đã phân xử"),
    MailKind.APPEAL: lambda: _("Phản ánh %(number)d: đã quyết định khiếu nại"),
    MailKind.RETRACTED: lambda: _("Phản ánh %(number)d: câu trả lời bị huỷ duyệt"),
    MailKind.ASSIGNED: lambda: _("Phản ánh %(number)d: việc mới"),
}
LEADS: Mapping[MailKind, Words] = {
    MailKind.RETURNED: lambda: _("Trung tâm trả lại câu trả lời của %(agency)s cho phản ánh %(number)d."),
    MailKind.REFUSED: lambda: _(
        "Trung tâm từ chối câu trả lời của %(agency)s cho phản ánh %(number)d: coi đó là đùn đẩy trách nhiệm."
    ),
    MailKind.REOPENED: lambda: _("Trung tâm mở lại phản ánh %(number)d và giao %(agency)s, với một hạn mới."),
    MailKind.URGENT: lambda: _("Phản ánh %(number)d của %(agency)s là việc gấp, tính hạn theo giờ."),
    MailKind.RETRACTED: lambda: _("Trung tâm huỷ duyệt câu trả lời của %(agency)s cho phản ánh %(number)d."),
    MailKind.ASSIGNED: lambda: _("Trung tâm giao phản ánh %(number)d cho %(agency)s."),
}
LEADS_OF_CENTER: Mapping[MailKind, Words] = {
    MailKind.URGENT: lambda: _("Phản ánh %(number)d là việc gấp và chưa giao đơn vị nào.")
}
RULED: Mapping[str, Words] = {
    RulingOutcome.STAYS: lambda: _("Trung tâm phân xử: phản ánh %(number)d vẫn là việc của %(agency)s."),
    RulingOutcome.TRANSFERRED: lambda: _("Trung tâm phân xử: phản ánh %(number)d chuyển sang %(to)s."),
    RulingOutcome.RELEASED: lambda: _(
        "Trung tâm phân xử: phản ánh %(number)d để các đơn vị còn lại làm, %(agency)s không giữ nữa."
    ),
    RulingOutcome.ASKED: lambda: _("Trung tâm đã hỏi %(to)s về phản ánh %(number)d, như %(agency)s đề nghị."),
    RulingOutcome.DECLINED: lambda: _("Trung tâm không hỏi cấp trên: %(agency)s tự trả lời phản ánh %(number)d."),
}
ASKED_FOR_OPINION: Words = lambda: _("Trung tâm xin ý kiến của %(agency)s về phản ánh %(number)d.")  # noqa: E731 - as above
GRANTED: Words = lambda: _(  # noqa: E731 - as above
    "Trung tâm chấp nhận khiếu nại của %(agency)s về phản ánh %(number)d: bản đã gửi được tính từ lúc gửi."
)
UPHELD: Words = lambda: _(  # noqa: E731 - as above
    "Trung tâm giữ nguyên quyết định về câu trả lời của %(agency)s cho phản ánh %(number)d."
)


def lead_of(kind: MailKind, event: Event, number: int, charge: Assignment | None) -> str:
    """The first sentence, about the agency of `charge`; None where the case is no agency's yet."""
    named = event.data.get("to_agency")
    to = None if named is None else Agency.objects.filter(pk=named).first()
    words = {"number": number, "agency": str(charge.agency) if charge else "", "to": str(to) if to else ""}
    return _sentence(kind, event, charge)() % words


def _sentence(kind: MailKind, event: Event, charge: Assignment | None) -> Words:
    if charge is None:
        return LEADS_OF_CENTER[kind]
    if kind is MailKind.RULED:
        return RULED[event.data["ruled"]]
    if kind is MailKind.APPEAL:
        return GRANTED if event.kind.endswith("overturn") else UPHELD
    if kind is MailKind.ASSIGNED and charge.kind == AssignmentKind.OPINION:
        return ASKED_FOR_OPINION
    return LEADS[kind]


def consequences(kind: MailKind, charge: Assignment | None) -> list[str]:
    """What follows from it; a sentence of the Center may name people, so it is read at the desk alone."""
    then: list[str] = []
    runs = charge is not None and charge.state in LIVE
    if kind in (MailKind.RETURNED, MailKind.REFUSED):
        then.append(_("Lý do và lời của Trung tâm ở trên bàn của đơn vị."))
        if runs:  # of an answered one it was an amendment
            then.append(_("Thời hạn chạy tiếp như chưa từng gửi."))
    elif kind in (MailKind.RULED, MailKind.APPEAL):
        then.append(_("Lý do ở trên bàn của đơn vị."))
        if runs:
            then.append(_("Thời hạn vẫn chạy."))
    elif kind is MailKind.RETRACTED and runs:
        then.append(_("Thời hạn chạy như chưa từng trả lời."))
    return then
