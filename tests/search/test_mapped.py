"""What is seen of a question on a part of the map."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.mapped import CITY, MapAsking
from search.question import Box, Facet, Question
from tests.search.documents import DAY, KIM_LONG, NOW, PHU_XUAN, document

HERE = Box(west=107.5, south=16.4, east=107.55, north=16.45)
SEA = Box(west=108, south=16.7, east=108.1, north=16.74)


@pytest.fixture
def city(engine):
    """Six cases: three of them here, one elsewhere in the city, one in another country, one nowhere."""
    engine.put(
        [
            document(1, lat=16.41, lon=107.51),
            document(2, lat=16.42, lon=107.52, title="Rác thải"),
            document(3, lat=16.43, lon=107.53, due_at=NOW - DAY),
            document(4, lat=16.5, lon=107.6, ward=PHU_XUAN),
            document(5, lat=42.3, lon=-71.1),
            document(6),
        ]
    )


def seen(**asked):
    return MapAsking(NOW).seen(Question(**asked))


def ids(found):
    return sorted(hit.document.case_id for hit in found.result.page.hits)


def test_without_a_box_everything_is_listed_and_what_has_no_point_is_counted(city):
    found = seen()
    assert (found.result.counts.total, found.of, found.placed, found.unplaced) == (6, 6, 5, 1)
    assert ids(found) == [1, 2, 3, 4, 5, 6]
    assert found.start == CITY
    assert (found.beyond, [str(place.box) for place in found.places]) == (1, ["-71.1,42.3,-71.1,42.3"])
    assert seen(bbox=HERE).places == (), "the page of a part of the map does not tell of all others"


def test_within_a_box_the_list_is_of_the_box_and_the_rest_is_told(city):
    found = seen(bbox=HERE)
    assert (found.result.counts.total, found.of, found.placed, found.unplaced) == (3, 6, 5, 1)
    assert ids(found) == [1, 2, 3]
    assert [(c.value, c.count) for c in found.result.counts.facets[Facet.WARD]] == [(KIM_LONG.slug, 3)]


def test_chosen_wards_are_what_is_shown_at_first(city):
    assert str(seen(choices={Facet.WARD: (PHU_XUAN.slug,)}).start) == "107.6,16.5,107.6,16.5"


def test_so_are_the_cases_of_another_city(engine):
    engine.put([document(1, lat=42.3, lon=-71.1), document(2, lat=42.35, lon=-71.05), document(3)])
    assert str(seen().start) == "-71.1,42.3,-71.05,42.35"
    assert (seen().beyond, seen().places) == (0, ()), "there the map begins with them"


def test_where_nothing_is_found_the_city_is_shown(city):
    found = seen(choices={Facet.WARD: ("khong-co",)})
    assert (found.of, found.placed, found.start) == (0, 0, CITY)


def test_words_are_read_as_the_whole_map_answers_them(city):
    """An empty corner of the map loosens nothing: whoever pushes the map asks for the same thing."""
    found = seen(q="rác thải", bbox=SEA)
    assert (found.result.counts.total, found.of) == (0, 1)
    assert found.result.reading.is_strict
    loosened = seen(q="rác thải xyzk", bbox=HERE)
    assert (loosened.result.counts.total, loosened.result.reading.missing) == (1, 1)
    cells = MapAsking(NOW).cells(Question(q="rác thải xyzk", bbox=HERE), 12)
    assert [cell.lone.case_id for cell in cells] == [2], "marks are read as the list is"


def test_marks_come_to_what_is_listed(city):
    for box in (HERE, CITY, Box(west=107.515, south=16, east=108, north=17)):
        cells = MapAsking(NOW).cells(Question(bbox=box), 12)
        assert sum(cell.n for cell in cells) == seen(bbox=box).result.counts.total


def test_the_same_part_of_the_map_is_looked_up_once_a_minute(city):
    asking, asked = MapAsking(NOW), Question(bbox=HERE)
    first = asking.seen(asked), asking.cells(asked, 12)
    with CaptureQueriesContext(connection) as queries:
        assert (asking.seen(asked), asking.cells(asked, 12)) == first
        assert asking.cells(asked.but(sort=None, page=1), 12) == first[1]
    assert len(queries) == 0
