"""What was typed, to the letter: marks, both forms of Unicode, quotation marks, numbers, and how a text meets it."""

import unicodedata
from dataclasses import replace

import pytest

from search.folding import LONGEST_TOKEN, both, folded, forms, marked, tokens, words
from search.lexicon import Lexicon, said_of
from search.wording import Term, Wording, read

SECRET = "\u200b"  # a space without width: no letter, no space


def decomposed(text):
    return unicodedata.normalize("NFD", text)


def term(typed):
    """The one term of what was typed."""
    ((found,),) = [want.typed for want in read(typed).wanted]
    return found


def places(typed, text):
    return list(term(typed).starts(tuple(tokens(text))))


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ĐÈN ĐƯỜNG", "den duong"),
        (decomposed("Đèn đường"), "den duong"),
        ("Đđ", "dd"),
        ("ÐÈN", "ðen"),  # the letter eth, which only looks like one of ours
        ("12,5 m²", "12 5 m²"),
        ("½ ổ gà", "½ o ga"),
        ("số_nhà", "so nha"),
        ("a.b.c@d.vn", "a b c d vn"),
        ("năm 2026-11", "nam 2026 11"),
        ("đèn/đường", "den duong"),
        ("x" + SECRET + "y", "x y"),
        ("İstanbul", "istanbul"),
        ("ẤM", "am"),
        ("ǘ", "u"),  # two marks, one of them ours
        ("\u0301", ""),  # a mark upon nothing
        ("đ\u0301\u0302èn", "den"),
        ("道路 страна", "道路 страна"),
        ("👍 tốt", "tot"),
        ("don't", "don t"),
    ],
)
def test_a_text_is_its_words_without_marks(text, plain):
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Hoà", "hoa\u0300"),
        ("Hòa", "hoa\u0300"),
        ("đường", "đương\u0300"),
        ("ĐƯỜNG", "đương\u0300"),
        ("Tiếng", "tiêng\u0301"),
        ("tiêng", "tiêng"),
        ("Ăn", "ăn"),
        ("kim", "kim"),
        (decomposed("Đường Hoà"), "đương\u0300 hoa\u0300"),
        ("rạ́c", "rac\u0323\u0301"),  # two tones upon one vowel are kept, and are neither rạc nor rác
    ],
)
def test_a_word_as_written_has_its_tone_behind_it(text, written):
    assert marked(text) == written


@pytest.mark.parametrize(
    "text", ["", "Đèn đường, Kim Long (12/4)", decomposed("Ổ gà"), "a_b\u0301c", "\u0301 x", "½ ✓ đ"]
)
def test_all_that_reads_words_reads_the_same_ones(text):
    found = list(tokens(text))
    composed = unicodedata.normalize("NFC", text)
    assert [(token.folded, token.marked) for token in found] == list(forms(text))
    assert [(token.start, token.end) for token in found] == list(words(composed))
    assert both(text) == (folded(text), marked(text))
    assert folded(text).split() == [token.folded for token in found]
    assert marked(text).split() == [token.marked for token in found]


@pytest.mark.parametrize("n", [LONGEST_TOKEN - 1, LONGEST_TOKEN, LONGEST_TOKEN + 1])
def test_a_word_keeps_sixty_four_characters(n):
    (token,) = tokens(f"!{'b' * n}?")
    assert (len(token.folded), token.start, token.end) == (min(n, 64), 1, n + 1)
    assert folded("ế" * n) == "e" * min(n, 64)
    assert places("b" * 65, "b" * 70) == [0], "a question is cut as texts are"


