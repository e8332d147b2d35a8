"""As whom one can log in to a demo: the chief of everything, and an editor who may write and nothing else."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cases.management.commands import demo
from cases.models import CasePage
from tests.factories import walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def _loaded(monkeypatch):
    """The people of a demo, without its cases and photos."""
    monkeypatch.setattr(demo, "build", lambda *args, **options: iter(()))
    monkeypatch.setattr(demo, "draw_missing", lambda: None)
    demo.Command().load(0)


@pytest.fixture
def as_editor(client, _loaded):
    """A browser in which the editor is logged in."""
    told = {"username": demo.EDITOR, "password": demo.PASSWORD}
    assert client.post(reverse("wagtailadmin_login"), told).status_code == 302
    return client


@pytest.mark.usefixtures("_loaded")
def test_there_are_two_and_one_of_them_may_do_everything():
    chiefs = dict(get_user_model().objects.values_list("username", "is_superuser"))
    assert chiefs == {demo.NAME: True, demo.EDITOR: False}


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
    assert get_user_model().objects.count() == 2
