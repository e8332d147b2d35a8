"""Addresses of cases that do not depend on the language being shown."""

from __future__ import annotations

from django.conf import settings

LIST = "phan-anh/"


def language_prefix(language: str) -> str:
    """Nothing for the default language, "en/" for English."""
    return "" if language == settings.LANGUAGE_CODE else f"{language}/"


def case_path(url_path: str) -> str:
    """`2026/11/<slug>-a<number>/` from the page's path in Wagtail's tree."""
    return "/".join(url_path.rstrip("/").split("/")[-3:]) + "/"


def case_url(path: str, language: str) -> str:
    """A case's canonical address, relative to the root, in a language."""
    return f"/{language_prefix(language)}{LIST}{path}"


def short_url(number: int, language: str = settings.LANGUAGE_CODE) -> str:
    """The short form that redirects to the canonical address in a language."""
    return f"/{language_prefix(language)}a/{number}"
