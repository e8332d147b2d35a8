"""What an outline is told of: the few columns of a case and its page that it needs, without the models' own weight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from cases.public.case import Named


class LabelRow(NamedTuple):
    """A category or a ward."""

    slug: str
    name: str
    name_en: str


class CaseRow(NamedTuple):
    """Stands for a Case; without its flags, of which no outline tells."""

    category: LabelRow
    ward: LabelRow | None
    pk: int
    version: int
    number: int
    reference: str
    source: str
    state: str
    level: str
    round: int
    sent_at: datetime | None
    accepted_at: datetime | None
    lat: float | None
    lon: float | None
    flags: Sequence[str] = ()


class PageRow(NamedTuple):
    """Stands for a CasePage; without what no outline tells."""

    title: str
    text: str
    place: str
    url_path: str
    location: str
    editors_note: str = ""
    press: Sequence[Any] = ()


class Charge(NamedTuple):
    """Stands for a PublicAssignment."""

    agency: Named
    kind: str
    state: str
    round: int
