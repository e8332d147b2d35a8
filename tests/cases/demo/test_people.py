"""As whom one can log in to a demo: the chief of everything, an editor, an officer and an approver."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cases.management.commands import demo
from cases.models import CasePage, Post
from tests.factories import KIM_LONG, walk_to

pytestmark = pytest.mark.django_db

LIVES = ("transferred", "assigned", "extended")  # one is the other agency's by now


@pytest.fixture
def _loaded(monkeypatch, settings):
    """The people of a demo, without its cases and photos."""
    settings.DEMO = True
    monkeypatch.setattr(demo, "build", lambda *args, **options: (walk.case.pk for walk in map(walk_to, LIVES)))
    monkeypatch.setattr(demo, "draw_missing", lambda: None)
    demo.Command().load(0)


def logged_in(client, name):
    told = {"username": name, "password": demo.PASSWORD}
    assert client.post(reverse("wagtailadmin_login"), told).status_code == 302
    return client


@pytest.fixture
def as_editor(client, _loaded):
    """A browser in which the editor is logged in."""
    return logged_in(client, demo.EDITOR)


@pytest.mark.usefixtures("_loaded")
def test_there_are_four_and_one_of_them_may_do_everything():
    chiefs = dict(get_user_model().objects.values_list("username", "is_superuser"))
    assert chiefs == {demo.NAME: True, demo.EDITOR: False, demo.OFFICER: False, demo.APPROVER: False}


@pytest.mark.usefixtures("_loaded")
def test_the_officer_works_for_the_agency_with_most_in_hand(client):
    post = Post.objects.get()
    assert (post.account.username, post.agency.name) == (demo.OFFICER, KIM_LONG)
    assert logged_in(client, demo.OFFICER).get(reverse("office_desk")).status_code == 200
    assert client.get(reverse("review_desk")).status_code == 302


@pytest.mark.usefixtures("_loaded")
def test_the_approver_decides_and_answers_for_nobody(client):
    assert logged_in(client, demo.APPROVER).get(reverse("review_desk")).status_code == 200
    assert client.get(reverse("office_desk")).status_code == 302


def test_a_city_without_work_has_no_busiest_agency():
    assert demo.busiest_agency() is None
    walk_to("answered")
    assert demo.busiest_agency() is None


def test_the_editor_edits_the_texts_of_a_case(as_editor):
    page = CasePage.objects.get(case=walk_to("accepted").case)
    assert as_editor.get(reverse("wagtailadmin_home")).status_code == 200
    assert as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


@pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailsites:index"])
def test_the_editor_does_nothing_else(as_editor, name):
    """Wagtail leads whoever may not back to the front of the CMS."""
    response = as_editor.get(reverse(name))
    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))


@pytest.mark.usefixtures("_loaded")
def test_a_second_load_makes_nobody_twice():
    demo.Command().load(0)
    assert get_user_model().objects.count() == 4
