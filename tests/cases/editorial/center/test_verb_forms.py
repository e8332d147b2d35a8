"""What the Center sends for each thing it may do: what is offered, what stands there first, and what is refused."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from cases.editorial.center import forms
from cases.editorial.center.situation import Situation
from cases.editorial.center.suggesting import Suggestion
from cases.editorial.center.verbs import VERBS
from cases.models import (
    Agency,
    Assignment,
    Case,
    Category,
    PublicationLevel,
    ReasonCode,
    Report,
    UrgentMark,
    Ward,
    Withdrawal,
)

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 4, 2, tzinfo=UTC)
BOARD = Agency(pk=3, slug="so", name="Sở Xây dựng")
A, B = Agency(pk=1, slug="a", name="UBND phường A", parent=BOARD), Agency(pk=2, slug="b", name="UBND phường B")
LAMPS = Category(pk=1, slug="den", name="Đèn", publication_level="full")
NOISE = Category(pk=2, slug="on", name="Ồn", publication_level="summary")
WARD = Ward(pk=1, slug="bac", name="phường Bắc")
CODES = [
    ReasonCode(kind="decline", code="ngoai-pham-vi", label="Ngoài phạm vi"),
    ReasonCode(kind="decline", code="cu", label="Cũ", active=False),
    ReasonCode(kind="transfer", code="sai-tham-quyen", label="Sai thẩm quyền"),
    ReasonCode(kind="reopen", code="chua-xong", label="Chưa xong"),
    ReasonCode(kind="withdraw", code="an-ninh", label="Vì an ninh", needs_two=True),
    ReasonCode(kind="strike", code="thong-tin-ca-nhan", label="Thông tin cá nhân"),
]
REPORT = Report(title="Loa hàng xóm", text="Nhà ông hàng xóm mở loa cả đêm", place="Kiệt 12")


def charge(pk, agency, state="open", kind="handling"):
    return Assignment(pk=pk, agency=agency, state=state, kind=kind, round=1)


def situation(*assignments, state="in_progress", suggestion=None, withdrawal=None, mark=None, report=REPORT, **case):
    held = Case(**{"pk": 9, "number": 9, "category": LAMPS, "level": "full", "round": 1, "state": state, **case})
    held._state.fields_cache["page"] = None  # it has none yet
    found = Situation(
        case=held, at=AT, report=report, assignments=assignments, reasons=CODES, withdrawal=withdrawal, mark=mark
    )
    looked_up = {"agencies": [A, B, BOARD], "categories": [LAMPS, NOISE], "wards": [WARD], "near": []}
    found.__dict__.update(looked_up, suggestion=suggestion, words=("Đèn hỏng", "Loa ồn", "Kiệt 12"))
    return found


def sent(form, at, **fields):
    data = QueryDict(mutable=True)
    for name, value in {"seen": "1", **fields}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return form(data, situation=at)


def wrong(form):
    return sorted(form.errors)


def offered(form, name):
    return [value for value, _label in form.fields[name].choices]


@pytest.mark.parametrize(("seen", "fields"), [("0", []), ("7", []), ("-1", ["seen"]), ("", ["seen"]), ("x", ["seen"])])
def test_every_form_says_which_version_of_the_case_was_read(seen, fields):
    assert wrong(sent(forms.PlainForm, situation(), seen=seen)) == fields


def test_codes_in_use_of_the_own_list_are_offered_and_no_others():
    at = situation()
    assert offered(forms.DeclineForm(situation=at), "reason") == ["", "ngoai-pham-vi"]
    for code, fields in (("ngoai-pham-vi", []), ("cu", ["reason"]), ("sai-tham-quyen", ["reason"]), ("", ["reason"])):
        assert wrong(sent(forms.DeclineForm, at, reason=code)) == fields, code


ACCEPT = {"title": "Đèn hỏng", "text": "Đèn hỏng ba đêm", "category": "den"}


@pytest.mark.parametrize(
    ("fields", "wrong_fields"),
    [
        ({}, []),
        ({"agency": "a", "ward": "bac", "place": "Kiệt 12", "level": "figures", "level_reason": "x"}, []),
        ({"title": ""}, ["title"]),
        ({"title": "x" * 256}, ["title"]),
        ({"category": ""}, ["category"]),
        ({"category": "khac"}, ["category"]),
        ({"agency": "khac"}, ["agency"]),
        ({"level": "secret"}, ["level"]),
        ({"text": "Gọi 0905 123 456"}, ["text"]),  # told once
        ({"text": "Nhà ông hàng xóm mở loa cả đêm"}, []),  # in full anybody's words may stand
        ({"text": "Nhà ông hàng xóm mở loa cả đêm", "level": "summary"}, ["text"]),
        ({"text": "Nhà ông hàng xóm mở loa cả đêm", "category": "on"}, ["text"]),  # whose level is a summary
        ({"text": "Nhà ông hàng xóm mở loa cả đêm", "category": "on", "level": "full"}, []),
        ({"title": "Tiếng ồn", "text": "Loa ồn về đêm", "level": "summary"}, []),
        ({"title": "", "text": "Nhà ông hàng xóm mở loa cả đêm", "level": "summary"}, ["title"]),  # one at a time
    ],
)
def test_what_is_accepted_and_published(fields, wrong_fields):
    assert wrong(sent(forms.AcceptForm, situation(state="received"), **{**ACCEPT, **fields})) == wrong_fields


def test_a_case_whose_level_was_lowered_keeps_it_where_none_is_chosen():
    own = {**ACCEPT, "text": "Nhà ông hàng xóm mở loa cả đêm"}
    lowered = situation(state="received", level=PublicationLevel.SUMMARY.value)
    assert wrong(sent(forms.AcceptForm, lowered, **own)) == ["text"]
    assert wrong(sent(forms.AcceptForm, lowered, **{**own, "level": "full"})) == []
    assert wrong(sent(forms.AcceptForm, situation(state="received", level="summary", report=None), **own)) == []


def test_personal_data_is_told_once_a_text():
    at, fields = situation(state="received"), {**ACCEPT, "text": "Gọi 0905 123 456"}
    first = sent(forms.AcceptForm, at, **fields)
    assert wrong(first) == ["text"]
    said = first["hinted"].value()
    assert wrong(sent(forms.AcceptForm, at, **fields, hinted=said)) == []
    assert wrong(sent(forms.AcceptForm, at, **{**fields, "title": "Khác"}, hinted=said)) == ["text"]


def test_accepting_begins_with_the_reporters_words_and_gives_it_to_nobody():
    likely = Suggestion(agency=A, n=3, of=3, in_ward=True)
    form = forms.AcceptForm(situation=situation(state="received", suggestion=likely, ward=WARD))
    told = {name: form.fields[name].initial for name in ("title", "text", "place", "category", "ward", "agency")}
    assert told == {
        "title": "Đèn hỏng", "text": "Loa ồn", "place": "Kiệt 12", "category": "den", "ward": "bac", "agency": "",
    }  # fmt: skip
    assert "UBND phường A" in form.fields["agency"].help_text
    assert forms.AssignForm(situation=situation(suggestion=likely)).fields["agency"].initial == "a"
    assert forms.AssignForm(situation=situation()).fields["agency"].initial is None


def test_what_is_open_can_be_transferred_and_is_found_again():
    at = situation(charge(5, A), charge(6, B, "awaiting"), charge(7, B, kind="opinion"))
    form = sent(forms.TransferForm, at, assignment="7", agency="so", reason="sai-tham-quyen")
    assert wrong(form) == []
    assert (form.assignment_of().pk, form.chosen_agency()) == (7, BOARD)
    assert offered(form, "assignment") == ["5", "7"]
    assert wrong(sent(forms.TransferForm, at, assignment="6", agency="so", reason="sai-tham-quyen")) == ["assignment"]


@pytest.mark.parametrize(
    ("assignments", "likely"),
    [((charge(5, A),), "so"), ((charge(5, B),), ""), ((charge(5, B), charge(6, A)), "so"), ((), "")],
)
def test_who_stands_above_the_agencies_at_work_is_chosen_to_be_asked(assignments, likely):
    form = forms.EscalateForm(situation=situation(*assignments))
    assert form.fields["agency"].initial == likely
    assert offered(form, "asked") == ["opinion", "follow_up"]


@pytest.mark.parametrize(
    ("fields", "chosen"),
    [
        ({"agencies": ["a"]}, [A]),
        ({"agencies": ["a"], "agency": "so"}, [A, BOARD]),
        ({"agencies": ["a"], "agency": "a"}, [A]),
        ({"agency": "b"}, [B]),
        ({}, []),  # whom nobody chose is for the verb to refuse
    ],
)
def test_who_has_to_go_back_to_it(fields, chosen):
    at = situation(charge(5, A, "answered"), charge(6, B, "answered", kind="opinion"), state="answered")
    form = sent(forms.ReopenForm, at, reason="chua-xong", **fields)
    assert wrong(form) == []
    assert form.chosen() == chosen
    assert form.fields["agencies"].initial == ["a"]
    assert wrong(sent(forms.ReopenForm, at, reason="chua-xong", agencies=["b"])) == ["agencies"], "it gave an opinion"


def test_level_and_category_begin_with_those_it_has():
    at = situation(level="summary")
    assert forms.LevelForm(situation=at).fields["level"].initial == "summary"
    assert wrong(sent(forms.LevelForm, at, level="full")) == ["level_reason"]
    category = sent(forms.CategoryForm, at, category="on")
    assert (wrong(category), category.chosen()) == ([], NOISE)
    assert forms.CategoryForm(situation=at).fields["category"].initial == "den"


@pytest.mark.parametrize(
    ("fields", "wrong_fields"),
    [
        ({}, []),
        ({"legal_basis": "Điều 7"}, []),
        ({"reason": "trung"}, ["reason"]),
        ({"legal_basis": "x" * 601}, ["legal_basis"]),
    ],
)
def test_a_withdrawal_names_its_reason(fields, wrong_fields):
    assert wrong(sent(forms.WithdrawForm, situation(), **{"reason": "an-ninh", **fields})) == wrong_fields


STATES = ("received", "declined", "in_progress", "answered", "merged", "withdrawn")


def words(at):
    return [word for word, verb in VERBS.items() if verb.when(at)]


@pytest.mark.parametrize("state", STATES)
def test_a_withdrawal_that_waits_is_confirmed_or_dropped_and_not_asked_for_again(state):
    before = "in_progress" if state in ("merged", "withdrawn") else ""
    without = words(situation(state=state, state_before=before))
    waits = words(situation(state=state, state_before=before, withdrawal=Withdrawal()))
    assert not {"xac-nhan-rut", "bo-rut"} & {*without}
    assert "bo-rut" in waits
    assert ("xac-nhan-rut" in waits) is (state in ("in_progress", "answered"))
    assert "rut" not in waits
    assert ("rut" in without) is (state in ("in_progress", "answered"))


@pytest.mark.parametrize("state", STATES)
def test_what_is_urgent_can_be_calmed_and_only_what_waits_can_be_urgent(state):
    before = "in_progress" if state in ("merged", "withdrawn") else ""
    assert ("gap" in words(situation(state=state, state_before=before))) is (state in ("received", "in_progress"))
    marked = words(situation(state=state, state_before=before, mark=UrgentMark()))
    assert ("gap" in marked, "thoi-gap" in marked) == (False, True)


@pytest.mark.parametrize(
    ("assignments", "found"),
    [
        ((), {"giao"}),
        ((charge(5, A),), {"them-don-vi", "chuyen"}),
        ((charge(5, A, "awaiting"),), {"them-don-vi"}),
        ((charge(5, A, kind="opinion"),), {"giao", "chuyen"}),
        ((charge(5, A, "transferred"),), {"giao"}),
    ],
)
def test_a_case_is_given_to_somebody_or_to_one_more(assignments, found):
    assert {"giao", "them-don-vi", "chuyen"} & {*words(situation(*assignments))} == found
    assert not {"giao", "them-don-vi", "chuyen"} & {*words(situation(*assignments, state="answered"))}
