"""App configuration of `cases.contacts`."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Registers `cases.contacts` with Django."""

    name = "cases.contacts"
    label = "contacts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug itself into `cases`: public forms hand addresses over, and never reach them again."""
        from cases.contacts.access import keep_address  # noqa: PLC0415 - models are ready only now
        from cases.ports import PORTS  # noqa: PLC0415

        PORTS.addresses = keep_address
