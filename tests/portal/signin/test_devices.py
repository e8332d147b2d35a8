"""The second factor of an account: set up, looked at once a code, renewed, given up, reset."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from portal.signin import devices
from portal.signin.devices import Deed, Fault
from tests.portal.signin.people import KEY, code, forgive, wrong

pytestmark = pytest.mark.django_db
OTHER = "ff" * 20


def history(user):
    """What is written of an account, oldest first: action, who, data."""
    entries = ModelLogEntry.objects.filter(object_id=str(user.pk), action__startswith="portal.")
    return [(e.action, e.user, e.data) for e in entries.order_by("timestamp", "pk")]


# --- codes of the application ----------------------------------------------------------------------------------------


def test_a_code_is_taken_once(equipped, clock):
    assert devices.check(equipped, code(clock.now)).device == devices.application(equipped)
    again = devices.check(equipped, code(clock.now))
    assert (again.device, again.fault) == (None, Fault.USED)


def test_the_code_that_set_the_device_up_is_used(chief, clock):
    devices.set_up(chief, key=KEY, text=code(clock.now))
    assert devices.check(chief, code(clock.now)).fault is Fault.USED


def test_after_a_later_code_an_earlier_one_is_used_up_too(equipped, clock):
    assert devices.check(equipped, code(clock.now, steps=1)).fault is None
    assert devices.check(equipped, code(clock.now)).fault is Fault.USED


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_half_a_minute_to_either_side_is_forgiven(equipped, clock, steps):
    assert devices.check(equipped, code(clock.now, steps=steps)).fault is None


@pytest.mark.parametrize(("steps", "minutes"), [(-2, 1), (-6, 3), (-20, 10)])
def test_a_late_code_is_told_how_late_it_is(equipped, clock, steps, minutes):
    TOTPDevice.objects.update(last_t=-1)
    verdict = devices.check(equipped, code(clock.now, steps=steps))
    assert (verdict.fault, verdict.minutes) == (Fault.LATE, minutes)


def test_nobody_who_guesses_learns_what_will_be_right_later(equipped, clock):
    assert devices.check(equipped, code(clock.now, steps=6)).fault is Fault.WRONG


@pytest.mark.parametrize("text", ["", "abc", "12345", "1234567"])
def test_what_is_no_code_is_wrong(equipped, text):
    assert devices.check(equipped, text).fault is Fault.WRONG


def test_spaces_do_not_matter(equipped, clock):
    now = code(clock.now)
    assert devices.check(equipped, f" {now[:3]} {now[3:]}").fault is None


def test_after_a_wrong_code_the_next_is_not_looked_at_for_twice_as_long(equipped, clock):
    waits = []
    for _ in range(4):
        assert devices.check(equipped, wrong(clock.now)).fault is Fault.WRONG
        device = devices.application(equipped)
        verdict = devices.check(equipped, code(clock.now))
        assert (verdict.device, verdict.fault) == (None, Fault.TOO_MANY)
        waits.append((verdict.until - device.throttling_failure_timestamp).total_seconds())
        TOTPDevice.objects.update(throttling_failure_timestamp=None)
    assert waits == [1, 2, 4, 8]


def test_what_is_not_looked_at_makes_nobody_wait_longer(equipped, clock):
    devices.check(equipped, wrong(clock.now))
    first = devices.check(equipped, code(clock.now)).until
    assert devices.check(equipped, wrong(clock.now)).until == first


def test_a_right_code_ends_the_waiting(equipped, clock):
    devices.check(equipped, wrong(clock.now))
    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    assert devices.check(equipped, code(clock.now)).fault is None
    assert devices.application(equipped).throttling_failure_count == 0


def test_a_code_of_somebody_else_is_wrong(equipped, clock):
    other = get_user_model().objects.create_user("other")
    devices.set_up(other, key=OTHER, text=code(clock.now, key=OTHER))
    assert devices.check(equipped, code(clock.now, key=OTHER, steps=1)).device is None


def test_who_has_no_device_has_no_code(chief, clock):
    assert devices.check(chief, code(clock.now)).fault is Fault.WRONG
    assert devices.check(chief, "abcdefgh").fault is Fault.WRONG


# --- backup codes ----------------------------------------------------------------------------------------------------


def test_ten_backup_codes_each_taken_once(equipped):
    made = devices.renew_backup_codes(equipped)
    assert len(made) == len(set(made)) == devices.backup_codes_left(equipped) == 10
    for left, text in zip(range(9, -1, -1), made, strict=True):
        assert devices.check(equipped, text).fault is None
        assert devices.backup_codes_left(equipped) == left
        assert devices.check(equipped, text).fault is Fault.WRONG
        forgive(equipped)


def test_a_backup_code_may_be_typed_as_it_is_printed(equipped):
    text = devices.renew_backup_codes(equipped)[0]
    assert devices.check(equipped, f"{text[:4]}-{text[4:]}".upper()).fault is None


def test_new_ones_void_those_before(equipped):
    before = devices.renew_backup_codes(equipped)
    after = devices.renew_backup_codes(equipped)
    assert devices.check(equipped, before[0]).fault is Fault.WRONG
    forgive(equipped)
    assert devices.check(equipped, after[0]).fault is None
    assert StaticDevice.objects.count() == 1


def test_wrong_ones_make_the_next_wait_but_not_the_application(equipped, clock):
    text = devices.renew_backup_codes(equipped)[0]
    assert devices.check(equipped, "aaaa-aaaa").fault is Fault.WRONG
    assert devices.check(equipped, text).fault is Fault.TOO_MANY
    assert devices.check(equipped, code(clock.now)).fault is None


def test_a_used_one_is_written_down_with_what_is_left(equipped):
    devices.check(equipped, devices.renew_backup_codes(equipped)[0])
    assert history(equipped)[-1] == (Deed.CODE_USED.value, equipped, {"left": 9})


def test_those_of_others_do_not_count(equipped):
    other = get_user_model().objects.create_user("other")
    text = devices.renew_backup_codes(other)[0]
    devices.renew_backup_codes(equipped)
    assert devices.check(equipped, text).fault is Fault.WRONG
    assert devices.backup_codes_left(other) == 10


# --- set-up ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "fault", "minutes"), [(-6, Fault.LATE, 3), (4, Fault.EARLY, 2), (20, Fault.EARLY, 10)]
)
def test_at_set_up_a_wrong_clock_is_told(chief, clock, steps, fault, minutes):
    verdict = devices.set_up(chief, key=KEY, text=code(clock.now, steps=steps))
    assert (verdict.fault, verdict.minutes) == (fault, minutes)
    assert devices.application(chief) is None


@pytest.mark.parametrize("text", ["", "abc", "abcdefgh"])
def test_a_wrong_code_leaves_nothing_behind(chief, clock, text):
    assert devices.set_up(chief, key=KEY, text=text or wrong(clock.now)).fault is Fault.WRONG
    assert not TOTPDevice.objects.exists()
    assert history(chief) == []


def test_set_up_is_written_down(equipped):
    assert history(equipped) == [(Deed.SET_UP.value, equipped, {})]


def test_a_second_device_does_not_slip_in(equipped, clock):
    with pytest.raises(PermissionDenied):
        devices.set_up(equipped, key=OTHER, text=code(clock.now, key=OTHER))
    assert devices.application(equipped).key == KEY


def test_a_new_device_takes_the_place_of_the_old_one(equipped, clock):
    devices.set_up(equipped, key=OTHER, text=code(clock.now, key=OTHER), replaces=True)
    assert devices.application(equipped).key == OTHER
    assert TOTPDevice.objects.count() == 1
    assert devices.check(equipped, code(clock.now, steps=1)).fault is Fault.WRONG


def test_a_wrong_code_of_the_new_device_leaves_the_old_one(equipped, clock):
    devices.set_up(equipped, key=OTHER, text=wrong(clock.now, key=OTHER), replaces=True)
    assert devices.application(equipped).key == KEY


def test_keys_are_long_and_never_the_same():
    keys = {devices.new_key() for _ in range(20)}
    assert {len(key) for key in keys} == {40}
    assert len(keys) == 20


def test_the_address_names_portal_and_account(chief):
    address = devices.address_of(chief, KEY)
    assert address.startswith("otpauth://totp/Minh%20B%E1%BA%A1ch%20%28localhost%29%3Achief?secret=GEZDGNBV")


# --- giving up, reset ------------------------------------------------------------------------------------------------


def test_who_may_gives_it_up_with_all_codes(equipped):
    devices.renew_backup_codes(equipped)
    devices.remove(equipped)
    assert devices.application(equipped) is None
    assert not StaticToken.objects.exists()
    assert history(equipped)[-1][:2] == (Deed.REMOVED.value, equipped)


@pytest.mark.usefixtures("obligatory")
def test_nobody_gives_up_what_is_obligatory(equipped):
    with pytest.raises(PermissionDenied):
        devices.remove(equipped)
    assert devices.application(equipped) is not None


def test_asked_are_all_where_it_is_obligatory_else_who_has_one(equipped, settings):
    other = get_user_model().objects.create_user("other")
    assert (devices.is_asked(equipped), devices.is_asked(other)) == (True, False)
    settings.STAFF_TWO_FACTOR = True
    assert (devices.is_asked(equipped), devices.is_asked(other)) == (True, True)


@pytest.mark.usefixtures("obligatory")
def test_a_reset_is_written_down_and_logged(equipped, caplog):
    admin = get_user_model().objects.create_superuser("admin")
    devices.renew_backup_codes(equipped)
    devices.reset(equipped, by=admin)
    assert devices.application(equipped) is None
    assert not StaticToken.objects.exists()
    assert history(equipped)[-1] == (Deed.RESET.value, admin, {})
    assert f"account {equipped.pk} was reset by {admin.pk}" in caplog.text
    assert "chief" not in caplog.text


def an_account(name, *, superuser=False, manager=False):
    from django.contrib.auth.models import Permission

    user = get_user_model().objects.create_user(name, is_superuser=superuser)
    if manager:
        user.user_permissions.add(Permission.objects.get(codename="change_user", content_type__app_label="auth"))
    return get_user_model().objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("by", "of", "may"),
    [
        ({"superuser": True}, {}, True),
        ({"superuser": True}, {"superuser": True}, True),
        ({"manager": True}, {}, True),
        ({"manager": True}, {"manager": True}, True),
        ({"manager": True}, {"superuser": True}, False),
        ({}, {}, False),
    ],
)
def test_who_may_reset_whose(by, of, may):
    first, second = an_account("a", **by), an_account("b", **of)
    if may:
        devices.check_can_reset(second, by=first)
    else:
        with pytest.raises(PermissionDenied):
            devices.check_can_reset(second, by=first)


def test_nobody_resets_their_own():
    admin = an_account("a", superuser=True)
    with pytest.raises(PermissionDenied):
        devices.check_can_reset(admin, by=admin)
