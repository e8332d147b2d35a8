"""What is told of a dump by hand, what rests and is taken out of it, and what is sent."""

import csv
import gzip
import hashlib
import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.http import Http404
from django.test import RequestFactory

from cases.accountability.open_data import cleaning, folder, views
from cases.accountability.open_data.cleaning import cleaned_of, resting
from cases.accountability.open_data.folder import Dump, dump_of, newest
from cases.accountability.open_data.package import Freshness, package_of, write_package
from cases.accountability.open_data.told import OLD, size_text, told_dump
from tests.cases.accountability.open_data.by_hand import AS_OF, CASES, TOLD, make, written

# --- what the page says ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1 kB"),
        (9_949, "9,9 kB"),
        (9_960, "10 kB"),
        (10_400, "10 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),  # what rounds to a thousand is one of the next
        (1_250_000, "1,2 MB"),
        (2_000_000_000_000, "2.000 GB"),  # there is no larger word
    ],
)
def test_a_size_as_people_read_it(length, said):
    assert size_text(length) == said.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(("age", "old"), [(timedelta(0), False), (OLD, False), (OLD + timedelta(seconds=1), True)])
def test_a_dump_is_old_when_the_next_one_is_late(above, age, old):
    dump = make(above, date(2026, 3, 3), rows=[("1", None, None, None), ("2", None, None, None)])
    told = told_dump(dump, now=AS_OF + age, resting={2026, 1999})
    assert (told.is_old, told.rows, told.files, told.resting) == (old, 2, 4, [2026])
    assert (told.day, told.at, told.removed, told.ledger) == (date(2026, 3, 3), AS_OF, 0, "f" * 64)


def test_files_of_the_newest_year_stand_first(above):
    where = above / "2026-03-03"
    where.mkdir(parents=True)
    files = [
        each for year in (2024, 2026, 2025) for each in written(where, CASES, [(str(year), None, None, None)], year)
    ]
    write_package(where, package_of(files, TOLD, Freshness(at=AS_OF, method="2", ledger="")), TOLD)
    told = told_dump(newest(), now=AS_OF, resting=set())
    (cases,) = [each for each in told.tables if each.rows]
    assert [file.year for file in cases.csv] == [file.year for file in cases.jsonl] == [2026, 2025, 2024]
    assert (cases.rows, told.rows, told.files) == (3, 3, 6)
    assert cases.csv[0].sha256 == hashlib.sha256((where / "cases-2026.csv.gz").read_bytes()).hexdigest()


# --- what rests, and what is taken out -------------------------------------------------------------------------------


def test_files_rest_until_what_was_taken_away_is_out_of_them(above):
    dump = make(above, date(2026, 3, 3))
    erased = {5: ("1", 2026), 6: ("2", 2025), 7: ("3", None)}
    assert (cleaned_of(dump), resting(dump, erased)) == (set(), {2025, 2026})
    (dump.path / folder.CLEANED).write_text("[5, 7]")
    assert resting(dump, erased) == {2025}
    assert resting(dump, {}) == set()


