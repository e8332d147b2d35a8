"""The rules stand on the standard library alone, and ask no clock."""

import ast
import sys
from pathlib import Path

import pytest

import cases.rules

pytestmark = pytest.mark.pure

FILES = sorted(Path(cases.rules.__path__[0]).rglob("*.py"))
CLOCKS = {"now", "today", "utcnow", "monotonic", "perf_counter", "getenv"}


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "an import names its module in full"
            names.add(node.module)
    return names


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_only_the_standard_library_and_other_rules_are_imported(file):
    for name in imported(ast.parse(file.read_text(encoding="utf-8"))):
        assert name.startswith("cases.rules.") or name.split(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_rule_asks_a_clock_or_the_environment(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not asked & CLOCKS
    assert not imported(tree) & {"time", "os", "random", "locale"}


def test_there_are_rules_to_look_at():
    assert {"terms", "verdicts", "figures", "states", "evasion"} <= {file.stem for file in FILES}
