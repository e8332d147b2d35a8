"""The list at any address, and the instant it is asked at."""

import re
from datetime import UTC, datetime
from html import unescape
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from search.answers import this_minute
from search.engines import engines
from search.narrowing_words import NARROWED
from search.question import Facet
from tests.search.documents import answered, document

NAMES = st.sampled_from(
    ["q", "from", "to", "bbox", "sort", "page", "after", "before", "x", "limit", "cursor", "facets", *Facet, *NARROWED]
)
VALUES = st.text(max_size=30) | st.sampled_from(
    ["2026-11-25", "1_2_3", "-1.5e3_1_1", "1", "overdue", "late", "kim-long", "yes", "done", "16.4,107.5"]
)


class TestAnyAddress(TestCase):
    """Whatever stands in the address."""

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(NAMES, VALUES), max_size=6))
    def test_it_is_answered(self, pairs):
        engines["default"].put([document(7001), answered(7002)])  # by whose numbers nobody asks
        data = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        response = self.client.get("/phan-anh/", data, follow=True)
        assert response.status_code == 200
        page = unescape(response.content.decode())
        assert re.search(r"<h1>.+</h1>", page)

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(NAMES, VALUES), max_size=6))
    def test_feeds_answer_it_or_refuse_it_with_a_sentence(self, pairs):
        engines["default"].put([document(7001), answered(7002)])  # by whose numbers nobody asks
        data = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        atom, told = (self.client.get(f"/phan-anh/{name}", data) for name in ("feed.atom", "feed.json"))
        assert atom.status_code == told.status_code
        if told.status_code == 200:
            assert ElementTree.fromstring(atom.content).tag.endswith("feed")
            assert told.json()["version"].endswith("/1.1")
        else:
            assert told.status_code == 400
            assert told.json()["error"] == atom.content.decode().strip()

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(NAMES, VALUES), max_size=4))
    def test_so_does_the_api_by_the_names_of_the_parameters(self, pairs):
        engines["default"].put([document(7001), answered(7002)])
        data = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        told = self.client.get("/api/v1/cases", data)
        assert told.status_code in (200, 400)
        if told.status_code == 200:
            assert told.json()["total"] <= 2
        else:
            assert {error["parameter"] for error in told.json()["errors"]} <= set(data)


def test_the_instant_is_the_minute():
    assert this_minute(datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)) == datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
