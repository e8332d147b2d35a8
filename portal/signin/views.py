"""Signing in: password, then set-up or code, then backup codes once. Nobody is signed in before the code."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import FormView
from wagtail.admin.views.account import LoginView

from portal.signin import codes, devices, pending
from portal.signin.forms import CodeForm


class PasswordView(LoginView):  # type: ignore[misc]  # Wagtail is untyped
    """Wagtail's own login, that stops before the second factor where one is asked for."""

    template_name = "portal/signin/password.html"

    def get_form(self, form_class: Any = None) -> Any:
        """Name the password in the page's language, which Wagtail leaves to the field's name, and say what is wrong."""
        form = super().get_form(form_class)
        form.error_messages = {
            **form.error_messages,
            "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại."),
        }
        form.fields["password"].label = _("Mật khẩu")
        for name in ("username", "password"):
            form.fields[name].widget.attrs.pop("placeholder", None)  # says what the label says, cut off on a phone
        return form

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Go on to the code, to its set-up, or in."""
        user = form.get_user()
        if not devices.is_asked(user):
            signed_in: HttpResponseBase = super().form_valid(form)
            return signed_in
        remember = bool(form.cleaned_data.get("remember"))
        pending.begin(self.request, user, next=self.get_success_url(), remember=remember)
        return redirect("signin_code" if devices.application(user) else "signin_set_up")


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class SecondStep(FormView):  # type: ignore[type-arg]  # takes none when it runs
    """Whatever comes after the password: nobody gets here without one."""

    form_class = CodeForm
    pending: pending.Pending
    sets_up = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send back whom the password step did not send, or sent too long ago."""
        waiting = pending.read(request)
        if waiting is None:
            if request.session.pop(pending.NAME, None):
                messages.error(request, _("Bạn đã chờ quá lâu. Hãy đăng nhập lại."))
            return redirect("wagtailadmin_home" if request.user.is_authenticated else "wagtailadmin_login")
        self.pending = waiting
        has_none = devices.application(waiting.user) is None
        if has_none != self.sets_up:
            return redirect("signin_set_up" if has_none else "signin_code")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say for whom this is."""
        return super().get_context_data(account=self.pending.user, **kwargs)


class CodeView(SecondStep):
    """Asks for a code of the application, or a backup code."""

    template_name = "portal/signin/code.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Look at the code."""
        return {**super().get_form_kwargs(), "look": lambda text: devices.check(self.pending.user, text)}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Sign in; whoever used up a backup code learns how many are left."""
        pending.finish(self.request, self.pending, form.verdict.device)
        if codes.kind(codes.typed(form.cleaned_data["code"])) is codes.Kind.BACKUP:
            left = devices.backup_codes_left(self.pending.user)
            told = ngettext("Còn %(n)d mã dự phòng.", "Còn %(n)d mã dự phòng.", left) % {"n": left}
            link = format_html('<a href="{}">{}</a>', reverse("signin_account"), _("Tạo mã mới"))
            messages.warning(self.request, format_html("{} {}", told, link))
        return redirect(self.pending.next)


class SetUpView(SecondStep):
    """First sign-in: shows the secret, as a QR code and as text, until a code proves that the application has it."""

    template_name = "portal/signin/set_up.html"
    sets_up = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Look at the code with the secret that is shown."""
        waiting = self.pending
        look = {"look": lambda text: devices.set_up(waiting.user, key=waiting.key, text=text), "digits": True}
        return {**super().get_form_kwargs(), **look}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the secret."""
        return super().get_context_data(**secret(self.pending.user, self.pending.key), **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Sign in, and show the backup codes."""
        pending.finish(self.request, self.pending, form.verdict.device)
        keep_for_showing(self.request, devices.renew_backup_codes(self.pending.user), next=self.pending.next)
        return redirect("signin_backup_codes")


def secret(user: Any, key: str) -> dict[str, Any]:
    """Return what a page shows of a secret: a picture drawn here, asked of nobody, and the text in groups."""
    picture = segno.make(devices.address_of(user, key), error="m").svg_inline(border=4, light="#fff", omitsize=True)
    drawn: SafeString = mark_safe(picture)  # noqa: S308 - paths and numbers, drawn here
    return {"qr": drawn, "secret": codes.shown(key)}


def keep_for_showing(request: HttpRequest, made: list[str], *, next: str) -> None:
    """Keep fresh backup codes for the one page that shows them."""
    request.session[pending.FRESH] = {"codes": made, "next": next}


@never_cache
@login_required
@sensitive_variables("kept")
def backup_codes(request: HttpRequest) -> HttpResponse:
    """Show fresh backup codes, once; afterwards there is nothing to show."""
    kept = request.session.pop(pending.FRESH, None)
    if kept is None:
        return redirect("signin_account")
    context = {"codes": [codes.in_halves(code) for code in kept["codes"]], "next": kept["next"]}
    return render(request, "portal/signin/backup_codes.html", {**context, "account": request.user})
