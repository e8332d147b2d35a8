"""What anybody reads as soon as it is said names nobody; every verb that says such a thing asks."""

import pytest
from django.utils import timezone

from cases.actions import deciding
from cases.actions.public_sentences import PersonalData, said_publicly
from cases.models import Appeal
from tests.factories import CENTER, Walk

NAMED = "Hỏi bà Lê Thị Hoa, gọi 0912 345 678"


def test_it_is_kept_as_any_sentence():
    assert said_publicly("  Cần\n ảnh ") == "Cần ảnh"


def test_what_to_leave_out_is_told():
    with pytest.raises(PersonalData) as refused:
        said_publicly(NAMED)
    assert refused.value.found == ["bà Lê Thị Hoa", "0912 345 678"]


def _decide(choice, reason):
    def decide(walk):
        at = timezone.now()
        deciding.decide(answer=walk.answer, version=1, choice=choice, reason=reason, sentence=NAMED, by=CENTER, at=at)

    return decide


def _decide_appeal(walk):
    at = timezone.now()
    deciding.decide_appeal(appeal=Appeal.objects.get(), granted=False, words=NAMED, by=CENTER, at=at)


VERBS = {
    "extend": ("open", lambda walk: walk.extend(sentence=NAMED)),
    "return": ("awaiting", lambda walk: walk.return_answer(sentence=NAMED)),
    "refuse": ("awaiting", lambda walk: walk.refuse(sentence=NAMED)),
    "decide to return": ("awaiting", _decide("return", "thieu-anh")),
    "decide to refuse": ("awaiting", _decide("refuse", "dun-day")),
    "appeal": ("returned", lambda walk: walk.appeal(sentence=NAMED)),
    "uphold": ("appealed", lambda walk: walk.decide_appeal(granted=False, words=NAMED)),
    "overturn": ("appealed", lambda walk: walk.decide_appeal(granted=True, words=NAMED)),
    "decide an appeal": ("appealed", _decide_appeal),
    "rule": ("declared", lambda walk: walk.rule(words=NAMED)),
}
STEPS = {
    "open": lambda walk: walk,
    "awaiting": lambda walk: walk.submit(),
    "returned": lambda walk: walk.submit().later(hours=1).return_answer().later(hours=1),
    "appealed": lambda walk: walk.submit().later(hours=1).return_answer().later(hours=1).appeal().later(hours=1),
    "declared": lambda walk: walk.not_ours().later(hours=1),
}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_with_a_public_sentence_asks(verb):
    step, said = VERBS[verb]
    walk = STEPS[step](Walk().later(hours=1).accept().later(hours=1).assign().later(hours=1))
    before = walk.case.events.count()
    with pytest.raises(PersonalData):
        said(walk)
    assert walk.case.events.count() == before
