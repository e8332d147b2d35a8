"""What all sources share: the order of what is yielded, and whom a duplicate names."""

import pytest

from cases.actions.incoming import IncomingCase, Rejected
from cases.sources.assembly import Facts, FieldRefused, assemble, sift

pytestmark = pytest.mark.pure


def facts(line, reference):
    """Return the least a case can say."""
    return Facts(
        line=line,
        source="test",
        reference=reference,
        title="t",
        category="c",
        agencies=(),
        due=None,
        closed=None,
        says_closed=False,
        answer="",
    )


def convert(line, row):
    """Refuse one row, assemble the others."""
    if row == "odd":
        raise FieldRefused("due", "is odd")
    return assemble(facts(line, row))


def test_everything_comes_in_order_and_under_the_sources_names():
    before = Rejected(line=1, field="x", reason="y")
    rows = [before, (2, "a"), (3, "odd"), (4, "a"), (5, "b")]
    items = list(sift(rows, convert, columns={"reference": "ID", "due": "TARGET"}, raw=lambda: "raw"))
    assert items[0] is before
    assert [(item.line, type(item)) for item in items[1:]] == [
        (2, IncomingCase),
        (3, Rejected),
        (4, Rejected),
        (5, IncomingCase),
    ]
    assert items[2] == Rejected(line=3, field="TARGET", reason="is odd", raw="raw")
    assert items[3] == Rejected(line=4, field="ID", reason="a is the reference of line 2 already", raw="raw")


def test_a_field_without_a_name_of_the_source_keeps_ours():
    (item,) = sift([(3, "odd")], convert, columns={}, raw=lambda: "")
    assert item.field == "due"
