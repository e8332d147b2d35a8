"""How to reach the Center: what its editors entered in the CMS, for the foot of every page and beside some sentences.

Read along with the menus (`home.menus`), so that a page asks nothing more for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.apps import apps
from django.db.models import Subquery
from django.utils.translation import get_language


@dataclass(frozen=True, kw_only=True)
class Center:
    """Its telephone, e-mail, where one reports on the web, where one finds it, and when; each may be ""."""

    phone: str
    email: str
    web: str
    address: str
    hours: str
    hours_en: str

    @property
    def dialled(self) -> str:
        """The telephone number as telephones take it (RFC 3966): without what only helps to read it."""
        return "".join(sign for sign in self.phone if sign in "+0123456789")

    @property
    def web_name(self) -> str:
        """The address on the web as people write it down."""
        parts = urlsplit(self.web)
        return f"{parts.netloc}{parts.path}".removesuffix("/")

    @property
    def told_hours(self) -> str:
        """Its hours in the reader's language; Vietnamese where there are no others."""
        return self.hours_en if self.hours_en and get_language() == "en" else self.hours


FIELDS = tuple(Center.__dataclass_fields__)


def beside() -> dict[str, Subquery]:
    """Annotations by which any row of another table brings along what was entered."""
    entered = apps.get_model("home", "CenterContacts").objects
    return {f"center_{name}": Subquery(entered.values(name)[:1]) for name in FIELDS}


def center(row: object | None) -> Center | None:
    """What was entered, from a row annotated with `beside`, else in a query; None where that is nothing."""
    if row is None:
        found = apps.get_model("home", "CenterContacts").objects.values(*FIELDS).first() or {}
    else:
        found = {name: getattr(row, f"center_{name}") for name in FIELDS}
    return Center(**{name: found[name] or "" for name in FIELDS}) if any(found.values()) else None
