"""Cases beside a case: held against a slow and obvious reading of all documents, and found by index."""

import math
from dataclasses import replace

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.ports import Around
from search.document import Named
from search.engines.embedded.neighbours import IN_WARD_MOST, MOST, REACH, SAME_PLACE, asked, neighbours
from tests.search.documents import DAY, KIM_LONG, LIGHTS, NOW, PHU_XUAN, ROADS, document

HERE = (16.46, 107.58)
METRE = 1 / 111_195  # degrees of latitude
NARROW = math.cos(math.radians(HERE[0]))
AROUND = Around(case_id=1, category=LIGHTS.slug, ward=KIM_LONG.slug, place="Bến đò", lat=HERE[0], lon=HERE[1])
NOWHERE = replace(AROUND, lat=None, lon=None)
ONLY_POINT = replace(AROUND, ward=None)

pytestmark = pytest.mark.django_db


def at(north=0.0, east=0.0):
    """A point some metres from HERE."""
    return {"lat": HERE[0] + north * METRE, "lon": HERE[1] + east * METRE / NARROW}


def beside(case_id, north=0.0, east=0.0, **facts):
    return document(case_id, **{**at(north, east), "ward": PHU_XUAN, **facts})


def found(around=AROUND):
    return [(n.document.case_id, n.metres, n.again) for n in neighbours(around)]


# --- what is near ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("north", "east", "expected"),
    [
        (0, 0, [(2, 0, True)]),
        (40, 0, [(2, 40, True)]),
        (0, -59.9, [(2, 60, True)]),
        (0, 60.1, [(2, 60, False)]),
        (-299.9, 0, [(2, 300, False)]),
        (0, 299.9, [(2, 300, False)]),
        (300.1, 0, []),
        (0, -300.1, []),
        (250, 250, []),  # in the square, outside the circle
        (180, -240, [(2, 300, False)]),
    ],
)
def test_the_way_is_measured_in_metres(engine, north, east, expected):
    engine.put([beside(2, north * 0.99999, east * 0.99999)])
    assert found(ONLY_POINT) == expected


def test_repetitions_come_first_then_the_category_then_the_closest(engine):
    engine.put(
        [
            beside(2, 10, category=ROADS),
            beside(3, 290),
            beside(4, 50),
            beside(5, 100),
            beside(6, 20, category=ROADS),
            beside(7, 30, category=ROADS),
        ]
    )
    assert found() == [(4, 50, True), (5, 100, False), (3, 290, False), (2, 10, False), (6, 20, False)]


def test_the_same_words_for_the_place_are_the_same_place_in_the_same_category(engine):
    engine.put(
        [
            beside(2, 200, place="Bến đò"),
            beside(3, 200, place="Bến đò", category=ROADS),
            beside(4, 200, place="bến xe"),
        ]
    )
    assert found() == [(2, 200, True), (4, 200, False), (3, 200, False)]


def test_no_words_for_a_place_are_no_place(engine):
    engine.put([beside(2, 200, place="")])
    assert found(replace(AROUND, place="")) == [(2, 200, False)]


def test_of_equals_the_newest_comes_first(engine):
    engine.put([beside(n, 100, accepted_at=NOW - n * DAY) for n in (4, 2, 3)])
    assert [n for n, __, __ in found()] == [2, 3, 4]


def test_the_case_itself_is_not_beside_itself(engine):
    engine.put([beside(1), document(1, **at())])
    assert found() == []
    assert found(NOWHERE) == []


def test_a_summarys_coarse_point_is_near_to_nothing(engine):
    engine.put([beside(2, 5, search_hidden=True), beside(3, 5, search_hidden=True, ward=KIM_LONG)])
    assert found() == [(3, None, False)]


# --- the same ward ---------------------------------------------------------------------------------------------------


def test_where_nothing_is_near_the_ward_is_asked(engine):
    engine.put([document(2, **at(2_000)), document(3), document(4, ward=PHU_XUAN), document(5, ward=None)])
    assert found() == [(3, None, False), (2, None, False)]


def test_where_anything_is_near_the_ward_is_not_asked(engine):
    engine.put([document(2, **at(2_000)), beside(3, 299)])
    assert found() == [(3, 299, False)]


def test_a_neighbouring_ward_beyond_the_circle_is_neither(engine):
    engine.put([beside(2, 250, 250)])
    assert found() == []


def test_without_a_point_the_place_may_still_be_the_same(engine):
    engine.put(
        [
            document(2, accepted_at=NOW - 3 * DAY, place="Bến đò"),
            document(3, accepted_at=NOW, category=ROADS),
            document(4, accepted_at=NOW - DAY),
        ]
    )
    assert found(NOWHERE) == [(2, None, True), (4, None, False), (3, None, False)]


def test_only_the_newest_of_a_ward_are_looked_through(engine):
    old = [document(n, accepted_at=NOW - n * DAY) for n in range(2, 5)]
    new = [document(100 + n, accepted_at=NOW - DAY, category=ROADS) for n in range(IN_WARD_MOST - 1)]
    engine.put([*old, *new])
    assert [n for n, __, __ in found(NOWHERE)][:2] == [2, 100 + IN_WARD_MOST - 2]


