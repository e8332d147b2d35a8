"""The command: what it prints, what it keeps of rejected rows, and that killing it half-way loses nothing."""

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case, CasePage, Delivery, Event
from cases.signals import cases_changed
from tests import migrated
from tests.cases.sources.files import boston_2015, hue, put
from tests.shared_data import ROOT, shared


def run(capsys, file, *, source="boston", **options):
    """Run the command; the JSON of its last line and what it said on standard error."""
    capsys.readouterr()
    try:
        call_command("import_cases", str(file), source=source, **options)
    finally:
        captured = capsys.readouterr()
        run.err = captured.err
    return json.loads(captured.out.splitlines()[-1])


@pytest.mark.django_db
class TestCommand:
    @pytest.fixture
    def file(self, tmp_path):
        return put(tmp_path, boston_2015({"CASE_ENQUIRY_ID": "1"}, {"CASE_ENQUIRY_ID": "2"}))

    @pytest.fixture
    def half_bad(self, tmp_path):
        return put(tmp_path, boston_2015({"CASE_ENQUIRY_ID": "1"}, {"CASE_ENQUIRY_ID": "2", "OPEN_DT": "yesterday"}))

    def test_the_last_line_is_json(self, file, capsys):
        result = run(capsys, file)
        assert set(result) == {"read", "created", "updated", "unchanged", "rejected", "flagged", "seconds"}
        assert (result["read"], result["created"], result["rejected"]) == (2, 2, 0)

    def test_again_nothing_changes(self, file, capsys):
        run(capsys, file)
        result = run(capsys, file)
        assert (result["created"], result["updated"], result["unchanged"]) == (0, 0, 2)

    def test_standard_output_is_data_only(self, file, capsys):
        call_command("import_cases", str(file), source="boston")
        captured = capsys.readouterr()
        assert len(captured.out.splitlines()) == 1
        assert "100%" in captured.err

    def test_json_says_nothing_else(self, file, capsys):
        run(capsys, file, json=True)
        assert run.err == ""

    def test_a_rejected_row_is_named_and_kept_beside_the_file(self, half_bad, capsys):
        with pytest.raises(CommandError, match=r"1 rows of .* were rejected; they are in .*\.rejected\.csv"):
            run(capsys, half_bad)
        assert Case.objects.count() == 1
        assert "line 3: OPEN_DT:" in run.err
        kept = half_bad.with_name(f"{half_bad.name}.rejected.csv").read_text(encoding="utf-8")
        assert kept.splitlines()[0] == "line,field,reason,raw"
        assert "yesterday" in kept

    def test_in_a_folder_that_may_only_be_read_they_go_to_the_callers(self, half_bad, tmp_path, monkeypatch, capsys):
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        monkeypatch.chdir(elsewhere)
        blocked = half_bad.with_name(f"{half_bad.name}.rejected.csv")
        blocked.mkdir()  # stands for a folder that cannot be written: root may write anywhere
        with pytest.raises(CommandError, match="elsewhere"):
            run(capsys, half_bad)
        assert (elsewhere / blocked.name).is_file()

    def test_a_dry_run_tells_and_writes_nothing(self, half_bad, capsys):
        with pytest.raises(CommandError, match=r"1 rows of .* were rejected$"):
            run(capsys, half_bad, dry_run=True)
        assert not Case.objects.exists()
        assert not list(half_bad.parent.glob("*.rejected.csv"))
        assert "line 3: OPEN_DT:" in run.err

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(CommandError, match="no such file"):
            call_command("import_cases", str(tmp_path / "none.csv"), source="boston")

    def test_a_source_nobody_reads(self, file):
        with pytest.raises(CommandError, match="unknown source 'atlantis': known are boston, hue"):
            call_command("import_cases", str(file), source="atlantis")

    def test_a_file_that_is_something_else(self, tmp_path):
        file = tmp_path / "x.csv"
        file.write_text("a,b\n1,2\n", encoding="utf-8")
        with pytest.raises(CommandError, match=r"x\.csv:1"):
            call_command("import_cases", str(file), source="boston")

    def test_torn_gzip_keeps_the_good_rows(self, tmp_path, capsys):
        rows = [{"CASE_ENQUIRY_ID": str(n)} for n in range(1, 2001)]
        whole = gzip.compress(put(tmp_path, boston_2015(*rows)).read_bytes())
        torn = tmp_path / "torn.csv.gz"
        torn.write_bytes(whole[: len(whole) // 2])
        with pytest.raises(CommandError, match="were rejected"):
            run(capsys, torn)
        assert 0 < Case.objects.count() < 2000
        assert "truncated" in run.err

    def test_everything_that_waits_is_told(self, file, capsys):
        heard = []
        listen = lambda case_ids, **_: heard.extend(case_ids)  # noqa: E731 - a receiver must be kept alive
        cases_changed.connect(listen)
        try:
            run(capsys, file)
        finally:
            cases_changed.disconnect(listen)
        assert sorted(heard) == sorted(Case.objects.values_list("pk", flat=True))

    def test_flags_are_listed_for_people(self, tmp_path, capsys):
        run(capsys, put(tmp_path, boston_2015({"Department": ""})))
        assert "1 no_agency" in run.err

    def test_hue(self, tmp_path, capsys):
        result = run(capsys, put(tmp_path, hue({"id": 7}), "reports.jsonl"), source="hue")
        assert result["created"] == 1
        assert Case.objects.get().number == 7


def manage(database, *arguments, **kwargs):
    """Start manage.py on a database of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **kwargs,
    )


def finished(process):
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out


def restored(database):
    """Fill a database with what other tests have migrated already, where they have."""
    with closing(sqlite3.connect(database)) as connection:
        found = migrated.restore(migrated.KEPT / f"{migrated.fingerprint(ROOT)}.sqlite3", connection)
        migrated.for_many(connection)  # the import opens it while it is looked at from outside
        return found


def counts(database):
    """What the database holds, asked from outside."""
    with closing(sqlite3.connect(database)) as connection:
        ask = lambda sql: connection.execute(sql).fetchone()[0]  # noqa: E731
        return {
            "cases": ask("SELECT count(*) FROM cases_case"),
            "pages": ask("SELECT count(*) FROM cases_casepage"),
            "stories": ask("SELECT count(*) FROM cases_story"),
            "events": ask("SELECT count(*) FROM cases_event"),
            "told": ask("SELECT sum(event_count) FROM cases_case"),
            "children": ask("SELECT sum(numchild) FROM wagtailcore_page WHERE depth = 5"),
        }


def test_killed_half_way_and_run_again(tmp_path):
    """SIGKILL in the middle of an import: no half case, and the second run ends where one run would have."""
    database, file = tmp_path / "killed.sqlite3", tmp_path / "rows.csv"
    with gzip.open(shared("311/boston-2015-q1.csv.gz"), "rt", encoding="utf-8") as source:
        file.write_text("".join(line for _, line in zip(range(3001), source, strict=False)), encoding="utf-8")
    if not restored(database):
        finished(manage(database, "migrate", "--verbosity=0"))
    process = manage(database, "import_cases", file, "--source", "boston", "--json")
    deadline = time.monotonic() + 120
    while counts(database)["cases"] == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    left = counts(database)
    assert 0 < left["cases"] < 3000
    assert left["cases"] == left["pages"] == left["stories"] == left["children"]
    assert left["events"] == left["told"]
    again = json.loads(finished(manage(database, "import_cases", file, "--source", "boston", "--json")))
    assert (again["read"], again["created"] + again["unchanged"], again["updated"]) == (3000, 3000, 0)
    assert again["unchanged"] == left["cases"]
    whole = counts(database)
    assert whole["cases"] == whole["pages"] == whole["stories"] == whole["children"] == 3000
    assert whole["events"] == whole["told"]


@pytest.mark.django_db
def test_three_hundred_real_rows(tmp_path, capsys):
    file = tmp_path / "rows.csv"
    with gzip.open(shared("311/boston-2025.csv.gz"), "rt", encoding="utf-8") as source:
        file.write_text("".join(line for _, line in zip(range(301), source, strict=False)), encoding="utf-8")
    result = run(capsys, file, json=True)
    assert (result["created"], result["rejected"]) == (300, 0)
    assert CasePage.objects.count() == 300
    assert Event.objects.filter(kind="case.accept").count() == 300
    assert Delivery.objects.exclude(consumer="search").count() == 0
