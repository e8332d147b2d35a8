"""What the tests of public figures share: addresses of lists without asking the search."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cases import ports
from tests.cases.accountability.city import a_city
from tests.cities import built
from tests.portal.conftest import plain_list_url

small_city = built(a_city)


@pytest.fixture(autouse=True)
def _plain_lists(monkeypatch):
    """Lists have their addresses whether or not a search is plugged in."""
    monkeypatch.setattr(ports.PORTS, "list_url", plain_list_url)


@pytest.fixture
def get(client, django_assert_max_num_queries):
    """Return a function that gets a page by its name, within twelve queries; two of them need more."""

    def page(name, /, language="vi", **parts):
        with override(language):
            address = reverse(name, kwargs=parts)
            with django_assert_max_num_queries({"agency": 22, "overdue": 15}.get(name, 13)):
                return client.get(address)

    return page
