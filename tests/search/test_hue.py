"""The real reports of Huế: every one of them is found, typed without marks."""

import pytest
from django.utils import timezone

from cases.models import Case
from search import indexing
from search.engines import engines
from search.folding import folded, tokens
from search.indexing import rebuild
from search.question import Question
from search.reading_on import hits_of

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hue")]


@pytest.fixture
def city(hue, monkeypatch):
    """The city, made findable."""
    monkeypatch.setattr(indexing, "PAUSE", 0)
    assert sum(rebuild()) == 157
    return engines["default"]


def references(engine, q):
    return [hit.document.reference for hit in hits_of(engine, Question(q=q), timezone.now())]


def test_all_of_them_are_found(city):
    assert len(set(references(city, ""))) == 157


def test_each_is_found_by_its_title_without_marks_and_with_them(city):
    for case in Case.objects.select_related("page"):
        plain = " ".join(folded(case.page.title).split()[:20])
        assert case.reference in references(city, plain), plain
        typed = " ".join(dict.fromkeys(case.page.title[t.start : t.end] for t in tokens(case.page.title)))[:200]
        assert case.reference in references(city, typed.rpartition(" ")[0]), typed
        assert references(city, case.reference)[0] == case.reference


def test_without_marks_both_spellings_and_both_places_are_found(city):
    for written, other in (("Thuỷ", "Thủy"), ("Hoà", "Hòa")):
        assert references(city, written) == references(city, other)
    marked = {reference for q in ('"Thuận Hòa"', '"Thuận Hóa"') for reference in references(city, q)}
    assert marked
    assert marked <= set(references(city, '"thuan hoa"'))
