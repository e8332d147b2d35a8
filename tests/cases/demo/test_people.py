"""As whom one can log in to a demo: the chief of everything, an editor, an officer and an approver."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cases.demo import people
from cases.management.commands import demo
from cases.models import Agency, CasePage, Post, Remark
from tests.factories import KIM_LONG, walk_to

pytestmark = pytest.mark.django_db

NAMES = {demo.NAME, demo.EDITOR, demo.OFFICER, demo.APPROVER, demo.HEAD}
LIVES = ("transferred", "assigned", "extended", "awaiting")  # one is the other agency's by now


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
def test_there_are_five_and_one_of_them_may_do_everything():
    signing_in = [user for user in get_user_model().objects.all() if user.has_usable_password()]
    assert {user.username for user in signing_in} == NAMES
    assert [user.username for user in signing_in if user.is_superuser] == [demo.NAME]


@pytest.mark.usefixtures("_loaded")
def test_the_officer_works_for_the_agency_with_most_in_hand(client):
    post = Post.objects.get(kind="officer")
    assert (post.account.username, post.agency.name) == (demo.OFFICER, KIM_LONG)
    assert logged_in(client, demo.OFFICER).get(reverse("office_desk")).status_code == 200
    assert client.get(reverse("review_desk")).status_code == 403


@pytest.mark.usefixtures("_loaded")
def test_the_approver_decides_and_answers_for_nobody(client):
    assert logged_in(client, demo.APPROVER).get(reverse("review_desk")).status_code == 200
    assert client.get(reverse("office_desk")).status_code == 403


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
    before = get_user_model().objects.count()
    demo.Command().load(0)
    assert get_user_model().objects.count() == before


@pytest.mark.usefixtures("_loaded")
def test_nearly_every_agency_is_followed_and_nobody_of_them_signs_in(client):
    followed = Post.objects.filter(kind="follow_up")
    agencies = Agency.objects.exclude(name="")
    assert followed.count() == agencies.count() - people.UNFOLLOWED > 0
    for post in Post.objects.exclude(kind="officer").select_related("account"):
        assert not post.account.has_usable_password()
        assert post.account.has_perm("cases.follow")
        assert post.account.email.endswith("@example.com")


@pytest.mark.usefixtures("_loaded")
def test_the_head_finds_what_reviewers_disagree_on(client):
    assert {said.account.username for said in Remark.objects.standing()} == {demo.APPROVER, demo.HEAD}
    shown = logged_in(client, demo.HEAD).get(reverse("review_desk") + "?luong=khac-y").content.decode()
    assert all(text in shown for _choice, text in people.OPINIONS)
