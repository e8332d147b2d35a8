"""A desk: reviewers who are signed in, and answers that wait."""

import pytest
from django.test import Client

from tests.accounts import an_account
from tests.factories import Walk, ago


@pytest.fixture
def reviewer(db):
    return an_account("decide", username="lan", first_name="Lan", last_name="Nguyễn")


@pytest.fixture
def desk(reviewer):
    return signed_in(reviewer)


def signed_in(account):
    client = Client()
    client.force_login(account)
    client.account = account
    return client


def waiting(title="Đèn hỏng", *, days=3, agency=None, **answer):
    """A walk whose answer has been waiting for a day; accepted so many days before now."""
    start = ago(days=days)
    walk = Walk(at=start, title=title).later(hours=1).accept().later(hours=1).assign(agency)
    return walk.until(ago(hours=5)).submit(**answer)


def version_of(walk):
    return walk.answer.submissions.latest("number")
