"""A box is drawn over a photo with mouse or finger, moved by the keyboard and burnt in; the page fits all screens."""

import pytest

from cases.actions.actor import CENTER
from cases.actions.photos import add_photo
from cases.models import Photo
from tests.accounts import an_account
from tests.cases.actions.picture_files import saved, sheet
from tests.cases.editorial.office.conftest import given

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def photo(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = given()
    return add_photo(case=walk.case, data=saved(image=sheet(600, 400)), by=CENTER, at=walk.at)


def test_a_box_is_drawn_moved_and_burnt_in(photo, live_server, context, page, client, axe):
    client.force_login(an_account("edit"))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.goto(f"{live_server.url}/cms/anh/phan-anh/{photo.case_id}/")
    axe(page)
    page.get_by_role("link", name="Che mặt, biển số").click()
    drawn = page.locator(".draw")
    drawn.locator("img").evaluate("img => img.decode()")  # waits for it; waiting by a string our policy forbids
    edges = drawn.bounding_box()

    def at(across, down):
        return edges["x"] + edges["width"] * across, edges["y"] + edges["height"] * down

    page.mouse.move(*at(0.75, 0.75))
    page.mouse.down()
    page.mouse.move(*at(0.25, 0.5), steps=3)
    page.mouse.up()
    first = page.locator("[data-box]").first
    values = [float(field.input_value()) for field in first.locator("input[type=number]").all()]
    assert values == pytest.approx([25, 50, 50, 25], abs=0.5)
    page.mouse.click(*at(0.1, 0.1))
    assert page.locator("[data-box] >> nth=1").get_by_label("Từ trái").input_value() == "", "a click is no box"

    first.get_by_label("Từ trái").fill("30")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert drawn.locator(".cover >> nth=0").evaluate("box => box.style.left") == "30%"
    page.keyboard.press("Enter")
    page.wait_for_selector(".told .note.ok")
    left, _top, width, _height = Photo.objects.get().covers[0]
    assert left == 300
    assert width < 505
    for screen in (PHONE, {"width": 1280, "height": 900}):
        page.set_viewport_size(screen)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_finger_draws_and_two_fingers_zoom(photo, live_server, new_context, client):
    client.force_login(an_account("edit"))
    phone = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    phone.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = phone.new_page()
    where = f"{live_server.url}/cms/anh/{photo.pk}/"
    page.goto(where)
    page.locator(".draw img").evaluate("img => img.decode()")
    fields = page.locator("[data-box] input[type=number]")
    edges = page.locator(".draw").bounding_box()
    hand = phone.new_cdp_session(page)

    def touch(kind, *fingers):
        points = [
            {"x": edges["x"] + edges["width"] * across, "y": edges["y"] + edges["height"] * down, "id": finger}
            for finger, (across, down) in enumerate(fingers)
        ]
        hand.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    def values():
        return [float(value) for value in fields.evaluate_all("all => all.map(field => field.value)") if value]

    touch("Start", (0.25, 0.5))
    for step in (0.4, 0.6, 0.75):
        touch("Move", (step, 0.9))
    touch("End")
    assert values() == pytest.approx([25, 50, 50, 40], abs=0.5)
    assert page.evaluate("scrollY") == 0

    touch("Start", (0.1, 0.1))
    touch("End")
    assert len(values()) == 4, "a tap is no box"
    page.get_by_role("button", name="Che và thay ảnh").tap()
    page.wait_for_selector(".told .note.ok")
    assert Photo.objects.get().covers == [[250, 500, 500, 401]]

    page.goto(where)
    page.locator(".draw img").evaluate("img => img.decode()")
    touch("Start", (0.1, 0.1))
    touch("Move", (0.2, 0.2))
    assert len(values()) == 8
    touch("Start", (0.2, 0.2), (0.5, 0.5))
    touch("Move", (0.1, 0.1), (0.8, 0.8))
    touch("End")
    assert len(values()) == 4, "what was begun is no box"
    assert page.evaluate("visualViewport.scale") > 1
