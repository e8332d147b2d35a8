"""Addresses of the pages that explain the portal."""

from django.urls import URLPattern, URLResolver, path

from cases.public.pictures.card import NAME
from cases.public.pictures.serving import picture
from home import pictures
from home.explaining import EXPLAINED
from home.views import explain, method_json

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(f"{slug}/", explain, {"slug": slug}, name=name) for slug, name in EXPLAINED.items()),
    *(path(f"{slug}/{NAME}", picture(pictures.explaining), {"slug": slug}) for slug in EXPLAINED),
    path("phuong-phap.json", method_json, name="method_json"),
    path(NAME, picture(pictures.front), name="front_picture"),
    path(f"<path:address>/{NAME}", picture(pictures.written), name="written_picture"),  # after all others
]
