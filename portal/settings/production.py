"""Settings for a server: nothing is guessed, everything travels encrypted."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403 - settings are layered

if missing := sorted({"SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL"} - GIVEN):  # noqa: F405
    raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment; docs/settings.md says how.")

DEBUG = False
