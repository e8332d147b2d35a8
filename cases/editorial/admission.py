"""Who comes to a desk: the account's powers and posts, asked once a request and handed to the view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from inspect import signature
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.menu import MenuItem

from cases.actions import deciding
from cases.actions.rights import staff_holding
from cases.rules.rights import Staff

View = Callable[..., HttpResponseBase]


def for_staff(allowed: Callable[[Staff], bool], refusal: Promise) -> Callable[[View], View]:
    """Let in whom `allowed` lets in, and hand the view what they hold; decisions whose delay is over count first.

    A view that takes `pending` is handed the decisions of this account that it can still undo.
    """

    def guard(view: View) -> View:
        takes_pending = "pending" in signature(view).parameters

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            now = timezone.now()
            staff = staff_holding(request.user, now=now)  # type: ignore[arg-type]  # signed in: Wagtail asked for that
            if not allowed(staff):
                return refused(request, refusal)
            if takes_pending:
                kwargs["pending"] = deciding.settle_for(staff.account, now=now)
            else:
                deciding.settle(now=now)
            try:
                return view(request, *args, staff=staff, now=now, **kwargs)
            except PermissionDenied as denied:
                return refused(request, str(denied))

        return never_cache(guarded)

    return guard


def refused(request: HttpRequest, reason: str | Promise) -> HttpResponse:
    """403 with its reason. What is raised Wagtail would catch, and lead away from here with a sentence of its own."""
    told = reason or _("Tài khoản của bạn không có quyền làm việc này.")
    return render(request, "cases/editorial/refused.html", {"reason": told}, status=HTTPStatus.FORBIDDEN)


class DeskMenuItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    """A desk's place in the menu of the CMS, shown to those who hold one of its permissions; the desk asks again."""

    def __init__(self, *args: Any, permissions: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permissions = permissions

    def is_shown(self, request: HttpRequest) -> bool:
        """By the groups of the account."""
        return any(request.user.has_perm(permission) for permission in self.permissions)
