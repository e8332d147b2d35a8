"""Constraints of appeals, rulings, strikes and duplicates: the smallest rows, what passes and what does not."""

from cases.models import Appeal, ConfirmedDuplicate, Extension, Ruling
from tests.factories import START

SETTLED = {"decided_at": START, "decision_recorded_at": START}
RULED = {
    "ruled_at": START,
    "ruling_recorded_at": START,
    "ruling_reason": lambda w: w.code,
    "words": "Rõ",
}
CODE = {"reason": lambda w: w.code}


def rows(world):
    """The smallest row of an appeal, a ruling and a confirmation, with their fields as keywords."""
    return {
        "appeal": {
            "version": world.version(),
            "appealed_at": START,
            "recorded_at": START,
            "reason": world.code,
            "sentence": "Đã có ảnh",
            "against": "returned",
            "against_at": START,
            "against_recorded_at": START,
            "against_reason": world.code,
            "against_sentence": "Thiếu ảnh",
        },
        "ruling": {
            "assignment": world.charge,
            "cause": "not_ours",
            "asked_at": START,
            "recorded_at": START,
            "reason": world.code,
            "sentence": "Của phường bên",
        },
        "confirmedduplicate": {"case": world.case, "into": world.case, "round": 1, "confirmed_at": START},
    }


HELD = {
    "a_strike_gives_its_code": (
        Extension,
        {**CODE, "sentence": "Mưa", "struck_at": START, "struck_reason": lambda w: w.code},
        {**CODE, "sentence": "Mưa", "struck_at": START},
    ),
    "an_appeal_is_against_what_sent_back": (Appeal, {"against": "refused"}, {"against": "approved"}),
    "an_appeal_gives_its_reason": (Appeal, {}, {"sentence": ""}),
    "an_appeal_is_decided_or_waits": (Appeal, {**SETTLED, "outcome": "dropped"}, {"outcome": "dropped"}),
    "who_decides_an_appeal_says_why": (
        Appeal,
        {**SETTLED, "outcome": "rejected", "words": "Rõ"},
        {**SETTLED, "outcome": "granted"},
    ),
    "who_asks_for_a_ruling_says_why": (Ruling, {"cause": "refused", "sentence": ""}, {"sentence": ""}),
    "a_ruling_gives_code_and_sentence": (
        Ruling,
        {**RULED, "outcome": "stays"},
        {**RULED, "outcome": "stays", "words": ""},
    ),
    "a_ruling_names_the_other_agency": (
        Ruling,
        {**RULED, "outcome": "transferred", "to": lambda w: w.other},
        {**RULED, "outcome": "asked"},
    ),
}
ONCE = {
    "one_ruling_of_a_cause_waits": (Ruling, {}, {"cause": "ask_higher"}),
    "a_duplicate_is_confirmed_once_a_round": (ConfirmedDuplicate, {}, {"round": 2}),
}
