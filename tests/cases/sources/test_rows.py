"""CSV rows: broken ones are told by line and column, good ones after them are found."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.actions.incoming import Progress, Rejected, SourceUnreadable
from cases.sources import lines as lines_module
from cases.sources.lines import open_lines
from cases.sources.rows import Rows
from tests.cases.sources.files import put

pytestmark = pytest.mark.pure


@pytest.fixture
def rows_of(tmp_path):
    """Return a function that reads a file of this content, and how each row looked."""

    def read(content, name="rows.csv"):
        with open_lines(put(tmp_path, content, name), Progress()) as lines:
            return list(Rows(lines))

    return read


def told(items):
    """Return rejected rows as (line, field, reason)."""
    return [(item.line, item.field, item.reason) for item in items if isinstance(item, Rejected)]


def good(items):
    """Return good rows as (line, fields)."""
    return [item for item in items if not isinstance(item, Rejected)]


def test_rows_carry_the_line_they_begin_on(rows_of):
    assert rows_of('a,b\n1,"two\nlines"\n\n  \n3,4\n') == [(2, ["1", "two\nlines"]), (6, ["3", "4"])]


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=2)
    )
)
def test_what_the_csv_module_writes_comes_back(tmp_path_factory, rows):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["a", "b"], *rows])
    with open_lines(put(tmp_path_factory.mktemp("csv"), out.getvalue()), Progress()) as lines:
        assert [row for _, row in Rows(lines)] == rows


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_windows_line_ends(rows_of, ending):
    assert good(rows_of(ending.join(["a,b", "1,2", ""]))) == [(2, ["1", "2"])]


def test_header_names_are_stripped(tmp_path):
    with open_lines(put(tmp_path, " a , b\n"), Progress()) as lines:
        assert Rows(lines).header == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "line", "field", "reason"),
    [
        ("\n", 1, "", "the file has no header"),
        (",,\n1,2,3\n", 1, "", "the file has no header"),
        ("a,b,a\n", 1, "a", "the column is named twice"),
        ('"a"b,c\n', 1, "", "the header is no CSV: ',' expected after '\"'"),
        ('"a,b\n1,2\n', 2, "", "the header is no CSV: unexpected end of data"),
    ],
)
def test_a_header_that_is_none(tmp_path, content, line, field, reason):
    with open_lines(put(tmp_path, content), Progress()) as lines, pytest.raises(SourceUnreadable) as refused:
        Rows(lines)
    assert (refused.value.line, refused.value.field, refused.value.reason) == (line, field, reason)


def test_a_file_of_one_endless_line_has_no_header(tmp_path, monkeypatch):
    monkeypatch.setattr(lines_module, "LINE_LIMIT", 100)
    path = put(tmp_path, "x" * 1000)
    with open_lines(path, Progress()) as lines, pytest.raises(SourceUnreadable, match=f"^{path}:1: .* no header"):
        Rows(lines)


def test_blank_lines_before_the_header(rows_of):
    assert rows_of("\n\r\na,b\n1,2\n") == [(4, ["1", "2"])]


def test_unnamed_columns_may_be_many(rows_of):
    assert rows_of("a,,\n1,2,3\n") == [(2, ["1", "2", "3"])]


def test_a_field_too_few_or_too_many(rows_of):
    items = rows_of("a,b,c\n1,2\n1,2,3\n1,2,3,4\n1\n5,6,7\n")
    assert told(items) == [
        (2, "c", "fields in the row: 2, in the header: 3"),
        (4, "c", "fields in the row: 4, in the header: 3"),
        (5, "b", "fields in the row: 1, in the header: 3"),
    ]
    assert good(items) == [(3, ["1", "2", "3"]), (6, ["5", "6", "7"])]
    assert items[0].raw == "1,2"


def test_a_nul_character_names_its_column(rows_of):
    items = rows_of('a,b\n1,x\0y\n2,"long\ntext"\n"3\0\nand",4\n5,6\n')
    assert told(items) == [(2, "b", "holds a NUL character"), (5, "a", "holds a NUL character")]
    assert [line for line, _ in good(items)] == [3, 7]
    assert items[0].raw == "1,x\ufffdy"


def test_text_after_a_closing_quote(rows_of):
    items = rows_of('a,b\n"1"x,2\n3,4\n')
    assert told(items) == [(2, "", "the row is no CSV: ',' expected after '\"'")]
    assert good(items) == [(3, ["3", "4"])]


def test_an_unclosed_quote_loses_one_row_only(rows_of):
    items = rows_of('a,b\n1,"two\n3,4\n5,"s,i"\n7,8\n')
    assert told(items)[0][:2] == (2, "")  # the quote of line 4 closes it, and ends in the middle of a field
    assert good(items) == [(3, ["3", "4"]), (4, ["5", "s,i"]), (5, ["7", "8"])]


def test_an_unclosed_quote_at_the_end_of_a_file(rows_of):
    items = rows_of('a,b\n1,2\n3,"four\n5,6\n7,8\n')
    assert told(items) == [(3, "b", "a quote is opened here and not closed")]
    assert good(items) == [(2, ["1", "2"]), (4, ["5", "6"]), (5, ["7", "8"])]


def test_two_unclosed_quotes(rows_of):
    items = rows_of('a,b\n1,"two\n3,4\n"5,6\n7,8\n')
    assert [line for line, _, _ in told(items)] == [2, 4]
    assert good(items) == [(3, ["3", "4"]), (5, ["7", "8"])]


def test_two_broken_lines_that_look_like_one_row(rows_of):
    items = rows_of('a,b\n1,"two\n"x"y,3\n5,6\n')
    assert [(line, field) for line, field, _ in told(items)] == [(2, "")]
    assert good(items) == [(4, ["5", "6"])]


def test_lines_of_a_broken_row_are_not_told_one_by_one(rows_of):
    items = rows_of('a,b\n1,"two\nthree\nfour",5,6\n6,7\n')
    assert told(items) == [(2, "b", "fields in the row: 4, in the header: 2")]
    assert good(items) == [(5, ["6", "7"])]
    assert items[0].raw == '1,"two\nthree\nfour",5,6'


def test_quotes_within_a_field_are_only_quotes(rows_of):
    assert rows_of('a,b\n1,5" pipe\n2,6\n') == [(2, ["1", '5" pipe']), (3, ["2", "6"])]


def test_a_huge_field_is_named_with_its_limit(rows_of):
    items = rows_of("a,b,c\n1," + "x" * 5_000_000 + ",3\n4,5,6\n")
    assert told(items) == [(2, "b", f"is longer than {csv.field_size_limit():,} characters")]
    assert good(items) == [(3, ["4", "5", "6"])]
    assert len(items[0].raw) == 500


def test_a_huge_first_field(rows_of):
    assert told(rows_of("a,b\n" + "x" * 200_000 + ",3\n"))[0][1] == "a"


def test_a_huge_quoted_field(rows_of):
    items = rows_of('a,b\n1,"' + "x" * 200_000 + '"\n4,5\n')
    assert told(items) == [(2, "b", f"is longer than {csv.field_size_limit():,} characters")]
    assert good(items) == [(3, ["4", "5"])]


def test_a_quote_that_swallows_more_than_a_field_may_hold(rows_of):
    items = rows_of('a,b\n1,"two\n' + "3,4\n" * 40_000)
    assert told(items) == [(2, "b", "a quote is opened here and not closed")]
    assert len(good(items)) == 40_000


def test_the_csv_modules_limit_is_left_alone(rows_of):
    before = csv.field_size_limit()
    rows_of("a\n" + "x" * 5_000_000 + "\n")
    assert csv.field_size_limit() == before


def test_a_row_of_more_columns_than_the_header_breaks_off_in_the_last(rows_of):
    assert told(rows_of('a,b\n1,2,3,"x\n'))[0] == (2, "b", "a quote is opened here and not closed")


def test_lines_that_could_not_be_read_are_passed_on_in_order(rows_of, monkeypatch):
    monkeypatch.setattr(lines_module, "LINE_LIMIT", 50)
    items = rows_of("a,b\n1,2\n" + "x" * 100 + "\n3,4\n" + "y" * 100 + "\n")
    assert [item[0] if isinstance(item, tuple) else -item.line for item in items] == [2, -3, 4, -5]


def test_a_truncated_gzip_keeps_the_rows_before(tmp_path):
    path = put(tmp_path, "a,b\n1,2\n3,4\n", "rows.csv.gz")
    path.write_bytes(path.read_bytes()[:-4])
    with open_lines(path, Progress()) as lines:
        items = list(Rows(lines))
    assert good(items) == [(2, ["1", "2"]), (3, ["3", "4"])]
    assert told(items) == [(4, "", "gzip file is truncated")]
