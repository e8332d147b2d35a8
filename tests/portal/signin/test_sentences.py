"""What people are told, in both languages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from portal.signin import sentences
from portal.signin.devices import Deed, Fault, Verdict
from portal.wagtail_hooks import DEEDS


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [
        (1, "1 giây", "1 second"),
        (89, "89 giây", "89 seconds"),
        (90, "2 phút", "2 minutes"),
        (120, "2 phút", "2 minutes"),
        (121, "3 phút", "3 minutes"),
        (900, "15 phút", "15 minutes"),
        (7200, "120 phút", "120 minutes"),
    ],
)
def test_a_wait_is_never_told_too_short(seconds, vi, en):
    assert sentences.wait(seconds) == vi
    with override("en"):
        assert sentences.wait(seconds) == en


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_fault_has_a_sentence_of_its_own(language):
    until = timezone.now() + timedelta(seconds=64)
    with override(language):
        told = {fault: sentences.explain(Verdict(fault=fault, minutes=3, until=until)) for fault in Fault}
    assert len(set(told.values())) == len(Fault)
    assert "3" in told[Fault.LATE]
    assert "3" in told[Fault.EARLY]
    assert "64" in told[Fault.TOO_MANY]


def test_every_deed_has_words():
    assert set(DEEDS) == set(Deed)
