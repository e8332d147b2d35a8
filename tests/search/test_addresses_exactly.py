"""Addresses to the last character: every part at its bounds and one beside them, and what code makes of a question."""

from datetime import UTC, date, datetime
from math import inf, nan

import pytest
from django.http import QueryDict
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from cases.public.parameters import REFUSED
from search.asking import problems_of, question_of, read_question, without_empty
from search.narrowing import Days, Flag, Narrowing, Near, Pick, Span, Took
from search.question import Box, Facet, Question
from search.sorting import LATEST, Cursor, Sort

BIG = 2**63 - 1
HERE = Box(west=107.5, south=16.4, east=107.6, north=16.5)
CURSOR = Cursor(key=5, case_id=7, at=9)


def asked(query):
    return read_question(QueryDict(query), REFUSED)


# --- one part after the other ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "query"),
    [
        ({}, ""),
        ({"q": "đèn hỏng"}, "q=%C4%91%C3%A8n+h%E1%BB%8Fng"),
        ({"q": "a&b=c#d+e%f?g"}, "q=a%26b%3Dc%23d%2Be%25f%3Fg"),
        ({"q": "12/4, 13/5"}, "q=12%2F4,+13%2F5"),
        ({"q": '"kim long" -rác'}, "q=%22kim+long%22+-r%C3%A1c"),
        ({"q": "?!"}, ""),  # nothing to look for is no question
        ({"q": "\x00 \t "}, ""),
        ({"q": "den\x7fduong\x1f"}, "q=den+duong"),
        ({"q": "den\u00a0\u3000duong"}, "q=den+duong"),  # spaces of every kind
        ({"choices": {Facet.WARD: ("b", "a", "b")}}, "ward=a&ward=b"),
        ({"choices": {Facet.WARD: ()}}, ""),
        ({"since": date(2026, 1, 2)}, "from=2026-01-02"),
        ({"until": date(2026, 1, 2)}, "to=2026-01-02"),
        ({"bbox": HERE}, "bbox=107.5,16.4,107.6,16.5"),
        ({"bbox": Box(west=-0.000001, south=0, east=1e-5, north=10)}, "bbox=0,0,0.00001,10"),
        ({"bbox": Box(west=-180, south=-90, east=180, north=90)}, "bbox=-180,-90,180,90"),
        ({"more": Narrowing(late=1)}, "late=1"),
        ({"more": Narrowing(late=0)}, ""),
        ({"more": Narrowing(flags={Flag.PHOTOS: False})}, "photos=no"),
        ({"more": Narrowing(near=Near(lat=-0.0, lon=107.1))}, "near=0,107.1"),
        ({"more": Narrowing(near=Near(lat=16.000004, lon=107.000006, metres=501))}, "near=16,107.00001,501"),
        ({"sort": Sort.NEWEST}, ""),
        ({"sort": Sort.OLDEST}, "sort=oldest"),
        ({"q": "den", "sort": Sort.RELEVANCE}, "q=den"),
        ({"q": "den", "sort": Sort.NEWEST}, "q=den&sort=newest"),
        ({"q": "-den", "sort": Sort.NEWEST}, "q=-den"),  # without a word that is wanted, nothing fits best
        ({"page": 1}, ""),
        ({"page": 2}, "page=2"),
        ({"size": 25}, ""),
        ({"size": 50}, "limit=50"),
        ({"after": CURSOR}, "after=5_7_9"),
        ({"before": CURSOR}, "before=5_7_9"),
        ({"after": CURSOR, "page": 9}, "after=5_7_9"),
        ({"before": CURSOR, "page": 9}, "before=5_7_9"),
        ({"after": Cursor(key=0.25, case_id=7, at=9, row=25)}, "after=0.25_7_9_25"),
        ({"problems": ("Sai.",)}, ""),
    ],
)
def test_a_part_has_one_way_to_stand_in_an_address(parts, query):
    question = Question(**parts)
    assert question.query == query
    if "size" not in parts:  # how many rows a page has is asked of the interface for programs alone
        assert asked(query) == question