# --- what was typed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("„kim long“ x", ["kim long", "x"], []),
        ("”kim long”", ["kim long"], []),  # as Finns write it
        ('"kim long', ["kim", "long"], []),
        ('kim long"', ["kim", "long"], []),
        ('"kim"long"', ["kim", "long"], []),
        ('"a b" "c"', ["a b", "c"], []),
        ('"a" b "a"', ["a", "b"], []),
        ('"a" a', ["a", "a"], []),  # the one in quotation marks is never done without
        ('-"a b', ["a", "b"], []),  # what is not closed only separates
        ("a-b", ["a", "b"], []),
        ("a -b-c", ["a"], ["b c"]),
        ("a --b", ["a"], ["b"]),
        ("a - b", ["a", "b"], []),
        ("-a -a", [], ["a"]),
        ("−a", ["a"], []),  # a minus sign is no hyphen
        ("a -", ["a"], []),
        ("-", [], []),
        ('-""', [], []),
        ("-12/4", [], ["12 4"]),
        ("12/4/2", ["12 4 2"], []),
        ("(12/4)", ["12 4"], []),
        ("12/4b.", ["12 4b"], []),
        ("k12/h4", ["k12 h4"], []),
        ("12/", ["12"], []),
        ("12/a", ["12", "a"], []),  # no number on either side is no house number
        ("2.480", ["2 480"], []),
        ("1,284", ["1", "284"], []),
        ("24/7/", ["24", "7"], []),
        ("a" + SECRET + "b", ["a", "b"], []),
        (decomposed("Đèn Hỏng"), ["den", "hong"], []),
    ],
)
def test_phrases_exclusions_and_numbers(typed, wanted, unwanted):
    wording = read(typed)
    assert [want.text for want in wording.wanted] == wanted
    assert [" ".join(each.folded) for each in wording.unwanted] == unwanted


@pytest.mark.parametrize(
    ("typed", "text", "starts"),
    [
        ("den", decomposed("đèn"), [0]),
        (decomposed("đèn"), "đèn", [0]),
        ("đèn", "ĐÈN", [0]),
        ("đèn", "đen den đén", []),
        ("den", "", []),
        ('"kim long"', "Kim Long, kim-long; Kim. Long", [0, 2, 4]),
        ('"long long"', "long long long", [0, 1]),
        ('"kim lòng"', "kim long", []),
        ("13/5", "kiệt 13/5 và 13 - 5, 135", [1, 4]),
        ("13/5", "13", []),
        ("quý", "qúy quý quy", [0, 1]),
        ("thuỳ", "thùy", [0]),
    ],
)
def test_where_a_text_has_it(typed, text, starts):
    assert places(typed, text) == starts


def test_what_was_typed_without_marks_is_for_any_marks():
    assert term("đèn").without_marks() == term("den")
    assert term("đèn") != term("den")
    assert term('"kim lòng"').without_marks() == Term(words=("kim", "long"), folded=("kim", "long"), exact=False)


# --- other ways of saying it -----------------------------------------------------------------------------------------

WAYS = Lexicon(
    [
        (("ủy ban nhân dân", "ubnd"), False),
        (("ủy ban", "uỷ hội"), False),
        (("đx", "đường xá"), True),
        (("đường xá", "đường sá"), False),
        (("tp", "thành phố"), False),
        (("!?", "rác"), False),
    ]
)


def others(typed):
    return [[" ".join(each.words) for way in want.ways[1:] for each in way] for want in read(typed, WAYS).wanted]


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("ubnd phường", [["ủy ban nhân dân"], []]),
        ("uy ban nhan dan", [["ubnd"]]),
        ("uy ban nhan", [["uỷ hội"], []]),  # of ways that begin alike the longest that is there
        ("UỶ BAN", [["uỷ hội"]]),
        ("ụy ban", [[], []]),
        ("ủy ban-nhân dân", [["ubnd"]]),
        ('ủy ban "nhân dân"', [["uỷ hội"], []]),
        ("đx", [["đường xá"]]),
        ("dx", [[]]),  # a single word must be typed as it is written
        ("đường xá", [["đường sá"]]),
        ("tp tp", [["thành phố"]]),  # twice the same is one thing
        ("rác", [[]]),  # what has no letter is no way of saying anything
        ("tp 12/4", [["thành phố"], []]),
    ],
)
def test_the_longest_known_run_of_words_is_said_in_other_ways(typed, ways):
    assert others(typed) == [[marked(way) for way in want] for want in ways]


@pytest.mark.parametrize(
    ("typed", "n", "said"),
    [
        ([], 0, ()),
        (["ubnd"], 1, (said_of("ủy ban nhân dân"),)),
        (["ubnd", "ubnd"], 1, (said_of("ủy ban nhân dân"),)),
        (["nhan", "dan"], 0, ()),
        (["đx"], 1, (said_of("đường xá"),)),
    ],
)
def test_how_many_words_are_known_together(typed, n, said):
    assert WAYS.longest([said_of(word)[0] for word in typed]) == (n, said)


