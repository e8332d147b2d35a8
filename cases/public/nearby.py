"""What was reported close to a case, as rows of its page: how far away each is, and whether it is a repetition."""

from __future__ import annotations

from math import inf
from typing import Any

from django.utils.translation import gettext as _

from cases.ports import Around, Nearby, cases_near
from cases.public.case import PublicCase

ROUNDED = 10  # metres: points are set by hand on a map


def around(case: PublicCase) -> Around:
    """What may be looked around for: a summary's point is coarse, and distances from it would be made up."""
    exact = not case.summary_only
    return Around(
        case_id=case.id,
        category=case.category.slug,
        ward=case.ward.slug if case.ward else None,
        place=case.place,
        lat=case.lat if exact else None,
        lon=case.lon if exact else None,
    )


def distance_text(found: Nearby) -> str:
    """Cách 40 m, to the nearest ten; what is closer, or told as the same place, is there; "" for the same ward."""
    if found.metres is None:
        return _("Cùng chỗ") if found.again else ""
    rounded = round(found.metres / ROUNDED) * ROUNDED
    return _("Cách %(n)s m") % {"n": rounded} if rounded else _("Cùng chỗ")


def _place(item: Nearby) -> tuple[bool, float]:
    told_as_the_same_place = 0.0 if item.again else inf
    return not item.again, told_as_the_same_place if item.metres is None else item.metres


def nearby_rows(case: PublicCase) -> list[dict[str, Any]]:
    """What `components/row.html` takes of each case near this one, `again` and `near` added.

    Which are shown is the finder's choice, akin ones first; they stand repetitions first, then by the way they tell.
    """
    found = sorted(cases_near(around(case), at=case.at), key=_place)
    return [{**item.row, "again": item.again, "near": distance_text(item)} for item in found]
