"""Strategies that make questions."""

from datetime import date, timedelta

from hypothesis import strategies as st

from search.narrowing import NOTHING, Days, Flag, Narrowing, Near, Pick, Span, Took
from search.question import Box, Facet, Question
from search.sorting import Cursor, Sort
from tests.search.documents import CITY_LIGHTS, KIM_LONG, LIGHTS, PHU_XUAN, ROADS, WARD_OFFICE, words

CHOICES = {
    Facet.STATE: ["in_progress", "reopened", "answered"],
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
zooms = st.sampled_from([5, 12, 15, 18])
cursors = st.builds(
    Cursor,
    key=st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(-1e18, 1e18),
    case_id=st.integers(0, 2**63 - 1),
    at=st.integers(0, 2**53),
)
spans = st.tuples(st.none() | days, st.none() | days).map(lambda span: sorted(span) if all(span) else span)
narrowings = st.builds(
    Narrowing,
    picks=st.fixed_dictionaries(
        {},
        optional={
            Pick.OUTCOME: st.lists(st.sampled_from(["done", "planned", "temporary"]), max_size=2).map(tuple),
            Pick.SOURCE: st.lists(st.sampled_from(["portal", "hue", "boston"]), max_size=2).map(tuple),
            Pick.RATING: st.lists(st.sampled_from(["satisfied", "not_satisfied"]), max_size=2).map(tuple),
        },
    ),
    spans=st.fixed_dictionaries(
        {},
        optional={span: spans.map(lambda ends: Days(since=ends[0], until=ends[1])) for span in Span},
    ),
    flags=st.fixed_dictionaries({}, optional={flag: st.booleans() for flag in Flag}),
    late=st.none() | st.integers(1, 3),
    took=st.none() | st.sampled_from([Took(least=0, most=1), Took(least=2, most=3), Took(least=3)]),
    near=st.none()
    | st.builds(
        Near,
        lat=st.sampled_from([16.4, 16.4012]),
        lon=st.sampled_from([107.5, 107.55]),
        metres=st.sampled_from([100, 500, 6000]),
    ),
)
#: Mostly nothing: of all that can be asked at once, little is found.
some_narrowings = st.just(NOTHING) | narrowings
questions = st.builds(
    lambda span, **parts: Question(since=span[0], until=span[1], **parts),
    spans,
    q=typed,
    choices=chosen,
    bbox=st.none() | boxes,
    more=some_narrowings,
    sort=st.none() | st.sampled_from(Sort),
)
placed = st.builds(
    lambda question, after, before, page: question.but(after=after, before=before, page=page),
    questions,
    st.none() | cursors,
    st.none() | cursors,
    st.integers(1, 100),
)
