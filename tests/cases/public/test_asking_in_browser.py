"""From an answered report to the Center and back to the page, in a real browser, on a telephone and at a desk."""

import os

import pytest

from cases.models import ReopenRequest
from tests.accounts import an_account
from tests.cases.public.test_asking_again import answered

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
WIDTHS = {"phone": PHONE, "desk": DESK}


def picture(page, name):
    """For whoever wants to look: PICTURES names a folder."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def sound(page, axe, name):
    """Accessible, and nothing sticks out, at both widths."""
    for width, size in WIDTHS.items():
        page.set_viewport_size(size)
        axe(page)
        assert fits(page), f"{name} at {width}"
        picture(page, f"{name}-{width}")


def test_somebody_says_that_it_is_not_done_and_the_center_keeps_it(transactional_db, live_server, page, axe, client):
    walk = answered(title="Đèn hỏng cả đoạn trên đường Kim Long từ cầu Bạch Hổ tới ngã ba")
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/a/{walk.case.number}")
    page.get_by_role("link", name="Báo là vẫn chưa xong").click()
    sound(page, axe, "form")
    page.get_by_label("Việc chưa được làm").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert", "where it is read first"
    sound(page, axe, "errors")
    page.get_by_role("alert").get_by_role("link", name="Hãy viết một câu").click()
    assert page.evaluate("document.activeElement.id") == "id_text", "the error leads to its field"
    page.keyboard.type("Đèn vẫn tối, tôi vừa đi qua.")
    page.get_by_label("Việc chưa được làm").check()
    page.get_by_role("button", name="Gửi cho Trung tâm").click()
    page.wait_for_url("**/da-gui/")
    sound(page, axe, "sent")
    page.goto(f"{live_server.url}/en/a/{walk.case.number}/chua-xong/")
    sound(page, axe, "form-en")

    client.force_login(an_account("edit"))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/cms/mo-lai/")
    assert "Đèn vẫn tối, tôi vừa đi qua." in page.locator("main").inner_text()
    sound(page, axe, "queue")
    page.get_by_label("Vì sao không mở lại").select_option("da-xong")
    page.get_by_role("button", name="Không mở lại").click()
    assert "lý do hiện trên trang" in page.get_by_role("status").inner_text()
    sound(page, axe, "queue-empty")
    assert ReopenRequest.objects.get().state == "declined"

    page.goto(f"{live_server.url}/a/{walk.case.number}")
    shown = page.locator("main").inner_text()
    assert "Đã kiểm tra: việc đã xong" in shown
    assert "Đèn vẫn tối" not in shown
    sound(page, axe, "case")


@pytest.mark.django_db(transaction=True)
def test_the_list_of_who_follows_the_terms(live_server, page, client):
    from tests.cases.mailing.conftest import someone
    from tests.factories import KIM_LONG, LIGHTING, an_agency

    someone("theo", "follow_up", KIM_LONG)
    an_agency(LIGHTING)
    client.force_login(an_account("edit"))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/cms/bao-cao/theo-doi-han/")
    for width, size in WIDTHS.items():
        page.set_viewport_size(size)
        picture(page, f"duty-{width}")
