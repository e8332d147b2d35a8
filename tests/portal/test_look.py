"""The pages as a browser shows them, under the public policy: accessible, quiet, nothing wider than the screen."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, ViewportSize

from tests.portal.conftest import BUSIEST, DESK, PHONE
from tests.portal.page_samples import SAMPLES


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_pages_are_accessible_and_fit_a_phone(shown, axe, name):
    """And every kind of page in the dark on a desk, without being opened again."""
    page = shown(name)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if name in BUSIEST.values():
        in_the_dark_on_a_desk(page, axe)


def in_the_dark_on_a_desk(page, axe):
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["case-broken", "overdue", "home"])
def test_in_english_other_words_stand_in_the_same_frame(shown, axe, name):
    in_the_dark_on_a_desk(shown(name, "en"), axe)


@pytest.mark.parametrize("name", ["case-broken", "case-overdue", "case-extended", "case-answered"])
def test_the_first_screen_of_a_phone_says_what_where_how_and_whose(shown, name):
    page = shown(name)
    for selector in ("h1", ".where", ".stand .v", ".stand .say", ".facts .st", ".facts div:nth-child(2) dd"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None, selector
        assert 0 <= box["y"] <= box["y"] + box["height"] <= PHONE["height"], selector


def test_texts_are_set_in_our_own_font(shown):
    page = shown("case-broken")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('400 16px \"Be Vietnam Pro\"', 'Đường hỏng')")
    assert "Be Vietnam Pro" in page.evaluate("getComputedStyle(document.body).fontFamily")


def test_the_keyboard_reaches_the_content_first(shown):
    page = shown("overdue")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#noi-dung")


def test_tables_become_cards_that_name_their_numbers_on_a_phone(shown):
    page = shown("overdue")
    cell = page.locator("tbody td").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Trễ hoặc lỡ hẹn"'
    assert page.locator("thead").evaluate("head => getComputedStyle(head).position") == "absolute"


def test_print_leaves_out_what_paper_cannot_do(shown):
    page = shown("case-broken", screen=DESK)
    page.emulate_media(media="print")
    assert not page.locator(".nav").is_visible()
    assert not page.locator(".mast .do").is_visible()
    assert page.locator(".stand").is_visible()
    assert not page.locator(".embed").is_visible(), "folds are open on paper, and nobody types an <iframe> off it"


STATIC = Path(settings.BASE_DIR) / "portal/static"
NARROW = ViewportSize(width=320, height=640)
#: Words of a calendar's cells that are broken in two without a hyphen, or that leave their cell to the side.
UNFIT = """() => [...document.querySelectorAll(".days .t")].flatMap(note => {
  const cell = note.parentElement.getBoundingClientRect(), range = document.createRange();
  const text = note.querySelector("b") ?? note;
  return [...text.textContent.matchAll(/[^\\s\\u00ad]+/g)].filter(word => {
    range.setStart(text.firstChild, word.index + 1); // the hyphen before it would be a box of its own
    range.setEnd(text.firstChild, word.index + word[0].length);
    const boxes = [...range.getClientRects()];
    return boxes.length > 1 || boxes.some(box => box.left < cell.left - 2 || box.right > cell.right + 2);
  }).map(String);
})"""


#: What lies beside the screen, at whichever side; and what is written over something else in a chart.
BESIDE = """() => [...document.querySelectorAll("body *")].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1) && !e.closest("svg, .sr, thead, .skip");
}).map(e => e.outerHTML.slice(0, 80)).slice(0, 5)"""
OVERPRINTED = """() => [...document.querySelectorAll("main figure > svg")].flatMap(chart => {
  const texts = [...chart.querySelectorAll("text")].filter(e => e.checkVisibility());
  const boxes = texts.map(e => e.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top + 8 < b.bottom && b.top + 8 < a.bottom;
  return texts.filter((_, i) => boxes.some((box, k) => k < i && meet(box, boxes[i]))).map(e => e.textContent);
})"""


@pytest.fixture
def large_text(kept_window: Page):
    """Return a function that sets the browser's texts as large as it is told, in pixels, as its own settings can."""
    browser = kept_window.context.new_cdp_session(kept_window)

    def let(standard: int) -> None:
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": standard, "fixed": round(standard * 0.8)}})

    yield let
    let(16)
    browser.detach()


@pytest.mark.parametrize("name", sorted(BUSIEST.values()))
def test_text_twice_as_large_fits_the_narrowest_screen(large_text, shown, name):
    """As if it were 160 pixels wide; whether the browser's texts are larger, or those of pages alone."""
    large_text(32)
    page = shown(name, screen=NARROW)
    page.evaluate("document.fonts.ready.then(() => true)")
    for fewer_letters_in_a_line in (True, False):
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert page.evaluate("matchMedia('(max-width: 16em)').matches") is fewer_letters_in_a_line
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.evaluate(BESIDE)
        assert page.evaluate(BESIDE) == []
        assert page.evaluate(UNFIT) == []
        assert page.evaluate(OVERPRINTED) == []
        page.evaluate("document.documentElement.style.fontSize = '32px'")
        large_text(16)


@pytest.mark.parametrize("name", sorted(BUSIEST.values()))
def test_with_colours_of_the_readers_own_every_verdict_keeps_its_shape(shown, name):
    page = shown(name)
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    marks = "[...document.querySelectorAll('.v:not(.v-none), .st')].map(e => getComputedStyle(e, '::before'))"
    seen = page.evaluate(f"{marks}.map(s => [s.forcedColorAdjust, s.content !== 'none'])")
    assert all(shape == ["none", True] for shape in seen), seen


STYLE = "(selector, name, part) => getComputedStyle(document.querySelector(selector), part)[name]"


def style(page, selector, name, part=None):
    return page.evaluate(f"([selector, name, part]) => ({STYLE})(selector, name, part)", [selector, name, part])


def test_with_colours_of_the_readers_own_what_a_ground_told_is_told_by_lines(shown):
    """There is no ground then: days that count keep their arch, the page that is open its rule, a chip its cross."""
    page = shown("case-broken")
    page.emulate_media(forced_colors="active")
    sides = {kind: style(page, f".days .{kind} .c", "borderLeftStyle") for kind in ("d-count", "d-off", "d-late")}
    assert sides == {"d-count": "solid", "d-off": "none", "d-late": "none"}
    below = [style(page, f".days .{kind} .c", "borderBottomStyle") for kind in ("d-count", "d-off", "d-ext", "d-late")]
    assert below == ["solid", "dotted", "dashed", "double"]
    assert style(page, ".days .d-due .c", "backgroundColor") == style(page, ".days .d-due .c", "borderBottomColor")
    ground = style(page, "html", "backgroundColor")
    assert style(page, ".nav a:not([aria-current])", "borderBottomColor") == ground
    page.evaluate("document.querySelector('.nav a').setAttribute('aria-current', 'page')")
    assert style(page, ".nav a[aria-current]", "borderBottomColor") != ground


def test_with_colours_of_the_readers_own_the_map_keeps_its_key(shown):
    page = shown("wards")
    page.emulate_media(forced_colors="active")
    steps = page.evaluate("[...document.querySelectorAll('.steps li')].map(e => getComputedStyle(e).borderTopColor)")
    shapes = page.evaluate("[...document.querySelectorAll('.map path')].map(e => getComputedStyle(e).fill)")
    assert len(set(steps)) == 4
    assert set(shapes) & set(steps)


def test_with_colours_of_the_readers_own_the_keys_of_bars_have_the_bars_colours(shown):
    page = shown("year")
    page.emulate_media(forced_colors="active")
    for kind in ("ext", "broken", "late"):
        bar = page.evaluate(f"getComputedStyle(document.querySelector('.chart rect.{kind}')).fill")
        assert style(page, f".plain-keys .v-{kind}", "backgroundColor", "::before") == bar


def test_late_and_broken_are_told_apart_in_the_dark_too():
    """In a bar they lie on each other, without words; WCAG's measure of how much lighter one is."""
    dark = (STATIC / "css/tokens.css").read_text().partition("prefers-color-scheme: dark")[2]
    late, broken = (re.search(rf"--{name}: #(\w+)", dark)[1] for name in ("late", "broken"))
    assert lightness(late) / lightness(broken) > 1.3


def lightness(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return 0.05 + sum(
        k * ((part + 0.055) / 1.055) ** 2.4 for k, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


def rows_seen(page):
    return page.locator("#moi-don-vi tbody tr").evaluate_all("rows => rows.filter(row => row.offsetHeight).length")


def test_a_long_list_of_agencies_folds_on_a_phone_until_all_are_asked_for(shown):
    page = shown("overdue-many")
    assert rows_seen(page) == 8
    more = page.get_by_role("link", name="Xem cả 12 dòng")
    assert more.is_visible()
    more.click()
    assert rows_seen(page) == 12
    assert not more.is_visible()


def test_a_desk_and_paper_show_all_of_it(shown):
    page = shown("overdue-many", screen=DESK)
    assert rows_seen(page) == 12
    assert not page.get_by_role("link", name="Xem cả 12 dòng").is_visible()
    page.set_viewport_size(PHONE)
    page.emulate_media(media="print")
    assert rows_seen(page) == 12


def test_a_short_one_is_whole(shown):
    page = shown("overdue")
    assert rows_seen(page) == 3
    assert page.locator(".more-rows").count() == 0


def test_numbers_of_a_calendars_days_do_not_meet_on_a_phone(shown):
    page = shown("month")
    boxes = [box.bounding_box() for box in page.locator(".cal.wide tbody tr").nth(1).locator("b").all()]
    gaps = [later["x"] - (box["x"] + box["width"]) for box, later in pairwise(boxes)]
    assert len(gaps) == 6
    assert min(gaps) > 1, gaps


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_happened_on_a_day_stays_in_its_cell_on_the_narrowest_screen(shown, language):
    page = shown("case-broken", language, screen=NARROW)
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.locator(".days .t b").count() > 2
    assert page.evaluate(UNFIT) == []


def test_with_a_notice_above_a_short_page_still_begins_at_the_top(shown):
    """The foot is pushed down, not the text."""
    page = shown("tombstone", screen=DESK)
    before = page.locator("h1").bounding_box()["y"]
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforebegin', '<aside>Bản mẫu</aside>')")
    notice = page.locator("aside", has_text="Bản mẫu").bounding_box()
    assert page.locator("h1").bounding_box()["y"] == pytest.approx(before + notice["height"], abs=1)
    foot = page.locator(".foot").bounding_box()
    assert foot["y"] + foot["height"] >= DESK["height"] - 1


def test_an_interval_stays_on_one_line(shown):
    page = shown("agency", screen=DESK)
    lines = page.evaluate(
        """() => {
          const note = document.querySelectorAll(".figs > div")[3].querySelectorAll("dd")[1];
          const range = document.createRange(), at = note.textContent.indexOf("–");
          range.setStart(note.firstChild, at - 1);
          range.setEnd(note.firstChild, at + 4);
          return new Set([...range.getClientRects()].map(box => box.top)).size;
        }"""
    )
    assert lines == 1


#: A row as frozen days have them, in half a desk or on a phone; and how many lines number and heads take.
NUMBERED = """() => {
  document.querySelector("main").innerHTML = `<div class="two even"><div><table class="tbl short numbered">
    <thead><tr><th>Phản ánh</th><th>Đơn vị</th><th>Tình trạng hạn</th></tr></thead>
    <tbody><tr><th scope="row"><a href="#">27491</a></th>
    <td>${"Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng kỹ thuật đô thị ".repeat(2)}</td>
    <td class="nowrap">Lỡ hẹn, trễ hạn 12 ngày</td></tr></tbody></table></div></div>`;
  const lines = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
  };
  return [lines(document.querySelector("main tbody a").firstChild), document.documentElement.scrollWidth <= innerWidth];
}"""


@pytest.mark.parametrize("screen", [PHONE, DESK])
def test_the_number_of_a_report_stays_whole_beside_a_long_name(shown, screen):
    page = shown("overdue", screen=screen)
    assert page.evaluate(NUMBERED) == [1, True]


PAPER = ViewportSize(width=680, height=1000)  # A4 between its margins


def test_agencies_side_by_side_stand_alone_on_paper(shown):
    page = shown("agencies-beside", screen=PAPER)
    page.emulate_media(media="print")
    assert page.locator("table.abreast").is_visible()
    assert page.locator(".cite").is_visible()
    assert not any(page.locator(name).is_visible() for name in ("#h-choose", "#h-agencies", "#tinh-tu", "nav.gap"))
    assert page.locator(".on-paper").inner_text().endswith("/don-vi/?so-sanh=ban-quan-ly-du-an,chieu-sang")


@pytest.mark.parametrize("name", ["case-broken", "overdue-many", "agency-much", "agencies-beside"])
def test_paper_holds_it_whole_with_where_it_is_from(shown, name):
    page = shown(name, screen=PAPER)
    assert not page.locator(".on-paper").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".on-paper").inner_text().startswith("http")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("getComputedStyle(document.querySelector('.sect')).breakInside") == "auto"
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).breakAfter") == "avoid"
    assert not any(link.is_visible() for link in page.locator(".links a, .head > .more, .follow a").all())
    for foot in page.locator("tfoot").all():  # else it would stand on every page, as heads do
        assert foot.evaluate("foot => getComputedStyle(foot).display") == "table-row-group"


def test_paper_is_light_whatever_the_screen_is(shown):
    """Who prints from a dark screen prints black on white, as from a light one."""
    page = shown("overdue", screen=PAPER)
    tokens = """() => ["--paper", "--ink", "--accent", "--late", "--line"].map(
      name => getComputedStyle(document.documentElement).getPropertyValue(name))"""
    page.emulate_media(media="print", color_scheme="light")
    light = page.evaluate(tokens)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(tokens) == light
    assert light[:2] == ["#fff", "#000"]
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_a_day_and_its_number_stay_apart_where_a_calendar_is_copied(shown):
    page = shown("month", screen=DESK)
    copied = """() => { const cell = document.querySelector(".cal td:has(b)");
      getSelection().selectAllChildren(cell); return getSelection().toString(); }"""
    assert page.evaluate(copied).split() == ["1", ":", "3"]


@pytest.mark.parametrize("name", ["404", "404-likely", "error", "tombstone"])
def test_paper_does_not_quote_an_address_where_nothing_is(html, name):
    assert "on-paper" not in html(name)
