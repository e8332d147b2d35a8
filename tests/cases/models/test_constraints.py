"""What must never be false is held by the database itself: each constraint lets its allowed row pass, and no other."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from cases.models import (
    Agency,
    AgencyName,
    Answer,
    Assignment,
    Calendar,
    CalendarChange,
    CalendarDay,
    Case,
    CategoryTerm,
    Claim,
    DueDate,
    Event,
    Extension,
    FormerWard,
    HintPhrase,
    InternalNote,
    PendingDecision,
    Photo,
    Post,
    Rating,
    ReasonCode,
    Remark,
    Round,
    SameWords,
    Standing,
    StockSentence,
    Submission,
    UrgentMark,
    Ward,
    Withdrawal,
)
from cases.rules.events import GENESIS
from tests.accounts import an_account
from tests.cases.models import disputes, frozen, mails_and_requests
from tests.factories import LIGHTING, START, a_category, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


class World:
    """One case with everything a row can refer to; attributes are made when they are asked for."""

    def __init__(self):
        self.walk = walk_to("assigned")
        self.case, self.charge = self.walk.case, self.walk.assignment
        self.agency, self.other = self.charge.agency, an_agency(LIGHTING)
        self.category, self.calendar = a_category(), Calendar.objects.get(slug="vn")
        self.account = an_account()
        self.code = ReasonCode.objects.get(kind="extend", code="thoi-tiet")
        self.answer = Answer.objects.create(assignment=self.charge, text="Đã làm", outcome="done", live=False)

    def version(self):
        """The answer's submitted version."""
        fields = {"outcome": "done", "recorded_at": START}
        return Submission.objects.get_or_create(answer=self.answer, number=5, defaults=fields)[0]

    def row(self, name):
        """The smallest row of a model that may be written, with its fields as keywords."""
        return {
            "case": {"number": 900, "reference": "900", "category": self.category, "head_hash": GENESIS},
            "agency": {"name": "Mới", "slug": "moi", "source_name": "Mới"},
            "agencyname": {"agency": self.agency, "name": "Tên cũ"},
            **disputes.rows(self),
            "answer": {"assignment": self.charge, "live": False},
            "assignment": {"case": self.case, "agency": self.other},
            "calendarchange": {
                "calendar": self.calendar,
                "days": [],
                "at": START,
                "recorded_at": START,
                "role": "center",
            },
            "calendarday": {"calendar": self.calendar, "day": date(2026, 3, 3), "kind": "holiday", "name": "Bão"},
            "categoryterm": {"category": self.category, "n": 3, "calendar": self.calendar, "since": date(2027, 1, 1)},
            "duedate": {"case": self.case, "due_at": START, "since": START, "cause": "term", "recorded_at": START},
            "event": {"case": self.case, "recorded_at": START, "previous": GENESIS, "hash": GENESIS, "seq": 90},
            "extension": {
                "assignment": self.charge,
                "published_at": START,
                "recorded_at": START,
                "promised_on": date(2026, 3, 9),
                "promised_until": START + 7 * DAY,
            },
            "formerward": {"code": "0", "name": "Cũ", "ward": Ward.objects.first()},
            "hintphrase": {"kind": "vague", "words": "hẹn mùa trăng"},
            "samewords": {"words": "bến Than, Trường Súng"},
            "stocksentence": {"kind": "opening", "text": "Chào bạn.", "agency": self.agency},
            "claim": {"version": self.version(), "account": self.account, "since": START, "until": START + DAY},
            "pendingdecision": {
                "version": self.version(),
                "choice": "approve",
                "decided_at": START,
                "effective_at": START,
            },
            "internalnote": {"case": self.case, "text": "Đã gọi", "written_at": START},
            "remark": {"version": self.version(), "kind": "skip", "text": "Chờ ảnh", "written_at": START},
            "photo": {"case": self.case, "file": "", "width": 4, "height": 3},
            "post": {"account": self.account, "agency": self.agency, "since": date(2026, 1, 1)},
            "rating": {
                "case": self.case,
                "round": 1,
                "value": "satisfied",
                "source": "link",
                "rated_at": START,
                "recorded_at": START,
            },
            "reasoncode": {"kind": "extend", "code": "moi", "label": "Mới"},
            "round": {"case": self.case, "number": 7},
            "standing": {"case": self.case, "round": 1, "phase": "open"},
            "urgentmark": {"case": self.case, "since": START, "until": START + DAY},
            "withdrawal": {"case": self.case, "reason": self.code, "legal_basis": "Điều 7", "asked_at": START},
            "submission": {"answer": self.answer, "number": 1, "outcome": "done", "recorded_at": START},
            **mails_and_requests.rows(self),
            **(frozen.rows(self) if name.startswith(("snapshot", "keptfigures")) else {}),
        }[name]


