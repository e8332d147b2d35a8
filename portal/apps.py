"""App configuration of `portal`: puts its system checks in force and keeps the CMS's map at home."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers `portal`, its static files and its commands with Django."""

    name = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the checks: importing registers them. Give the map widget our own files. Let sessions end."""
        from portal import checks, geowidget  # noqa: F401, PLC0415 - registered by import, needs loaded apps
        from portal.signin import sessions  # noqa: PLC0415 - needs loaded apps

        geowidget.install()
        sessions.connect()
