"""What the database keeps of a document, and what is made of its counts, without asking it."""

from datetime import UTC, datetime, timedelta

import pytest

from search.engines.embedded import postgres, sqlite
from search.engines.embedded.counting import Labels, _tally
from search.engines.embedded.details import detail_of
from search.engines.embedded.expressions import any_of, every, expression
from search.engines.embedded.labels import _named
from search.instants import micros
from search.models import SearchDetail
from search.question import Facet, Question
from search.wording import read
from tests.search.documents import CITY_LIGHTS, DAY, KIM_LONG, LIGHTS, NOW, WARD_OFFICE, answered, document


def detail(kept):
    """The row by the names of its columns."""
    return dict(zip((field.attname for field in SearchDetail._meta.concrete_fields), detail_of(kept), strict=True))


def test_every_column_has_its_fact():
    sent = datetime(2026, 11, 20, tzinfo=UTC)
    kept = document(7, sent_at=sent, source="hue", rating="acceptable", returned=True, outcomes=("done", "planned"))
    assert detail(kept) == {
        "document_id": 7,
        "sent_at": micros(sent),
        "answered_at": None,
        "due_at": micros(NOW + 5 * DAY),
        "days_late": None,
        "outcomes": 1 + 4,
        "source": "hue",
        "rating": "acceptable",
        "returned": True,
        "photos": False,
        "begun_at": micros(kept.started_at),
        "took_days": None,
    }
    late = answered(8, started_at=NOW - 5 * DAY, stopped_at=NOW - 2 * DAY - timedelta(microseconds=1))
    assert (detail(late)["begun_at"], detail(late)["took_days"]) == (micros(NOW - 5 * DAY), 2)


@pytest.mark.parametrize(
    ("outcomes", "bits"),
    [
        ((), 0),
        (("done",), 1),
        (("temporary",), 2),
        (("planned",), 4),
        (("not_as_reported",), 8),
        (("not_possible",), 16),
        (("unknown",), 32),
        (("done", "done", "unknown"), 33),
        (("of a version to come",), 0),
    ],
)
def test_an_outcome_keeps_the_bit_that_stored_rows_have(outcomes, bits):
    assert detail(document(1, outcomes=outcomes))["outcomes"] == bits


@pytest.mark.parametrize(
    ("kept", "days_late"),
    [
        (document(due_at=NOW - 9 * DAY), None),  # the instant asked about says it
        (answered(due_at=NOW - 3 * DAY), 2),
        (answered(due_at=NOW + DAY), None),
        (answered(due_at=NOW - 3 * DAY, limit_at=NOW), None),
        (document(due_at=None), None),
        (document(due_at=NOW - 9 * DAY, phase="unknown"), None),
    ],
)
def test_how_late_is_kept_where_nothing_can_change_it(kept, days_late):
    assert detail(kept)["days_late"] == days_late


def test_the_names_of_documents_by_kind_each_once():
    kept = document(1, agencies=(CITY_LIGHTS, WARD_OFFICE), place="5 Lê Lợi - Hoà Bình")
    assert list(_named([kept, document(2, agencies=(WARD_OFFICE,), place="9 Lê Lợi")])) == [
        ("category", *LIGHTS),
        ("ward", *KIM_LONG),
        ("agency", *CITY_LIGHTS),
        ("agency", *WARD_OFFICE),
        ("street", "lê lơi\u0323", "Lê Lợi"),
        ("street", "hoa\u0300 binh\u0300", "Hoà Bình"),
    ]
    assert [kind for kind, *__ in _named([document(1, ward=None, agencies=())])] == ["category"]


# --- counts ----------------------------------------------------------------------------------------------------------

LABELS = Labels(
    [
        ("#ward", 1, None, "kim-long Phường Kim Long", 0),
        ("#ward", 2, None, "phu-xuan Phường Phú Xuân", 0),
        ("#category", 3, None, "den Đèn", 0),
        ("#category", 4, None, "rac Rác thải", 0),
        ("#agency", 5, None, "den Đơn vị Đèn", 0),
        ("answered", 3, 1, "answered_in_term", 9),  # a count among them
    ]
)
ROWS = [
    # state, category, ward, verdict, how many
    ("in_progress", 3, 1, "overdue", 5),
    ("in_progress", 3, None, "in_term", 2),
    ("answered", 4, 1, "answered_late", 3),
    ("answered", 4, 2, "", 1),
    ("answered", 3, 2, "answered_late", 4),
]


def counted(**choices):
    question = Question(choices={Facet(name): values for name, values in choices.items()})
    total, facets = _tally(ROWS, question, LABELS)
    return total, {facet.value: counts for facet, counts in facets.items()}


