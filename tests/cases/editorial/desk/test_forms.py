"""What reviewers send, held to the decision: codes of the right list, sentences that name nobody, nothing made up."""

import pytest
from django.core import signing

from cases.editorial.desk.forms import DecisionForm, RemarkForm, sealed, unsealed
from cases.editorial.desk.matter_forms import AppealDecisionForm, CodeForm, RulingForm
from cases.models import Agency, ReasonCode, Ruling
from cases.rules.plain_words import LONGEST_SENTENCE
from cases.rules.rulings import RulingCause

pytestmark = pytest.mark.pure

SENTENCE = "Xin nói đã làm gì ở ổ gà này."
LONG = "x" * LONGEST_SENTENCE
CODES = [
    ReasonCode(kind="return", code="chua-ro", label="Chưa rõ"),
    ReasonCode(kind="return", code="khac", label="Khác"),
    ReasonCode(kind="refuse", code="dun-day", label="Đùn đẩy"),
    ReasonCode(kind="refuse", code="khac", label="Khác"),
    ReasonCode(kind="strike", code="do-loi", label="Do lỗi"),
]
WARD, BOARD = Agency(pk=3, name="UBND phường A", slug="a"), Agency(pk=4, name="Sở B", slug="b")


def decision(**sent):
    return DecisionForm({"version": 1, **sent}, reasons=CODES)


def wrong(form):
    """The fields that something is said beside."""
    return sorted(form.errors)


@pytest.mark.parametrize(
    ("sent", "code", "sentence"),
    [
        ({"choice": "approve"}, "", ""),
        ({"choice": "approve", "reason": "return:chua-ro", "sentence": SENTENCE}, "", ""),
        ({"choice": "return", "reason": "return:chua-ro", "sentence": SENTENCE}, "chua-ro", SENTENCE),
        ({"choice": "refuse", "reason": "refuse:dun-day", "sentence": f"  {SENTENCE}\n"}, "dun-day", SENTENCE),
        ({"choice": "return", "reason": "return:khac", "sentence": SENTENCE}, "khac", SENTENCE),
        ({"choice": "return", "reason": "return:khac", "sentence": LONG}, "khac", LONG),
    ],
    ids=["approved", "approved after all", "returned", "refused", "a code of both lists", "as long as may be"],
)  # fmt: skip
def test_a_decision_with_what_belongs_to_it(sent, code, sentence):
    form = decision(**sent)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["code"], form.cleaned_data["sentence"]) == (code, sentence)


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({}, ["choice"]),
        ({"choice": "publish"}, ["choice"]),
        ({"choice": "return"}, ["reason", "sentence"]),
        ({"choice": "return", "reason": "return:chua-ro"}, ["sentence"]),
        ({"choice": "return", "sentence": SENTENCE}, ["reason"]),
        ({"choice": "return", "reason": "refuse:dun-day", "sentence": SENTENCE}, ["reason"]),
        ({"choice": "refuse", "reason": "return:khac", "sentence": SENTENCE}, ["reason"]),
        ({"choice": "return", "reason": "strike:do-loi", "sentence": SENTENCE}, ["reason"]),
        ({"choice": "return", "reason": "chua-ro", "sentence": SENTENCE}, ["reason"]),
        ({"choice": "return", "reason": "return:chua-ro", "sentence": " \u200b "}, ["sentence"]),
        ({"choice": "return", "reason": "return:chua-ro", "sentence": "x" * (LONGEST_SENTENCE + 1)}, ["sentence"]),
        ({"choice": "return", "reason": "return:chua-ro", "sentence": "Gọi 0905 123 456."}, ["sentence"]),
        ({"choice": "approve", "version": 0}, ["version"]),
        ({"choice": "approve", "version": ""}, ["version"]),
        ({"choice": "approve", "version": "1; 2"}, ["version"]),
    ],
)
def test_what_is_missing_or_of_another_decision_is_said_beside_it_once(sent, fields):
    form = decision(**sent)
    assert not form.is_valid()
    assert wrong(form) == fields
    assert all(len(told) == 1 for told in form.errors.values()), form.errors


def test_codes_are_offered_in_two_groups_and_no_others():
    groups = decision().fields["reason"].choices
    assert [(str(name), [code for code, _label in codes]) for name, codes in groups[1:]] == [
        ("Trả lại", ["return:chua-ro", "return:khac"]),
        ("Từ chối", ["refuse:dun-day", "refuse:khac"]),
    ]
    assert groups[0][0] == ""


