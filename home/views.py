"""Serves the pages that explain the portal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.views import serve

from home.explaining import numbers, template_of


@require_safe
def explain(request: HttpRequest, slug: str) -> HttpResponse:
    """The fixed text, with what editors have added to it where there is a live page of theirs."""
    site = Site.find_for_request(request)
    if site is not None and Page.objects.live().child_of(site.root_page).filter(slug=slug).exists():
        response: HttpResponse = serve(request, f"{slug}/")
        return response
    return render(request, template_of(slug), numbers())
