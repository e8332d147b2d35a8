"""App configuration of `portal`: its system checks, the CMS's map at home, the CMS's dates as typed."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers `portal`, its static files and its commands with Django."""

    name = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the checks: importing registers them. Mend widgets of the CMS. Let sessions end."""
        from portal import checks, date_inputs, geowidget  # noqa: F401, PLC0415 - registered by import, needs loaded apps
        from portal.signin import sessions  # noqa: PLC0415 - needs loaded apps

        date_inputs.install()
        geowidget.install()
        sessions.connect()
