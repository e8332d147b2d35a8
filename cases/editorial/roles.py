"""Groups of the staff: made once after `migrate`, and the administrator's to change from then on."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

ADMIN = ("wagtailadmin", "access_admin")
_ACCOUNTS = tuple(("auth", f"{verb}_{kind}") for kind in ("user", "group") for verb in ("add", "change", "delete"))
_POSTS = tuple(("cases", f"{verb}_post") for verb in ("add", "change"))

#: Group → permissions, as pairs of app and codename. The editors' group has a module of its own, for its pages.
ROLES: dict[str, tuple[tuple[str, str], ...]] = {
    "Cán bộ đơn vị": (ADMIN, ("cases", "answer")),
    "Cán bộ theo dõi hạn": (ADMIN, ("cases", "follow")),
    "Người duyệt": (ADMIN, ("cases", "decide")),
    "Lãnh đạo Trung tâm": (ADMIN, ("cases", "decide"), ("cases", "head")),
    "Quản trị": (ADMIN, ("cases", "administer"), *_ACCOUNTS, *_POSTS),
}


def permissions(*wanted: tuple[str, str]) -> list[Permission]:
    """The permissions of these names, as pairs of app and codename; those that are not yet made are missing."""
    either = Q()
    for app, codename in wanted:
        either |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(either).distinct())


def make_roles(sender: Any, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: make each group that is missing, with all it is meant to hold."""
    missing = set(ROLES) - set(Group.objects.filter(name__in=ROLES).values_list("name", flat=True))
    for name, wanted in ROLES.items():
        found = permissions(*wanted) if name in missing else []
        if name in missing and len(found) == len(
            wanted
        ):  # permissions are made app by app, the signal comes after each
            Group.objects.create(name=name).permissions.set(found)
