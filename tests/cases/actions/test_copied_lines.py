"""Rows as they are copied in: whatever a text holds, the database gives it back."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cases.actions import bulk_rows
from cases.actions.bulk_rows import Rows, copied_line
from cases.models import Agency, Event

#: What means something in COPY's text, or could be taken for what does.
SIGNS = ["\x1e", "\x1f", "\\", "\n", "\r", "\t", "\\N", "\\.", "\\x1e", "None", "", " ", "n", "ư", "\u2028", "😀"]
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=6).map("".join)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ((), ""),
        ((1, True, 0.5, "ngập"), "1\x1fTrue\x1f0.5\x1fngập"),
        ((None, "", None), "\x1e\x1f\x1f\x1e"),
        (("a\nb", 1), "a\\nb\x1f1"),
        (("a\r\nb",), "a\\r\\nb"),
        (("C:\\tam", None), "C:\\\\tam\x1f\x1e"),
        (("\x1e",), "\\\x1e"),
        (("a\x1fb", None), "a\\\x1fb\x1f\x1e"),
        (("\t",), "\t"),
        (("\\N",), "\\\\N"),
    ],
)
@pytest.mark.pure
def test_values_are_told_apart_and_special_signs_stand_behind_a_backslash(values, line):
    assert copied_line(values) == line


@pytest.mark.pure
def test_a_row_is_a_line_with_what_every_row_has_at_its_end(monkeypatch):
    monkeypatch.setattr(bulk_rows, "connection", SimpleNamespace(vendor="postgresql"))
    rows = Rows(Event, ("case_id", "happened_at", "data"), kind="case.accept", seq=1)
    at = datetime(2026, 3, 2, 8, 0, 0, 5, tzinfo=UTC)
    rows.add(7, at, {"lời": "một\ndòng"})
    (line,) = rows.take()
    told = dict(zip(rows.columns, line.removesuffix("\n").split("\x1f"), strict=True))
    assert line.endswith("\n")
    assert (told["case_id"], told["happened_at"], told["kind"]) == ("7", "2026-03-02 08:00:00.000005+00", "case.accept")
    assert told["data"] == '{"lời":"một\\\\ndòng"}', "JSON's own backslash, behind another"
    assert told["recorded_at"] == "\x1e" or told["recorded_at"].endswith("+00")
    assert rows.take() == [], "what was taken is forgotten"


@pytest.mark.pure
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_one_has_taken_another_writes(monkeypatch, kind):
    monkeypatch.setattr(bulk_rows, "connection", SimpleNamespace(vendor=kind))
    one, other = (Rows(Agency, ["name", "slug"]) for _ in range(2))
    for name in "ab":
        one.add(name, name)
    other.add("c", "c")
    other.put(one.take())
    assert len(other.take()) == 3
    assert one.take() == []


@pytest.mark.django_db
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
@example([("\x1e", "\x1f")])
@example([("\\", "\\\x1e"), ("\x1e\x1e", "\\.")])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_comes_back_as_it_was(pairs):
    Agency.objects.filter(slug__startswith="chep-").delete()
    rows = Rows(Agency, ["name", "source_name", "slug", "dissolved_on"], kind="ward")
    for n, (name, source_name) in enumerate(pairs):
        rows.add(name, source_name + str(n), f"chep-{n}", date(2026, 3, 2) if n else None)
    assert rows.write() == len(pairs)
    assert rows.write() == 0, "once"
    read = Agency.objects.filter(slug__startswith="chep-").order_by("slug")
    expected = [
        (name, source_name + str(n), date(2026, 3, 2) if n else None) for n, (name, source_name) in enumerate(pairs)
    ]
    assert list(read.values_list("name", "source_name", "dissolved_on")) == expected
