"""Dumps by hand, to the byte: what taking out leaves, years open at once, folders that were left, and words."""

import gc
import gzip
import hashlib
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils.translation import override

from cases.accountability.open_data import cleaning, folder, making, views
from cases.accountability.open_data.cleaning import clean, clean_next, cleaned_of
from cases.accountability.open_data.folder import alone, days, dump_of, newest, put
from cases.accountability.open_data.package import Freshness, package_of, write_package
from cases.accountability.open_data.shape import both, column, table, text, whole
from cases.accountability.open_data.told import told_dump
from tests.cases.accountability.open_data.by_hand import AS_OF, CASES, TOLD, WARDS, make, written

THIRD, FOURTH = date(2026, 3, 3), date(2026, 3, 4)
ODD = [
    ("1", "=1+1", True, -3),
    ("2", "'=1+1", None, None),  # has an apostrophe of its own
    ("3", 'Dòng một\r\ndòng "hai", hết', False, 0),
    ("4", "", None, 7),
    ("5", "dấu \u2028 lạ", True, 1),
    ("12", "@mai\ttối", None, None),
]


def unpacked(dump):
    """What every file of reports says, by its name."""
    return {
        each["path"]: gzip.decompress((dump.path / each["path"]).read_bytes())
        for each in dump.resources
        if each["table"] == "cases"
    }


def served(view, *arguments, **headers):
    response = view(RequestFactory(headers=headers).get("/"), *arguments)
    if (file := getattr(response, "file_to_stream", None)) is not None:
        file.close()
    return response


# --- what is taken out, and what stays -------------------------------------------------------------------------------


@pytest.mark.parametrize("gone", [(), ("1",), ("12",), ("3", "5"), ("2", "4", "99"), ("1", "2", "3", "4", "5", "12")])
def test_what_is_left_is_what_a_dump_without_it_would_say_byte_for_byte(above, monkeypatch, gone):
    make(above, THIRD, rows=ODD)
    monkeypatch.setattr(cleaning, "waiting", lambda: {n: (number, 2026) for n, number in enumerate(gone, 1)})
    assert clean_next() is bool(gone)
    left = [row for row in ODD if row[0] not in gone]
    beside = above / "beside"
    beside.mkdir()
    files = written(beside, CASES, left, 2026)
    without = {each.name: gzip.decompress((beside / each.name).read_bytes()) for each in files}
    assert unpacked(newest()) == without
    assert [each["rows"] for each in newest().resources if each["table"] == "cases"] == [len(left)] * 2
    assert newest().package["removed"] == len(set(gone) - {"99"})


def test_the_same_case_taken_out_of_two_files_is_one_report(above, monkeypatch):
    """Its words were covered first, then it was withdrawn: two rows of the outbox, one report, counted once."""
    make(above, THIRD, rows=ODD)
    monkeypatch.setattr(cleaning, "waiting", lambda: {5: ("4", 2026), 8: ("4", 2026)})
    assert clean_next() is True
    assert (newest().package["removed"], cleaned_of(newest())) == (1, {5, 8})
    monkeypatch.setattr(cleaning, "waiting", lambda: {8: ("4", 2026), 9: ("1", 2026)})
    assert clean_next() is True
    assert (newest().package["removed"], cleaned_of(newest())) == (2, {5, 8, 9})


@pytest.mark.parametrize(
    "erased",
    [{5: ("1", 2025)}, {5: ("1", None)}, {5: ("77", 2026)}],
    ids=["of another year", "without a page", "never in it"],
)
def test_what_a_dump_does_not_hold_changes_none_of_its_files(above, monkeypatch, erased):
    dump = make(above, THIRD, rows=ODD)
    before = {each["path"]: each["hash"] for each in dump.resources}
    monkeypatch.setattr(cleaning, "waiting", lambda: erased)
    assert clean_next() is True
    after = dump_of(THIRD)
    assert {each["path"]: each["hash"] for each in after.resources} == before
    assert (after.package["removed"], "removed_at" in after.package, cleaned_of(after)) == (0, False, {5})


def test_all_dumps_are_cleaned_the_newest_first_and_half_of_one_is_none(above, monkeypatch):
    for day in (THIRD, FOURTH):
        make(above, day, rows=ODD)
    (above / "2026-03-05").mkdir()  # still without a package
    monkeypatch.setattr(cleaning, "waiting", lambda: {5: ("1", 2026)})
    assert clean_next() is True
    assert cleaned_of(dump_of(FOURTH)) == {5}
    assert cleaned_of(dump_of(THIRD)) == set()
    assert clean_next() is True
    assert [cleaned_of(dump_of(day)) for day in (THIRD, FOURTH)] == [{5}, {5}]