@pytest.mark.parametrize("around", [NOWHERE, AROUND])
def test_a_ward_nobody_has_named_is_empty(engine, around):
    engine.put([document(2)])
    assert found(replace(around, ward="nowhere")) == []


def test_at_the_poles_and_the_edge_of_the_map_nothing_breaks(engine):
    engine.put([document(2, lat=90.0, lon=-180.0), document(3, lat=-90.0, lon=180.0)])
    assert found(replace(ONLY_POINT, lat=90.0, lon=-180.0)) == [(2, 0, True)]
    assert found(replace(ONLY_POINT, lat=0.0, lon=180.0)) == []


# --- against the oracle ----------------------------------------------------------------------------------------------

FAR = Named("linh-vuc-khac", "Khác")
near_by = st.integers(-4, 4).map(lambda n: n * 97.0)
documents = st.lists(
    st.fixed_dictionaries(
        {
            "north": near_by,
            "east": near_by,
            "pointless": st.booleans(),
            "category": st.sampled_from([LIGHTS, ROADS, FAR]),
            "ward": st.sampled_from([KIM_LONG, PHU_XUAN, None]),
            "place": st.sampled_from(["", "Bến đò", "Chợ"]),
            "search_hidden": st.booleans(),
            "days": st.integers(0, 3),
        }
    ),
    max_size=9,
)
arounds = st.builds(
    replace,
    st.just(AROUND),
    ward=st.sampled_from([KIM_LONG.slug, PHU_XUAN.slug, None]),
    place=st.sampled_from(["", "Bến đò"]),
    lat=st.sampled_from([HERE[0], HERE[0], None]),
)


def made(case_id, facts):
    point = {} if facts["pointless"] else at(facts["north"], facts["east"])
    kept = {name: facts[name] for name in ("category", "ward", "place", "search_hidden")}
    return document(case_id, accepted_at=NOW - facts["days"] * DAY, **point, **kept)


def great_circle(around, other):
    """Metres on a sphere, by the haversine: another formula than the one under test."""
    if around.lat is None or other.lat is None or other.search_hidden:
        return None
    one, two = math.radians(around.lat), math.radians(other.lat)
    aside = math.radians(other.lon - around.lon)
    h = math.sin((two - one) / 2) ** 2 + math.cos(one) * math.cos(two) * math.sin(aside / 2) ** 2
    metres = 2 * math.degrees(math.asin(math.sqrt(h))) / METRE
    return metres if metres <= REACH else None


def oracle(around, known):
    """Every document looked at."""
    rows = []
    for other in known:
        metres = great_circle(around, other)
        in_ward = other.ward is not None and other.ward.slug == around.ward
        if other.case_id == around.case_id or (metres is None and not in_ward):
            continue
        akin = other.category.slug == around.category
        told = bool(around.place) and other.place == around.place
        again = akin and (told or (metres is not None and metres <= SAME_PLACE))
        newest = (-other.listed_at.timestamp(), -other.case_id)
        # Ways of equal length differ in the last bits of a float: a metre is one.
        order = (metres is None, not again, not akin, round(metres or 0), *newest)
        rows.append((order, other.case_id, None if metres is None else round(metres), again))
    rows.sort()
    if any(metres is not None for __, __, metres, __ in rows):
        rows = [row for row in rows if row[2] is not None]
    return rows[:MOST]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=documents, around=arounds)
def test_it_finds_what_a_slow_reading_finds(engine, facts, around):
    known = [made(case_id, each) for case_id, each in enumerate(facts, start=1)]
    engine.clear()
    engine.put(known)
    expected = oracle(around, known)
    given_back = found(around)
    assert sorted((m is None, m or 0, again) for __, m, again in given_back) == sorted(
        (m is None, m or 0, again) for __, __, m, again in expected
    )
    assert [again for __, __, again in given_back] == [again for __, __, __, again in expected]
    assert len({n for n, __, __ in given_back}) == len(given_back)


# --- cost ------------------------------------------------------------------------------------------------------------


def test_one_query_whatever_there_is_and_none_where_nothing_is_known(engine, django_assert_num_queries):
    engine.put([beside(n, n) for n in range(2, 30)])
    for around in (AROUND, NOWHERE, ONLY_POINT):
        with django_assert_num_queries(1):
            neighbours(around)
    with django_assert_num_queries(0):
        assert neighbours(replace(NOWHERE, ward=None)) == []


@pytest.mark.parametrize(
    ("around", "indexes"),
    [
        (AROUND, {"search_map", "search_ward_newest"}),
        (NOWHERE, {"search_ward_newest"}),
        (ONLY_POINT, {"search_map"}),
    ],
)
def test_no_document_is_read_but_by_index(engine, around, indexes):
    """Also where statistics say that reading them all were cheap."""
    engine.put([beside(n, n * 1_000, ward=KIM_LONG if n % 2 else PHU_XUAN) for n in range(2, 60)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":  # so few rows are read whole there, unless that is made to look dear
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = asked(around).explain()
    if connection.vendor == "sqlite":  # PostgreSQL may find another of ours cheaper, for so few
        assert all(index in plan for index in indexes), plan
    assert "SCAN search_searchdocument" not in plan, plan
    assert "Seq Scan on search_searchdocument" not in plan, plan
