"""Where something is: a point that lies elsewhere than its ward is asked about, once for each point and ward."""

from types import SimpleNamespace as Plain

import pytest
from django import forms
from django.http import QueryDict

from cases.editorial.center import fields
from cases.editorial.center.fields import WithPlace, by_slug, offer, outside, point_field
from cases.models import Agency, Ward

pytestmark = pytest.mark.pure


def square(lat, lon, size=0.1):
    ring = [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]
    return {"type": "Polygon", "coordinates": [ring]}


NORTH = Ward(slug="bac", name="phường Bắc", boundary=square(16.5, 107.5))
SOUTH = Ward(slug="nam", name="phường Nam", boundary=square(16.3, 107.5))
BARE = Ward(slug="trong", name="phường Trống", boundary=None)
IN_NORTH, IN_SOUTH, AWAY = (16.55, 107.55), (16.35, 107.55), (10.8, 106.7)
NOWHERE = "Điểm này nằm ngoài mọi phường, xã của thành phố. Vẫn đúng thì gửi lần nữa."


@pytest.fixture
def city(monkeypatch):
    def of(*wards):
        monkeypatch.setattr(fields, "Ward", Plain(objects=Plain(all=lambda: wards)))

    of(NORTH, SOUTH)
    return of


@pytest.mark.parametrize(
    ("wards", "point", "ward", "asked"),
    [
        ([NORTH, SOUTH], IN_NORTH, NORTH, ""),
        ([NORTH, SOUTH], IN_NORTH, SOUTH,
         "Điểm này nằm ngoài phường Nam: nó ở phường Bắc. Vẫn đúng thì gửi lần nữa."),
        ([NORTH, SOUTH], AWAY, NORTH, NOWHERE),
        ([NORTH, SOUTH], AWAY, None, NOWHERE),
        ([NORTH, SOUTH], IN_SOUTH, None, ""),  # nobody said which: it lies in one
        ([NORTH, SOUTH, BARE], AWAY, BARE, ""),  # a ward without an outline may lie anywhere
        ([NORTH, BARE], AWAY, NORTH, "Điểm này nằm ngoài phường Bắc. Vẫn đúng thì gửi lần nữa."),
        ([NORTH, BARE], AWAY, None, ""),  # it may lie in the one without
        ([BARE], AWAY, None, ""),
        ([], AWAY, None, ""),  # a city without wards has nothing to lie outside of
        ([NORTH, SOUTH], (16.5, 107.55), NORTH, ""),  # on the border
        ([NORTH, SOUTH], (16.4995, 107.55), NORTH, ""),  # 56 m outside: outlines are coarse
        ([NORTH, SOUTH], (16.498, 107.55), NORTH, NOWHERE),  # 223 m
    ],
)  # fmt: skip
def test_what_is_asked_of_a_point(city, wards, point, ward, asked):
    city(*wards)
    assert outside(point, ward) == asked


class Somewhere(WithPlace):
    ward = forms.ChoiceField(required=False)
    point = point_field()


def form(was_checked=False, begun=(None, None), **sent):
    data = QueryDict(mutable=True)
    data.update({"ward": "", "point": "", **sent})
    found = Somewhere(data)
    found.was_checked = was_checked
    found.offer_wards([NORTH, SOUTH], *begun)
    return found


def test_a_point_outside_is_asked_about_once_for_each_point_and_ward(city):
    first = form(ward="nam", point="16.55, 107.55")
    assert [*first.errors] == ["point"]
    said = first["placed"].value()
    assert said == "16.55, 107.55; nam"
    assert form(ward="nam", point="16.55, 107.55", placed=said).is_valid()
    assert not form(ward="nam", point="16.56, 107.55", placed=said).is_valid(), "another point"
    assert not form(ward="", point="10.8, 106.7", placed=said).is_valid(), "and another ward"
    unknown = form(ward="", point="10.8, 106.7")
    assert not unknown.is_valid()
    assert unknown["placed"].value() == "10.8, 106.7; -"


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({}, []),
        ({"ward": "nam"}, []),
        ({"point": "16.55, 107.55"}, []),
        ({"ward": "bac", "point": " 16.55, 107.55 "}, []),
        ({"ward": "dong", "point": "16.55, 107.55"}, ["ward"]),  # one thing at a time
        ({"point": "16.55"}, ["point"]),
        ({"point": "91, 107"}, ["point"]),
        ({"point": "phía sau chợ"}, ["point"]),
        ({"point": "1" * 61}, ["point"]),
    ],
)
def test_a_place_as_it_is_sent(city, sent, errors):
    assert [*form(**sent).errors] == errors


@pytest.mark.parametrize(
    ("was_checked", "sent", "asked"),
    [
        (True, {"ward": "nam", "point": "16.55, 107.55"}, False),
        (False, {"ward": "nam", "point": "16.55, 107.55"}, True),
        (True, {"ward": "nam", "point": "16.56, 107.55"}, True),
        (True, {"ward": "nam", "point": ""}, False),
    ],
    ids=["as it was read before", "nobody has read it", "moved", "taken away"],
)
def test_what_stood_there_when_somebody_read_it_is_not_asked_about(city, was_checked, sent, asked):
    assert form(was_checked, (SOUTH, IN_NORTH), **sent).is_valid() is not asked


def test_a_ward_that_is_unknown_is_none():
    for sent, ward in (("", None), ("bac", NORTH)):
        found = form(ward=sent)
        assert found.is_valid()
        assert found.chosen_ward() == ward
    assert form(begun=(NORTH, (16.0, 107.25))).fields["point"].initial == "16.0, 107.25"


def test_choices_begin_with_one_that_chooses_nothing():
    field = forms.ChoiceField()
    offer(field, "Không rõ", by_slug([Agency(slug="a", name="A"), Agency(slug="b", name="B")]))
    assert list(field.choices) == [("", "Không rõ"), ("a", "A"), ("b", "B")]
