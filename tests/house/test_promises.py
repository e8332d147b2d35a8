"""What the repository promises in its documents and lock files holds."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.run import NAMED_ONLY, STEPS
from tests.shared_data import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TARGETS = set(re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def code(document: Path) -> str:
    """Return what a document shows as code, blocks and spans alike."""
    text = document.read_text()
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    return "\n".join(blocks + re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)))


# --- commands --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_that_is_named_exists(document):
    named = set(re.findall(r"\bmake ([a-z0-9]+)", code(document)))
    assert named <= TARGETS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_management_command_that_is_named_exists(document):
    named = set(re.findall(r"manage\.py ([a-z_]+)", code(document)))
    assert named <= {*get_commands(), "help"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_step_of_the_tests_that_is_named_exists(document):
    assert set(re.findall(r"tests\.run ([a-z]+)", code(document))) <= {*STEPS, *NAMED_ONLY}


def test_the_readme_names_commands_at_all():
    assert {"demo", "test", "lint", "install", "bench", "e2e"} <= set(
        re.findall(r"\bmake ([a-z0-9]+)", code(ROOT / "README.md"))
    )


def test_every_target_is_in_the_readme_and_in_help():
    readme, makefile = code(ROOT / "README.md"), (ROOT / "Makefile").read_text()
    for target in TARGETS - {"help"}:
        assert f"make {target}" in readme, target
        assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_within_the_repository_lead_somewhere(document):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text()):
        assert (document.parent / target).exists(), target


# --- decisions, licence ----------------------------------------------------------------------------------------------


def test_decisions_are_numbered_without_gaps_and_fill_one_page():
    records = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [path.name[:4] for path in records] == [f"{n:04}" for n in range(1, len(records) + 1)]
    for path in records:
        text = path.read_text()
        assert text.startswith(f"# {int(path.name[:4])}. "), path
        assert text.count("\n") <= 80, path
        for part in ("## Context", "## Decision", "## Consequences"):
            assert part in text, f"{path}: {part}"


def test_the_licence_is_the_one_that_is_declared():
    assert PROJECT["license"] == "BSD-3-Clause"
    assert (ROOT / "LICENSE").read_text().startswith("BSD 3-Clause License\n\nCopyright (c) 2026, The Minh Bạch")


# --- locks -----------------------------------------------------------------------------------------------------------


def locked(name: str) -> dict[str, str]:
    """Return the requirements of a lock file: name and version (with its marker), and the text of the hashes."""
    entries = re.split(r"\n(?=\w)", "\n" + re.sub(r"^ *#.*\n", "", (ROOT / name).read_text(), flags=re.MULTILINE))
    return {entry.split(" \\")[0].strip(): entry for entry in entries if entry.strip()}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_version_has_a_hash(name):
    entries = locked(name)
    assert len(entries) > 40
    for requirement, entry in entries.items():
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; .+)?$", requirement), requirement
        assert "--hash=sha256:" in entry, requirement


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_place(name):
    text = (ROOT / name).read_text()
    assert re.search(r"https?:|file:|--index|--find-links|--trusted|(?m:^ *#.*\s/\w)", text) is None


def test_development_has_the_versions_that_run_in_production():
    assert set(locked("requirements.lock")) <= set(locked("requirements-dev.lock"))


def test_every_dependency_is_locked():
    def names(requirements: list[str]) -> set[str]:
        return {re.match(r"[\w-]+", requirement)[0].lower() for requirement in requirements}

    runtime, development = names(PROJECT["dependencies"]), names(PROJECT["optional-dependencies"]["dev"])
    pinned = {name: {entry.split("==")[0] for entry in locked(name)} for name in ("requirements.lock",)}
    assert runtime <= pinned["requirements.lock"]
    assert runtime | development <= {entry.split("==")[0] for entry in locked("requirements-dev.lock")}


def test_every_dependency_has_its_reason():
    block = re.search(r"^dependencies = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL | re.MULTILINE)
    for line in block[1].splitlines():
        assert re.search(r"# \w+,? \w+", line), line


# --- what must not be in it ------------------------------------------------------------------------------------------


def listed(*options):
    """What git keeps, by these options; None in an archive without history, which keeps what it keeps."""
    done = subprocess.run(["git", "ls-files", *options], cwd=ROOT, capture_output=True, text=True, check=False)
    return None if done.returncode else done.stdout.splitlines()


def test_nothing_made_here_is_kept():
    made = r"\.sqlite3|\.pyc$|^\.venv|^var/(?!\.gitkeep)|^staticfiles/|^\.cover"
    assert not [name for name in listed() or () if re.search(made, name)]


def test_nothing_is_kept_that_is_to_be_ignored():
    assert not listed("--cached", "--ignored", "--exclude-standard")


def test_a_fresh_copy_has_the_folder_that_the_database_goes_into():
    """SQLite makes a file, never its folder: without it `make demo` ends in a traceback right after cloning."""
    folder = Path("var")
    assert f'default="") or f"sqlite:///{{BASE_DIR}}/{folder}/' in (ROOT / "portal/settings/base.py").read_text()
    assert listed(str(folder)) in (None, [str(folder / ".gitkeep")])
