"""The black mark: words in it, the rest escaped, in the reader's language."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from cases.templatetags.redaction import KINDS, mark_words, redacted, redacted_plain

SPAN = '<span class="redact">{}</span>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Một <b> & hai", "Một &lt;b&gt; &amp; hai"),
        ("Gọi [đã che: số điện thoại]!", f"Gọi {SPAN.format('đã che: số điện thoại')}!"),
        ("[đã che]", SPAN.format("đã che")),
        ("[đã che: <script>]", SPAN.format("đã che: &lt;script&gt;")),
        ("[đã che: chuyện riêng]", SPAN.format("đã che: chuyện riêng")),
    ],
)
def test_as_html(text, html):
    assert redacted(text) == html
    assert isinstance(redacted(text), SafeString)


def test_even_what_calls_itself_html_is_escaped():
    assert redacted(mark_safe("<mark>Đèn</mark>")) == "&lt;mark&gt;Đèn&lt;/mark&gt;"


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Đèn [đã che: số nhà] hỏng", "Đèn [đã che: số nhà] hỏng"), ("[ĐÃ CHE]", "[đã che]"), ("<b>", "<b>")],
)
def test_as_plain_text(text, plain):
    assert redacted_plain(text) == plain
    assert not isinstance(redacted_plain(text), SafeString)


@pytest.mark.parametrize("kind", ["", "chuyện riêng", *KINDS])
def test_the_words_of_a_mark(kind):
    assert mark_words(kind) == (f"đã che: {kind}" if kind else "đã che")
    assert mark_words(kind.upper()) == (f"đã che: {kind if kind in KINDS else kind.upper()}" if kind else "đã che")


def test_paragraphs_stay_paragraphs():
    drawn = Template("{% load minhbach %}{{ text|redacted|linebreaks }}").render(
        Context({"text": "Một [đã che]\n\n<i>Hai</i>"})
    )
    assert drawn == f"<p>Một {SPAN.format('đã che')}</p>\n\n<p>&lt;i&gt;Hai&lt;/i&gt;</p>"


def test_another_language_keeps_words_it_does_not_know():
    with override("en"):
        assert "chuyện riêng" in mark_words("chuyện riêng")
