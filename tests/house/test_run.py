"""`tests.run`: every step runs, in order, also after one has failed, and the end says how each went."""

import json
import shutil
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from tests import run, watched


def test_all_steps_run_in_order_after_a_failure_too(steps, capsys):
    assert run.main([]) == 1
    assert [name for name, _ in steps] == ["one", "two", "three"]
    summary = capsys.readouterr().out.split("=== summary")[1].splitlines()[1:]
    assert [line.split()[:2] for line in summary] == [["passed", "one"], ["FAILED", "two"], ["passed", "three"]]


def test_the_end_names_each_steps_failures_once_more(steps, monkeypatch, tmp_path, capsys):
    noted = tmp_path / "failures.txt"
    monkeypatch.setenv(run.FAILURES, str(noted))

    def fails(arguments) -> bool:
        named = "".join(f"tests/test_x.py::test_{n}\n" for n in range(run.MOST_FAILURES + 2))
        run.python("-c", f"import os; open(os.environ['{run.FAILURES}'], 'w').write({named!r})")
        return False

    monkeypatch.setitem(run.STEPS, "two", fails)
    assert run.main([]) == 1
    summary = [line.strip() for line in capsys.readouterr().out.split("=== summary")[1].splitlines()[1:]]
    assert [line.split()[1] for line in summary if line.endswith(" s")] == ["one", "two", "three"]
    assert summary[2] == "tests/test_x.py::test_0", "below its step"
    assert summary[-2:] == ["and 2 more", summary[-1]]
    assert len(summary) == 3 + run.MOST_FAILURES + 1


def test_named_steps_run_alone(steps):
    assert run.main(["three", "one"]) == 0
    assert [name for name, _ in steps] == ["three", "one"]


def test_what_follows_two_dashes_goes_to_pytest(steps):
    run.main(["one", "--", "-k", "tet"])
    assert steps == [("one", ["-k", "tet"])]


def test_an_unknown_step_is_named(steps, capsys):
    assert run.main(["four"]) == 2
    assert "unknown: four" in capsys.readouterr().err
    assert steps == []


def test_every_linter_runs_also_after_one_has_complained(monkeypatch, capsys):
    seen = []

    def linter(name: str, well: bool):
        return lambda: seen.append(name) or well

    monkeypatch.setattr(run, "LINT", {"a": linter("a", False), "b": linter("b", True), "c": linter("c", False)})
    assert run.lint([]) is False
    assert seen == ["a", "b", "c"]
    assert "a, c failed" in capsys.readouterr().out


@pytest.fixture
def mypy(monkeypatch, tmp_path):
    """A run in a fresh checkout: what it says each time it is asked, and what its cache held then."""
    monkeypatch.setattr(run, "ROOT", tmp_path / "checkout")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    own = tmp_path / "checkout/.mypy_cache"
    own.parent.mkdir()
    asked = []

    def check(verdicts):
        left = iter(verdicts)

        def ask(*command):
            assert command == ("mypy",)
            asked.append((own / "known").exists())
            own.mkdir(exist_ok=True)
            (own / "known").touch()
            return next(left)

        monkeypatch.setattr(run, "run", ask)
        well = run.types()
        return well, [asked.pop(0) for _ in tuple(asked)]

    check.own = own
    return check


def test_what_mypy_has_learnt_is_lent_to_the_next_fresh_checkout(mypy):
    assert mypy([True]) == (True, [False])
    shutil.rmtree(mypy.own)
    assert mypy([True]) == (True, [True])
    assert mypy([False]) == (False, [True]), "what a checkout has itself is its own"


def test_a_complaint_about_what_was_lent_is_made_again_from_nothing(mypy):
    mypy([True])
    shutil.rmtree(mypy.own)
    assert mypy([False, True]) == (True, [True, False])
    shutil.rmtree(mypy.own)
    assert mypy([False, False]) == (False, [True, False])


