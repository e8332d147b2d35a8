"""What cannot wait: a mark with hours, a category with a term in hours, and one alert for each."""

from datetime import timedelta

import pytest

from cases.actions import receive, urgency, verify
from cases.actions.actor import CENTER, CITIZEN, Actor, Role
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused
from cases.models import CategoryTerm, Consumer, Delivery, UrgentMark
from cases.public.loading import told
from cases.rules.rights import RightRefused
from tests.accounts import an_account
from tests.factories import START, a_category, walk_to

pytestmark = pytest.mark.django_db


def alerts():
    """Cases and events that wait in the outbox for those who cannot wait."""
    waiting = Delivery.objects.filter(consumer=Consumer.ALERT).order_by("case", "event_seq")
    return list(waiting.values_list("case", "event_seq"))


def in_hours(slug="chieu-sang", n=4, since="2020-01-01"):
    term = CategoryTerm.objects.filter(category__slug=slug).latest("since")
    term.pk, term.kind, term.n, term.since = None, "hours", n, since
    CategoryTerm.objects.filter(category__slug=slug, since=since).delete()
    term.save()


def test_a_mark_alerts_once_and_leaves_the_due_date(settings):
    settings.URGENT_HOURS = 6
    walk = walk_to("assigned")
    due = list(walk.case.due_dates.values_list("due_at", "cause"))
    mark = urgency.urge(case=walk.case, by=CENTER, at=walk.at)
    assert (mark.since, mark.until) == (walk.at, walk.at + timedelta(hours=6))
    assert alerts() == [(walk.case.pk, walk.case.event_count)]
    assert list(walk.case.due_dates.values_list("due_at", "cause")) == due
    assert list(verify.Verification().run()) == []
    urgency.calm(case=walk.case, by=CENTER, at=walk.later(hours=1).at)
    assert not UrgentMark.objects.exists()
    assert [e.kind for e in walk.case.events.order_by("-seq")[:2]] == ["case.calm", "case.urge"]


def test_nothing_public_tells_of_it():
    walk = walk_to("assigned")
    urgency.urge(case=walk.case, by=CENTER, at=walk.at)
    shown = told(type(walk.case).objects.filter(pk=walk.case.pk), at=walk.at)[0]
    assert "case.urge" not in [event.kind for event in shown.events]


def test_a_mark_can_ask_for_fewer_hours():
    walk = walk_to("received")
    assert urgency.urge(case=walk.case, by=CENTER, at=walk.at, hours=2).until == walk.at + timedelta(hours=2)


def test_refusals_change_nothing():
    walk = walk_to("assigned")
    with pytest.raises(ActionRefused, check=lambda e: e.cause is CenterCause.URGENT_NOT):
        urgency.calm(case=walk.case, by=CENTER, at=walk.at)
    urgency.urge(case=walk.case, by=CENTER, at=walk.at)
    with pytest.raises(ActionRefused, check=lambda e: e.cause is CenterCause.URGENT_ALREADY):
        urgency.urge(case=walk.case, by=CENTER, at=walk.at)
    for state in ("answered", "declined", "withdrawn"):
        over = walk_to(state)
        with pytest.raises(ActionRefused, check=lambda e: e.cause is CenterCause.NO_MORE_URGENT):
            urgency.urge(case=over.case, by=CENTER, at=over.at)
    assert len(alerts()) == 1
    officer = Actor(role=Role.CENTER, user_id=an_account("answer").pk)
    for verb in (urgency.urge, urgency.calm):
        with pytest.raises(RightRefused):
            verb(case=walk.case, by=officer, at=walk.at)
    assert UrgentMark.objects.count() == 1


def test_a_report_of_an_hourly_category_alerts_as_it_comes_in():
    in_hours()
    report = {"title": "Dây điện đứt", "text": "", "place": "", "by": CITIZEN, "at": START}
    urgent = receive.receive(category=a_category("chieu-sang"), **report)
    receive.receive(category=a_category("giao-thong"), **report)
    assert alerts() == [(urgent.pk, 1)]


def test_the_version_of_a_term_that_counts_is_that_in_force():
    in_hours(since="2026-03-10")
    assert urgency.urgent_categories(START) == []
    assert urgency.urgent_categories(START + timedelta(days=10)) == [a_category("chieu-sang").pk]
