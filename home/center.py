"""How to reach the Center: what its editors entered in the CMS, for the foot of every page and beside some sentences.

Read along with the menus (`home.menus`), so that a page asks nothing more for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.apps import apps
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


def center() -> Center | None:
    """What was entered, in one query; None where that is nothing."""
    row = apps.get_model("home", "CenterContacts").objects.values(*FIELDS).first()
    return Center(**row) if row and any(row.values()) else None
