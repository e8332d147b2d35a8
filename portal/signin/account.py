"""In the CMS: one's own second factor, and the administrator's page that resets a lost one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp import login as show_device

from portal.signin import devices
from portal.signin.devices import Verdict
from portal.signin.forms import CodeForm
from portal.signin.views import keep_for_showing, secret

KEY = "new_device"  # in the session: the secret of an application that is being set up


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show one's second factor. New backup codes, a new device and giving it up each ask for a code first."""
    user: Any = request.user
    if devices.application(user) is None:
        return _offer(request, replaces=False)
    form = CodeForm(request.POST or None, look=lambda text: _allowed(request, text))
    if request.method == "POST" and form.is_valid():
        return _act(request, request.POST.get("act", ""))
    context = {"form": form, "device": devices.application(user), "left": devices.backup_codes_left(user)}
    return render(request, "portal/signin/account.html", {**context, "obligatory": devices.is_obligatory()})


def _allowed(request: HttpRequest, text: str) -> Verdict:
    """Look at a code, but use none up for what is refused anyway."""
    if request.POST.get("act") == "remove":
        devices.check_can_remove()
    return devices.check(request.user, text)  # type: ignore[arg-type]  # behind the CMS's door nobody is anonymous


def _act(request: HttpRequest, act: str) -> HttpResponse:
    user: Any = request.user
    if act == "codes":
        keep_for_showing(request, devices.renew_backup_codes(user), next=request.path)
        return redirect("signin_backup_codes")
    if act == "replace":
        return _offer(request, replaces=True)
    if act == "remove":
        devices.remove(user)
        request.session.cycle_key()
        messages.success(request, _("Đã bỏ xác thực hai bước."))
        return redirect("wagtailadmin_account")
    raise PermissionDenied


def _offer(request: HttpRequest, *, replaces: bool) -> HttpResponse:
    """Lead to the set-up of a device; `replaces`: a code of the one before was shown."""
    request.session[KEY] = {"key": devices.new_key(), "replaces": replaces}
    return redirect("signin_replace")


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest) -> HttpResponse:
    """Set up a new device instead of the one before, or a first one where none is obligatory."""
    user: Any = request.user
    offer = request.session.get(KEY)
    if offer is None:
        return redirect("signin_account")
    form = CodeForm(request.POST or None, look=lambda text: devices.set_up(user, text=text, **offer), digits=True)
    if request.method == "POST" and form.is_valid():
        del request.session[KEY]
        request.session.cycle_key()  # the other sessions have ended, this one goes on
        show_device(request, form.verdict.device)
        messages.success(request, _("Thiết bị mới đã dùng được. Thiết bị cũ, nếu có, không còn hiệu lực."))
        if devices.backup_codes_left(user):
            return redirect("signin_account")
        keep_for_showing(request, devices.renew_backup_codes(user), next=reverse("signin_account"))
        return redirect("signin_backup_codes")
    return render(request, "portal/signin/replace.html", {"form": form, **secret(user, offer["key"])})


@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, user_id: int) -> HttpResponse:
    """Reset the second factor of somebody who lost the device; written into the account's history."""
    user = get_object_or_404(get_user_model(), pk=user_id)
    by: Any = request.user
    devices.check_can_reset(user, by=by)
    if request.method == "POST":
        devices.reset(user, by=by)
        told = _("Đã đặt lại xác thực hai bước của %(account)s; lần đăng nhập tới sẽ thiết lập mới.")
        messages.success(request, told % {"account": user.get_username()})
        return redirect("wagtailusers_users:index")
    return render(request, "portal/signin/reset.html", {"account": user, "device": devices.application(user)})
