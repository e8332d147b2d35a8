"""The Center's screens: people of the Center who are signed in, and cases at every step."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from search.outbox import drain
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.factories import Walk, ago


@pytest.fixture
def editor(db):
    return signed_in(an_account("edit", username="lan", first_name="Lan", last_name="Nguyễn"))


@pytest.fixture
def approver(db):
    return signed_in(an_account("decide", username="binh", first_name="Bình", last_name="Lê"))


@pytest.fixture
def second(db):
    return signed_in(an_account("decide", username="mai", first_name="Mai", last_name="Phan"))


def sent(title="Đèn hỏng", *, days=2, **report):
    """A report that came in so many days ago and waits; the walk stands an hour before now."""
    walk = Walk(at=ago(days=days, hours=2), title=title, **report)
    return walk.until(ago(hours=1))


def accepted(title="Đèn hỏng", *, days=2, **report):
    """The same, accepted at once and given to nobody."""
    walk = Walk(at=ago(days=days, hours=2), title=title, **report).accept()
    return walk.until(ago(hours=1))


def answered(title="Đèn hỏng", *, days=5, **report):
    """The same, given to an agency, answered and approved."""
    walk = Walk(at=ago(days=days, hours=2), title=title, **report).accept().assign()
    walk = walk.until(ago(hours=6)).submit()
    return walk.until(ago(hours=3)).approve().until(ago(hours=1))


def findable():
    """Let the search know what has happened: nothing is committed within a test."""
    drain()


def list_of(which, query=""):
    return reverse("center_list", args=[which]) + query


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def words(node):
    return " ".join(node.get_text(" ", strip=True).split())


def page(client, where, status=200):
    response = client.get(where)
    assert response.status_code == status, response.status_code
    return soup(response)


def titles(client, which, query=""):
    return [words(head) for head in page(client, list_of(which, query)).select(".center-tbl tbody th a")]


def do(client, walk_or_case, verb, **fields):
    """Do a thing to a case as its screen would, having read it as it is now."""
    case = getattr(walk_or_case, "case", walk_or_case)
    case.refresh_from_db()
    where = reverse("center_do", args=[case.number, verb])
    return client.post(where, {"seen": case.version, **fields})


def told(response):
    """What stands in red: beside fields, and for the whole form."""
    return [words(error) for error in soup(response).select(".err, .note.bad b")]


def offered(client, walk):
    return [fold["id"] for fold in page(client, reverse("center_case", args=[walk.case.number])).select("details.verb")]
