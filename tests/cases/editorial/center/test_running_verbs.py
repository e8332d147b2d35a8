"""What a verb of the Center's screen does with its form: which actions it calls, in which order, with what."""

from datetime import UTC, datetime
from types import SimpleNamespace as Plain

import pytest

from cases.actions.actor import Actor, Role
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused
from cases.editorial.center import forms, verbs
from cases.editorial.center.verbs import VERBS
from cases.models import Case, ReasonCode
from cases.rules.states import CaseState
from tests.cases.editorial.center.test_verb_forms import BOARD, LAMPS, NOISE, WARD, A, B, charge, sent, situation

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 4, 2, tzinfo=UTC)
BY = Actor(role=Role.CENTER, user_id=7)
#: The modules of actions that verbs call, and what of them.
ACTIONS = {
    "assign": ("assign", "transfer", "escalate"),
    "classify": ("change_category", "change_level"),
    "cover_report": ("cover_report",),
    "receive": ("accept", "decline"),
    "remove": ("merge", "withdraw"),
    "reopen": ("reopen",),
    "withdrawing": ("ask_withdrawal",),
}


@pytest.fixture
def called(monkeypatch):
    """Calls in their order, as (name, what it was given besides case, actor and instant)."""
    found = []

    def stub(name):
        def call(**given):
            assert (given.pop("by"), given.pop("at")) == (BY, AT), "who and when is handed on"
            given.pop("case", None)
            found.append((name, given))

        return call

    for module, names in ACTIONS.items():
        for name in names:
            monkeypatch.setattr(getattr(verbs, module), name, stub(name))
    return found


def run(word, at, **fields):
    form = sent(VERBS[word].form, at, **fields)
    assert form.is_valid(), form.errors
    VERBS[word].run(form, BY, AT)


ACCEPT = {"title": "Đèn hỏng", "text": "Tối ba đêm", "place": "Kiệt 12", "category": "den", "ward": "bac"}


@pytest.mark.parametrize(
    ("held", "fields", "filed", "level", "reason"),
    [
        pytest.param("full", {}, None, None, "", id="as it stands"),
        pytest.param("full", {"level": "figures", "level_reason": "vậy"}, None, "figures", "vậy", id="another level"),
        pytest.param("full", {"category": "on"}, NOISE, "summary", "Theo lĩnh vực", id="the level of its new category"),
        pytest.param("summary", {"category": "on"}, NOISE, None, "", id="which it has already"),
        pytest.param(
            "full",
            {"category": "on", "level": "full", "level_reason": "vô hại"},
            NOISE,
            "full",
            "vô hại",
            id="a level of its own in a new category",
        ),
    ],
)
def test_accepting_files_it_first_and_then_publishes(called, held, fields, filed, level, reason):
    at = situation(state="received", level=held, report=None)
    run("tiep-nhan", at, **{**ACCEPT, **fields})
    *first, (name, accepted) = called
    assert first == ([("change_category", {"category": filed})] if filed else [])
    assert name == "accept"
    assert (accepted["level"], accepted["level_reason"]) == (level, reason)
    assert (accepted["title"], accepted["text"], accepted["place"]) == ("Đèn hỏng", "Tối ba đêm", "Kiệt 12")
    assert (accepted["where"].ward, accepted["where"].point) == (WARD, None)


def test_it_is_given_to_an_agency_after_it_was_accepted_and_only_where_one_was_chosen(called):
    run("tiep-nhan", situation(state="received"), **ACCEPT, agency="b")
    assert [name for name, _given in called] == ["accept", "assign"]
    assert called[-1][1] == {"agency": B}


