"""Values of a JSON object by their type: what is missing is nothing, what is of another type is told by its field."""

import unicodedata

import pytest

from cases.actions.incoming import Progress, Rejected
from cases.sources import lines as lines_module
from cases.sources.assembly import FieldRefused
from cases.sources.json_rows import JsonRows, boolean_of, kind_of, text_of, texts_of, whole_of
from cases.sources.lines import open_lines
from tests.cases.sources.files import put

pytestmark = pytest.mark.pure

OF_EACH_TYPE = {
    "null": None,
    "text": "x",
    "true or false": False,
    "a whole number": 5,
    "a number": 0.5,
    "a list": [],
    "an object": {},
}
#: What each reader of a field takes, and how it calls that.
READS = {
    text_of: ("text", ""),
    texts_of: ("a list", []),
    whole_of: ("a whole number", None),
    boolean_of: ("true or false", False),
}


@pytest.mark.parametrize("reads", READS, ids=lambda reads: reads.__name__)
def test_of_all_types_one_is_taken_and_the_others_are_named(reads):
    wanted, nothing = READS[reads]
    assert reads({}, "views") == reads({"views": None}, "views") == nothing
    for kind, value in OF_EACH_TYPE.items():
        if kind in (wanted, "null"):
            assert reads({"views": value}, "views") == (nothing if value is None else value)
            continue
        with pytest.raises(FieldRefused) as refused:
            reads({"views": value}, "views")
        found = "a number" if kind == "a whole number" else kind
        assert (refused.value.field, refused.value.reason) == ("views", f"expected {wanted}, found {found}")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "null"),
        ("", "text"),
        (True, "true or false"),
        (0, "a number"),
        (1e9, "a number"),
        ([], "a list"),
        ({}, "an object"),
    ],
)
def test_what_a_value_is_in_words(value, kind):
    assert kind_of(value) == kind


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        (" \n\t", ""),
        ("  Đèn \n hỏng ", "Đèn \n hỏng"),
        (unicodedata.normalize("NFD", "Đường Thuỷ"), "Đường Thuỷ"),
        ("h\ud800ng", "h\ufffdng"),
        ("\xa0Huế\u3000", "Huế"),
    ],
)
def test_a_text_comes_composed_and_without_outer_blanks(value, text):
    assert text_of({"report": value}, "report") == text


@pytest.mark.parametrize("value", ["\0", "a\0b", "a\0"])
def test_a_nul_character_fits_no_database(value):
    for row, reads in (({"f": value}, text_of), ({"f": ["x", value]}, texts_of)):
        with pytest.raises(FieldRefused, match="NUL"):
            reads(row, "f")


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ([""], []),
        (["rác", " ", "rác "], ["rác", "rác"]),
        ([unicodedata.normalize("NFD", "rác")], ["rác"]),
    ],
)
def test_blank_texts_of_a_list_are_none(value, texts):
    assert texts_of({"topics": value}, "topics") == texts


@pytest.mark.parametrize("value", [True, 5.0, float("nan")])
def test_a_whole_number_is_no_truth_and_has_no_point(value):
    with pytest.raises(FieldRefused):
        whole_of({"id": value}, "id")


def test_zero_is_a_number_and_a_negative_one_too():
    assert (whole_of({"id": 0}, "id"), whole_of({"id": -3}, "id"), whole_of({"id": 10**30}, "id")) == (0, -3, 10**30)


# --- lines -----------------------------------------------------------------------------------------------------------


def rows_of(tmp_path, content):
    with open_lines(put(tmp_path, content, "rows.jsonl"), Progress()) as lines:
        rows = JsonRows(lines)
        return [(item, rows.raw()) for item in rows]


def test_each_row_comes_with_its_line_and_how_it_looked(tmp_path):
    found = rows_of(tmp_path, '{"a": 1}\n\n  {"b": "ế"}  \r\n{"a": 1, "a": 2}')
    assert [item for item, _raw in found] == [(1, {"a": 1}), (3, {"b": "ế"}), (4, {"a": 2})]
    assert [raw for _item, raw in found] == ['{"a": 1}', '  {"b": "ế"}  ', '{"a": 1, "a": 2}']


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{'a': 1}", "is no JSON: Expecting property name"),
        ('{"a": 1,}', "is no JSON: "),
        ('{"a": 1', "is no JSON: Expecting ',' delimiter"),
        ('{"a": "\t"}', "is no JSON: Invalid control character"),
        ("true", "expected an object, found true or false"),
        ("0.5", "expected an object, found a number"),
        ('{"a": [' + "[" * 50_000, "is nested too deep"),
    ],
)
def test_a_line_that_is_no_object_is_told_and_the_next_is_read(tmp_path, line, reason):
    (bad, _), (good, _) = rows_of(tmp_path, f'{line}\n{{"a": 1}}\n')
    assert isinstance(bad, Rejected)
    assert (bad.line, bad.field) == (1, "")
    assert bad.reason.startswith(reason)
    assert bad.raw == line[:500]
    assert good == (2, {"a": 1})


def test_nothing_but_blank_lines_is_no_row(tmp_path):
    assert rows_of(tmp_path, "\n \n\r\n") == []


def test_lines_that_could_not_be_read_are_passed_on_once_and_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr(lines_module, "LINE_LIMIT", 50)
    long = "x" * 100
    found = [item for item, _raw in rows_of(tmp_path, f'{{"a": 1}}\n{long}\n\n{{"a": 2}}\n{long}\n')]
    assert [item[0] if isinstance(item, tuple) else -item.line for item in found] == [1, -2, 4, -5]
