"""Media in development and in a demo: folders that are named are served, all others are not. See docs/media.md."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

#: Copies that are there only while the public may see them. Originals lie beside these, and documents have a view.
SERVED = ("photos/", "images/", "demo/", "avatar_images/")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file of a folder that is served, told to be what it is and nothing else."""
    if not path.startswith(SERVED) or ".." in path.split("/"):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["X-Content-Type-Options"] = "nosniff"
    return response
