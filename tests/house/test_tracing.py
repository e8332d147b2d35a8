"""Coverage looks away from whole tests, fixtures included, and looks again after them."""

from types import SimpleNamespace

import pytest

from tests import conftest
from tests.tracing import untraced


class Controller:
    """As much of the coverage plugin as is asked for."""

    def __init__(self):
        self.started, self.calls = True, []

    def pause(self):
        self.started = False
        self.calls.append("pause")

    def resume(self):
        self.started = True
        self.calls.append("resume")


def config(controller):
    plugin = SimpleNamespace(cov_controller=controller)
    return SimpleNamespace(pluginmanager=SimpleNamespace(getplugin={"_cov": plugin}.get))


def test_it_is_paused_and_resumed_once_whatever_is_inside():
    controller = Controller()
    with untraced(config(controller)), untraced(config(controller)):
        assert controller.calls == ["pause"]
    assert controller.calls == ["pause", "resume"]


def test_it_is_resumed_also_after_a_failure():
    controller = Controller()
    with pytest.raises(ValueError, match="broken"), untraced(config(controller)):
        raise ValueError("broken")
    assert controller.started


@pytest.mark.parametrize("controller", [None, Controller()])
def test_where_nothing_is_traced_nothing_is_paused(controller):
    if controller:
        controller.started = False
    with untraced(config(controller)):
        pass
    assert controller is None or controller.calls == []


@pytest.mark.parametrize(("marked", "calls"), [(False, ["ran"]), (True, ["pause", "ran", "resume"])])
def test_a_test_is_left_out_from_its_first_fixture_to_its_last(marked, calls):
    controller = Controller()
    mark = pytest.mark.untraced.mark if marked else None
    item = SimpleNamespace(config=config(controller), get_closest_marker=lambda name: mark)
    run = conftest.pytest_runtest_protocol(item)
    next(run)
    controller.calls.append("ran")
    with pytest.raises(StopIteration) as ended:
        run.send(True)
    assert ended.value.value is True
    assert controller.calls == calls
