"""Links behind numbers lead to the list that holds them."""

import pytest
from django.core.checks import run_checks
from django.utils import translation

from cases import ports
from search import addresses
from search.asking import question_of


def test_a_list_has_its_canonical_address():
    assert ports.case_list_url() == "/phan-anh/"
    assert ports.case_list_url(verdict=["promise_broken", "overdue"], agency="so-gtvt") == (
        "/phan-anh/?verdict=overdue&verdict=promise_broken&agency=so-gtvt"
    )
    assert ports.case_list_url(**{"from": "2026-11-01", "q": "đèn"}) == "/phan-anh/?q=%C4%91%C3%A8n&from=2026-11-01"


def test_in_the_readers_language():
    with translation.override("en"):
        assert ports.case_list_url(state="answered") == "/en/phan-anh/?state=answered"


def test_a_link_that_asks_nonsense_is_an_error_of_ours():
    with pytest.raises(ValueError, match="verdict=late"):
        ports.case_list_url(verdict="late")


def test_the_ports_are_plugged_in():
    assert [message for message in run_checks() if message.id == "cases.E002"] == []


def test_the_same_criteria_are_read_once_and_wrong_ones_are_refused_again(monkeypatch):
    read = []
    monkeypatch.setattr(addresses, "question_of", lambda asked: read.append(asked) or question_of(asked))
    addresses._question.cache_clear()
    assert ports.case_list_url(ward="kim-long", verdict=["extended"]) == "/phan-anh/?verdict=extended&ward=kim-long"
    assert ports.case_list_url(ward="kim-long", verdict=("extended",)) == "/phan-anh/?verdict=extended&ward=kim-long"
    assert len(read) == 1
    for _ in range(2):
        with pytest.raises(ValueError, match="verdict=late"):
            ports.case_list_url(verdict="late")
    assert len(read) == 3
    addresses._question.cache_clear()
