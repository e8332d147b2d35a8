"""A dispute in a real browser, from the officer's desk over the review desk to the public page; and all of it fits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions import ruling
from cases.actions.actor import CENTER
from cases.models import Ruling
from tests.accounts import an_account
from tests.cases.editorial.desk.test_duplicates import answered_with
from tests.cases.editorial.desk.test_matters import DAYS, appealed, promised, refused
from tests.cases.editorial.office.conftest import given
from tests.factories import KIM_LONG, an_agency

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
LONG_NAME = "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng kỹ thuật đô thị Huế"


@pytest.fixture
def sign_in(live_server, context, page, client):
    def go(account, where):
        client.force_login(account)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}{where}")
        return page

    return go


def test_a_dispute_is_walked_from_desk_to_desk_to_the_public_page(transactional_db, sign_in, live_server, browser):
    officer, reviewer = an_account("answer", agency=KIM_LONG), an_account("decide")
    an_agency(LONG_NAME, kind="other")
    walk = given("Trụ đèn nghiêng")
    page = sign_in(officer, f"/cms/don-vi-toi/{walk.assignment.pk}/")
    page.get_by_text("Không thuộc thẩm quyền").click()
    page.locator("#kt_reason").select_option("khac-linh-vuc")
    page.locator("#kt_sentence").fill("Trụ này của Ban quản lý")
    page.locator("#kt_suggests").select_option(label=LONG_NAME)
    with page.expect_navigation():
        page.get_by_role("button", name="Gửi Trung tâm").click()
    assert "Đã gửi Trung tâm." in page.locator(".told").inner_text()
    page = sign_in(reviewer, "/cms/duyet/phan-xu/")
    with page.expect_navigation():
        page.get_by_role("button", name="Phân xử").click()
    wrong = page.locator(".bad :is(select, textarea, input)").first
    assert wrong.evaluate("field => field === document.activeElement"), "one goes on where something is wrong"
    named = page.locator("[name=to]")
    assert not named.is_visible(), "who is named comes with the ruling that names somebody"
    page.select_option("[name=outcome]", "transferred")
    assert named.is_visible()
    assert named.locator("option:checked").inner_text() == LONG_NAME
    page.select_option("[name=reason]", "theo-nhiem-vu")
    page.fill("[name=words]", "Trụ đèn này do Ban quản lý")
    with page.expect_navigation():
        page.get_by_role("button", name="Phân xử").click()
    assert Ruling.objects.get().outcome == "transferred"
    outside = browser.new_page()
    outside.goto(f"{live_server.url}/a/{walk.case.number}")
    told = outside.locator("main").inner_text()
    outside.close()
    assert f"giao lại cho {LONG_NAME}" in told
    assert "“Trụ đèn này do Ban quản lý”" in told
    assert "Trụ này của Ban quản lý" not in told, "what the agency wrote is for the Center alone"


@pytest.mark.parametrize(("screen", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk, dark"])
def test_all_of_it_is_accessible_and_fits(transactional_db, sign_in, page, axe, screen, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(screen)
    appealed("Đèn hỏng cả đoạn trên đường Kim Long", agency=an_agency(LONG_NAME))
    late = refused("Rác chất đống trước chợ", ago=DAYS(7))
    sent_back = given("Nắp hố ga nhô lên", days=3).until(timezone.now() - timedelta(hours=3)).submit().return_answer()
    sent_back.ask_higher()
    head = an_account("head")
    case = promised("Cống tắc").case.number
    for where in ("khieu-nai/", "phan-xu/", f"phan-anh/{case}/"):
        sign_in(head, f"/cms/duyet/{where}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
    sign_in(an_account("answer", agency=KIM_LONG), f"/cms/don-vi-toi/{sent_back.assignment.pk}/")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the officer's desk"
    page.goto(f"{page.url.partition('/cms/')[0]}/a/{late.case.number}")
    axe(page)


def test_on_a_telephone_the_head_has_the_whole_width_and_its_queue_is_in_sight(transactional_db, sign_in, page):
    page.set_viewport_size(PHONE)
    refused("Rác chất đống trước chợ", ago=DAYS(7))
    answered_with("Tối om")
    head = an_account("head")
    for where in ("phan-xu/", "trung/", ""):
        sign_in(head, f"/cms/duyet/{where}")
        whole = page.locator(".head.line").bounding_box()["width"]
        parts = page.locator(".head.line > *").all()
        assert [part.bounding_box()["width"] for part in parts] == [whole] * 3, where
        chip = page.locator(".desk-f [aria-current]").bounding_box()
        assert 0 <= chip["x"] <= chip["x"] + chip["width"] <= PHONE["width"], where


def test_the_eight_queues_of_the_head_stand_in_one_row_of_a_desk(transactional_db, sign_in, page):
    page.set_viewport_size(DESK)
    refused("Rác chất đống trước chợ", ago=DAYS(7))
    appealed("Đèn hỏng")
    answered_with("Tối om")
    sign_in(an_account("head"), "/cms/duyet/")
    tops = page.locator(".desk-f li").evaluate_all("chips => chips.map(chip => chip.getBoundingClientRect().top)")
    assert (len(tops), len(set(tops))) == (8, 1)


@pytest.mark.parametrize(("screen", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone, dark", "desk"])
def test_what_the_second_has_written_stands_where_it_can_be_copied(
    transactional_db, sign_in, page, axe, screen, scheme
):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(screen)
    case = refused("Rác chất đống trước chợ", ago=DAYS(7)).case
    sign_in(an_account("decide"), "/cms/duyet/phan-xu/")
    page.select_option("[name=outcome]", "stays")
    page.select_option("[name=reason]", "theo-nhiem-vu")
    page.fill("[name=words]", "Việc này của chính đơn vị, dài " * 10)
    made = Ruling.objects.get()
    ruling.rule(ruling=made, outcome="stays", reason="theo-dia-ban", words="Rõ", to=None, by=CENTER, at=timezone.now())
    with page.expect_navigation():
        page.get_by_role("button", name="Phân xử").click()
    told = page.get_by_role("alert")
    assert f"Phản ánh {case.number}" in told.inner_text()
    assert "Việc này của chính đơn vị, dài Việc này" in told.locator("dd").last.inner_text()
    box = told.locator("dd").last.bounding_box()
    assert box is not None
    assert box["width"] >= 300, "words have room on a phone as well"
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_navigation():
        told.get_by_role("link", name="Mở việc tiếp theo").click()
    assert page.get_by_role("alert").count() == 0
