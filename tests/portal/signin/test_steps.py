"""The steps of signing in, one by one: who waits between them, in which language, and who has gone through the gate."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.utils import timezone, translation

from portal.signin import devices, language, pending, throttle, views
from portal.signin.devices import Fault, Verdict
from portal.signin.forms import CodeForm
from portal.signin.gate import require_second_factor
from tests.portal.signin.people import KEY

PASSWORD_GIVEN = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)


class Session(dict):
    """A session that is kept nowhere; `flushed` says how often it was emptied."""

    flushed = 0

    def flush(self):
        self.clear()
        self.flushed += 1


# --- between password and code ---------------------------------------------------------------------------------------


@pytest.fixture
def waiting(chief, monkeypatch):
    """A request of somebody whose password was right at one in the morning, UTC."""
    monkeypatch.setattr(timezone, "now", lambda: PASSWORD_GIVEN)
    request = SimpleNamespace(session=Session(planted="x"))
    chief.backend = "portal.signin.holding.Holding"
    pending.begin(request, chief, next="/cms/reports/", remember=True)
    return request


def at(monkeypatch, **later):
    monkeypatch.setattr(timezone, "now", lambda: PASSWORD_GIVEN + timedelta(**later))


@pytest.mark.django_db
class TestWaiting:
    def test_it_is_remembered_whose_turn_it_is_and_nothing_of_before(self, waiting, chief):
        found = pending.read(waiting)
        assert (found.user, found.next, found.remember, found.backend) == (
            *(chief, "/cms/reports/", True, "portal.signin.holding.Holding"),
        )
        assert len(found.key) == 40
        assert list(waiting.session) == [pending.NAME]
        assert waiting.session.flushed == 1
        assert chief.password not in str(waiting.session), "neither the password nor what is kept of it"

    def test_for_ten_minutes_and_no_longer(self, waiting, monkeypatch):
        left = {}
        for seconds in (0, 599, 600, 601, 86_400):
            at(monkeypatch, seconds=seconds)
            left[seconds] = pending.read(waiting) is not None
        assert left == {0: True, 599: True, 600: True, 601: False, 86_400: False}

    def test_every_beginning_has_a_secret_of_its_own(self, waiting, chief):
        first = pending.read(waiting).key
        pending.begin(waiting, chief, next="/cms/", remember=False)
        again = pending.read(waiting)
        assert again.key != first
        assert (again.next, again.remember) == ("/cms/", False)

    def test_nobody_waits_in_an_empty_session(self):
        assert pending.read(SimpleNamespace(session=Session())) is None
        assert pending.read(SimpleNamespace(session=Session({pending.NAME: {}}))) is None

    def test_who_has_changed_or_gone_since_does_not_wait_any_more(self, waiting, chief):
        accounts = get_user_model().objects.filter(pk=chief.pk)
        kept = chief.password
        accounts.update(password="khac")
        assert pending.read(waiting) is None
        accounts.update(password=kept, is_active=False)
        assert pending.read(waiting) is None
        accounts.update(is_active=True)
        assert pending.read(waiting) is not None
        accounts.delete()
        assert pending.read(waiting) is None

    @pytest.mark.parametrize(("remember", "seconds"), [(True, 36_000), (False, 0)])
    def test_signed_in_it_lasts_as_was_chosen(self, chief, settings, monkeypatch, remember, seconds):
        told = []
        session = Session()
        session.set_expiry = told.append
        request = SimpleNamespace(session=session)
        chief.backend = "x"
        monkeypatch.setattr(pending.auth, "login", lambda request, user, backend: told.append((user, backend)))
        pending.begin(request, chief, next="/", remember=remember)
        device = object()
        waiting = pending.read(request)
        pending.finish(request, waiting, device)
        assert told == [(chief, "x"), seconds]
        assert waiting.user.otp_device is device
        assert pending.NAME not in session


# --- the language of pages before anybody is in ----------------------------------------------------------------------


def speaking(rf, monkeypatch, *, chosen=None, waiting=None, asked="", respond=None):
    """The language in which such a page is made, for an account with that choice and a browser that asks so."""
    account = lambda code: SimpleNamespace(wagtail_userprofile=SimpleNamespace(preferred_language=code))  # noqa: E731
    request = rf.get("/cms/login/", headers={"accept-language": asked})
    request.user = AnonymousUser() if chosen is None else account(chosen)
    there = None if waiting is None else SimpleNamespace(user=account(waiting))
    monkeypatch.setattr(pending, "read", lambda request: there)
    view = language.in_readers_language(respond or (lambda request: HttpResponse(translation.get_language())))
    return view(request).content.decode()


@pytest.mark.parametrize(
    ("known", "spoken"),
    [
        ({}, "vi"),
        ({"asked": "en"}, "en"),
        ({"asked": "en-GB,vi;q=0.5"}, "en"),
        ({"asked": "fr"}, "vi"),
        ({"chosen": "en", "asked": "vi"}, "en"),
        ({"chosen": "", "asked": "en"}, "en"),
        ({"waiting": "en", "asked": "vi"}, "en"),
        ({"waiting": "vi", "chosen": "en", "asked": "en"}, "vi"),
        ({"waiting": "", "chosen": "en", "asked": "vi"}, "vi"),
    ],
)
def test_who_has_chosen_a_language_is_spoken_to_in_it(rf, monkeypatch, known, spoken):
    assert speaking(rf, monkeypatch, **known) == spoken


def test_a_page_that_is_drawn_later_is_drawn_in_that_language_too(rf, monkeypatch):
    template = engines["django"].from_string("{% load i18n %}{% get_current_language as code %}{{ code }}")
    assert speaking(rf, monkeypatch, asked="en", respond=lambda request: SimpleTemplateResponse(template)) == "en"
    assert translation.get_language() == "vi", "as it was, for whoever is answered next"


# --- the gate --------------------------------------------------------------------------------------------------------


def through_the_gate(rf, user):
    request = rf.get("/cms/")
    request.user = user

    async def auser():
        return user

    request.auser = auser
    seen = require_second_factor(lambda request: request)(request)
    return seen.user


class Account:
    """An account that counts how often anybody looks at it."""

    def __init__(self, *, signed_in, verified):
        self.looks, self.signed_in, self.verified = 0, signed_in, verified

    @property
    def is_authenticated(self):
        self.looks += 1
        return self.signed_in

    def is_verified(self):
        return self.verified


@pytest.mark.parametrize(
    ("obligatory", "signed_in", "verified", "known"),
    [
        (True, True, True, True),
        (True, True, False, False),
        (True, False, True, False),
        (True, False, False, False),
        (False, True, False, True),
    ],
)
def test_who_has_shown_one_factor_is_nobody_where_two_are_asked_for(
    rf, settings, obligatory, signed_in, verified, known
):
    settings.STAFF_TWO_FACTOR = obligatory
    account = Account(signed_in=signed_in, verified=verified)
    assert through_the_gate(rf, account).is_authenticated is known


def test_nobody_is_looked_up_until_somebody_asks(rf, settings):
    settings.STAFF_TWO_FACTOR = True
    account = Account(signed_in=True, verified=True)
    found = through_the_gate(rf, account)
    assert account.looks == 0
    assert found.verified is True
    assert account.looks == 1
    assert found.signed_in is True
    assert account.looks == 1, "once for the whole request"


# --- the form --------------------------------------------------------------------------------------------------------


def form(text, verdict=None, **more):
    """A form with that text, and what was looked at."""
    looked = []
    found = verdict or Verdict(device="d")
    return CodeForm({"code": text}, look=lambda typed: looked.append(typed) or found, **more), looked


@pytest.mark.parametrize(
    ("text", "looked_at"),
    [
        ("123456", ["123456"]),
        ("  123 456\n", ["123 456"]),
        ("", []),
        ("   ", []),
        ("a" * 40, ["a" * 40]),
        ("a" * 41, []),
    ],
    ids=["a code", "with spaces", "nothing", "only spaces", "long", "too long"],
)
def test_what_can_be_a_code_is_looked_at_once(text, looked_at):
    filled, looked = form(text)
    assert filled.is_valid() is bool(looked_at)
    assert filled.is_valid() is bool(looked_at), "asked again it is not looked at again"
    assert looked == looked_at


@pytest.mark.parametrize("fault", list(Fault))
def test_a_code_that_is_not_taken_is_explained_and_the_verdict_stays(fault):
    verdict = Verdict(fault=fault, minutes=3)
    filled, _looked = form("123456", verdict)
    assert not filled.is_valid()
    (error,) = filled.errors.as_data()["code"]
    assert error.code == fault.value
    assert filled.verdict is verdict


def test_without_a_code_it_says_what_to_do():
    filled, _looked = form("")
    assert filled.errors["code"] == ["Hãy nhập mã."]
    with translation.override("en"):
        filled, _looked = form("")
        assert filled.errors["code"] == ["Enter a code."]


@pytest.mark.parametrize(("digits", "keys"), [(True, 'inputmode="numeric"'), (False, None)])
def test_the_field_helps_telephones_and_never_shows_what_was_wrong(digits, keys):
    filled, _looked = form("987654", Verdict(fault=Fault.WRONG), digits=digits)
    filled.is_valid()
    field = str(filled["code"])
    assert 'type="text"' in field
    assert 'autocomplete="one-time-code"' in field
    assert "987654" not in field
    assert (keys in field) if keys else ("inputmode" not in field)


# --- what a page shows of a secret -----------------------------------------------------------------------------------


def test_a_secret_is_drawn_here_and_shown_in_groups(monkeypatch):
    monkeypatch.setattr(devices, "address_of", lambda user, key: f"otpauth://totp/x?secret={key}")
    told = views.secret(None, KEY)
    assert told["secret"] == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert told["qr"].startswith("<svg")
    assert "href" not in told["qr"]
    assert told["qr"] != views.secret(None, "ff" * 20)["qr"]


def test_backup_codes_are_kept_for_one_page_with_where_to_go_on():
    request = SimpleNamespace(session=Session())
    views.keep_for_showing(request, ["abcdefgh"], next="/cms/")
    assert request.session == {pending.FRESH: {"codes": ["abcdefgh"], "next": "/cms/"}}


# --- too many wrong passwords ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_wait_is_that_of_the_newest_wrong_password_of_this_account_from_here(rf, monkeypatch):
    now = PASSWORD_GIVEN
    monkeypatch.setattr(timezone, "now", lambda: now)
    for user, address, minutes in (
        ("chief", "10.0.0.1", 9),
        ("chief", "10.0.0.1", 4),
        ("chief", "10.0.0.1", 14),
        ("chief", "10.0.0.2", 1),
        ("other", "10.0.0.1", 2),
    ):
        made = AccessAttempt.objects.create(
            username=user, ip_address=address, user_agent=f"{minutes}", failures_since_start=1
        )
        AccessAttempt.objects.filter(pk=made.pk).update(attempt_time=now - timedelta(minutes=minutes))

    def waits(user, address):
        request = rf.post("/cms/login/", {"username": user}, REMOTE_ADDR=address)
        return (throttle._end(request) - now).total_seconds() / 60

    assert waits("chief", "10.0.0.1") == 11
    assert waits("chief", "10.0.0.2") == 14
    assert waits("other", "10.0.0.1") == 13
    assert waits("nobody", "10.0.0.1") == 15, "from now on"


@pytest.mark.parametrize(("left", "told"), [(60.0, "60"), (59.4, "60"), (0.2, "1"), (0.0, "1"), (-3.0, "1")])
def test_who_waits_as_long_as_is_told_is_looked_at_again(rf, monkeypatch, left, told):
    monkeypatch.setattr(timezone, "now", lambda: PASSWORD_GIVEN)
    monkeypatch.setattr(throttle, "_end", lambda request: PASSWORD_GIVEN + timedelta(seconds=left))
    monkeypatch.setattr(throttle, "render", lambda request, name, context, status: HttpResponse(status=status))
    response = throttle.locked_out.__wrapped__(rf.post("/cms/login/"))
    assert (response.status_code, response["Retry-After"]) == (429, told)
