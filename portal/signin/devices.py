"""The second factor of an account: one application that shows codes, and ten backup codes. The only writers of both."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex
from wagtail.log_actions import log

from portal.signin import codes
from portal.signin.sessions import end_sessions

BACKUP_CODES = 10
logger = logging.getLogger(__name__)


class Deed(StrEnum):
    """What is written into an account's history."""

    SET_UP = "portal.two_factor.set_up"
    NEW_CODES = "portal.two_factor.new_codes"
    CODE_USED = "portal.two_factor.code_used"
    REMOVED = "portal.two_factor.removed"
    RESET = "portal.two_factor.reset"


class Fault(StrEnum):
    """Why a code was not taken."""

    WRONG = "wrong"
    USED = "used"
    LATE = "late"  # it was right some minutes ago
    EARLY = "early"  # it will be right in some minutes; told at set-up alone
    TOO_MANY = "too_many"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What came of a code: the device that took it, or why none did."""

    device: Any = None
    fault: Fault | None = None
    minutes: int = 0  # how late or early
    until: datetime | None = None  # before which no code is looked at


def application(user: AbstractUser) -> Any:
    """Return the account's application, None before set-up."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def is_obligatory() -> bool:
    """Say whether nobody gets into the CMS without a second factor."""
    return bool(settings.STAFF_TWO_FACTOR)


def is_asked(user: AbstractUser) -> bool:
    """Say whether this account needs a second factor: all do where it is obligatory, else whoever has set one up."""
    return is_obligatory() or application(user) is not None


def backup_codes_left(user: AbstractUser) -> int:
    """Count the backup codes that have not been used."""
    return int(StaticToken.objects.filter(device__user=user, device__confirmed=True).count())


def new_key() -> str:
    """Make a secret of 160 bits, in hexadecimal digits."""
    return str(random_hex(20))


def address_of(user: AbstractUser, key: str) -> str:
    """Return what the QR code says to the application."""
    return str(TOTPDevice(user=user, key=key).config_url)


# --- checking --------------------------------------------------------------------------------------------------------


def check(user: AbstractUser, text: str) -> Verdict:
    """Look at a code that somebody typed who knows the password; each is taken once. Failures make the next wait."""
    code = codes.typed(text)
    is_backup = codes.kind(code) is codes.Kind.BACKUP
    device = StaticDevice.objects.filter(user=user, confirmed=True).first() if is_backup else application(user)
    if device is None:
        return Verdict(fault=Fault.WRONG)
    allowed, why = device.verify_is_allowed()
    if not allowed:
        return Verdict(fault=Fault.TOO_MANY, until=why["locked_until"])
    if verify_token(user, device.persistent_id, code) is None:
        return Verdict(fault=Fault.WRONG) if is_backup else _why_not(device, code)
    if is_backup:
        _note(user, Deed.CODE_USED, by=user, left=backup_codes_left(user))
    return Verdict(device=device)


def _why_not(device: Any, code: str) -> Verdict:
    """Tell a used code and a late one from a wrong one.

    Of a code that is still to come nothing is told: who guesses would learn what to type in some minutes.
    """
    now = timezone.now().timestamp()
    off = codes.steps_off(device.key, code, at=now)
    if off is None or off > device.tolerance:
        return Verdict(fault=Fault.WRONG)
    if int(now) // codes.STEP + off <= device.last_t:
        return Verdict(fault=Fault.USED)
    return Verdict(fault=Fault.LATE, minutes=_minutes(off))


def _minutes(steps: int) -> int:
    return max(1, round(abs(steps) * codes.STEP / 60))


# --- changing --------------------------------------------------------------------------------------------------------


def set_up(user: AbstractUser, *, key: str, text: str, replaces: bool = False) -> Verdict:
    """Take an application into use that has shown a code of `key`; the one before goes, and other sessions end.

    Raises PermissionDenied when there is one already and it is not to be replaced: somebody else was quicker.
    """
    code = codes.typed(text)
    if codes.kind(code) is codes.Kind.BACKUP:
        return Verdict(fault=Fault.WRONG)
    with transaction.atomic():
        _lock(user)
        if not replaces and application(user) is not None:
            raise PermissionDenied
        device = TOTPDevice.objects.create(user=user, key=key, name="application")
        if not device.verify_token(code):
            transaction.set_rollback(True)
            return _skewed(key, code)
        TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
        end_sessions([user.pk])
        _note(user, Deed.SET_UP, by=user)
    return Verdict(device=device)


def _skewed(key: str, code: str) -> Verdict:
    """Whoever sets up knows the secret, so may learn how wrong the clock is."""
    off = codes.steps_off(key, code, at=timezone.now().timestamp())
    if off is None:
        return Verdict(fault=Fault.WRONG)
    return Verdict(fault=Fault.LATE if off < 0 else Fault.EARLY, minutes=_minutes(off))


def renew_backup_codes(user: AbstractUser) -> list[str]:
    """Make ten new backup codes; those before are worth nothing any more."""
    with transaction.atomic():
        _lock(user)
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="backup codes")
        made = [StaticToken.random_token() for _ in range(BACKUP_CODES)]
        StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in made])
        _note(user, Deed.NEW_CODES, by=user)
    return made


def check_can_remove() -> None:
    """Raise PermissionDenied while a second factor is obligatory."""
    if is_obligatory():
        raise PermissionDenied


def remove(user: AbstractUser) -> None:
    """Give up one's own second factor, where that is allowed; its other sessions end."""
    check_can_remove()
    _clear(user)
    _note(user, Deed.REMOVED, by=user)


def reset(user: AbstractUser, *, by: AbstractUser | None) -> None:
    """Forget the lost second factor of an account: its sessions end, its next sign-in sets up a new one.

    `by`: the administrator; None from the command line. Whether they may is asked by `check_can_reset`.
    """
    _clear(user)
    _note(user, Deed.RESET, by=by)
    logger.warning("Two-factor of account %s was reset by %s", user.pk, by.pk if by else "the command line")


def check_can_reset(user: AbstractUser, *, by: AbstractUser) -> None:
    """Raise PermissionDenied unless `by` manages accounts; not one's own, and only superusers those of superusers."""
    ranks = by.is_superuser or not user.is_superuser
    if by.pk == user.pk or not by.has_perm("auth.change_user") or not ranks:
        raise PermissionDenied


def _clear(user: AbstractUser) -> None:
    with transaction.atomic():
        _lock(user)
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        end_sessions([user.pk])


def _lock(user: AbstractUser) -> None:
    """Let nobody else change this account's second factor meanwhile."""
    get_user_model().objects.select_for_update().get(pk=user.pk)


def _note(user: AbstractUser, deed: Deed, *, by: AbstractUser | None, **data: Any) -> None:
    log(instance=user, action=deed.value, user=by, data=data)
