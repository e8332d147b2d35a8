"""Hold files and functions to a size one can read, and tests to one that holds: `python -m tests.sizes` tells.

A line of code is one with something on it that runs: neither blank, nor only a comment, nor part of a docstring.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.shared_data import ROOT

LINES_OF_FILE, LINES_OF_FUNCTION = 400, 60
TESTS_PER_LINE = 1.5  # lines of test for each line of what is tested
TESTS, NOT_TESTED = "tests", {"bench"}  # folders; benches measure, as tests do, and migrations are generated
SUFFIXES = {".py", ".html", ".css", ".js", ".md", ".txt", ".toml", ".xml"}
NOT_OURS = {
    ".git",
    ".venv",
    "var",
    "migrations",
    "vendor",
    "staticfiles",
    "media",
    "htmlcov",
    "node_modules",
    "__pycache__",
}
NAMES_NOTHING = {"utils", "util", "helpers", "helper", "misc", "common"}


def ours(root: Path) -> Iterator[Path]:
    """Yield the files that people of this project write; generated ones may be as long as they like."""
    for path in sorted(root.iterdir()):
        if path.name in NOT_OURS or (path.is_dir() and path.name.startswith(".") and path.name != ".ci"):
            continue
        if path.is_dir():
            yield from ours(path)
        elif path.suffix in SUFFIXES or path.name == "Makefile":
            yield path


def long_functions(source: str) -> Iterator[tuple[str, int]]:
    """Yield name and length of every function that is too long; decorators and docstring count."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            length = node.end_lineno - first + 1
            if length > LINES_OF_FUNCTION:
                yield node.name, length


def complaints(root: Path) -> Iterator[str]:
    """Yield one sentence for everything that is too long or named for nothing."""
    for path in ours(root):
        name, text = path.relative_to(root), path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > LINES_OF_FILE:
            yield f"{name}: {lines} lines, more than {LINES_OF_FILE}"
        if path.stem in NAMES_NOTHING or path.parent.name in NAMES_NOTHING:
            yield f"{name}: this name says nothing"
        if path.suffix == ".py":
            for function, length in long_functions(text):
                yield f"{name}: {function} has {length} lines, more than {LINES_OF_FUNCTION}"


def lines_of_code(source: str) -> int:
    """Count the lines on which something stands that runs; a line of a text that begins with # is taken for none."""
    docstrings: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body:
                case [ast.Expr(value=ast.Constant(value=str())) as told, *_]:
                    docstrings.update(range(told.lineno, (told.end_lineno or told.lineno) + 1))
    lines = enumerate(source.splitlines(), start=1)
    return sum(bool(line.strip()) and line.lstrip()[0] != "#" and n not in docstrings for n, line in lines)


def lines_of_tests(root: Path) -> tuple[int, int]:
    """How many lines of code the tests have, and how many what they test."""
    tests = tested = 0
    for path in ours(root):
        if path.suffix == ".py":
            n, folder = lines_of_code(path.read_text(encoding="utf-8")), path.relative_to(root).parts[0]
            tests += n if folder == TESTS else 0
            tested += n if folder not in {TESTS, *NOT_TESTED} else 0
    return tests, tested


def too_few_tests(tests: int, tested: int) -> Iterator[str]:
    """Yield one sentence where tests have too few lines for what they test."""
    if tests < TESTS_PER_LINE * tested:
        yield f"tests have {tests} lines of code for {tested}: {tests / tested:.3f} a line, less than {TESTS_PER_LINE}"


if __name__ == "__main__":
    found = [*complaints(ROOT), *too_few_tests(*lines_of_tests(ROOT))]
    print("\n".join(found) or "sizes: all well")
    sys.exit(1 if found else 0)
