"""Plain text as HTML: paragraphs, lists, links, marks of what was covered, and not one tag more."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.plain_words import plain
from cases.templatetags.prose import prose

pytestmark = pytest.mark.pure

REL = 'rel="nofollow ugc noopener"'
TAGS = {"p", "br", "ul", "ol", "li", "a", "span"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Một\nhai\n\nBa", "<p>Một<br>hai</p>\n<p>Ba</p>"),
        ("Gồm:\n- Một\n- Hai", "<p>Gồm:</p>\n<ul><li>Một</li><li>Hai</li></ul>"),
        ("3. Ba\n4. Bốn", '<ol start="3"><li>Ba</li><li>Bốn</li></ol>'),
        ("1. Một", "<ol><li>Một</li></ol>"),
        ("Xem https://hue.vn/a?b=1&c=2.", f'<p>Xem <a href="https://hue.vn/a?b=1&amp;c=2" {REL}>https://hue.vn/a?b=1&amp;c=2</a>.</p>'),
        ("<b>Một</b> & \"hai\"", "<p>&lt;b&gt;Một&lt;/b&gt; &amp; &quot;hai&quot;</p>"),
        ("Gọi [đã che: số điện thoại]", '<p>Gọi <span class="redact">đã che: số điện thoại</span></p>'),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
    ],
)  # fmt: skip
def test_what_is_made_of_a_text(text, html):
    assert prose(text) == html


@given(st.text("<>&\"'/=-.: \nabđ1[]()", max_size=80).map(lambda text: text.replace("ab", "https://hue.vn/")))
def test_nothing_but_these_tags_and_all_of_the_words(text):
    made = BeautifulSoup(prose(text), "html.parser")
    assert {tag.name for tag in made.find_all(True)} <= TAGS
    for link in made("a"):
        assert set(link.attrs) == {"href", "rel"}
        assert link["href"].startswith("https://hue.vn/")
    assert [c for c in made.get_text() if c in "<>&"] == [c for c in text if c in "<>&"]


@given(st.text("<>/pliaul \n-.1b", max_size=60))
def test_what_was_pasted_is_shown_as_it_is_kept(text):
    kept = plain(text)
    shown = BeautifulSoup(prose(kept), "html.parser").get_text()
    assert [c for c in shown if c.isalpha()] == [c for c in kept if c.isalpha()]
