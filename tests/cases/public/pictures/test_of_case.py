"""The card of a case: what anyone would want to know at a glance, and nothing of what is covered or not verified."""

from dataclasses import fields, replace

import pytest
from django.utils.translation import override

from cases.public.case import PublicCase
from cases.public.pictures.card import Marked, neutral
from cases.public.pictures.of_case import case_card
from cases.templatetags.verdicts import verdict_words
from tests.portal.case_samples import (
    KIM_LONG,
    LIGHTS,
    LONG,
    answered,
    broken,
    case,
    covered,
    dateless,
    extended,
    overdue,
)

SHOWN = {"title", "number", "ward", "agencies", "state", "round"}


def test_it_tells_a_case_at_a_glance():
    found = case_card(broken())
    assert found.title == broken().title
    assert found.kicker == f"Phản ánh số {broken().number} · {broken().ward.name}"
    assert found.verdict == Marked(mark="broken", words=verdict_words(broken()))
    assert found.state == Marked(mark="reopened", words="Đang xử lý lại")
    assert found.sentence == "; ".join(agency.name for agency in broken().agencies)


@pytest.mark.parametrize(
    ("told", "mark", "words"),
    [
        (case, "ok", "Còn"),
        (overdue, "late", "Trễ hạn 41 ngày"),
        (extended, "ext", "Đã gia hạn"),
        (dateless, "none", "Không tính hạn"),
        (lambda: replace(answered(), summary_only=False), "ok", "Đúng hạn, sau 3 ngày"),
    ],
)
def test_each_verdict_has_its_words_and_shape(told, mark, words):
    found = case_card(told())
    assert found.verdict.mark == mark
    assert found.verdict.words.startswith(words)


def test_in_english():
    with override("en"):
        found = case_card(overdue())
    assert found.kicker.startswith("Report no. ")
    assert (found.verdict.words, found.state.words) == ("41 days overdue", "In progress")


def test_a_case_without_ward_or_agency_says_less():
    found = case_card(case(ward=None, agencies=()))
    assert found.kicker == f"Phản ánh số {case().number}"
    assert found.sentence == ""


def test_every_agency_that_handles_it_is_named():
    assert case_card(case(agencies=(LIGHTS, LONG, KIM_LONG))).sentence == f"{LIGHTS}; {LONG}; {KIM_LONG}"


def test_a_case_in_a_second_round_is_called_so():
    assert case_card(case(round=2)).state == Marked(mark="reopened", words="Đang xử lý lại")


@pytest.mark.parametrize(
    "told",
    [
        covered(),
        answered(),  # a summary, not verified
        case(summary_only=True),
        case(title="Nhà [đã che: tên người] đổ rác"),
        case(text="Gọi [đã che: số điện thoại]"),
        case(place="[đã che] kiệt 131"),
    ],
)
def test_what_is_covered_or_not_verified_gets_the_picture_of_the_portal(told):
    assert case_card(told) == neutral()


def test_it_shows_no_text_place_or_point():
    secret = {name: f"zq7 {name}" for name in ("text", "place", "editors_note", "reference", "source", "term_sentence")}
    assert set(secret) <= {field.name for field in fields(PublicCase)} - SHOWN
    assert "zq7" not in repr(case_card(case(**secret)))
