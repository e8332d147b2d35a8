"""The page about the API in a browser: accessible with everything unfolded, and nothing wider than the screen."""

from tests.portal.api.samples import api_page
from tests.portal.conftest import DESK, SAMPLES

UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
FITS = "document.documentElement.scrollWidth <= innerWidth"


def test_it_is_accessible_unfolded_on_a_phone_and_in_the_dark_on_a_desk(shown, axe, monkeypatch):
    monkeypatch.setitem(SAMPLES, "api", api_page())
    page = shown("api")
    page.evaluate(UNFOLD)
    axe(page)
    assert page.evaluate(FITS)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(FITS)
    assert page.locator("pre").first.evaluate(
        "pre => pre.scrollWidth > pre.clientWidth"
    )  # it scrolls, the page does not
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(FITS)
    page.evaluate("document.querySelectorAll('#h-shapes ~ details, pre').forEach(part => part.remove())")
    axe(page)
