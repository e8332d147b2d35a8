"""App configuration of `search`."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers `search` with Django."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
