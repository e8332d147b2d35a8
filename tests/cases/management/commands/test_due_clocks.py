"""`due`: clock times to the letter, and names that stand there without a value."""

import pytest

from cases.management.commands.due import answered
from tests.cases.management.commands.test_due import CALENDARS, answer, line, office, question


@pytest.mark.parametrize(
    ("clock", "is_one"),
    [
        ("08:30", True),
        ("8:30", True),
        (" 08:30 ", True),
        ("08:30:00", True),
        ("00:00", True),
        ("18:59", True),
        ("08:30:30", False),  # an office does not open in the middle of a minute
        ("08:60", False),
        ("24:00", False),
        ("8", False),
        ("08h30", False),
        ("0830", False),
        ("08:3", False),
        ("008:30", False),
        ("-8:30", False),
        ("", False),
    ],
)
def test_a_clock_time_is_hours_and_minutes(clock, is_one):
    """The office closes at seven in the evening, after each that is one."""
    found = answer(office({"opens": clock, "closes": "19:00"}))
    assert list(found) == (["due"] if is_one else ["error"])
    if not is_one:
        assert found["error"] in (f"A clock time is written like 08:30, not {clock!r}.", "“opens” is missing.")


@pytest.mark.parametrize("name", ["start", "term", "calendar"])
@pytest.mark.parametrize("without", ["the name", "a value"])
def test_a_name_without_a_value_is_missing_like_a_name_that_is(name, without):
    asked = question()
    if without == "the name":
        del asked[name]
    else:
        asked[name] = None
    assert answer(asked) == {"error": f"“{name}” is missing."}


@pytest.mark.parametrize(("name", "rest"), [("kind", {"n": 7}), ("n", {"kind": "hours"})])
def test_so_it_is_within_a_term_where_nought_is_a_value(name, rest):
    assert answer(question(term={**rest, name: None})) == {"error": f"“{name}” is missing."}
    assert list(answer(question(term={"kind": "hours", "n": 0}))) == ["due"]


def test_what_is_wrong_first_is_said_and_nothing_else():
    """In the order calendar, start, term; a caller mends one thing after the other."""
    asked = {"start": 3, "term": [], "calendar": "moon"}
    said = []
    for name, value in (("calendar", "vn"), ("start", "2026-02-06"), ("term", {"kind": "hours", "n": 1})):
        said.append(answered(line(asked), CALENDARS)["error"].partition(",")[0])
        asked[name] = value
    assert said == [
        "There is no calendar 'moon'; there are plain",
        "A start is text in ISO 8601",
        "A term is an object with names and values",
    ]
    assert list(answered(line(asked), CALENDARS)) == ["due"]