@pytest.mark.parametrize(
    ("word", "fields", "name", "given"),
    [
        pytest.param(
            "khong-tiep-nhan", {"reason": "ngoai-pham-vi"}, "decline", {"reason": "ngoai-pham-vi"}, id="decline",
        ),
        pytest.param("giao", {"agency": "a"}, "assign", {"agency": A}, id="assign"),
        pytest.param("them-don-vi", {"agency": "so"}, "assign", {"agency": BOARD}, id="one more"),
        pytest.param(
            "hoi-cap-tren", {"agency": "so", "asked": "follow_up"}, "escalate", {"agency": BOARD, "kind": "follow_up"},
            id="ask",
        ),
        pytest.param("linh-vuc", {"category": "on"}, "change_category", {"category": NOISE}, id="file"),
        pytest.param(
            "muc", {"level": "figures", "level_reason": "vậy"}, "change_level", {"level": "figures", "reason": "vậy"},
            id="level",
        ),
        pytest.param(
            "che", {"words": "Nam", "what": "tên người", "reason": "thong-tin-ca-nhan"}, "cover_report",
            {"words": "Nam", "kind": "tên người", "reason": "thong-tin-ca-nhan"}, id="cover",
        ),
        pytest.param(
            "mo-lai", {"agencies": ["a"], "agency": "so", "reason": "chua-xong"}, "reopen",
            {"agencies": [A, BOARD], "reason": "chua-xong"}, id="reopen",
        ),
        pytest.param(
            "rut", {"reason": "an-ninh", "legal_basis": "Điều 7"}, "ask_withdrawal",
            {"reason": "an-ninh", "legal_basis": "Điều 7"}, id="withdraw, which takes two",
        ),
        pytest.param("rut", {"reason": "trung"}, "withdraw", {"reason": "trung"}, id="withdraw, which takes one"),
    ],
)  # fmt: skip
def test_a_verb_calls_its_action_with_what_was_chosen(called, word, fields, name, given):
    at = situation(charge(5, A, "answered"), state="answered" if word == "mo-lai" else "in_progress")
    alone = ReasonCode(kind="withdraw", code="trung", label="Trùng")
    at.__dict__["reasons"] = [*at.reasons, alone]
    run(word, at, **fields)
    assert called == [(name, given)]


def test_a_transfer_is_of_the_charge_that_was_chosen(called):
    at = situation(charge(5, A), charge(6, B))
    run("chuyen", at, assignment="6", agency="so", reason="sai-tham-quyen")
    ((name, given),) = called
    assert (name, given.pop("assignment").pk) == ("transfer", 6)
    assert given == {"to": BOARD, "reason": "sai-tham-quyen"}


def test_an_agency_that_was_dissolved_between_reading_and_sending_is_refused(called):
    at = situation(state="in_progress")
    form = sent(forms.AssignForm, at, agency="a")
    assert form.is_valid()
    at.__dict__["agencies"] = [B]
    with pytest.raises(ActionRefused) as refused:
        VERBS["giao"].run(form, BY, AT)
    assert refused.value.cause is CenterCause.NO_AGENCY
    assert called == []


@pytest.mark.parametrize("target", [None, Case(pk=31, number=31)], ids=["alone", "with the case it is merged into"])
def test_nothing_is_done_to_a_case_that_another_has_changed_and_both_are_locked(monkeypatch, target):
    locked = []

    class Seen:
        def __init__(self, *given):
            locked.append(given)

        def __enter__(self):
            raise ActionRefused("It has changed.", CenterCause.CHANGED)

        def __exit__(self, *_error):
            return False

    monkeypatch.setattr(verbs, "as_seen", Seen)
    at = situation()
    form = sent(forms.PlainForm, at, seen="4")
    assert form.is_valid()
    form.target = target
    ran = []
    with pytest.raises(ActionRefused):
        verbs.perform(Plain(run=lambda *given: ran.append(given)), form, BY, AT)
    assert locked == [(at.case, 4, *([target] if target else []))]
    assert ran == []


@pytest.mark.parametrize(
    ("state", "before", "words"),
    [
        ("received", "", {"tiep-nhan", "khong-tiep-nhan", "gop", "linh-vuc", "muc", "gap"}),
        ("declined", "", {"xem-lai"}),
        (
            "in_progress",
            "",
            {"giao", "hoi-cap-tren", "gop", "linh-vuc", "muc", "noi", "che", "rut", "gap"},
        ),
        ("answered", "", {"mo-lai", "linh-vuc", "muc", "noi", "che", "rut"}),
        ("merged", "in_progress", {"tach"}),
        ("merged", "received", {"tach"}),
        ("withdrawn", "in_progress", {"khoi-phuc"}),
        ("withdrawn", "answered", {"khoi-phuc"}),
    ],
)
def test_each_state_has_its_verbs(state, before, words):
    """Design, section 3, the table of a case's states; of a case that no agency holds, so nothing is passed on."""
    assert CaseState(state)
    at = situation(state=state, state_before=before, category=LAMPS)
    assert {word for word, verb in VERBS.items() if verb.when(at)} == words
