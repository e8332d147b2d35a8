"""Ports: `cases` declares what it needs of others, others plug it in."""

from datetime import UTC, datetime

import pytest

from cases import ports

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
SOMEWHERE = ports.Around(case_id=1, category="chieu-sang", ward=None, place="", lat=None, lon=None)


@pytest.fixture
def unplugged(monkeypatch):
    empty = ports.Ports()
    monkeypatch.setattr(ports, "PORTS", empty)
    return empty


def test_the_search_has_plugged_everything_in():
    assert ports.missing() == []
    assert ports.case_list_url(state="answered").startswith("/phan-anh/")
    assert ports.cases_near(SOMEWHERE, at=NOON) == []  # and without point and ward, it asks no database


def test_an_empty_port_says_so(unplugged):
    assert ports.missing() == ["list_url", "finder", "answers", "staff", "addresses"]
    with pytest.raises(RuntimeError, match="no finder"):
        ports.cases_near(SOMEWHERE, at=NOON)
    with pytest.raises(RuntimeError, match="no finder of answers"):
        ports.answer_finder()
    with pytest.raises(RuntimeError, match="no finder for the staff"):
        ports.words_match("đèn")
    with pytest.raises(RuntimeError, match="no list address"):
        ports.case_list_url(state="answered")


def test_what_is_plugged_in_is_asked(unplugged):
    unplugged.list_url = lambda **criteria: f"/?{sorted(criteria.items())}"
    assert ports.case_list_url(agency="kim-long", verdict=["overdue"]) == (
        "/?[('agency', 'kim-long'), ('verdict', ['overdue'])]"
    )
    assert "list_url" not in ports.missing()


def test_the_finder_is_asked_about_the_instant(unplugged):
    asked = []

    class Finder:
        def near(self, around, *, at):
            asked.append((around, at))
            return ["found"]

    unplugged.finder = Finder()
    assert ports.cases_near(SOMEWHERE, at=NOON) == ["found"]
    assert asked == [(SOMEWHERE, NOON)]
    assert ports.missing() == ["list_url", "answers", "staff", "addresses"]
