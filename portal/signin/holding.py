"""What an account may do, asked in one query instead of two: every page of the CMS and of the desks begins with it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q


class Holding(ModelBackend):
    """Django's own backend; only the permissions of an account and those of its groups come together."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """As Django's, kept on the account for the rest of the request."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            held = Permission.objects.all()
            if not user_obj.is_superuser:
                own = Q(pk__in=user_obj.user_permissions.order_by().values("pk"))
                held = held.filter(own | Q(group__in=user_obj.groups.order_by().values("pk"))).distinct()
            names = held.order_by().values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        found: set[str] = user_obj._perm_cache
        return found
