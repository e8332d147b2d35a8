"""The engines say what is true of the cases now."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from cases.models import Case, Category, Delivery
from search import gaps, indexing
from search.engines import engines
from search.indexing import StillChangingError, index, rebuild
from search.question import Facet, Question
from tests.factories import KIM_LONG, Walk, a_case, walk_to
from tests.search.documents import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(engine):
    """Numbers of the cases that words find, now or at an instant."""

    def ask(q="", at=None, **parts):
        page = engine.page(Question(q=q, **parts), at or timezone.now())
        return sorted(hit.document.number for hit in page.hits)

    return ask


def test_a_public_case_becomes_findable_in_every_way(found):
    walk = walk_to("answered", ward="kim-long")
    index([walk.case.pk])
    number = walk.case.number
    for q in ("den duong", "đèn đường", "bong den", "thay bong", "duong kim long", "ubnd phuong kim long", str(number)):
        assert found(q) == [number], q
    for choices in (
        {Facet.STATE: ("answered",)},
        {Facet.VERDICT: ("answered_in_term",)},
        {Facet.WARD: ("kim-long",)},
        {Facet.CATEGORY: (walk.case.category.slug,)},
        {Facet.AGENCY: (walk.assignment.agency.slug,)},
    ):
        assert found(choices=choices) == [number], choices
    assert found("-den") == []


def test_the_document_is_the_public_case(engine):
    walk = walk_to("awaiting")
    index([walk.case.pk])
    (hit,) = engine.page(Question(), timezone.now()).hits
    assert hit.document.case_id == walk.case.pk
    assert hit.document.version == walk.case.version
    assert hit.document.phase == "awaiting"
    assert hit.document.answer == ""  # not before it is approved
    assert hit.document.term_days == 7
    assert hit.document.path.endswith(f"-a{walk.case.number}/")


@pytest.mark.parametrize("state", ["received", "declined", "withdrawn", "merged"])
def test_what_is_not_public_is_not_findable(engine, state):
    walk = walk_to(state)
    engine.put([document(walk.case.pk, version=0)])  # as if it had been public once
    index([walk.case.pk])
    assert walk.case.pk not in engine.known(0, 2**63 - 1)


def test_withdrawn_and_restored(found):
    walk = walk_to("assigned")
    index([walk.case.pk])
    walk.later(hours=1).withdraw()
    index([walk.case.pk])
    assert found() == []
    walk.later(hours=1).restore()
    index([walk.case.pk])
    assert found() == [walk.case.number]


def test_names_are_those_of_the_portals_first_language(engine):
    Category.objects.update(name_en="Street lights")
    case = a_case("assigned")
    with translation.override("en"):
        index([case.pk])
    (choice,) = engine.count(Question(), timezone.now()).facets[Facet.CATEGORY]
    assert choice.name == case.category.name != "Street lights"


def test_indexing_costs_the_same_queries_however_many_cases_there_are(django_assert_max_num_queries):
    few = [a_case("assigned").pk]
    many = [a_case("answered").pk for _ in range(6)]
    for case_ids in (few, many):
        with django_assert_max_num_queries(37):
            index(case_ids)


def test_what_is_public_is_one_change_of_the_search(engine):
    case = a_case("assigned")
    before = int(engine.generation())
    index([case.pk])
    assert int(engine.generation()) == before + 1, "nothing was there to be taken away"


# --- somebody else is faster -----------------------------------------------------------------------------------------


def test_a_case_that_changes_while_it_is_read_is_read_again(monkeypatch, found):
    walk = walk_to("assigned")
    read = indexing.public_outlines
    readings = []

    def slow(case_ids, *, at):
        cases = read(case_ids, at=at)
        readings.append(case_ids)
        if len(readings) == 1:
            walk.later(hours=1).withdraw()
            index([walk.case.pk])  # another worker hears of it, and is done before us
        return cases

    monkeypatch.setattr(indexing, "public_outlines", slow)
    index([walk.case.pk])
    assert len(readings) >= 2
    assert found() == []


def test_a_case_that_never_holds_still_is_left_for_later(monkeypatch):
    case = a_case("assigned")
    read = indexing.public_outlines

    def restless(case_ids, *, at):
        cases = read(case_ids, at=at)
        Case.objects.filter(pk=case.pk).update(version=Case.objects.get(pk=case.pk).version + 1)
        return cases

    monkeypatch.setattr(indexing, "public_outlines", restless)
    with pytest.raises(StillChangingError, match=str(case.pk)):
        index([case.pk])


# --- all of them -----------------------------------------------------------------------------------------------------


def test_rebuilding_puts_what_is_public_and_forgets_the_rest(engine, found, monkeypatch):
    monkeypatch.setattr(indexing, "AT_ONCE", 2)
    monkeypatch.setattr(gaps, "LENGTH", 0)
    public = [a_case("assigned") for _ in range(5)]
    gone = a_case("withdrawn")
    engine.put([document(gone.pk), document(gone.pk + 1000), document(10**12)])
    assert list(rebuild()) == [2, 2, 1, 0]
    assert found() == sorted(case.number for case in public)


def test_rebuilding_nothing_forgets_everything(engine, monkeypatch):
    monkeypatch.setattr(gaps, "LENGTH", 0)
    engine.put([document(1), document(2)])
    assert list(rebuild()) == [0]
    assert list(engine.known(0, 2**63 - 1)) == []


def test_rebuilding_keeps_what_became_public_meanwhile(found, monkeypatch):
    """The list of a chunk is read first; a case that becomes public after that must not be forgotten with the rest."""
    monkeypatch.setattr(gaps, "LENGTH", 0)
    late = Walk()
    early = a_case("assigned")
    chunks = indexing._chunks

    def then_one_more():
        for chunk in chunks():
            if late.case.state == "received":
                late.later(hours=1).accept().later(hours=1).assign()
                index([late.case.pk])
            yield chunk

    monkeypatch.setattr(indexing, "_chunks", then_one_more)
    list(rebuild())
    assert found() == sorted([late.case.number, early.number])


def test_a_rebuilt_search_answers_while_it_is_rebuilt(found, monkeypatch):
    monkeypatch.setattr(indexing, "AT_ONCE", 1)
    monkeypatch.setattr(gaps, "LENGTH", 0)
    numbers = sorted(a_case("assigned").number for _ in range(3))
    list(rebuild())
    for _ in rebuild():
        assert found() == numbers


def test_every_engine_that_is_configured_is_told(monkeypatch):
    from search.engines.memory import MemoryEngine

    other = MemoryEngine("other", {})
    monkeypatch.setattr(type(engines), "kept", lambda self: [self["default"], other])
    case = a_case("assigned")
    index([case.pk])
    assert list(other.known(0, 2**63 - 1)) == [case.pk]
    assert Delivery.objects.filter(case=case).exists()  # indexing alone delivers nothing


def test_verdicts_follow_the_instant_asked_about(found):
    walk = walk_to("assigned")
    index([walk.case.pk])
    (due,) = walk.case.due_dates.filter(round__isnull=False).values_list("due_at", flat=True)
    overdue = {Facet.VERDICT: ("overdue",)}
    assert found(choices=overdue, at=due) == []
    assert found(choices=overdue, at=due + timedelta(microseconds=1)) == [walk.case.number]
    assert walk.assignment.agency.name == KIM_LONG
