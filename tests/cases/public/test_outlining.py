"""Outlines: what the search knows of a case is what its page tells, read more quickly."""

from dataclasses import fields

import pytest
from django.utils.translation import override

from cases.models import Agency, Case, Ward
from cases.public.case import AnswerOutline, PublicOutline
from cases.public.loading import public_cases
from cases.public.outlining import public_outlines
from cases.public.telling import Telling, Words
from cases.rules.standings import Phase
from tests.cases.public.pages import DAY, DUE, START
from tests.factories import walk_to
from tests.incoming import closed_unknown, imported

pytestmark = pytest.mark.django_db

LATER = DUE + 60 * DAY
STATES = ("returned", "amended", "reopened")  # every other way is compared in the invented city (tests/cases/demo)


def known(case):
    """What an outline holds of a case, told in whichever way."""
    of_case = {field.name: getattr(case, field.name) for field in fields(PublicOutline)}
    answers = [{field.name: getattr(answer, field.name) for field in fields(AnswerOutline)} for answer in case.answers]
    return {**of_case, "answers": answers, "rating": case.rating, "answered_at": case.answered_at}


def both(case_ids, at):
    outlines, cases = public_outlines(case_ids, at=at), public_cases(case_ids, at=at)
    return [known(outline) for outline in outlines], [known(case) for case in cases]


def test_an_outline_says_what_the_whole_case_says():
    walks = [walk_to(state, ward="kim-long", lat=16.4637, lon=107.5909) for state in STATES]
    for at in (START - DAY, START + 4 * DAY, LATER):
        outlines, cases = both([walk.case.pk for walk in walks], at)
        assert outlines == cases
    assert len(outlines) == len(STATES)
    assert {outline["returned"] for outline in outlines} == {True, False}
    assert max(len(outline["answers"]) for outline in outlines) == 2


def test_also_of_a_case_in_summary_without_ward_and_of_an_agency_nobody_has_named():
    imported(closed_unknown(answer_text="Đã lấp"))
    case = Case.objects.get()
    summary = walk_to("answered", category="khac").case
    Agency.objects.filter(assignments__case=case).update(name="")
    outlines, cases = both([case.pk, summary.pk], LATER)
    assert outlines == cases


@pytest.mark.parametrize(
    ("at", "phase"),
    [(START - DAY, None), (START, Phase.OPEN), (DUE - DAY, Phase.OPEN), (DUE, Phase.TRANSFERRED), (LATER, None)],
)
def test_the_phase_of_a_charge_is_that_of_its_clock(at, phase):
    nothing = dict.fromkeys(("stopped_at", "due_at", "term_end", "limit", "broken_from"))
    stretches = [(START, DUE, Phase.OPEN), (DUE, DUE + DAY, Phase.TRANSFERRED)]
    clocks = [
        {"assignment": 7, "round": 1, "since": f"{since}", "until": f"{until}", "phase": told.value, **nothing}
        for since, until, told in stretches
    ]
    telling = Telling(
        case=None, page=None, story={"clocks": clocks}, words=Words(agencies={}, agency_kinds={}, reasons={}), at=at
    )
    standing = telling.standing(7, 1)
    assert telling.phase(7, 1) is (standing and standing.phase) is phase
    assert telling.phase(8, 1) is None


def test_names_are_those_of_the_reader():
    case = walk_to("assigned", ward="kim-long").case
    with override("en"):
        (outline,) = public_outlines([case.pk], at=LATER)
    assert (outline.category.name, outline.ward.name) == ("Street lighting", Ward.objects.get(slug="kim-long").name_en)


def test_what_is_not_public_is_absent():
    shown, hidden = walk_to("assigned").case, walk_to("withdrawn").case
    assert [outline.id for outline in public_outlines([shown.pk, hidden.pk], at=LATER)] == [shown.pk]
    assert public_outlines([], at=LATER) == []


def test_many_cost_as_much_as_one(django_assert_num_queries):
    cases = [walk_to(state).case.pk for state in ("assigned", "answered", "transferred")]
    for asked in (cases[:1], cases):
        with django_assert_num_queries(2):
            assert len(public_outlines(asked, at=LATER)) == len(asked)