def test_where_nothing_can_be_kept_types_are_checked_all_the_same(mypy, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert mypy([True]) == (True, [False])
    shutil.rmtree(mypy.own)
    assert mypy([False]) == (False, [False]), "what failed is no reason to ask twice, where nothing was lent"


@pytest.fixture
def seen_before(monkeypatch, tmp_path):
    """Let what was covered be written elsewhere; there already is what another run has left."""
    paths = {name: tmp_path / f"{name.lower()}.json" for name in ("COVERED", "COVERED_RULES")}
    for name, path in paths.items():
        path.write_text("{}")
        monkeypatch.setattr(run, name, path)
    return paths


@pytest.fixture
def commands(monkeypatch):
    """Record the programs that would run, with the environment that is set for them."""
    seen = []
    monkeypatch.setattr(run, "run", lambda *command, **environment: seen.append((command, environment)) or True)
    return seen


def test_rules_are_watched_by_branches_the_rest_on_sqlite_by_lines_and_what_is_outside_not_at_all(
    commands, seen_before
):
    run.rules(["-x"])
    run.sqlite(["-x"])
    run.outside(["-x"])
    (rules, of_rules), (_, _), (lines, watching), (plain, environment) = commands
    out = ("--json", "--out", str(seen_before["COVERED_RULES"]))
    assert rules[:10] == ("python", "-m", "slipcover", "--branch", "--source", "cases/rules", *out, "-m")
    assert lines[:6] == ("python", "-m", "pytest", "-m", "not browser and not elastic", "-n")
    assert of_rules == {run.FILES: ""}, "it reads one folder, and is not to name the files of the others"
    assert run.FILES not in watching
    assert watching["COVERED"] == str(seen_before["COVERED"])
    assert watching["SLIPCOVER_ENABLED"] == "1"
    assert "SLIPCOVER_BRANCH" not in watching
    assert rules[-1] == lines[-1] == plain[-1] == "-x"
    assert environment == {"DATABASE_URL": ""}
    assert not any(path.exists() for path in seen_before.values()), "what another run has covered does not count"


def test_the_runs_on_sqlite_leave_nothing_out(commands, seen_before):
    """What one run leaves out by its marks or folders, another takes."""
    run.rules([])
    run.sqlite([])
    run.outside([])
    asked = [command[command.index("pytest") :] for command, _ in commands if "pytest" in command]
    assert [command[2] for command in asked[1:]] == ["not browser and not elastic", "browser or elastic"]
    assert [command[-1] for command in asked[:2]] == ["tests/cases/rules", "--ignore=tests/cases/rules"]


def test_what_workers_have_covered_is_kept_and_their_folder_gone(monkeypatch, tmp_path):
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    folder, target = tmp_path / "slipcover", tmp_path / "covered.json"
    monkeypatch.setenv("COVERED", str(target))
    monkeypatch.setenv("SLIPCOVER_COVERAGE_DIR", str(folder))
    for kept in (False, True):
        folder.mkdir()
        if kept:
            (folder / "merged.json").write_text("{}")
        watched.pytest_sessionfinish()
        assert (target.exists(), folder.exists()) == (kept, False)


@pytest.mark.parametrize(("unset", "worker"), [("COVERED", ""), ("SLIPCOVER_COVERAGE_DIR", ""), ("", "gw1")])
def test_a_worker_and_a_run_that_nobody_watches_keep_nothing(monkeypatch, tmp_path, unset, worker):
    monkeypatch.setenv("COVERED", str(tmp_path / "covered.json"))
    monkeypatch.setenv("SLIPCOVER_COVERAGE_DIR", str(tmp_path))
    monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)
    if unset:
        monkeypatch.delenv(unset)
    (tmp_path / "merged.json").write_text("{}")
    watched.pytest_sessionfinish()
    assert [path.name for path in tmp_path.iterdir()] == ["merged.json"]


def test_lines_that_were_reached_are_let_go_of_each_time_after_twice_as_long(monkeypatch):
    clock, let_go = [0.0], []
    monkeypatch.setattr(watched, "time", SimpleNamespace(process_time=lambda: clock[0]))
    now_and_then = watched.seldom(lambda watching: let_go.append((watching, clock[0])))
    for second in range(100):
        clock[0] = float(second)
        now_and_then("watching")
    assert let_go == [("watching", 10.0), ("watching", 30.0), ("watching", 70.0)]


def test_postgresql_is_migrated_once_and_its_server_is_gone_afterwards(commands, monkeypatch):
    open_servers = []

    @contextmanager
    def running():
        open_servers.append("server")
        yield "postgresql:///postgres?host=/tmp/x"
        open_servers.clear()

    monkeypatch.setattr(run.postgres, "running", running)
    monkeypatch.setattr(run.postgres, "database", lambda url, name: url.replace("/postgres?", f"/{name}?"))
    assert run.on_postgres(["-x"])
    (migrate, of_template), (pytest_command, of_tests) = commands
    assert migrate[:3] == ("python", "manage.py", "migrate")
    assert of_template["DATABASE_URL"] == "postgresql:///migrated?host=/tmp/x"
    assert of_tests["DATABASE_URL"] == "postgresql:///postgres?host=/tmp/x"
    assert of_tests["TEST_TEMPLATE"] == "migrated"
    assert pytest_command[4] == "not pure and not one_database and not browser and not elastic"
    assert open_servers == []


def test_postgresql_is_migrated_while_the_linters_run_and_once(commands, monkeypatch, capsys):
    log = []

    @contextmanager
    def migrated():
        run.python("manage.py", "migrate")
        run.said.lines.append("$ python manage.py migrate\n")
        log.append("migrated")
        yield "postgresql:///postgres?host=/tmp/x"
        log.append("gone")

    def lint(arguments):
        while "migrated" not in log:
            time.sleep(0.01)
        return not log.append("lint")

    monkeypatch.setattr(run, "migrated_on_postgres", migrated)
    monkeypatch.setattr(
        run, "STEPS", {"lint": lint, "postgres": run.on_postgres, "last": lambda _: not log.append("last")}
    )
    assert run.main([]) == 0
    assert log == ["migrated", "lint", "last", "gone"]
    assert [command[1:3] for command, _ in commands] == [("manage.py", "migrate"), ("-m", "pytest")]
    assert "=== postgres" in capsys.readouterr().out.split("$ python manage.py migrate")[0], "said where it belongs"
    assert run.main(["lint"]) == 0
    assert log.count("migrated") == 1, "whoever asks for the linters alone waits for no server"


