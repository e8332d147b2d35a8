"""Addresses of signing in: before the CMS's own, whose pages of that kind they replace."""

from django.urls import path
from wagtail.admin.views import account as wagtails

from portal.signin import views
from portal.signin.language import in_readers_language

urlpatterns = [
    path("login/", in_readers_language(views.PasswordView.as_view()), name="signin_password"),
    path("login/code/", in_readers_language(views.CodeView.as_view()), name="signin_code"),
    path("login/set-up/", in_readers_language(views.SetUpView.as_view()), name="signin_set_up"),
    path("login/backup-codes/", in_readers_language(views.backup_codes), name="signin_backup_codes"),
    # Wagtail's own, by the addresses that Wagtail gives them: who is not signed in reads them as the browser asks.
    path("password_reset/", in_readers_language(wagtails.PasswordResetView.as_view()), name="signin_reset_ask"),
    path(
        "password_reset/done/", in_readers_language(wagtails.PasswordResetDoneView.as_view()), name="signin_reset_asked"
    ),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        in_readers_language(wagtails.PasswordResetConfirmView.as_view()),
        name="signin_reset_choose",
    ),
    path(
        "password_reset/complete/",
        in_readers_language(wagtails.PasswordResetCompleteView.as_view()),
        name="signin_reset_chosen",
    ),
]
