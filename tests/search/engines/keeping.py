"""The contract of engines, first part: documents come, are replaced and go."""

from datetime import timedelta

import pytest
from django.db import transaction

from search.engines.base import Ability
from search.question import Facet, Question
from tests.search.documents import (
    CITY_LIGHTS,
    DAY,
    KIM_LONG,
    NOW,
    PHU_XUAN,
    WARD_OFFICE,
    document,
)
from tests.search.engines.asking import Asks

MICROSECOND = timedelta(microseconds=1)


class KeepsDocuments(Asks):
    """What is put is found, newest version only, until it is removed."""

    def test_nothing_is_found_in_nothing(self, engine):
        result = engine.ask(Question(), NOW)
        assert result.counts.total == 0
        assert result.page.hits == ()
        assert result.page.next is result.page.previous is None
        assert all(choices == () for choices in result.counts.facets.values())

    def test_what_is_put_is_found_whole(self, engine):
        given = document(
            7,
            lat=16.4,
            lon=107.5,
            answer="Đã thay bóng.",
            place="Số 145 Kim Long",
            sent_at=NOW - 3 * DAY,
            promised_on=NOW.date(),
            broken_from=NOW + DAY + MICROSECOND,
            agencies=(CITY_LIGHTS, WARD_OFFICE),
            round=2,
        )
        engine.put([given])
        (hit,) = engine.page(Question(), NOW).hits
        assert hit.document == given

    def test_put_again_replaces(self, engine):
        engine.put([document(1, title="Ngập nước", agencies=(CITY_LIGHTS, WARD_OFFICE), ward=KIM_LONG)])
        engine.put([document(1, version=2, title="Rác thải", agencies=(WARD_OFFICE,), ward=PHU_XUAN)])
        assert self.found(engine, "rac") == [1]
        assert self.found(engine, "ngap") == []
        assert self.counted(engine, Facet.AGENCY) == {WARD_OFFICE.slug: 1}
        assert self.counted(engine, Facet.WARD) == {PHU_XUAN.slug: 1}

    def test_the_same_version_replaces(self, engine):
        engine.put([document(1, version=3, title="Ngập nước")])
        engine.put([document(1, version=3, title="Rác thải")])
        assert self.found(engine, "rac") == [1]

    def test_an_older_version_never_wins(self, engine):
        engine.put([document(1, version=3, title="Ngập nước")])
        engine.put([document(1, version=2, title="Rác thải"), document(2, version=1)])
        assert self.found(engine, "ngap") == [1]
        assert self.found(engine, "rac") == []
        assert self.found(engine) == [2, 1]

    def test_the_newest_of_one_batch_wins(self, engine):
        engine.put([document(1, version=1, title="một"), document(1, version=3, title="ba"), document(1, version=2)])
        (hit,) = engine.page(Question(), NOW).hits
        assert hit.document.title == "ba"

    def test_what_is_removed_is_gone(self, engine):
        engine.put([document(n) for n in range(1, 5)])
        engine.remove([2, 3, 99])
        assert self.found(engine) == [4, 1]
        assert self.found(engine, "den") == [4, 1]
        assert self.counted(engine, Facet.AGENCY) == {CITY_LIGHTS.slug: 2}
        engine.put([document(2, title="Rác")])
        assert self.found(engine, "rac") == [2]
        assert 2 not in self.found(engine, "den")

    def test_what_is_known_can_be_listed(self, engine):
        engine.put([document(n, version=n) for n in (1, 3, 5, 8)])
        assert engine.known(3, 5) == {3: 3, 5: 5}
        assert engine.known(6, 2**63 - 1) == {8: 8}
        engine.remove([3])
        assert engine.known(0, 5) == {1: 1, 5: 5}
        assert engine.known(9, 2**63 - 1) == {}

    def test_clear_forgets_everything(self, engine):
        engine.put([document(n) for n in range(1, 5)])
        engine.clear()
        assert self.found(engine) == []
        assert self.found(engine, "den") == []
        engine.put([document(2)])
        assert self.found(engine, "den") == [2]

    def test_settling_changes_nothing(self, engine):
        engine.put([document(n) for n in range(1, 5)])
        before = engine.ask(Question(q="den"), NOW)
        engine.settle()
        assert engine.ask(Question(q="den"), NOW) == before

    def test_every_change_shows_in_the_generation(self, engine):
        seen = [engine.generation()]
        for change in (
            lambda: engine.put([document(1)]),
            lambda: engine.put([document(1, version=2)]),
            lambda: engine.remove([1]),
            engine.clear,
        ):
            change()
            seen.append(engine.generation())
        assert len(set(seen)) == len(seen)
        assert engine.generation() == seen[-1]

    def test_a_rolled_back_transaction_leaves_nothing(self, engine):
        if Ability.TRANSACTIONS not in engine.abilities:
            pytest.xfail("this engine does not take part in transactions")
        engine.put([document(1)])
        before = engine.generation()
        with transaction.atomic():
            engine.put([document(2, title="Rác")])
            engine.remove([1])
            transaction.set_rollback(True)
        assert self.found(engine) == [1]
        assert self.found(engine, "rac") == []
        assert engine.generation() == before