def test_of_two_groups_with_one_word_all_others_are_told_once():
    lexicon = Lexicon([(("rác", "rác thải", "phế"), False), (("rác", "phế", "xà bần"), False)])
    assert lexicon.longest(said_of("rác"))[1] == tuple(map(said_of, ("rác thải", "phế", "xà bần")))


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        (["kiệt", "kiet"], ["kiệt"]),
        (["kiet", "kiệt"], ["kiệt"]),
        (["kiet"], ["kiet"]),
        (["Hẻm", "kiệt"], ["Hẻm", "kiệt"]),
        (["ngõ"], ["ngo"]),  # nobody has written it: told as it is looked for
        ([], []),
    ],
)
def test_ways_are_told_as_editors_wrote_them(ways, told):
    lexicon = Lexicon([(("kiệt", "kiet", "Hẻm"), False)])
    assert lexicon.spelt(map(said_of, ways)) == told


# --- loosened --------------------------------------------------------------------------------------------------------


def texts(wants):
    return [want.text for want in wants]


@pytest.mark.parametrize(
    ("typed", "least", "firm", "loose", "least_loose", "strict"),
    [
        ("a b c", 3, ["a", "b", "c"], [], 0, True),
        ("a b c", 2, [], ["a", "b", "c"], 2, False),
        ("a b c", 1, [], ["a", "b", "c"], 1, False),
        ('"a" b c', 2, ["a"], ["b", "c"], 1, False),
        ('"a" "b" c', 2, ["a", "b"], ["c"], 0, False),
        ('"a" "b" c', 1, ["a", "b"], ["c"], 0, False),
        ("a", 1, ["a"], [], 0, True),
    ],
)
def test_fewer_words_are_needed_and_never_fewer_than_those_in_quotation_marks(
    typed, least, firm, loose, least_loose, strict
):
    looser = read(typed).loosened(least)
    assert (texts(looser.firm), texts(looser.loose)) == (firm, loose)
    assert (looser.least_loose, looser.is_strict) == (least_loose, strict)
    assert replace(looser, least=len(looser.wanted)).is_strict, "all that there are"


def test_words_that_do_not_count_only_rank_and_those_in_quotation_marks_always_count():
    wording = read('"a" b c d')
    looser = wording.loosened(2, most=[want for want in wording.wanted if want.text in "bc"])
    assert (texts(looser.wanted), texts(looser.beside), looser.least) == (["a", "b", "c"], ["d"], 2)
    assert wording.loosened(3, most=wording.wanted[1:3]).is_strict, "as many as there are that count"
    assert texts(wording.loosened(1, most=()).wanted) == ["a"]


@pytest.mark.parametrize(
    ("typed", "unknown", "told"),
    [
        ("đèn", (), [("đen\u0300", True, True)]),
        ("den", (), [("den", False, False)]),
        ("đèn", ("đen\u0300",), [("đen\u0300", True, True)]),  # without its marks it is one of grammar
        ("dở", ("dơ\u0309",), [("dơ\u0309", True, False)]),  # and as it stands
        ("do", ("do",), [("do", False, False)]),
        ("gà", ("ga\u0300",), [("ga", False, False)]),
        ("gà", ("x",), [("ga\u0300", True, True)]),
        ("den", ("den",), [("den", False, False)]),
        ("đèn", ("x",), [("đen\u0300", True, True)]),
        ('"đèn"', ("đen\u0300",), [("đen\u0300", True, False)]),
    ],
)
def test_marks_that_were_typed_may_lack_in_a_looser_reading(typed, unknown, told):
    softened = [want.softened(unknown) for want in read(typed).wanted]
    assert [(" ".join(t.words), t.exact, t.bare) for want in softened for t in want.terms] == told


def test_what_is_among_others():
    assert [term("gà").is_among(words) for words in ((), ("ga",), ("ga\u0300", "x"))] == [False, False, True]


def test_what_was_typed_is_known_after_its_marks_were_left_out():
    assert term("gà").without_marks().meant == ("ga\u0300",)
    assert term("ga").without_marks().meant == ()


def test_nothing_is_wanted_of_nothing():
    assert not Wording()
    assert Wording().is_strict
    assert Wording().terms == Wording().firm == ()
    assert read("-a").wanted == ()
    assert read("-a")


def test_every_term_is_marked_once():
    wording = read("tp thành phố tp", WAYS)
    assert [" ".join(each.folded) for each in wording.terms] == ["tp", "thanh pho", "thanh", "pho"]
