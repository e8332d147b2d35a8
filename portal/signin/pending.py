"""Between password and code: an account that nobody is signed in as yet, kept in a fresh session for ten minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from portal.signin import devices

NAME = "sign_in"
FRESH = "fresh_backup_codes"  # made a moment ago, to be shown once
LASTS = 600  # seconds


@dataclass(frozen=True, kw_only=True)
class Pending:
    """Who has given a password, where they want to go, and the secret they are setting up."""

    user: User
    backend: str
    next: str
    remember: bool
    key: str


def begin(request: HttpRequest, user: Any, *, next: str, remember: bool) -> None:
    """Remember whose password was right, in a session with nothing else in it and a new key."""
    request.session.flush()
    request.session[NAME] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "backend": user.backend,
        "next": next,
        "remember": remember,
        "key": devices.new_key(),
        "at": int(timezone.now().timestamp()),
    }


def read(request: HttpRequest) -> Pending | None:
    """Return who is waiting; None when nobody is, too late, or when the account has changed since."""
    kept = request.session.get(NAME)
    if not kept or timezone.now().timestamp() - kept["at"] > LASTS:
        return None
    user = (
        get_user_model().objects.select_related("wagtail_userprofile").filter(pk=kept["user"], is_active=True).first()
    )
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return Pending(user=user, **{name: kept[name] for name in ("backend", "next", "remember", "key")})


def finish(request: HttpRequest, pending: Pending, device: Any) -> None:
    """Sign in for good: both factors have been shown."""
    request.session.pop(NAME, None)
    pending.user.otp_device = device  # type: ignore[attr-defined]  # django-otp keeps it in the session
    auth.login(request, pending.user, backend=pending.backend)
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if pending.remember else 0)
