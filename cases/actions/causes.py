"""Why a verb refuses what staff ask at a desk: a code for programs, where the message is a sentence for developers."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """One for every refusal that a person at the officer's desk can meet; the desk has a sentence for each."""

    # an answer
    NO_TEXT = "no_text"
    NO_OUTCOME = "no_outcome"
    NO_SUCH_OUTCOME = "no_such_outcome"
    NO_DAY = "no_day"
    DAY_PASSED = "day_passed"
    NO_LAW = "no_law"
    AMENDMENT_PLANS = "amendment_plans"
    NOT_IN_HAND = "not_in_hand"
    NOT_OPEN = "not_open"
    AWAITS_ALREADY = "awaits_already"
    AWAITS_NOT = "awaits_not"
    DECIDED = "decided"
    REMOVED = "removed"
    TOO_EARLY = "too_early"
    CHANGED_BY_ANOTHER = "changed_by_another"
    TOO_LONG = "too_long"
    NO_AFTER_PHOTO = "no_after_photo"
    TOO_MANY_PHOTOS = "too_many_photos"
    NO_SUCH_PHOTO = "no_such_photo"
    # an extension
    PROMISE_PASSED = "promise_passed"
    PROMISE_TOO_SOON = "promise_too_soon"
    PROMISE_TOO_FAR = "promise_too_far"
    PROMISE_UNTIMELY = "promise_untimely"
    PROMISED_MEANWHILE = "promised_meanwhile"
    NO_SUCH_REASON = "no_such_reason"
    NO_SENTENCE = "no_sentence"
    SENTENCE_TOO_LONG = "sentence_too_long"
    PERSONAL_DATA = "personal_data"
    # an appeal
    NOT_SENT_BACK = "not_sent_back"
    APPEALED_BEFORE = "appealed_before"
    OVERTAKEN = "overtaken"
    APPEAL_TOO_LATE = "appeal_too_late"
    APPEAL_WAITS = "appeal_waits"
    APPEAL_DECIDED = "appeal_decided"
    APPEAL_BEING_DECIDED = "appeal_being_decided"
    # what the Center is asked to settle
    NOT_HANDLING = "not_handling"
    ASKED_ALREADY = "asked_already"
    RULED = "ruled"
    NO_SUCH_OUTCOME_OF_RULING = "no_such_outcome_of_ruling"
    NO_AGENCY = "no_agency"
    HAS_IT_ALREADY = "has_it_already"
    DISSOLVED = "dissolved"
    NOBODY_ELSE = "nobody_else"
    # a duplicate
    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    ANSWERED_ANEW = "answered_anew"
    # a strike
    NOTHING_TO_STRIKE = "nothing_to_strike"
    # an approval
    NOTHING_TO_RETRACT = "nothing_to_retract"
    # words of an answer
    NOTHING_TO_COVER = "nothing_to_cover"
    # a note
    NO_WORDS = "no_words"


class CenterCause(StrEnum):
    """The same for what the Center does to cases; its screens have a sentence for each."""

    CHANGED = "changed"
    TOO_LONG = "too_long"
    NO_TITLE = "no_title"
    NO_TEXT = "no_text"
    NO_AGENCY = "no_agency"
    INTO_ITSELF = "into_itself"
    NOT_TO_MERGE_INTO = "not_to_merge_into"
    NO_LEVEL_REASON = "no_level_reason"
    OWN_WORDS = "own_words"
    SAME_LEVEL = "same_level"
    SAME_CATEGORY = "same_category"
    SAME_PLACE = "same_place"
    NOT_THERE = "not_there"
    NEEDS_TWO = "needs_two"
    NO_LEGAL_BASIS = "no_legal_basis"
    NO_ACCOUNT = "no_account"
    ASKED_ALREADY = "asked_already"
    NOTHING_ASKED = "nothing_asked"
    URGENT_ALREADY = "urgent_already"
    URGENT_NOT = "urgent_not"
    NO_MORE_URGENT = "no_more_urgent"
