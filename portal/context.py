"""What every page needs besides its own content; asks no database."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from cases.public.sample import sample_notice

OWN_NAMES = {"vi": "Tiếng Việt", "en": "English"}


@dataclass(frozen=True, kw_only=True)
class Alternate:
    """The same page in one language. `href` keeps the query, `url` is absolute and without it."""

    code: str
    name: str
    href: str
    url: str
    current: bool


def site(request: HttpRequest) -> dict[str, object]:
    """Whether data are made up, the page's address without its query, and the page in each language (lazy)."""
    return {
        "demo": settings.DEMO,
        "sample_notice": sample_notice(),
        "public_url": settings.PUBLIC_URL,
        "public_host": settings.PUBLIC_URL.partition("://")[2],
        "canonical_url": f"{settings.PUBLIC_URL}{request.path}",
        "alternates": SimpleLazyObject(lambda: alternates(request)),
    }


def alternates(request: HttpRequest) -> list[Alternate]:
    """One entry a language; an address that leads nowhere is answered with the front page of that language."""
    return [_alternate(request, code) for code, _name in settings.LANGUAGES]


def _alternate(request: HttpRequest, code: str) -> Alternate:
    current = code == get_language()
    return Alternate(
        code=code,
        name=OWN_NAMES[code],
        href=_translated(request.get_full_path(), code, current=current),
        url=f"{settings.PUBLIC_URL}{_translated(request.path, code, current=current)}",
        current=current,
    )


def _translated(address: str, code: str, *, current: bool) -> str:
    translated = translate_url(address, code)
    if current or translated != address:
        return translated
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
