"""Two of everything that waits for the Center: a lamp of a ward's agency, and two days later a drain of another's."""

from datetime import timedelta

from cases.actions.rights import house
from cases.editorial.desk import duplicates, kinds, matters, queue
from cases.editorial.desk.queue import Lane
from cases.editorial.figure_reports.views import FIGURE_REPORTS
from cases.editorial.requests.queue import REQUESTS
from cases.editorial.requests.queue import waiting as requests
from cases.editorial.statements.deciding import STATEMENTS
from cases.models import AgencyStatement, FigureReport
from search.outbox import drain
from tests.factories import KIM_LONG, LIGHTING, Walk, ago, an_agency

LAMP, DRAIN = "Đèn hỏng", "=1+1 Cống nghẹt"
FIRST, SECOND = ago(days=3), ago(days=1)
HOUR = timedelta(hours=1)


def two_of_each():
    for title, agency, at in ((LAMP, KIM_LONG, FIRST), (DRAIN, LIGHTING, SECOND)):
        a_pair(title, an_agency(agency), at)
    drain()


def given(title, agency, at):
    return Walk(at=at - timedelta(days=4), title=title, text="Xin xem").accept().later(hours=1).assign(agency)


def a_pair(title, agency, at):
    """One in each queue, waiting since then."""
    given(title, agency, at).until(at).submit()
    given(title, agency, at).until(at - 2 * HOUR).submit().later(hours=1).return_answer().until(at).appeal()
    given(title, agency, at).until(at).not_ours()
    given(title, agency, at).until(at - 2 * HOUR).submit().later(hours=1).approve().until(at).ask_reopen()
    into = given("Gốc", agency, at)
    given(title, agency, at).until(at - 2 * HOUR).merge(into.case)
    into.until(at - HOUR).submit().until(at).approve()
    day = at.date()
    AgencyStatement.objects.create(agency=agency, text=title, since=day, until=day, written_at=at)
    FigureReport.objects.create(agency=agency, page="/so-lieu/", figure=title, expected="48 %", sent_at=at)


def queues(staff, now):
    """Every kind of queue with its rows."""
    mine = queue.decidable(staff, house(), now=now)
    return {
        kinds.ANSWERS.page: (kinds.ANSWERS, queue.in_order(mine, Lane.ALL, staff, now=now)),
        kinds.APPEALS.page: (kinds.APPEALS, matters.appeals(staff, now=now)),
        kinds.RULINGS.page: (kinds.RULINGS, matters.rulings()),
        kinds.DUPLICATES.page: (kinds.DUPLICATES, duplicates.waiting()),
        REQUESTS.page: (REQUESTS, requests()),
        STATEMENTS.page: (STATEMENTS, AgencyStatement.objects.waiting().order_by("written_at")),
        FIGURE_REPORTS.page: (FIGURE_REPORTS, FigureReport.objects.waiting().order_by("sent_at")),
    }