def test_all_parts_stand_in_one_order_whatever_order_they_came_in():
    query = (
        "q=den&state=answered&verdict=answered_late&agency=a&category=c&ward=w&from=2026-11-01&to=2026-11-30"
        "&bbox=107.5,16.4,107.6,16.5&outcome=done&source=hue&rating=satisfied&sent_from=2026-10-01&sent_to=2026-10-02"
        "&answered_from=2026-10-03&answered_to=2026-10-04&due_from=2026-10-05&due_to=2026-10-06&begun_from=2026-10-07"
        "&begun_to=2026-10-08&late=2&took=2-3&returned=yes"
        "&photos=no&near=16.4,107.5,900&sort=late&page=4"
    )
    backwards = "&".join(reversed(query.split("&")))
    assert asked(backwards).query == asked(query).query == query
    assert asked(backwards).problems == ()
    question = asked(query)
    assert [name for name, __ in question.pairs()] == [part.partition("=")[0] for part in query.split("&")]
    assert question.more == Narrowing(
        picks={Pick.OUTCOME: ("done",), Pick.SOURCE: ("hue",), Pick.RATING: ("satisfied",)},
        spans={
            Span.SENT: Days(since=date(2026, 10, 1), until=date(2026, 10, 2)),
            Span.ANSWERED: Days(since=date(2026, 10, 3), until=date(2026, 10, 4)),
            Span.DUE: Days(since=date(2026, 10, 5), until=date(2026, 10, 6)),
            Span.BEGUN: Days(since=date(2026, 10, 7), until=date(2026, 10, 8)),
        },
        flags={Flag.RETURNED: True, Flag.PHOTOS: False},
        late=2,
        took=Took(least=2, most=3),
        near=Near(lat=16.4, lon=107.5, metres=900),
    )


# --- at its bounds, and one beside them ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("page=100", "page=101"),
        ("page=2", "page=0"),
        ("page=10", "page=010"),
        ("from=1900-01-01", "from=1899-12-31"),
        ("to=2199-12-31", "to=2200-01-01"),
        ("from=2028-02-29", "from=2027-02-29"),
        ("bbox=-180,-90,180,90", "bbox=-180.1,-90,180,90"),
        ("bbox=170,-90,180,90", "bbox=170,-90,180.1,90"),
        ("bbox=1,2,1,2", "bbox=1,2,0.9,2"),  # a place without width is one
        ("bbox=1,2,3,90", "bbox=1,2,3,90.00001"),
        ("bbox=1,2,3,4", "bbox=1,2,3,4,5"),
        ("late=9999", "late=10000"),
        ("late=1", "late=01"),
        ("near=89,180", "near=89.1,180"),
        ("near=-89,-180", "near=-89,-180.1"),
        ("near=16,107,1", "near=16,107,0"),
        ("near=16,107,50000", "near=16,107,50001"),
        ("near=16,107,499", "near=16,107,4.5"),
        ("outcome=done", "outcome=Done"),
        ("rating=acceptable", "rating=good"),
        ("returned=no", "returned=No"),
        ("sort=due", "sort=DUE"),
        (f"ward={'a' * 120}", f"ward={'a' * 121}"),
        ("ward=Kim_Long-2", "ward=kim.long"),
        ("agency=a-b", "agency=a/b"),
        (f"after={BIG}_{BIG}_{LATEST}_{BIG}", f"after={BIG + 1}_{BIG}_{LATEST}_{BIG}"),
        (f"after=-{BIG}_0_0", f"after=-{BIG + 1}_0_0"),
        (f"before=1_{BIG}_0", f"before=1_{BIG + 1}_0"),
        (f"before=1_1_{LATEST}", f"before=1_1_{LATEST + 1}"),
        ("after=0.5_1_1", "after=.5_1_1"),
        ("after=1e-07_1_1", "after=1e_1_1"),
    ],
)
def test_what_lies_at_a_bound_is_heeded_and_what_lies_beyond_is_named(inside, outside):
    assert asked(inside).problems == ()
    assert asked(inside).query == inside
    name = outside.partition("=")[0]
    (problem,) = asked(outside).problems
    assert asked(outside) == Question()
    assert f"“{name}=" in problem


@pytest.mark.parametrize("name", ["agency", "category", "ward"])
def test_sixty_choices_of_a_facet_are_heeded_and_no_more(name):
    sixty = "&".join(f"{name}=x{n:02}" for n in range(60))
    assert asked(sixty).problems == ()
    more = asked(f"{sixty}&{name}=x99")
    assert more.query == sixty
    assert more.problems == (f"Không dùng được các lựa chọn sau lựa chọn thứ 60 của “{name}”.",)
    assert asked(f"{sixty}&{name}=x00&{name}=").problems == (), "the same again, and nothing, are none more"


def test_two_hundred_characters_of_words_are_heeded_and_no_more():
    assert asked(f"q={'a' * 200}").problems == ()
    assert asked(f"q={'a' * 201}").problems == ("Không dùng được phần câu hỏi sau 200 ký tự.",)
    assert asked(f"q={'a' * 100}&q={'b' * 99}").problems == (), "with the space between them they are 200"
    assert asked(f"q={'a' * 100}&q={'b' * 100}").q == f"{'a' * 100} {'b' * 99}"


