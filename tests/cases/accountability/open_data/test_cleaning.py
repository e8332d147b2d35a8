"""What is not public any more leaves every dump that is kept: by each verb that takes something away, and for good."""

import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases.accountability.open_data import cleaning, making
from cases.accountability.open_data.folder import days, dump_of
from cases.actions.actor import CENTER, IMPORT
from cases.actions.changing import changing
from cases.actions.classify import change_level
from cases.actions.cover_report import cover_report
from cases.actions.covering import cover_words
from cases.actions.remove import withdraw
from cases.actions.strike import strike
from cases.models import Consumer, Delivery, Extension, takes_away
from search.management.commands.work_outbox import work
from tests.cases.accountability.open_data.reading import everything, read
from tests.cities import built
from tests.factories import DUE, walk_to

SECRET = "zq7 Hoàng Thị Mai"  # a canary: public for a day, then not
COVER = {"kind": "tên người", "reason": "do-loi"}


def a_life():
    """An answered case that says a name everywhere, beside another that does not."""
    walk_to("answered", title="Đèn hỏng")
    said = walk_to("overdue", title=SECRET, text=SECRET, place=SECRET)
    said.extend(sentence=SECRET, promised_on=DUE.date().replace(day=20))
    return said.later(hours=1).submit(text=SECRET).approve()


named = built(a_life)


@pytest.fixture
def life(named, dumps):
    """The same, with two days' dumps of it."""
    folder = dumps()
    earlier = folder.with_name((timezone.localdate() - timedelta(days=3)).isoformat())
    shutil.copytree(folder, earlier)
    assert everything(dumps.above).count(SECRET) == 20  # two days, two kinds of file, five places
    return named


def struck(life):
    strike(extension=Extension.objects.get(), reason="do-loi", by=CENTER, at=timezone.now())


def waits():
    return Delivery.objects.filter(consumer=Consumer.OPEN_DATA).count()


@pytest.mark.django_db
@pytest.mark.xdist_group("open_data_erased")
class TestErasure:
    @pytest.mark.parametrize(
        "take_away",
        [
            lambda life: withdraw(case=life.case, reason="du-lieu-ca-nhan", by=CENTER, at=timezone.now()),
            lambda life: cover_report(case=life.case, words="Hoàng Thị Mai", **COVER, by=CENTER, at=timezone.now()),
            lambda life: cover_words(
                version=life.answer.submissions.get(), words="Hoàng Thị Mai", **COVER, by=CENTER, at=timezone.now()
            ),
            lambda life: change_level(case=life.case, level="figures", reason="Tố giác", by=CENTER, at=timezone.now()),
            struck,
        ],
        ids=["withdrawn", "covered", "answer covered", "level", "struck"],
    )
    def test_it_leaves_every_dump(self, life, dumps, take_away):
        take_away(life)
        assert waits() == 1
        assert {year for day in days() for year in cleaning.resting(dump_of(day), cleaning.waiting())} == {2026}
        assert cleaning.clean() == 2
        assert waits() == 0
        assert SECRET not in everything(dumps.above)
        assert "Đèn hỏng" in everything(dumps.above)
        for day in days():
            package, found = read(dump_of(day).path)
            assert package["removed"] == 1
            assert len(found["cases"]["cases-2026"]) == 1
            assert "reports taken out since: 1" in (dump_of(day).path / "README.md").read_text()

    def test_a_dump_made_afterwards_never_held_it_and_its_files_do_not_rest(self, life, dumps):
        withdraw(case=life.case, reason="du-lieu-ca-nhan", by=CENTER, at=timezone.now())
        folder = dumps()
        assert SECRET not in everything(folder)
        assert cleaning.resting(dumps.newest(), cleaning.waiting()) == set()
        assert cleaning.clean() == 1
        assert read(folder)[0]["removed"] == 0

    def test_what_takes_nothing_away_leaves_dumps_as_they_are(self, life, dumps):
        life.rate("acceptable", at=timezone.now())
        with changing(life.case, by=IMPORT, at=timezone.now()) as change:
            change.record("case.update", fields=["sent_at"], digest="0")
        assert waits() == 0
        assert not cleaning.clean_next()
        assert SECRET in everything(dumps.above)

    def test_the_worker_cleans_one_dump_a_look_the_newest_first(self, life, dumps):
        withdraw(case=life.case, reason="du-lieu-ca-nhan", by=CENTER, at=timezone.now())
        seen = []
        for _ in range(3):
            work()
            seen.append([SECRET in everything(dump_of(day).path) for day in days()])
        assert seen == [[False, True], [False, False], [False, False]]
        assert waits() == 0

    def test_what_is_withdrawn_while_a_dump_is_made_leaves_that_one_too(self, life, dumps, monkeypatch):
        """A dump tells of the moment at which it began: the outbox waits for its end."""
        told = making.of_lists.WHOLE["wards"]

        def meanwhile():
            if not waits():
                withdraw(case=life.case, reason="du-lieu-ca-nhan", by=CENTER, at=timezone.now())
            assert not cleaning.clean_next()
            assert waits() == 1
            return told()

        monkeypatch.setitem(making.of_lists.WHOLE, "wards", meanwhile)
        folder = dumps()
        assert SECRET in everything(folder)
        call_command("dump_public", "--clean", stdout=StringIO(), stderr=StringIO())
        assert SECRET not in everything(dumps.above)

    def test_killed_while_it_cleans_it_is_done_again(self, life, dumps, monkeypatch):
        withdraw(case=life.case, reason="du-lieu-ca-nhan", by=CENTER, at=timezone.now())
        write = cleaning.write_package

        def killed(*arguments):
            raise KeyboardInterrupt

        monkeypatch.setattr(cleaning, "write_package", killed)
        with pytest.raises(KeyboardInterrupt):
            cleaning.clean()
        monkeypatch.setattr(cleaning, "write_package", write)
        assert cleaning.clean() == 2
        assert SECRET not in everything(dumps.above)
        for day in days():
            read(dump_of(day).path)

    def test_without_dumps_nothing_waits(self, life, settings):
        settings.OPEN_DATA_ROOT = ""
        withdraw(case=life.case, reason="du-lieu-ca-nhan", by=CENTER, at=timezone.now())
        assert waits() == 0


@pytest.mark.parametrize(
    ("kind", "data", "is_so"),
    [
        ("case.withdraw", {}, True),
        ("case.merge", {}, True),
        ("case.place", {}, True),
        ("assignment.retract", {}, True),
        ("case.update", {"level": "summary"}, True),
        ("case.update", {"fields": ["accepted_at", "text"]}, True),
        ("case.update", {"fields": ["accepted_at"], "digest": "0"}, False),
        ("case.update", {"photo": 1, "public": False}, False),
        ("case.update", {"category": "rac"}, False),
        ("case.answer", {}, False),
    ],
)
def test_what_takes_something_away(kind, data, is_so):
    assert takes_away(kind, data) is is_so
