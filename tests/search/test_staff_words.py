"""What is not public is found by the staff, by nobody else, and by the same ways of writing."""

import pytest
from django.utils import timezone

from cases.models import Case
from cases.ports import words_match
from search.engines import engines
from search.indexing import rebuild
from search.models import StaffWords
from search.outbox import drain
from search.question import Question
from search.staff_words import rebuild_for_staff
from tests.factories import Walk, walk_to

pytestmark = pytest.mark.django_db

CANARY = "Zebraquagga"


def found(text):
    drain()
    return set(Case.objects.filter(words_match(text)))


def test_words_with_and_without_marks_phrases_and_exclusions():
    hole, lamp = Walk(title="Ổ gà lớn", text="trước chợ Đông Ba").case, Walk(title="Đèn ở Gia Hội", text="").case
    for text, cases in (
        ("o ga", {hole}),
        ("ổ gà", {hole}),
        ("ô gà", set()),
        ('"cho dong ba"', {hole}),
        ('"dong cho"', set()),
        ("duong", {hole, lamp}),  # the place of both
        ("duong -den", {hole}),
        ("-den", {hole}),
        ("", {hole, lamp}),
        ("!!!", {hole, lamp}),
        (str(lamp.number), {lamp}),
        (f"a{lamp.number}", {lamp}),
        ("chieu sang", {hole, lamp}),  # their category
    ):
        assert found(text) == cases, text


def test_it_is_found_at_every_step_and_once():
    walk = Walk(title=CANARY)
    for step in ("accept", "withdraw", "restore", "merge", "unmerge"):
        assert found(CANARY) == {walk.case}, step
        getattr(walk.later(hours=1), step)()
    assert found(CANARY) == {walk.case}
    assert not StaffWords.objects.filter(pk=walk.case.pk).exists()  # it is public now


@pytest.mark.parametrize("state", ["received", "declined", "merged", "withdrawn"])
def test_the_public_finds_none_of_it(state):
    walk_to(state, title=CANARY, text=CANARY, place=CANARY)
    drain()
    for engine in engines.kept():
        assert engine.ask(Question(q=CANARY), at=timezone.now()).counts.total == 0
    assert len(found(CANARY)) == 1


def test_a_rebuild_makes_the_same():
    walk, public = Walk(title=CANARY), Walk(title=f"{CANARY} 2").accept()
    drain()
    with_words = set(StaffWords.objects.values_list("pk", flat=True))
    rebuild_for_staff()
    list(rebuild())
    assert set(StaffWords.objects.values_list("pk", flat=True)) == with_words == {walk.case.pk}
    assert found(CANARY) == {walk.case, public.case}
