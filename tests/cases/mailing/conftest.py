"""Mails: people with posts in an agency, work of theirs that is dated back from now, and servers to send to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.mailing.making import make_mails
from cases.mailing.sending import send_mails
from cases.models import Post, PostKind
from tests.accounts import LONG_AGO, an_account
from tests.cases.mailing.smtp_sink import Sink
from tests.factories import KIM_LONG, an_agency

POWERS = {PostKind.OFFICER: "answer", PostKind.FOLLOW_UP: "follow", PostKind.SUBSTITUTE: "follow"}


def someone(name, kind=PostKind.OFFICER, agency=KIM_LONG, *, since=LONG_AGO, email=None, away=None, **fields):
    """An account with a post; its address is made of its name, and `away` are the days of an absence."""
    address = f"{name}@hue.example" if email is None else email
    account = an_account(POWERS[kind], username=name, email=address, **fields)
    away_since, away_until = away or (None, None)
    Post.objects.create(
        account=account,
        agency=an_agency(agency),
        kind=kind,
        since=since,
        away_since=away_since,
        away_until=away_until,
    )
    return account


@pytest.fixture(autouse=True)
def _no_mail_of_new_work(settings):
    """Every walk is given to an agency; only tests of that want a mail of it."""
    settings.MAILS_AT_ONCE = [kind for kind in settings.MAILS_AT_ONCE if kind != "assigned"]


@pytest.fixture
def office(db):
    """An officer, a follow-up officer and who stands in for that one."""
    kinds = {"hoa": PostKind.OFFICER, "theo": PostKind.FOLLOW_UP, "thay": PostKind.SUBSTITUTE}
    return {name: someone(name, kind) for name, kind in kinds.items()}


@pytest.fixture
def sink(settings):
    """A mail server of our own on this machine, and the portal told to use it."""
    with Sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address
        settings.EMAIL_TIMEOUT = 5
        yield server


def run(*, minutes=0):
    """What the task does, some minutes from now; how many mails went out."""
    now = timezone.now() + timedelta(minutes=minutes)
    make_mails(now=now)
    return send_mails(now=now)
