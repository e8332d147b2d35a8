"""Addresses of the pages that explain the portal."""

from django.urls import URLPattern, URLResolver, path

from home.explaining import EXPLAINED
from home.views import explain

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{slug}/", explain, {"slug": slug}, name=name) for slug, name in EXPLAINED.items()
]