def test_how_many_dumps_needed_it_is_counted(monkeypatch):
    left = iter([True, True, False, True])
    monkeypatch.setattr(cleaning, "clean_next", lambda: next(left))
    assert clean() == 2


def test_sums_and_readme_tell_of_the_files_as_they_are_after_cleaning(above, monkeypatch):
    make(above, THIRD, rows=ODD)
    monkeypatch.setattr(cleaning, "waiting", lambda: {5: ("1", 2026)})
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 3, 31, 17, tzinfo=UTC))
    clean_next()
    where = above / "2026-03-03"
    for line in (where / "SHA256SUMS").read_text().splitlines():
        told, _, name = line.partition("  ")
        assert hashlib.sha256((where / name).read_bytes()).hexdigest() == told
    readme = (where / "README.md").read_text()
    assert "reports taken out since: 1\n" in readme
    assert json.loads((where / "datapackage.json").read_bytes())["removed_at"] == "2026-04-01T00:00:00+07:00"
    assert newest().at == AS_OF, "what it holds for stays what it was"


# --- making ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-03-02T16:59:59+00:00", True),  # the second of March, in Huế
        ("2026-03-02T17:00:00+00:00", False),
        ("2026-03-03T16:59:59+00:00", False),
        ("2026-03-03T17:00:00+00:00", True),
    ],
)
def test_a_dump_is_due_once_a_day_of_the_city(above, at, due):
    make(above, THIRD)
    assert making.is_due(datetime.fromisoformat(at)) is due


def by_year(where, rows, names=("cases", "wards")):
    """Files of these rows as (name, rows), in the order in which they are told."""
    yearly = {**TOLD, "wards": table("wards", both("", ""), both("", ""), *WARDS.columns, key=(), by_year=True)}
    found = making._by_year(where, yearly, iter(rows), "", list(names))
    return [(each.name, each.rows) for each in found]


def test_years_come_in_any_order_and_each_has_all_its_tables_or_none(tmp_path):
    row = ("1", "Đèn", None, None)
    rows = [(2026, "cases", row), (2024, "cases", row), (2026, "cases", row), (2025, "wards", ("a",))]
    assert by_year(tmp_path, rows) == [
        ("cases-2024.csv.gz", 1),
        ("cases-2024.jsonl.gz", 1),
        ("cases-2025.csv.gz", 0),  # of that year there is only the other table
        ("cases-2025.jsonl.gz", 0),
        ("cases-2026.csv.gz", 2),
        ("cases-2026.jsonl.gz", 2),
        ("wards-2024.csv.gz", 0),
        ("wards-2024.jsonl.gz", 0),
        ("wards-2025.csv.gz", 1),
        ("wards-2025.jsonl.gz", 1),
        ("wards-2026.csv.gz", 0),
        ("wards-2026.jsonl.gz", 0),
    ]
    assert gzip.decompress((tmp_path / "wards-2024.csv.gz").read_bytes()) == b"slug\r\n"
    assert gzip.decompress((tmp_path / "wards-2024.jsonl.gz").read_bytes()) == b""


def test_without_rows_there_are_no_files_and_one_that_fails_leaves_none_open(tmp_path):
    assert by_year(tmp_path, []) == []
    assert list(tmp_path.iterdir()) == []

    def failing():
        yield 2026, "wards", ("a",)
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):  # a file left open would be a warning, and so a failure
        by_year(tmp_path, failing())
    gc.collect()


def test_garbage_is_looked_for_as_often_as_before_even_after_a_failure():
    before = gc.get_threshold()

    def fail():
        with making._seldom_tidied():
            assert gc.get_threshold() == (200_000, *before[1:])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.get_threshold() == before


def test_nothing_in_a_packed_file_tells_its_name_or_when_it_was_packed(tmp_path):
    written(tmp_path, CASES, ODD, 2026)
    for name in ("cases-2026.csv.gz", "cases-2026.jsonl.gz"):
        head = (tmp_path / name).read_bytes()[:8]
        assert head == b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "RFC 1952: no name, no comment, no time"


