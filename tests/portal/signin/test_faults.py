"""Why a code was not taken, and what ends a session: as values, without a database."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import override

from portal import wagtail_hooks as hooks
from portal.signin import codes, devices, sentences, sessions
from portal.signin.devices import Fault, Verdict
from tests.portal.signin.people import KEY, code, wrong

NOW = datetime(2026, 12, 7, 1, 0, 0, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


# --- why a code was not taken ----------------------------------------------------------------------------------------


def a_device(last=-1, tolerance=1):
    """A device by which the code of the step `last` (counted from now) was taken last."""
    return SimpleNamespace(key=KEY, tolerance=tolerance, last_t=STEP + last)


@pytest.mark.parametrize(
    ("steps", "last", "fault", "minutes"),
    [
        (0, 0, Fault.USED, 0),
        (-1, 0, Fault.USED, 0),
        (1, 1, Fault.USED, 0),
        (-5, -5, Fault.USED, 0),
        (-5, -4, Fault.USED, 0),
        (-5, -6, Fault.LATE, 2),
        (-2, -3, Fault.LATE, 1),
        (-3, -20, Fault.LATE, 2),
        (-20, -21, Fault.LATE, 10),
        (-21, -30, Fault.WRONG, 0),
        (2, -1, Fault.WRONG, 0),
        (20, -1, Fault.WRONG, 0),
    ],
)
def test_a_used_code_a_late_one_and_one_that_is_still_to_come(steps, last, fault, minutes):
    verdict = devices._why_not(a_device(last), code(NOW.timestamp(), steps=steps))
    assert (verdict.device, verdict.fault, verdict.minutes) == (None, fault, minutes)


def test_what_is_no_code_of_any_time_near_is_wrong():
    assert devices._why_not(a_device(), wrong(NOW.timestamp())).fault is Fault.WRONG


@pytest.mark.parametrize(
    ("steps", "fault", "minutes"),
    [
        (-20, Fault.LATE, 10),
        (-2, Fault.LATE, 1),
        (2, Fault.EARLY, 1),
        (7, Fault.EARLY, 4),
        (20, Fault.EARLY, 10),
        (21, Fault.WRONG, 0),
    ],
)
def test_who_sets_up_learns_which_way_the_clock_is_wrong(steps, fault, minutes):
    verdict = devices._skewed(KEY, code(NOW.timestamp(), steps=steps))
    assert (verdict.fault, verdict.minutes) == (fault, minutes)


@pytest.mark.parametrize(("steps", "minutes"), [(0, 1), (1, 1), (-1, 1), (2, 1), (4, 2), (-6, 3), (20, 10)])
def test_minutes_are_never_none(steps, minutes):
    assert devices._minutes(steps) == minutes


@pytest.mark.parametrize(
    ("text", "same"),
    [("12\t34\n56", "123456"), ("1.2.3.4.5.6", "123456"), ("ABCD—EFGH", "abcdefgh"), ("abcd_efgh", "abcd_efgh")],
)
def test_points_tabs_and_dashes_are_left_out_and_nothing_else(text, same):
    assert codes.typed(text) == same


@pytest.mark.parametrize(("made", "printed"), [("abcdefg", "abc-defg"), ("ab", "a-b"), ("", "-")])
def test_a_code_is_printed_in_two_halves(made, printed):
    assert codes.in_halves(made) == printed


def test_of_two_steps_that_show_the_same_code_the_nearer_one_is_meant(monkeypatch):
    monkeypatch.setattr(codes, "hotp", lambda secret, counter, digits: 7 if counter in (90, 103, 112) else 8)
    assert codes.steps_off("00", "000007", at=100 * 30) == 3


# --- what people are told --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "vietnamese", "english"),
    [
        (
            Verdict(fault=Fault.TOO_MANY, until=NOW + timedelta(seconds=89)),
            "Sai quá nhiều lần. Hãy chờ 89 giây rồi nhập mã mới; mã nhập trước đó không được xét.",
            "Wrong too many times. Wait 89 seconds, then enter a new code; codes entered before are not looked at.",
        ),
        (
            Verdict(fault=Fault.TOO_MANY, until=NOW + timedelta(seconds=1, milliseconds=200)),
            "Sai quá nhiều lần. Hãy chờ 2 giây rồi nhập mã mới; mã nhập trước đó không được xét.",
            "Wrong too many times. Wait 2 seconds, then enter a new code; codes entered before are not looked at.",
        ),
        (
            Verdict(fault=Fault.TOO_MANY, until=NOW + timedelta(seconds=181)),
            "Sai quá nhiều lần. Hãy chờ 4 phút rồi nhập mã mới; mã nhập trước đó không được xét.",
            "Wrong too many times. Wait 4 minutes, then enter a new code; codes entered before are not looked at.",
        ),
        (
            Verdict(fault=Fault.TOO_MANY, until=NOW - timedelta(seconds=5)),
            "Sai quá nhiều lần. Hãy chờ 1 giây rồi nhập mã mới; mã nhập trước đó không được xét.",
            "Wrong too many times. Wait 1 second, then enter a new code; codes entered before are not looked at.",
        ),
        (
            Verdict(fault=Fault.EARLY, minutes=10),
            "Đồng hồ điện thoại chạy nhanh khoảng 10 phút. Hãy bật chế độ tự đặt giờ rồi nhập mã mới.",
            "The telephone's clock is about 10 min fast. Let it set its time automatically, then enter a new code.",
        ),
        (
            Verdict(fault=Fault.TOO_MANY),
            "Mã không đúng. Hãy nhập mã đang hiện, và xem điện thoại có tự đặt giờ không.",
            "Wrong code. Enter the one shown now, and see whether the telephone sets its time automatically.",
        ),
    ],
    ids=["seconds", "a part of one", "minutes", "over already", "fast", "nobody knows how long"],
)
def test_a_sentence_says_what_is_wrong_and_what_to_do(verdict, vietnamese, english):
    assert sentences.explain(verdict) == vietnamese
    with override("en"):
        assert sentences.explain(verdict) == english


# --- sessions --------------------------------------------------------------------------------------------------------


@pytest.fixture
def ended(monkeypatch):
    """Whose sessions were ended, in order."""
    found = []
    monkeypatch.setattr(sessions, "end_sessions", lambda ids: found.extend(sorted(ids)))
    return found


class Group:
    """A group with two members."""

    pk = 50
    user_set = SimpleNamespace(values_list=lambda name, flat: [8, 9])


@pytest.mark.parametrize(
    ("action", "reverse", "pks", "whose"),
    [
        ("post_add", False, {1, 2}, [7]),
        ("post_remove", False, {1}, [7]),
        ("pre_clear", False, None, [7]),
        ("post_add", True, {4, 3}, [3, 4]),
        ("post_remove", True, {3}, [3]),
        ("post_add", True, set(), []),
        ("post_add", True, None, []),
        ("pre_clear", True, None, [8, 9]),
        ("pre_add", False, {1}, []),
        ("pre_remove", True, {1}, []),
        ("post_clear", True, None, []),
    ],
)
def test_whose_sessions_end_when_roles_change(ended, action, reverse, pks, whose):
    instance = Group() if reverse else SimpleNamespace(pk=7)
    sessions.end_when_roles_change(object, instance, action, reverse, pks)
    assert ended == whose


def test_a_group_that_goes_ends_those_of_its_members(ended):
    sessions.end_when_group_goes(object, Group())
    assert ended == [8, 9]


BEFORE = {"password": "a", "is_active": True, "is_staff": False, "is_superuser": False}


@pytest.fixture
def stored(monkeypatch):
    """The account as it is stored; which of its fields were asked for."""
    asked = []

    def values(*names):
        asked.append(set(names))
        return SimpleNamespace(first=lambda: {name: BEFORE[name] for name in names})

    objects = SimpleNamespace(filter=lambda pk: SimpleNamespace(values=values))
    monkeypatch.setattr(sessions, "get_user_model", lambda: SimpleNamespace(objects=objects))
    return asked


def change(*, raw=False, update_fields=None, pk=7, **fields):
    account = SimpleNamespace(pk=pk, username="x", **{**BEFORE, **fields})
    sessions.end_when_account_changes(object, account, raw=raw, update_fields=update_fields)


@pytest.mark.parametrize(
    ("changed", "ends"),
    [
        ({}, False),
        ({"password": "b"}, True),
        ({"is_active": False}, True),
        ({"is_staff": True}, True),
        ({"is_superuser": True}, True),
        ({"password": "b", "update_fields": ["password"]}, True),
        ({"password": "b", "update_fields": ["last_login"]}, False),
        ({"password": "b", "update_fields": ["last_login", "is_active"]}, False),
        ({"password": "b", "raw": True}, False),
        ({"password": "b", "pk": None}, False),
    ],
)
def test_which_changes_of_an_account_end_its_sessions(stored, ended, changed, ends):
    change(**changed)
    assert ended == ([7] if ends else [])


@pytest.mark.parametrize(
    ("fields", "asked"),
    [(["last_login"], []), ([], []), (["is_staff", "email"], [{"is_staff"}]), (None, [set(BEFORE)])],
)
def test_nothing_is_looked_up_that_is_not_being_written(stored, ended, fields, asked):
    change(update_fields=fields)
    assert stored == asked


def test_an_account_that_is_not_stored_yet_has_none_to_end(monkeypatch, ended):
    none = SimpleNamespace(filter=lambda pk: SimpleNamespace(values=lambda *n: SimpleNamespace(first=lambda: None)))
    monkeypatch.setattr(sessions, "get_user_model", lambda: SimpleNamespace(objects=none))
    change(password="b")
    assert ended == []


@pytest.mark.parametrize(
    ("began", "asked", "left"),
    [
        (None, 36_000, 36_000),
        (0, 36_000, 36_000),
        (3_600, 36_000, 32_400),
        (36_000, 36_000, 0),
        (0, 600, 600),
        (35_000, 600, 600),
        (35_900, 600, 100),
    ],
)
def test_a_session_ends_ten_hours_after_the_sign_in_or_sooner(monkeypatch, settings, began, asked, left):
    """Seconds since the sign-in (None: nobody signed in), what Django would give, and what is left."""
    settings.SESSION_COOKIE_AGE = 36_000
    store = sessions.SessionStore("a" * 32)
    monkeypatch.setattr(store, "get_expiry_age", lambda *args, **more: asked)
    monkeypatch.setattr(store, "get_expiry_date", lambda *args, **more: NOW + timedelta(seconds=asked))
    data = {} if began is None else {SESSION_KEY: "7", sessions.BEGAN: int(NOW.timestamp()) - began}
    row = store.create_model_instance(data)
    assert (row.expire_date - NOW).total_seconds() == left
    assert row.account_id == (None if began is None else 7)


# --- what the CMS is told of it --------------------------------------------------------------------------------------


def test_help_leads_to_our_own_explanations_and_not_to_wagtails():
    names = ("editor-guide", "keyboard-shortcuts", "whats-new-in-wagtail-7", "whats-new", "phan-anh")
    items = [SimpleNamespace(name=name) for name in names]
    kept = items
    hooks.keep_our_help(None, items)
    assert [item.name for item in items] == ["phuong-phap", "keyboard-shortcuts", "phan-anh"]
    assert kept is items, "in place, as the hook is asked to"
    assert (items[0].url, str(items[0].label)) == ("/phuong-phap/", "Cách tính từng con số")
    with override("en"):
        hooks.keep_our_help(None, items)
    assert items[0].url == "/en/phuong-phap/"


@pytest.mark.parametrize("may", [True, False])
def test_a_reset_is_offered_to_who_may(monkeypatch, may):
    asked = []

    def check(user, *, by):
        asked.append((user.pk, by.pk))
        if not may:
            raise PermissionDenied

    monkeypatch.setattr(devices, "check_can_reset", check)
    buttons = list(hooks.reset_button(SimpleNamespace(pk=12), SimpleNamespace(pk=3)))
    assert [button.url for button in buttons] == (["/cms/users/12/two-factor/"] if may else [])
    assert asked == [(12, 3)]


def test_whatever_is_written_down_has_words_in_both_languages():
    told = {}
    registry = SimpleNamespace(register_action=lambda action, label, message: told.update({action: (label, message)}))
    hooks.log_actions(registry)
    assert sorted(told) == sorted(deed.value for deed in devices.Deed)
    vietnamese = {str(word) for words in told.values() for word in words}
    with override("en"):
        english = {str(word) for words in told.values() for word in words}
    assert len(vietnamese) == len(english) == 10
    assert not vietnamese & english


def test_ones_account_leads_to_the_second_factor():
    with override("en"):
        found = hooks.menu_item(None)
        assert (found["url"], str(found["label"])) == ("/cms/account/two-factor/", "Two-factor sign-in")
