"""What to drop when nothing is found: every step is counted truly, and none that helps is left out."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.datastructures import MultiValueDict
from hypothesis import assume, given
from hypothesis import strategies as st

from search.answers import Asking
from search.asking import read_question
from search.engines.memory import MemoryEngine
from search.listing import Listing, days_text
from search.question import Box, Facet, Question
from search.suggestions import emptiness
from tests.search.documents import (
    CITY_LIGHTS,
    DAY,
    KIM_LONG,
    LIGHTS,
    NOW,
    PHU_XUAN,
    ROADS,
    WARD_OFFICE,
    answered,
    document,
)

CITY = [
    document(1, due_at=NOW - 3 * DAY, place="Kiệt 42", lat=1.5, lon=1.5),
    document(2, due_at=NOW + DAY, category=ROADS, title="Ổ gà", accepted_at=NOW - 40 * DAY),
    answered(3, ward=PHU_XUAN, agencies=(WARD_OFFICE,), title="Rác thải", text="Bốc mùi", lat=2.5, lon=2.5),
    document(4, due_at=NOW - DAY, limit_at=NOW + DAY, ward=None, agencies=(CITY_LIGHTS, WARD_OFFICE), text="Đèn tắt"),
]


class Asked(Asking):
    """Asks the slow engine, and remembers nothing."""

    def __init__(self, documents):
        self.at, self.age = NOW, "1"
        self.engine = MemoryEngine("memory", {})
        self.engine.put(documents)

    def totals(self, questions):
        return self.engine.totals(questions, self.at)


def empty(question, documents=CITY):
    """What the page without rows says, and the engine that was asked."""
    asking = Asked(documents)
    listing = Listing(question, asking.engine.ask(question, NOW), at=NOW, age="1")
    assert listing.total == 0
    return emptiness(listing, asking), asking.engine


def question_behind(href):
    return read_question(MultiValueDict(parse_qs(urlsplit(href).query)))


def links(question):
    return {link.label: (link.href.partition("?")[2], link.count) for link in empty(question)[0].links}


LATE = {Facet.VERDICT: ("promise_broken",)}
ONE_KIND = [
    ({"q": "xyz"}, "Bỏ “xyz”", 4),
    ({"choices": LATE}, "Bỏ “Lỡ hẹn”", 4),
    ({"choices": {Facet.STATE: ("declined",)}}, "Bỏ “Không tiếp nhận”", 4),
    ({"choices": {Facet.WARD: ("nowhere",)}}, "Bỏ “nowhere”", 4),
    ({"choices": {Facet.AGENCY: ("nobody",)}}, "Bỏ “nobody”", 4),
    ({"choices": {Facet.CATEGORY: ("nothing",)}}, "Bỏ “nothing”", 4),
    ({"since": date(2030, 1, 1)}, "Bỏ “Từ 01/01/2030”", 4),
    ({"until": date(2000, 1, 1)}, "Bỏ “Đến 01/01/2000”", 4),
    ({"since": date(2030, 1, 1), "until": date(2031, 1, 1)}, "Bỏ “Từ 01/01/2030 đến 01/01/2031”", 4),
    ({"bbox": Box(west=8, south=8, east=9, north=9)}, "Bỏ “Trong khung bản đồ”", 4),
]


@pytest.mark.parametrize(("parts", "label", "count"), ONE_KIND)
def test_every_kind_of_choice_can_be_dropped(parts, label, count):
    assert links(Question(**parts))[label] == ("", count)


@pytest.mark.parametrize(("parts", "label"), [(parts, label) for parts, label, __ in ONE_KIND])
def test_what_else_is_asked_is_kept(parts, label):
    if "q" in parts:
        assert links(Question(**parts, choices={Facet.WARD: (PHU_XUAN.slug,)}))[label] == ("ward=phu-xuan", 1)
    else:
        assert links(Question(**parts, q="rac"))[label] == ("q=rac", 1)


def test_of_two_days_either_end_may_be_the_one_too_many():
    asked = Question(since=date(2030, 1, 1), until=date(2031, 1, 1))
    assert links(asked) == {
        "Bỏ “Từ 01/01/2030 đến 01/01/2031”": ("", 4),
        "Bỏ “Từ 01/01/2030”": ("to=2031-01-01", 4),
    }
    asked = Question(since=date(1999, 1, 1), until=date(2000, 1, 1))
    assert "Bỏ “Đến 01/01/2000”" in links(asked)
    assert "Bỏ “Từ 01/01/1999”" not in links(asked)


def test_where_nothing_helps_days_are_kept_together():
    days = {"since": date(2026, 11, 1), "until": date(2026, 11, 24)}
    asked = Question(q="xyz", choices=LATE, **days)
    assert list(links(asked)) == ["Chỉ tìm “Từ 01/11/2026 đến 24/11/2026”"]


@pytest.mark.parametrize(
    ("since", "until", "text"),
    [
        (date(2026, 12, 1), date(2026, 12, 7), "Từ 01/12/2026 đến 07/12/2026"),
        (date(2026, 12, 1), None, "Từ 01/12/2026"),
        (None, date(2026, 12, 7), "Đến 07/12/2026"),
        (None, None, ""),
    ],
)
def test_days_in_words(since, until, text):
    assert days_text(Question(since=since, until=until)) == text


def test_several_choices_of_one_kind_are_one_thing():
    asked = Question(q="rac", choices={Facet.WARD: (KIM_LONG.slug,), Facet.VERDICT: ("overdue", "extended")})
    said, __ = empty(asked)
    assert said.heading == "Không có phản ánh nào khớp cả ba điều"
    assert said.conditions == ("rac", "Đã gia hạn hoặc Trễ hạn", "Phường Kim Long")


# --- whatever is asked -----------------------------------------------------------------------------------------------

some_days = st.sampled_from([None, date(2000, 1, 1), date(2026, 11, 1), date(2026, 11, 24), date(2030, 1, 1)])
questions = st.builds(
    Question,
    q=st.lists(st.sampled_from(["den", "rac", "xyz", "-tat", "mui", "42"]), max_size=3).map(" ".join),
    choices=st.fixed_dictionaries(
        {},
        optional={
            Facet.WARD: st.sampled_from([(KIM_LONG.slug,), (PHU_XUAN.slug,), ("nowhere",), (KIM_LONG.slug, "x")]),
            Facet.VERDICT: st.sampled_from([("overdue",), ("extended", "overdue"), ("promise_broken",)]),
            Facet.AGENCY: st.sampled_from([(WARD_OFFICE.slug,), (CITY_LIGHTS.slug,)]),
            Facet.CATEGORY: st.sampled_from([(LIGHTS.slug,), (ROADS.slug,)]),
            Facet.STATE: st.sampled_from([("answered",), ("in_progress",)]),
        },
    ),
    since=some_days,
    until=some_days,
    bbox=st.sampled_from([None, None, Box(west=1, south=1, east=2, north=2), Box(west=8, south=8, east=9, north=9)]),
)


@given(asked=questions)
def test_what_is_offered_is_there_and_counted_truly(asked):
    assume(not (asked.since and asked.until and asked.since > asked.until))
    asking = Asked(CITY)
    result = asking.engine.ask(asked, NOW)
    assume(result.counts.total == 0)
    said = emptiness(Listing(asked, result, at=NOW, age="1"), asking)
    assert said.links
    for link in said.links:
        assert asking.engine.count(question_behind(link.href), NOW).total == link.count > 0
    helping = [
        dropped
        for dropped in (asked.but(q=""), *(asked.without(facet) for facet in asked.choices), asked.but(bbox=None))
        if dropped != asked.but() and asking.engine.count(dropped, NOW).total
    ]
    offered = {question_behind(link.href) for link in said.links}
    assert set(helping) <= offered
