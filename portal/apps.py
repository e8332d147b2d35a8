"""App configuration of `portal`: puts its system checks in force."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers `portal`, its static files and its commands with Django."""

    name = "portal"

    def ready(self) -> None:
        """Import the checks: importing registers them."""
        from portal import checks  # noqa: F401, PLC0415 - registered by import, needs loaded apps
