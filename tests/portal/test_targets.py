"""Numbers that are links are large enough to hit: 24 by 24 pixels at least (WCAG 2.2, target size)."""

import pytest
from playwright.sync_api import ViewportSize

LEAST = 24  # CSS pixels
SCREENS = {
    "phone": ViewportSize(width=390, height=844),
    "between": ViewportSize(width=760, height=900),
    "desk": ViewportSize(width=1280, height=900),
}
#: Links that stand alone in their place. Those within a sentence may be as high as its line; what a small ward of the
#: map leads to is in the table beside it.
ALONE = """
() => [...document.querySelectorAll('main a')]
  .filter(link => !link.closest('p, .under, .full, .skip, .map'))
  .map(link => {
    const box = link.getBoundingClientRect();
    return [link.textContent.trim(), box.width, box.height];
  })
"""


@pytest.mark.parametrize("name", ["agencies", "overdue", "agency", "home", "case-broken"])
def test_links_that_stand_alone_are_large_enough(shown, name):
    page = shown(name)
    for screen, size in SCREENS.items():
        page.set_viewport_size(size)
        links = page.evaluate(ALONE)
        assert links, screen
        assert [link for link in links if min(link[1:]) < LEAST] == [], screen


#: A section with a name of three letters, in the foot; and how to reach the Center, in the text.
SHORT = """() => {
  const short = document.querySelector(".foot li a");
  short.textContent = "Tin";
  document.querySelector("main").insertAdjacentHTML(
    "beforeend", '<ul class="plain small center"><li>Điện thoại: <a href="tel:0">0000 000 000</a></li></ul>');
  return [short, document.querySelector("main .center a")].map(link => link.getBoundingClientRect())
    .map(box => Math.min(box.width, box.height));
}"""


def test_short_names_and_numbers_to_call_are_large_enough(shown):
    page = shown("overdue", screen=SCREENS["phone"])
    assert min(page.evaluate(SHORT)) >= LEAST