@pytest.fixture
def world():
    return World()


def write(world, model, fields):
    """Write one row, `fields` over the smallest one; a callable is asked with the world."""
    given = {k: v(world) if callable(v) else v for k, v in fields.items()}
    return model._base_manager.create(**{**world.row(model._meta.model_name), **given})


CODE = {"reason": lambda w: w.code}
ANSWERED = {"answer": lambda w: w.answer}
OF_THE_CHARGE = {"assignment": lambda w: w.charge}
DECIDED = {"decision_recorded_at": START}

# name: (model, fields that pass, fields that do not)
HELD = {
    **disputes.HELD,
    **(mails_and_requests.HELD | frozen.HELD),
    "a_claim_runs_out_after_it_began": (Claim, {}, {"until": START}),
    "a_decision_takes_effect_after_it_was_made": (PendingDecision, {}, {"effective_at": START - DAY}),
    "a_pending_return_or_refusal_gives_code_and_sentence": (
        PendingDecision,
        {"choice": "return", "reason": lambda w: w.code, "sentence": "Cần ảnh"},
        {"choice": "refuse", "reason": lambda w: w.code},
    ),
    "an_urgent_term_ends_after_it_began": (UrgentMark, {}, {"until": START}),
    "a_withdrawal_for_two_gives_its_legal_basis": (Withdrawal, {}, {"legal_basis": ""}),
    "a_withdrawal_waits_or_is_settled": (
        Withdrawal,
        {"outcome": "dropped", "settled_at": START},
        {"outcome": "dropped"},
    ),
    "nobody_confirms_a_withdrawal_of_their_own": (
        Withdrawal,
        {"outcome": "confirmed", "settled_at": START, "asked_by": lambda w: w.account},
        {
            "outcome": "confirmed",
            "settled_at": START,
            "asked_by": lambda w: w.account,
            "settled_by": lambda w: w.account,
        },
    ),
    "a_note_has_words": (InternalNote, {}, {"text": ""}),
    "a_remark_has_words": (Remark, {}, {"text": ""}),
    "only_a_second_opinion_advises_a_decision": (
        Remark,
        {"kind": "opinion", "advises": "return"},
        {"advises": "return"},
    ),
    "a_post_ends_after_it_began": (Post, {"until": date(2026, 1, 1)}, {"until": date(2025, 12, 31)}),
    "agency_is_not_its_own_parent": (Agency, {"parent": lambda w: w.other}, {"id": 5000, "parent_id": 5000}),
    "agency_is_not_its_own_successor": (
        Agency,
        {"successor": lambda w: w.other, "dissolved_on": date(2025, 7, 1)},
        {"id": 5000, "successor_id": 5000, "dissolved_on": date(2025, 7, 1)},
    ),
    "only_a_dissolved_agency_has_a_successor": (
        Agency,
        {"dissolved_on": date(2025, 7, 1), "successor": lambda w: w.other},
        {"successor": lambda w: w.other},
    ),
    "a_name_ends_after_it_began": (
        AgencyName,
        {"since": date(2025, 1, 1), "until": date(2025, 1, 1)},
        {"since": date(2025, 1, 2), "until": date(2025, 1, 1)},
    ),
    "answer_state_is_known": (Answer, {"state": "void"}, {"state": "lost"}),
    "only_an_approved_answer_is_live": (Answer, {"state": "approved", "live": True}, {"live": True}),
    "a_planned_answer_names_its_day": (
        Answer,
        {"outcome": "planned", "planned_on": date(2026, 3, 9)},
        {"outcome": "planned"},
    ),
    "not_possible_names_its_legal_reason": (
        Answer,
        {"outcome": "not_possible", "legal_reason": "Điều 5"},
        {"outcome": "not_possible"},
    ),
    "assignment_state_is_known": (Assignment, {"state": "awaiting"}, {"state": "lost", "ended_at": START}),
    "an_assignment_has_ended_or_runs": (Assignment, {"state": "answered", "ended_at": START}, {"state": "answered"}),
    "case_state_is_known": (Case, {"state": "declined"}, {"state": "lost"}),
    "a_merged_case_names_the_other": (
        Case,
        {"state": "merged", "merged_into": lambda w: w.case},
        {"state": "merged"},
    ),
    "only_a_removed_case_remembers_its_state": (
        Case,
        {"state": "withdrawn", "state_before": "answered"},
        {"state": "answered", "state_before": "in_progress"},
    ),
    "a_point_lies_on_earth": (Case, {"lat": 90.0, "lon": -180.0}, {"lat": 90.1, "lon": 0.0}),
    "a_term_is_at_least_one": (CategoryTerm, {"n": 1}, {"n": 0}),
    "office_hours_only_with_working_days": (
        CategoryTerm,
        {"office_opens": "08:30", "office_closes": "17:00"},
        {"office_opens": "08:30", "office_closes": "17:00", "kind": "hours"},
    ),
    "a_due_date_belongs_to_one_clock": (DueDate, {"round": 1}, {}),
    "events_count_from_one": (Event, {"seq": 91}, {"seq": 0}),
    "a_promise_lies_in_the_future": (
        Extension,
        {**CODE, "sentence": "Mưa", "promised_until": START + DAY},
        {**CODE, "sentence": "Mưa", "promised_until": START},
    ),
    "an_extension_gives_code_and_sentence": (Extension, {**CODE, "sentence": "Mưa"}, CODE),
    "a_rating_is_of_a_round": (Rating, {"round": 2}, {"round": 0}),
    "rating_value_is_known": (Rating, {"value": "not_satisfied"}, {"value": "awful"}),
    "rating_source_is_known": (Rating, {"source": "import"}, {"source": "rumour"}),
    "the_reason_of_a_rating_is_no_book": (Rating, {"reason": "ỗ" * 2_000}, {"reason": "a" * 2_001}),
    "a_rating_ends_after_it_was_given": (Rating, {"ended_at": START}, {"ended_at": START - DAY}),
    "rounds_count_from_one": (Round, {"number": 8}, {"number": 0}),
    "standing_phase_is_known": (Standing, {"phase": "unknown"}, {"phase": "lost"}),
    "a_standing_lasts": (Standing, {"since": START, "until": START + DAY}, {"since": START, "until": START}),
    "a_decision_says_when": (Submission, {**DECIDED, "decision": "approved"}, {"decision": "approved"}),
    "return_and_refusal_give_code_and_sentence": (
        Submission,
        {**DECIDED, **CODE, "decision": "returned", "sentence": "Thiếu ảnh"},
        {**DECIDED, **CODE, "decision": "refused"},
    ),
    "a_photo_that_is_withheld_is_not_public": (
        Photo,
        {"public": False, "withheld": True},
        {"public": True, "withheld": True},
    ),
    "a_photo_that_is_not_public_has_no_copy": (
        Photo,
        {"public": True, "shown": "photos/x.jpg"},
        {"public": False, "shown": "photos/x.jpg"},
    ),
    "only_an_approval_is_retracted": (
        Submission,
        {**DECIDED, "decision": "approved", "retracted_at": START},
        {**DECIDED, "decision": "recalled", "retracted_at": START},
    ),
    "decided_after_submitted": (
        Submission,
        {**DECIDED, "decision": "approved", "submitted_at": START, "decided_at": START},
        {**DECIDED, "decision": "approved", "submitted_at": START, "decided_at": START - DAY},
    ),
}

