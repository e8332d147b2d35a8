"""A ledger without any case; the tests of `test_verify` share one with three."""

import hashlib

import pytest

from cases.actions import verify

pytestmark = pytest.mark.django_db


def test_an_empty_ledger_is_whole():
    run = verify.Verification()
    assert list(run.run()) == []
    assert (run.cases, run.events, run.digest) == (0, 0, hashlib.sha256().hexdigest())
