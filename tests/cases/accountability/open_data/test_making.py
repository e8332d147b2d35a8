"""A dump of a small city, read strictly by its own description; killed, failing, and old ones."""

import json
import subprocess
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.accountability.open_data import making
from cases.accountability.open_data.folder import days
from cases.accountability.open_data.tables import TABLES
from tests.cases.accountability.open_data.conftest import FORMULA
from tests.cases.accountability.open_data.reading import all_rows, everything, read
from tests.factories import DUE


def command(*arguments):
    out, told = StringIO(), StringIO()
    call_command("dump_public", *arguments, stdout=out, stderr=told)
    return out.getvalue(), told.getvalue()


@pytest.mark.django_db
@pytest.mark.xdist_group("open_data")
@pytest.mark.usefixtures("city")
class TestOfACity:
    def test_a_dump_keeps_its_word_and_holds_what_is_public(self, city, dumps):
        out, told = command()
        folder = dumps.newest().path
        package, found = read(folder)
        cases = {row["service_request_id"]: row for row in all_rows(found, "cases")}
        merged_into = {row["service_request_id"] for row in all_rows(found, "cases")} - {str(c.number) for c in city}
        assert len(cases) == len(city) + len(merged_into)
        assert len(merged_into) == 1  # what the merged one was merged into is public, too
        assert "Không công khai" not in everything(dumps.above)
        assert set(found["cases"]) == {"cases-2025", "cases-2025-jsonl", "cases-2026", "cases-2026-jsonl"}
        lamp = cases[str(city[0].number)]
        assert lamp["closed_date"] is not None
        assert (lamp["status_description"], lamp["ward"], lamp["rating"]) == ("closed", "kim-long", "acceptable")
        assert (lamp["lat"], lamp["url"].partition("/phan-anh/")[2]) == (
            16.4637,
            city[0].page.url_path.split("/", 3)[3],
        )
        assert f"cases {len(cases)}\n" in out
        assert "MB in" in told
        assert "notice" not in package
        self._texts(city, found)
        self._ledger(package, dumps)

    def _texts(self, city, found):
        said = {row["title"] for row in all_rows(found, "cases")}
        assert FORMULA in said
        promise = next(row for row in all_rows(found, "extensions") if row["sentence"] == "Chờ vật tư")
        assert (promise["promised_on"], promise["late"]) == (DUE.date().replace(day=20), True)
        sent_back = all_rows(found, "returns")
        assert {row["refused"] for row in sent_back} == {True, False}
        assert all(row["reason"] for row in sent_back)
        assert {"case.accept", "assignment.return", "case.reopen"} <= {row["kind"] for row in all_rows(found, "events")}
        assert ("UBND phường Hương Long", date(2025, 6, 30)) in {
            (row["name"], row["until"]) for row in all_rows(found, "agency_names")
        }
        assert {row["phase"] for row in all_rows(found, "assignments")} >= {"open", "answered"}

    def _ledger(self, package, dumps):
        out = StringIO()
        call_command("verify_ledger", stdout=out)
        assert package["ledger_sha256"] in out.getvalue()
        assert package["version"] == timezone.localdate().isoformat()
        assert str(timezone.localdate()) == dumps.newest().path.name

    def test_formulas_are_harmless_in_csv_and_whole_in_json(self, city, dumps):
        told = everything(dumps().parent)
        assert '"\'=1+1\nvà dòng hai"' in told
        assert '"title":"=1+1\\nvà dòng hai"' in told

    def test_reading_takes_as_many_queries_however_many_cases(self, city, dumps, django_assert_num_queries):
        with django_assert_num_queries(17):
            dumps()

    def test_the_same_city_gives_the_same_bytes(self, city, dumps, monkeypatch):
        now = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: now)
        first = everything(dumps().parent)
        assert everything(dumps().parent) == first

    def test_in_a_demo_every_row_and_text_says_so(self, city, dumps, settings):
        settings.DEMO = True
        folder = dumps()
        package, found = read(folder)
        assert package["title"].startswith("BẢN MẪU")
        assert "BẢN MẪU" in (folder / "README.md").read_text()
        for rows in found.values():
            assert all(row["notice"].startswith("BẢN MẪU") for each in rows.values() for row in each)

    def test_a_run_that_fails_leaves_what_was_there(self, city, dumps, monkeypatch):
        before = everything(dumps().parent)

        def failing():
            yield from making.of_lists.wards()
            raise OSError("No space left on device")

        monkeypatch.setitem(making.of_lists.WHOLE, "wards", failing)
        with pytest.raises(OSError, match="No space"):
            dumps()
        assert everything(dumps.above) == before
        assert [path.name for path in dumps.above.iterdir() if path.name != ".lock"] == [str(timezone.localdate())]

    @pytest.mark.parametrize("left", [".making-", ".old-"])
    def test_what_a_killed_run_left_is_mended(self, city, dumps, left):
        folder = dumps()
        whole = (folder / "datapackage.json").read_bytes()
        folder.rename(folder.with_name(f"{left}{folder.name}"))
        with making.alone():
            pass
        if left == ".old-":
            assert (folder / "datapackage.json").read_bytes() == whole
        else:
            assert days() == []
        read(dumps())

    def test_thirty_days_are_kept(self, city, dumps):
        folder = dumps()
        for back in (29, 30, 45):
            old = folder.with_name((timezone.localdate() - timedelta(days=back)).isoformat())
            old.mkdir()
            (old / "datapackage.json").write_text("{}")
        _out, told = command()
        assert [timezone.localdate() - day for day in days()] == [timedelta(0), timedelta(days=29)]
        assert told.count(" deleted\n") == 2

    def test_two_at_once_make_one(self, city, dumps):
        with making.alone() as above:
            assert above is not None
            assert command() == ("", "Another process is making a dump.\n")
        assert days() == []

    def test_checksums_are_those_that_sha256sum_takes(self, city, dumps):
        done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=dumps(), check=False)
        assert done.returncode == 0

    def test_the_nightly_run_makes_one_a_day(self, city, dumps):
        told = [StringIO(), StringIO()]
        for each in told:
            call_command("nightly", stderr=each)
        assert f"Open data of {timezone.localdate()}: 9 cases" in told[0].getvalue()
        assert "Open data" not in told[1].getvalue()
        assert json.loads((dumps.newest().path / "datapackage.json").read_bytes())["removed"] == 0


def test_without_a_folder_none_is_made_and_the_command_says_so(settings):
    with pytest.raises(CommandError, match="OPEN_DATA_ROOT"):
        command()
    assert settings.OPEN_DATA_ROOT == ""
    assert not making.is_due(timezone.now())
    assert days() == []


def test_no_table_and_no_column_goes_by_two_names():
    for table in TABLES.values():
        assert len(table.names) == len(set(table.names)), table.name
        assert set(table.key) <= set(table.names)
        for column, (other, there) in table.refers.items():
            assert column in table.names
            assert not TABLES[other].by_year
            assert there in TABLES[other].names
