"""Writing from memory is as good as the verb, and never happens where it could be another one."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg.types.json import Jsonb

from cases.actions import receive
from cases.actions.actor import Actor, Role
from cases.actions.bulk_rows import Rows, reserve_ids
from cases.models import Agency, Case, Delivery, Event, Standing, Story
from cases.signals import cases_changed
from tests.accounts import an_account
from tests.factories import Walk, an_agency, walk_to
from tests.remembered import Newest, UnknownError, frozen, journal, plain, remembered, said

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
    """What is in the tables after this, which is taken back again, as a city is."""
    with journal.taken_back(), transaction.atomic():
        walking()
        found = rows()
        transaction.set_rollback(True)
    return found


def test_rows_from_memory_are_those_of_the_verbs(asked):
    first = undone(lambda: walk_to("answered", title="Từ đầu"))
    assert undone(lambda: walk_to("answered", title="Từ đầu")) == first
    assert len(asked) == 1


def test_from_memory_as_much_is_known_of_the_rows_as_after_the_verbs(asked):
    keys = []
    for _ in range(2):
        undone(lambda: keys.append((walk_to("answered", title="Biết"), journal.key)[1]))
    assert keys[0] == keys[1]
    assert len(asked) == 1


def test_who_watches_statements_sees_each_of_them_from_memory_too(asked):
    undone(lambda: walk_to("answered", title="Xem"))
    seen = []

    def note(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        undone(lambda: walk_to("answered", title="Xem"))
    assert len(asked) == 1
    assert len([sql for sql in seen if sql.startswith('INSERT INTO "cases_event"')]) > 3


def test_what_a_verb_did_from_memory_is_remembered_with_the_verb_around_it():
    class Around:
        """A walk whose one verb walks another case."""

        @remembered
        def go(self):
            Walk(title="Trong")

    undone(lambda: Walk(title="Trong"))
    first = undone(lambda: Around().go())
    assert undone(lambda: Around().go()) == first
    assert len(first[Case]) == 1


def test_the_walk_is_left_as_the_verbs_leave_it():
    with journal.taken_back(), transaction.atomic():
        walk = walk_to("awaiting", title="Dở dang")
        held = walk.case, walk.assignment, walk.answer, walk.at
        transaction.set_rollback(True)
    again = walk_to("awaiting", title="Dở dang")
    assert again.at == held[3]
    assert again.assignment.agency == an_agency()
    assert again.approve().case.state == "answered"
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
    assert len(asked) == 1


def test_what_a_savepoint_took_back_counts_where_sequences_remember_it(asked):
    undone(lambda: Walk(title="Điểm lưu"))
    with transaction.atomic():
        an_agency("UBND phường khác")
        transaction.set_rollback(True)
    Walk(title="Điểm lưu")
    assert len(asked) == (1 if SQLITE else 2)


def test_keys_are_given_again_with_the_rows_they_were_taken_back_with():
    def keys():
        return [an_agency(f"UBND phường số {n}").pk for n in range(3)]

    with journal.taken_back(), transaction.atomic():
        first = keys()
        with journal.taken_back(), transaction.atomic():
            inner = an_agency("UBND phường bên trong").pk
            transaction.set_rollback(True)
        assert an_agency("UBND phường sau đó").pk == inner == first[-1] + 1
        transaction.set_rollback(True)
    assert keys() == first


def test_rows_that_are_copied_in_are_seen(asked):
    """Keys taken for them, and themselves; many are not looked at, and nothing is known of what comes after."""

    def copied(count):
        with journal.taken_back(), transaction.atomic():
            rows = Rows(Agency, ["name", "source_name", "slug", "kind"])
            for n in reserve_ids(Agency, count):
                rows.add(f"Đơn vị {n}", f"Đơn vị {n}", f"don-vi-{n}", "ward")
            rows.write()
            walk = Walk(title="Chép")
            transaction.set_rollback(True)
        return walk

    assert {copied(2).case.pk for _ in range(3)} == {1 + Case.objects.count()}
    assert len(asked) == 1
    copied(1)
    copied(60)
    copied(60)
    assert len(asked) == 4


def test_long_values_in_json_are_told_apart():
    long = {"a": "b" * 50 + "x"}
    assert repr(said((1, [Jsonb(long)]))) == repr([1, [long]])
    assert repr(Jsonb(long)) == repr(Jsonb({"a": "b" * 50 + "y"})), "by themselves they are not"


def test_what_a_verb_changes_after_it_was_written_is_remembered_as_it_was_written():
    value = {"a": [1]}
    (kept, number) = frozen((Jsonb(value), 1))
    value["a"].append(2)
    assert (kept.obj, number) == ({"a": [1]}, 1)


def test_accounts_are_no_other_beginning_but_do_things_themselves(asked):
    undone(lambda: Walk(title="Có người"))
    account = an_account("edit")
    undone(lambda: Walk(title="Có người"))
    assert len(asked) == 1
    by = Actor(role=Role.CENTER, user_id=account.pk)
    for _ in range(2):
        undone(lambda: Walk(title="Của người", by=by))
    assert len(asked) == 3


def test_nor_is_it_to_ask_whether_every_key_leads_somewhere(asked):
    undone(lambda: Walk(title="Khóa"))
    connection.check_constraints()  # as every test on PostgreSQL ends
    undone(lambda: Walk(title="Khóa"))
    assert len(asked) == 1


def test_nor_is_a_sign_in_another_beginning(asked, client):
    account = an_account("edit")
    undone(lambda: Walk(title="Đăng nhập"))
    client.force_login(account)
    session = client.session
    session["noted"] = "điều gì đó"
    session.save()
    undone(lambda: Walk(title="Đăng nhập"))
    assert len(asked) == 1, "every test of a screen signs somebody in"


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
    before = set(journal.kept)
    assert walk.hesitate().hesitate().case.state == "received"
    assert set(journal.kept) == before


def test_what_was_asked_for_last_is_kept(monkeypatch):
    monkeypatch.setattr("tests.remembered.MOST", 2)
    kept = Newest()
    kept["first",], kept["second",] = "a", "b"
    assert kept.get(("first",)) == "a"
    kept["third",] = "c"
    assert list(kept.items()) == [(("first",), "a"), (("third",), "c")]
    assert kept.get(("second",)) is None
