"""Who of an agency gets mails: by their posts of the day, and only at accounts that are open and have an address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.users.models import UserProfile

from cases.models import Post, PostKind

#: Who of the Center is told of what cannot wait and is not any agency's yet.
CENTERS = ("edit", "decide", "head")


def on_duty(agency_id: int, day: date) -> list[int]:
    """The accounts that follow an agency's terms on a day: its follow-up officers, else those who stand in for them."""
    posts = Post.objects.filter(agency=agency_id).present(day).reachable().order_by("account")
    for kind in (PostKind.FOLLOW_UP, PostKind.SUBSTITUTE):
        found = list(posts.filter(kind=kind).values_list("account", flat=True).distinct())
        if found:
            return found
    return []


def officers_of(agency_id: int, day: date) -> list[int]:
    """Everybody of an agency who has to know at once: its officers who are there, and who follows its terms."""
    posts = Post.objects.filter(agency=agency_id, kind=PostKind.OFFICER).present(day).reachable()
    return sorted({*posts.values_list("account", flat=True), *on_duty(agency_id, day)})


def of_center() -> list[int]:
    """The accounts of the Center's desks."""
    rights = Permission.objects.filter(content_type__app_label="cases", codename__in=CENTERS)
    held = Q(groups__permissions__in=rights) | Q(user_permissions__in=rights)
    accounts = get_user_model().objects.filter(held, is_active=True).exclude(email="")
    return list(accounts.order_by("pk").values_list("pk", flat=True).distinct())


def languages_of(accounts: Iterable[int]) -> dict[int, str]:
    """The language each account has chosen in the CMS; those that chose none are absent."""
    chosen = UserProfile.objects.filter(user__in=list(accounts)).exclude(preferred_language="")
    return dict(chosen.values_list("user", "preferred_language"))
