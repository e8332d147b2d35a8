"""Who acts: a role for the ledger, and never a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles as the public reads them in a case's events."""

    CITIZEN = "citizen"
    CENTER = "center"
    OFFICER = "officer"
    SYSTEM = "system"
    IMPORT = "import"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A role, and for staff the account, which stays out of the ledger."""

    role: Role
    user_id: int | None = None


CITIZEN = Actor(role=Role.CITIZEN)
CENTER = Actor(role=Role.CENTER)
OFFICER = Actor(role=Role.OFFICER)
SYSTEM = Actor(role=Role.SYSTEM)
IMPORT = Actor(role=Role.IMPORT)
