"""A text with its changes and hints: what is marked, what the letters say, and that nothing of a text is markup."""

import re
from html.parser import HTMLParser

import pytest
from django.template.defaultfilters import linebreaks
from hypothesis import given
from hypothesis import strategies as st

from cases.editorial.desk.explanations import MEANINGS, WHOLE, counted, sentence_of
from cases.editorial.desk.reading import read
from cases.rules.hints import personal
from cases.rules.hints.marks import EVASIVE, HintKind, Mark
from cases.rules.hints.reading import Hints

pytestmark = pytest.mark.pure

TEXTS = st.text(alphabet="ab đèn\n\r<&.", max_size=40)
VAGUE, UNDATED, PERSONAL = HintKind.VAGUE, HintKind.UNDATED, HintKind.PERSONAL


def mark(start, end, kind=VAGUE, why="", about=""):
    return Mark(start=start, end=end, kind=kind, why=why or kind.value, about=about)


def hinted(*marks, evasive=False):
    return Hints(marks=marks, evasive=evasive)


class Plain(HTMLParser):
    """Words without what a pointer opens and what is read aloud only; fails where elements cross."""

    def __init__(self, html):
        super().__init__()
        self.open, self.told = [], ""
        self.feed(html)
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append((tag, dict(attrs).get("class", "")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        shown = not any("hint-k" in css for _tag, css in self.open)
        self.told += data if shown else ""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Đã thay bóng", "Đã thay bóng", "Đã thay bóng"),
        (None, "Đã thay", "Đã thay"),
        ("", "Đã thay", "<ins>Đã thay</ins>"),
        ("Đã thay", "", "<del>Đã thay</del>"),
        ("Sẽ thay bóng", "Đã thay bóng", "<del>Sẽ</del><ins>Đã</ins> thay bóng"),
        ("thay 5 bóng.", "thay 6 bóng.", "thay <del>5</del><ins>6</ins> bóng."),
        ("a <b>", "a <i> & c", "a &lt;<del>b</del><ins>i</ins>&gt;<ins> &amp; c</ins>"),
        ("a", "a b\n\nc", "a<ins> b</ins>\n\n<ins>c</ins>"),
    ],
)
def test_words_that_went_and_came_are_marked(before, after, told):
    assert read(before, after).text == told


LETTER = re.compile(r'<span class="hint-k hk-.">.*?href="#goi-y-(\w+)".*?</span></span>')


def shape(html):
    """The text with marks as [line:words] and letters as {A}."""
    html = re.sub(r'<mark class="hint-m hm-(.)">(.*?)</mark>', r"[\1:\2]", html)
    return LETTER.sub(r"{\1}", html)


@pytest.mark.parametrize(
    ("before", "after", "marks", "told"),
    [
        (None, "Sẽ sớm làm.", [mark(3, 10)], "Sẽ [a:sớm làm]{A}."),
        # the same explanation has one letter, another its own
        (None, "a b a", [mark(0, 1), mark(2, 3, UNDATED), mark(4, 5)], "[a:a]{A} [b:b]{B} [a:a]{A}"),
        # of two that lie over one another the shorter one draws the line, and each ends with its letter
        (None, "abcd", [mark(0, 4), mark(1, 3, UNDATED)], "[a:a][b:bc]{B}[a:d]{A}"),
        (None, "abcd", [mark(0, 3), mark(1, 4, UNDATED)], "[a:a][a:bc]{A}[b:d]{B}"),
        # what is about the whole is a letter at its end
        (None, "abc \n", [mark(0, 3, HintKind.NO_RESULT)], "abc{A} \n"),
        (None, "", [mark(0, 0, HintKind.NO_RESULT)], "{A}"),
        # a mark over two paragraphs is one in each
        (None, "ab\n\ncd", [mark(1, 5)], "a[a:b]\n\n[a:c]{A}d"),
    ],
)
def test_hints_are_lines_with_letters(before, after, marks, told):
    assert shape(read(before, after, hinted(*marks)).text) == told


