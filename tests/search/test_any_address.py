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

NAMES = st.sampled_from(["q", "from", "to", "bbox", "sort", "page", "after", "before", "x", *Facet, *NARROWED])
VALUES = st.text(max_size=30) | st.sampled_from(
    ["2026-11-25", "1_2_3", "-1.5e3_1_1", "1", "overdue", "late", "kim-long", "yes", "done", "16.4,107.5"]
)


class TestAnyAddress(TestCase):
    """Whatever stands in the address."""

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(NAMES, VALUES), max_size=6))
    def test_it_is_answered(self, pairs):
        engines["default"].put([document(1), answered(2)])
        data = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        response = self.client.get("/phan-anh/", data)
        assert response.status_code == 200
        page = unescape(response.content.decode())
        assert re.search(r"<h1>.+</h1>", page)

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(NAMES, VALUES), max_size=6))
    def test_feeds_answer_it_or_refuse_it_with_a_sentence(self, pairs):
        engines["default"].put([document(1), answered(2)])
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


def test_the_instant_is_the_minute():
    assert this_minute(datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)) == datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
