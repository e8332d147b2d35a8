"""`.ci/environment`: finds a Python that will do, says what is missing, installs only what changed."""

import shutil
import stat
from pathlib import Path

import pytest

from tests.house.fakes import Fakes
from tests.shared_data import ROOT

# A Python of 3.11 with everything: makes a .venv that holds itself, hashes files, and installs.
GOOD = """
case "$*" in
  *"-m venv"*) mkdir -p .venv/bin && rm -f .venv/bin/python && cp "$0" .venv/bin/python;;
  *sha256*) for last; do :; done; set -- $(sha256sum "$last"); echo "$1";;
  *"print("*) echo 3.11;;
  *"-m pip"*installer.lock) [ -e uv.sh ] && cp uv.sh .venv/bin/uv && chmod +x .venv/bin/uv;;
  *"-m pip"*) [ ! -e pip-fails ];;
esac
"""
TOO_OLD = 'case "$*" in *version_info*) exit 1;; esac'
NO_VENV = 'case "$*" in *ensurepip*) exit 1;; *"print("*) echo 3.12;; esac'
STUB = 'echo "command not found" >&2; exit 127'


@pytest.fixture
def fakes(tmp_path: Path) -> Fakes:
    return Fakes(tmp_path)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "requirements.lock").write_text("one==1\n")
    return folder


def prepare(fakes: Fakes, project: Path, **environment: str):
    return fakes.run("sh", str(ROOT / ".ci/environment"), "requirements.lock", cwd=project, **environment)


def installs(fakes: Fakes) -> int:
    """How often pip installed the project's own lock."""
    return sum("-m pip install" in call and call.endswith(" requirements.lock") for call in fakes.calls())


# --- what is missing -------------------------------------------------------------------------------------------------


def test_without_any_python_it_says_so(fakes, project):
    done = prepare(fakes, project)
    assert done.returncode == 1
    assert "Python 3.11 or newer is missing." in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_with_an_old_python_only_it_says_so(fakes, project):
    fakes.add("python3", TOO_OLD)
    done = prepare(fakes, project)
    assert done.returncode == 1
    assert "Python 3.11 or newer is missing." in done.stderr
    assert not (project / ".venv").exists()


def test_with_a_wrong_python_named_it_says_which(fakes, project):
    fakes.add("python3", GOOD)
    wrong = fakes.add("python2.7", TOO_OLD)
    done = prepare(fakes, project, PYTHON=str(wrong))
    assert done.returncode == 1
    assert f"{wrong} is not one" in done.stderr
    assert fakes.calls("python3") == []


def test_without_the_venv_module_it_names_the_package(fakes, project):
    fakes.add("python3", NO_VENV)
    done = prepare(fakes, project)
    assert done.returncode == 1
    assert "its venv module is missing" in done.stderr
    assert "apt-get install python3.12-venv" in done.stderr


# --- what is taken ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", [STUB, TOO_OLD, NO_VENV])
def test_a_python_that_will_not_do_is_passed_over(fakes, project, other):
    fakes.add("python3.13", other)
    fakes.add("python3", GOOD)
    assert prepare(fakes, project).returncode == 0
    assert [call for call in fakes.calls("python3") if "-m venv" in call]
    assert not [call for call in fakes.calls("python3.13") if "-m venv" in call]


def test_a_named_python_comes_first(fakes, project):
    fakes.add("python3.13", GOOD)
    fakes.add("my-python", GOOD)
    assert prepare(fakes, project, PYTHON="my-python").returncode == 0
    assert fakes.calls("python3.13") == []


def test_a_venv_whose_python_is_gone_is_made_anew(fakes, project):
    fakes.add("python3", GOOD)
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").symlink_to("/nowhere/python3")
    assert prepare(fakes, project).returncode == 0
    assert "--clear" in next(call for call in fakes.calls("python3") if "-m venv" in call)


# --- what is installed -----------------------------------------------------------------------------------------------


def test_it_installs_by_hash_and_once(fakes, project):
    fakes.add("python3", GOOD)
    assert prepare(fakes, project).returncode == 0
    install = next(call for call in fakes.calls() if call.endswith(" requirements.lock") and "-m pip" in call)
    assert "--require-hashes --requirement requirements.lock" in install
    again = prepare(fakes, project)
    assert (again.returncode, again.stderr) == (0, "")
    assert installs(fakes) == 1


def test_it_installs_again_when_the_lock_has_changed(fakes, project):
    fakes.add("python3", GOOD)
    prepare(fakes, project)
    (project / "requirements.lock").write_text("one==2\n")
    prepare(fakes, project)
    assert installs(fakes) == 2


def test_a_failed_install_is_tried_again(fakes, project):
    fakes.add("python3", GOOD)
    (project / "pip-fails").touch()
    assert prepare(fakes, project).returncode != 0
    (project / "pip-fails").unlink()
    assert prepare(fakes, project).returncode == 0
    assert installs(fakes) == 2


@pytest.mark.parametrize(("ends", "by_pip"), [(0, 0), (1, 1)])
def test_what_is_faster_installs_the_same_by_hash_and_pip_where_it_fails(fakes, project, ends, by_pip):
    fakes.add("python3", GOOD)
    (project / "uv.sh").write_text(f'#!/bin/sh\necho "uv $* $UV_DEFAULT_INDEX" >>"{fakes.log}"\nexit {ends}\n')
    done = prepare(fakes, project, PIP_INDEX_URL="https://wheels.example.vn/simple")
    assert done.returncode == 0
    (fast,) = fakes.calls("uv")
    assert "--require-hashes --requirement requirements.lock https://wheels.example.vn/simple" in fast
    assert installs(fakes) == by_pip


# --- make ------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_stops_at_a_wrong_python(fakes, project):
    shutil.copy(ROOT / "Makefile", project)
    shutil.copytree(ROOT / ".ci", project / ".ci")
    (fakes.bin / "make").symlink_to(shutil.which("make"))
    wrong = fakes.add("python2.7", TOO_OLD)
    done = fakes.run("make", "demo", f"PYTHON={wrong}", cwd=project)
    assert done.returncode == 2
    assert f"{wrong} is not one" in done.stderr
    assert not [call for call in fakes.calls() if "manage.py" in call]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("port", ["8000", "8123"])
def test_make_demo_prepares_then_serves(fakes, project, port):
    shutil.copy(ROOT / "Makefile", project)
    shutil.copytree(ROOT / ".ci", project / ".ci")
    (fakes.bin / "make").symlink_to(shutil.which("make"))
    fakes.add("python3", f'{GOOD}\ncase "$*" in *manage.py*) echo "served at $PORT, demo $DEMO, as $PUBLIC_URL";; esac')
    arguments = () if port == "8000" else (f"PORT={port}",)
    done = fakes.run("make", "demo", *arguments, cwd=project)
    assert done.returncode == 0, done.stderr
    assert f"served at {port}, demo true, as http://127.0.0.1:{port}" in done.stdout
    assert fakes.calls()[-1].endswith("manage.py demo")


def test_scripts_can_be_run():
    for name in (".ci/run", ".ci/environment", ".ci/elasticsearch.py", "manage.py"):
        assert (ROOT / name).stat().st_mode & stat.S_IXUSR, name
