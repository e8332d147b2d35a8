"""What Elasticsearch is asked to count: each facet without its own choices, with all others'; and what comes back."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from search.engines.elastic import counting
from search.instants import micros
from search.narrowing import Narrowing, Pick, month_number
from search.question import Facet, Question
from tests.search.engines.elastic.as_words import parts, said

AT = micros(datetime(2026, 11, 25, 1, 0, tzinfo=UTC))
MIDNIGHT = micros(datetime(2026, 11, 24, 17, 0, tzinfo=UTC))
WEDNESDAY = date(2026, 11, 25)
FIELDS = {"by_state": "state", "by_agency": "agencies", "by_category": "category", "by_ward": "ward"}


def shelf(answer=None, names=()):
    """A shelf whose index has these names, and answers every search so; `asked` notes the searches."""
    asked = []

    class Client:
        def search(self, *, index, body, **_how):
            asked.append((index, body))
            return SimpleNamespace(body={"hits": {"hits": []}, "aggregations": answer})

    client = Client()
    client.options = lambda **_how: client
    told = {"names": dict(names)}
    return SimpleNamespace(client=client, live="test-cases", about=lambda *wanted: told, asked=asked)


def asked(**question):
    """What is searched, and what is counted of it: by part its condition and the names of its counts."""
    body = counting._search(shelf(), Question(**question), AT).to_dict()
    assert (body["size"], body["track_total_hits"]) == (0, False), "rows are another request"
    found = {}
    for part, told in body["aggs"].items():
        condition = told["filter"]
        found[part] = (said(condition) if condition != {"bool": {}} else "", [*told.get("aggs", {})])
    return parts(SimpleNamespace(to_dict=lambda: body["query"])), found


def test_without_choices_all_is_counted_at_once():
    searched, found = asked(q="xe")
    assert searched == ["has listed_at", "words is xe"]
    assert found == {"all": ("", ["by_state", "by_verdict", "by_agency", "by_category", "by_ward", "months"])}


def test_a_facet_with_a_choice_is_counted_by_itself_and_the_others_with_it():
    searched, found = asked(choices={Facet.WARD: ("w",)})
    assert searched == ["has listed_at"], "choices are no part of what is looked through"
    assert found == {
        "all": ("ward in ['w']", ["by_state", "by_verdict", "by_agency", "by_category", "months"]),
        "ward": ("", ["by_ward"]),
    }


def test_two_choices_each_heed_the_other():
    __, found = asked(choices={Facet.WARD: ("w",), Facet.STATE: ("answered",)})
    state, ward = "state in ['answered']", "ward in ['w']"
    assert found == {
        "all": (f"({state} & {ward})", ["by_verdict", "by_agency", "by_category", "months"]),
        "state": (ward, ["by_state"]),
        "ward": (state, ["by_ward"]),
    }


def test_months_are_counted_without_the_days_and_all_else_with_them():
    days = f"accepted_at >= {MIDNIGHT}"
    searched, found = asked(since=WEDNESDAY, more=Narrowing(picks={Pick.SOURCE: ("hue",)}))
    assert searched == ["has listed_at", "source in ['hue']"]
    assert found == {
        "all": (days, ["by_state", "by_verdict", "by_agency", "by_category", "by_ward"]),
        "months": ("", ["months"]),
    }


def test_every_choice_is_counted_by_its_field_and_verdicts_by_the_instant():
    body = counting._search(shelf(), Question(), AT).to_dict()
    counts = body["aggs"]["all"]["aggs"]
    assert {name: counts[name]["terms"]["field"] for name in FIELDS} == FIELDS
    assert {counts[name]["terms"]["size"] for name in (*FIELDS, "months")} == {10_000}, "all of them, however many"
    assert counts["months"]["terms"]["field"] == "month"
    verdicts = counts["by_verdict"]["filters"]["filters"]
    assert said(verdicts["answered_late"]) == "settled is answered_late"
    assert said(verdicts["in_term"]) == f"(settled is in_term | (settled is unsettled & term_end >= {AT}))"
    assert len(verdicts) == 7


# --- what comes back ------------------------------------------------------------------------------------------------


def buckets(**counts):
    return {"buckets": [{"key": key, "doc_count": n} for key, n in counts.items()]}


NOTHING = {"by_state": buckets(), "by_verdict": {"buckets": {}}, "by_agency": buckets(), "by_category": buckets()}


def test_every_count_is_taken_from_the_part_that_was_asked_for_it():
    months = {"buckets": [{"key": month_number(date(2026, n, 1)), "doc_count": n} for n in (11, 2, 12)]}
    answer = {
        "all": {"doc_count": 12, **NOTHING, "by_state": buckets(answered=5, in_progress=7), "months": buckets()},
        "ward": {"doc_count": 99, "by_ward": buckets(w=12, v=30)},
        "months": {"doc_count": 88, "months": months},
    }
    names = {"ward": {"w": "Kim Long", "v": "Vỹ Dạ"}}
    question = Question(since=WEDNESDAY, choices={Facet.WARD: ("w",)})
    found = counting.count(shelf(answer, names), question, AT)
    assert found.total == 12
    assert [(c.value, c.name, c.count, c.chosen) for c in found.facets[Facet.WARD]] == [
        ("v", "Vỹ Dạ", 30, False),
        ("w", "Kim Long", 12, True),
    ]
    assert [(c.value, c.count) for c in found.facets[Facet.STATE]] == [("in_progress", 7), ("answered", 5)]
    assert list(found.months.items()) == [(date(2026, 2, 1), 2), (date(2026, 11, 1), 11), (date(2026, 12, 1), 12)]


def test_without_days_months_are_counted_with_all_else():
    months = {"buckets": [{"key": month_number(date(2026, 11, 1)), "doc_count": 4}]}
    answer = {"all": {"doc_count": 4, **NOTHING, "by_ward": buckets(), "months": months}}
    found = counting.count(shelf(answer), Question(), AT)
    assert (found.total, found.months) == (4, {date(2026, 11, 1): 4})
    assert {facet: choices for facet, choices in found.facets.items() if choices} == {}


@pytest.mark.parametrize(
    ("counts", "documents", "frequencies"),
    [
        ({"all": 9, "0": 2, "1": 5}, 9, {"ngap": 2, "xe": 5}),
        ({"all": 9, "0": 0, "1": 5}, 9, {"xe": 5}),  # what stands nowhere is left out
        ({"all": 0, "0": 0, "1": 0}, 0, {}),
    ],
)
def test_how_common_words_are_is_one_request_in_a_fixed_order(counts, documents, frequencies):
    answer = {"all": {"buckets": {name: {"doc_count": n} for name, n in counts.items()}}}
    there = shelf(answer)
    found = counting.statistics(there, {"xe", "ngap"})
    assert (found.documents, found.frequencies) == (documents, frequencies)
    ((index, body),) = there.asked
    told = body["aggs"]["all"]["filters"]["filters"]
    assert {name: said(query) for name, query in told.items()} == {
        "all": "has listed_at",
        "0": "words is ngap",
        "1": "words is xe",
    }
    assert (index, body["size"], body["track_total_hits"]) == (["test-cases"], 0, False)
