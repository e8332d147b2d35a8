"""The database's figures over any history of a case: those of the pure rules and of the ledger, kept or not."""

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.cases.accountability.as_told import all_as_told, clocks_as_told
from tests.cases.accountability.counted_directly import kept_as_counted
from tests.cases.accountability.told_figures import Told
from tests.cases.actions.lives import Life, lives

pytestmark = pytest.mark.django_db


class Figured(Life):
    """A life of which the figures are looked at now and then, and of whose clocks at its end also far ahead."""

    looked = 0

    def before(self):
        self.looked += 1
        if self.looked % 8 == 0:
            all_as_told([self.case, self.other], self.now)

    def teardown(self):
        try:
            if hasattr(self, "case"):
                all_as_told([self.case, self.other], self.now)
                kept_as_counted(self.now)
                later = self.now.replace(year=2027)
                clocks_as_told(Told([self.case, self.other], later), later)
        finally:
            super().teardown()


def test_any_history():
    run_state_machine_as_test(Figured, settings=lives(2, 20))
