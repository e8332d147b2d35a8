"""What an account may do: as Django says it, in one query."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission

from portal.signin.holding import Holding
from tests.accounts import GROUPS, an_account, given

pytestmark = pytest.mark.django_db


def afresh(account):
    """The same account as the next request has it."""
    return type(account).objects.get(pk=account.pk)


def accounts():
    yield an_account()
    yield given(an_account(), "decide")
    both = given(an_account("edit"), "answer")
    both.user_permissions.add(Permission.objects.get(codename="edit", content_type__app_label="cases"))
    yield both
    yield an_account(is_superuser=True)
    yield an_account("head", is_active=False)
    yield an_account("head", is_superuser=True, is_active=False)
    yield from map(an_account, GROUPS)


def test_it_says_what_django_says(django_assert_num_queries):
    for account in accounts():
        theirs = ModelBackend().get_all_permissions(afresh(account))
        asked = afresh(account)
        with django_assert_num_queries(1 if account.is_active else 0):
            assert Holding().get_all_permissions(asked) == theirs
            assert {name for name in theirs if asked.has_perm(name)} == theirs, "kept for the rest of the request"
        assert asked.has_perm("cases.nothing") is (account.is_superuser and account.is_active)


def test_nobody_and_single_objects_have_none():
    assert Holding().get_all_permissions(AnonymousUser()) == set()
    assert Holding().get_all_permissions(an_account("head"), obj=object()) == set()