def test_a_sample_says_so_at_the_end_of_every_row(tmp_path):
    shape = table("wards", both("", ""), both("", ""), *WARDS.columns, text("notice", "", ""), key=())
    written(tmp_path, shape, [("a",), ("b",)], notice="BẢN MẪU.")
    assert (tmp_path / "wards.csv").read_bytes().decode() == "slug,notice\r\na,BẢN MẪU.\r\nb,BẢN MẪU.\r\n"
    lines = [json.loads(line) for line in (tmp_path / "wards.jsonl").read_text().splitlines()]
    assert lines == [{"slug": "a", "notice": "BẢN MẪU."}, {"slug": "b", "notice": "BẢN MẪU."}]


# --- what tells of a dump --------------------------------------------------------------------------------------------


def test_a_folder_is_no_dump_before_all_that_tells_of_it_is_written(above):
    where = above / "2026-03-03"
    where.mkdir(parents=True)
    (where / "SHA256SUMS").mkdir()  # so that writing it fails
    files = written(where, WARDS, [("a",)])
    package = package_of(files, TOLD, Freshness(at=AS_OF, method="2", ledger=""))
    with pytest.raises(IsADirectoryError):
        write_package(where, package, TOLD)
    assert (dump_of(THIRD), days()) == (None, [THIRD])
    (where / "SHA256SUMS").rmdir()
    write_package(where, package, TOLD)
    assert dump_of(THIRD).package == package
    assert not [each.name for each in where.iterdir() if each.name.startswith(".")]


def test_a_readme_holds_the_dictionary_in_both_languages_and_how_to_cite(settings, above):
    settings.PUBLIC_URL = "https://minhbach.vn"
    with override("en"):  # whoever makes it
        readme = (make(above, THIRD).path / "README.md").read_text().splitlines()
    assert readme[0] == "# Minh Bạch: dữ liệu mở / open data"
    assert (
        "- Trích dẫn / cite: Minh Bạch, dữ liệu mở ngày 2026-03-03, https://minhbach.vn/du-lieu/2026-03-03/" in readme
    )
    method = "- Cách tính (phiên bản định nghĩa) / method (version of the definitions): 2"
    assert f"{method} (https://minhbach.vn/phuong-phap/)" in readme
    assert f"- Mã sổ cái / ledger SHA-256: {'f' * 64}" in readme
    begins = readme.index("## cases")
    assert readme[begins + 2 : begins + 5] == ["Phản ánh / Reports", "", "Mỗi dòng một."]
    rows = [line for line in readme if line.startswith("| `")]
    assert rows == [
        "| `service_request_id` | string | Số. / Number. |",
        "| `title` | string | Tiêu đề. / Title. |",
        "| `late` | boolean | Trễ. / Late. |",
        "| `days` | integer | Ngày. / Days. |",
        "| `slug` | string | Mã. / Code. |",
    ]
    assert not [line for line in readme if "BẢN MẪU" in line]


@pytest.mark.parametrize(
    ("name", "by_year_", "year", "told"),
    [
        ("cases", True, 2026, ("cases-2026", "cases-2026-jsonl", "gz")),
        ("agency_names", False, None, ("agency-names", "agency-names-jsonl", None)),
        ("snapshot_agencies", True, 987, ("snapshot-agencies-0987", "snapshot-agencies-0987-jsonl", "gz")),
    ],
)
def test_names_of_resources_are_made_of_small_letters_and_hyphens(tmp_path, name, by_year_, year, told):
    shape = table(name, both("Tên", "Name"), both("", ""), text("slug", "", ""), key=(), by_year=by_year_)
    files = written(tmp_path, shape, [], year)
    package = package_of(files, {name: shape}, Freshness(at=AS_OF, method="2", ledger=""))
    first, second = package["resources"]
    assert (first["name"], second["name"], first.get("compression")) == told
    assert (first["title"], first["table"], first["year"], first["encoding"]) == ("Tên / Name", name, year, "utf-8")


def test_a_sentence_is_said_in_the_readers_language_and_files_hold_both():
    told = column("integer", "n", "Bao nhiêu.", "How many.").means
    assert str(told) == "Bao nhiêu."
    with override("en"):
        assert str(told) == "How many."
        assert whole("n", "Bao nhiêu.", "How many.").as_field()["description"] == "Bao nhiêu."


# --- folders that were left ------------------------------------------------------------------------------------------


def test_what_was_put_in_place_is_not_lost_to_what_was_taken_aside(above):
    """Killed after the new dump was put and before the old one went: the new one is the day's."""
    for name, words in (("2026-03-03", "mới"), (".old-2026-03-03", "cũ"), (".making-2026-03-04", "dở")):
        (above / name).mkdir(parents=True)
        (above / name / "a").write_text(words)
    with alone():
        assert sorted(each.name for each in above.iterdir()) == [".lock", "2026-03-03"]
    assert (above / "2026-03-03" / "a").read_text() == "mới"


