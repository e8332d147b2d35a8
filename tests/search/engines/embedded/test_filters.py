"""The verdict in SQL is the verdict of the rules."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.rules.standings import Phase, kind_at
from cases.rules.timeliness import timeliness
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.filters import with_timeliness
from search.instants import micros
from search.models import SearchDocument
from tests.search.documents import DAY, NOW, answered, clocks, document, instants


def expected_of(document, at):
    return timeliness(kind_at(document.standing, at), Phase(document.phase))


class TestVerdictInSql(TestCase):
    """For any clock and any instant."""

    @settings(max_examples=50, deadline=None)
    @given(st.lists(clocks(), min_size=1, max_size=20), st.lists(instants, min_size=1, max_size=4))
    def test_it_equals_the_rule(self, facts, asked_at):
        known = [document(case_id, **clock) for case_id, clock in enumerate(facts, start=1)]
        engine = EmbeddedEngine("embedded", {})
        engine.clear()
        engine.put(known)
        for at in asked_at:
            found = with_timeliness(SearchDocument.objects.all(), micros(at)).values_list("case_id", "timeliness")
            expected = {d.case_id: (expected_of(d, at) or "") if d.phase in list(Phase) else "" for d in known}
            assert dict(found) == expected

    def test_only_clocks_that_run_and_have_a_term_are_left_to_the_instant(self):
        EmbeddedEngine("embedded", {}).put(
            [
                document(1),
                document(2, phase="awaiting", stopped_at=NOW),
                document(3, due_at=None),
                document(4, phase="unknown"),
                answered(5),
                answered(6, after=30 * DAY),
                answered(7, after=4 * DAY, due_at=NOW, limit_at=NOW + 9 * DAY),
                answered(8, after=4 * DAY, due_at=NOW, broken_from=NOW),
            ]
        )
        settled = dict(SearchDocument.objects.values_list("case_id", "settled"))
        assert settled == {
            1: None,
            2: "in_term",
            3: "in_term",
            4: "",
            5: "answered_in_term",
            6: "answered_late",
            7: "answered_extended",
            8: "answered_late",
        }
