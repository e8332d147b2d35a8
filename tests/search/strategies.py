"""Strategies that make questions."""

from datetime import date, timedelta

from hypothesis import strategies as st

from search.question import Box, Facet, Question
from search.sorting import Cursor, Sort
from tests.search.documents import CITY_LIGHTS, KIM_LONG, LIGHTS, PHU_XUAN, ROADS, WARD_OFFICE, words

CHOICES = {
    Facet.STATE: ["in_progress", "answered", "withdrawn"],
    Facet.VERDICT: ["in_term", "extended", "promise_broken", "overdue", "answered_in_term", "answered_late"],
    Facet.AGENCY: [CITY_LIGHTS.slug, WARD_OFFICE.slug, "khong-co"],
    Facet.CATEGORY: [LIGHTS.slug, ROADS.slug],
    Facet.WARD: [KIM_LONG.slug, PHU_XUAN.slug],
}
days = st.integers(-4, 4).map(lambda n: date(2026, 11, 25) + timedelta(days=n))
boxes = st.sampled_from(
    [Box(west=107.4, south=16.3, east=107.7, north=16.6), Box(west=107.5, south=16.45, east=107.55, north=16.5)]
)
parts = st.one_of(
    words,
    words.map("-{}".format),
    st.lists(words, min_size=2, max_size=3).map(lambda found: f'"{" ".join(found)}"'),
)
typed = st.lists(parts, max_size=3).map(" ".join)
chosen = st.fixed_dictionaries(
    {}, optional={facet: st.lists(st.sampled_from(values), max_size=2).map(tuple) for facet, values in CHOICES.items()}
)
cursors = st.builds(
    Cursor,
    key=st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(-1e18, 1e18),
    case_id=st.integers(0, 2**63 - 1),
    at=st.integers(0, 2**53),
)
spans = st.tuples(st.none() | days, st.none() | days).map(lambda span: sorted(span) if all(span) else span)
questions = st.builds(
    lambda span, **parts: Question(since=span[0], until=span[1], **parts),
    spans,
    q=typed,
    choices=chosen,
    bbox=st.none() | boxes,
    sort=st.none() | st.sampled_from(Sort),
)
placed = st.builds(
    lambda question, after, before, page: question.but(after=after, before=before, page=page),
    questions,
    st.none() | cursors,
    st.none() | cursors,
    st.integers(1, 100),
)
