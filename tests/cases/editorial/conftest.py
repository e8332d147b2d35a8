"""Clients that are logged in to the CMS."""

import pytest

from tests.cases.editorial.cms import an_editor


@pytest.fixture
def chief(admin_client):
    """A client of a superuser."""
    return admin_client


@pytest.fixture
def editor(client, db):
    """A client of an editor who may edit and publish pages of cases."""
    client.force_login(an_editor())
    return client
