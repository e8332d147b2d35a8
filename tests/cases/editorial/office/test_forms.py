"""What officers write, whole enough to be a draft or to be reviewed: each part held to the others."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from cases.actions.causes import Cause
from cases.editorial.office import forms
from cases.editorial.office.asking_forms import AskForm
from cases.editorial.office.forms import FARTHEST_PLAN, SHOWN_OF_STOCK, AnswerForm, ExtensionForm, NoteForm
from cases.editorial.office.sentences import CAUSES
from cases.models import Agency, Answer, ReasonCode, StockSentence
from cases.rules.plain_words import LONGEST, LONGEST_SENTENCE

pytestmark = pytest.mark.pure

TODAY = date(2026, 3, 2)
HELLO, BYE = "Kính gửi người phản ánh.", "Trân trọng cảm ơn."
STOCK = [
    StockSentence(kind="opening", text=HELLO),
    StockSentence(kind="opening", text="Xin chào."),
    StockSentence(kind="closing", text=BYE),
]
DONE = "Đã thay ba bóng đèn."


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(forms.timezone, "localdate", lambda *_: TODAY)


def answer(sent=None, **how):
    return AnswerForm(sent or {}, **how)


def wrong(form):
    return sorted(form.errors)


def sentence(cause):
    return str(CAUSES[cause].sentence)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({}, ("", "", None, "")),
        ({"text": " Đã thay "}, ("Đã thay", "", None, "")),
        ({"text": "a\r\nb"}, ("a\nb", "", None, "")),
        ({"outcome": "done", "text": DONE}, (DONE, "done", None, "")),
        ({"outcome": "done", "planned_on": "2026-03-09", "legal_reason": "Điều 5"}, ("", "done", None, "")),
        ({"outcome": "planned", "planned_on": "2026-03-09"}, ("", "planned", date(2026, 3, 9), "")),
        ({"outcome": "planned", "planned_on": "2026-03-09", "legal_reason": "x"},
         ("", "planned", date(2026, 3, 9), "")),
        ({"outcome": "not_possible", "legal_reason": "Điều 5"}, ("", "not_possible", None, "Điều 5")),
        ({"outcome": "not_possible", "legal_reason": "Điều 5", "planned_on": "2026-03-09"},
         ("", "not_possible", None, "Điều 5")),
        ({"planned_on": "2026-03-09", "legal_reason": "Điều 5"}, ("", "", None, "")),
    ],
)  # fmt: skip
def test_a_draft_may_be_half_and_keeps_what_belongs_to_its_outcome(sent, kept):
    form = answer(sent)
    assert form.is_valid(), form.errors
    data = form.cleaned_data
    assert (data["text"], data["outcome"], data["planned_on"], data["legal_reason"]) == kept


@pytest.mark.parametrize(
    ("sent", "how", "field", "cause"),
    [
        ({"outcome": "planned"}, {}, "planned_on", Cause.NO_DAY),
        ({"outcome": "not_possible"}, {}, "legal_reason", Cause.NO_LAW),
        ({"outcome": "not_possible", "legal_reason": " \u200b "}, {}, "legal_reason", Cause.NO_LAW),
        ({"outcome": "done"}, {"handed_in": True}, "text", Cause.NO_TEXT),
        ({"outcome": "done", "text": "\u200b\n"}, {"handed_in": True}, "text", Cause.NO_TEXT),
        ({"outcome": "done", "text": HELLO}, {"handed_in": True, "stock": STOCK}, "text", Cause.NO_TEXT),
        ({"outcome": "done", "text": f"{HELLO}\n\n{BYE}"}, {"handed_in": True, "stock": STOCK}, "text", Cause.NO_TEXT),
        ({"text": DONE}, {"handed_in": True}, "outcome", Cause.NO_OUTCOME),
        ({"outcome": "planned", "text": DONE}, {"handed_in": True}, "planned_on", Cause.NO_DAY),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_beside_its_field(sent, how, field, cause):
    form = answer(sent, **how)
    assert form.errors == {field: [sentence(cause)]}


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({"outcome": "unknown"}, ["outcome"]),  # of imports alone
        ({"outcome": "xong"}, ["outcome"]),
        ({"outcome": "planned", "planned_on": "09/13/2026"}, ["planned_on"]),
        ({"text": "x" * (LONGEST + 1)}, ["text"]),
        ({"outcome": "not_possible", "legal_reason": "x" * (LONGEST_SENTENCE + 1)}, ["legal_reason"]),
        ({"opening": HELLO}, []),  # there is no such choice where no sentence is kept
    ],
)
def test_what_is_wrong_is_said_once(sent, fields):
    form = answer(sent)
    assert wrong(form) == fields
    assert all(len(told) == 1 for told in form.errors.values())


@pytest.mark.parametrize(
    ("day", "fields"),
    [
        (TODAY + FARTHEST_PLAN, []),
        (TODAY + FARTHEST_PLAN + timedelta(days=1), ["planned_on"]),
        (date(9999, 12, 31), ["planned_on"]),
        (TODAY - timedelta(days=1), []),  # a draft may be old; handing it in is refused by the verb
    ],
)
def test_a_year_that_was_typed_wrong_is_asked_about(day, fields):
    assert wrong(answer({"outcome": "planned", "planned_on": day.isoformat()})) == fields


def test_an_amendment_is_no_plan():
    form = answer({"outcome": "planned", "planned_on": "2026-03-09"}, amends=True)
    assert wrong(form) == ["outcome"]
    assert "planned_on" not in form.fields
    assert "planned" not in dict(form.fields["outcome"].choices)
    assert answer({"outcome": "done", "text": DONE}, amends=True, handed_in=True).is_valid()


def test_an_opinion_has_no_outcome_to_choose_and_is_stored_as_done():
    form = answer({"text": "Thuộc phường", "outcome": "planned", "planned_on": "x"}, opinion=True, handed_in=True)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["outcome"], form.cleaned_data["planned_on"], form.cleaned_data["legal_reason"]) == (
        "done", None, "",
    )  # fmt: skip
    assert not {"outcome", "planned_on", "legal_reason"} & {*form.fields}
    assert wrong(answer({}, opinion=True, handed_in=True)) == ["text"]


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({"text": DONE}, DONE),
        ({"text": DONE, "opening": HELLO}, f"{HELLO}\n\n{DONE}"),
        ({"text": DONE, "closing": BYE}, f"{DONE}\n\n{BYE}"),
        ({"text": f"Xin chào.\n\n{DONE}", "opening": HELLO}, f"{HELLO}\n\n{DONE}"),
        ({"text": f"{HELLO}\n\n{DONE}\n\n{BYE}", "opening": HELLO, "closing": BYE}, f"{HELLO}\n\n{DONE}\n\n{BYE}"),
        ({"text": "", "opening": HELLO, "closing": BYE}, f"{HELLO}\n\n{BYE}"),
    ],
    ids=["bare", "opened", "closed", "opened otherwise", "the same again", "nothing between"],
)
def test_openings_and_closings_take_the_place_of_those_that_stood_there(sent, text):
    form = answer(sent, stock=STOCK)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["text"] == text


def test_stock_sentences_are_offered_shortened_and_an_empty_list_is_not():
    long = StockSentence(kind="closing", text="Cảm ơn " * 30)
    form = answer(stock=[STOCK[0], long])
    (_none, (value, shown)) = form.fields["closing"].choices
    assert (value, len(shown)) == (long.text, SHOWN_OF_STOCK)
    assert "opening" in form.fields
    assert not {"opening", "closing"} & {*answer().fields}
    assert wrong(answer({"text": DONE, "opening": "Của tôi"}, stock=STOCK)) == ["opening"]


def test_a_form_learns_which_draft_stands_now_and_keeps_what_was_typed():
    form = AnswerForm(QueryDict("text=a&seen=1.1&outcome=done"))
    form.reread(Answer(pk=7, edition=3))
    assert (form["seen"].value(), form["text"].value(), form["outcome"].value()) == ("7.3", "a", "done")


DAYS = [date(2026, 3, 12), date(2026, 3, 16)]
REASON = ReasonCode(kind="extend", code="cho-vat-tu", label="Chờ vật tư")
PROMISE = {"promised_on": "2026-03-12", "reason": "cho-vat-tu", "sentence": "Chờ bóng đèn"}


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({}, []),
        ({"promised_on": "2026-03-16"}, []),
        ({"promised_on": "2026-03-13"}, ["promised_on"]),  # between them, and not offered
        ({"promised_on": ""}, ["promised_on"]),
        ({"promised_on": "x"}, ["promised_on"]),
        ({"reason": "mua-bao"}, ["reason"]),
        ({"sentence": "\u200b"}, ["sentence"]),
        ({"sentence": "x" * LONGEST_SENTENCE}, []),
        ({"sentence": "x" * (LONGEST_SENTENCE + 1)}, ["sentence"]),
    ],
)
def test_an_extension_promises_one_of_the_days_with_a_reason_and_a_sentence(changed, fields):
    form = ExtensionForm({**PROMISE, **changed}, days=DAYS, reasons=[REASON])
    assert wrong(form) == fields
    assert fields or form.cleaned_data["promised_on"] in DAYS


def test_the_days_of_a_promise_are_told_with_their_weekdays():
    choices = ExtensionForm(days=DAYS, reasons=[]).fields["promised_on"].choices
    assert [label for _value, label in choices][1:] == ["thứ Năm, 12/03/2026", "thứ Hai, 16/03/2026"]
    assert wrong(ExtensionForm(PROMISE, days=[], reasons=[REASON])) == ["promised_on"]


@pytest.mark.parametrize(
    ("text", "fields"),
    [("Thợ mai", []), ("\u200b ", ["text"]), ("x" * LONGEST_SENTENCE, []), ("x" * (LONGEST_SENTENCE + 1), ["text"])],
    ids=["words", "nothing", "the most", "more"],
)  # fmt: skip
def test_a_note_has_words(text, fields):
    assert wrong(NoteForm({"text": text})) == fields


AGENCY = Agency(pk=5, name="Sở Xây dựng", slug="so")


@pytest.mark.parametrize(
    ("changed", "agencies", "fields", "suggested"),
    [
        ({}, [AGENCY], [], None),
        ({"suggests": "5"}, [AGENCY], [], AGENCY),
        ({"suggests": "6"}, [AGENCY], ["suggests"], None),
        ({"suggests": "5"}, [], [], None),  # nobody can be named: there is no such field
        ({"reason": ""}, [AGENCY], ["reason"], None),
        ({"sentence": " "}, [AGENCY], ["sentence"], None),
    ],
)
def test_what_is_put_to_the_center_may_name_one_of_those_offered(changed, agencies, fields, suggested):
    sent = {"reason": "cho-vat-tu", "sentence": "Đường này của phường bên", **changed}
    form = AskForm(sent, reasons=[REASON], agencies=agencies)
    assert wrong(form) == fields
    assert form.suggested == suggested
