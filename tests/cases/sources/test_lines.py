"""Bytes into lines: packed, truncated, damaged, in another encoding, endless."""

import gzip
import zlib

import pytest

from cases.actions.incoming import Progress, Rejected, SourceUnreadable
from cases.sources import lines as module
from cases.sources.lines import open_lines, raw_of
from tests.cases.sources.files import put

pytestmark = pytest.mark.pure


def read(path):
    """Return the lines with their numbers, what was rejected, and the progress."""
    progress = Progress()
    with open_lines(path, progress) as lines:
        found = [(lines.number, line) for line in lines]
    return found, lines.rejected, progress


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "A.CSV.GZ"])
def test_plain_and_packed_files_give_the_same_lines(tmp_path, name):
    data = "một\nhai\r\n\nba".encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.lower().endswith("gz") else data)
    found, rejected, progress = read(path)
    assert found == [(1, "một\n"), (2, "hai\r\n"), (3, "\n"), (4, "ba")]
    assert rejected == []
    assert progress.bytes_read == progress.bytes_total == path.stat().st_size


def test_a_byte_order_mark_is_passed_over(tmp_path):
    assert read(put(tmp_path, b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n"))[0] == [(1, "a\n"), (2, "\ufeffb\n")]


def test_progress_counts_bytes_on_disk_while_reading(tmp_path):
    path = put(tmp_path, "".join(f"{number:x}{number * 7919:x}\n" for number in range(30_000)), "a.csv.gz")
    progress = Progress()
    seen = []
    with open_lines(path, progress) as lines:
        assert progress.bytes_total == path.stat().st_size
        seen.extend(progress.bytes_read for _ in lines)
    assert seen == sorted(seen)
    assert len(set(seen)) > 3
    assert 0 < seen[len(seen) // 2] < progress.bytes_total


def test_a_second_reading_begins_at_nothing(tmp_path):
    progress = Progress(bytes_total=9, bytes_read=9)
    with open_lines(put(tmp_path, "a\n"), progress):
        assert (progress.bytes_total, progress.bytes_read) == (2, 0)


@pytest.mark.parametrize(
    ("content", "name", "line", "reason"),
    [
        (b"", "a.csv", 1, "the file is empty"),
        (b"", "a.csv.gz", 1, "the file is empty"),
        ("id,tên\n1,một\n".encode("utf-16"), "a.csv", 1, "the file is UTF-16, it must be UTF-8"),
        ("id,name\n1,one\n".encode("utf-16-le"), "a.csv", 1, "the file is UTF-16, it must be UTF-8"),
        (gzip.compress(b"id\n1\n", mtime=0), "a.csv", 1, "the file is packed with gzip: its name must end in .gz"),
        (
            "id,name\n1,one\n2,Café\n3,Zoë\n".encode("latin-1"),
            "a.csv",
            3,
            "2 of the first 4 lines are not UTF-8: the file has another encoding",
        ),
    ],
)
def test_files_that_cannot_be_read_at_all(tmp_path, content, name, line, reason):
    path = put(tmp_path, content, name)
    with pytest.raises(SourceUnreadable) as refused:
        read(path)
    assert (refused.value.file, refused.value.line, refused.value.reason) == (path, line, reason)


@pytest.mark.parametrize(("content", "reason"), [(b"plain text", "damaged"), (b"\x1f\x8b\x08", "truncated")])
def test_a_gz_file_that_is_none(tmp_path, content, reason):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(content)
    with pytest.raises(SourceUnreadable, match=f"^{path}:1: gzip file is {reason}"):
        read(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceUnreadable, match="cannot be opened: No such file"):
        read(tmp_path / "none.csv")


def test_lone_damaged_lines_are_kept_with_replacement_marks(tmp_path):
    found, rejected, _ = read(put(tmp_path, b"id\n1\n2 Caf\xe9\n3\n4\n5 \xff\n"))
    assert [line for _, line in found][2::3] == ["2 Caf\ufffd\n", "5 \ufffd\n"]
    assert rejected == []


def test_one_damaged_line_alone_is_kept(tmp_path):
    assert read(put(tmp_path, b"caf\xe9\n"))[0] == [(1, "caf\ufffd\n")]


def test_damage_after_the_sample_is_kept_too(tmp_path):
    content = b"plain\n" * module.SAMPLE + b"caf\xe9\n" * 500
    assert len(read(put(tmp_path, content))[0]) == module.SAMPLE + 500


def test_a_truncated_gzip_keeps_what_came_before(tmp_path):
    # Barely compressible, so that half of the file is about half of the lines.
    text = "".join(f"{zlib.crc32(str(number).encode()):x}\n" for number in range(20_000))
    whole = gzip.compress(text.encode())
    path = tmp_path / "a.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    found, rejected, _ = read(path)
    assert 5_000 < len(found) < 15_000
    assert "".join(line for _, line in found) == text[: sum(len(line) for _, line in found)]
    assert rejected == [Rejected(line=len(found) + 1, field="", reason="gzip file is truncated", raw="")]


def test_a_short_truncated_gzip_is_told_too(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"one\ntwo\n")[:-4])
    found, rejected, _ = read(path)
    assert found == [(1, "one\n"), (2, "two\n")]
    assert [(item.line, item.reason) for item in rejected] == [(3, "gzip file is truncated")]


def test_a_packed_file_of_one_endless_line_that_is_truncated(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LINE_LIMIT", 100)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"x" * 1000)[:-4])
    found, rejected, _ = read(path)
    assert found == []
    assert [(item.line, item.reason[:12]) for item in rejected] == [(1, "the line is "), (2, "gzip file is")]


def test_a_damaged_gzip_names_the_line(tmp_path):
    whole = bytearray(gzip.compress(b"one\ntwo\n"))
    whole[-8] ^= 0xFF  # the checksum
    path = tmp_path / "a.csv.gz"
    path.write_bytes(whole)
    found, rejected, _ = read(path)
    assert len(found) == 2
    assert rejected[0].line == 3
    assert rejected[0].reason.startswith("gzip file is damaged: ")


def test_an_endless_line_is_skipped_without_being_held(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LINE_LIMIT", 100)
    content = b"a" * 99 + b"\n" + b"b" * 1234 + b"\n" + b"c" * 100 + b"\nend\n" + b"d" * 300
    found, rejected, _ = read(put(tmp_path, content))
    assert [(number, line[:3]) for number, line in found] == [(1, "aaa"), (4, "end")]
    assert [(item.line, item.reason) for item in rejected] == [
        (2, "the line is longer than 100 bytes"),
        (3, "the line is longer than 100 bytes"),
        (5, "the line is longer than 100 bytes"),
    ]
    assert rejected[0].raw == "b" * 100


def test_a_file_of_one_endless_line_is_no_empty_file(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LINE_LIMIT", 100)
    found, rejected, _ = read(put(tmp_path, b"x" * 1000))
    assert found == []
    assert [item.line for item in rejected] == [1]


def test_the_sample_is_bounded_in_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SAMPLE_BYTES", 10)
    # All lines but the first three would give the encoding away.
    assert len(read(put(tmp_path, b"12345\n12345\n" + b"caf\xe9\n" * 9))[0]) == 11


def test_lines_with_nul_are_noted(tmp_path):
    with open_lines(put(tmp_path, b"a\nb\0b\nc\n"), Progress()) as lines:
        assert [(next(lines), lines.with_nul) for _ in range(3)] == [("a\n", 0), ("b\0b\n", 2), ("c\n", 2)]


def test_how_a_rejected_row_looks():
    assert raw_of("a\0b\r\n") == "a\ufffdb"
    assert raw_of("x" * 1000) == "x" * 500
