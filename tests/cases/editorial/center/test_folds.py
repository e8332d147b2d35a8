"""The folds of a case's screen: which one stands open, with which form, and what is kept of one that is lost."""

from types import SimpleNamespace as Plain

import pytest
from django.test import RequestFactory
from django.utils import translation

from cases.editorial.center import assigning, forms
from cases.editorial.center.doing import _as_sent, _offers
from cases.editorial.center.fields import by_slug
from cases.editorial.center.verbs import VERBS
from cases.editorial.typed import typed_in
from cases.models import Agency
from tests.cases.editorial.center.test_verb_forms import A, B, charge, sent, situation

pytestmark = pytest.mark.pure


def verbs(*words):
    """These verbs, in the order in which they are offered."""
    return {word: VERBS[word] for word in words}


@pytest.mark.parametrize(
    ("words", "word", "opened"),
    [
        pytest.param(["tiep-nhan", "khong-tiep-nhan"], "", "tiep-nhan", id="what one has come for"),
        pytest.param(["giao", "rut"], "", "giao", id="a charge to be given"),
        pytest.param(["bo-rut", "giao", "xac-nhan-rut"], "", "xac-nhan-rut", id="what waits for a second is first"),
        pytest.param(["gap", "rut"], "", None, id="nothing that one came for"),
        pytest.param(["giao", "rut"], "rut", "rut", id="what was sent"),
        pytest.param(["giao", "gap"], "rut", None, id="what was sent and is offered no more"),
        pytest.param([], "", None, id="nothing at all"),
    ],
)
def test_one_fold_stands_open_at_most(words, word, opened):
    found = _offers(situation(), verbs(*words), None, word)
    assert [offer.word for offer in found] == words
    assert [offer.word for offer in found if offer.is_open] == ([opened] if opened else [])


def test_the_form_that_was_sent_stands_in_its_own_fold_and_the_others_begin_anew():
    at = situation(version=4)
    typed = sent(forms.AssignForm, at, agency="a", seen="3")
    giao, rut = _offers(at, verbs("giao", "rut"), typed, "giao")
    assert giao.form is typed
    assert rut.form.initial == {"seen": 4}
    assert not rut.form.is_bound
    assert rut.form["reason"].id_for_label == "rut_reason", "two forms of a page have no field in common"


def test_sent_again_a_form_is_about_the_case_as_it_is_now():
    request = RequestFactory().post("/x/", {"seen": "3", "agencies": ["a", "b"]})
    data = _as_sent(request, 5)
    assert (data["seen"], data.getlist("agencies")) == ("5", ["a", "b"])
    assert request.POST["seen"] == "3", "what was sent stays what it was"


GONE = Agency(pk=9, slug="cu", name="Đội cũ")


@pytest.mark.parametrize(
    ("form", "fields", "kept"),
    [
        pytest.param(forms.PlainForm, {}, [], id="nothing but which version was read"),
        pytest.param(
            forms.LevelForm,
            {"level": "figures", "level_reason": "An ninh"},
            [("Mức công khai", "Chỉ tính vào số liệu"), ("Vì sao", "An ninh")],
            id="a choice by its words, and words",
        ),
        pytest.param(
            forms.LevelForm, {"level": "figures"}, [("Mức công khai", "Chỉ tính vào số liệu")], id="nothing was typed"
        ),
        pytest.param(
            forms.ReopenForm,
            {"agencies": ["b", "a"], "reason": "chua-xong"},
            [("Lý do, ai cũng đọc được", "Chưa xong"), ("Đơn vị đã trả lời", "UBND phường B, UBND phường A")],
            id="several choices, as they were sent",
        ),
        pytest.param(
            forms.ReopenForm,
            {"agencies": ["so"], "reason": "chua-xong"},
            [("Lý do, ai cũng đọc được", "Chưa xong"), ("Đơn vị đã trả lời", "Sở Xây dựng")],
            id="an agency that is no choice any more still has its name",
        ),
        pytest.param(
            forms.ReopenForm, {"agencies": ["cu"], "reason": ""}, [], id="one that is gone has none, as has no choice"
        ),
    ],
)
def test_what_was_typed_is_kept_in_the_readers_words(form, fields, kept):
    at = situation(charge(5, A, "answered"), charge(6, B, "answered"), state="answered")
    assert typed_in(sent(form, at, **fields), dict(by_slug(at.agencies))) == kept


