"""Asks as a role, and gives all that came back: head, cookies, body, and what lies packed in files."""

import copy
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from types import SimpleNamespace
from unittest import mock

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from wagtail.users.models import UserProfile

from home.menus import PARTS

#: What some forms of Wagtail cannot do without; no browser leaves it out.
ALWAYS = {f"{part}-count": "0" for part in ("body", "press", *PARTS)} | {
    "external-link-chooser-url": "",
    "new_parent_page": "1",
}


class Asker:
    """A client of one role. The account is looked up once, with its permissions: a sign-in has tests of its own."""

    asking = AnonymousUser()

    def __init__(self, account):
        self.account = AnonymousUser()
        if account:
            self.account = type(account).objects.get(pk=account.pk)
            self.account.wagtail_userprofile = UserProfile.get_for_user(self.account)
        self.account.get_all_permissions()
        self.client = Client(raise_request_exception=False)

    def ask(self, method, path, data=None):
        """The response; its cookies are forgotten, so that no request hangs on the one before."""
        Asker.asking = copy.copy(self.account)
        self.client.cookies.clear()
        return getattr(self.client, method)(path, data)


@contextmanager
def asking_quickly() -> Iterator[None]:
    """Within this block an Asker's account is who asks, and nothing is made that nobody here looks at.

    Neither copies of what templates were given, nor the pages that say nicely what is refused: other tests read those.
    An address is looked up once, not for every role and method anew.
    """
    addresses = SimpleNamespace(resolve=lru_cache(maxsize=None)(get_resolver().resolve))

    def who(request):
        return Asker.asking

    def bare(request, template, status, **context):
        return HttpResponse(status=status)

    def untold(*args, **kwargs):
        pass

    with (
        mock.patch("django.contrib.auth.middleware.get_user", new=who),
        mock.patch("django.core.handlers.base.get_resolver", return_value=addresses),
        mock.patch("django.test.client.store_rendered_templates", new=untold),
        mock.patch("portal.errors.page", new=bare),
    ):
        yield


def everything(response) -> str:
    """All that a response tells, in lower case."""
    body = response.getvalue()
    parts = [response.serialize_headers(), str(response.cookies).encode(), body]
    if body[:4] == b"PK\x03\x04":
        packed = zipfile.ZipFile(BytesIO(body))
        parts += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(parts).decode(errors="replace").lower()
