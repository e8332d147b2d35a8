"""An account of the staff, a second factor for it, and a clock that stands still."""

from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django_otp.plugins.otp_totp import models as otp_totp

from portal.signin import devices
from tests.portal.signin import people


@pytest.fixture
def obligatory(settings):
    """Nobody gets in without a second factor."""
    settings.STAFF_TWO_FACTOR = True
    return settings


@pytest.fixture
def clock(monkeypatch):
    """The instant by which codes are looked at; tests move it on."""
    hands = people.Clock()
    monkeypatch.setattr(otp_totp, "time", SimpleNamespace(time=lambda: hands.now))
    monkeypatch.setattr(devices, "timezone", SimpleNamespace(now=hands.instant))
    return hands


@pytest.fixture
def chief(db):
    """A superuser without a device."""
    return get_user_model().objects.create_superuser("chief", "chief@example.org", people.PASSWORD)


@pytest.fixture
def equipped(chief, clock):
    """The same with a device whose codes `people.code` knows; a code has been used to set it up."""
    verdict = devices.set_up(chief, key=people.KEY, text=people.code(clock.now))
    assert verdict.fault is None
    clock.pass_seconds(60)
    return chief
