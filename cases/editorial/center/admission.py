"""Who comes to the Center's screens, and as whom they act there."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from cases.actions.actor import Actor, Role
from cases.editorial.admission import for_staff
from cases.rules.rights import Power

CENTER = frozenset({Power.EDIT, Power.DECIDE, Power.HEAD})

for_center = for_staff(
    lambda staff: bool(staff.powers & CENTER), gettext_lazy("Các trang này chỉ dành cho người của Trung tâm.")
)


def actor(request: HttpRequest) -> Actor:
    """The Center, by this account."""
    return Actor(role=Role.CENTER, user_id=request.user.pk)