def test_a_hint_in_new_words_lies_around_them():
    read_ = read("Đã làm", "Đã sớm làm", hinted(mark(3, 6)))
    assert '<mark class="hint-m hm-a"><ins>sớm</ins></mark><span class="hint-k hk-a">' in read_.text
    assert [note.letter for note in read_.notes] == ["A"]


def test_each_explanation_is_told_once_and_the_letter_leads_to_it():
    read_ = read(None, "a b a", hinted(mark(0, 1), mark(2, 3, UNDATED), mark(4, 5), evasive=True))
    assert [(note.letter, note.line) for note in read_.notes] == [("A", "a"), ("B", "b"), ("C", "a")]
    assert read_.notes[1].name == "Hứa mà không có ngày."
    assert read_.text.count('<a href="#goi-y-A" aria-describedby="goi-y-A">') == 2
    assert read_.notes[2].name == MEANINGS[EVASIVE].name


def test_there_are_letters_enough():
    marks = [mark(n, n + 1, HintKind.OLD_NAME, about=f"tên {n}") for n in range(30)]
    letters = [note.letter for note in read(None, "x" * 30, hinted(*marks)).notes]
    assert letters[24:28] == ["Y", "Z", "27", "28"]


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from([*HintKind]))


@given(st.none() | TEXTS, TEXTS, st.lists(SPANS, max_size=4))
def test_every_word_is_there_and_no_element_leaves_its_paragraph(before, after, spans):
    marks = [
        mark(min(a, b, len(after)), min(max(a, b), len(after)), kind, "personal.phone" if kind is PERSONAL else "")
        for a, b, kind in spans
        if kind is not HintKind.LATE_PROMISE
    ]
    text = read(before, after, hinted(*marks)).text
    for line in text.replace("\r", "\n").split("\n"):
        Plain(line)
    Plain(linebreaks(text, autoescape=True))
    if before is None:
        assert Plain(text).told == after


def test_every_hint_has_a_meaning():
    found = {f"personal.{pattern.what}" for pattern in personal._PATTERNS}
    plain = {kind.value for kind in HintKind if kind is not PERSONAL}
    assert set(MEANINGS) == found | plain | {EVASIVE}
    assert {meaning.line for meaning in MEANINGS.values()} == {"a", "b", "c"}
    assert PERSONAL not in WHOLE


def test_what_a_hint_names_stands_in_its_sentence():
    assert sentence_of("late_promise", "2026-03-20") == "Ngày 20/03/2026 ở sau hạn cuối."
    assert sentence_of("old_name", "UBND phường 5%") == "Nay gọi là UBND phường 5%."
    assert "31, 32" in sentence_of("same_text", "31, 32")


def test_kinds_are_counted_and_nothing_else_is():
    found = hinted(mark(0, 1), mark(2, 3), mark(4, 5, PERSONAL, "personal.phone"), evasive=True)
    assert counted(found) == {"evasive": 1, "personal": 1, "vague": 2}
    assert counted(hinted()) == {}
    assert counted(hinted(), [mark(0, 1, PERSONAL, "personal.phone")]) == {"personal": 1}
    assert counted(found, [mark(0, 1, PERSONAL, "personal.plate")])["personal"] == 2


def test_captions_share_the_letters_of_the_text():
    text, caption = "Gọi 0905 123 456.", "Xe 75A-123.45 <b>, gọi 0905 765 432"
    read_ = read(None, text, hinted(mark(4, 16, PERSONAL, "personal.phone")), {7: caption, 8: "Đèn đã sáng", 9: ""})
    assert shape(read_.text) == "Gọi [c:0905 123 456]{A}."
    assert {pk: shape(told) for pk, told in read_.captions.items()} == {
        7: "Xe [c:75A-123.45]{B} &lt;b&gt;, gọi [c:0905 765 432]{A}"
    }
    assert [(note.letter, note.name) for note in read_.notes] == [("A", "Số điện thoại."), ("B", "Biển số xe.")]
    assert counted(hinted(), read_.beside) == {"personal": 2}
    assert Plain(read_.captions[7]).told == caption
