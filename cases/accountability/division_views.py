"""Public pages by place and by subject: wards and categories, all of them and one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.accountability.divisions import CATEGORIES, WARDS, Division, divided, part
from cases.accountability.ward_map import ward_map
from cases.models import Category, Ward
from cases.public.parameters import page_of


@require_safe
@page_of()
def wards(request: HttpRequest) -> HttpResponse:
    """Every ward, on the map and in the table beside it."""
    found = divided(WARDS)
    return render(request, "cases/wards.html", {"at": found.at, "found": found, "map": ward_map(found.rows)})


@require_safe
@page_of()
def categories(request: HttpRequest) -> HttpResponse:
    """Every category."""
    found = divided(CATEGORIES)
    return render(request, "cases/categories.html", {"at": found.at, "found": found})


@require_safe
@page_of()
def ward(request: HttpRequest, slug: str) -> HttpResponse:
    """One ward; 404 where there is none of this slug."""
    return _part(request, WARDS, slug)


@require_safe
@page_of()
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One category; 404 where there is none of this slug."""
    return _part(request, CATEGORIES, slug)


def _part(request: HttpRequest, division: Division, slug: str) -> HttpResponse:
    try:
        found = part(division, slug)
    except (Ward.DoesNotExist, Category.DoesNotExist):
        raise Http404 from None
    return render(request, "cases/part.html", {"at": found.at, "kind": division.name, "part": found})
