"""Ports: `cases` declares what it needs of others, others plug it in."""

import pytest

from cases import ports


@pytest.fixture
def unplugged(monkeypatch):
    empty = ports.Ports()
    monkeypatch.setattr(ports, "PORTS", empty)
    return empty


def test_the_search_has_plugged_everything_in():
    assert ports.missing() == []
    assert ports.case_list_url(state="answered").startswith("/phan-anh/")


def test_an_empty_port_says_so(unplugged):
    assert "list_url" in ports.missing()
    with pytest.raises(RuntimeError, match="no list address"):
        ports.case_list_url(state="answered")


def test_what_is_plugged_in_is_asked(unplugged):
    unplugged.list_url = lambda **criteria: f"/?{sorted(criteria.items())}"
    assert ports.case_list_url(agency="kim-long", verdict=["overdue"]) == (
        "/?[('agency', 'kim-long'), ('verdict', ['overdue'])]"
    )
    assert "list_url" not in ports.missing()
