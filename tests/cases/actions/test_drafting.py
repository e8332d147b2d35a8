"""A draft at the desk: begun once, written over knowingly, and only where there is something to write."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions import drafting
from cases.actions.actor import OFFICER, Actor, Role
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.drafting import DraftChanged, in_hand, published, seen
from cases.models import Answer, Event
from cases.rules.rights import RightRefused, Why
from cases.rules.states import MoveRefused
from tests.accounts import an_account
from tests.factories import KIM_LONG, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db


def save(walk, read=None, *, text="Đã thay bóng", outcome="done", by=OFFICER, **fields):
    held = walk.assignment
    read = seen(in_hand(held)) if read is None else read
    at = walk.at + timedelta(hours=1)
    return drafting.save_draft(assignment=held, read=read, text=text, outcome=outcome, by=by, at=at, **fields)


def test_what_was_seen_tells_every_state_of_a_draft_from_every_other():
    walk = walk_to("assigned")
    marks = [seen(in_hand(walk.assignment))]
    marks += [seen(save(walk, text=text)) for text in ("một", "hai", "một")]
    assert marks[0] == ""
    assert len(set(marks)) == 4
    assert marks[-1] == seen(in_hand(walk.assignment))
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("read", ["", "1.1", "x"])
def test_who_has_not_read_what_stands_there_is_refused_and_told_who_wrote_it(read):
    walk = walk_to("assigned")
    writer = an_account("answer", agency=KIM_LONG, first_name="Nam", last_name="Lê")
    save(walk, text="một", by=Actor(role=Role.OFFICER, user_id=writer.pk))
    stands = save(walk, text="hai", by=Actor(role=Role.OFFICER, user_id=writer.pk))
    with pytest.raises(DraftChanged) as told:
        save(walk, read, text="ba")
    assert told.value.answer == stands
    assert told.value.name == writer.get_full_name()
    assert told.value.cause is Cause.CHANGED_BY_ANOTHER
    stands.refresh_from_db()
    assert stands.text == "hai"


def test_the_same_words_meet_nobody():
    walk = walk_to("assigned")
    stands = save(walk, text="một\n\n• hai")
    assert save(walk, "", text="một\n\n- hai").pk == stands.pk
    for other in ({"text": "ba"}, {"outcome": "temporary"}):
        with pytest.raises(DraftChanged):
            save(walk, "", **{"text": "một\n\n- hai", **other})


@pytest.mark.parametrize("state", ["awaiting", "transferred", "withdrawn", "merged"])
def test_where_there_is_nothing_to_write_it_is_refused(state):
    walk = walk_to("assigned") if state == "transferred" else walk_to(state)
    if state == "transferred":
        own = walk.assignment
        walk.later(days=1).transfer()
        walk._assignment = own
    before = Answer.objects.count()
    with pytest.raises(ActionRefused) as told:
        save(walk, "")
    assert told.value.cause in (Cause.NOT_IN_HAND, Cause.REMOVED)
    assert Answer.objects.count() == before


def test_a_draft_that_is_gone_is_not_begun_anew_by_who_read_it():
    walk = walk_to("assigned")
    read = seen(save(walk))
    walk._answer = in_hand(walk.assignment)
    walk.later(days=1).submit().later(hours=1).refuse()
    with pytest.raises(ActionRefused) as told:
        save(walk, read)
    assert told.value.cause is Cause.NOT_IN_HAND
    assert save(walk, "").state == "draft", "who read that there is none begins another"


def test_of_an_answered_assignment_it_is_an_amendment_begun_once():
    walk = walk_to("answered")
    begun = save(walk, text="Thêm")
    again = save(walk, text="Thêm nữa")
    assert (begun.pk, again.amends, again.text) == (again.pk, walk.answer, "Thêm nữa")
    assert Event.objects.filter(kind="case.amend").count() == 1
    assert published(walk.assignment) == walk.answer


def test_an_amendment_waits_for_the_case_to_be_answered():
    walk = walk_to("assigned")
    own = walk.assignment
    walk.submit()
    walk.assign(an_agency(LIGHTING))
    walk._assignment = own
    walk.later(days=1).approve()
    with pytest.raises(MoveRefused):
        save(walk, "")


@pytest.mark.parametrize(
    ("account", "why"),
    [
        (lambda: an_account("answer", agency=LIGHTING), Why.OTHER_AGENCY),
        (lambda: an_account("follow", agency=KIM_LONG), Why.NO_POWER),
        (
            lambda: an_account("answer", agency=KIM_LONG, until=timezone.localdate() - timedelta(days=400)),
            Why.PAST_AGENCY,
        ),
    ],
    ids=["other agency", "follows terms", "has left"],
)
def test_who_may_not_write_is_refused(account, why):
    walk = walk_to("assigned")
    with pytest.raises(RightRefused) as told:
        save(walk, by=Actor(role=Role.OFFICER, user_id=account().pk))
    assert told.value.why is why
    assert not Answer.objects.exists()