def test_a_case_is_taken_out_of_both_files_and_all_else_stays(above, monkeypatch):
    """The number stands in other cells, too: only the row of that very case goes."""
    rows = [("1", "số 21", True, 1), ("21", "=1+1\n“hai”", False, None), ("12", None, None, None)]
    make(above, date(2026, 3, 3), rows=rows)
    erased = {5: ("21", 2026), 6: ("7", 2025)}
    monkeypatch.setattr(cleaning, "waiting", lambda: erased)
    assert cleaning.clean_next() is True
    after = dump_of(date(2026, 3, 3))
    lines = csv.reader(StringIO(gzip.decompress((after.path / "cases-2026.csv.gz").read_bytes()).decode(), newline=""))
    assert list(lines)[1:] == [["1", "số 21", "true", "1"], ["12", "", "", ""]]
    packed = gzip.decompress((after.path / "cases-2026.jsonl.gz").read_bytes()).splitlines()
    assert [json.loads(line)["service_request_id"] for line in packed] == ["1", "12"]
    assert (after.package["removed"], after.resource("cases-2026.csv.gz")["rows"]) == (1, 2)
    assert "removed_at" in after.package
    for each in after.resources:
        data = (after.path / each["path"]).read_bytes()
        assert (each["bytes"], each["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    assert cleaned_of(after) == {5, 6}
    assert not [each for each in after.path.iterdir() if each.name.startswith(".cases")]


def test_nobody_cleans_while_another_process_is_at_the_dumps(above, monkeypatch):
    make(above, date(2026, 3, 3), rows=[("21", None, None, None)])
    monkeypatch.setattr(cleaning, "waiting", lambda: {5: ("21", 2026)})
    with folder.alone():
        assert cleaning.clean_next() is False
    assert dump_of(date(2026, 3, 3)).resource("cases-2026.csv.gz")["rows"] == 1
    assert cleaning.clean_next() is True
    assert dump_of(date(2026, 3, 3)).resource("cases-2026.csv.gz")["rows"] == 0


# --- what is served --------------------------------------------------------------------------------------------------


def shut(response):
    """Close the file that would be sent; `close` of a response ends a request, and none has begun."""
    if (file := getattr(response, "file_to_stream", None)) is not None:
        file.close()
    return response


@pytest.fixture
def served(above, monkeypatch):
    """A function that asks for a file of the newest dump; `served.erased` is what has been taken away."""
    make(above, date(2026, 3, 3))

    def get(name, **headers):
        return views.newest_file(RequestFactory(headers=headers).get("/"), name)

    get.erased = {}
    monkeypatch.setattr(views, "waiting", lambda: get.erased)
    return get


def test_a_file_is_sent_as_it_lies_there_and_not_again_to_who_has_it(served, above):
    response = served("cases-2026.csv.gz")
    data = (above / "2026-03-03" / "cases-2026.csv.gz").read_bytes()
    assert response.getvalue() == data
    assert response["ETag"] == f'"{hashlib.sha256(data).hexdigest()}"'
    assert response["Content-Disposition"] == 'attachment; filename="minhbach-2026-03-03-cases-2026.csv.gz"'
    assert (response["Content-Type"], "Content-Encoding" in response) == ("application/gzip", False)
    shut(response)
    assert served("cases-2026.csv.gz", if_none_match=response["ETag"]).status_code == 304
    again = served("cases-2026.csv.gz", if_none_match='"other"')
    assert (again.status_code, again.getvalue()) == (200, data)
    shut(again)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wards.csv", "text/csv; charset=utf-8"),
        ("wards.jsonl", "application/jsonl; charset=utf-8"),
        ("datapackage.json", "application/json"),
        ("README.md", "text/markdown; charset=utf-8"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_each_kind_is_called_what_it_is_and_search_engines_leave_it_alone(served, name, kind):
    response = shut(served(name))
    assert response["Content-Type"] == kind
    assert (response["X-Robots-Tag"], response["Access-Control-Allow-Origin"]) == ("noindex", "*")
    assert "max-age=300" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["cases-2025.csv.gz", ".cleaned.json", "..", "agencies.csv", "README"])
def test_what_is_not_there_is_not_sent(served, name):
    with pytest.raises(Http404):
        served(name)


@pytest.mark.parametrize(
    ("name", "erased", "status"),
    [
        ("cases-2026.csv.gz", {1: ("1", 2026)}, 503),
        ("cases-2026.jsonl.gz", {1: ("1", 2026)}, 503),
        ("cases-2026.csv.gz", {1: ("1", 2025)}, 200),
        ("wards.csv", {1: ("1", 2026)}, 200),  # holds no report
        ("README.md", {1: ("1", 2026)}, 200),
    ],
)
def test_the_files_of_a_year_rest_while_something_is_to_be_taken_out(served, name, erased, status):
    served.erased = erased
    response = shut(served(name))
    assert response.status_code == status
    assert ("Retry-After" in response) is (status == 503)
    assert ("no-store" in response["Cache-Control"]) is (status == 503)


def test_a_dump_of_no_package_is_nobodys():
    assert Dump(day=date(2026, 3, 3), path=None, package={"resources": []}).resource("wards.csv") is None
