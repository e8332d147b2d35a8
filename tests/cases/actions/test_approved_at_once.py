"""One shows more of an answer while another approves it: whoever comes second is told, and nothing unseen is public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions import covering, deciding, photos
from cases.actions.actor import CENTER, OFFICER
from cases.actions.awaiting_effect import WouldShowMore
from cases.actions.evidence import attach
from cases.models import PendingDecision, Photo, Submission
from tests.cases.actions.picture_files import saved
from tests.cases.actions.test_bad_luck import in_turn
from tests.factories import walk_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def walk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = walk_to("assigned").later(hours=1).draft()
    attach(answer=found.answer, data=saved(), kind="after", by=OFFICER)
    found.submit().later(hours=1)
    photos.hide_photo(photo=Photo.objects.get(), by=CENTER, at=found.at)
    return found


@pytest.mark.parametrize("approves_first", [True, False])
def test_a_photo_is_shown_while_its_answer_is_approved_without_it(writers, walk, approves_first):
    photo, answer, at = Photo.objects.get(), walk.answer, walk.at
    read = covering.covers_stamp(answer.submissions.get(), [photo])
    told = {"answer": answer, "version": 1, "choice": "approve", "covers": read, "by": CENTER, "at": at}

    def approve():
        deciding.decide(**told)
        return "approved"

    def show():
        photos.show_photo(photo=photo, by=CENTER, at=at)
        return "shown"

    together = writers()
    together.at_once(*(in_turn(approve, show) if approves_first else in_turn(show, approve)))
    (fault,) = together.faults
    waits, withheld = together.ask(lambda: (PendingDecision.objects.count(), Photo.objects.get().withheld))
    if approves_first:
        assert (together.results, type(fault), waits, withheld) == (["approved"], WouldShowMore, 1, True)
    else:
        assert (together.results, type(fault), waits, withheld) == (["shown"], covering.CoversChanged, 0, False)
    together.ask(lambda: deciding.settle(now=timezone.now() + timedelta(seconds=61)))
    assert together.ask(lambda: Photo.objects.exclude(shown="").count()) == 0
    assert together.findings() == []


def test_words_are_covered_while_the_answer_takes_effect(writers, walk):
    """Whichever comes first: they are public nowhere, and the ledger tells it."""
    version, at = walk.answer.submissions.get(), walk.at
    read = covering.covers_stamp(version, Photo.objects.all())
    deciding.decide(answer=walk.answer, version=1, choice="approve", covers=read, by=CENTER, at=at)
    told = {"start": 0, "end": 2, "kind": "tên người", "reason": photos.PERSONAL, "by": CENTER, "at": at}
    together = writers()
    together.at_once(
        *in_turn(
            lambda: covering.cover(version=version, **told),
            lambda: deciding.settle(now=timezone.now() + timedelta(seconds=61)),
        )
    )
    assert together.faults == []
    made = together.ask(Submission.objects.get)
    assert (made.decision, made.covers[0][:2]) == ("approved", [0, 2])
    kinds = together.ask(lambda: list(walk.case.events.values_list("kind", flat=True)))
    assert {"review.cover", "answer.cover"} <= set(kinds)
    assert together.findings() == []
