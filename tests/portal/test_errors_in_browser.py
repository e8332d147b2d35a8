"""What machines and lost visitors get, in a real browser under the real policy: quiet, accessible."""

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.factories import a_case

SCREENS = {"phone": ViewportSize(width=390, height=844), "desk": ViewportSize(width=1280, height=900)}
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective));
"""


@pytest.fixture
def case(transactional_db):
    return a_case("assigned", title="Đèn hỏng ở cầu Trường Tiền", ward="kim-long")


def test_linked_data_are_no_script_to_the_policy(page, live_server, case):
    page.add_init_script(WATCH)
    for address in ("/", "/qua-han/", f"/a/{case.number}", "/en/", "/en/qua-han/", f"/en/a/{case.number}"):
        page.goto(f"{live_server.url}{address}")
        blocks = page.locator('script[type="application/ld+json"]')
        assert blocks.count() == 1
        assert page.evaluate("JSON.parse(document.querySelector('script[type*=ld]').textContent)['@context']")
        assert page.evaluate("violations") == []


def test_the_policy_would_have_been_noticed(new_context, live_server, case):
    """The same watch sees a script that runs: so its silence above says something."""
    page = new_context().new_page()
    page.add_init_script(WATCH)
    page.goto(f"{live_server.url}/")
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
    }""")
    page.wait_for_function("violations.length > 0")
    assert page.evaluate("violations") == ["script-src-elem"]
    assert page.evaluate("window.ran") is None


def test_a_closed_portal_looks_like_itself(page, live_server, transactional_db, settings, axe):
    settings.MAINTENANCE = True
    for address, heading in (("/cms/", "Cổng tạm nghỉ để bảo trì"), ("/en/phan-anh/", "Closed for maintenance")):
        response = page.goto(f"{live_server.url}{address}")
        assert response.status == 503
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert "Be Vietnam Pro" in page.evaluate("getComputedStyle(document.body).fontFamily")
        for screen, scheme in (("phone", "light"), ("desk", "dark")):
            page.set_viewport_size(SCREENS[screen])
            page.emulate_media(color_scheme=scheme)
            axe(page)


def test_who_is_lost_finds_the_way_by_keyboard(page, live_server, case, axe):
    page.set_viewport_size(SCREENS["phone"])
    response = page.goto(f"{live_server.url}/phan-anh/den-hong-a{case.number}/")
    assert response.status == 404
    axe(page)
    offered = page.get_by_role("link", name="Đèn hỏng ở cầu Trường Tiền")
    for _ in range(20):
        page.keyboard.press("Tab")
        if offered.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đèn hỏng ở cầu Trường Tiền")


def test_who_is_lost_can_search(page, live_server, case):
    page.goto(f"{live_server.url}/en/nowhere/")
    page.get_by_role("searchbox").fill("den duong")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/en/phan-anh/?q=den+duong")


SEND = """address => {
  const form = Object.assign(document.createElement('form'), {method: 'post', action: address});
  document.body.append(form);
  form.submit();
}"""


def test_a_form_without_its_sign_is_explained(page, live_server, transactional_db, axe):
    page.goto(f"{live_server.url}/qua-han/")
    for address, heading in (("/a/1/chua-xong/", "Chưa gửi được"), ("/en/a/1/chua-xong/", "Not sent yet")):
        page.evaluate(SEND, address)
        page.wait_for_url(f"**{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        axe(page)
