"""Every side of what the database holds: each way to satisfy a constraint, each way to break it, each very limit."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.models import LeavingReason, RatingSource
from cases.rules.ratings import RatingValue
from cases.rules.states import AnswerState, AssignmentState
from cases.rules.stops import Phase
from tests.accounts import an_account
from tests.cases.models.disputes import RULED, SETTLED
from tests.cases.models.mails_and_requests import DIGEST
from tests.cases.models.test_constraints import ANSWERED, CODE, DECIDED, HELD, World, write
from tests.factories import START

pytestmark = pytest.mark.django_db

DAY, MOMENT = timedelta(days=1), timedelta(microseconds=1)
BEFORE, AFTER = START - MOMENT, START + MOMENT
OK, NO = True, False
SAID = {**CODE, "sentence": "Mưa"}
STRUCK = {"struck_at": START, "struck_reason": lambda w: w.code}
RATED_TWO = {"outcome": "confirmed", "settled_at": START}
MARKED = "ỗ"  # one character, whatever number of bytes


def told(outcome, **fields):
    """A ruling that was settled so."""
    return {**RULED, "outcome": outcome, **fields}


def decided(outcome, **fields):
    """An appeal that was decided so."""
    return {**SETTLED, "outcome": outcome, "words": "Rõ", **fields}


def judged(decision, **fields):
    """A version the Center said this of."""
    return {**DECIDED, **SAID, "decision": decision, **fields}


DESK = {
    "a_claim_runs_out_after_it_began": [
        ({"until": AFTER}, OK),
        ({"until": BEFORE}, NO),
    ],
    "a_decision_takes_effect_after_it_was_made": [
        ({"effective_at": START}, OK),  # at once, where the city waits for nothing
        ({"effective_at": BEFORE}, NO),
    ],
    "a_pending_return_or_refusal_gives_code_and_sentence": [
        ({"choice": "approve"}, OK),
        ({"choice": "approve", **SAID}, OK),
        ({"choice": "refuse", **SAID}, OK),
        ({"choice": "return", **CODE}, NO),
        ({"choice": "return", "sentence": "Mưa"}, NO),
        ({"choice": "refuse", "sentence": "Mưa"}, NO),
        ({"choice": "return"}, NO),
    ],
    "only_a_second_opinion_advises_a_decision": [
        ({"kind": "opinion"}, OK),
        ({"kind": "opinion", "advises": "approve"}, OK),
        ({"kind": "hand_over"}, OK),
        ({"kind": "hand_over", "advises": "approve"}, NO),
    ],
    "an_urgent_term_ends_after_it_began": [
        ({"until": AFTER}, OK),
        ({"until": BEFORE}, NO),
    ],
    "a_withdrawal_waits_or_is_settled": [
        ({"outcome": "confirmed", "settled_at": START}, OK),
        ({"settled_at": START}, NO),  # settled, nobody knows how
        ({"outcome": "confirmed"}, NO),
    ],
    "nobody_confirms_a_withdrawal_of_their_own": [
        ({**RATED_TWO, "asked_by": lambda w: w.account, "settled_by": lambda w: w.second}, OK),
        ({**RATED_TWO, "settled_by": lambda w: w.account}, OK),  # whoever asked has no account any more
        ({**RATED_TWO, "asked_by": lambda w: w.account, "settled_by": lambda w: w.account, "outcome": "dropped"}, OK),
    ],
    "a_decision_says_when": [
        ({}, OK),
        *((judged(name), OK) for name in ("approved", "returned", "refused", "recalled", "void")),
        ({"decision": "void"}, NO),
        ({"decision_recorded_at": START}, NO),
    ],
    "return_and_refusal_give_code_and_sentence": [
        (judged("refused"), OK),
        (judged("approved", reason=None, sentence=""), OK),
        (judged("recalled", reason=None, sentence=""), OK),
        (judged("void", reason=None, sentence=""), OK),
        (judged("returned", sentence=""), NO),
        (judged("returned", reason=None), NO),
        (judged("refused", reason=None), NO),
        (judged("refused", sentence=""), NO),
    ],
    "only_an_approval_is_retracted": [
        (judged("approved"), OK),
        *((judged(name, retracted_at=START), NO) for name in ("returned", "refused", "void")),
        ({"retracted_at": START}, NO),
    ],
    "decided_after_submitted": [
        (judged("approved", decided_at=START), OK),  # a source that knows nothing of the submission
        (judged("approved", submitted_at=START), OK),
        (judged("approved", submitted_at=START, decided_at=AFTER), OK),
        (judged("approved", submitted_at=START, decided_at=BEFORE), NO),
    ],
}
ANSWERS = {
    "answer_state_is_known": [*(({"state": state.value}, OK) for state in AnswerState), ({"state": ""}, NO)],
    "only_an_approved_answer_is_live": [
        ({"state": "approved", "live": False}, OK),
        *(({"state": state.value, "live": True}, NO) for state in AnswerState if state != "approved"),
    ],
    "a_planned_answer_names_its_day": [
        ({"outcome": ""}, OK),
        ({"outcome": "done", "planned_on": date(2026, 3, 9)}, OK),
    ],
    "not_possible_names_its_legal_reason": [
        ({"outcome": "not_as_reported"}, OK),
        ({"outcome": "done", "legal_reason": "Điều 5"}, OK),
    ],
    "assignment_state_is_known": [
        *(
            ({"state": state.value, "ended_at": START}, OK)
            for state in AssignmentState
            if state not in ("open", "awaiting")
        ),
        ({"state": "", "ended_at": START}, NO),
    ],
    "an_assignment_has_ended_or_runs": [
        ({"state": "open"}, OK),
        ({"state": "transferred", "ended_unknown": True}, OK),
        ({"state": "cancelled", "ended_at": START, "ended_unknown": True}, OK),
        ({"state": "transferred"}, NO),
        ({"state": "cancelled"}, NO),
        ({"state": "awaiting", "ended_at": START}, NO),
        ({"state": "open", "ended_unknown": True}, NO),
    ],
    "a_promise_lies_in_the_future": [
        ({**SAID, "promised_until": AFTER}, OK),
        ({**SAID, "promised_until": BEFORE}, NO),
    ],
    "an_extension_gives_code_and_sentence": [
        ({**ANSWERED, "sentence": "Mưa"}, OK),
        ({**ANSWERED, **CODE}, OK),
        ({"sentence": "Mưa"}, NO),
        ({}, NO),
    ],
    "a_strike_gives_its_code": [
        (SAID, OK),
        ({**ANSWERED, "sentence": "Mưa", **STRUCK}, OK),
        ({**SAID, "struck_reason": lambda w: w.code}, NO),
        ({**ANSWERED, **STRUCK}, NO),  # there is no sentence to strike
    ],
    "an_appeal_is_against_what_sent_back": [
        ({"against": "returned"}, OK),
        ({"against": "recalled"}, NO),
        ({"against": "void"}, NO),
        ({"against": ""}, NO),
    ],
    "an_appeal_is_decided_or_waits": [
        (decided("granted"), OK),
        (decided("rejected"), OK),
        (SETTLED, NO),
        ({"decided_at": START}, NO),
        ({"decision_recorded_at": START}, NO),
        (decided("rejected", decided_at=None), NO),
        (decided("rejected", decision_recorded_at=None), NO),
    ],
    "who_decides_an_appeal_says_why": [
        ({}, OK),
        (decided("dropped", words=""), OK),
        (decided("rejected", words=""), NO),
        (decided("granted", words=""), NO),
    ],
    "who_asks_for_a_ruling_says_why": [
        ({"cause": "refused", "sentence": "Của phường bên"}, OK),
        ({"cause": "ask_higher"}, OK),
        ({"cause": "ask_higher", "sentence": ""}, NO),
    ],
    "a_ruling_gives_code_and_sentence": [
        ({}, OK),
        (told("released"), OK),
        (told("declined"), OK),
        (told("stays", ruled_at=None), NO),
        (told("stays", ruling_recorded_at=None), NO),
        (told("stays", ruling_reason=None), NO),
        ({"ruled_at": START}, NO),
        ({"ruling_recorded_at": START}, NO),
        ({"ruling_reason": lambda w: w.code}, NO),
    ],
    "a_ruling_names_the_other_agency": [
        (told("asked", to=lambda w: w.other), OK),
        (told("transferred"), NO),
        (told("stays", to=lambda w: w.other), NO),
        (told("released", to=lambda w: w.other), NO),
        (told("declined", to=lambda w: w.other), NO),
        ({"to": lambda w: w.other}, NO),  # before anything is settled it only suggests one
    ],
}
CASES = {
    "a_merged_case_names_the_other": [
        ({"state": "received"}, OK),
        *(({"state": s, "merged_into": lambda w: w.case}, NO) for s in ("received", "answered", "withdrawn")),
    ],
    "only_a_removed_case_remembers_its_state": [
        ({"state": "merged", "merged_into": lambda w: w.case, "state_before": "in_progress"}, OK),
        *(({"state": s, "state_before": "received"}, NO) for s in ("received", "declined", "in_progress", "answered")),
    ],
    "a_point_lies_on_earth": [
        ({"lat": -90.0, "lon": 180.0}, OK),
        ({"lat": 0.0, "lon": 0.0}, OK),
        ({}, OK),
        ({"lat": -90.000001, "lon": 0.0}, NO),
        ({"lat": 0.0, "lon": 180.000001}, NO),
        ({"lat": 0.0}, NO),
        ({"lon": 0.0}, NO),
    ],
    "office_hours_only_with_working_days": [
        ({"kind": "hours"}, OK),
        ({"kind": "calendar_days"}, OK),
        ({"office_opens": "08:30", "office_closes": "08:31"}, OK),
        ({"office_opens": "08:30", "office_closes": "08:29"}, NO),
        ({"office_opens": "08:30", "office_closes": "17:00", "kind": "calendar_days"}, NO),
    ],
    "a_due_date_belongs_to_one_clock": [
        ({"assignment": lambda w: w.charge}, OK),
        ({"assignment": lambda w: w.charge, "round": 1}, NO),
    ],
    "rating_value_is_known": [*(({"value": value.value}, OK) for value in RatingValue), ({"value": ""}, NO)],
    "rating_source_is_known": [*(({"source": value}, OK) for value in RatingSource.values), ({"source": ""}, NO)],
    "the_reason_of_a_rating_is_no_book": [
        ({"reason": ""}, OK),
        ({"reason": MARKED * 2_001}, NO),
    ],
    "a_rating_ends_after_it_was_given": [
        ({"ended_at": None}, OK),
        ({"ended_at": AFTER}, OK),
        ({"ended_at": BEFORE}, NO),
    ],
    "standing_phase_is_known": [*(({"phase": phase.value}, OK) for phase in Phase), ({"phase": ""}, NO)],
    "a_standing_lasts": [
        ({"since": None, "until": START}, OK),
        ({"since": START, "until": None}, OK),
        ({"since": START, "until": AFTER}, OK),
        ({"since": START, "until": BEFORE}, NO),
    ],
    "a_photo_that_is_not_public_has_no_copy": [
        ({"public": True}, OK),  # about to be made
        ({"public": False}, OK),
    ],
    "a_photo_that_is_withheld_is_not_public": [({"public": True}, OK)],
    "a_complaint_is_known": [
        *(({"complaint": each}, OK) for each in ("not_done", "in_part", "again", "untrue", "other")),
        ({"complaint": ""}, NO),
    ],
    "a_request_has_words_and_is_no_book": [
        ({"text": MARKED * 2_000}, OK),
        ({"text": MARKED * 2_001}, NO),
        ({"text": ""}, NO),
    ],
    "a_request_waits_or_was_decided": [
        ({"state": "accepted", "decided_at": AFTER}, OK),
        ({"state": "accepted", "decided_at": BEFORE}, NO),
        ({"decided_at": START}, NO),
        ({"state": "accepted"}, NO),
        ({"state": "lost", "decided_at": START}, NO),
    ],
    "a_declined_request_has_its_reason": [
        ({}, OK),
        ({"state": "accepted", "decided_at": START, **CODE}, NO),
        (CODE, NO),
    ],
}
WORDS = {
    "a_post_ends_after_it_began": [({"until": None}, OK), ({"until": date(2026, 1, 2)}, OK)],
    "an_absence_ends_after_it_began": [
        ({"away_since": date(2026, 3, 2)}, OK),  # nobody knows until when
        ({"away_since": date(2026, 3, 2), "away_until": date(2026, 3, 3)}, OK),
        ({"away_until": date(2026, 3, 3)}, NO),
    ],
    "a_name_ends_after_it_began": [
        ({"until": date(2025, 1, 1)}, OK),
        ({"since": date(2025, 1, 1)}, OK),
    ],
    "what_a_note_on_charts_tells_of_ends_last": [({"until": date(2026, 3, 3)}, OK)],
    "a_report_of_a_figure_has_words_and_is_no_book": [
        ({"figure": MARKED * 200, "expected": MARKED * 1_000, "source": MARKED * 500}, OK),
        ({"figure": "a" * 201}, NO),
        ({"expected": "a" * 1_001}, NO),
        ({"figure": ""}, NO),
        ({"expected": ""}, NO),
    ],
    "a_report_of_a_figure_waits_or_was_answered": [
        ({}, OK),
        ({"state": "dropped", "answered_at": AFTER}, OK),
        ({"state": "dropped", "answered_at": BEFORE}, NO),
        ({"state": "dropped"}, NO),
        ({"answered_at": START}, NO),
    ],
    "what_is_public_of_a_report_of_a_figure_is_answered": [
        ({"state": "declined", "answered_at": START, "answer": "Đúng", "shown": True}, OK),
        ({"state": "accepted", "answered_at": START}, NO),
        ({"answer": "Đúng"}, NO),
        ({"shown": True}, NO),
        ({"state": "dropped", "answered_at": START, "shown": True}, NO),
        ({"state": "dropped", "answered_at": START, "answer": "Đúng"}, NO),
    ],
    "a_statement_has_words_and_is_no_book": [
        ({"text": MARKED * 1_500}, OK),
        ({"text": MARKED * 1_501}, NO),
        ({"text": ""}, NO),
    ],
    "the_period_of_a_statement_ends_last": [({}, OK)],  # one day alone
    "a_statement_has_the_instants_of_its_state": [
        ({"state": "withdrawn", "ended_at": START}, OK),  # before it was ever public
        ({"state": "withdrawn", "published_at": START, "ended_at": AFTER}, OK),
        ({"published_at": START}, NO),
        ({"ended_at": START}, NO),
        ({"state": "published", "published_at": START, "ended_at": START}, NO),
        ({"state": "withdrawn"}, NO),
        ({"state": "declined", "reason": "Không nói về con số"}, NO),
        ({"state": "lost", "ended_at": START}, NO),
    ],
    "a_declined_statement_says_why": [
        ({"state": "published", "published_at": START, "reason": "Vì"}, NO),
        ({"reason": "Vì"}, NO),
    ],
    "a_mail_is_of_a_day_or_an_event": [
        ({"kind": "urgent"}, OK),
        ({"agency": lambda w: w.agency}, OK),
        ({**DIGEST, "agency": None}, NO),
        ({**DIGEST, "day": None}, NO),
        ({**DIGEST, "event_seq": 1}, NO),
        ({"day": date(2026, 3, 3)}, NO),
        ({"case": None}, NO),
        ({"event_seq": None}, NO),
    ],
    "a_sent_mail_has_ended": [({"ended_at": START}, OK)],  # given up
    "a_mail_ends_after_it_was_made": [({"ended_at": AFTER}, OK), ({"ended_at": BEFORE}, NO)],
    "a_day_is_frozen_after_its_end": [
        ({"frozen_at": AFTER}, OK),
        ({"frozen_at": BEFORE}, NO),
    ],
    "a_day_is_compared_with_an_earlier_one": [
        ({"compared_with": None}, OK),
        ({"compared_with": date(2026, 3, 14)}, NO),
    ],
    "a_frozen_change_is_of_a_known_kind": [({"kind": ""}, NO)],
    "a_frozen_change_is_of_what_was_past_due": [({"verdict": "promise_broken"}, OK), ({"verdict": ""}, NO)],
    "what_left_the_list_says_why": [
        *(({"kind": "left", "reason": reason}, OK) for reason in LeavingReason.values),
        ({"kind": "left", "reason": "lost"}, NO),
        ({"kind": "came", "reason": "answered"}, NO),
        ({"kind": "turned", "reason": "answered"}, NO),
    ],
    "figures_are_kept_in_one_row": [({"id": 0}, NO)],
}


@pytest.mark.parametrize("sides", [DESK, ANSWERS, CASES, WORDS], ids=["desk", "answers", "cases", "words"])
def test_each_side_passes_or_is_refused_by_the_constraint_of_that_name(sides):
    world = World()
    world.second = an_account()
    wrong = [
        (name, fields, allowed)
        for name, rows in sides.items()
        for fields, allowed in rows
        if passes(world, name, fields) is not allowed
    ]
    assert wrong == []


def passes(world, name, fields):
    """Whether a row may be written; of a constraint other than `name` the refusal is raised."""
    try:
        with transaction.atomic():
            write(world, HELD[name][0], fields)
            transaction.set_rollback(True)
    except IntegrityError as refused:
        if name not in str(refused):
            raise
        return False
    return True
