"""Writes a mail when it is sent: plain text and simple HTML, in the reader's language, of how things stand now."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases.actions.changing import is_public
from cases.mailing.digest import digest_of
from cases.mailing.recipients import languages_of
from cases.mailing.subjects import desk_address, subjects
from cases.models import Assignment, Mail, MailKind
from cases.models.assignment import LIVE
from cases.public.addresses import short_url
from cases.rules.states import AssignmentState, CaseState
from cases.templatetags.dates import day_text

GONE = [CaseState.DECLINED.value, CaseState.MERGED.value, CaseState.WITHDRAWN.value]
KNOWN = [code for code, _name in settings.LANGUAGES]


def write(mail: Mail, *, now: datetime) -> EmailMultiAlternatives | None:
    """The letter; None where there is nothing (any more) to say, or nobody to say it to."""
    account = mail.account
    if not account.is_active or not account.email:
        return None
    language = languages_of([account.pk]).get(account.pk, settings.LANGUAGE_CODE)
    with translation.override(language if language in KNOWN else settings.LANGUAGE_CODE):
        told = _digest(mail, now) if mail.kind == MailKind.DIGEST else _of_event(mail, now)
        if told is None:
            return None
        template, subject, context = told
        context |= {"site": settings.PUBLIC_URL, "subject": subject, "demo": settings.DEMO}
        letter = EmailMultiAlternatives(
            subject=subject,
            body=even(render_to_string(f"cases/mail/{template}.txt", context)),
            to=[account.email],
            headers={"Message-ID": message_id(mail), "Auto-Submitted": "auto-generated"},
        )
        letter.attach_alternative(render_to_string(f"cases/mail/{template}.html", context), "text/html")
        return letter


def even(text: str) -> str:
    """Without the gaps that conditions leave in a template: one empty line between paragraphs at most."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def message_id(mail: Mail) -> str:
    """The same whenever a mail is tried again, so that mailboxes that got it know it."""
    return f"<{mail.kind}.{mail.pk}.{mail.made_at:%Y%m%d%H%M%S}@{urlsplit(settings.PUBLIC_URL).hostname}>"


Told = tuple[str, str, dict[str, Any]]  # template, subject, context


def _digest(mail: Mail, now: datetime) -> Told | None:
    agency = mail.agency
    if agency is None or mail.day is None or mail.day < timezone.localdate(now):
        return None  # the digest of a later day says what still holds
    digest = digest_of(agency, now=now)
    if not digest:
        return None
    counts = {"late": digest.past_due.count, "soon": digest.due_soon.count, "back": digest.returned.count}
    parts = {
        "late": _("%(late)d quá hạn"),
        "soon": _("%(soon)d sắp đến hạn"),
        "back": _("%(back)d bị trả lại"),
    }
    said = ", ".join(text % counts for key, text in parts.items() if counts[key])
    subject = _("%(agency)s, %(day)s: %(said)s") % {"agency": agency, "day": day_text(mail.day), "said": said}
    return "digest", subject, {"digest": digest, "day": mail.day, "desk": desk_address()}


def _of_event(mail: Mail, now: datetime) -> Told | None:
    case = mail.case
    if case is None or case.state in GONE:
        return None
    held = Assignment.objects.filter(case=case, agency=mail.agency).order_by("-pk").select_related("agency")
    states = [*LIVE, AssignmentState.ANSWERED.value]  # of an answered one an amendment can be returned
    charge = held.filter(state__in=states).first()
    if charge is None and mail.agency_id is not None:
        return None  # the case is another agency's by now
    found = subjects([charge], now=now) if charge else []
    subject = SUBJECTS[MailKind(mail.kind)]() % {"number": case.number}
    language = translation.get_language() or settings.LANGUAGE_CODE
    context = {
        **_sentences(MailKind(mail.kind), case.number, charge),
        "case": found[0] if found else None,
        "page": f"{settings.PUBLIC_URL}{short_url(case.number, language)}" if is_public(case) else "",
        "desk": desk_address(charge.pk) if charge else f"{settings.PUBLIC_URL}{settings.CMS_PATH}",
    }
    return "event", subject, context


def _sentences(kind: MailKind, number: int, charge: Assignment | None) -> dict[str, Any]:
    """What happened, and what follows from it; why stands at the desk: a sentence of the Center may name people."""
    words = {"number": number, "agency": str(charge.agency) if charge else ""}
    then: list[str] = []
    if kind in (MailKind.RETURNED, MailKind.REFUSED):
        then.append(_("Lý do và lời của Trung tâm ở trên bàn của đơn vị."))
        if charge is not None and charge.state in LIVE:  # of an answered one it was an amendment
            then.append(_("Thời hạn chạy tiếp như chưa từng gửi."))
    return {"lead": (LEADS if charge else LEADS_OF_CENTER)[kind]() % words, "then": then}


SUBJECTS = {
    MailKind.RETURNED: lambda: _("Phản ánh %(number)d: câu trả lời bị trả lại"),
    MailKind.REFUSED: lambda: _("Phản ánh %(number)d: câu trả lời bị từ chối"),
    MailKind.REOPENED: lambda: _("Phản ánh %(number)d được mở lại"),
    MailKind.URGENT: lambda: _("Gấp: phản ánh %(number)d"),
}
LEADS = {
    MailKind.RETURNED: lambda: _("Trung tâm trả lại câu trả lời của %(agency)s cho phản ánh %(number)d."),
    MailKind.REFUSED: lambda: _(
        "Trung tâm từ chối câu trả lời của %(agency)s cho phản ánh %(number)d: coi đó là đùn đẩy trách nhiệm."
    ),
    MailKind.REOPENED: lambda: _("Trung tâm mở lại phản ánh %(number)d và giao %(agency)s, với một hạn mới."),
    MailKind.URGENT: lambda: _("Phản ánh %(number)d của %(agency)s là việc gấp, tính hạn theo giờ."),
}
LEADS_OF_CENTER = {MailKind.URGENT: lambda: _("Phản ánh %(number)d là việc gấp và chưa giao đơn vị nào.")}
