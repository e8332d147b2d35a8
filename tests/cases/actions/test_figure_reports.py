"""Somebody says that a figure is wrong: what is kept, who answers, and what of it becomes public."""

from datetime import timedelta

import pytest

from cases.actions.actor import CENTER, CITIZEN, OFFICER, Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.figure_reports import (
    MOST_BY_ADDRESS,
    AnsweredAlready,
    EnoughReports,
    TooManyReports,
    answer_figure_report,
    drop_figure_report,
    report_figure,
)
from cases.actions.public_sentences import PersonalData
from cases.models import FigureReport
from cases.rules.rights import RightRefused
from tests.accounts import an_account
from tests.factories import LIGHTING, START, an_agency

pytestmark = pytest.mark.django_db

SAID = {"page": "/so-lieu/", "figure": "Đúng hạn, 84 %", "expected": "Phải là 48 %", "source": "Báo cáo tháng"}
NAMES = "Hỏi ông Nguyễn Văn An, 0905 123 456"


def said(at=START, *, by=CITIZEN, **more):
    return report_figure(**{**SAID, **more}, by=by, at=at)


def answered(report, *, by=CENTER, at=START, **more):
    given = {"accepted": True, "answer": "Đã tính lại.", "shown": True, **more}
    return answer_figure_report(report=report, by=by, at=at, **given)


def test_the_same_words_are_one_report_while_they_wait():
    report = said(figure="  Đúng hạn,\n 84 % ")
    assert (report.figure, report.state, report.shown) == ("Đúng hạn, 84 %", "waiting", False)
    assert said() == report
    drop_figure_report(report=report, by=CENTER, at=START)
    assert said() != report


@pytest.mark.parametrize(
    "wrong", [{"figure": " "}, {"expected": "\u200b"}, {"figure": "a" * 201}, {"expected": "a" * 1001}]
)
def test_what_says_nothing_or_too_much(wrong):
    with pytest.raises(ActionRefused):
        said(**wrong)
    assert not FigureReport.objects.exists()


def test_one_address_is_told_apart_for_an_hour(monkeypatch):
    for n in range(MOST_BY_ADDRESS):
        said(figure=f"Số {n}", sender="a")
    with pytest.raises(TooManyReports):
        said(sender="a")
    assert said(sender="b").sender == "b"
    assert said(START + timedelta(hours=1), figure="Số khác", sender="a").pk
    assert set(FigureReport.objects.filter(sent_at=START).values_list("sender", flat=True)) == {""}
    monkeypatch.setattr("cases.actions.figure_reports.MOST_WAITING", 1)
    with pytest.raises(EnoughReports):
        said(figure="Số nữa")
    assert said(agency=an_agency(), by=OFFICER).agency == an_agency(), "an agency is heard all the same"


def test_the_answer_is_public_and_names_nobody():
    report = answered(said(sender="a"), answer=" Đã tính lại. ")
    assert (report.state, report.answer, report.shown, report.sender) == ("accepted", "Đã tính lại.", True, "")
    assert list(FigureReport.objects.answered()) == [report]
    named = said(source=NAMES)
    for wrong, refusal in ({"answer": ""}, ActionRefused), ({"answer": NAMES}, PersonalData), ({}, PersonalData):
        with pytest.raises(refusal):
            answered(named, **wrong)
    assert answered(named, accepted=False, shown=False).state == "declined"
    assert answered(said(source=NAMES), looked=True).shown


def test_what_is_dropped_is_nowhere_and_nothing_is_answered_twice():
    report = drop_figure_report(report=said(), by=CENTER, at=START)
    assert not FigureReport.objects.answered().exists()
    for verb in (answered, lambda report: drop_figure_report(report=report, by=CENTER, at=START)):
        with pytest.raises(AnsweredAlready):
            verb(report)


def test_who_may():
    def acting(role, *powers, **more):
        return Actor(role=role, user_id=an_account(*powers, **more).pk)

    report = said(agency=an_agency(), by=acting(Role.OFFICER, "follow", agency=an_agency()))
    with pytest.raises(RightRefused):
        said(agency=an_agency(), by=acting(Role.OFFICER, "answer", agency=LIGHTING))
    for powers in ({"edit"}, {"answer"}):
        with pytest.raises(RightRefused):
            answered(report, by=acting(Role.CENTER, *powers))
    assert answered(report, by=acting(Role.CENTER, "decide")).answered_by
