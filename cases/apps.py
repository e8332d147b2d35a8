"""App configuration of `cases`: wires what models must not import."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    """Plugs in what presents and edits a page, keeps pages where they are and the ledger's triggers in place."""

    name = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect receivers; importing the checks registers them."""
        from cases import checks  # noqa: F401, PLC0415 - registered by import, needs loaded apps
        from cases.accountability import present as instant  # noqa: PLC0415 - needs loaded apps
        from cases.actions.photos import keep_pictures  # noqa: PLC0415 - needs loaded apps
        from cases.editorial import panels, publishing  # noqa: PLC0415 - needs loaded apps
        from cases.editorial.registers.group import make_editors  # noqa: PLC0415 - needs loaded apps
        from cases.editorial.roles import make_roles  # noqa: PLC0415 - needs loaded apps
        from cases.mailing.tasks import wake  # noqa: PLC0415 - needs loaded apps
        from cases.models import CasePage, page_guard, triggers  # noqa: PLC0415 - needs loaded apps
        from cases.public.views import present  # noqa: PLC0415 - needs loaded apps
        from cases.signals import cases_changed, mails_waiting  # noqa: PLC0415 - beside what it is for

        CasePage.present = staticmethod(present)
        CasePage.edit_handler = panels.case_panels()
        page_guard.connect()
        instant.connect()
        cases_changed.connect(keep_pictures, dispatch_uid="cases.pictures")
        mails_waiting.connect(wake, dispatch_uid="cases.mails")
        publishing.connect()
        post_migrate.connect(triggers.install_after_migrate, sender=self, dispatch_uid="cases.triggers")
        post_migrate.connect(make_editors, dispatch_uid="cases.editors")
        post_migrate.connect(make_roles, dispatch_uid="cases.roles")
