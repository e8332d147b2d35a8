"""Codes by the clock, as pure functions: what a wrong one was meant for, and how a secret is shown."""

from __future__ import annotations

import re
from base64 import b32encode
from binascii import unhexlify
from enum import StrEnum

from django_otp.oath import hotp

STEP = 30  # seconds a code lasts
DIGITS = 6
SKEW = 20  # steps to either side that are looked at for a clock that is wrong: ten minutes


class Kind(StrEnum):
    """What was typed: a code of the application, or a backup code."""

    APP = "app"
    BACKUP = "backup"


def typed(text: str) -> str:
    """Return a code as it is compared: without what people put between its parts, in small letters."""
    return re.sub(r"[\s.\-–—]", "", text).lower()


def kind(code: str) -> Kind:
    """Tell an application's code by its shape; everything else can only be a backup code."""
    return Kind.APP if re.fullmatch(rf"[0-9]{{{DIGITS}}}", code) else Kind.BACKUP


def steps_off(key: str, code: str, *, at: float) -> int | None:
    """Say by how many steps of thirty seconds `code` misses the instant `at`; None if it belongs to none near it.

    Negative: it was right before; the telephone's clock is behind, or the code was typed late.
    """
    now, secret = int(at) // STEP, unhexlify(key)
    nearest_first = sorted(range(-SKEW, SKEW + 1), key=abs)
    return next((n for n in nearest_first if hotp(secret, now + n, DIGITS) == int(code)), None)


def shown(key: str) -> str:
    """Return a secret as people type it into an application: Base32 in groups of four."""
    text = b32encode(unhexlify(key)).decode()
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))


def in_halves(code: str) -> str:
    """Return a backup code as it is printed."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"
