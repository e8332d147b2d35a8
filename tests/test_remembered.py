"""Writing from memory is as good as the verb, and never happens where it could be another one."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.actions import receive
from cases.actions.actor import Actor, Role
from cases.models import Case, Delivery, Event, Standing, Story
from cases.signals import cases_changed
from tests.accounts import an_account
from tests.factories import Walk, an_agency, walk_to
from tests.remembered import UnknownError, journal, plain, remembered

pytestmark = pytest.mark.django_db
SQLITE = connection.vendor == "sqlite"
TABLES = (Case, Event, Standing, Story, Delivery)


def rows():
    return {model: list(model.objects.order_by("pk").values()) for model in TABLES}


@pytest.fixture
def asked(monkeypatch):
    """How often the verb itself was asked to receive a case."""
    calls = []
    original = receive.receive

    def receiving(**fields):
        calls.append(fields)
        return original(**fields)

    receive.receive = receiving
    yield calls
    receive.receive = original


def undone(walking):
    """What is in the tables after this, which is taken back again."""
    with transaction.atomic():
        walking()
        found = rows()
        transaction.set_rollback(True)
    return found


def test_rows_from_memory_are_those_of_the_verbs(asked):
    first = undone(lambda: walk_to("answered", title="Từ đầu"))
    assert undone(lambda: walk_to("answered", title="Từ đầu")).keys() == first.keys()
    if SQLITE:
        assert undone(lambda: walk_to("answered", title="Từ đầu")) == first
        assert len(asked) == 1


def test_the_walk_is_left_as_the_verbs_leave_it():
    with transaction.atomic():
        walk = walk_to("awaiting", title="Dở dang")
        held = walk.case, walk.assignment, walk.answer, walk.at
        transaction.set_rollback(True)
    again = walk_to("awaiting", title="Dở dang")
    assert again.at == held[3]
    assert again.assignment.agency == an_agency()
    assert again.approve().case.state == "answered"
    if SQLITE:
        assert (again.case, again.assignment, again.answer) == held[:3]


def test_another_row_beforehand_is_another_beginning(asked):
    undone(lambda: Walk(title="Trước"))
    an_agency("UBND phường khác")
    Walk(title="Trước")
    assert len(asked) == 2


def test_what_was_taken_back_does_not_count(asked):
    undone(lambda: Walk(title="Lại"))
    undone(lambda: an_agency("UBND phường khác"))
    Walk(title="Lại")
    assert len(asked) == (1 if SQLITE else 2)


def test_accounts_are_no_other_beginning_but_do_things_themselves(asked):
    undone(lambda: Walk(title="Có người"))
    account = an_account("edit")
    undone(lambda: Walk(title="Có người"))
    assert len(asked) == (1 if SQLITE else 2)
    by = Actor(role=Role.CENTER, user_id=account.pk)
    for _ in range(2):
        undone(lambda: Walk(title="Của người", by=by))
    assert len(asked) == (3 if SQLITE else 4)


@pytest.mark.parametrize("how", ["patched", "settings", "queries"])
def test_the_verb_itself_where_the_world_was_changed(asked, how, monkeypatch, settings):
    undone(lambda: Walk(title=how))
    if how == "patched":
        monkeypatch.setattr(receive, "__doc__", "thay")
    elif how == "settings":
        settings.RULING_WORKING_DAYS = 3
    with CaptureQueriesContext(connection) if how == "queries" else transaction.atomic():
        Walk(title=how)
    assert len(asked) == 2


def test_who_waits_for_the_commit_is_told_from_memory_too(django_capture_on_commit_callbacks):
    told = []

    def hear(sender, case_ids, **more):
        told.append(case_ids)

    cases_changed.connect(hear)
    try:
        undone(lambda: Walk(title="Báo"))
        with django_capture_on_commit_callbacks(execute=True):
            walk = Walk(title="Báo")
    finally:
        cases_changed.disconnect(hear)
    assert told == [[walk.case.pk]]


def test_values_of_no_plain_identity_are_refused():
    assert plain([1, "a"]) == (("int", 1), ("str", "a"))
    assert plain(True) != plain(1)
    for value in (object(), Actor(role=Role.CENTER, user_id=1), Case()):
        with pytest.raises(UnknownError):
            plain(value)


def test_a_verb_that_took_something_back_is_not_kept():
    class Hesitant(Walk):
        @remembered
        def hesitate(self):
            undone(lambda: an_agency("UBND phường thoáng qua"))
            return self

    walk = Hesitant(title="Do dự")
    before = len(journal.kept)
    assert walk.hesitate().hesitate().case.state == "received"
    assert len(journal.kept) == before
