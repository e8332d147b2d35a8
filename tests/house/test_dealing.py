"""`tests.dealing`: workers get what xdist itself would have given them."""

from types import SimpleNamespace

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling

from tests.dealing import Dealing, pytest_xdist_make_scheduler

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


@pytest.mark.parametrize("turns", [[0, 1], [0, 0, 0, 1], [1], [0]])
def test_the_same_tests_go_to_the_same_workers_in_the_same_order(turns):
    told = []
    for scheduling in (LoadGroupScheduling, Dealing):
        dealer, nodes = dealt(scheduling)
        for turn in [*turns * len(NAMES), *[0, 1] * len(NAMES)]:
            finish(dealer, nodes[turn])
        assert dealer.tests_finished
        told.append([node.given for node in nodes])
    assert told[0] == told[1]
    assert sorted(name for given in told[1] for unit in given for name in unit) == sorted(NAMES)


def test_what_is_done_is_let_go_of():
    dealer, (node, _) = dealt(Dealing)
    given = [name for unit in node.given for name in unit]
    while finish(dealer, node):
        held = {name for unit in dealer.assigned_work[node].values() for name in unit}
        given = [name for unit in node.given for name in unit]
        assert len(held) <= len(NAMES[:5]) + 2
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
