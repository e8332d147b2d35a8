"""Search engines behind one interface, chosen by the setting SEARCH_ENGINES: `engines["default"]` answers the site.

    SEARCH_ENGINES = {"default": {"ENGINE": "search.engines.embedded.engine.EmbeddedEngine"}}

The alias "embedded" always exists: it needs nothing but the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.connection import BaseConnectionHandler, ConnectionDoesNotExist
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from search.engines.base import Engine

DEFAULT = "default"
EMBEDDED = "embedded"
EMBEDDED_ENGINE: dict[str, Any] = {"ENGINE": "search.engines.embedded.engine.EmbeddedEngine"}


class NoSuchEngine(ConnectionDoesNotExist):
    """Asked for an alias that the settings do not configure."""


class EngineHandler(BaseConnectionHandler):  # type: ignore[type-arg] # generic for the checker only
    """Makes each configured engine once a thread, when it is first asked for."""

    settings_name = "SEARCH_ENGINES"
    exception_class = NoSuchEngine

    def configure_settings(self, settings: dict[str, Any] | None) -> dict[str, Any]:
        """Return the engines by alias; "default" and "embedded" are the embedded one unless configured."""
        configured = settings or getattr(django_settings, self.settings_name, {})
        return {DEFAULT: EMBEDDED_ENGINE, EMBEDDED: EMBEDDED_ENGINE, **configured}

    def create_connection(self, alias: str) -> Engine:
        """Make the engine of `alias` of its class and parameters."""
        parameters = dict(self.settings[alias])
        try:
            engine_class = import_string(parameters.pop("ENGINE"))
        except (ImportError, KeyError) as error:
            raise ImproperlyConfigured(f"SEARCH_ENGINES[{alias!r}] names no engine: {error}") from error
        engine: Engine = engine_class(alias, parameters)
        return engine

    def kept(self) -> list[Engine]:
        """Every engine that has to be told of changes, each once whatever its aliases."""
        aliases: list[str] = []
        for alias in self.settings:
            if all(self.settings[alias] != self.settings[known] for known in aliases):
                aliases.append(alias)
        return [self[alias] for alias in aliases]


engines = EngineHandler()
