"""What a case at the officer's desk allows and tells, by how it stands: from plain values, one row a fact."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Plain

import pytest

from cases.editorial.office.asking import can_ask, waiting
from cases.editorial.office.evidence import told_of
from cases.editorial.office.queue import SHOWN
from cases.editorial.office.screen import Desk, Tab, Work, clock_of
from cases.models import Assignment, PendingDecision, Photo, ReasonCode, Ruling, Submission
from cases.rules.rights import Deed
from cases.rules.rulings import RulingCause

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 4, 2, tzinfo=UTC)
DAY = timedelta(days=1)
ALL = frozenset(Deed)


def version(decision="", *, number=1, pending=False, **fields):
    made = Submission(number=number, decision=decision, **fields)
    if pending:
        PendingDecision(version=made, choice="approve")
    return made


def charge(pk, *, state="open", round_=1, name="UBND phường A"):
    return Plain(id=pk, state=state, round=round_, agency=Plain(name=name))


def work(*versions, case="in_progress", state="open", may=ALL, **fields):
    assignment = fields.pop("assignment", {})
    told = {"state": case, "round": 1, "assignments": [], "events": [], "extensions": [], **fields.pop("told", {})}
    nothing = dict.fromkeys(("clock", "answer", "published"))
    rest = {"rulings": [], "codes": [], "notes": [], "photos": [], "reasons": [], "stock": [], "is_past": False}
    rest["promises_seen"] = ""
    return Work(**{
        "assignment": Assignment(**{"pk": 1, "state": state, "round": 1, "kind": "handling", **assignment}),
        "case": Plain(**told), "at": AT, "may": may, "versions": versions, **nothing, **rest, **fields,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("case", "state", "is_open"),
    [
        ("in_progress", "open", True),
        ("in_progress", "awaiting", False),
        ("in_progress", "answered", False),
        ("in_progress", "transferred", False),
        ("answered", "open", False),
        ("withdrawn", "open", False),
        ("merged", "open", False),
    ],
)
def test_work_is_open_while_both_case_and_charge_are(case, state, is_open):
    found = work(case=case, state=state)
    assert (found.is_open, found.can_extend) == (is_open, is_open)
    assert found.can_write is is_open


@pytest.mark.parametrize(
    ("deed", "left"),
    [(Deed.WRITE, (False, True)), (Deed.EXTEND, (True, False)), (Deed.NOTE, (True, True))],
)
def test_without_the_right_it_is_not_offered(deed, left):
    found = work(may=ALL - {deed})
    assert (found.can_write, found.can_extend) == left


@pytest.mark.parametrize(
    ("versions", "recall", "deciding", "write"),
    [
        ((), False, False, True),
        ((version(),), True, False, False),
        ((version(pending=True),), False, True, False),
        ((version("returned"),), False, False, True),
        ((version("recalled", number=2), version(number=1)), True, False, False),
        ((version("approved"),), False, False, True),
    ],
    ids=["none", "waits", "is being decided", "returned", "an older one waits", "approved"],
)
def test_what_waits_for_the_center_can_be_taken_back_until_it_decides(versions, recall, deciding, write):
    found = work(*versions)
    assert (found.can_recall, found.is_being_decided, found.can_write) == (recall, deciding, write)
    assert work(*versions, may=ALL - {Deed.RECALL}).can_recall is False


@pytest.mark.parametrize(
    ("fields", "amends", "writes"),
    [
        ({"published": Plain()}, True, False),
        ({"published": Plain(), "answer": Plain()}, True, True),  # one was begun
        ({"published": None, "answer": Plain()}, False, False),
        ({"published": Plain(), "answer": Plain(), "may": ALL - {Deed.AMEND}}, False, False),
        ({"published": Plain(), "answer": Plain(), "may": ALL - {Deed.WRITE}}, True, False),
        ({"published": Plain(), "case": "in_progress"}, False, False),
        ({"published": Plain(), "state": "cancelled"}, False, False),
    ],
)
def test_a_published_answer_is_added_to_once_that_was_begun(fields, amends, writes):
    found = work(**{"case": "answered", "state": "answered", **fields})
    assert (found.can_amend, found.can_write) == (amends, writes)
    assert not work(version(), **{"case": "answered", "state": "answered", **fields}).can_amend


@pytest.mark.parametrize(
    ("decisions", "sent_back"),
    [
        ([], None),
        ([""], None),
        (["returned"], 0),
        (["refused"], 0),
        (["approved", "returned"], None),
        (["", "returned"], None),  # a new text was handed in
        (["recalled", "returned"], 1),  # and taken back: it counts as if it had never been
        (["recalled"], None),
        (["void", "returned"], None),
    ],
)
def test_the_newest_version_where_the_center_sent_it_back(decisions, sent_back):
    versions = [version(decision) for decision in decisions]
    assert work(*versions).sent_back is (None if sent_back is None else versions[sent_back])
    assert work(*versions).before == [each for each in versions if each.decision]


@pytest.mark.parametrize(
    ("others", "partners"),
    [
        ([charge(1)], []),
        ([charge(1), charge(2), charge(3, state="answered")], [2, 3]),
        ([charge(1), charge(2, state="transferred"), charge(3, state="cancelled"), charge(4, state="awaiting")], [4]),
        ([charge(1), charge(2, round_=2)], []),
    ],
)
def test_who_else_holds_a_part_in_the_same_round(others, partners):
    found = work(told={"assignments": others})
    assert [each.id for each in found.partners] == partners
    assert clock_of(found.case, found.assignment) is others[0]
    assert clock_of(found.case, Assignment(pk=99)) is None


def event(kind, at=AT):
    return Plain(kind=kind, at=at)


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        ([version("approved", retracted_at=AT)], True),
        ([version("approved", retracted_at=AT - DAY)], False),  # of another time than any that is told
        ([version("approved")], False),
        ([version(""), version("approved", retracted_at=AT)], False),
        ([version("recalled"), version("approved", retracted_at=AT)], True),
        ([], False),
    ],
)
def test_a_retraction_is_told_until_a_new_text_is_sent(versions, found):
    retraction = event("assignment.retract")
    told = work(*versions, told={"events": [event("case.accept"), retraction, event("case.rate")]}).retracted
    assert told is (retraction if found else None)


@pytest.mark.parametrize(
    ("charged", "round_", "versions", "found"),
    [
        (2, 2, [], True),
        (1, 1, [], False),
        (1, 2, [], False),  # work of the round before
        (2, 2, [version()], False),
        (3, 3, [], True),
    ],
)
def test_why_there_is_another_round_is_told_while_nothing_was_sent(charged, round_, versions, found):
    first, last = event("case.reopen", AT - DAY), event("case.reopen")
    told = work(*versions, assignment={"round": charged}, told={"events": [first, last], "round": round_}).reopened
    assert told is (last if found else None)


@pytest.mark.parametrize(
    ("clock", "since", "promised"),
    [
        (charge(1), None, ["before", "at once", "later"]),
        (charge(1), AT, ["at once", "later"]),
        (charge(1, name="Sở B"), AT, ["of another"]),
        (None, AT, []),
    ],
)
def test_promises_are_the_agencys_own_of_this_charge(clock, since, promised):
    told = [
        Plain(agency_name=name, published_at=at, what=what)
        for name, at, what in (
            ("UBND phường A", AT - DAY, "before"), ("UBND phường A", AT, "at once"),
            ("Sở B", AT + DAY, "of another"), ("UBND phường A", AT + DAY, "later"),
        )
    ]  # fmt: skip
    found = work(clock=clock, assignment={"assigned_at": since}, told={"extensions": told})
    assert [each.what for each in found.promises] == promised


def test_what_the_center_covered_is_told_with_the_reason_of_its_own_list():
    codes = [
        ReasonCode(kind="return", code="do-loi", label="Khác"),
        ReasonCode(kind="strike", code="do-loi", label="Lời thô"),
    ]
    texts = [
        version(text="Đã gọi An", covers=[[7, 9, "tên người", "do-loi"]]),
        version(text="x", covers=[[0, 1, "y", "cu"]]),
    ]
    assert [(cover.words, reason) for cover, reason in work(*texts, codes=codes).covered] == [
        ("An", "Lời thô"),
        ("x", ""),
    ]


@pytest.mark.parametrize(
    ("fields", "cause", "found"),
    [
        ({}, RulingCause.NOT_OURS, True),
        ({}, RulingCause.ASK_HIGHER, True),
        ({"state": "awaiting"}, RulingCause.NOT_OURS, False),
        ({"assignment": {"kind": "opinion"}}, RulingCause.NOT_OURS, False),
        ({"may": ALL - {Deed.NOT_OURS}}, RulingCause.NOT_OURS, False),
        ({"may": ALL - {Deed.NOT_OURS}}, RulingCause.ASK_HIGHER, True),
        ({"rulings": [Ruling(cause="not_ours")]}, RulingCause.NOT_OURS, False),
        ({"rulings": [Ruling(cause="not_ours")]}, RulingCause.ASK_HIGHER, True),
        ({"rulings": [Ruling(cause="not_ours", outcome="stays")]}, RulingCause.NOT_OURS, True),
    ],
)
def test_what_can_be_put_to_the_center_now(fields, cause, found):
    assert can_ask(work(**fields), cause) is found


def test_what_the_center_has_not_settled_waits_while_the_work_is_open():
    asked, settled = Ruling(cause="not_ours"), Ruling(cause="ask_higher", outcome="asked")
    assert waiting(work(rulings=[settled, asked])) == [asked]
    assert waiting(work(rulings=[asked], state="transferred")) == []


@pytest.mark.parametrize(
    ("count", "pages"), [(0, 1), (1, 1), (SHOWN, 1), (SHOWN + 1, 2), (2 * SHOWN, 2), (2 * SHOWN + 1, 3)]
)
def test_pages_are_those_of_the_tab_at_hand(count, pages):
    counts = {**dict.fromkeys(Tab, 9 * SHOWN), Tab.AWAITING: count}
    found = Desk(tab=Tab.AWAITING, counts=counts, rows=(), present=(), former=(), chosen=None, page=1)
    assert found.pages == pages


PHOTO = Photo(pk=4, kind="before", caption="Trước", position=2)
SAID = "anh-4-loai"


@pytest.mark.parametrize(
    ("sent", "removes", "told"),
    [
        ({}, True, None),
        ({"anh-4-chu": "Sau"}, True, None),  # without its kind the form does not speak of it
        ({"anh-5-loai": "after"}, True, None),  # of another answer
        ({SAID: "after"}, True, ("after", "Trước", 2, False)),
        ({SAID: "after", "anh-4-chu": ""}, True, ("after", "", 2, False)),
        ({SAID: "before", "anh-4-thu-tu": "0"}, True, ("before", "Trước", 0, False)),
        ({SAID: "before", "anh-4-thu-tu": "999"}, True, ("before", "Trước", 999, False)),
        ({SAID: "before", "anh-4-thu-tu": "1000"}, True, ("before", "Trước", 2, False)),
        ({SAID: "before", "anh-4-thu-tu": "-1"}, True, ("before", "Trước", 2, False)),
        ({SAID: "before", "anh-4-bo": ""}, True, ("before", "Trước", 2, True)),
        ({SAID: "before", "anh-4-bo": "1"}, False, ("before", "Trước", 2, False)),
    ],
)
def test_what_a_form_says_of_a_photo(sent, removes, told):
    found = told_of(sent, Plain(photos=Plain(all=lambda: [PHOTO])), removes=removes)
    said = {pk: (each.kind, each.caption, each.position, each.remove) for pk, each in found.items()}
    assert said == ({} if told is None else {4: told})