# name: (model, fields written twice, what makes the second one different enough)
ONCE = {
    **disputes.ONCE,
    **mails_and_requests.ONCE,
    **frozen.ONCE,
    "one_name_of_an_agency_begins_on_a_day": (AgencyName, {"since": date(2025, 1, 1)}, {"since": date(2025, 1, 2)}),
    "one_name_of_an_agency_was_borne_from_the_start": (AgencyName, {"since": None}, {"since": date(2025, 1, 1)}),
    "one_answer_of_an_assignment_awaits_review": (Answer, {"state": "submitted"}, {"state": "draft"}),
    "one_running_assignment_by_case_agency_kind": (Assignment, {}, {"kind": "opinion"}),
    "one_change_of_a_calendar_is_unfinished": (CalendarChange, {}, {"finished_at": START}),
    "a_day_stands_once_in_a_calendar": (CalendarDay, {}, {"day": date(2026, 3, 4)}),
    "a_reference_is_unique_in_its_source": (Case, {}, {"number": 901, "source": "hue"}),
    "one_term_of_a_category_begins_on_a_day": (CategoryTerm, {}, {"since": date(2027, 1, 2)}),
    "an_event_has_its_place_in_the_chain": (Event, {}, {"seq": 91}),
    "a_former_ward_is_listed_once_a_ward": (FormerWard, {}, {"code": "1"}),
    "a_phrase_stands_once_in_its_kind": (HintPhrase, {}, {"kind": "excuse"}),
    "a_group_of_words_stands_once": (SameWords, {}, {"words": "một, hai"}),
    "an_agency_has_an_opening_or_closing_once": (StockSentence, {}, {"kind": "closing"}),
    "an_opening_or_closing_of_all_stands_once": (StockSentence, {"agency": None}, {"kind": "closing"}),
    "a_post_without_end_is_held_once": (Post, {}, {"kind": "follow_up"}),
    "a_reason_code_is_unique_in_its_kind": (ReasonCode, {}, {"kind": "return"}),
    "a_round_stands_once_in_a_case": (Round, {}, {"number": 8}),
    "one_rating_of_a_round_is_in_force": (Rating, {}, {"ended_at": START}),
    "one_newest_standing_by_assignment": (Standing, {"assignment": lambda w: w.fresh_charge()}, {"until": START + DAY}),
    "a_version_of_an_answer_is_numbered_once": (Submission, {}, {"number": 2}),
    "one_withdrawal_of_a_case_waits": (Withdrawal, {}, {"outcome": "dropped", "settled_at": START}),
}


