"""Groups of the staff: made by migrating, each complete or not at all, and never made over."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from cases.editorial.registers.group import EDITORS
from cases.editorial.roles import ROLES, make_roles
from cases.models import Post
from cases.rules.rights import Power
from tests.accounts import GROUPS, an_account
from tests.factories import KIM_LONG, an_agency

pytestmark = pytest.mark.django_db

POST = {"agency": "", "kind": "officer", "since": "2026-03-02", "until": ""}


def held(name):
    rows = Group.objects.get(name=name).permissions.select_related("content_type")
    return sorted((row.content_type.app_label, row.codename) for row in rows)


@pytest.mark.parametrize("name", ROLES)
def test_migrating_makes_each(name):
    assert held(name) == sorted(ROLES[name])


def test_every_power_has_a_group_and_no_officer_has_any_other_right():
    assert set(GROUPS.values()) == {*ROLES, EDITORS}
    given = {codename for name in GROUPS.values() for app, codename in held(name) if app == "cases"}
    assert {power.value for power in Power} <= given
    for power in ("answer", "follow", "decide"):
        assert held(GROUPS[power]) == [("cases", power), ("wagtailadmin", "access_admin")]


@pytest.mark.parametrize(("name", "missing"), [("Cán bộ đơn vị", "answer"), ("Quản trị", "add_post")])
def test_one_is_complete_or_not_there(name, missing):
    Group.objects.get(name=name).delete()
    Permission.objects.filter(codename=missing).delete()
    make_roles(None)
    assert not Group.objects.filter(name=name).exists()
    assert Group.objects.filter(name="Người duyệt").count() == 1


def test_what_an_administrator_makes_of_one_stays():
    Group.objects.get(name="Người duyệt").permissions.clear()
    Group.objects.get(name="Quản trị").delete()
    make_roles(None)
    assert held("Người duyệt") == []
    assert held("Quản trị") == sorted(ROLES["Quản trị"])


class TestPosts:
    """The register of posts, for the administrator alone."""

    @pytest.mark.parametrize("power", ["answer", "follow", "edit", "decide", "head"])
    @pytest.mark.parametrize("view", ["index", "add", "edit", "delete"])
    def test_nobody_else_comes_near(self, client, power, view):
        held = Post.objects.get(account=an_account("answer", agency=KIM_LONG))
        client.force_login(an_account(power))
        address = reverse(f"post:{view}", args=[held.pk] if view in ("edit", "delete") else [])
        for answer in (client.get(address), client.post(address, POST)):
            assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))
        assert Post.objects.count() == 1

    def test_the_administrator_gives_and_ends_one(self, client):
        officer, agency = an_account("answer"), an_agency()
        client.force_login(an_account("administer"))
        client.post(reverse("post:add"), {**POST, "account": officer.pk, "agency": agency.pk})
        post = Post.objects.get()
        assert (post.account, post.agency, str(post)) == (officer, agency, f"{KIM_LONG}: Cán bộ xử lý")
        client.post(reverse("post:edit", args=[post.pk]), {**POST, "until": "2026-03-05"})
        post.refresh_from_db()
        assert (post.account, post.until.isoformat()) == (officer, "2026-03-05")

    def test_a_post_ends_after_it_began_and_is_held_once(self, client):
        officer = an_account("answer", agency=KIM_LONG)
        client.force_login(an_account("administer"))
        asked = {**POST, "account": officer.pk, "agency": an_agency().pk}
        page = client.post(reverse("post:add"), {**asked, "until": "2026-03-01"}).content.decode()
        assert "Ngày cuối đứng trước ngày đầu." in page
        assert "đang giữ vị trí ấy" in client.post(reverse("post:add"), asked).content.decode()
        assert Post.objects.count() == 1

    def test_none_is_deleted(self, client):
        post = Post.objects.get(account=an_account("answer", agency=KIM_LONG))
        client.force_login(an_account("administer", is_superuser=True))
        page = client.post(reverse("post:delete", args=[post.pk]), follow=True).content.decode()
        assert "ghi ngày cuối" in page
        assert Post.objects.filter(pk=post.pk).exists()

    def test_one_is_found_without_marks_by_agency_or_name(self, client):
        an_account("answer", agency=KIM_LONG, username="hoa", last_name="Nguyễn Thị Hoa")
        an_account("answer", agency="Sở Xây dựng", username="nam")
        client.force_login(an_account("administer"))
        for words, there, missing in (("nguyen hoa", "hoa", "nam"), ("so xay dung", "nam", "hoa")):
            page = client.get(reverse("post:index_results"), {"q": words}).content.decode()
            assert f">\n{there}" in page or there in page
            assert f">{missing}<" not in page.replace("\n", "").replace(" ", "")
