"""System checks of the search: each configured engine says what keeps it from working."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from search.engines import engines


@register
def check_engines(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    """Every alias names an engine, and every engine finds itself fit."""
    for alias in engines.settings:
        try:
            engine = engines[alias]
        except ImproperlyConfigured as error:
            hint = "Give ENGINE the dotted path of a class that keeps search.engines.base.Engine."
            yield Error(str(error), hint=hint, id="search.E001")
        else:
            yield from engine.check()
