"""Five wrong passwords, then a wait: of one account from one address, counted in the database."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.test import override_settings
from django.utils import timezone

from portal.signin.throttle import client_address
from tests.portal.signin.people import LOGIN, PASSWORD, enters, give_password

pytestmark = pytest.mark.django_db


def fail(client, times, **more):
    """Wrong passwords, one after the other; the last answer."""
    for _ in range(times):
        response = give_password(client, password="sai", **more)
    return response


def age(minutes):
    """Let the failures lie back."""
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= timedelta(minutes=minutes)
        attempt.save()


def test_four_failures_are_forgiven(client, chief):
    assert fail(client, 4).status_code == 200
    assert give_password(client).status_code == 302
    assert enters(client)


def test_the_fifth_says_how_long_to_wait(client, chief):
    response = fail(client, 5)
    assert response.status_code == 429
    text = re.sub(r"\s+", " ", response.content.decode())
    at = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    assert f"Hãy chờ 15 phút rồi thử lại (từ {at:%H:%M})." in text
    assert 890 <= int(response["Retry-After"]) <= 900
    assert "frame-ancestors" in response["Content-Security-Policy"]


def test_then_the_right_password_is_not_looked_at_either(client, chief):
    fail(client, 5)
    assert give_password(client).status_code == 429
    assert not enters(client)


def test_trying_does_not_lengthen_the_wait(client, chief):
    fail(client, 5)
    age(14)
    response = give_password(client, password="sai")
    assert response.status_code == 429
    assert 50 <= int(response["Retry-After"]) <= 60
    age(1)
    assert give_password(client).status_code == 302


def test_in_english(client, chief):
    fail(client, 4)
    response = client.post(LOGIN, {"username": "chief", "password": "sai"}, headers={"accept-language": "en"})
    assert "Wait 15 minutes" in response.content.decode()


def test_success_forgets_failures(client, chief):
    fail(client, 4)
    give_password(client)
    assert not AccessAttempt.objects.exists()
    client.logout()
    assert fail(client, 4).status_code == 200


def test_other_accounts_and_other_addresses_go_on(client, chief):
    get_user_model().objects.create_superuser("other", "o@example.org", PASSWORD)
    fail(client, 5)
    assert give_password(client, user="other").status_code == 302
    client.logout()
    answer = client.post(LOGIN, {"username": "chief", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9")
    assert answer.status_code == 302


def test_another_browser_at_the_same_address_counts_along(client, chief):
    for n in range(4):
        client.post(LOGIN, {"username": "chief", "password": "sai"}, headers={"user-agent": f"browser {n}"})
    assert fail(client, 1).status_code == 429


def test_accounts_that_do_not_exist_are_answered_alike(client, chief):
    assert fail(client, 4, user="nobody").status_code == 200
    assert fail(client, 1, user="nobody").status_code == 429


def test_a_wrong_password_is_explained_without_telling_which_was_wrong(client, chief):
    pages = [give_password(client, user=user, password="sai").content.decode() for user in ("chief", "nobody")]
    assert all("Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại." in page for page in pages)
    assert all(re.search(r">\s*Mật khẩu", page) for page in pages)


def test_no_password_is_kept(client, chief):
    give_password(client, password="bi mat cua toi")
    attempt = AccessAttempt.objects.get()
    kept = " ".join(str(getattr(attempt, field.name)) for field in attempt._meta.fields)
    assert "bi mat" not in kept


def test_a_wrong_password_with_two_factors_does_not_reach_the_second(client, equipped):
    assert fail(client, 1).status_code == 200
    assert "sign_in" not in client.session


@pytest.mark.parametrize(
    ("behind", "forwarded", "address"),
    [
        (False, None, "10.0.0.1"),
        (False, "1.2.3.4", "10.0.0.1"),  # anyone can write that
        (True, None, "10.0.0.1"),
        (True, "1.2.3.4", "1.2.3.4"),
        (True, "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # the proxy adds what it saw at the end
        (True, "", "10.0.0.1"),
        (True, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_whose_tries_are_counted(rf, behind, forwarded, address):
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    with override_settings(BEHIND_PROXY=behind):
        assert client_address(rf.get("/", headers=headers, REMOTE_ADDR="10.0.0.1")) == address
