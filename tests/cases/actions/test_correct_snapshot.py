"""Two people correct the same frozen day at once, each by a connection of their own."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import transaction

from cases.actions.actor import CENTER
from cases.actions.correct_snapshot import SaidAlready, correct_snapshot
from cases.models import SnapshotCorrection
from tests.cases.models.frozen import a_snapshot
from tests.factories import START

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("other", ["Nhập chậm.", "Nhập sai ngày."])
def test_who_comes_second_waits_and_the_same_sentence_is_taken_once(writers, other):
    day, written, begun = a_snapshot(), threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            made = correct_snapshot(snapshot=day, reason="Nhập chậm.", by=CENTER, at=START)
            written.set()
            begun.wait(timeout=30)
            time.sleep(0.3)  # the other asks while this is not yet committed; without the lock it finds nothing
        return made

    def second():
        written.wait(timeout=30)
        begun.set()
        return correct_snapshot(snapshot=day, reason=other, by=CENTER, at=START + timedelta(hours=1))

    together = writers()
    together.at_once(first, second)
    is_same = other == "Nhập chậm."
    assert [type(fault) for fault in together.faults] == [SaidAlready] * is_same
    told = together.ask(lambda: sorted(SnapshotCorrection.objects.values_list("reason", flat=True)))
    assert told == sorted({"Nhập chậm.", other})
