"""The command: CSV on standard output and nothing else, at any instant, without growing with the city."""

import csv
import io
import tracemalloc

import pytest
from django.core.management import CommandError, call_command

from cases.models import Assignment, Case, Category, Standing
from tests.cases.accountability.stored_clocks import Charge, agency_named, store
from tests.cases.rules.clocks import approved, clock, due, tick
from tests.factories import KIM_LONG, LIGHTING, walk_to


def output(capsys, **options):
    capsys.readouterr()
    call_command("export_verdicts", **options)
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def rows(capsys, **options):
    return list(csv.reader(io.StringIO(output(capsys, **options))))


def test_a_heading_and_one_row_a_case_and_agency(db, capsys):
    walk = walk_to("overdue").transfer()
    assert output(capsys, at=walk.at.isoformat()) == (
        f"reference,agency,verdict,open\n"
        f"{walk.case.reference},{LIGHTING},in_term,1\n"
        f"{walk.case.reference},{KIM_LONG},overdue,0\n"
    )


def test_of_an_empty_city_the_heading_alone(db, capsys):
    assert output(capsys) == "reference,agency,verdict,open\n"


def test_names_with_commas_and_quotes_survive(db, capsys):
    store(Charge(facts=clock(), agency='Sở "Xây dựng", Huế'))
    assert rows(capsys)[1][1] == 'Sở "Xây dựng", Huế'


def test_an_unknown_end_has_an_empty_verdict(db, capsys):
    store(Charge(facts=clock(due(10), ended_unknown=True), agency=""))
    assert rows(capsys)[1][1:] == ["", "", "0"]


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("2026-03-02T10:00:00Z", "in_term"),
        ("2026-03-02T10:00:00.000001Z", "overdue"),
        ("2026-03-02T17:00", "in_term"),
        ("2026-03-02T17:00:00.000001", "overdue"),
        ("2026-03-02T05:00:00-05:00", "in_term"),
        ("2026-03-02", "overdue"),
    ],
)
def test_the_instant_asked_about(db, capsys, at, verdict):
    store(Charge(facts=clock(due(10))))
    assert rows(capsys, at=at)[1][2] == verdict


def test_without_an_instant_it_is_now(db, capsys):
    store(Charge(facts=clock(due(10))))
    assert rows(capsys)[1][2] == "overdue"
    store(Charge(facts=clock(approved(1, 2))))
    assert sorted(row[3] for row in rows(capsys)[1:]) == ["0", "1"]


def test_a_bad_instant_is_refused_before_anything_is_written(db, capsys):
    with pytest.raises(CommandError, match="'soon' is no instant in ISO 8601") as refused:
        call_command("export_verdicts", at="soon")
    assert refused.value.returncode == 1
    assert capsys.readouterr().out == ""


class Counter(io.TextIOBase):
    """Takes everything, keeps only how many lines there were."""

    lines = 0

    def writable(self):
        return True

    def write(self, text):
        self.lines += text.count("\n")
        return len(text)


def a_crowd(size):
    """So many cases, each with one open clock, inserted in bulk."""
    category, agency = Category.objects.first(), agency_named("A")
    first = Case.objects.count() + 1
    numbers = range(first, first + size)
    cases = Case.objects.bulk_create(
        Case(number=n, reference=f"R{n:08}", category=category, salt="s", head_hash="h") for n in numbers
    )
    assignments = Assignment.objects.bulk_create(
        Assignment(case=case, agency=agency, state="cancelled", assigned_at=tick(0), ended_at=tick(1)) for case in cases
    )
    Standing.objects.bulk_create(
        Standing(case=a.case, assignment=a, round=1, phase="open", since=tick(0), started_at=tick(0))
        for a in assignments
    )


def peak():
    """Bytes that Python held at most while the command ran, and how many lines it wrote."""
    sink = Counter()
    tracemalloc.start()
    call_command("export_verdicts", stdout=sink)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most, sink.lines


def test_memory_does_not_grow_with_the_city(db):
    a_crowd(1_500)
    peak()
    small, lines = peak()
    a_crowd(4_500)
    large, more = peak()
    assert (lines, more) == (1_501, 6_001)
    assert large < small * 1.5  # four times the lines; what Django remembers of its queries varies