@pytest.mark.parametrize(
    ("query", "heeded", "parameters"),
    [
        ("state=+answered+", "state=answered", []),
        ("from=+2026-11-24+", "from=2026-11-24", []),
        ("from=24%2F11%2F2026&from=2026-11-24", "from=2026-11-24", ["from"]),  # the same day, said twice
        ("from=2026-11-24&from=2026-11-24", "from=2026-11-24", []),
        ("page=2&page=3&page=2&page=4", "page=4", ["page", "page"]),
        ("sort=&sort=late&sort=", "sort=late", []),
        ("from=2026-11-24&to=2026-11-24", "from=2026-11-24&to=2026-11-24", []),  # one day is no wrong way round
        ("from=2026-11-25&to=2026-11-24&ward=a", "ward=a", ["from"]),
        ("sent_from=2026-11-25&sent_to=2026-11-24", "", ["sent_from"]),
        ("due_from=2026-11-25&due_to=x", "due_from=2026-11-25", ["due_to"]),
        ("x=1&y=2&q=den", "q=den", ["x"]),
        ("x=&utm_campaign=z&_ga=1&mc_eid=2&msclkid=3", "", []),
        ("utmx=1", "", ["utmx"]),
        ("verdict=a&verdict=b&state=c", "", ["state", "verdict", "verdict"]),
        ("late=x&near=y&photos=z", "", ["photos", "late", "near"]),
        ("q=...&q=%2C", "", ["q"]),
    ],
)
def test_programs_are_told_which_parameters_cannot_be_heeded(query, heeded, parameters):
    question, problems = problems_of(QueryDict(query))
    assert question.query == heeded
    assert [problem.parameter for problem in problems] == parameters
    assert question.problems == tuple(problem.sentence for problem in problems)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("late=x", "Left out: “At least so many days late: x”: this value cannot be understood."),
        ("ward=%2F", "Left out: “Ward: /”: there is no such choice."),
        ("q=%3F", "Left out: “?”: it has no letter or digit to look for."),
        (
            "from=2026-11-02&to=2026-11-01",
            "Left out: the days “from 2026-11-02 to 2026-11-01”: the first comes after the last.",
        ),
        ("page=2&page=3", "Left out: “Page: 2”: only one value can be used."),
    ],
)
def test_the_sentences_in_english(query, said):
    with translation.override("en"):
        assert read_question(QueryDict(query)).problems == (said,)


# --- a form's address ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "tidy"),
    [
        ("", None),
        ("q=den", None),
        ("q=den&ward=a&ward=b", None),
        ("q=", ""),
        ("q=&ward=+", ""),
        ("q=den&ward=", "?q=den"),
        ("ward=b&q=&ward=a&x=1", "?ward=b&ward=a&x=1"),
        ("q=%C4%91%C3%A8n+h%E1%BB%8Fng&from=", "?q=%C4%91%C3%A8n+h%E1%BB%8Fng"),
        ("q=+den+&from=", "?q=+den+"),
    ],
)
def test_fields_that_were_sent_empty_leave_the_address(sent, tidy):
    assert without_empty(QueryDict(sent)) == tidy


# --- what code makes of a question -----------------------------------------------------------------------------------

FULL = Question(
    q="den",
    choices={Facet.WARD: ("a", "b"), Facet.STATE: ("answered",)},
    since=date(2026, 11, 1),
    until=date(2026, 11, 30),
    bbox=HERE,
    sort=Sort.LATE,
    page=3,
    size=50,
    problems=("Sai.",),
)
WHAT = "ward=a&ward=b"
DAYS, BOX, REST = "from=2026-11-01&to=2026-11-30", "bbox=107.5,16.4,107.6,16.5", "sort=late"


