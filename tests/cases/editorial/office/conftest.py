"""An officer's desk: officers who are signed in, and work of their agency."""

import pytest

from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.factories import KIM_LONG, Walk, ago

SAID = {"text": "Đã thay năm bóng.", "outcome": "done"}


@pytest.fixture
def officer(db):
    return an_account("answer", agency=KIM_LONG, username="hoa", first_name="Hoa", last_name="Trần")


@pytest.fixture
def office(officer):
    return signed_in(officer)


@pytest.fixture
def colleague(db):
    return signed_in(an_account("answer", agency=KIM_LONG, first_name="Nam", last_name="Lê"))


def given(title="Đèn hỏng", *, days=3, agency=None, **report):
    """A walk whose case was given to an agency so many days ago, and stands an hour before now.

    After three days one of them was a working day: before that, on a Sunday, no promise could be later than the term.
    """
    walk = Walk(at=ago(days=days, hours=2), title=title, **report).accept().assign(agency)
    return walk.until(ago(hours=1))


def answered(title="Đèn hỏng", *, days=5, **fields):
    """The same, answered and approved."""
    walk = given(title, days=days).until(ago(hours=5)).submit(**fields)
    return walk.until(ago(hours=3)).approve().until(ago(hours=1))
