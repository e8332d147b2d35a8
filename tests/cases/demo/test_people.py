"""As whom one can log in to a demo: the chief of everything, an editor, an officer and an approver."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import reverse

from cases.demo import people
from cases.management.commands import demo
from cases.models import Agency, Case, CasePage, Post, Remark
from tests.cities import built
from tests.factories import KIM_LONG, walk_to

pytestmark = pytest.mark.django_db

NAMES = {demo.NAME, demo.EDITOR, demo.OFFICER, demo.APPROVER, demo.HEAD}
LIVES = ("transferred", "assigned", "extended", "awaiting")  # one is the other agency's by now


def few(*args, **options):
    """In place of the city: four cases."""
    return (walk.case.pk for walk in map(walk_to, LIVES))


def load(build=few):
    """The people of a demo, without its cases and photos."""
    with override_settings(DEMO=True), pytest.MonkeyPatch.context() as patched:
        patched.setattr(demo, "build", build)
        patched.setattr(demo, "draw_missing", lambda: None)
        demo.Command().load(0)


loaded = built(load)


def logged_in(client, name):
    told = {"username": name, "password": demo.PASSWORD}
    assert client.post(reverse("wagtailadmin_login"), told).status_code == 302
    return client


@pytest.fixture
def as_editor(client, loaded):
    """A browser in which the editor is logged in."""
    return logged_in(client, demo.EDITOR)


def test_a_city_without_work_has_no_busiest_agency():
    assert demo.busiest_agency() is None
    walk_to("answered")
    assert demo.busiest_agency() is None


def test_cases_without_a_finished_demo_are_left_alone():
    """An interrupted start, or a city's real data: no user with a known password comes into it."""
    walk_to("assigned")
    before = list(get_user_model().objects.values_list("username", flat=True))
    with pytest.raises(CommandError, match="holds cases, but no finished demo"):
        load()
    assert list(get_user_model().objects.values_list("username", flat=True)) == before
    assert Case.objects.count() == 1


@pytest.mark.xdist_group("demo_people")
@pytest.mark.usefixtures("loaded")
class TestPeople:
    def test_there_are_five_and_one_of_them_may_do_everything(self):
        signing_in = [user for user in get_user_model().objects.all() if user.has_usable_password()]
        assert {user.username for user in signing_in} == NAMES
        assert [user.username for user in signing_in if user.is_superuser] == [demo.NAME]

    def test_the_officer_works_for_the_agency_with_most_in_hand(self, client):
        post = Post.objects.get(kind="officer")
        assert (post.account.username, post.agency.name) == (demo.OFFICER, KIM_LONG)
        assert logged_in(client, demo.OFFICER).get(reverse("office_desk")).status_code == 200
        assert client.get(reverse("review_desk")).status_code == 403

    def test_the_approver_decides_and_answers_for_nobody(self, client):
        assert logged_in(client, demo.APPROVER).get(reverse("review_desk")).status_code == 200
        assert client.get(reverse("office_desk")).status_code == 403

    def test_the_editor_edits_the_texts_of_a_case(self, as_editor):
        page = CasePage.objects.get(case=walk_to("accepted").case)
        assert as_editor.get(reverse("wagtailadmin_home")).status_code == 200
        assert as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200

    @pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailsites:index"])
    def test_the_editor_does_nothing_else(self, as_editor, name):
        """Wagtail leads whoever may not back to the front of the CMS."""
        response = as_editor.get(reverse(name))
        assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))

    def test_a_second_start_is_of_the_same_city(self, settings, monkeypatch):
        """Nobody is made twice and nothing is built; the night is made up for, and photos whose files are gone."""
        settings.DEMO = True
        done = []
        monkeypatch.setattr(demo, "build", lambda *args, **options: pytest.fail("built again"))
        monkeypatch.setattr(demo, "draw_missing", lambda: done.append("draw"))
        monkeypatch.setattr(demo, "call_command", lambda name, **options: done.append(name))
        before = get_user_model().objects.count(), Case.objects.count()
        out = StringIO()
        call_command("demo", no_serve=True, port=8123, stdout=out)
        assert (get_user_model().objects.count(), Case.objects.count()) == before
        assert done == ["migrate", "draw", "nightly"]
        assert "http://127.0.0.1:8123/phan-anh/\n" in out.getvalue()

    def test_nearly_every_agency_is_followed_and_nobody_of_them_signs_in(self, client):
        followed = Post.objects.filter(kind="follow_up")
        agencies = Agency.objects.exclude(name="")
        assert followed.count() == agencies.count() - people.UNFOLLOWED > 0
        for post in Post.objects.exclude(kind="officer").select_related("account"):
            assert not post.account.has_usable_password()
            assert post.account.has_perm("cases.follow")
            assert post.account.email.endswith("@example.com")

    def test_the_head_finds_what_reviewers_disagree_on(self, client):
        assert {said.account.username for said in Remark.objects.standing()} == {demo.APPROVER, demo.HEAD}
        shown = logged_in(client, demo.HEAD).get(reverse("review_desk") + "?luong=khac-y").content.decode()
        assert all(text in shown for _choice, text in people.OPINIONS)
