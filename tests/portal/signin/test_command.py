"""`manage.py reset_two_factor`: when no other administrator can help."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry

from portal.signin import devices

pytestmark = pytest.mark.django_db


def test_it_resets_and_says_so_where_people_read(equipped, capsys):
    devices.renew_backup_codes(equipped)
    call_command("reset_two_factor", "chief")
    told = capsys.readouterr()
    assert told.out == ""
    assert "chief sets up a new second factor" in told.err
    assert devices.application(equipped) is None
    assert devices.backup_codes_left(equipped) == 0


def test_it_is_written_down_as_nobodys(equipped):
    call_command("reset_two_factor", "chief")
    entry = ModelLogEntry.objects.get(action=devices.Deed.RESET.value)
    assert entry.user is None
    assert entry.object_id == str(equipped.pk)


def test_an_account_that_is_not_there():
    with pytest.raises(CommandError, match="There is no account named nobody"):
        call_command("reset_two_factor", "nobody")


def test_who_has_none_may_be_reset_too(chief):
    call_command("reset_two_factor", "chief")
    assert ModelLogEntry.objects.filter(action=devices.Deed.RESET.value).count() == 1
