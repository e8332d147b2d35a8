"""App configuration of `home`."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class HomeConfig(AppConfig):
    """Registers `home` with Django."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let changed menus show at once."""
        from home.menus import forget  # noqa: PLC0415 - needs loaded apps

        post_save.connect(forget, sender=self.get_model("Menus"), dispatch_uid="home.menus")
