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
from cases.mailing.leads import SUBJECTS, consequences, lead_of
from cases.mailing.recipients import languages_of
from cases.mailing.subjects import desk_address, subjects
from cases.models import Assignment, Event, Mail, MailKind
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
    charge = held.first() if mail.kind == MailKind.RULED else held.filter(state__in=states).first()
    if charge is None and mail.agency_id is not None:
        return None  # the case is another agency's by now
    found = subjects([charge], now=now) if charge else []
    kind, event = MailKind(mail.kind), Event.objects.get(case=case, seq=mail.event_seq or 0)
    subject = SUBJECTS[kind]() % {"number": case.number}
    language = translation.get_language() or settings.LANGUAGE_CODE
    context = {
        "lead": lead_of(kind, event, case.number, charge),
        "then": consequences(kind, charge),
        "case": found[0] if found else None,
        "page": f"{settings.PUBLIC_URL}{short_url(case.number, language)}" if is_public(case) else "",
        "desk": desk_address(charge.pk) if charge else f"{settings.PUBLIC_URL}{settings.CMS_PATH}",
    }
    return "event", subject, context