def test_without_choices_every_row_counts_in_every_facet():
    total, facets = counted()
    assert total == 15
    assert facets == {
        "state": {"in_progress": 7, "answered": 8},
        "category": {"den": 11, "rac": 4},
        "ward": {"kim-long": 8, "phu-xuan": 5},  # no ward is no choice
        "verdict": {"overdue": 5, "in_term": 2, "answered_late": 7},  # nor is no verdict
    }


@pytest.mark.parametrize(
    ("choices", "total", "facet", "counts"),
    [
        ({"ward": ("kim-long",)}, 8, "ward", {"kim-long": 8, "phu-xuan": 5}),  # without its own choice
        ({"ward": ("kim-long",)}, 8, "state", {"in_progress": 5, "answered": 3}),
        ({"ward": ("kim-long", "phu-xuan")}, 13, "state", {"in_progress": 5, "answered": 8}),
        ({"ward": ("nowhere",)}, 0, "state", {}),
        ({"ward": ("nowhere",)}, 0, "ward", {"kim-long": 8, "phu-xuan": 5}),
        ({"ward": ("kim-long",), "state": ("answered",)}, 3, "ward", {"kim-long": 3, "phu-xuan": 5}),
        ({"ward": ("kim-long",), "state": ("answered",)}, 3, "state", {"in_progress": 5, "answered": 3}),
        ({"ward": ("kim-long",), "state": ("answered",)}, 3, "verdict", {"answered_late": 3}),
        ({"verdict": ("overdue", "in_term")}, 7, "category", {"den": 7}),
        ({"category": ("rac",), "verdict": ("overdue",)}, 0, "category", {"den": 5}),
        ({"agency": ("den",)}, 15, "category", {"den": 11, "rac": 4}),  # agencies are counted for themselves
    ],
)
def test_a_facet_is_counted_without_its_own_choices_and_with_all_others(choices, total, facet, counts):
    found = counted(**choices)
    assert (found[0], found[1][facet]) == (total, counts)


def test_labels_are_known_by_facet_and_slug():
    assert LABELS.name(Facet.WARD, "kim-long") == "Phường Kim Long"
    assert (LABELS.name(Facet.CATEGORY, "den"), LABELS.name(Facet.AGENCY, "den")) == ("Đèn", "Đơn vị Đèn")
    assert (LABELS.name(Facet.WARD, "nowhere"), LABELS.name(Facet.STATE, "answered")) == ("", "answered")
    assert LABELS.values(Facet.WARD, ("kim-long", "nowhere")) == {1}
    assert LABELS.values(Facet.CATEGORY, ("kim-long",)) == frozenset(), "the slug of another facet"
    assert LABELS.values(Facet.STATE, ("answered",)) == {"answered"}


# --- asked -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "least", "of_sqlite", "of_postgresql"),
    [
        ('"a" b c', 2, '("a" AND ("b" OR "c"))', "(('a') & (('b') | ('c')))"),
        ('"a" b c', 1, '"a"', "('a')"),
        (
            "k b c",
            2,
            '(("k" AND "b") OR ("k" AND "c") OR ("b" AND "c"))',
            "((('k') & ('b')) | (('k') & ('c')) | (('b') & ('c')))",
        ),
        ("k b", 1, '("k" OR "b")', "(('k') | ('b'))"),
        ("k", 1, '"k"', "('k')"),
        ("12/4a", None, '"12 4a"', "('12' <-> '4a')"),
    ],
)
def test_as_many_words_as_must_be_met(q, least, of_sqlite, of_postgresql):
    wording = read(q) if least is None else read(q).loosened(least)
    assert sqlite.query(expression(wording)) == of_sqlite
    assert postgres.query(expression(wording)) == of_postgresql


def test_nested_parts_keep_their_brackets():
    (one,), (other,) = (want.typed for want in read("k b").wanted)
    asked = every([any_of([one, other]), any_of([every([one, other])])])
    assert sqlite.query(asked) == '(("k" OR "b") AND ("k" AND "b"))'
    assert postgres.query(asked) == "((('k') | ('b')) & (('k') & ('b')))"


@pytest.mark.parametrize(
    ("texts", "vector"),
    [
        ({}, ""),
        ({"title": "k"}, "'k':1A '=k':1A"),
        ({"title": "k k"}, "'k':1A,2A '=k':1A,2A"),
        ({"title": "k", "place": "k"}, "'k':1A,10B '=k':1A,10B"),  # eight free places between two texts
        ({"answer": "đèn"}, f"'den':{4 * 8 + 1}D 'đen\u0300':{4 * 8 + 1}D"),
    ],
)
def test_words_have_their_places_and_weights(texts, vector):
    assert postgres.entry({**dict.fromkeys(postgres.FIELDS, ""), **texts}) == vector
