"""`tests.dealing`: each worker gets groups and files, and nothing is dealt out twice or left."""

from collections import Counter
from types import SimpleNamespace

import pytest
from xdist.remote import Producer

from tests import dealing
from tests.dealing import FEW, MOST, Dealing, parts_of, pytest_xdist_make_scheduler

NAMES = [
    *(f"tests/test_a.py::test_{n}@city" for n in range(5)),
    *(f"tests/test_b.py::test_{n}" for n in range(7)),
    *(f"tests/test_c.py::test_{n}@month" for n in range(3)),
    "tests/test_d.py::test_x[a@b]",
]
CONFIG = SimpleNamespace(
    getvalue=lambda name: {"tx": ["2*popen"], "dist": "loadgroup"}[name], option=SimpleNamespace(loadscopereorder=True)
)
QUIET = Producer("quiet", enabled=False)


class Node:
    """A worker that takes note of what it is given."""

    def __init__(self, name):
        self.gateway = SimpleNamespace(id=name)
        self.given, self.shutting_down = [], False

    def send_runtest_some(self, places):
        self.given.append([NAMES[place] for place in places])

    def shutdown(self):
        self.shutting_down = True


def dealt(scheduling):
    """Two workers, and who deals out to them; both know all tests, and have their first ones."""
    dealer, nodes = scheduling(CONFIG, QUIET), [Node("gw0"), Node("gw1")]
    for node in nodes:
        dealer.add_node(node)
    for node in nodes:
        dealer.add_node_collection(node, NAMES)
    dealer.schedule()
    return dealer, nodes


def finish(dealer, node):
    """The worker ends the first of its tests that has not ended yet; false where there is none."""
    pending = [name for unit in dealer.assigned_work[node].values() for name, done in unit.items() if not done]
    if pending:
        dealer.mark_test_complete(node, NAMES.index(pending[0]))
    return bool(pending)


def test_a_group_goes_to_one_worker_and_so_does_a_file_or_a_part_of_one(monkeypatch):
    monkeypatch.setattr(dealing, "MOST", 4)
    monkeypatch.setattr(dealing, "FEW", 6)
    found = parts_of(NAMES)
    assert [found[name] for name in NAMES] == [
        *["city"] * 5,
        *["tests/test_b.py 0"] * 4,
        *["tests/test_b.py 1"] * 3,
        *["month"] * 3,
        "tests/test_d.py 0",
    ]


def test_tests_of_a_short_file_are_dealt_out_one_by_one():
    names = [f"tests/test_a.py::test_{n}" for n in range(FEW)]
    assert len({*parts_of(names).values()}) == FEW
    assert len({*parts_of([*names, "tests/test_a.py::test_more"]).values()}) == 1


def test_parts_of_a_long_file_are_of_much_the_same_length():
    found = Counter(parts_of([f"tests/test_a.py::test_{n}" for n in range(2 * MOST + 1)]).values())
    assert sorted(found.values()) == [27, 27, 27]


@pytest.mark.parametrize("turns", [[0, 1], [0, 0, 0, 1], [1], [0]])
def test_every_test_is_dealt_out_once_the_longest_part_first(monkeypatch, turns):
    monkeypatch.setattr(dealing, "MOST", 4)
    monkeypatch.setattr(dealing, "FEW", 6)
    dealer, nodes = dealt(Dealing)
    for turn in [*turns * len(NAMES), *[0, 1] * len(NAMES)]:
        finish(dealer, nodes[turn])
    assert dealer.tests_finished
    units = [unit for node in nodes for unit in node.given]
    assert sorted(name for unit in units for name in unit) == sorted(NAMES)
    assert sorted(len(unit) for unit in units) == [1, 3, 3, 4, 5]
    assert (nodes[0].given[0], len(nodes[1].given[0])) == (NAMES[:5], 4)


def test_what_is_done_is_let_go_of():
    dealer, (node, _) = dealt(Dealing)
    given = [name for unit in node.given for name in unit]
    while finish(dealer, node):
        held = {name for unit in dealer.assigned_work[node].values() for name in unit}
        given = [name for unit in node.given for name in unit]
        assert len(held) <= len(NAMES[:5]) + 2 + len(NAMES[5:12])
    assert dealer.assigned_work[node] == {}
    assert len(given) > 5


def test_what_a_worker_leaves_behind_is_dealt_out_again():
    dealer, (left, stays) = dealt(Dealing)
    finish(dealer, left)
    held = [name for unit in dealer.assigned_work[left].values() for name in unit]
    assert dealer.remove_node(left) == held[0]
    while finish(dealer, stays):
        pass
    again = {name for unit in stays.given for name in unit}
    assert set(held) <= again
    assert again == set(NAMES) - {left.given[0][0]}


@pytest.mark.parametrize(("dist", "ours"), [("loadgroup", True), ("load", False)])
def test_only_groups_are_dealt_out_like_that(dist, ours):
    config = SimpleNamespace(**{**vars(CONFIG), "getvalue": lambda name: {"tx": ["popen"], "dist": dist}[name]})
    assert isinstance(pytest_xdist_make_scheduler(config, QUIET), Dealing) is ours
