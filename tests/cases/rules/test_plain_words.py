"""What is pasted becomes paragraphs, lists and links, and nothing else; what is hostile becomes words or nothing."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.rules.plain_words import LONGEST, Block, blocks, one_line, pieces, plain

pytestmark = pytest.mark.pure

HUE = "https://hue.gov.vn/tin/1"


def p(*lines):
    return Block("p", lines)


def ul(*lines):
    return Block("ul", lines)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        (" \r\n\t\n ", ""),
        ("Đã thay bóng.\r\nXong.", "Đã thay bóng.\nXong."),
        ("Một\n\n\n\n\nHai", "Một\n\nHai"),
        ("Một\u2028Hai\u0085Ba", "Một\nHai\nBa"),
        ("Đã \u00a0 thay\tbóng   ", "Đã thay bóng"),
        # lists, as Word and pages bring them
        ("•\tMột\n•\tHai", "- Một\n- Hai"),
        ("·       Một\n\uf0b7 Hai", "- Một\n- Hai"),
        ("- Một\n  ▪ Hai\n* Ba\no Bốn", "- Một\n- Hai\n- Ba\n- Bốn"),
        ("-5 độ, *quan trọng*, ông A", "-5 độ, *quan trọng*, ông A"),
        # letters
        ("D\u0323a\u0302\u0301 thay bo\u0301ng", "Ḍấ thay bóng"),
        ("bó\u200bng\ufeff đè\u00adn \u202exong\u202c \u2066a\u2069\u200f", "bóng đèn xong a"),
        ("a\x00b\x07c\x1bd\x7f\x9f", "abcd"),
        ("a\ud800b\ue000c\U000e0041d", "abcd"),
        # signs that are none of HTML's
        ("Tuyến <tên đường> dài < 3 m và > 2 m, a<b>c", "Tuyến <tên đường> dài < 3 m và > 2 m, ac"),
        ("1 < 2 <3 </3> <-", "1 < 2 <3 </3> <-"),
        ("&lt;script&gt; &amp; R&D", "&lt;script&gt; &amp; R&D"),
        ("Chữ <b>đậm</b>\n\ndòng <i>hai</i>", "Chữ đậm\n\ndòng hai"),
    ],
)
def test_plain_text_stays_and_is_tidied(given, kept):
    assert plain(given) == kept
    assert plain(kept) == kept
    assert one_line(given) == " ".join(kept.split())


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p>Chào</p>\n  <p>bạn</p>", "Chào\n\nbạn"),
        ("<div>Một</div><div>Hai</div>", "Một\nHai"),
        ("Một<br>Hai<BR/>Ba", "Một\nHai\nBa"),
        ("<ul>\n <li>Một</li>\n <li>Hai\n</ul>Hết", "- Một\n- Hai\n\nHết"),
        ("<p>Gồm</p><ol><li><p>A</p></li><li>B</li></ol>", "Gồm\n\n1. A\n2. B"),
        ("<ul><li>Một<ul><li>Con</li></ul></li><li>Hai</li></ul>", "- Một\n- Con\n- Hai"),
        ("<h2>Kết quả</h2>Đã <b>thay</b>&nbsp;<span style='color:red'>bóng</span>", "Kết quả\n\nĐã thay bóng"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
        (f"<p>Xem <a href='{HUE}'>thông báo</a>.</p>", f"Xem thông báo ({HUE})."),
        (f'<p><a href="{HUE}">{HUE}</a></p>', HUE),
        (f"<p><a title=x href={HUE} target=_blank>đây</a></p>", f"đây ({HUE})"),
        (f"<p><a href='{HUE}?a=1&amp;b=2'>đây</a></p>", f"đây ({HUE}?a=1&b=2)"),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal>Chữ<o:p></o:p></p>", "Chữ"),
        ("<html><head><title>t</title><style>p{}</style></head><body><p>Chữ</p></body></html>", "Chữ"),
        ("<p>5 &lt; 7 &amp; 8</p>", "5 < 7 & 8"),
    ],
)
def test_markup_becomes_paragraphs_lists_and_addresses(pasted, kept):
    assert plain(pasted) == kept
    assert plain(kept) == kept


@pytest.mark.parametrize(
    ("hostile", "kept"),
    [
        ("<script>alert(1)</script>Xong", "Xong"),
        ("Xong<script>alert(1)", "Xong"),
        ("<SCRIPT src=//x.vn></SCRIPT>Xong", "Xong"),
        ("<p>Xong<style>*{display:none}</style><iframe src=x>y</iframe></p>", "Xong"),
        ("<img src=x onerror=alert(1)>Xong<svg/onload=alert(1)>", "Xong"),
        ("<p><a href='javascript:alert(1)'>đây</a></p>", "đây"),
        ("<p><a href=' JavaScript:alert(1)'>đây</a> <a href='data:text/html,x'>kia</a></p>", "đây kia"),
        ("<p><a href='//x.vn'>đây</a><a href='/x'>kia</a><a href='mailto:a@b.vn'>thư</a></p>", "đâykiathư"),
        ("<scr<script>x</script>ipt>alert(1)</scr</script>ipt>", "alert(1)"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;Xong</p>", "Xong"),
        ("<p>&amp;lt;img src=x&amp;gt;</p>", "&lt;img src=x&gt;"),
    ],
)
def test_nothing_else_survives(hostile, kept):
    assert plain(hostile) == kept
    assert plain(kept) == kept


SIGNS = "<>/&;'\"= \n\r\t-•*1.()[]:!abđ\u200b\u202e\u0301\ud800\x00"
MARKUP = (
    "<p>",
    "</p>",
    "<li>",
    "<ul>",
    "<ol>",
    "</ol>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<a href=",
    "</a>",
    HUE,
)
ALPHABET = st.sampled_from([*SIGNS, *MARKUP, HUE, "&lt;", "&amp;", "<br>", "\n\n", "2. "])


@given(st.lists(ALPHABET, max_size=60).map("".join))
@example("<p>&amp;amp;amp;lt;b&amp;amp;amp;gt;</p>")
def test_whatever_is_given_what_is_kept_is_composed_and_clean(given):
    kept = plain(given)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip()
    assert "\n\n\n" not in kept
    assert not {"\r", "\t", "\x00", "\u200b", "\u202e", "\ud800"} & set(kept)
    told = "".join("".join(piece for piece, _ in pieces(line)) for block in blocks(kept) for line in block.lines)
    letters = [c for c in kept if c.isalpha()]
    assert [c for c in told if c.isalpha()] == letters, "what is shown is all that is kept"


@pytest.mark.parametrize(
    "part",
    ["<a", "<", "<!--", "<p ", "<p \"'", "<!", "</", "<script", "&", "<li>", "<ol><li>", "(", f"{HUE})", "\u0301"],
)
def test_what_is_made_to_take_long_comes_to_an_end(part):
    """A reading that tries everything again from every sign would not, within the life of this test."""
    given = (part * LONGEST)[:LONGEST]
    kept = plain(given)
    assert len(kept) <= LONGEST + LONGEST // 2
    assert sum(1 for block in blocks(kept) for line in block.lines for _ in pieces(line)) <= LONGEST


# --- as it is shown --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", []),
        ("Một\nhai\n\nBa", [p("Một", "hai"), p("Ba")]),
        ("Gồm:\n- Một\n- Hai\nHết", [p("Gồm:"), ul("Một", "Hai"), p("Hết")]),
        ("- Một\n\n- Hai", [ul("Một", "Hai")]),
        ("+ Một\n– Hai\n• Ba", [ul("Một", "Hai", "Ba")]),
        ("1. Một\n2) Hai", [Block("ol", ("Một", "Hai"))]),
        ("3. Ba\n4. Bốn", [Block("ol", ("Ba", "Bốn"), 3)]),
        ("1. Một\n1. Một", [Block("ol", ("Một",)), Block("ol", ("Một",))]),
        ("1. Một\n\n2. Hai\n- Con", [Block("ol", ("Một", "Hai")), ul("Con")]),
        ("Năm\n2026. Đã xong", [p("Năm", "2026. Đã xong")]),
        ("-5 độ\n1.5 m", [p("-5 độ", "1.5 m")]),
    ],
)
def test_blocks(text, shown):
    assert list(blocks(text)) == shown


@pytest.mark.parametrize(
    ("line", "links"),
    [
        (f"Xem {HUE}.", [HUE]),
        (f"Xem ({HUE}), và {HUE}?", [HUE, HUE]),
        ("https://vi.wikipedia.org/wiki/Huế_(thành_phố)", ["https://vi.wikipedia.org/wiki/Huế_(thành_phố)"]),
        ("HTTP://HUE.VN/A", ["HTTP://HUE.VN/A"]),
        ("javascript:alert(1) data:text/html,x ftp://a.vn //a.vn www.a.vn", []),
        ("https://hue.gov.vn@xau.vn/ https://localhost/ https://", []),
        ('https://a.vn/"onclick=alert(1) https://a.vn/<b>', ["https://a.vn/", "https://a.vn/"]),
    ],
)
def test_links_lead_to_pages_of_the_web_and_say_where(line, links):
    found = list(pieces(line))
    assert "".join(piece for piece, _ in found) == line
    assert [piece for piece, leads in found if leads] == links
