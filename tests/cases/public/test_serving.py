"""Pages of cases served as the CMS serves pages: restrictions and hooks kept, previews the same, words safe."""

import pytest
from django.http import HttpResponse
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction

from cases.models import CaseIndexPage, CasePage
from tests.cases.public.pages import CANARY, DAY, DUE, address, parsed, words
from tests.factories import a_case, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _some_day(now_is):
    now_is(DUE + 20 * DAY)


def ancestor(name, case):
    """A page above a case, or its own."""
    own = CasePage.objects.get(case=case)
    return {
        "root": lambda: Page.objects.get(depth=1),
        "home": lambda: Page.objects.get(depth=2),
        "index": lambda: Page.objects.get(pk=CaseIndexPage.objects.get().pk),
        "month": own.get_parent,
        "own": lambda: Page.objects.get(pk=own.pk),
    }[name]()


@pytest.mark.parametrize("above", ["root", "home", "index", "month", "own"])
def test_a_password_on_any_page_above_is_asked_for(client, above):
    case = a_case("assigned", text=CANARY)
    PageViewRestriction.objects.create(
        page=ancestor(above, case), restriction_type=PageViewRestriction.PASSWORD, password="mật khẩu"
    )
    response = client.get(address(case))
    page = response.content.decode()
    assert response.status_code == 200
    assert "password" in page
    assert CANARY not in page
    assert "no-store" in response["Cache-Control"]


def test_who_knows_the_password_reads_the_page(client):
    case = a_case("assigned", text=CANARY)
    restriction = PageViewRestriction.objects.create(
        page=ancestor("index", case), restriction_type=PageViewRestriction.PASSWORD, password="mật khẩu"
    )
    page = CasePage.objects.get(case=case)
    answer = client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": "mật khẩu", "return_url": address(case)},
    )
    assert answer["Location"] == address(case)
    assert CANARY in client.get(address(case)).content.decode()


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS])
def test_a_login_is_asked_for(client, kind):
    case = a_case("assigned", text=CANARY)
    PageViewRestriction.objects.create(page=ancestor("index", case), restriction_type=kind)
    response = client.get(address(case))
    assert response.status_code == 302
    assert CANARY not in response.content.decode()


def test_a_restriction_elsewhere_concerns_nobody_here(client):
    case, other = a_case("assigned"), a_case("assigned")
    PageViewRestriction.objects.create(
        page=ancestor("own", other), restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert client.get(address(case)).status_code == 200
    assert "noindex" not in client.get(address(case)).content.decode()


def test_hooks_run_around_a_page_in_wagtails_order(client):
    heard = []

    def before(page, request, args, kwargs):
        heard.append(("before", type(page), args, kwargs))

    def around(name):
        def wrap(following):
            def call(page, request, args, kwargs):
                heard.append((name, page.case.number))
                response = following(page, request, args, kwargs)
                response["X-Heard"] = name
                return response

            return call

        return wrap

    case = a_case("assigned")
    with (
        hooks.register_temporarily("before_serve_page", before),
        hooks.register_temporarily("on_serve_page", around("outer"), order=1),
        hooks.register_temporarily("on_serve_page", around("inner"), order=2),
    ):
        response = client.get(address(case))
    assert heard == [("before", CasePage, [], {}), ("outer", case.number), ("inner", case.number)]
    assert response["X-Heard"] == "outer"


def test_a_hook_may_answer_instead(client):
    case = a_case("assigned")

    def instead(page, request, args, kwargs):
        return HttpResponse("Đóng cửa", status=503)

    with hooks.register_temporarily("before_serve_page", instead):
        response = client.get(address(case))
    assert (response.status_code, response.content.decode()) == (503, "Đóng cửa")


def test_hooks_do_not_run_for_what_is_only_redirected(client):
    heard = []
    case = a_case("assigned")
    with hooks.register_temporarily("before_serve_page", lambda *given: heard.append(given)):
        client.get(f"/a/{case.number}")
    assert heard == []


def test_serving_through_the_tree_shows_the_same_page(client, rf):
    """`CasePage.serve` is for previews; it must not show another page than the public address does."""
    case = a_case("assigned")
    page = CasePage.objects.get(case=case)
    direct = page.serve(rf.get(address(case)))
    assert parsed(direct).h1 == parsed(client.get(address(case))).h1
    assert page.serve_preview(rf.get(address(case)), "").status_code == 200


def test_a_preview_shows_words_that_are_not_saved(rf):
    page = CasePage.objects.get(case=a_case("assigned"))
    page.title = "Chưa lưu"
    assert words(parsed(page.serve_preview(rf.get("/"), "")).h1) == "Chưa lưu"


def test_what_has_just_happened_is_on_the_page_at_once(client):
    walk = walk_to("assigned")
    before = client.get(address(walk.case)).content.decode()
    walk.later(days=1).submit(text="Đã thay cả năm bóng").later(hours=1).approve()
    after = client.get(address(walk.case)).content.decode()
    assert "Đã thay cả năm bóng" not in before
    assert "Đã thay cả năm bóng" in after


def test_edited_words_are_on_the_page_at_once(client):
    case = a_case("assigned")
    page = CasePage.objects.get(case=case)
    page.title, page.text, page.place = "Đèn hỏng cả tuyến", "Đã che tên người", "Kiệt 12 Kim Long"
    page.editors_note = "Đã kiểm tra tại chỗ"
    page.save_revision().publish()
    shown = client.get(address(case)).content.decode()
    for text in ("Đèn hỏng cả tuyến", "Đã che tên người", "Kiệt 12 Kim Long", "Đã kiểm tra tại chỗ"):
        assert text in shown
    assert "Năm bóng đèn hỏng" not in shown


def test_words_of_people_are_no_markup(client):
    case = a_case("assigned", title='<b>Đèn</b> & "cột"', text="<script>alert(1)</script>", place="<i>Kim Long</i>")
    shown = client.get(address(case)).content.decode()
    assert "<script>alert" not in shown
    assert "<b>Đèn" not in shown
    assert "&lt;i&gt;Kim Long" in shown
