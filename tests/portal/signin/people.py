"""What the tests of signing in do as people would: give a password, read a code from a telephone."""

from datetime import UTC, datetime

from django.utils import timezone
from django_otp.oath import hotp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "mot hai ba bon nam"
KEY = "3132333435363738393031323334353637383930"  # of RFC 6238
HOME, LOGIN = "/cms/", "/cms/login/"
CODE, SET_UP, BACKUP = "/cms/login/code/", "/cms/login/set-up/", "/cms/login/backup-codes/"
ACCOUNT, DEVICE = "/cms/account/two-factor/", "/cms/account/two-factor/device/"


class Clock:
    """Stands still at the beginning of a step, near the machine's own time."""

    def __init__(self):
        self.now = timezone.now().timestamp() // 30 * 30

    def instant(self):
        return datetime.fromtimestamp(self.now, UTC)

    def pass_seconds(self, seconds):
        self.now += seconds


def code(at, *, key=KEY, steps=0):
    """The code that an application shows at that instant, or some steps of thirty seconds away."""
    return f"{hotp(bytes.fromhex(key), int(at) // 30 + steps, 6):06d}"


def wrong(at, *, key=KEY):
    """Six digits that no instant near `at` has for its code."""
    near = {code(at, key=key, steps=n) for n in range(-40, 41)}
    return next(text for text in (f"{n:06d}" for n in range(100)) if text not in near)


def forgive(user):
    """Let the wait after wrong codes be over."""
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user=user).update(throttling_failure_timestamp=None, throttling_failure_count=0)


def give_password(client, user="chief", password=PASSWORD, **more):
    """The first step of signing in."""
    return client.post(LOGIN, {"username": user, "password": password, **more})


def sign_in(client, clock, *, user="chief", **more):
    """Both steps, with the application's code."""
    assert give_password(client, user, **more)["Location"] == CODE
    response = client.post(CODE, {"code": code(clock.now)})
    clock.pass_seconds(30)
    return response


def enters(client):
    """Whether the CMS opens."""
    return client.get(HOME).status_code == 200


def key_shown(page):
    """The secret that a set-up page shows, in hexadecimal digits."""
    from base64 import b32decode

    return b32decode(page.context["secret"].replace(" ", "")).hex()
