"""No way into the CMS without the second factor: every address it has is asked for."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.urls import resolve
from wagtail.documents.models import Document
from wagtail.models import APIToken, Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.models import StandardPage
from portal.signin import devices
from tests.cases.editorial.cms import a_page
from tests.cases.editorial.urls import api_actions, bulk_actions, routes
from tests.portal.signin.people import CODE, HOME, LOGIN, PASSWORD, SET_UP, enters, give_password, sign_in

pytestmark = pytest.mark.django_db
on = pytest.mark.usefixtures("obligatory")

#: What anyone may ask for: signing in, asking for a new password, and what those pages are made of.
OPEN = {
    *("signin_password", "signin_code", "signin_set_up", "signin_backup_codes", "wagtailadmin_login"),
    *("wagtailadmin_password_reset", "wagtailadmin_password_reset_done", "wagtailadmin_password_reset_complete"),
    *("signin_reset_ask", "signin_reset_asked", "signin_reset_choose", "signin_reset_chosen"),  # the same by our look
    *("wagtailadmin_password_reset_confirm", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"),
}
ROUTES = 250  # so many there are at least: a walk that finds less has lost its way, and proves nothing
MODELS = [("cases", "casepage"), ("auth", "user")]


def values(route):
    """Something that exists for every parameter, else something plain."""
    page = Page.objects.filter(depth=3).first().pk
    known = {
        "action_name": [*api_actions(), "approve"] if "/api/" in route.text else ["approve"],
        "action": bulk_actions(),
        "uidb64": ["MQ"],
        "token": ["set-password"],
        "content_type_id": [ContentType.objects.get_for_model(StandardPage).pk],
    }
    return {name: known.get(name, [page]) for name in route.parameters}


def asked():
    """Every pattern below the CMS with an address of its own, once for each model where it takes any."""
    for route in routes():
        for address in itertools.islice(route.addresses(values(route), MODELS), 20):
            yield route, address


def refused(response):
    """Sent to the login page, or away; the only other answer is that there is no such address."""
    if response.status_code in {301, 302}:
        return response["Location"].startswith(LOGIN)
    return response.status_code in {403, 404}


def open_door(address):
    """Whether an address is one of those that anyone may ask for."""
    return resolve(address).view_name in OPEN


@pytest.fixture(params=["password alone", "waiting for the code", "waiting for set-up", "a token of the interface"])
def halfway(request, client, obligatory):
    """A client of a superuser who has shown less than two factors, by every way there is."""
    from django.contrib.auth import get_user_model

    chief = get_user_model().objects.create_superuser("chief", "chief@example.org", PASSWORD)
    if request.param == "password alone":
        client.force_login(chief)
    elif request.param == "waiting for the code":
        devices.TOTPDevice.objects.create(user=chief, name="application")
        assert give_password(client)["Location"] == CODE
    elif request.param == "waiting for set-up":
        assert give_password(client)["Location"] == SET_UP
    else:
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {a_token(chief)}"
    return client


def a_token(user):
    """A token of Wagtail's own interface, which this portal does not offer."""
    made = APIToken.create_token(user=user, name="máy")
    return next(part for part in made if isinstance(part, str))


def test_no_address_of_the_cms_opens_without_the_second_factor(halfway):
    a_page("accepted")
    count, opened = 0, []
    for route, address in asked():
        count += 1
        if open_door(address):
            continue
        answers = halfway.get(address), halfway.post(address, {"next": HOME})
        opened += [(route.text, response.status_code) for response in answers if not refused(response)]
    assert opened == []
    assert count >= ROUTES


def test_scripts_are_refused_without_a_redirect(halfway):
    response = halfway.get(HOME, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 403


def test_with_it_they_open(client, equipped, clock, obligatory):
    """The walk above would find what is open: with both factors it does."""
    sign_in(client, clock)
    addresses = [HOME, "/cms/pages/", "/cms/users/", "/cms/api/main/pages/", "/cms/account/"]
    assert [client.get(address).status_code for address in addresses] == [200] * 5


def test_what_is_open_shows_nobody_is_there(halfway):
    for _route, address in asked():
        if open_door(address):
            response = halfway.get(address)
            assert isinstance(getattr(response.wsgi_request, "user", AnonymousUser())._wrapped, object)
            assert not response.wsgi_request.user.is_authenticated, address


@on
def test_the_login_page_with_next_leads_nowhere_else(client, chief):
    client.force_login(chief)
    response = client.get(LOGIN, {"next": "/cms/pages/"})
    assert response.status_code == 200
    assert 'name="password"' in response.content.decode()


@on
def test_a_new_password_by_mail_signs_nobody_in(client, equipped, mailoutbox):
    client.post("/cms/password_reset/", {"email": equipped.email})
    link = next(word for word in mailoutbox[0].body.split() if "/confirm/" in word)
    form = client.get(link.partition("localhost:8000")[2], follow=True)
    new = {"new_password1": "nam sau bay tam chin", "new_password2": "nam sau bay tam chin"}
    client.post(form.request["PATH_INFO"], new)
    assert not enters(client)
    assert give_password(client, password="nam sau bay tam chin")["Location"] == CODE
    assert not enters(client)


def test_restricted_documents_and_pages_stay_shut_too(halfway, settings, tmp_path):
    from django.core.files.base import ContentFile

    settings.MEDIA_ROOT = tmp_path
    root = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=root, restriction_type="login")
    document = Document.objects.create(title="Riêng", file=ContentFile(b"x", "rieng.txt"))
    page = StandardPage.objects.live().first()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert halfway.get(document.url)["Location"].startswith(LOGIN)
    assert halfway.get(page.url)["Location"].startswith(LOGIN)


@on
def test_a_device_that_is_taken_away_ends_what_it_opened(client, equipped, clock):
    sign_in(client, clock)
    devices.TOTPDevice.objects.all().delete()
    assert not enters(client)


@on
def test_public_pages_get_no_cookie_and_ask_for_no_account(client, django_assert_num_queries):
    response = client.get("/huong-dan/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@on
@pytest.mark.parametrize("verified", [True, False])
def test_asynchronous_views_see_the_same(rf, chief, verified):
    from asgiref.sync import async_to_sync

    from portal.signin.gate import require_second_factor

    chief.is_verified = lambda: verified

    async def auser():
        return chief

    def view(request):
        return async_to_sync(request.auser)(), request.user.is_authenticated

    request = rf.get("/")
    request.user, request.auser = chief, auser
    found, known = require_second_factor(view)(request)
    assert found.is_authenticated is known is verified


def test_where_nothing_is_obligatory_the_gate_is_open(client, chief):
    client.force_login(chief)
    assert enters(client)
