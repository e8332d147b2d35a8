"""The map of wards: each filled by how much of what is open there is overdue or has a broken promise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accountability.divisions import DividedRow
from cases.accountability.ward_shapes import Shape, drawing
from cases.templatetags.numbers import number_text, percent_text
from cases.templatetags.places import inside

#: Where the four steps begin, shares of what is open. Fixed, so that the map of one day compares with another's.
STEPS = (0.0, 0.10, 0.25, 0.50)
NONE_OPEN = "m-none"
NAMED = 3  # wards that the description names


@dataclass(frozen=True, kw_only=True)
class Area:
    """One ward on the map; `step` is its class, `short` its name without the kind of unit."""

    name: str
    short: str
    href: str
    words: str
    step: str
    shape: Shape


@dataclass(frozen=True, kw_only=True)
class LegendStep:
    """One step of the legend and how many wards are in it."""

    step: str
    label: str
    wards: int


@dataclass(frozen=True, kw_only=True)
class WardMap:
    """What the template draws. Frame and window are x, y, width, height in the map's pixels."""

    width: int
    height: int
    window: tuple[int, int, int, int]
    frame: tuple[int, int, int, int]
    areas: tuple[Area, ...]
    legend: tuple[LegendStep, ...]
    finding: str
    caveat: str

    @property
    def centre(self) -> list[Area]:
        """The wards drawn in the corner as well."""
        return [area for area in self.areas if area.shape.centre_path]

    @property
    def none_open(self) -> int:
        """Wards where nothing is open, so that there is no share."""
        return sum(1 for area in self.areas if area.step == NONE_OPEN)


def ward_map(rows: Iterable[DividedRow]) -> WardMap:
    """The map of these wards; those without a known boundary are left out (they are in the table beside it)."""
    kept = drawing()
    drawn = [row for row in rows if row.code in kept.wards]
    areas = tuple(_area(row, kept.wards[row.code]) for row in drawn)
    return WardMap(
        width=kept.width,
        height=kept.height,
        window=kept.window,
        frame=kept.frame,
        areas=areas,
        legend=_legend(areas),
        finding=_finding(drawn),
        caveat=share_caveat(),
    )


def share_caveat() -> str:
    """What must be read with shares of few: part of the picture and of the file."""
    return _("Nơi ít phản ánh, một việc đã đổi tỷ lệ nhiều. Nơi báo nhiều chưa hẳn là nơi tệ hơn.")


def step_of(share: float | None) -> str:
    """The class of a share: m0 … m3, or that of a ward where nothing is open."""
    if share is None:
        return NONE_OPEN
    return f"m{max(place for place, least in enumerate(STEPS) if share >= least)}"


def short_name(name: str) -> str:
    """Kim Long for Phường Kim Long, Kim Long Ward."""
    for word in ("Phường ", "Xã "):
        name = name.removeprefix(word)
    for word in (" Ward", " Commune"):
        name = name.removesuffix(word)
    return name


def _area(row: DividedRow, shape: Shape) -> Area:
    return Area(
        name=row.name,
        short=short_name(row.name),
        href=reverse("ward", kwargs={"slug": row.slug}),
        words=_words(row),
        step=step_of(row.share),
        shape=shape,
    )


def _words(row: DividedRow) -> str:
    """Phường Kim Long: 5 trong 8 đang mở."""
    if not row.open:
        return _("%(ward)s: không có gì đang mở") % {"ward": row.name}
    words = {"ward": row.name, "late": number_text(row.headline), "open": number_text(row.open)}
    return _("%(ward)s: %(late)s trong %(open)s đang mở") % words


def _share(row: DividedRow) -> str:
    """phường Kim Long, 5 trong 8 đang mở: inside a sentence."""
    words = {"ward": inside(row.name), "late": number_text(row.headline), "open": number_text(row.open)}
    return _("%(ward)s, %(late)s trong %(open)s đang mở") % words


def _legend(areas: Sequence[Area]) -> tuple[LegendStep, ...]:
    first = _("dưới %(share)s") % {"share": percent_text(STEPS[1], 0)}
    labels = [first, *(_("từ %(share)s") % {"share": percent_text(least, 0)} for least in STEPS[1:])]
    return tuple(
        LegendStep(step=f"m{place}", label=label, wards=sum(1 for area in areas if area.step == f"m{place}"))
        for place, label in enumerate(labels)
    )


def _finding(rows: Iterable[DividedRow]) -> str:
    """What one sees: the wards with the largest shares, each with its numbers."""
    late = sorted((row for row in rows if row.headline), key=lambda row: (-(row.share or 0), -row.open, row.name))
    if not late:
        return _("Không phường, xã nào có phản ánh trễ hạn hoặc lỡ hẹn.")
    named = "; ".join(_share(row) for row in late[:NAMED])
    n = len(late)
    some = ngettext(
        "%(n)s phường, xã có phản ánh trễ hạn hoặc lỡ hẹn.", "%(n)s phường, xã có phản ánh trễ hạn hoặc lỡ hẹn.", n
    ) % {"n": number_text(n)}
    return _("%(some)s Tỷ lệ cao nhất: %(named)s.") % {"some": some, "named": named}
