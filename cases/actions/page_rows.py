"""Gives cases their pages under the page of their month."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from wagtail.models import Page

from cases.actions.branches import Branch, Branches
from cases.actions.bulk_rows import reserve_ids
from cases.actions.case_tree import page_slug
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused, is_public
from cases.actions.tree_rows import TreeRows
from cases.models import Case, CasePage
from cases.models.location import location_of

LONGEST = 255  # characters of a title, of a place, and of a reason for another publication level


def refuse_long(**words: str) -> None:
    """ActionRefused where one of these has more characters than its column; SQLite would not mind."""
    for name, value in words.items():
        if len(value) > LONGEST:
            what = f"A {name} has at most {LONGEST} characters; this one has {len(value)}."
            raise ActionRefused(what, CenterCause.TOO_LONG)


class PageRows(TreeRows):
    """New pages of cases."""

    def __init__(self) -> None:
        super().__init__(CasePage, ("case_id", "text", "place", "location"))

    def add_case(
        self,
        page_id: int,
        branch: Branch,
        *,
        case_id: int,
        number: int,
        point: tuple[float, float] | None,
        title: str,
        text: str,
        place: str,
        published: datetime | None,
    ) -> None:
        """Collect the page of one case (`point`: longitude, latitude); without a time of publication it is not live."""
        self.add(
            page_id,
            case_id,
            text,
            place,
            "" if point is None else location_of(lat=point[1], lon=point[0]),
            title=title,
            slug=page_slug(title, number),
            parent_url=branch.url_path,
            parent_path=branch.path,
            step=branch.next_step(),
            published=published,
        )


def add_page(case: Case, *, title: str, text: str, place: str, month_of: datetime) -> None:
    """Give a newly accepted case its page; it is live where anyone may read it. ActionRefused for too long a title."""
    refuse_long(title=title, place=place)
    branches, rows = Branches(), PageRows()
    branch = branches.of(month_of)
    (page_id,) = reserve_ids(Page, 1)
    rows.add_case(
        page_id,
        branch,
        case_id=case.pk,
        number=case.number,
        point=None if case.lon is None or case.lat is None else (case.lon, case.lat),
        title=title,
        text=text,
        place=place,
        published=timezone.now() if is_public(case) else None,
    )
    rows.write()
    branches.close()
