"""What holds for every public page: one frame, sound headings, nothing inline, nobody asked, both languages."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from django.template.loader import get_template, render_to_string
from django.utils.translation import override

from tests.portal.page_samples import SAMPLES
from tests.shared_data import ROOT

LANGUAGES = ["vi", "en"]
NOTICE = "BẢN MẪU. Mọi phản ánh, đơn vị và số liệu đều do máy tạo, không phải của thành phố Huế. Xin đừng trích dẫn."
NAMES = sorted(SAMPLES)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SELF_CLOSING = {"path", "line", "rect", "circle"}

every_page = pytest.mark.parametrize("name", NAMES)
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


class Nesting(HTMLParser):
    """Finds elements that are closed out of order or not at all."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if tag not in VOID | SELF_CLOSING:
            self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> at {self.getpos()} inside {self.open[-3:]}")


def text(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


@every_page
@in_both_languages
def test_elements_are_nested_soundly(text_of, name, language):
    nesting = Nesting()
    nesting.feed(text_of(name, language))
    assert nesting.faults == []
    assert nesting.open == []


@every_page
@in_both_languages
def test_nothing_is_inline(page_of, name, language):
    page = page_of(name, language)
    assert page.find_all("style") == []
    scripts = page.select("script:not([src])")
    assert {script.get("type") for script in scripts} <= {"application/ld+json"}  # data, never run
    for element in page.find_all(True):
        assert not [attribute for attribute in element.attrs if attribute == "style" or attribute.startswith("on")]


@every_page
def test_nobody_else_is_asked(page_of, name):
    page = page_of(name)
    asked = [element.get("src") or element.get("href") for element in page.find_all(["img", "script", "iframe", "use"])]
    asked = [address for address in asked if address]  # a block of data asks nobody
    asked += [link["href"] for link in page.find_all("link") if link["rel"][0] not in {"canonical", "alternate"}]
    assert asked
    assert [address for address in asked if not address.startswith("/static/")] == []


@every_page
@in_both_languages
def test_headings_go_down_one_step_at_a_time(page_of, name, language):
    levels = [int(heading.name[1]) for heading in page_of(name, language).find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels)), levels


@every_page
@in_both_languages
def test_the_frame(page_of, name, language):
    page = page_of(name, language)
    assert page.html["lang"] == language
    assert page.title.string.endswith(" – Minh Bạch")
    assert len(page.title.string) > len(" – Minh Bạch")
    assert page.find("meta", {"name": "description"})["content"].strip()
    skip = page.find("a", class_="skip")
    assert page.find(id=skip["href"][1:]).name == "main"
    assert page.find("meta", property="og:image")["content"].startswith("http")


@every_page
def test_ids_are_unique_and_what_refers_to_them_finds_them(page_of, name):
    page = page_of(name)
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        for element in page.find_all(attrs={attribute: True}):
            assert set(element[attribute].split()) <= set(ids)


@every_page
@in_both_languages
def test_no_word_is_missing_and_no_code_shows(page_of, name, language):
    words = text(page_of(name, language))
    for code in ("None", "in_term", "promise_broken", "in_progress", "{{", "{%", "%(", "SimpleNamespace", "Named("):
        assert code not in words


@every_page
def test_links_of_an_english_page_stay_english(page_of, name):
    page = page_of(name, "en")
    for link in page.find_all("a", href=True):
        inner = link["href"].startswith("/") and link.get("hreflang") != "vi"
        assert not inner or link["href"].startswith("/en/"), link


@every_page
def test_every_verdict_and_state_has_its_words(page_of, name):
    marks = page_of(name).find_all(class_=["v", "st"])
    assert all(mark.get_text(strip=True) for mark in marks)
    assert all(re.search(r"\b(v|st)-\w+", " ".join(mark["class"])) for mark in marks)


@in_both_languages
def test_every_kind_of_page_has_a_title_of_its_own(page_of, language):
    kinds = {(SAMPLES[name].template, page_of(name, language).title.string) for name in NAMES}
    titles = [title for _template, title in kinds]
    assert len(set(titles)) == len(titles)


def test_english_pages_speak_english(page_of):
    """Where no editor's or citizen's words stand, no Vietnamese word may stand either."""
    for name in ("404", "error", "overdue-none", "home-bare"):
        rest = text(page_of(name, "en"))
        for own_name in ("Minh Bạch", "Huế", "Tiếng Việt"):
            rest = rest.replace(own_name, "")
        assert re.findall(r"\w*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỵỷỹ]\w*", rest, re.IGNORECASE) == []


