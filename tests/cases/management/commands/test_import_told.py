"""`import_cases`: whom it tells of what waits, what a dry run leaves alone, and what is kept of rejected rows."""

import csv

import pytest
from django.core.management import CommandError, call_command

from cases.actions.incoming import Rejected
from cases.management.commands.import_cases import Rejects, pending_cases
from cases.models import Delivery
from cases.signals import cases_changed
from tests.cases.sources.files import boston_2015, put
from tests.factories import a_case


@pytest.fixture
def heard():
    """Ids that whoever listens was told, batch by batch."""
    told = []

    def note(case_ids, **_):
        told.append(list(case_ids))

    cases_changed.connect(note)
    yield told
    cases_changed.disconnect(note)


@pytest.mark.django_db
def test_a_dry_run_tells_nobody_of_what_waits_already_and_an_import_does(tmp_path, heard):
    """What waits for the search alone; what waits for mails is another's to tell."""
    waits, mailed, done = a_case(), a_case(), a_case()
    Delivery.objects.filter(case=mailed).update(consumer="mail")
    Delivery.objects.filter(case=done).delete()
    assert list(pending_cases()) == [waits]
    file = put(tmp_path, boston_2015({"CASE_ENQUIRY_ID": "1"}))
    heard.clear()
    call_command("import_cases", str(file), source="boston", json=True, dry_run=True)
    assert heard == []
    call_command("import_cases", str(file), source="boston", json=True)
    ((first, second),) = heard
    assert first == waits.pk < second
    assert not {mailed.pk, done.pk} & {first, second}


# --- rejected rows ----------------------------------------------------------------------------------------------------

ROWS = [
    Rejected(line=3, field="OPEN_DT", reason="“hôm qua” is no day", raw="1,hôm qua"),
    Rejected(line=9, field="", reason='torn, in "half"', raw="2,\n3"),
]


def kept(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_rejected_rows_are_counted_named_and_kept_as_they_came(tmp_path, capsys):
    """With commas, quotation marks and ends of lines in them; a row that is wrong as a whole is called a row."""
    rejects = Rejects(tmp_path / "cases.csv.gz", keep=True)
    for row in ROWS:
        rejects.add(row)
    rejects.close()
    assert rejects.count == 2
    assert rejects.path == tmp_path / "cases.csv.gz.rejected.csv"
    assert kept(rejects.path) == [
        ["line", "field", "reason", "raw"],
        ["3", "OPEN_DT", "“hôm qua” is no day", "1,hôm qua"],
        ["9", "", 'torn, in "half"', "2,\n3"],
    ]
    out, err = capsys.readouterr()
    assert out == "", "standard output is for data"
    assert err.splitlines() == ["line 3: OPEN_DT: “hôm qua” is no day", 'line 9: row: torn, in "half"']


def test_where_none_is_to_be_kept_they_are_counted_and_named_all_the_same(tmp_path, capsys):
    rejects = Rejects(tmp_path / "cases.csv", keep=False)
    for row in ROWS:
        rejects.add(row)
    rejects.close()
    assert (rejects.count, list(tmp_path.iterdir())) == (2, [])
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_without_a_rejected_row_there_is_no_file_and_an_older_one_stays(tmp_path):
    """It tells of another run; the next rejected row begins it anew."""
    older = tmp_path / "cases.csv.rejected.csv"
    older.write_text("of yesterday\n", encoding="utf-8")
    rejects = Rejects(tmp_path / "cases.csv", keep=True)
    rejects.close()
    assert older.read_text(encoding="utf-8") == "of yesterday\n"
    rejects.add(ROWS[0])
    rejects.close()
    assert [row[0] for row in kept(older)] == ["line", "3"]


def test_in_a_folder_that_may_only_be_read_they_lie_beside_the_caller(tmp_path, monkeypatch):
    """A folder of that name stands in the way as a write-protected one does, also for whoever may do everything."""
    here, there = tmp_path / "here", tmp_path / "there"
    (there / "cases.csv.rejected.csv").mkdir(parents=True)
    here.mkdir()
    monkeypatch.chdir(here)
    rejects = Rejects(there / "cases.csv", keep=True)
    for row in ROWS:
        rejects.add(row)
    rejects.close()
    assert rejects.path == here / "cases.csv.rejected.csv"
    assert len(kept(rejects.path)) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("bad", "said"), [(1, "1 rows of"), (2, "2 rows of")])
def test_the_refusal_names_how_many_and_where_they_are(tmp_path, bad, said):
    rows = [{"CASE_ENQUIRY_ID": str(n), "OPEN_DT": "yesterday"} for n in range(bad)]
    file = put(tmp_path, boston_2015({"CASE_ENQUIRY_ID": "9"}, *rows))
    with pytest.raises(CommandError) as refused:
        call_command("import_cases", str(file), source="boston", json=True)
    assert str(refused.value) == f"{said} {file} were rejected; they are in {file}.rejected.csv"
    with pytest.raises(CommandError) as refused:
        call_command("import_cases", str(file), source="boston", json=True, dry_run=True)
    assert str(refused.value) == f"{said} {file} were rejected"
