"""Hold files and functions to a size one can read: `python -m tests.sizes` names what is too long."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.shared_data import ROOT

LINES_OF_FILE, LINES_OF_FUNCTION = 400, 60
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


if __name__ == "__main__":
    found = list(complaints(ROOT))
    print("\n".join(found) or "sizes: all well")
    sys.exit(1 if found else 0)
