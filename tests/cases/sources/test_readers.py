"""The table of readers, and what every one of them keeps to."""

import gc
import sys

import pytest

from cases.actions.incoming import IncomingCase
from cases.sources import READERS, UnknownSource, reader_for
from tests.cases.sources.files import boston_2015, hue, put

pytestmark = pytest.mark.pure


def test_readers_go_by_their_source():
    assert sorted(READERS) == ["boston", "hue"]
    for name in READERS:
        assert reader_for(name).source == name


def test_an_unknown_source_names_the_known_ones():
    with pytest.raises(UnknownSource, match="unknown source 'paris': known are boston, hue"):
        reader_for("paris")


@pytest.mark.parametrize(("source", "content"), [("boston", boston_2015), ("hue", hue)])
def test_progress_and_source(tmp_path, source, content):
    path = put(tmp_path, content({}, {}), "rows.gz")
    reader = reader_for(source)
    assert (reader.progress.bytes_total, reader.progress.bytes_read) == (0, 0)
    rows = reader.read(path)
    assert next(rows).source == source
    assert reader.progress.bytes_total == path.stat().st_size
    assert len(list(rows)) == 1
    assert reader.progress.bytes_read == reader.progress.bytes_total


@pytest.mark.parametrize(("source", "content"), [("boston", boston_2015), ("hue", hue)])
def test_a_reading_can_be_left_at_any_time(tmp_path, source, content):
    reader = reader_for(source)
    rows = reader.read(put(tmp_path, content({}, {}, {})))
    assert isinstance(next(rows), IncomingCase)
    rows.close()
    gc.collect()  # a file left open would warn here, and warnings are errors
    assert next(reader.read(put(tmp_path, content({}), "other.csv"))).line in {1, 2}


def test_memory_does_not_grow_with_the_file(tmp_path):
    rows = reader_for("boston").read(put(tmp_path, boston_2015(*({} for _ in range(3_000))), "rows.csv.gz"))
    blocks = []
    for number, _ in enumerate(rows):
        if number in {500, 2_900}:
            gc.collect()
            blocks.append(sys.getallocatedblocks())
    assert blocks[1] - blocks[0] < 1_000  # one thing kept of every row would be 2,400
