"""A walk through a page with the Tab key: what it meets, where that is, and whether it is seen."""

from typing import Any

from playwright.sync_api import Page

#: Everything a Tab should stop at, in the order of the document; what is folded or hidden is no stop.
STOPS = """() => {
  const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
  window.stops = [...all].filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility());
  return window.stops.length;
}"""

#: Where the keyboard is: its place among the stops (-1: beyond), whether that is seen and marked, and how far down.
HERE = """window.here = () => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return {
    place: window.stops.indexOf(e),
    what: e.outerHTML.slice(0, 120),
    seen: e.checkVisibility() && box.width > 1 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: document.querySelector("main").contains(e),
    end: box.bottom + scrollY,
    begin: box.top + scrollY,
  };
}"""


#: What is met is written down in the page as the key is let go: to ask for it after every key takes twice as long.
WATCH = """() => {
  window.met = [];
  window.addEventListener("keyup", () => window.met.push(window.here()), {capture: true});
}"""

#: A date is one stop in the document, but up to as many for the keyboard: day, month, year, and the calendar.
IN_A_DATE = 4


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top until the keyboard leaves the page; what it met, each once."""
    expected, met = page.evaluate(STOPS), []
    page.evaluate(HERE)
    page.evaluate(WATCH)
    for _ in range(expected + IN_A_DATE * page.locator("input[type=date]").count() + 1):
        page.keyboard.press("Tab")
    for here in page.evaluate("[...window.met, window.here()]"):
        if here["place"] == -1 or (met and here["place"] == 0):
            return met
        if not met or met[-1]["place"] != here["place"]:
            met.append(here)
    raise AssertionError(f"the keyboard does not leave: {met[-1]['what']}")
