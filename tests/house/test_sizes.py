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


@pytest.mark.parametrize(
    ("source", "n"),
    [
        ("", 0),
        ("\n\n# a comment\n", 0),
        ("x = 1  # why\n", 1),
        ('"""What it is."""\n\nx = 1\n', 1),
        ('"""What it is,\n\nand why.\n"""\nx = 1\n', 1),
        ('class A:\n    """One."""\n\n    def f(self):\n        """Two."""\n        return 1\n', 3),
        ('async def f():\n    """One."""\n', 1),
        ('x = """a text\nof two lines"""\n', 2),
        ('x = 1\n"""no docstring: it comes second"""\n', 2),
        ("call(\n    1,\n\n    # two\n    2,\n)\n", 4),
        ("x = 1; y = 2\n", 1),
    ],
    ids=[
        "nothing",
        "blank and comment",
        "beside a comment",
        "a module's docstring",
        "a long docstring",
        "a class and its method",
        "async",
        "a text",
        "a text by itself",
        "over lines",
        "two in one",
    ],
)
def test_a_line_of_code_is_one_that_runs(source, n):
    assert sizes.lines_of_code(source) == n


def test_tests_and_what_they_test_are_counted_apart(tmp_path):
    for name, n in {"tests/a.py": 5, "tests/cases/b.py": 2, "cases/c.py": 3, "manage.py": 1, "bench/d.py": 50}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n" * n)
    (tmp_path / "cases/migrations").mkdir()
    (tmp_path / "cases/migrations/e.py").write_text("x = 1\n" * 50)
    (tmp_path / "cases/page.html").write_text("<p>\n" * 50)
    assert sizes.lines_of_tests(tmp_path) == (7, 4)


@pytest.mark.parametrize(("tests", "tested", "enough"), [(150, 100, True), (149, 100, False), (0, 0, True)])
def test_a_line_and_a_half_for_each(tests, tested, enough):
    assert (list(sizes.too_few_tests(tests, tested)) == []) is enough


def test_where_it_is_too_little_the_figures_are_told():
    assert list(sizes.too_few_tests(3, 4)) == ["tests have 3 lines of code for 4: 0.750 a line, less than 1.5"]