# --- many at once ----------------------------------------------------------------------------------------------------


def request_of(**fields):
    """A request as the list sends it, which collects what is said afterwards."""
    request = RequestFactory().post("/x/", fields)
    said = []
    request._messages = Plain(add=lambda level, text, _tags: said.append((level, text)))
    return request, said


@pytest.mark.parametrize(
    ("ticked", "numbers"),
    [
        pytest.param([], [], id="none"),
        pytest.param(["7", "3"], [7, 3], id="in the order of the page"),
        pytest.param(["7", "3", "7", "007"], [7, 3], id="each once"),
        pytest.param(["x", "", "-7", "7.0", "٧", "²", " 7"], [], id="what is no number"),
        pytest.param(["9" * 18, "1" + "0" * 18], [10**18 - 1], id="the largest, and one more"),
        pytest.param([str(n) for n in range(60)], list(range(50)), id="a page of them"),
        pytest.param(["x"] * 60 + ["7"], [7], id="what is no number takes no room"),
        pytest.param(["0"], [0], id="nobody's number is left to be found out"),
    ],
)
def test_which_ones_were_ticked(ticked, numbers):
    assert assigning._ticked(request_of(so=ticked)[0]) == numbers


@pytest.mark.parametrize(
    ("given", "version"),
    [("0", 0), ("12", 12), ("2147483647", 2**31 - 1), ("2147483648", -1), ("", -1), ("x", -1), ("-1", -1)],
)
def test_a_version_that_cannot_be_is_that_of_no_case(given, version):
    assert assigning._version(request_of(**{"ban-7": given})[0], 7) == version
    assert assigning._version(request_of(**{"ban-8": given})[0], 7) == -1, "another's says nothing"


@pytest.mark.parametrize(
    ("query", "leads"),
    [
        ("?q=den&trang=2", True),
        ("?", True),
        ("", False),
        ("https://example.com/?q=1", False),
        ("//example.com", False),
        ("q=den", False),
    ],
)
def test_one_is_led_back_by_a_query_and_nowhere_else(query, leads):
    assert assigning._is_query(request_of(**{"cau-hoi": query})[0]) is leads


FIVE = [f"{n}: không." for n in range(5)]


@pytest.mark.parametrize(
    ("given", "refused", "said"),
    [
        pytest.param({}, [], [], id="nothing"),
        pytest.param({"A": 2, "B": 1}, [], ["Đã giao 2 phản ánh cho A.", "Đã giao 1 phản ánh cho B."], id="to whom"),
        pytest.param(
            {},
            FIVE,
            ["5 phản ánh chưa giao được. 0: không. 1: không. 2: không. 3: không. 4: không."],
            id="five by name",
        ),
        pytest.param(
            {"A": 1},
            [*FIVE, "5: không."],
            [
                "Đã giao 1 phản ánh cho A.",
                "6 phản ánh chưa giao được. 0: không. 1: không. 2: không. 3: không. 4: không. …",
            ],
            id="of more the rest is counted",
        ),
    ],
)
def test_what_became_of_them_is_said_by_agency_and_then_what_was_refused(given, refused, said):
    request, told = request_of()
    assigning._tell(request, given, refused)
    assert [text for _level, text in told] == said
    assert [level for level, _text in told] == [25] * len(given) + [40] * bool(refused)


def test_in_english_one_is_one_and_two_are_two():
    request, told = request_of()
    with translation.override("en"):
        assigning._tell(request, {"A": 1, "B": 2}, ["7: no."])
    one, two, refused = (text for _level, text in told)
    assert ("1 " in one, "2 " in two, "reports" in one, "reports" in two) == (True, True, False, True)
    assert refused.startswith("1 ")
    assert not {*"ảđơặố"} & {*one + two + refused}
