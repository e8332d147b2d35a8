"""Notes: of one agency, with words, by who may, and never an event."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.actions import notes
from cases.actions.actor import OFFICER, Actor, Role
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.models import Delivery, Event, InternalNote
from cases.rules.rights import RightRefused, Why
from tests.accounts import an_account
from tests.factories import DUE, KIM_LONG, LIGHTING, walk_to

pytestmark = pytest.mark.django_db


def note(walk, text="Thợ hẹn mai", by=OFFICER):
    return notes.write_note(assignment=walk.assignment, text=text, by=by, at=walk.at)


def test_it_is_the_agencys_and_neither_ledger_nor_outbox_learns_of_it():
    walk = walk_to("assigned")
    before = Event.objects.count(), Delivery.objects.count()
    written = note(walk, "  Thợ hẹn mai ")
    assert (written.text, written.agency, written.case) == ("Thợ hẹn mai", walk.assignment.agency, walk.case)
    assert (Event.objects.count(), Delivery.objects.count()) == before


@pytest.mark.parametrize("text", ["", " \n"])
def test_it_has_words(text):
    walk = walk_to("assigned")
    with pytest.raises(ActionRefused) as told:
        note(walk, text)
    assert told.value.cause is Cause.NO_WORDS
    with pytest.raises(IntegrityError), transaction.atomic():
        InternalNote.objects.create(case=walk.case, text="", written_at=DUE)


@pytest.mark.parametrize("power", ["answer", "follow"])
def test_both_kinds_of_officers_note(power):
    account = an_account(power, agency=KIM_LONG)
    assert note(walk_to("assigned"), by=Actor(role=Role.OFFICER, user_id=account.pk)).author == account


@pytest.mark.parametrize(
    ("agency", "left", "why"),
    [(LIGHTING, None, Why.OTHER_AGENCY), (KIM_LONG, 1, Why.PAST_AGENCY), (None, None, Why.OTHER_AGENCY)],
)
def test_nobody_else_does(agency, left, why):
    until = timezone.localdate() - timedelta(days=left) if left else None
    account = an_account("answer", agency=agency, until=until)
    with pytest.raises(RightRefused) as told:
        note(walk_to("assigned"), by=Actor(role=Role.OFFICER, user_id=account.pk))
    assert told.value.why is why
    assert not InternalNote.objects.exists()
