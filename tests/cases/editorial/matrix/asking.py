"""Asks as a role, and gives all that came back: head, cookies, body, and what lies packed in files."""

import copy
import zipfile
from io import BytesIO
from unittest import mock

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from home.menus import PARTS

#: What some forms of Wagtail cannot do without; no browser leaves it out.
ALWAYS = {f"{part}-count": "0" for part in ("body", "press", *PARTS)} | {
    "external-link-chooser-url": "",
    "new_parent_page": "1",
}
#: Nobody asks here which templates there were, and to keep them all takes a tenth of the time.
UNTOLD = mock.patch("django.test.client.store_rendered_templates")


class Asker:
    """A client of one role. The account is looked up once, with its permissions: a sign-in has tests of its own."""

    def __init__(self, account):
        self.account = type(account).objects.get(pk=account.pk) if account else AnonymousUser()
        self.account.get_all_permissions()
        self.client = Client(raise_request_exception=False)

    def ask(self, method, path, data=None):
        """The response; its cookies are forgotten, so that no request hangs on the one before."""
        account = copy.copy(self.account)
        with mock.patch("django.contrib.auth.middleware.get_user", return_value=account), UNTOLD:
            self.client.cookies.clear()
            return getattr(self.client, method)(path, data)


def everything(response) -> str:
    """All that a response tells, in lower case."""
    body = response.getvalue()
    parts = [response.serialize_headers(), str(response.cookies).encode(), body]
    if body[:4] == b"PK\x03\x04":
        packed = zipfile.ZipFile(BytesIO(body))
        parts += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(parts).decode(errors="replace").lower()
