"""Deals tests out to workers as xdist's `loadgroup` does, but those of no group by the file they stand in.

Tests of a file set up much the same: what a worker has made for one it remembers for the next. Dealt out one by one,
every worker would make it. Long files are dealt out in parts, and tests of short ones one by one at the end, so that no
worker waits long for another.

For every test that ends, xdist counts what each of its worker's tests came to, from the first on, and for every one it
hands out it looks through all names: with twenty thousand tests, most of a minute of a processor that workers need.
"""

from collections.abc import Sequence

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController

MOST = 40  # tests of a file that go to one worker at once: some seconds
FEW = 8  # tests of a file that are dealt out one by one, after all others: so no worker ends long before another


def parts_of(names: Sequence[str]) -> dict[str, str]:
    """What each test is dealt out with: its group, else its part of a file, all of much the same length."""
    files: dict[str, list[str]] = {}
    for name in names:
        if name.rfind("@") <= name.rfind("]"):
            files.setdefault(name.partition("::")[0], []).append(name)
    part = {name: name.rpartition("@")[2] for name in names}
    for file, tests in files.items():
        parts = -(-len(tests) // MOST) if len(tests) > FEW else len(tests)
        part |= {name: f"{file} {place * parts // len(tests)}" for place, name in enumerate(tests)}
    return part


class Dealing(LoadGroupScheduling):
    """Groups, and parts of files, the longest first; what is done is let go of."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        super().__init__(config, log)
        self._places: dict[WorkerController, dict[str, int]] = {}
        self._parts: dict[str, str] = {}

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        """Take note of a worker's tests, and of where each stands."""
        super().add_node_collection(node, collection)
        self._places[node] = {name: place for place, name in enumerate(collection)}
        self._parts = self._parts or parts_of(collection)

    def _split_scope(self, nodeid: str) -> str:
        """What a test is dealt out with."""
        return self._parts[nodeid]

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        """Forget a test that has ended, and its group with the last of it."""
        name = self.registered_collections[node][item_index]
        work = self.assigned_work[node]
        group = self._split_scope(name)
        del work[group][name]
        if not work[group]:
            del work[group]
        self._reschedule(node)

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give a worker the next group, or the next test of none."""
        group, unit = self.workqueue.popitem(last=False)
        self.assigned_work[node][group] = unit
        node.send_runtest_some([self._places[node][name] for name in unit])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Dealing | None:
    """Deal out where groups are kept."""
    return Dealing(config, log) if config.getvalue("dist") == "loadgroup" else None
