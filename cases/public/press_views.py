"""The public list of what the press wrote, and its share picture."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.public.paging import asked_page, steps
from cases.public.parameters import page_of
from cases.public.pictures.card import Card, card, count, counted_on
from cases.public.press import all_places, articles

SHOWN = 30  # articles a page


@require_safe
@page_of("page")
def press(request: HttpRequest) -> HttpResponse:
    """Every article, the newest first."""
    found = asked_page(request, all_places(), SHOWN)
    context = {"articles": articles([*found], timezone.now()), **steps(found)}
    return render(request, "cases/press.html", context)


def press_card() -> Card:
    """How many articles there are."""
    figures = (count(len(all_places()), _("Các bài")),)
    return card(_("Báo chí dẫn lại"), kicker=counted_on(timezone.now()), figures=figures)
