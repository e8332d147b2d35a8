"""Accounts for tests: of a group, with posts in agencies."""

from datetime import date
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from cases.models import Post
from tests.factories import an_agency

LONG_AGO = date(2020, 1, 1)
GROUPS = {
    "answer": "Cán bộ đơn vị",
    "follow": "Cán bộ theo dõi hạn",
    "edit": "Ban biên tập",
    "decide": "Người duyệt",
    "head": "Lãnh đạo Trung tâm",
    "administer": "Quản trị",
}
_numbers = count(1)


def an_account(*powers, agency=None, since=LONG_AGO, until=None, **fields):
    """An account in the groups of these powers, with a post in an agency (by name or itself) where one is given."""
    fields = {"username": f"nguoi-{next(_numbers)}", "password": "mat-khau-de-thu", **fields}
    account = get_user_model().objects.create_user(**fields)
    account.groups.set(Group.objects.filter(name__in=[GROUPS[power] for power in powers]))
    if agency is not None:
        held = an_agency(agency) if isinstance(agency, str) else agency
        Post.objects.create(account=account, agency=held, since=since, until=until)
    return account


def given(account, *permissions):
    """The account with single permissions of `cases` besides."""
    account.user_permissions.add(*Permission.objects.filter(content_type__app_label="cases", codename__in=permissions))
    return type(account).objects.get(pk=account.pk)
