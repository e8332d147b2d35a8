"""Lanes of `tests.run`: steps that take their time beside others, and what they wait for."""

import json
import threading
import time

import pytest

from tests import run


def test_steps_of_two_lanes_run_side_by_side_and_their_lines_are_kept_apart(steps, monkeypatch, tmp_path, capfd):
    monkeypatch.setenv(run.FAILURES, str(tmp_path / "failures"))
    met = threading.Barrier(2, timeout=20)

    def meets(name: str):
        def take(arguments) -> bool:
            met.wait()  # breaks where the other one has not begun
            said = f"import os; print('{name} says'); open(os.environ['{run.FAILURES}'], 'w').write('test_{name}\\n')"
            return run.python("-c", said)

        return take

    monkeypatch.setattr(run, "LANES", (("three",), ("two",)))
    for name in ("two", "three"):
        monkeypatch.setitem(run.STEPS, name, meets(name))
    assert run.main(["one", "two", "three"]) == 0
    told = [line for line in capfd.readouterr().out.splitlines() if line and not line.startswith("$")]
    assert [line.split()[1] for line in told if line.startswith("===")] == ["one", "three", "two", "summary"]
    assert told[told.index("three says") - 1].startswith("=== three")
    assert told[told.index("two says") - 1].startswith("=== two"), "what was said aside is said once it is over"
    assert [line.split()[:2] for line in told[-5:]] == [
        *(["passed", "one"], ["passed", "two"], ["test_two"], ["passed", "three"], ["test_three"])
    ]


def test_steps_of_a_lane_follow_one_another_beside_another_lane(steps, monkeypatch, capsys):
    monkeypatch.setattr(run, "LANES", (("two",), ("three", "one")))
    done, over = [], threading.Event()

    def step(name: str, last: bool = False):
        def take(arguments) -> bool:
            if name == "two":
                assert over.wait(20), "the other lane has two steps to take meanwhile"
            done.append(name)
            if last:
                over.set()
            return True

        return take

    for name in ("one", "two", "three"):
        monkeypatch.setitem(run.STEPS, name, step(name, last=name == "one"))
    assert run.main(["one", "two", "three"]) == 0
    assert done == ["three", "one", "two"]
    summary = capsys.readouterr().out.split("=== summary")[1].splitlines()[1:]
    assert [line.split()[1] for line in summary] == ["one", "two", "three"], "told in the order they were asked for"


def test_one_lane_alone_is_heard_as_it_goes(steps, monkeypatch, capfd):
    monkeypatch.setattr(run, "LANES", (("two",), ("three", "one")))
    monkeypatch.setitem(run.STEPS, "three", lambda arguments: run.python("-c", "print('three says')"))
    assert run.main(["three"]) == 0
    told = [line for line in capfd.readouterr().out.splitlines() if line and not line.startswith("$")]
    assert told[1] == "three says"


@pytest.mark.parametrize("failing", [False, True])
def test_who_reads_the_tests_is_waited_for_but_not_for_ever(steps, monkeypatch, tmp_path, failing):
    monkeypatch.setattr(run, "LANES", (("one",), ("three",)))
    named, found, asked = tmp_path / "files.json", [], threading.Event()
    monkeypatch.setenv(run.FILES, str(named))

    def reads(arguments) -> bool:
        assert asked.wait(20)
        if failing:
            return False
        time.sleep(0.2)
        named.write_text(json.dumps({"three": ["tests/b.py"]}))
        return True

    def looks(arguments) -> bool:
        asked.set()
        found.append(run.files_of("three", []))
        return True

    monkeypatch.setitem(run.STEPS, "one", reads)
    monkeypatch.setitem(run.STEPS, "three", looks)
    assert run.main(["one", "three"]) == int(failing)
    assert found == [[] if failing else ["tests/b.py"]]


def test_what_breaks_off_is_waited_for_no_longer(steps, monkeypatch, tmp_path):
    monkeypatch.setattr(run, "LANES", (("one",), ("three",)))
    monkeypatch.setenv(run.FILES, str(tmp_path / "never.json"))

    def breaks(arguments) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setitem(run.STEPS, "one", breaks)
    monkeypatch.setitem(run.STEPS, "three", lambda arguments: run.files_of("three", []) == [])
    with pytest.raises(KeyboardInterrupt):
        run.main(["one", "three"])