HINTS = {"vague": 2, "evasive": 1}


@pytest.mark.parametrize(
    ("version", "given", "found"),
    [
        (7, sealed(7, HINTS), HINTS),
        (7, sealed(7, {}), {}),
        (8, sealed(7, HINTS), None),
        (7, sealed(7, HINTS)[:-1], None),
        (7, "x" + sealed(7, HINTS), None),
        (7, "", None),
        (7, '[7, {"vague": 2}]', None),
        (7, signing.dumps([7, HINTS]), None),  # sealed for something else
    ],
    ids=["its own", "none were shown", "of another version", "cut", "changed", "nothing", "made up", "another seal"],
)
def test_hints_come_back_as_they_were_shown_or_not_at_all(version, given, found):
    assert unsealed(version, given) == found


@pytest.mark.parametrize(
    ("sent", "advises"),
    [
        ({"kind": "skip", "text": "Chờ ảnh"}, ""),
        ({"kind": "skip", "text": "Chờ ảnh", "advises": "refuse"}, ""),
        ({"kind": "opinion", "text": "Nên trả", "advises": "return"}, "return"),
    ],
)
def test_only_a_second_opinion_advises(sent, advises):
    form = RemarkForm(sent)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["advises"] == advises


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({"kind": "opinion", "text": "Nên trả"}, ["advises"]),
        ({"kind": "opinion", "text": "Nên trả", "advises": "skip"}, ["advises"]),
        ({"kind": "skip", "text": "\u200b"}, ["text"]),
        ({"kind": "skip", "text": "x" * (LONGEST_SENTENCE + 1)}, ["text"]),
        ({"kind": "nothing", "text": "x"}, ["kind"]),
        ({}, ["kind", "text"]),
    ],
)
def test_a_remark_that_is_none(sent, fields):
    assert wrong(RemarkForm(sent)) == fields


@pytest.mark.parametrize(
    ("sent", "granted", "fields"),
    [
        ({"granted": "1", "words": "Ảnh có thật"}, True, []),
        ({"granted": "0", "words": "Ảnh cũ"}, False, []),
        ({"granted": "2", "words": "x"}, None, ["granted"]),
        ({"words": "x"}, None, ["granted"]),
        ({"granted": "1", "words": ""}, None, ["words"]),
        ({"granted": "1", "words": "Gọi 0905 123 456."}, None, ["words"]),
    ],
)
def test_an_appeal_is_granted_or_not_with_a_sentence(sent, granted, fields):
    form = AppealDecisionForm(sent)
    assert wrong(form) == fields
    assert fields or form.cleaned_data["granted"] is granted


def ruling(cause=RulingCause.NOT_OURS, *, shared=False, **sent):
    reasons = [ReasonCode(kind="rule", code="theo-dia-ban", label="Theo địa bàn")]
    given = {"reason": "theo-dia-ban", "words": "Đoạn này thuộc phường", **sent}
    return RulingForm(given, ruling=Ruling(cause=cause.value), reasons=reasons, agencies=[WARD, BOARD], shared=shared)


@pytest.mark.parametrize(
    ("form", "agency", "fields"),
    [
        (ruling(outcome="stays"), None, []),
        (ruling(outcome="stays", to="3"), None, []),  # named in vain: it stays where it is
        (ruling(outcome="transferred", to="3"), WARD, []),
        (ruling(outcome="transferred"), None, ["to"]),
        (ruling(outcome="transferred", to="9"), None, ["to"]),
        (ruling(RulingCause.ASK_HIGHER, outcome="asked", to="4"), BOARD, []),
        (ruling(outcome="asked", to="4"), None, ["outcome"]),  # nobody asked for an opinion
        (ruling(outcome="released", shared=True), None, []),
        (ruling(outcome="released"), None, ["outcome"]),  # nobody else has it
        (ruling(outcome="stays", reason=""), None, ["reason"]),
        (ruling(outcome="stays", words=" "), None, ["words"]),
        (ruling(outcome="stays", words="Của ông Nguyễn Văn An, 0905 123 456"), None, ["words"]),
    ],
)
def test_a_ruling_names_an_agency_where_one_is_to_do_something(form, agency, fields):
    assert wrong(form) == fields
    assert form.cleaned_data["agency"] == agency


@pytest.mark.parametrize(("sent", "fields"), [("do-loi", []), ("", ["reason"]), ("chua-ro", ["reason"])])
def test_a_code_alone(sent, fields):
    assert wrong(CodeForm({"reason": sent}, reasons=CODES[-1:])) == fields
