"""What the Center has to decide: appeals and rulings wait only while there is something left to decide on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.models import (
    Agency,
    AgencyName,
    Appeal,
    Assignment,
    CalendarDay,
    Case,
    CategoryTerm,
    ChartNote,
    FormerWard,
    HintPhrase,
    PendingDecision,
    Post,
    ReasonCode,
    Ruling,
    SameWords,
    StockSentence,
    Submission,
)
from tests.cases.models.test_constraints import HELD, ONCE, World, write
from tests.factories import START

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def put(model, row, **fields):
    """Write fields past every rule."""
    model.objects.filter(pk=row.pk).update(**fields)


@pytest.mark.parametrize("kind", [Appeal, Ruling])
def test_a_matter_waits_while_its_charge_and_its_case_let_it_be_decided(kind):
    world = World()
    matter = write(world, kind, {})
    ended = {"ended_at": START + DAY}
    charges = [
        ({"state": "open", "ended_at": None}, {Appeal, Ruling}),
        ({"state": "awaiting", "ended_at": None}, {Ruling}),  # what it appealed against has been overtaken
        ({"state": "answered", **ended}, {Appeal}),  # it was an amendment; of what is answered nothing is to be ruled
        ({"state": "transferred", **ended}, set()),
        ({"state": "cancelled", **ended}, set()),
    ]
    cases = [
        ({"state": "in_progress"}, {Appeal, Ruling}),
        ({"state": "answered"}, {Appeal}),
        ({"state": "withdrawn"}, set()),
        ({"state": "declined"}, set()),
        ({"state": "received"}, set()),
        ({"state": "merged", "merged_into": world.case}, set()),
    ]
    for state, waits in charges:
        put(Assignment, world.charge, **state)
        assert list(kind.objects.waiting()) == ([matter] if kind in waits else []), state
    put(Assignment, world.charge, **charges[0][0])
    for state, waits in cases:
        put(Case, world.case, **state)
        assert list(kind.objects.waiting()) == ([matter] if kind in waits else []), state


def test_an_appeal_does_not_wait_once_it_is_decided_even_before_that_counts():
    world = World()
    waits = write(world, Appeal, {})
    versions = [
        Submission.objects.create(answer=world.answer, number=n, outcome="done", recorded_at=START) for n in (8, 9)
    ]
    settled = {"decided_at": START, "decision_recorded_at": START, "words": "Rõ"}
    write(world, Appeal, {"version": versions[0], "outcome": "rejected", **settled})
    undone = write(world, Appeal, {"version": versions[1], "appealed_at": START - DAY})
    pending = write(world, PendingDecision, {"version": versions[1]})
    assert list(Appeal.objects.waiting()) == [waits]
    pending.delete()  # undone within its minute
    assert list(Appeal.objects.waiting()) == [undone, waits], "the one that has waited longest first"


def test_a_ruling_that_was_made_does_not_wait_and_each_cause_waits_by_itself():
    world = World()
    told = {"ruled_at": START, "ruling_recorded_at": START, "ruling_reason": world.code, "words": "Rõ"}
    write(world, Ruling, {"outcome": "stays", **told})
    ours = write(world, Ruling, {"asked_at": START + DAY})
    higher = write(world, Ruling, {"cause": "ask_higher"})
    assert list(Ruling.objects.waiting()) == [higher, ours]


# --- refusals in the words of the form -------------------------------------------------------------------------------

LAST_BEFORE_FIRST = "Ngày cuối đứng trước ngày đầu."
#: What an editor reads who asks for what the database would refuse, by the constraint.
SAID = {
    "agency_is_not_its_own_parent": (Agency, "Một đơn vị không thể là cấp trên của chính mình."),
    "agency_is_not_its_own_successor": (Agency, "Một đơn vị không thể kế nhiệm chính mình."),
    "only_a_dissolved_agency_has_a_successor": (Agency, "hãy ghi ngày giải thể."),
    "a_name_ends_after_it_began": (AgencyName, LAST_BEFORE_FIRST),
    "a_post_ends_after_it_began": (Post, LAST_BEFORE_FIRST),
    "an_absence_ends_after_it_began": (Post, LAST_BEFORE_FIRST),
    "what_a_note_on_charts_tells_of_ends_last": (ChartNote, "Ngày cuối không thể trước ngày đầu."),
    "a_term_is_at_least_one": (CategoryTerm, "Thời hạn ít nhất là một."),
    "office_hours_only_with_working_days": (CategoryTerm, "Giờ làm việc chỉ đi với ngày làm việc"),
}
TWICE = {
    "one_name_of_an_agency_begins_on_a_day": (AgencyName, "đã có một tên bắt đầu từ ngày ấy."),
    "one_term_of_a_category_begins_on_a_day": (CategoryTerm, "đã có một thời hạn bắt đầu từ ngày ấy."),
    "a_day_stands_once_in_a_calendar": (CalendarDay, "Ngày này đã có trong lịch."),
    "a_former_ward_is_listed_once_a_ward": (FormerWard, "Đơn vị cũ này đã được ghi ở phường, xã ấy."),
    "a_phrase_stands_once_in_its_kind": (HintPhrase, "Loại này đã có cụm từ ấy."),
    "a_group_of_words_stands_once": (SameWords, "Nhóm từ này đã có."),
    "an_agency_has_an_opening_or_closing_once": (StockSentence, "Đã có câu ấy."),
    "an_opening_or_closing_of_all_stands_once": (StockSentence, "Đã có câu ấy."),
    "a_post_without_end_is_held_once": (Post, "Tài khoản này đang giữ vị trí ấy ở đơn vị này."),
    "a_reason_code_is_unique_in_its_kind": (ReasonCode, "Loại quyết định này đã có mã ấy."),
}


def refused(world, model, fields):
    """What a form says of a row that was not written."""
    given = {k: v(world) if callable(v) else v for k, v in fields.items()}
    row = model(**{**world.row(model._meta.model_name), **given})
    with pytest.raises(ValidationError) as told:
        row.validate_constraints()
    return told.value.messages


def test_whoever_asks_for_what_may_not_be_reads_why_in_a_sentence():
    world = World()
    for name, (model, words) in SAID.items():
        of, _allowed, forbidden = HELD[name]
        assert of is model
        assert [words in said for said in refused(world, model, forbidden)] == [True], name
    for name, (model, words) in TWICE.items():
        of, fields, _different = ONCE[name]
        assert of is model
        write(world, model, fields)
        assert [words in said for said in refused(world, model, fields)] == [True], name
