"""Sessions: whose they are, how long they last, and what ends them."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from portal.models import StaffSession
from portal.signin import sessions
from tests.portal.signin.people import HOME, PASSWORD, enters, give_password

pytestmark = pytest.mark.django_db
DAY = timedelta(hours=10)


@pytest.fixture
def editor(db):
    """An account in a group that may enter the CMS."""
    group = Group.objects.create(name="Tổ một")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = get_user_model().objects.create_user("editor", password=PASSWORD)
    user.groups.add(group)
    return user


@pytest.fixture
def inside(editor):
    """A browser in which it is signed in."""
    client = Client()
    client.force_login(editor)
    assert enters(client)
    return client


def again(client, user):
    """Whether the session that was there still lives, once everything is as it was."""
    user.is_active = True
    get_user_model().objects.filter(pk=user.pk).update(is_active=True)
    return "_auth_user_id" in client.session


CHANGES = {
    "password": lambda user: (user.set_password("nam sau bay tam chin"), user.save()),
    "password alone": lambda user: (user.set_password("x y z"), user.save(update_fields=["password"])),
    "deactivated": lambda user: (setattr(user, "is_active", False), user.save()),
    "promoted": lambda user: (setattr(user, "is_superuser", True), user.save()),
    "joins": lambda user: user.groups.add(Group.objects.create(name="Tổ hai")),
    "is joined": lambda user: Group.objects.create(name="Tổ hai").user_set.add(user.pk),
    "leaves": lambda user: user.groups.remove(Group.objects.get(name="Tổ một")),
    "is put out": lambda user: Group.objects.get(name="Tổ một").user_set.remove(user.pk),
    "leaves all": lambda user: user.groups.clear(),
    "all are put out": lambda user: Group.objects.get(name="Tổ một").user_set.clear(),
    "changes groups": lambda user: user.groups.set([Group.objects.create(name="Tổ hai")]),
    "group goes": lambda user: Group.objects.get(name="Tổ một").delete(),
    "permission": lambda user: user.user_permissions.add(Permission.objects.first()),
    "goes": lambda user: user.delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_ends_the_sessions_of_an_account(inside, editor, change):
    other = Client()
    stranger = get_user_model().objects.create_superuser("other")
    other.force_login(stranger)
    CHANGES[change](editor)
    assert not StaffSession.objects.filter(account=editor.pk).exists()
    assert not enters(inside)
    assert enters(other)


def test_who_comes_back_is_not_signed_in_still(inside, editor):
    editor.is_active = False
    editor.save()
    editor.is_active = True
    editor.save()
    assert not enters(inside)


NO_CHANGES = {
    "name": lambda user: (setattr(user, "first_name", "Mai"), user.save()),
    "the same": lambda user: user.save(),
    "last login": lambda user: (setattr(user, "last_login", timezone.now()), user.save(update_fields=["last_login"])),
    "the same group": lambda user: user.groups.set(user.groups.all()),
    "others join": lambda user: Group.objects.get().user_set.add(get_user_model().objects.create_user("new")),
}


@pytest.mark.parametrize("change", NO_CHANGES)
def test_what_leaves_them_alone(inside, editor, change):
    Group.objects.exclude(name="Tổ một").delete()
    NO_CHANGES[change](editor)
    assert enters(inside)


def test_a_sign_in_costs_no_look_at_what_may_have_changed(editor, django_assert_num_queries):
    with django_assert_num_queries(1):
        editor.save(update_fields=["last_login"])


def test_rows_know_their_account(inside, editor):
    assert list(StaffSession.objects.values_list("account", flat=True)) == [editor.pk]
    assert StaffSession.get_session_store_class() is sessions.SessionStore


def test_a_session_of_nobody_has_none(client):
    session = client.session
    session["x"] = 1
    session.save()
    assert StaffSession.objects.get().account is None


def test_a_change_of_ones_own_password_leaves_one_signed_in_here_alone(client, editor):
    give_password(client, user="editor")
    elsewhere = Client()
    elsewhere.force_login(editor)
    editor.email, editor.first_name, editor.last_name = "e@example.org", "Mai", "Lê"
    editor.save()
    new = "nam sau bay tam chin"
    form = client.get("/cms/account/").context["panels_by_tab"]
    names = {
        f"{p.name}-{n}": p.get_form()[n].value() or "" for ps in form.values() for p in ps for n in p.get_form().fields
    }
    names |= {"password-old_password": PASSWORD, "password-new_password1": new, "password-new_password2": new}
    response = client.post("/cms/account/", names)
    assert response.status_code == 302
    assert get_user_model().objects.get(pk=editor.pk).check_password(new)
    assert enters(client)
    assert not enters(elsewhere)


def test_who_changes_their_own_groups_is_asked_to_sign_in_again(client, chief):
    client.force_login(chief)
    group = Group.objects.create(name="Tổ hai")
    told = {"username": "chief", "email": chief.email, "first_name": "Mai", "last_name": "Lê", "is_superuser": "on"}
    response = client.post(f"/cms/users/edit/{chief.pk}/", {**told, "is_active": "on", "groups": [group.pk]})
    assert response.status_code == 302
    assert list(chief.groups.all()) == [group]
    assert client.get(HOME)["Location"].startswith("/cms/login/")


# --- how long --------------------------------------------------------------------------------------------------------


def test_a_session_lasts_a_working_day(inside, settings):
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) == DAY
    left = StaffSession.objects.get().expire_date - timezone.now()
    assert DAY - timedelta(minutes=1) < left <= DAY


def test_working_on_does_not_lengthen_it(inside):
    session = inside.session
    session[sessions.BEGAN] -= 9 * 3600
    session["x"] = 1
    session.save()
    left = StaffSession.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=59) < left <= timedelta(hours=1)
    session[sessions.BEGAN] -= 3600
    session.save()
    assert not enters(inside)


@pytest.mark.parametrize("remember", ["", "on"])
def test_the_same_whether_one_is_remembered_or_not(client, editor, remember):
    give_password(client, user="editor", remember=remember)
    left = StaffSession.objects.get().expire_date - timezone.now()
    assert left <= DAY


def test_the_cookie_is_kept_from_scripts_and_other_sites(client, editor):
    cookie = give_password(client, user="editor").cookies["sessionid"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