def ours():
    """Every constraint of our models."""
    found = (m for m in apps.get_models() if m._meta.app_label in ("cases", "contacts"))
    return {c.name: c for model in found for c in model._meta.constraints}


def test_every_constraint_is_tried_here():
    kinds = {models.CheckConstraint: set(HELD), models.UniqueConstraint: set(ONCE)}
    for kind, tried in kinds.items():
        assert tried == {name for name, c in ours().items() if isinstance(c, kind)}


@pytest.mark.parametrize("name", HELD)
def test_what_is_allowed_is_written_and_what_is_forbidden_is_not(world, name):
    model, allowed, forbidden = HELD[name]
    with transaction.atomic():
        write(world, model, allowed)
        transaction.set_rollback(True)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write(world, model, forbidden)


@pytest.mark.parametrize("name", ONCE)
def test_what_may_stand_once_stands_once(world, name):
    model, fields, different = ONCE[name]
    world.fresh_charge = lambda: Assignment.objects.get_or_create(case=world.case, agency=world.other)[0]
    write(world, model, fields)
    with transaction.atomic():
        write(world, model, {**fields, **different})
        transaction.set_rollback(True)
    extra = {"number": 902} if model is Case else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, model, {**fields, **extra})


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (Agency, "slug", "kim-long"),
        (Agency, "source_name", "Kim Long"),
        (Case, "number", 1),
        (Calendar, "slug", "vn"),
        (Ward, "code", "1"),
    ],
)
def test_names_in_addresses_and_files_are_unique(model, field, value):
    assert model._meta.get_field(field).unique


@pytest.mark.parametrize("state", ["open", "awaiting"])
def test_a_running_assignment_has_no_end(world, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, Assignment, {"state": state, "ended_at": START})
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, Assignment, {"state": state, "ended_unknown": True})


def test_an_assignment_may_have_ended_nobody_knows_when(world):
    assert write(world, Assignment, {"state": "answered", "ended_unknown": True}).pk


def test_a_due_date_is_not_of_two_clocks(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, DueDate, {"round": 1, **OF_THE_CHARGE})
    assert write(world, DueDate, OF_THE_CHARGE).pk


def test_an_extension_without_words_comes_from_an_answer(world):
    assert write(world, Extension, ANSWERED).pk
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, Extension, {"sentence": "Mưa"})


@pytest.mark.parametrize(("lat", "lon"), [(16.4, None), (None, 107.6), (-90.1, 0.0), (0.0, 180.1), (0.0, -180.1)])
def test_half_a_point_or_one_off_the_earth_is_none(world, lat, lon):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, Case, {"lat": lat, "lon": lon})


@pytest.mark.parametrize("opens_closes", [("17:00", "08:30"), ("08:30", "08:30"), ("08:30", None), (None, "17:00")])
def test_office_hours_end_after_they_begin(world, opens_closes):
    opens, closes = opens_closes
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, CategoryTerm, {"office_opens": opens, "office_closes": closes})


def test_a_decision_has_its_time_and_a_time_its_decision(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, Submission, DECIDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, Submission, {**DECIDED, "decision": "waved"})


def test_a_case_that_is_not_merged_names_no_other(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, Case, {"merged_into": lambda w: w.case})