def test_where_migrating_fails_no_test_runs_on_postgresql(commands, monkeypatch):
    @contextmanager
    def failed():
        yield ""

    monkeypatch.setattr(run, "migrated_on_postgres", failed)
    assert run.on_postgres([]) is False
    assert commands == []


def covered(executed: int, missing: int, untaken: int = 0) -> dict:
    """What is written of a file with so many lines, and so many branches never taken."""
    lines = list(range(1, executed + missing + 1))
    return {
        "executed_lines": lines[:executed],
        "missing_lines": lines[executed:],
        "executed_branches": [],
        "missing_branches": [[1, n] for n in range(untaken)],
    }


FULL, SIX = covered(50, 0), covered(94, 6)["missing_lines"]


@pytest.mark.parametrize(
    ("rule", "other", "well"),
    [
        (covered(50, 0), covered(95, 5), True),
        (covered(50, 0), covered(94, 6), False),
        (covered(50, 0, untaken=1), covered(100, 0), False),
        (covered(2000, 1), covered(100, 0), False),
    ],
)
def test_rules_are_held_to_the_full_and_the_rest_to_less(seen_before, capsys, rule, other, well):
    by_branch, by_line = seen_before["COVERED_RULES"], seen_before["COVERED"]
    by_branch.write_text(json.dumps({"meta": {"branch_coverage": True}, "files": {"cases/rules/terms.py": rule}}))
    lines = {name: seen for name, seen in other.items() if name.endswith("lines")}
    by_line.write_text(json.dumps({"meta": {"branch_coverage": False}, "files": {"cases/ports.py": lines}}))
    assert run.coverage([]) is well
    told = capsys.readouterr().out
    assert " % of lines and branches, at least 100 %" in told
    assert " % of lines, at least 95 %" in told
    assert ("cases/rules/terms.py" in told, "cases/ports.py" in told) == (rule != FULL, other["missing_lines"] == SIX)


@pytest.mark.parametrize("empty", ["COVERED", "COVERED_RULES"])
def test_a_part_of_which_nothing_was_seen_is_not_covered(seen_before, empty):
    for name, path in seen_before.items():
        path.write_text(json.dumps({"meta": {}, "files": {} if name == empty else {"cases/ports.py": covered(10, 0)}}))
    assert not run.coverage([])


@pytest.mark.parametrize("missing", ["COVERED", "COVERED_RULES"])
def test_without_a_run_nothing_is_covered(seen_before, capsys, missing):
    for name, path in seen_before.items():
        path.write_text(json.dumps({"meta": {}, "files": {"cases/ports.py": covered(10, 0)}}))
        if name == missing:
            path.unlink()
    assert not run.coverage([])
    assert "comes from an earlier step" in capsys.readouterr().err


def test_the_deployment_check_is_that_of_a_server(commands):
    assert run.deployment()
    (copy, of_tests), (migrate, environment), (check, same) = commands
    assert copy[1:3] == ("-m", "tests.migrated")
    assert environment["DATABASE_URL"] == f"sqlite:///{copy[3]}"
    assert of_tests == {"DATABASE_URL": ""}, "a server's settings are not for the tests' database"
    assert migrate[2:] == ("migrate", "--check"), "what a server would migrate has been migrated"
    assert same == environment
    assert {"--deploy", "--fail-level=WARNING"} <= set(check)
    assert environment["DJANGO_SETTINGS_MODULE"] == "portal.settings.production"
    assert len(environment["SECRET_KEY"]) >= 50


def test_a_step_reads_the_files_that_an_earlier_one_has_named(tmp_path, monkeypatch):
    named = tmp_path / "files.json"
    monkeypatch.setenv(run.FILES, str(named))
    assert run.files_of("outside", []) == []
    named.write_text(json.dumps({"outside": ["tests/b.py"], "postgres": []}))
    assert run.files_of("outside", []) == ["tests/b.py"]
    assert run.files_of("outside", ["-k", "tet"]) == [], "whoever chooses tests looks for them everywhere"


def test_what_runs_when_it_is_named_does_not_run_otherwise(steps, monkeypatch):
    monkeypatch.setattr(run, "NAMED_ONLY", {"whole": lambda arguments: not steps.append(("whole", arguments))})
    run.main([])
    assert [name for name, _ in steps] == ["one", "two", "three"]
    assert run.main(["whole"]) == 0
    assert steps[-1] == ("whole", [])
