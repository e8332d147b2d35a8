"""`tests.sizes` finds what is too long and what is named for nothing."""

from pathlib import Path

import pytest

from tests import sizes


def function(lines: int, decorators: int = 0) -> str:
    return "@d\n" * decorators + "def f():\n" + "    x = 1\n" * (lines - 1 - decorators)


def found(root: Path) -> list[str]:
    return list(sizes.complaints(root))


@pytest.mark.parametrize(("lines", "complaints"), [(400, 0), (401, 1)])
@pytest.mark.parametrize("name", ["a.py", "a.html", "a.css", "a.js", "a.md", "Makefile"])
def test_files(tmp_path, name, lines, complaints):
    (tmp_path / name).write_text("\n" * lines)
    assert len(found(tmp_path)) == complaints


@pytest.mark.parametrize(("lines", "decorators", "complaints"), [(60, 0, 0), (61, 0, 1), (60, 2, 0), (61, 2, 1)])
def test_functions(lines, decorators, complaints):
    assert len(list(sizes.long_functions(function(lines, decorators)))) == complaints


def test_methods_and_async_functions_count_too():
    source = "class A:\n    async def long(self):\n" + "        x = 1\n" * 60
    assert list(sizes.long_functions(source)) == [("long", 61)]


def test_a_complaint_names_file_function_and_length(tmp_path):
    (tmp_path / "a.py").write_text(function(70))
    assert found(tmp_path) == ["a.py: f has 70 lines, more than 60"]


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "misc.py", "common.py", "common/a.py"])
def test_names_that_say_nothing(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("")
    assert found(tmp_path) == [f"{name}: this name says nothing"]


@pytest.mark.parametrize("name", [".venv/a.py", "var/a.py", "portal/static/vendor/leaflet.js", ".git/a.py", "a.lock"])
def test_what_is_not_ours_is_left_alone(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("\n" * 1000)
    assert found(tmp_path) == []


def test_the_scripts_of_ci_are_ours(tmp_path):
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci/a.py").write_text("\n" * 401)
    assert found(tmp_path) == [".ci/a.py: 401 lines, more than 400"]
