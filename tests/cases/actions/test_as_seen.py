"""Acting on what was read: the second of two is told, and nothing of the second is done."""

import pytest

from cases.actions import remove
from cases.actions.actor import CENTER
from cases.actions.as_seen import CaseChanged, as_seen
from cases.actions.causes import CenterCause
from tests.factories import Walk, walk_to

pytestmark = pytest.mark.django_db


def test_what_is_as_it_was_is_acted_on():
    walk, into = walk_to("assigned"), Walk(title="Khác").accept()
    with as_seen(walk.case, walk.case.version, into.case):
        remove.merge(case=walk.case, into=into.case, by=CENTER, at=walk.at)
    assert walk.case.merged_into == into.case


def test_what_has_changed_is_not():
    walk = walk_to("assigned")
    seen = walk.case.version
    walk.withdraw().later(hours=1)
    events = walk.case.events.count()
    with pytest.raises(CaseChanged) as caught, as_seen(walk.case, seen):
        remove.restore(case=walk.case, by=CENTER, at=walk.at)
    assert (caught.value.cause, caught.value.case.state) == (CenterCause.CHANGED, "withdrawn")
    assert walk.case.events.count() == events
