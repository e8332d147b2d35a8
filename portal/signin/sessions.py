"""Sessions of the staff: each knows its account, lasts a working day at most, and ends with the account's rights.

Django ends sessions by itself when the password changes, and lets nobody in who is deactivated; but a session that
was only refused would live again as soon as the account does. So rows are deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends import db
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.http import HttpRequest
from django.utils import timezone

from portal.models import StaffSession

BEGAN = "signed_in_at"  # seconds since 1970, of the sign-in
#: Fields of an account whose change ends its sessions.
WATCHED = frozenset({"password", "is_active", "is_staff", "is_superuser"})


class SessionStore(db.SessionStore):
    """Django's own in the database, that also writes whose a session is, and never keeps it longer than a day."""

    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        """Rows with an account."""
        return StaffSession

    def create_model_instance(self, data: Mapping[str, Any]) -> StaffSession:
        """Make the row: Django would begin the time anew at every change, here it runs from the sign-in."""
        row: StaffSession = super().create_model_instance(data)  # type: ignore[arg-type,assignment]  # likewise
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        if BEGAN in data:
            end = datetime.fromtimestamp(data[BEGAN], UTC) + timedelta(seconds=settings.SESSION_COOKIE_AGE)
            row.expire_date = min(row.expire_date, end)
        return row


def end_sessions(account_ids: Iterable[int]) -> None:
    """Sign these accounts out everywhere; in the transaction of whatever is the reason."""
    StaffSession.objects.filter(account__in=list(account_ids)).delete()


def note_beginning(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    """Write down when somebody signed in."""
    request.session[BEGAN] = int(timezone.now().timestamp())


def end_when_account_changes(
    sender: type[AbstractUser],
    instance: AbstractUser,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **kwargs: Any,
) -> None:
    """End the sessions of an account whose password, activity or rank is about to change."""
    watched = WATCHED if update_fields is None else WATCHED.intersection(update_fields)
    if raw or instance.pk is None or not watched:
        return
    before = get_user_model().objects.filter(pk=instance.pk).values(*watched).first()
    if before is not None and any(getattr(instance, name) != value for name, value in before.items()):
        end_sessions([instance.pk])


def end_when_roles_change(
    sender: type,
    instance: AbstractUser | Group,
    action: str,
    reverse: bool,
    pk_set: set[int] | None = None,
    **kwargs: Any,
) -> None:
    """End the sessions of accounts that join or leave a group, or get or lose a permission of their own.

    Clearing names nobody afterwards, so it is heeded before it happens.
    """
    if action in {"post_add", "post_remove"}:
        end_sessions(pk_set or () if reverse else [instance.pk])
    elif action == "pre_clear":
        end_sessions(_members(instance) if reverse else [instance.pk])


def end_when_group_goes(sender: type[Group], instance: Group, **kwargs: Any) -> None:
    """End the sessions of whoever was in a group that is deleted: no signal tells of that."""
    end_sessions(_members(instance))


def _members(group: Any) -> list[int]:
    """Accounts of a group, or those that hold a permission themselves."""
    return list(group.user_set.values_list("pk", flat=True))


def connect() -> None:
    """Begin to listen."""
    user = get_user_model()
    user_logged_in.connect(note_beginning)
    pre_save.connect(end_when_account_changes, sender=user)
    for through in (user.groups.through, user.user_permissions.through):
        m2m_changed.connect(end_when_roles_change, sender=through)
    pre_delete.connect(end_when_group_goes, sender=Group)
