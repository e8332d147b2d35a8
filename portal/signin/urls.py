"""Addresses of signing in: before the CMS's own, whose login page the first one replaces."""

from django.urls import path

from portal.signin import views
from portal.signin.language import in_readers_language

urlpatterns = [
    path("login/", in_readers_language(views.PasswordView.as_view()), name="signin_password"),
    path("login/code/", in_readers_language(views.CodeView.as_view()), name="signin_code"),
    path("login/set-up/", in_readers_language(views.SetUpView.as_view()), name="signin_set_up"),
    path("login/backup-codes/", in_readers_language(views.backup_codes), name="signin_backup_codes"),
]
