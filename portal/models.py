"""What the portal stores itself: sessions of the staff, so that those of one account can be ended."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class StaffSession(AbstractBaseSession):
    """A session as Django keeps it, and whose it is."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls) -> type:
        """Name the store whose rows these are."""
        from portal.signin.sessions import SessionStore  # noqa: PLC0415 - the store imports this model

        return SessionStore
