"""Inserts pages of cases as rows: Wagtail's own way costs fifteen queries each, to check what holds anyway."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page

from cases.actions.branches import Branch, Branches
from cases.actions.bulk_rows import Rows, reserve_ids
from cases.actions.changing import ActionRefused, is_public
from cases.models import Case, CasePage

PAGE = [
    "id",
    "title",
    "draft_title",
    "slug",
    "url_path",
    "path",
    "depth",
    "live",
    "translation_key",
    "first_published_at",
    "last_published_at",
]
CASE_PAGE = ["page_ptr_id", "case_id", "text", "place", "location"]
LONGEST = 255  # characters of a title, and of a place


def refuse_long(**words: str) -> None:
    """ActionRefused where a title or place has more characters than its column; SQLite would not mind."""
    for name, value in words.items():
        if len(value) > LONGEST:
            raise ActionRefused(f"A {name} has at most {LONGEST} characters; this one has {len(value)}.")


class PageRows:
    """New pages of cases, collected and then written at once."""

    def __init__(self) -> None:
        kind = ContentType.objects.get_for_model(CasePage)
        self.pages = Rows(Page, PAGE, content_type_id=kind.pk, locale_id=Locale.get_default().pk, numchild=0)
        self.case_pages = Rows(CasePage, CASE_PAGE)

    def add(
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
        live: bool,
        at: datetime,
    ) -> None:
        """Collect the page of one case (`point`: longitude, latitude); one not live has not been published either."""
        slug, path, url_path = branch.next_child(title, number)
        published = at if live else None
        key = uuid4()
        self.pages.add(page_id, title, title, slug, url_path, path, branch.depth + 1, live, key, published, published)
        location = "" if point is None else f"SRID=4326;POINT({point[0]} {point[1]})"
        self.case_pages.add(page_id, case_id, text, place, location)

    def write(self) -> None:
        """Write what was collected."""
        self.pages.write()
        self.case_pages.write()


def add_page(case: Case, *, title: str, text: str, place: str, month_of: datetime) -> None:
    """Give a newly accepted case its page; it is live where anyone may read it. ActionRefused for too long a title."""
    refuse_long(title=title, place=place)
    branches, rows = Branches(), PageRows()
    branch = branches.of(month_of)
    (page_id,) = reserve_ids(Page, 1)
    rows.add(
        page_id,
        branch,
        case_id=case.pk,
        number=case.number,
        point=None if case.lon is None or case.lat is None else (case.lon, case.lat),
        title=title,
        text=text,
        place=place,
        live=is_public(case),
        at=timezone.now(),
    )
    rows.write()
    branches.close()
