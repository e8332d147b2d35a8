"""App configuration of `home`."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class HomeConfig(AppConfig):
    """Registers `home` with Django."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let changed menus, and the first news, show at once, and the CMS find the pages of every installation."""
        from home.indexing import index_pages  # noqa: PLC0415 - needs loaded apps
        from home.menus import forget  # noqa: PLC0415 - needs loaded apps

        for name in ("Menus", "CenterContacts", "NewsPage", "NewsIndexPage"):
            post_save.connect(forget, sender=self.get_model(name), dispatch_uid=f"home.menus.{name}")
            post_delete.connect(forget, sender=self.get_model(name), dispatch_uid=f"home.menus.{name}")
        post_migrate.connect(index_pages, sender=self, dispatch_uid="home.indexing")
