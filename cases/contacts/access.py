"""The one door to reporters' contacts: whoever reads them says what for, and it is written down."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from cases.contacts.models import Contact, ContactAccess, Purpose
from cases.models import Case

__all__ = ["Contact", "Purpose", "can_read", "keep_contact", "read_contacts"]

MAY_READ = "contacts.view_contact"


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


def keep_contact(case: Case, *, name: str = "", email: str = "", phone: str = "") -> Contact:
    """Write down how to reach who sent a case; the token is what their private link will name."""
    return Contact.objects.create(case=case, name=name, email=email, phone=phone, token=secrets.token_urlsafe(32))
