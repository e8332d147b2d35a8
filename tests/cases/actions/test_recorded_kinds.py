"""What actions write into the ledger, read from their own lines: every kind exists, and each without a move is used."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import cases.actions
from cases.models import EVERYBODY, MAILS, Consumer, takes_away
from cases.models.delivery import TAKING_AWAY
from cases.rules.states import DESK_KINDS, EVENT_KINDS, NO_MOVES

pytestmark = pytest.mark.pure

KIND = re.compile(r"(?:case|assignment|answer|review)\.[a-z_]+")
#: Columns and names of files that look like kinds.
NO_KINDS = {"case.page"}


@cache
def written():
    """Every text in the actions that names a kind of event."""
    files = Path(cases.actions.__path__[0]).glob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(text for text in texts if KIND.fullmatch(text))


def test_no_action_names_a_kind_that_does_not_exist():
    assert len(written()) > 40
    assert written() - EVENT_KINDS - NO_KINDS == set()


def test_every_kind_that_moves_nothing_is_recorded_by_some_action():
    assert NO_MOVES - written() == set()


def test_what_happens_on_the_desk_counts_for_nobody():
    """It takes nothing away from the public, for it never gave it anything."""
    assert DESK_KINDS < NO_MOVES
    assert not [kind for kind in DESK_KINDS if takes_away(kind, {"fields": ["title"], "level": "figures"})]
    assert TAKING_AWAY <= EVENT_KINDS


def test_mails_are_about_some_events_and_the_search_about_all():
    assert not set(EVERYBODY) & set(MAILS)
    assert {Consumer.MAIL, Consumer.ALERT} == set(MAILS)
