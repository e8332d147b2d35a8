"""App configuration of `cases.contacts`."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Registers `cases.contacts` with Django."""

    name = "cases.contacts"
    label = "contacts"
    default_auto_field = "django.db.models.BigAutoField"
