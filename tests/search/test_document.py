"""Documents travel as JSON and keep everything; what is looked at is what is public."""

import json
from dataclasses import fields

from hypothesis import given

from cases.public.case import Named as PublicName
from cases.public.case import PublicCase, PublicRating
from search.document import Document, Named
from tests.search.documents import DAY, KIM_LONG, NOW, answered, document, documents


@given(documents())
def test_json_keeps_every_fact(given_document):
    assert Document.from_json(json.loads(json.dumps(given_document.to_json()))) == given_document


def test_json_keeps_days_and_names():
    given_document = document(promised_on=NOW.date(), term_days=7, sent_at=NOW)
    assert Document.from_json(json.loads(json.dumps(given_document.to_json()))) == given_document


def public_case(**facts):
    """A public case with every field there is."""
    given_facts = dict.fromkeys((f.name for f in fields(PublicCase)), None)
    empty = ("agencies", "assignments", "answers", "returns", "extensions", "events", "flags", "ratings")
    return PublicCase(
        **given_facts
        | dict.fromkeys(empty, ())
        | {"id": 5, "version": 2, "number": 12, "reference": "r12", "path": "2026/11/x-a12/", "title": "Ngập"}
        | {
            "text": "t",
            "place": "p",
            "state": "in_progress",
            "round": 2,
            "source": "hue",
            "search_hidden": True,
            "at": NOW,
        }
        | {"category": PublicName(slug="c", name="C"), "agencies": (PublicName(slug="a", name="A"),)}
        | facts
    )


def test_a_document_is_made_of_the_public_case():
    made = Document.of(public_case(due_at=NOW, term_end=NOW, limit_at=NOW + DAY, phase="open", started_at=NOW))
    assert (made.case_id, made.version, made.number, made.round) == (5, 2, 12, 2)
    assert (made.due_at, made.limit_at, made.phase) == (NOW, NOW + DAY, "open")
    assert made.category == ("c", "C")
    assert made.agencies == (("a", "A"),)
    assert made.ward is None
    assert made.search_hidden
    assert made.term_days is None


def test_the_rating_is_that_of_the_present_round():
    rated = [PublicRating(round=number, value=value, at=NOW) for number, value in ((1, "satisfied"), (2, "acceptable"))]
    assert Document.of(public_case(ratings=tuple(rated))).rating == "acceptable"
    assert Document.of(public_case(ratings=tuple(rated), round=3)).rating == ""
    assert Document.of(public_case()).rating == ""


def test_a_document_written_before_there_were_ratings_has_none():
    told = document(rating="satisfied").to_json()
    assert Document.from_json(dict(told)).rating == "satisfied"
    del told["rating"]
    assert Document.from_json(told).rating == ""


def test_a_case_without_clock_has_no_verdict():
    made = Document.of(public_case())
    assert made.phase == ""
    assert made.verdict(NOW) is None
    assert made.verdict_is_settled
    assert made.late_from is None


def test_an_agency_without_address_cannot_be_chosen():
    made = Document.of(public_case(agencies=(PublicName(slug="", name=""), PublicName(slug="a", name="A"))))
    assert made.agencies == (Named("a", "A"),)


def test_what_is_searched():
    texts = document(3, place="Kiệt 42", answer="Xong").searched()
    assert texts["title"] == "Đèn đường hỏng"
    assert texts["place"] == "Kiệt 42"
    assert KIM_LONG.name in texts["names"]
    assert "a3" in texts["names"].split()
    assert set(texts) == {"title", "place", "names", "text", "answer"}
    assert "Phường" not in document(ward=None, agencies=()).searched()["names"]


def test_where_a_case_without_acceptance_is_listed():
    assert document(accepted_at=None, sent_at=NOW).listed_at == NOW
    assert answered(accepted_at=NOW - DAY, after=DAY).listed_at == NOW - DAY
    assert document(accepted_at=None).listed_at.year == 1970


def test_either_that_no_database_stores_is_looked_for():
    for unstorable in ("\0", "\udfff"):
        kept = document(1, place=f"a{unstorable}", answer=f"{unstorable}😀").to_json()
        assert (kept["place"], kept["answer"]) == ("a\ufffd", "\ufffd😀")


def test_what_no_database_stores_is_shown_as_unreadable():
    kept = Document.from_json(document(1, title="a\x00b", text="\ud83d x", answer="😀").to_json())
    assert (kept.title, kept.text, kept.answer) == ("a\ufffdb", "\ufffd x", "😀")
