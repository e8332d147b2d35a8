"""Rights: who of the staff may do which deed to what. Pure: what a person holds goes in, yes or a refusal comes out.

Sources: the Center's regulation separates who writes an answer, who follows its term and who decides on it; design,
section 4, "Answers and desks". The tables are data, and a test walks every power, deed and relation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


class Power(StrEnum):
    """What a group of accounts is for; an account may hold several."""

    ANSWER = "answer"  # an officer: writes for the own agency
    FOLLOW = "follow"  # a follow-up officer: watches the own agency's terms, and extends them
    EDIT = "edit"  # an editor of the Center: accepts, assigns, redacts, prepares decisions
    DECIDE = "decide"  # an approver of the Center: decides on answers
    HEAD = "head"  # the head of the Center: what binds others
    ADMINISTER = "administer"  # keeps accounts and settings, and decides on no text


class Deed(StrEnum):
    """What is done to a case, an assignment or an answer."""

    READ = "read"
    NOTE = "note"
    # the agency
    WRITE = "write"
    SUBMIT = "submit"
    RECALL = "recall"
    AMEND = "amend"
    EXTEND = "extend"
    NOT_OURS = "not_ours"
    ASK_HIGHER = "ask_higher"
    APPEAL = "appeal"
    STATE = "state"
    REPORT_FIGURE = "report_figure"
    # the Center
    ENTER = "enter"
    ACCEPT = "accept"
    DECLINE = "decline"
    MERGE = "merge"
    ASSIGN = "assign"
    TRANSFER = "transfer"
    ESCALATE = "escalate"
    RATE = "rate"
    REOPEN = "reopen"
    LEVEL = "level"
    PLACE = "place"
    PICTURE = "picture"
    URGE = "urge"
    WITHDRAW = "withdraw"
    CONFIRM_WITHDRAWAL = "confirm_withdrawal"
    RESTORE = "restore"
    CLAIM = "claim"
    APPROVE = "approve"
    RETURN = "return"
    REFUSE = "refuse"
    RULE = "rule"
    STRIKE = "strike"
    COVER = "cover"
    RETRACT = "retract"
    DECIDE_APPEAL = "decide_appeal"
    SETTLE_DISAGREEMENT = "settle_disagreement"
    CONFIRM_DUPLICATE = "confirm_duplicate"
    CORRECT_SNAPSHOT = "correct_snapshot"
    DECIDE_STATEMENT = "decide_statement"
    ANSWER_FIGURE_REPORT = "answer_figure_report"


class Why(StrEnum):
    """Why a deed is refused; the desk has a sentence for each."""

    NO_POWER = "no_power"
    OTHER_AGENCY = "other_agency"
    PAST_AGENCY = "past_agency"
    OWN_TEXT = "own_text"
    OWN_AGENCY = "own_agency"
    SAME_REVIEWER = "same_reviewer"
    OWN_REQUEST = "own_request"


class RightRefused(Exception):  # noqa: N818 - it is a refusal with a reason, like MoveRefused
    """This person may not do this. `deed` and `why` say what and for which reason."""

    def __init__(self, deed: Deed, why: Why) -> None:
        super().__init__(f"{deed}: {why}")
        self.deed = deed
        self.why = why


_OFFICE = frozenset({Power.ANSWER})
_AGENCY = frozenset({Power.ANSWER, Power.FOLLOW})
_DESK = frozenset({Power.EDIT, Power.DECIDE, Power.HEAD})
_DECIDERS = frozenset({Power.DECIDE, Power.HEAD})
_HEAD = frozenset({Power.HEAD})

#: Deeds of an agency: whoever holds one of these powers may do it, for an agency whose post is held today.
OF_AGENCY: Mapping[Deed, frozenset[Power]] = {
    Deed.WRITE: _OFFICE,
    Deed.SUBMIT: _OFFICE,
    Deed.RECALL: _OFFICE,
    Deed.AMEND: _OFFICE,
    Deed.NOT_OURS: _OFFICE,
    Deed.ASK_HIGHER: _OFFICE,
    Deed.APPEAL: _OFFICE,
    Deed.EXTEND: _AGENCY,
    Deed.STATE: _AGENCY,
    Deed.REPORT_FIGURE: _AGENCY,
}
#: Deeds of the Center, to any case.
OF_CENTER: Mapping[Deed, frozenset[Power]] = {
    Deed.ENTER: _DESK,
    Deed.ACCEPT: _DESK,
    Deed.DECLINE: _DESK,
    Deed.MERGE: _DESK,
    Deed.ASSIGN: _DESK,
    Deed.TRANSFER: _DESK,
    Deed.ESCALATE: _DESK,
    Deed.RATE: _DESK,
    Deed.REOPEN: _DESK,
    Deed.LEVEL: _DESK,
    Deed.PLACE: _DESK,
    Deed.PICTURE: _DESK,
    Deed.URGE: _DESK,
    Deed.STRIKE: _DECIDERS,
    Deed.COVER: _DECIDERS,
    Deed.CLAIM: _DECIDERS,
    Deed.APPROVE: _DECIDERS,
    Deed.RETURN: _DECIDERS,
    Deed.REFUSE: _DECIDERS,
    Deed.RULE: _DECIDERS,
    Deed.DECIDE_APPEAL: _DECIDERS,
    Deed.CONFIRM_DUPLICATE: _DECIDERS,
    Deed.DECIDE_STATEMENT: _DECIDERS,
    Deed.ANSWER_FIGURE_REPORT: _DECIDERS,
    Deed.WITHDRAW: _DECIDERS,
    Deed.CONFIRM_WITHDRAWAL: _DECIDERS,
    Deed.RESTORE: _DECIDERS,
    Deed.RETRACT: _HEAD,
    Deed.SETTLE_DISAGREEMENT: _HEAD,
    Deed.CORRECT_SNAPSHOT: _HEAD,
}
#: Reading and noting are for both sides; an agency's post that has ended still lets its cases be read.
OF_BOTH = frozenset({Deed.READ, Deed.NOTE})
#: Decisions on a text: never by its author, nor by somebody of the agency that gave it.
ON_TEXT = frozenset({Deed.APPROVE, Deed.RETURN, Deed.REFUSE, Deed.DECIDE_APPEAL, Deed.DECIDE_STATEMENT})


@dataclass(frozen=True, kw_only=True)
class Staff:
    """A person at work: the account, its powers, the agencies of its posts today, and the last days of former ones."""

    account: int
    powers: frozenset[Power] = frozenset()
    agencies: frozenset[int] = frozenset()
    former: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a deed is done to: whose it is; of a text who wrote and decided on it before, of a request who made it."""

    agencies: frozenset[int] = frozenset()
    authors: frozenset[int] = frozenset()
    of_center: bool = False
    decided_by: int | None = None
    asked_by: int | None = None


