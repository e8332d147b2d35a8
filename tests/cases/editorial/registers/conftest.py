"""Clients that may use the registers, and that may not."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from cases.editorial.registers.group import EDITORS
from tests.cases.editorial.cms import an_editor


@pytest.fixture
def chief(admin_client):
    """A client of a superuser."""
    return admin_client


@pytest.fixture
def editor(db):
    """A client of an account of the group of editors, as migrations made it."""
    user = get_user_model().objects.create_user("ban", password="mot hai ba bon nam")
    user.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def stranger(db):
    """A client that may edit pages of cases and nothing else."""
    client = Client()
    client.force_login(an_editor("ngoai"))
    return client
