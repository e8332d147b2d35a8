"""What the list page is made of: places, choices, chips, orders, links, and what to drop where nothing is found."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation
from django.utils.html import strip_tags

from search.asking import read_question
from search.engines.base import Choice, Counts, Fragment, Hit, Page, Result
from search.highlight import Highlights
from search.listing import Listing, choice_text, days_text, href_of, marked_up
from search.loosening import Reading
from search.question import Box, Facet, Question
from search.sorting import Cursor
from search.suggestions import conditions, emptiness, single_days, single_words
from tests.search.documents import CITY_LIGHTS, KIM_LONG, LIGHTS, NOW, PHU_XUAN, document

NAMES = dict((KIM_LONG, PHU_XUAN, CITY_LIGHTS, LIGHTS))
FACETS = {Facet.WARD: KIM_LONG, Facet.AGENCY: CITY_LIGHTS, Facet.CATEGORY: LIGHTS}


def choices_of(question, counts):
    """Choices as an engine gives them: those counted, and those chosen."""
    found = {}
    for facet in Facet:
        numbers = {**dict.fromkeys(question.chosen(facet), 0), **counts.get(facet, {})}
        named = facet in FACETS
        found[facet] = tuple(
            Choice(
                value=value,
                name=NAMES.get(value, "") if named else value,
                count=n,
                chosen=value in question.chosen(facet),
            )
            for value, n in numbers.items()
        )
    return found


def listing(query="", *documents, total=None, counts=None, page=None, names=None, near=()):
    """The list of a question as an engine might answer it."""
    question = read_question(QueryDict(query))
    blank = Highlights(title=(), place=(), excerpt=())
    hits = tuple(Hit(document=each, highlights=blank) for each in documents)
    total = len(hits) if total is None else total
    counted = Counts(total=total, facets=choices_of(question, counts or {}))
    reading = Reading(question=question, counts=counted) if question.q else None
    place = Page(hits=hits, first=question.first_row, **(page or {}))
    return Listing(question, Result(counts=counted, page=place, reading=reading), at=NOW, age="7", names=names or {})


ONE = document(12)


# --- which rows, and what stands beside them -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "n", "total", "said"),
    [
        ("", 25, 289, "1–25 trong 289"),
        ("page=2", 25, 1_289, "26–50 trong 1.289"),
        ("page=12", 14, 289, "276–289 trong 289"),
        ("", 1, 1, "1–1 trong 1"),
        ("", 0, 0, ""),
        ("after=5_7_9_25", 3, 28, "26–28 trong 28"),
        ("after=5_7_9", 3, 28, ""),  # a place that does not know its number
        ("after=5_7_9_25", 3, 27, ""),  # rows went since: better nothing than what cannot be
        ("page=3", 0, 40, ""),
    ],
)
def test_which_rows_these_are(query, n, total, said):
    assert listing(query, *[document(i) for i in range(1, n + 1)], total=total).range == said


def test_pages_beside_this_one_keep_what_is_asked_and_lose_its_place():
    beside = {"next": Cursor(key=1, case_id=2, at=3, row=50), "previous": Cursor(key=9, case_id=8, at=3, row=26)}
    made = listing("q=den&ward=kim-long&page=2&sort=late", ONE, page=beside)
    assert made.next == "/phan-anh/?q=den&ward=kim-long&sort=late&after=1_2_3_50"
    assert made.previous == "/phan-anh/?q=den&ward=kim-long&sort=late&before=9_8_3_26"
    assert (listing("page=2").next, listing("page=2").previous) == ("", "")


@pytest.mark.parametrize(
    ("query", "numbers", "leads"),
    [
        ("q=12", (12,), True),
        ("q=a12", (12,), True),
        ("q=A12", (12,), True),
        ("q=ref-12", (12,), False),  # a reference of another system may be a word
        ("q=012", (12,), False),
        ("q=12", (13,), False),
        ("q=12+", (12,), True),
        ("q=12+13", (12,), False),
        ("q=12&ward=kim-long", (12,), False),
        ("q=12&page=2", (12,), False),
        ("q=%D9%A1%D9%A2", (12,), False),
        ("q=12", (13, 12), True),
        ("", (12,), False),
    ],
)
def test_the_number_of_a_case_alone_leads_to_it(query, numbers, leads):
    found = listing(query, *[document(n) for n in numbers]).the_case
    assert found == ("/phan-anh/2026/11/phan-anh-a12/" if leads else "")


@pytest.mark.parametrize(
    ("query", "total", "indexable"),
    [
        ("", 3, True),
        ("", 0, False),
        ("ward=kim-long", 3, True),
        ("ward=kim-long", 0, False),
        ("agency=a", 1, True),
        ("category=c", 1, True),
        ("ward=a&ward=b", 3, False),
        ("ward=a&agency=b", 3, False),
        ("state=answered", 3, False),
        ("verdict=overdue", 3, False),
        ("q=den", 3, False),
        ("from=2026-11-01", 3, False),
        ("ward=a&page=2", 3, False),
        ("sort=late", 3, False),
        ("late=1", 3, False),
        ("ward=a&x=1", 3, False),
    ],
)
def test_only_lists_of_one_thing_are_for_search_engines(query, total, indexable):
    assert listing(query, ONE, total=total).is_indexable is indexable


def test_the_same_question_for_programs_has_one_order():
    made = listing("q=den&sort=late&page=2", ONE)
    assert [(address, name) for address, __, name in made.feeds] == [
        ("/phan-anh/feed.atom?q=den", "Atom"),
        ("/phan-anh/feed.json?q=den", "JSON Feed"),
    ]
    assert [(address, kind) for address, kind, __ in made.files] == [
        ("/phan-anh/cases.csv?q=den", "text/csv"),
        ("/phan-anh/cases.csv?q=den&bom=1", "text/csv"),
        ("/phan-anh/cases.geojson?q=den", "application/geo+json"),
    ]
    assert [address for address, *__ in listing("").files] == [
        *("/phan-anh/cases.csv", "/phan-anh/cases.csv?bom=1", "/phan-anh/cases.geojson")
    ]
    with translation.override("en"):
        assert listing("").files[1] == ("/en/phan-anh/cases.csv?bom=1", "text/csv", "CSV for Excel")


# --- choices ---------------------------------------------------------------------------------------------------------


def test_eight_choices_stand_before_the_fold_and_those_chosen_wherever_they_are():
    counts = {Facet.WARD: {f"w{n}": 20 - n for n in range(12)}}
    wards = next(f for f in listing("ward=w10", counts=counts).facets if f.name == "ward")
    assert [c.value for c in wards.choices] == [*(f"w{n}" for n in (10, 0, 1, 2, 3, 4, 5, 6))]
    assert [c.value for c in wards.folded] == ["w7", "w8", "w9", "w11"]
    assert [f.folded for f in listing("", counts={Facet.WARD: {f"w{n}": 1 for n in range(8)}}).facets] == [()] * 5


def test_a_choice_is_told_in_the_readers_language_where_it_has_a_name_there():
    names = {Facet.WARD: {KIM_LONG.slug: "Kim Long Ward", "nowhere": "Nowhere"}}
    made = listing("ward=kim-long&ward=nowhere", names=names)
    assert [choice.name for choice in made.choices(Facet.WARD)] == ["Kim Long Ward", ""], "no case has named the other"
    assert made.problems == ["Không có phản ánh nào với “Phường, xã: nowhere”."]
    assert [chip.label for chip in made.chips] == ["Kim Long Ward", "nowhere"]


@pytest.mark.parametrize(
    ("facet", "value", "name", "vietnamese", "english"),
    [
        (Facet.STATE, "reopened", "reopened", "Đang xử lý lại", "In progress again"),
        (Facet.VERDICT, "answered_late", "answered_late", "Trả lời trễ", "Answered late"),
        (Facet.WARD, "kim-long", "Phường Kim Long", "Phường Kim Long", "Phường Kim Long"),
        (Facet.WARD, "x", "", "x", "x"),
    ],
)
def test_a_choice_in_words(facet, value, name, vietnamese, english):
    choice = Choice(value=value, name=name, count=1, chosen=True)
    assert choice_text(facet, choice) == vietnamese
    with translation.override("en"):
        assert choice_text(facet, choice) == english


FULL = (
    "q=den&verdict=overdue&ward=kim-long&from=2026-11-01&to=2026-11-30&bbox=1,2,3,4&late=2&photos=no&sort=late&page=2"
)


def test_every_choice_has_a_chip_that_takes_it_away_alone():
    rest = "ward=kim-long&from=2026-11-01&to=2026-11-30&bbox=1,2,3,4&late=2&photos=no&sort=late"
    kept = {chip.label: chip.href.removeprefix("/phan-anh/?q=den&") for chip in listing(FULL).chips}
    assert kept == {
        "Trễ hạn": rest,
        KIM_LONG.name: f"verdict=overdue&{rest.removeprefix('ward=kim-long&')}",
        "Từ 01/11/2026": f"verdict=overdue&{rest.replace('from=2026-11-01&', '')}",
        "Đến 30/11/2026": f"verdict=overdue&{rest.replace('to=2026-11-30&', '')}",
        "Trong khung bản đồ": f"verdict=overdue&{rest.replace('bbox=1,2,3,4&', '')}",
        "Trễ từ 2 ngày": f"verdict=overdue&{rest.replace('late=2&', '')}",
        "Không có ảnh": f"verdict=overdue&{rest.replace('photos=no&', '')}",
    }
    assert listing(FULL).without_all == "/phan-anh/?q=den"


def test_what_each_form_carries_along():
    made = listing(FULL)
    assert made.kept_by_words == [
        *(("verdict", "overdue"), ("ward", "kim-long"), ("from", "2026-11-01"), ("to", "2026-11-30")),
        *(("bbox", "1,2,3,4"), ("late", "2"), ("photos", "no")),
    ]
    assert made.kept_by_choices == [("q", "den"), ("bbox", "1,2,3,4"), ("sort", "late"), ("photos", "no")]
    assert made.kept_beside_order == [("q", "den"), ("bbox", "1,2,3,4"), ("photos", "no")]
    assert listing("source=hue&near=1,2&outcome=done").kept_by_choices == [("source", "hue"), ("near", "1,2")]


@pytest.mark.parametrize(
    ("query", "values", "chosen"),
    [
        ("", ["", "oldest", "due", "late"], ""),
        ("sort=due", ["", "oldest", "due", "late"], "due"),
        ("q=den", ["", "newest", "oldest", "due", "late"], ""),
        ("q=den&sort=newest", ["", "newest", "oldest", "due", "late"], "newest"),
        ("q=-den", ["", "oldest", "due", "late"], ""),
    ],
)
def test_the_usual_order_needs_no_address(query, values, chosen):
    sorts = listing(query).sorts
    assert [value for value, *__ in sorts] == values
    assert [value for value, __, is_chosen in sorts if is_chosen] == [chosen]


@pytest.mark.parametrize(
    ("since", "until", "vietnamese", "english"),
    [
        (None, None, "", ""),
        (date(2026, 1, 2), None, "Từ 02/01/2026", "From 02/01/2026"),
        (None, date(2026, 1, 2), "Đến 02/01/2026", "To 02/01/2026"),
        (date(2026, 1, 2), date(2026, 1, 2), "Từ 02/01/2026 đến 02/01/2026", "From 02/01/2026 to 02/01/2026"),
    ],
)
def test_days_in_both_languages(since, until, vietnamese, english):
    question = Question(since=since, until=until)
    assert days_text(question) == vietnamese
    with translation.override("en"):
        assert days_text(question) == english


def test_pieces_of_a_text_are_marked_and_no_markup():
    pieces = (Fragment('"<b>', hit=False), Fragment("&amp;", hit=True), Fragment("[đã che]", hit=True))
    assert marked_up(pieces) == ('&quot;&lt;b&gt;<mark>&amp;amp;</mark><mark><span class="redact">đã che</span></mark>')


def test_four_narrowings_are_told_in_the_title_and_the_fifth_is_left_out():
    four = listing("state=answered&ward=kim-long&late=2&photos=no")
    five = listing("state=answered&ward=kim-long&late=2&photos=no&returned=yes")
    told = "Đã trả lời, Phường Kim Long, Trễ từ 2 ngày, "
    assert four.title == f"{told}Không có ảnh: 0 phản ánh"
    assert five.title == f"{told}Câu trả lời từng bị trả lại, …: 0 phản ánh"
    assert strip_tags(five.heading) == f"0 phản ánh: {told}Câu trả lời từng bị trả lại, …"


# --- nothing found ---------------------------------------------------------------------------------------------------


class Totals:
    """Whom nobody needs but for totals: so many for each canonical address, and none for others."""

    def __init__(self, **totals):
        self.known = {key.replace("__", "&"): n for key, n in totals.items()}
        self.asked = 0

    def totals(self, questions):
        self.asked += 1
        return tuple(self.known.get(question.query.replace("=", "_"), 0) for question in questions)


def empty(query, **totals):
    asking = Totals(**totals)
    said = emptiness(listing(query), asking)
    assert asking.asked == 1, "all steps are counted at once"
    return said, [(link.label, link.href.partition("?")[2], link.count) for link in said.links]


@pytest.mark.parametrize(
    ("query", "totals", "heading", "lead", "links"),
    [
        ("", {}, "Chưa có phản ánh nào", "", []),
        ("q=xyz", {}, "Chưa có phản ánh nào", "", []),
        (
            "q=xyz",
            {"": 9},
            "Không có phản ánh nào khớp “xyz”",
            "Bỏ bớt một điều là có:",
            [("Bỏ “xyz”", "", 9)],
        ),
        (
            "late=2",
            {"": 9},
            "Không có phản ánh nào như vậy",
            "Bỏ bớt một điều là có:",
            [("Bỏ “Trễ từ 2 ngày”", "", 9)],
        ),
        (
            "q=xyz&ward=kim-long",
            {"": 9, "ward_kim-long": 4, "q_xyz": 0},
            "Không có phản ánh nào khớp cả hai điều",
            "Bỏ bớt một điều là có:",
            [("Bỏ “xyz”", "ward=kim-long", 4)],
        ),
        (
            "q=x&ward=kim-long&late=2",
            {"": 9, "late_2": 1},
            "Không có phản ánh nào khớp cả ba điều",
            "Bỏ một điều vẫn chưa có. Chỉ giữ một điều thì có:",
            [("Chỉ tìm “Trễ từ 2 ngày”", "late=2", 1)],
        ),
        (
            "q=x&ward=kim-long",
            {"": 9},
            "Không có phản ánh nào khớp cả hai điều",
            "",
            [("Xem mọi phản ánh", "", 9)],
        ),
    ],
)
def test_what_there_is_with_less(query, totals, heading, lead, links):
    said, offered = empty(query, **totals)
    assert (said.heading, said.lead, offered) == (heading, lead, links)


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", []),
        ("q=den+hong", ["den hong"]),
        ("ward=kim-long&ward=nowhere&state=answered", ["Đã trả lời", "Phường Kim Long hoặc nowhere"]),
        ("from=2026-11-01&to=2026-11-02&bbox=1,2,3,4", ["Từ 01/11/2026 đến 02/11/2026", "Trong khung bản đồ"]),
        ("late=2&photos=yes&source=a&source=b", ["a", "b", "Trễ từ 2 ngày", "Có ảnh"]),
    ],
)
def test_what_a_question_asks_for_one_by_one(query, labels):
    found = list(conditions(listing(query)))
    assert [condition.label for condition in found] == labels
    question = read_question(QueryDict(query))
    for condition in found:
        pairs, without, alone = (set(q.pairs()) for q in (question, condition.without, condition.alone))
        assert without | alone == pairs
        assert not without & alone


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("", []),
        ("a", []),
        ("a b", [("a", "b"), ("b", "a")]),
        ("a b c", [("a", "b c"), ("b", "a c"), ("c", "a b")]),
        ("a b c d e f", [(w, " ".join(x for x in "abcdef" if x != w)) for w in "abcdef"]),
        ("a b c d e f g", []),
        ('"a b" c', []),
        ("a -b", [("a", "-b"), ("-b", "a")]),
    ],
)
def test_words_are_left_out_one_by_one_and_phrases_left_whole(q, words):
    found = list(single_words(Question(q=q, choices={Facet.WARD: ("w",)})))
    assert [(each.label, each.without.q) for each in found] == words
    assert all(each.without.chosen(Facet.WARD) == ("w",) and each.alone == Question(q=each.label) for each in found)


def test_of_two_days_each_end_is_a_step():
    asked = Question(
        q="a", since=date(2026, 11, 1), until=date(2026, 11, 2), bbox=Box(west=1, south=2, east=3, north=4)
    )
    assert [href_of(each.without) for each in single_days(asked)] == [
        "/phan-anh/?q=a&to=2026-11-02&bbox=1,2,3,4",
        "/phan-anh/?q=a&from=2026-11-01&bbox=1,2,3,4",
    ]
    assert [each.alone.query for each in single_days(asked)] == ["from=2026-11-01", "to=2026-11-02"]
    assert list(single_days(asked.but(until=None))) == []
