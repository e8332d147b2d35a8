"""Answers of nearly the same text: kept when submitted, found by what they share, made anew by `rebuild_search`."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from cases.actions.hinting import keys_by_version
from cases.models import HintPhrase, Submission
from search import same_answers
from search.models import (
    AnswerKey,
    Label,
    SearchDetail,
    SearchDocument,
    SearchDocumentAgency,
    SearchDocumentStreet,
    SearchText,
)
from search.same_answers import Finder, index_answers
from tests.factories import Walk, walk_to
from tests.search.test_reading_ahead import AtOnce

pytestmark = pytest.mark.django_db

LONG = (
    "Đội chiếu sáng đã thay năm bóng đèn hỏng trên tuyến, kiểm tra lại toàn bộ dây dẫn và tủ điện trong tối cùng ngày"
)


@pytest.fixture
def finder():
    return Finder()


def submitted(text=LONG):
    walk = Walk().accept().assign().later(days=1).submit(text=text)
    return walk.case.pk, walk.answer.submissions.get()


def stored():
    return set(AnswerKey.objects.values_list("version", "key", "case_id"))


def test_a_submitted_text_is_kept(finder):
    case_id, version = submitted()
    book = HintPhrase.objects.book()
    [(_, _, keys)] = keys_by_version([(version.pk, LONG, case_id)], book)
    assert stored() == {(version.pk, key, case_id) for key in keys}
    assert finder.alike(keys, besides=0) == [version.pk]
    assert finder.alike(keys, besides=case_id) == []


def test_a_short_text_is_not():
    submitted("Đã thay bóng.")
    assert stored() == set()


def test_a_submission_that_fails_leaves_nothing(monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("cases.actions.answering.text_digest", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        submitted()
    assert stored() == set()


def test_those_that_share_most_come_first_and_newer_ones_among_equals(finder):
    for version, keys in ((1, [1, 2]), (2, [1, 2, 3]), (3, [1, 9]), (4, [1, 2]), (5, [7])):
        finder.keep(version, case_id=version, keys=keys)
    assert finder.alike([1, 2, 3], besides=0) == [2, 4, 1, 3]
    assert finder.alike([1, 2, 3], besides=2) == [4, 1, 3]
    assert finder.alike([], besides=0) == []
    assert finder.alike([8], besides=0) == []


def test_keeping_again_replaces(finder):
    finder.keep(1, case_id=1, keys=[1, 2, 2])
    finder.keep(1, case_id=1, keys=[2, 3])
    assert stored() == {(1, 2, 1), (1, 3, 1)}


def test_a_key_stands_once_for_a_version():
    AnswerKey.objects.create(key=1, version=1, case_id=1)
    with pytest.raises(IntegrityError):
        AnswerKey.objects.create(key=1, version=1, case_id=1)


def test_a_lookup_is_one_query_and_gives_few(finder, django_assert_num_queries):
    for version in range(1, same_answers.FOUND + 6):
        finder.keep(version, case_id=version, keys=[1, 2])
    with django_assert_num_queries(1):
        found = finder.alike([1, 2, 3], besides=1)
    assert len(found) == same_answers.FOUND


def test_rebuilding_keeps_what_is_there_adds_what_is_not_and_forgets_what_is_gone(finder, monkeypatch):
    monkeypatch.setattr(same_answers, "AT_ONCE", 2)
    versions = [submitted() for _ in range(5)]
    wanted = stored()
    AnswerKey.objects.filter(version__in=[version.pk for _case, version in versions[1:4]]).delete()
    finder.keep(10_000_000, case_id=1, keys=[1])
    assert sum(index_answers()) == Submission.objects.count() == 5
    assert stored() == wanted
    assert sum(index_answers()) == 5
    assert stored() == wanted


def test_what_another_process_has_written_meanwhile_stays(monkeypatch):
    """Two rebuilds at once: what has no keys is asked some batches before they are written."""
    versions = [submitted() for _ in range(2)]
    wanted = stored()
    AnswerKey.objects.all().delete()
    worked_out = same_answers._keys

    def as_does_another(rows):
        found = worked_out(rows)
        kept = [row for row in found if row[1] == versions[0][1].pk]
        AnswerKey.objects.bulk_create(AnswerKey(key=key, version=pk, case_id=case_id) for key, pk, case_id in kept)
        return found

    monkeypatch.setattr(same_answers, "_keys", as_does_another)
    assert sum(index_answers()) == 2
    assert stored() == wanted
    assert AnswerKey.objects.count() == len(wanted)


def test_others_work_the_keys_out(monkeypatch):
    monkeypatch.setattr(same_answers, "AT_ONCE", 1)
    [submitted() for _ in range(3)]
    wanted = stored()
    AnswerKey.objects.all().delete()
    pool = AtOnce()
    assert sum(index_answers(pool=pool)) == 3
    assert stored() == wanted
    assert pool.asked == 1 + 3  # the first only asks whether anybody is there


def test_nobody_makes_way_where_nothing_is_written(monkeypatch):
    """Short texts never have keys, so every rebuild looks at them again: of a city's, most."""
    waited = []
    monkeypatch.setattr(same_answers, "AT_ONCE", 1)
    monkeypatch.setattr(same_answers.Gap, "wait", lambda self: waited.append(True))
    for text in ("Đã thay bóng.", LONG, "Đã dọn rác."):
        submitted(text)
    AnswerKey.objects.all().delete()
    assert list(index_answers()) == [0, 1, 1, 1]
    assert len(waited) == 1


def test_the_command_does_it(capsys):
    walk_to("awaiting")
    case_id, version = submitted()
    AnswerKey.objects.all().delete()
    call_command("rebuild_search", verbosity=0)
    assert {(row[0], row[2]) for row in stored()} == {(version.pk, case_id)}
    assert capsys.readouterr().out == ""


def test_the_planner_knows_all_that_the_command_has_written():
    """Without statistics the first questions after it are answered by other plans, until the database looks itself."""
    submitted()
    AnswerKey.objects.all().delete()
    call_command("rebuild_search", verbosity=0)
    sqlite = "SELECT DISTINCT tbl FROM sqlite_stat1"
    with connection.cursor() as cursor:
        cursor.execute(sqlite if connection.vendor == "sqlite" else "SELECT relname FROM pg_class WHERE reltuples > 0")
        known = {name for (name,) in cursor.fetchall()}
    written = (SearchDocument, SearchDocumentAgency, SearchDocumentStreet, SearchDetail, SearchText, Label, AnswerKey)
    assert {model._meta.db_table for model in written} <= known