@pytest.mark.parametrize(
    ("changed", "query"),
    [
        (FULL.first_page(), f"q=den&state=answered&{WHAT}&{DAYS}&{BOX}&{REST}&limit=50"),
        (FULL.whole(), f"q=den&state=answered&{WHAT}&{DAYS}&{BOX}"),
        (FULL.any_day(), f"q=den&state=answered&{WHAT}&{BOX}&{REST}&limit=50"),
        (FULL.without(Facet.WARD), f"q=den&state=answered&{DAYS}&{BOX}&{REST}&limit=50"),
        (FULL.without(Facet.WARD, "a"), f"q=den&state=answered&ward=b&{DAYS}&{BOX}&{REST}&limit=50"),
        (FULL.without(Facet.AGENCY), f"q=den&state=answered&{WHAT}&{DAYS}&{BOX}&{REST}&limit=50"),
        (FULL.having(Facet.WARD, "c"), f"q=den&state=answered&ward=c&{DAYS}&{BOX}&{REST}&limit=50"),
        (FULL.having(Facet.WARD), f"q=den&state=answered&{DAYS}&{BOX}&{REST}&limit=50"),
        (FULL.but(q="", sort=None), f"state=answered&{WHAT}&{DAYS}&{BOX}&limit=50"),
        (FULL.but(page=2), f"q=den&state=answered&{WHAT}&{DAYS}&{BOX}&{REST}&page=2&limit=50"),
    ],
)
def test_a_question_beside_another_keeps_all_else_and_begins_anew(changed, query):
    assert changed.query == query
    assert changed.problems == ()


def test_a_question_with_other_words_is_read_anew():
    read_so = Question(q="den").wording
    question = Question(q="rac").read_as(read_so)
    assert question.wording == read_so
    assert question.but(page=2).wording == read_so
    assert question.but(q="rac").wording == Question(q="rac").wording != read_so
    assert question == Question(q="rac"), "how it is read is no part of what is asked"


def test_the_order_is_asked_for_or_the_usual_one():
    assert [Question(q=q).order for q in ("den", "-den", "", '"den"')] == [
        *(Sort.RELEVANCE, Sort.NEWEST, Sort.NEWEST, Sort.RELEVANCE)
    ]
    assert Question(sort=Sort.RELEVANCE).order is Sort.NEWEST
    assert Question(q="den", sort=Sort.DUE).order is Sort.DUE


def test_two_ways_to_ask_one_question_are_one_key():
    one = Question(q=" den ", choices={Facet.WARD: ("b", "a")}, problems=("Sai.",))
    other = Question(q="den", choices={Facet.STATE: (), Facet.WARD: ("a", "b", "a")}, sort=Sort.RELEVANCE)
    assert {one: 1}[other] == 1
    assert {one: 1}.get(other.but(page=2)) is None


@pytest.mark.parametrize(
    ("criteria", "query"),
    [
        ({}, ""),
        ({"agency": ""}, ""),
        ({"state": [], "q": "den"}, "q=den"),
        ({"verdict": ("overdue", "promise_broken"), "late": "3"}, "verdict=overdue&verdict=promise_broken&late=3"),
        ({"state": "answered", "verdict": "overdue"}, "state=answered&verdict=answered_late"),
    ],
)
def test_criteria_that_code_put_together(criteria, query):
    assert question_of(criteria).query == query


@pytest.mark.parametrize("criteria", [{"agencies": "a"}, {"late": "0"}, {"from": ["2026-11-01", "2026-11-02"]}])
def test_criteria_that_cannot_be_heeded_are_an_error_of_ours(criteria):
    with pytest.raises(ValueError, match=f"“?{next(iter(criteria))}"):
        question_of(criteria)


# --- days and boxes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "first", "end"),
    [
        (None, None, None, None),
        (date(2026, 11, 24), None, datetime(2026, 11, 23, 17, tzinfo=UTC), None),
        (None, date(2026, 11, 24), None, datetime(2026, 11, 24, 17, tzinfo=UTC)),
        (
            date(2026, 12, 31),
            date(2026, 12, 31),
            datetime(2026, 12, 30, 17, tzinfo=UTC),
            datetime(2026, 12, 31, 17, tzinfo=UTC),
        ),
    ],
)
def test_days_of_acceptance_are_whole_days_of_the_city(since, until, first, end):
    question = Question(since=since, until=until)
    assert (question.accepted_from, question.accepted_before) == (first, end)


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [
        (16.4, 107.5, True),
        (16.5, 107.6, True),
        (16.45, 107.55, True),
        (16.39999, 107.55, False),
        (16.50001, 107.55, False),
        (16.45, 107.49999, False),
        (16.45, 107.60001, False),
        (nan, 107.55, False),
        (inf, inf, False),
        (0, 0, False),
    ],
)
def test_a_box_holds_what_lies_within_and_on_its_edges(lat, lon, inside):
    assert HERE.holds(lat, lon) is inside


@pytest.mark.parametrize(
    "data", [{"bbox": [" 107.5 , 16.4 , 107.6 , 16.5 "]}, {"bbox": ["1.075e2,16.40000,107.6000001,16.5"]}]
)
def test_however_a_box_is_written_it_is_one_box(data):
    assert read_question(MultiValueDict(data)).bbox == HERE