def test_where_folders_above_are_missing_too_they_are_made(settings, tmp_path):
    settings.OPEN_DATA_ROOT = str(tmp_path / "a" / "b" / "du-lieu")
    assert (days(), newest()) == ([], None)
    with alone() as held:
        assert held == tmp_path / "a" / "b" / "du-lieu"
    with alone() as again:
        assert again == held, "whoever has ended holds nothing"


def test_who_fails_holds_nothing_any_more(above):
    def fail():
        with alone():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with alone() as held:
        assert held == above


def test_what_was_taken_aside_before_is_in_nobodys_way(above):
    """`put` is called while one is alone, after what was left has been mended."""
    place, new = above / "2026-03-03", above / ".making-2026-03-03"
    for n in range(3):
        new.mkdir(parents=True)
        (new / "n").write_text(str(n))
        put(new, place)
        assert [each.name for each in above.iterdir()] == ["2026-03-03"]
        assert (place / "n").read_text() == str(n)


# --- what is served --------------------------------------------------------------------------------------------------


@pytest.fixture
def quiet(above, monkeypatch):
    """A dump of the third, where nothing waits to be taken out."""
    monkeypatch.setattr(views, "waiting", dict)
    return make(above, THIRD, rows=ODD)


def test_a_day_that_never_was_is_not_found_and_one_that_is_over_is_gone(quiet, settings, monkeypatch):
    settings.OPEN_DATA_DAYS = 30
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 4, 1, 17, tzinfo=UTC))  # 2 April in Huế
    rendered = []
    monkeypatch.setattr(views, "render", lambda *told, **more: rendered.append((told, more)) or views.HttpResponse())
    for day in (date(2026, 3, 4), date(2026, 4, 2), date(2027, 1, 1)):  # kept still, to come, far ahead
        with pytest.raises(Http404):
            served(views.day_file, day, "wards.csv")
    assert rendered == []
    assert "max-age=300" in served(views.day_file, date(2026, 3, 2), "wards.csv")["Cache-Control"]
    ((told, more),) = rendered
    assert (told[1], more["status"]) == ("error.html", 410)
    assert "giữ 30 ngày" in told[2]["text"]


def test_before_the_first_dump_no_day_is_over(above):
    for view, arguments in ((views.day_file, (date(2020, 1, 1), "wards.csv")), (views.newest_file, ("wards.csv",))):
        with pytest.raises(Http404):
            served(view, *arguments)


def test_a_file_that_goes_while_it_is_asked_for_is_not_found(quiet):
    (quiet.path / "wards.csv").unlink()
    with pytest.raises(Http404):
        served(views.newest_file, "wards.csv")
    assert served(views.newest_file, "wards.jsonl").status_code == 200


def test_a_file_of_a_sample_is_called_one(quiet, settings):
    settings.DEMO = True
    response = served(views.day_file, THIRD, "README.md")
    assert response["Content-Disposition"] == 'attachment; filename="ban-mau-minhbach-2026-03-03-README.md"'


def test_the_share_picture_counts_reports_once_whatever_the_files(quiet):
    told = views.share_card()
    assert [(each.number, each.label) for each in told.figures] == [("6", "Phản ánh"), ("4", "Tệp")]
    assert "03/03/2026" in told.kicker
    assert told.title == "Dữ liệu mở"


def test_the_share_picture_before_the_first_dump_counts_nothing(above):
    told = views.share_card()
    assert (told.figures, told.kicker) == ((), "")


def test_the_page_tells_tables_in_their_order_and_a_years_rows_once(quiet):
    told = told_dump(quiet, now=AS_OF + timedelta(hours=1), resting=set())
    by_name = {each.table.name: each for each in told.tables}
    assert list(by_name) == [name for name in by_name if name in making.tables(sample=False)]
    assert (by_name["cases"].rows, by_name["wards"].rows, by_name["answers"].rows) == (6, 1, 0)
    assert [file.name for file in by_name["wards"].jsonl] == ["wards.jsonl"]
    assert by_name["wards"].csv[0].year is None
    assert (by_name["answers"].csv, by_name["answers"].jsonl) == ([], [])
    assert folder.NAME.fullmatch(by_name["cases"].csv[0].name)
