"""App configuration of `home`."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Registers `home` with Django."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
