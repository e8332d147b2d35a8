"""The story of a case: public facts, every one of them, and nothing else."""

from datetime import date, datetime

import pytest

from cases.actions import dossier, story
from cases.models import CategoryTerm, Story, Submission
from tests.factories import DUE, LIGHTING, START, Walk, a_category, an_agency, walk_to

pytestmark = pytest.mark.django_db


def told(walk):
    return Story.objects.get(case=walk.case).data


def test_a_report_tells_that_it_came_and_no_more():
    data = told(walk_to("received"))
    assert [e["kind"] for e in data["events"]] == ["case.receive"]
    assert {k: v for k, v in data.items() if v} == {"events": data["events"]}


def test_rounds_and_assignments_with_their_due_dates():
    walk = walk_to("assigned")
    data = told(walk)
    accepted = walk.case.accepted_at.isoformat()
    assert data["rounds"] == [{"number": 1, "started_at": accepted, "due": [[DUE.isoformat(), accepted, "term"]]}]
    [charge] = data["assignments"]
    assert (charge["agency"], charge["kind"], charge["state"]) == (walk.assignment.agency_id, "handling", "open")
    assert (charge["ended_at"], charge["ended_unknown"]) == (None, False)


def test_clocks_are_the_standings_of_the_table():
    walk = walk_to("late_extended")
    rows = walk.case.standings.order_by("pk")
    data = told(walk)["clocks"]
    assert [(c["assignment"], c["phase"]) for c in data][-1] == (None, "open")
    newest = {c["assignment"]: c for c in data}
    for row in rows.filter(until=None):
        assert newest[row.assignment_id]["limit"] == row.limit_at.isoformat()
        assert newest[row.assignment_id]["broken_from"] == row.broken_from.isoformat()


def test_a_published_answer_with_how_it_came_to_be():
    walk = walk_to("returned").submit(text="Lần hai", outcome="not_possible", legal_reason="Điều 5").approve()
    [answer] = told(walk)["answers"]
    assert (answer["text"], answer["outcome"], answer["legal_reason"]) == ("Lần hai", "not_possible", "Điều 5")
    assert (answer["returned"], answer["refused"], answer["amends"]) == (1, 0, None)
    assert answer["submitted_at"] == answer["decided_at"] == walk.at.isoformat()


def test_a_plan_names_its_day():
    [answer] = told(walk_to("planned"))["answers"]
    assert answer["planned_on"] == "2026-03-13"


def test_an_amendment_names_what_it_amends():
    answer, amendment = told(walk_to("amended"))["answers"]
    assert amendment["amends"] == answer["id"]


def test_returns_and_refusals_without_their_texts():
    walk = walk_to("assigned").submit(text="Bí mật").return_answer().submit(text="Bí mật nữa").refuse()
    data = told(walk)
    assert [(r["decision"], r["sentence"]) for r in data["reviews"]] == [
        ("returned", "Cần ảnh"),
        ("refused", "Việc này của chính đơn vị"),
    ]
    assert "Bí mật" not in str(data)


@pytest.mark.parametrize("state", ["awaiting", "recalled", "returned", "refused", "retracted", "amending"])
def test_no_word_that_is_not_published(state):
    walk = walk_to(state)
    for version in Submission.objects.filter(answer=walk.answer):
        assert version.text not in str(told(walk)), state
    assert walk.answer.text not in str(told(walk))


def test_events_tell_ids_and_codes_and_no_digest():
    walk = walk_to("transferred").submit().return_answer()
    for event in told(walk)["events"]:
        assert set(event) <= {"kind", "at", "role", *story.PUBLIC_EVENT_DATA}
    assert "thieu-anh" in str(told(walk)["events"])


def test_ratings_tell_the_word_and_never_why():
    walk = walk_to("answered").rate("not_satisfied", reason="Bí mật")
    first = walk.at.isoformat()
    walk.later(days=1).rate("acceptable", "phone")
    data = told(walk)
    assert data["ratings"] == [
        {"round": 1, "value": "not_satisfied", "rated_at": first, "ended_at": walk.at.isoformat()},
        {"round": 1, "value": "acceptable", "rated_at": walk.at.isoformat(), "ended_at": None},
    ]
    assert [(e["role"], e["rating"], e["round"]) for e in data["events"] if e["kind"] == "case.rate"] == [
        ("citizen", "not_satisfied", 1),
        ("center", "acceptable", 1),
    ]
    assert "Bí mật" not in str(data)


def test_an_extension_of_who_has_the_case_back_is_told_once():
    walk = walk_to("extended").transfer(an_agency(LIGHTING)).later(days=1).transfer(an_agency())
    assert len(told(walk)["extensions"]) == 1


def test_the_term_with_its_act():
    term = told(walk_to("accepted"))["term"]
    assert (term["kind"], term["n"], term["office"], term["calendar"]) == ("working_days", 7, None, "vn")
    assert "Huế" in term["legal_act"]
    assert term["law_for"] == ["ward", "department", "center"]


def test_the_office_hours_of_a_term():
    category = a_category("khac")
    CategoryTerm.objects.filter(category=category).update(office_opens="08:30", office_closes="17:00")
    assert told(Walk(category="khac").accept())["term"]["office"] == ["08:30", "17:00"]


def test_no_term_explains_a_sources_due_date():
    assert told(Walk().accept(due=DUE))["term"] is None


def test_no_term_where_there_is_none():
    CategoryTerm.objects.filter(category=a_category("khac")).delete()
    assert told(Walk(category="khac").accept())["term"] is None


def test_instants_and_days_are_iso():
    assert story.iso(START) == "2026-03-02T02:00:00+00:00"
    assert story.iso(date(2026, 3, 2)) == "2026-03-02"
    assert story.iso(None) is None
    assert datetime.fromisoformat(story.iso(START)) == START


def test_the_story_is_what_the_dossier_gives():
    walk = walk_to("reopened")
    from cases.actions.clocks import clock_rows

    facts = dossier.load(walk.case)
    assert story.story_of(facts, list(clock_rows(facts)))["answers"] == told(walk)["answers"]
