"""Predicates of cases, named once: public, open, past due at an instant."""

from datetime import timedelta

import pytest
from django.utils import translation

from cases.models import Assignment, Case
from cases.rules.states import CaseState
from tests.factories import DUE, LIGHTING, STATES, Walk, a_case, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PUBLIC = {"in_progress", "answered"}


@pytest.mark.parametrize("state", ["received", "declined", "accepted", "answered", "withdrawn", "merged", "reopened"])
def test_who_is_public_and_open(state):
    case = a_case(state)
    assert (case in Case.objects.public()) == (case.state in PUBLIC)
    assert (case in Case.objects.open()) == (case.state == "in_progress")


def test_every_state_is_met_by_a_walk():
    assert {STATES[s](Walk()).case.state for s in ("received", "declined", "accepted", "answered")} < set(CaseState)


def test_figures_only_is_not_public():
    case = Walk().accept(level="figures", level_reason="Tố giác").case
    assert case not in Case.objects.public()
    assert Walk().accept(level="summary", level_reason="Tố cáo").case in Case.objects.public()


def test_past_due_is_asked_of_the_citizens_clock_of_the_present_round():
    late, timely, answered_late = walk_to("assigned"), walk_to("answered"), walk_to("answered_late")
    at = DUE + DAY
    assert set(Case.objects.past_due(DUE)) == set()
    assert set(Case.objects.past_due(at)) == {late.case, answered_late.case}
    answered_late.later(days=1).reopen()
    assert answered_late.case not in Case.objects.past_due(answered_late.at)
    assert timely.case not in Case.objects.past_due(at + 99 * DAY)


def test_an_agencys_lateness_is_not_the_citizens():
    walk = walk_to("accepted").later(days=3).assign()
    assert walk.case in Case.objects.past_due(DUE + DAY)
    from cases.models import Standing

    agencies = Standing.objects.of_agencies().past_due(DUE + DAY)
    assert not agencies.filter(case=walk.case).exists()


def test_running_and_handling_assignments():
    walk = walk_to("awaiting").escalate().assign(an_agency(LIGHTING))
    mine = Assignment.objects.filter(case=walk.case)
    assert mine.running().count() == 3
    assert [a.agency.name for a in mine.handling().order_by("pk")] == ["UBND phường Kim Long", LIGHTING]
    walk.withdraw()
    assert not mine.running().exists()


def test_a_case_is_called_by_its_number_alone():
    case = a_case("received", title="Bí mật")
    assert str(case) == f"Phản ánh {case.number}"
    with translation.override("en"):
        assert "Bí mật" not in str(case)


@pytest.mark.parametrize("state", ["answered", "extended", "withdrawn"])
def test_no_string_of_ours_holds_a_text_or_a_name(state):
    """They show up in logs, locks and screens of other agencies."""
    from django.apps import apps

    walk = walk_to(state, title="KÍN", text="KÍN", place="KÍN")
    walk.case.page.title = "KÍN"
    named = {
        "agency",
        "agencyname",
        "calendar",
        "calendarday",
        "category",
        "categoryterm",
        "hintphrase",
        "samewords",
        "stocksentence",
    }
    named |= {"reasoncode", "ward", "formerward", "caseindexpage", "caseyearpage", "casemonthpage", "casepage"}
    for model in apps.get_app_config("cases").get_models():
        if model._meta.model_name not in named:
            for row in model._base_manager.all():
                assert "KÍN" not in str(row)
                assert "bóng" not in str(row)
                assert str(row)
