"""The one door to reporters' contacts: whoever reads them says what for, and it is written down."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from cases.contacts.models import Contact, ContactAccess, ContactOfReport, Purpose
from cases.models import Case, FigureReport, FigureReportState

__all__ = ["Contact", "Purpose", "can_read", "just_read", "keep_address", "keep_contact", "read_contacts"]

AGAIN = timedelta(hours=1)  # until a letter that was not taken is tried once more
MAY_READ = "contacts.view_contact"
MOMENT = timedelta(minutes=1)  # from asking to the page that shows it


def can_read(by: AbstractUser) -> bool:
    """Say whether an account may read contacts at all."""
    return bool(by.has_perm(MAY_READ))


def read_contacts(case: Case, *, by: AbstractUser, purpose: Purpose, at: datetime) -> list[Contact]:
    """Return how to reach those who sent a case, oldest first, and write down who asked, when and what for.

    It is written down also where there is no contact: that too is an answer. Who reads in a transaction that fails has
    read nothing. Raises PermissionDenied for an account that may not, ValueError for a purpose that is none.
    """
    if not can_read(by):
        raise PermissionDenied
    with transaction.atomic():
        ContactAccess.objects.create(
            case=case, account_id=by.pk, account_name=by.get_username(), purpose=Purpose(purpose), read_at=at
        )
        return list(Contact.objects.filter(case=case).order_by("pk"))


def just_read(case: Case, *, by: AbstractUser, at: datetime) -> list[Contact] | None:
    """What this account has read a moment ago, for the page that shows it; None where nothing was written down of it.

    Nothing is written a second time: asking and showing are two requests, so that no page is the answer to a form.
    """
    lately = ContactAccess.objects.filter(case=case, account_id=by.pk, read_at__gt=at - MOMENT, read_at__lte=at)
    if not can_read(by) or not lately.exists():
        return None
    return list(Contact.objects.filter(case=case).order_by("pk"))


def keep_contact(case: Case, *, name: str = "", email: str = "", phone: str = "") -> Contact:
    """Write down how to reach who sent a case; the token is what their private link will name."""
    return Contact.objects.create(case=case, name=name, email=email, phone=phone, token=secrets.token_urlsafe(32))


def keep_address(report: FigureReport, email: str) -> None:
    """Write down where to tell the answer to a report of a wrong figure; a second address for it is not kept."""
    ContactOfReport.objects.get_or_create(report=report, defaults={"email": email})


def addresses_to_tell(now: datetime) -> list[tuple[FigureReport, str]]:
    """Reports that were answered or dropped, each with the address to be told now: for the mailer alone."""
    waiting = ContactOfReport.objects.exclude(report__state=FigureReportState.WAITING).exclude(try_at__gt=now)
    return [(row.report, row.email) for row in waiting.select_related("report").order_by("pk")]


def take_address(report: FigureReport, *, now: datetime) -> bool:
    """Whether the caller is the one to write now; whoever comes within an hour is not."""
    mine = ContactOfReport.objects.filter(report=report).exclude(try_at__gt=now)
    return bool(mine.update(try_at=now + AGAIN))


def erase_address(report: FigureReport) -> None:
    """Forget it."""
    ContactOfReport.objects.filter(report=report).delete()
