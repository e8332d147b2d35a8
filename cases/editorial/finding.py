"""Finds a report by its number or by words, for whoever of the staff may read it: the box on the CMS's first page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.search import SearchArea
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cases.actions.incoming import public_number
from cases.editorial.admission import for_staff
from cases.editorial.center.admission import CENTER
from cases.editorial.center.lists import title
from cases.editorial.office.queue import readable
from cases.editorial.office.views import OFFICE
from cases.models import Assignment, Case
from cases.ports import words_match
from cases.rules.rights import Staff

SHOWN = 30  # reports
PAGES = 10
FINDERS = CENTER | OFFICE

for_finders = for_staff(
    lambda staff: bool(staff.powers & FINDERS), gettext_lazy("Tìm phản ánh chỉ dành cho người xử lý phản ánh.")
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A report, and where this person reads it."""

    case: Case
    title: str
    address: str


def condition(words: str, number: int | None) -> Q:
    """The report of this number, else those in which all words occur."""
    return words_match(words) if number is None else Q(number=number)


def _of_center(words: str, number: int | None) -> Sequence[Found]:
    cases = Case.objects.filter(condition(words, number))
    rows = cases.select_related("ward").annotate(title=title()).order_by("-number")[:SHOWN]
    return [
        Found(case=case, title=case.title or "", address=reverse("center_case", args=[case.number]))  # type: ignore[attr-defined]  # annotated
        for case in rows
    ]


def _of_agency(staff: Staff, words: str, number: int | None) -> Sequence[Found]:
    """What an agency was given and the public reads: by words of what is not told, it could be guessed."""
    cases = Case.objects.public().filter(condition(words, number))
    given = Assignment.objects.filter(readable(staff), case__in=cases.values("pk")).annotate(
        title=F("case__page__title")
    )
    rows = given.select_related("case__ward").order_by("-case__number", "-pk")[: 2 * SHOWN]
    first = {row.case_id: row for row in reversed(rows)}
    return [
        Found(case=row.case, title=row.title or "", address=reverse("office_case", args=[row.pk]))  # type: ignore[attr-defined]  # annotated
        for row in sorted(first.values(), key=lambda row: -row.case.number)[:SHOWN]
    ]


def pages(account: Any, words: str) -> Sequence[Page]:
    """Ordinary pages that this account may open in the CMS, by the words of their titles and texts."""
    policy = policy_registry.get_by_type(Page)
    if not policy.user_has_any_permission(account, {"add", "change", "publish"}):
        return ()
    mine = policy.explorable_instances(account).values_list("pk", flat=True)
    return list(Page.objects.filter(pk__in=mine).autocomplete(words)[:PAGES])


@require_GET
@for_finders
def find(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """What is found; a number leads to its report at once."""
    words = request.GET.get("q", "").strip()[:200]
    number = public_number(words.removeprefix("a").replace(".", "")) if words else None
    found: Sequence[Found] = ()
    if words:
        found = _of_center(words, number) if staff.powers & CENTER else _of_agency(staff, words, number)
    if number is not None and len(found) == 1:
        return redirect(found[0].address)
    context: Mapping[str, Any] = {
        "q": words,
        "found": found,
        "more": len(found) == SHOWN,
        "pages": pages(request.user, words) if words else (),
    }
    return render(request, "cases/editorial/find.html", context)


class ReportArea(SearchArea):  # type: ignore[misc]  # Wagtail is untyped
    """Beside Wagtail's search of pages, for those who handle reports: these are in no index of Wagtail's."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By the groups of the account."""
        return any(request.user.has_perm(f"cases.{power.value}") for power in FINDERS)


def area() -> SearchArea:
    """Hook `register_admin_search_area`."""
    return ReportArea(gettext_lazy("Phản ánh"), reverse("staff_find"), name="phan-anh", icon_name="tasks", order=50)
