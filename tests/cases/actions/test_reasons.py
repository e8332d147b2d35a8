"""Codes that decisions quote, and the sentence beside them."""

import pytest

from cases.actions.changing import ActionRefused
from cases.actions.reasons import reason_for
from cases.models import ReasonCode, ReasonKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ReasonKind)
def test_every_kind_has_codes_from_the_start(kind):
    code = ReasonCode.objects.filter(kind=kind).first()
    assert reason_for(kind, code.code) == code


def test_a_code_belongs_to_its_kind():
    with pytest.raises(ActionRefused, match="no active refuse reason with the code 'thieu-anh'"):
        reason_for(ReasonKind.REFUSE, "thieu-anh")


def test_a_code_that_was_put_away_is_not_chosen_again():
    ReasonCode.objects.filter(code="thieu-anh").update(active=False)
    with pytest.raises(ActionRefused, match="no active"):
        reason_for(ReasonKind.RETURN, "thieu-anh")


@pytest.mark.parametrize("sentence", ["", " \n"])
def test_where_a_sentence_is_due_it_says_something(sentence):
    with pytest.raises(ActionRefused, match="needs a sentence"):
        reason_for(ReasonKind.RETURN, "thieu-anh", sentence)
    assert reason_for(ReasonKind.RETURN, "thieu-anh", "Cần ảnh")
