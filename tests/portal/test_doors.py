"""What Wagtail would tell or let do anybody who may enter the CMS."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.permissions import policy_registry

from cases.models import Answer, StockSentence
from home.models import NewsIndexPage, NewsPage
from portal.doors import CHOOSERS
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.home.test_blocks import a_picture

pytestmark = pytest.mark.django_db

TITLE = "CANARY-5512"  # JSON writes other letters in its own way
NOBODYS = ("answer", "follow", "decide", "head", "administer")  # they write no page


@pytest.fixture
def draft():
    """A page that nobody has published."""
    return NewsIndexPage.objects.get().add_child(instance=NewsPage(title=TITLE, slug="nhap", live=False))


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(b"%PDF-1.4", "ban-thao.pdf")
    return {"images": a_picture(TITLE, width=40), "documents": Document.objects.create(title=TITLE, file=file)}


@pytest.mark.parametrize(
    ("method", "name", "status"),
    [
        ("put", "stocksentence:delete", 405),
        ("patch", "stocksentence:edit", 405),
        ("delete", "stocksentence:delete", 405),
        ("put", "wagtailadmin_dismissibles", 405),
        ("patch", "wagtailadmin_dismissibles", 200),
        ("options", "stocksentence:delete", 200),
    ],
)
def test_what_no_page_asks_by_is_refused(method, name, status):
    sentence = StockSentence.objects.first()
    args = [sentence.pk] if name.startswith("stock") else []
    sent = {"data": "{}", "content_type": "application/json"} if method == "patch" else {}
    response = getattr(signed_in(an_account("edit")), method)(reverse(name, args=args), **sent)
    assert response.status_code == status
    assert StockSentence.objects.filter(pk=sentence.pk).exists()


def choosers(page):
    """Every way to choose it."""
    args = {"wagtailadmin_choose_page_child": [page.get_parent().pk]}
    return [reverse(name, args=args.get(name, ())) + f"?id={page.pk}&q=canary" for name in sorted(CHOOSERS)]


@pytest.mark.parametrize("power", NOBODYS)
def test_who_writes_no_page_chooses_none(power, draft):
    client = signed_in(an_account(power))
    for address in choosers(draft):
        response = client.get(address)
        assert response.status_code == 403, address
        assert TITLE not in response.content.decode()


def test_who_writes_pages_chooses_one(draft):
    client = signed_in(an_account("edit"))
    shown = [client.get(address) for address in choosers(draft)]
    assert {response.status_code for response in shown} == {200}
    assert sum(TITLE in response.content.decode() for response in shown) >= 2


def test_a_stranger_is_led_to_sign_in(client, draft):
    for address in choosers(draft):
        assert client.get(address)["Location"].startswith(reverse("wagtailadmin_login"))


def many(page):
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"


@pytest.mark.parametrize("power", NOBODYS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_many_at_once_are_nobodys_who_may_touch_none(power, method, draft):
    response = getattr(signed_in(an_account(power)), method)(many(draft))
    assert response.status_code == 403
    assert TITLE not in response.content.decode()


def test_many_at_once_are_an_editors(draft):
    assert TITLE in signed_in(an_account("edit")).get(many(draft)).content.decode()


@pytest.mark.parametrize("of", [("cases", "nothing"), ("cases", "answer")])
def test_of_what_is_nothing_there_are_not_many_and_to_ask_does_not_make_it_something(admin_client, of):
    assert admin_client.get(reverse("wagtail_bulk_action", args=[*of, "delete"])).status_code == 404
    assert policy_registry.get_by_type(Answer, fallback=False) is None


def test_before_a_move_the_page_is_shown_to_who_may_move_it(draft):
    where = reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, draft.get_parent().get_parent().pk])
    refused = signed_in(an_account("decide")).get(where)
    assert refused["Location"] == reverse("wagtailadmin_home")
    assert TITLE in signed_in(an_account("edit")).get(where).content.decode()


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_the_api_lists_files_for_those_who_work_with_them(kind, files):
    lists, one = (reverse(f"wagtailadmin_api:{kind}:{v}", args=a) for v, a in (("listing", ()), ("detail", [1])))
    one = one.replace("/1/", f"/{files[kind].pk}/")
    editor = signed_in(an_account("edit"))
    assert [row["title"] for row in editor.get(lists).json()["items"]] == [TITLE]
    assert editor.get(one).json()["title"] == TITLE
    for power in NOBODYS:
        client = signed_in(an_account(power))
        assert client.get(lists).json()["items"] == []
        assert client.get(one).status_code == 404


class TestSuperusers:
    """Their accounts are theirs: whoever could set such a password could do everything."""

    @pytest.fixture
    def root(self):
        return get_user_model().objects.create_superuser("goc", password="mot hai ba bon nam")

    def edited(self, client, user):
        new = {"password1": "sau bay tam chin muoi", "password2": "sau bay tam chin muoi", "username": user.username}
        new |= {"email": "x@example.vn", "first_name": "A", "last_name": "B", "is_active": "on"}
        client.post(reverse("wagtailusers_users:edit", args=[user.pk]), new)
        user.refresh_from_db()
        return user.check_password(new["password1"])

    def test_an_administrator_sets_no_password_of_theirs(self, root):
        administrator = signed_in(an_account("administer"))
        assert not self.edited(administrator, root)
        assert administrator.get(reverse("wagtailusers_users:edit", args=[root.pk])).status_code == 302
        assert self.edited(administrator, an_account("edit"))

    def test_another_superuser_does(self, root, admin_client):
        assert self.edited(admin_client, root)

    def test_nor_closes_one_among_many(self, root):
        other = an_account("edit")
        where = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"])
        sent = f"{where}?id={root.pk}&id={other.pk}"
        signed_in(an_account("administer")).post(sent, {"mark_as_active": "False"})
        assert get_user_model().objects.filter(pk__in=[root.pk, other.pk], is_active=True).count() == 2
        signed_in(an_account("administer")).post(f"{where}?id={other.pk}", {"mark_as_active": "False"})
        other.refresh_from_db()
        assert not other.is_active
