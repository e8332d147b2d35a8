"""An agency's right of reply: who may say what of which days, and who decides whether it is published."""

from datetime import date, timedelta

import pytest

from cases.actions.actor import CENTER, OFFICER, Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.public_sentences import PersonalData
from cases.actions.statements import (
    AnotherWaits,
    DecidedAlready,
    NoPeriod,
    decline_statement,
    publish_statement,
    state_publicly,
    withdraw_statement,
)
from cases.models import AgencyStatement
from cases.public.statements import stated, statements_of
from cases.rules.rights import RightRefused, Why
from tests.accounts import an_account
from tests.factories import LIGHTING, START, an_agency

pytestmark = pytest.mark.django_db

MONTH = {"since": date(2026, 2, 1), "until": date(2026, 2, 28)}
NAMES = "Ông Nguyễn Văn An, 0905 123 456, trả lời thay."


def said(text="Mưa lớn nhiều ngày.", *, by=OFFICER, at=START, **more):
    return state_publicly(agency=an_agency(), text=text, by=by, at=at, **{**MONTH, **more})


def published(text="Mưa lớn nhiều ngày.", at=START, **more):
    return publish_statement(statement=said(text, at=at, **more), by=CENTER, at=at)


def test_it_is_published_as_it_stands_and_older_ones_stand_behind(django_assert_num_queries):
    first = published("  Mưa lớn.\r\nĐường ngập. ")
    second = published(at=START + timedelta(days=1))
    with django_assert_num_queries(1):
        told = statements_of(first.agency_id)
    assert told.newest.text == second.text
    assert [each.text for each in told.others] == ["Mưa lớn.\nĐường ngập."]
    assert (told.newest.since, told.newest.until) == (date(2026, 2, 1), date(2026, 2, 28))
    assert stated() == {an_agency().pk: second.written_at}
    assert first.written_at < second.written_at


def test_nothing_is_public_before_the_center_decided():
    waiting = said()
    assert (statements_of(an_agency().pk).newest, statements_of(an_agency().pk).others) == (None, [])
    assert stated() == {}
    with pytest.raises(AnotherWaits):
        said("Lời khác")
    withdraw_statement(statement=waiting, by=OFFICER, at=START)
    assert statements_of(an_agency().pk).others == [], "what nobody had read leaves no trace"
    assert said("Lời khác").pk


def test_what_was_published_leaves_a_trace_without_its_words():
    withdraw_statement(statement=published("Lời đã rút"), by=OFFICER, at=START + timedelta(days=1))
    (trace,) = statements_of(an_agency().pk).others
    assert (trace.state, trace.text, trace.published_at) == ("withdrawn", "", START)
    assert AgencyStatement.objects.get().text == "Lời đã rút", "it was never rewritten"


def test_a_declined_one_says_why_and_not_what():
    decline_statement(statement=said("Lời lạc đề"), reason=" Không nói về con số. ", by=CENTER, at=START)
    later = decline_statement(statement=published(), reason="Có dữ liệu của người khác.", by=CENTER, at=START)
    told = statements_of(an_agency().pk)
    assert told.newest is None
    assert {(each.text, each.reason) for each in told.others} == {
        ("", "Không nói về con số."),
        ("", "Có dữ liệu của người khác."),
    }
    assert later.published_at == START


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"text": " \u200b "}, ActionRefused),
        ({"text": "a" * 1501}, ActionRefused),
        ({"since": date(2026, 2, 2), "until": date(2026, 2, 1)}, NoPeriod),
        ({"until": date(2026, 3, 3)}, NoPeriod),
        ({"text": NAMES}, PersonalData),
    ],
)
def test_what_is_no_statement(wrong, refusal):
    with pytest.raises(refusal):
        said(**wrong)
    assert not AgencyStatement.objects.exists()


def test_who_is_named_is_asked_about_on_both_sides():
    statement = said(NAMES, looked=True)
    with pytest.raises(PersonalData) as refused:
        publish_statement(statement=statement, by=CENTER, at=START)
    assert "0905 123 456" in refused.value.found
    with pytest.raises(PersonalData):
        decline_statement(statement=statement, reason=NAMES, by=CENTER, at=START)
    assert publish_statement(statement=statement, by=CENTER, at=START, looked=True).text == NAMES


def test_nothing_is_decided_twice():
    gone = withdraw_statement(statement=published(), by=OFFICER, at=START)
    for verb, more in (
        (publish_statement, {}),
        (withdraw_statement, {}),
        (decline_statement, {"reason": "Muộn"}),
    ):
        with pytest.raises(DecidedAlready):
            verb(statement=gone, by=CENTER, at=START, **more)


@pytest.mark.parametrize("power", ["answer", "follow"])
def test_both_kinds_of_officers_speak_for_their_own_agency_alone(power):
    account = an_account(power, agency=an_agency())
    by = Actor(role=Role.OFFICER, user_id=account.pk)
    statement = said(by=by)
    assert statement.written_by == account
    stranger = Actor(role=Role.OFFICER, user_id=an_account(power, agency=LIGHTING).pk)
    with pytest.raises(RightRefused):
        said(by=stranger)
    with pytest.raises(RightRefused):
        withdraw_statement(statement=statement, by=stranger, at=START)
    with pytest.raises(RightRefused) as refused:
        publish_statement(statement=statement, by=by, at=START)
    assert refused.value.why is Why.NO_POWER


def test_nobody_decides_on_an_own_text_or_one_of_the_own_agency():
    both = an_account("answer", "decide", agency=an_agency())
    by = Actor(role=Role.CENTER, user_id=both.pk)
    statement = said(by=by)
    with pytest.raises(RightRefused) as refused:
        publish_statement(statement=statement, by=by, at=START)
    assert refused.value.why is Why.OWN_TEXT
    of_colleague = withdraw_statement(statement=statement, by=by, at=START)
    with pytest.raises(RightRefused) as refused:
        decline_statement(statement=of_colleague, reason="Muộn", by=by, at=START)
    assert refused.value.why is Why.OWN_TEXT
    with pytest.raises(RightRefused) as refused:
        publish_statement(statement=said(), by=by, at=START)
    assert refused.value.why is Why.OWN_AGENCY
    editor = Actor(role=Role.CENTER, user_id=an_account("edit").pk)
    with pytest.raises(RightRefused):
        publish_statement(statement=AgencyStatement.objects.waiting().get(), by=editor, at=START)