# --- menu, languages, demo --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "label", "current"),
    [
        ("case-broken", "Phản ánh", "true"),
        ("overdue", "Quá hạn", "page"),
        ("agencies", "Đơn vị", "page"),
        ("agency", "Đơn vị", "true"),
    ],
)
def test_the_menu_says_where_one_is(page_of, name, label, current):
    marked = page_of(name).find("nav", class_="nav").find_all(attrs={"aria-current": True})
    assert [(link.get_text(), link["aria-current"]) for link in marked] == [(label, current)]


def test_the_front_page_is_in_no_section(page_of):
    assert page_of("home").find("nav", class_="nav").find_all(attrs={"aria-current": True}) == []


def test_the_menu_leads_to_pages_that_exist(page_of):
    links = [link["href"] for link in page_of("home").find("nav", class_="nav").find_all("a")]
    assert links == ["/phan-anh/", "/qua-han/", "/don-vi/", "/so-lieu/"]


def test_the_other_language_is_the_same_page_with_its_question(fresh_page):
    link = fresh_page("overdue", "vi", "?sort=name").find("a", class_="lang")
    assert (link["href"], link["hreflang"], link["lang"], link.get_text()) == (
        "/en/qua-han/?sort=name",
        "en",
        "en",
        "English",
    )
    back = fresh_page("overdue", "en", "?sort=name").find("a", class_="lang")
    assert (back["href"], back.get_text()) == ("/qua-han/?sort=name", "Tiếng Việt")


@in_both_languages
def test_search_engines_are_told_of_both_languages(fresh_page, settings, language):
    settings.PUBLIC_URL = "https://minhbach.example"
    page = fresh_page("agency", language, "?utm_source=x")
    found = {link["hreflang"]: link["href"] for link in page.find_all("link", hreflang=True)}
    vietnamese = "https://minhbach.example/don-vi/chieu-sang/"
    english = "https://minhbach.example/en/don-vi/chieu-sang/"
    assert found == {"vi": vietnamese, "en": english, "x-default": vietnamese}
    assert page.find("link", rel="canonical")["href"] == (vietnamese if language == "vi" else english)


def test_a_page_that_is_not_there_has_no_address_of_its_own(page_of):
    page = page_of("404")
    assert page.find("link", rel="canonical") is None
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert page.find("a", class_="lang")["href"] == "/en/khong-co/"  # as empty there, but in English


MADE_UP = "(Bản mẫu, không có thật.)"  # in the citation, which is copied without the page around it


def test_a_demo_says_so_on_every_page(html, settings):
    settings.DEMO = True
    for name in NAMES:
        beside = BeautifulSoup(html(name), "lxml", parse_only=SoupStrainer("aside"))
        assert [notice.get_text(strip=True) for notice in beside.select("aside.sample .note")] == [NOTICE], name
        beside = BeautifulSoup(html(name, "en"), "lxml", parse_only=SoupStrainer("aside"))
        assert len(beside.select("aside.sample")) == 1, name
    citation = BeautifulSoup(html("case-answered"), "lxml").find(class_="cite").p.get_text()
    assert citation.endswith(MADE_UP)


def test_nobody_else_says_so(page_of):
    assert [name for name in NAMES for language in LANGUAGES if page_of(name, language).select("aside.sample")] == []
    assert MADE_UP not in page_of("case-answered").find(class_="cite").p.get_text()


# --- the page for what went wrong -------------------------------------------------------------------------------------


def test_the_error_page_needs_nothing():
    with override("en"):
        page = BeautifulSoup(get_template("500.html").render(), "lxml")
    assert page.h1.get_text() == "Trang đang trục trặc"
    assert page.find(lang="en").h2.get_text() == "Something went wrong"
    assert page.find_all(["style", "script"]) == []


def test_the_frame_needs_no_request():
    assert "<main" in render_to_string("base.html")


# --- components -------------------------------------------------------------------------------------------------------


def test_no_line_of_a_caption_begins_with_a_comma():
    """Links of captions are blocks in their line, after which a comma may go to the next one: csv_links keeps it."""
    bare = [
        path.name
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"</a>, .*</figcaption>", path.read_text())
    ]
    assert not bare


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "components").glob("*.html")), ids=lambda path: path.name)
def test_every_component_says_what_it_takes(path):
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("{# ")
    assert "Takes " in first or "takes" in first


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=list(SAMPLES))
def test_every_page_says_what_it_takes(sample):
    source = (ROOT / "templates" / sample.template).read_text(encoding="utf-8")
    assert "{% comment %}" in source
    assert "Takes " in source