@dataclass(frozen=True, kw_only=True)
class House:
    """The Center's settings: two people for every text, and how many days a former agency counts as the own."""

    four_eyes: bool = True
    cooling_days: int = 365


def _power_refusal(staff: Staff, deed: Deed, matter: Matter) -> Why | None:
    if deed in OF_CENTER:
        return None if staff.powers & OF_CENTER[deed] else Why.NO_POWER
    if deed in OF_BOTH and staff.powers & _DESK:
        return None
    if not staff.powers & OF_AGENCY.get(deed, _AGENCY):
        return Why.NO_POWER
    if staff.agencies & matter.agencies:
        return None
    if not staff.former.keys() & matter.agencies:
        return Why.OTHER_AGENCY
    return None if deed is Deed.READ else Why.PAST_AGENCY


def own_agencies(staff: Staff, *, today: date, house: House) -> frozenset[int]:
    """Agencies whose texts this person may not decide on: present ones, and those left too short a time ago."""
    since = today - timedelta(days=house.cooling_days)
    return staff.agencies | {agency for agency, left in staff.former.items() if left >= since}


def _own_agency(staff: Staff, matter: Matter, today: date, house: House) -> bool:
    """Tell whether the text is of an agency of this person.

    The Center's own answers are decided by another approver of the Center, so there only the author is kept away.
    """
    return not matter.of_center and bool(own_agencies(staff, today=today, house=house) & matter.agencies)


def _text_refusal(staff: Staff, deed: Deed, matter: Matter, today: date, house: House) -> Why | None:
    if staff.account in matter.authors and (house.four_eyes or deed is Deed.DECIDE_APPEAL):
        return Why.OWN_TEXT
    if _own_agency(staff, matter, today, house):
        return Why.OWN_AGENCY
    if deed is Deed.DECIDE_APPEAL and matter.decided_by == staff.account:
        return Why.SAME_REVIEWER
    return None


def check_may(staff: Staff, deed: Deed, matter: Matter, *, today: date, house: House) -> None:
    """Return when this person may do this deed today; RightRefused with the reason otherwise.

    With four eyes relaxed the author of a text may decide on it (the public page says so then), but never on an
    appeal of the own text, nor on a text of the own agency.
    """
    why = _power_refusal(staff, deed, matter)
    if why is None and deed in ON_TEXT:
        why = _text_refusal(staff, deed, matter, today, house)
    if why is None and deed is Deed.CONFIRM_WITHDRAWAL and matter.asked_by == staff.account:
        why = Why.OWN_REQUEST  # always two, whatever a small Center has relaxed
    if why is not None:
        raise RightRefused(deed, why)


def may(staff: Staff, deed: Deed, matter: Matter, *, today: date, house: House) -> bool:
    """Tell whether this person may do this deed today."""
    try:
        check_may(staff, deed, matter, today=today, house=house)
    except RightRefused:
        return False
    return True
