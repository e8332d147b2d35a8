"""Sentences of what happened in both languages, photos in their places, the Center's own pace: without a database."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from cases.models import Photo
from cases.public.asking_again import RequestForm
from cases.public.figure_places import FigureReportForm
from cases.public.pace import Reviewed, pace_of
from cases.public.photos import with_photos
from cases.public.pictures.card import Card, Figure, Marked, count
from cases.public.pictures.of_case import case_card
from cases.public.sentences import event_sentence, term_sentence
from cases.rules.rulings import RulingOutcome
from tests.cases.public.stories import LIGHTS, WARD
from tests.portal.case_samples import KIM_LONG, NOBODY, NOW, answer, case

DAY = timedelta(days=1)
A_TERM = SimpleNamespace(kind="working_days", n=1, office=("08:30", "17:00"))


def said(kind, agency=WARD, to=LIGHTS, **more):
    return event_sentence(kind, agency=agency, to_agency=to, **more)


# --- what happened ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "sentence", "english"),
    [
        (
            RulingOutcome.STAYS,
            "Phân xử: vẫn là việc của UBND phường Kim Long",
            "Ruling: it stays with UBND phường Kim Long",
        ),
        (RulingOutcome.TRANSFERRED, "Phân xử: UBND phường Kim Long giao lại cho Trung tâm Chiếu sáng", None),
        (RulingOutcome.RELEASED, "Phân xử: UBND phường Kim Long thôi giữ, các đơn vị còn lại làm tiếp", None),
        (RulingOutcome.ASKED, "Chuyển câu hỏi của UBND phường Kim Long lên Trung tâm Chiếu sáng", None),
        (RulingOutcome.DECLINED, "Không hỏi cấp trên: UBND phường Kim Long tự trả lời", None),
    ],
)
def test_a_ruling_says_whose_it_is(outcome, sentence, english):
    assert said("assignment.rule", ruled=outcome.value) == sentence
    with override("en"):
        told = said("assignment.rule", ruled=outcome.value)
    assert told != sentence
    assert WARD.name in told
    assert (LIGHTS.name in told) is (LIGHTS.name in sentence)
    assert english in (None, told)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (None, "Sửa thông tin"),
        ("", "Sửa thông tin"),
        ("photo", "Sửa một ảnh"),
        ("photo.cover", "Trung tâm che một phần ảnh"),
        ("photo.show", "Cho hiện một ảnh"),
        ("photo.hide", "Ẩn một ảnh"),
        ("category", "Đổi lĩnh vực"),
        ("level", "Đổi mức công khai"),
        ("words", "Sửa chữ trên trang này"),
    ],
)
def test_a_correction_says_of_what(what, sentence):
    assert said("case.update", what=what) == sentence


@pytest.mark.parametrize(
    ("kind", "agency", "to", "sentence"),
    [
        ("case.transfer", None, None, "Chuyển từ đơn vị chưa rõ sang đơn vị chưa rõ"),
        ("case.transfer", WARD, None, "Chuyển từ UBND phường Kim Long sang đơn vị chưa rõ"),
        ("assignment.rule", None, LIGHTS, "Phân xử về đơn vị chưa rõ"),  # told before outcomes were kept
        ("case.assign", LIGHTS, None, "Giao Trung tâm Chiếu sáng"),
        ("case.extend", None, None, "Đơn vị chưa rõ gia hạn"),
        ("case.merge", None, None, "Gộp vào phản ánh khác"),
    ],
)
def test_nobody_is_named_in_words(kind, agency, to, sentence):
    assert said(kind, agency, to) == sentence


def test_the_same_event_is_told_to_each_reader_in_their_language():
    first = said("case.merge")
    with override("en"):
        assert said("case.merge") == "Merged into another report"
        assert said("case.rate", rating="acceptable") == "Rated by the reporter: acceptable"
    assert said("case.merge") == first
    assert said("case.rate", rating="acceptable") == "Người dân đánh giá: chấp nhận được"


@pytest.mark.parametrize(("outcome", "rating"), [("lost", None), (None, "awful")])
def test_codes_nobody_knows_are_refused(outcome, rating):
    with pytest.raises((KeyError, ValueError)):
        said("assignment.rule" if outcome else "case.rate", ruled=outcome, rating=rating)


def test_a_term_of_office_hours_says_so_whichever_round_it_is():
    one = "1 ngày làm việc, tính theo giờ hành chính 08:30–17:00"
    assert term_sentence(A_TERM) == term_sentence(A_TERM, round_number=2) == one


# --- photos ----------------------------------------------------------------------------------------------------------


def photo(name, kind="before", of=None, **facts):
    given = {"public": True, "shown": f"photos/{name}.jpg", "width": 960, "height": 720, **facts}
    return Photo(kind=kind, answer_id=of, **given)


def names(photos):
    return [each.url.rpartition("/")[2].removesuffix(".jpg") for each in photos]


def shown(told, *photos):
    """What stands where: the reporter's, then of each answer those after and before the work."""
    found = with_photos(told, SimpleNamespace(), photos)
    return [names(found.photos), *((names(a.photos), names(a.photos_before)) for a in found.answers)]


ANSWERS = (answer(id=1), answer(id=2), answer(id=3, kind="opinion"))


@pytest.mark.parametrize(
    ("photos", "places"),
    [
        ([], [[], ([], []), ([], []), ([], [])]),
        ([photo("a"), photo("b")], [["a", "b"], ([], []), ([], []), ([], [])]),
        ([photo("a", "after", 1)], [[], (["a"], []), ([], []), ([], [])]),
        ([photo("a", "before", 1), photo("b", "after", 1)], [[], (["b"], ["a"]), ([], []), ([], [])]),
        ([photo("a", "after")], [[], ([], []), (["a"], []), ([], [])]),  # of the newest that handled it
        ([photo("a", "after"), photo("b", "after", 2)], [[], ([], []), (["a", "b"], []), ([], [])]),
        ([photo("a", "after", 9)], [[], ([], []), ([], []), ([], [])]),  # of an answer that is not public
        ([photo("a", public=False), photo("b", shown="")], [[], ([], []), ([], []), ([], [])]),
        ([photo("a", "after", 3)], [[], ([], []), ([], []), (["a"], [])]),
    ],
    ids=[
        "none",
        "reporter",
        "after",
        "both",
        "unclaimed",
        "unclaimed and own",
        "hidden answer",
        "not public",
        "opinion",
    ],
)
def test_each_photo_stands_where_it_belongs(photos, places):
    assert shown(case(answers=ANSWERS), *photos) == places


def test_without_an_answer_that_handled_it_nobodys_photo_is_not_shown():
    assert shown(case(answers=ANSWERS[2:]), photo("a", "after")) == [[], ([], [])]
    assert shown(case(), photo("a", "after"), photo("b")) == [["b"]]


def test_a_summary_shows_no_photo_and_a_case_known_to_have_none_is_not_asked_for_any():
    summary = case(summary_only=True)
    assert with_photos(summary, SimpleNamespace(), [photo("a")]) is summary
    told = case()
    assert with_photos(told, SimpleNamespace(has_photos=False)) is told


@pytest.mark.parametrize(
    ("facts", "size", "covered", "by_agency"),
    [
        ({}, (960, 720), False, False),
        ({"width": 0, "height": 0}, (0, 0), False, False),  # a size nobody knows is not made up
        ({"covers": [[1, 2, 3, 4]]}, (960, 720), True, False),
    ],
)
def test_a_photo_says_what_it_is(facts, size, covered, by_agency):
    taken = photo("a", caption="Tối", taken_on=date(2026, 3, 1), **facts)
    (found,) = with_photos(case(), SimpleNamespace(), [taken]).photos
    assert (found.width, found.height) == size
    assert (found.caption, found.taken_on, found.covered) == ("Tối", date(2026, 3, 1), covered)
    assert found.by_agency is by_agency


@pytest.mark.parametrize(("kind", "of", "where"), [("after", None, "photos"), ("before", 2, "photos_before")])
def test_what_the_agency_took_is_called_that(kind, of, where):
    newest = with_photos(case(answers=ANSWERS), SimpleNamespace(), [photo("a", kind, of)]).answers[1]
    assert [each.by_agency for each in getattr(newest, where)] == [True]


# --- the Center's pace -----------------------------------------------------------------------------------------------


def reviewed(submitted, decided=None):
    """Days before now at which a version was handed in and decided on; None where nobody knows."""
    at = [None if days is None else NOW - days * DAY for days in (submitted, decided)]
    return Reviewed(*at, "Sở", "so")


@pytest.mark.parametrize(
    ("rows", "waiting", "oldest", "decided", "median"),
    [
        ([], 0, None, 0, None),
        ([reviewed(3)], 1, 3, 0, None),
        ([reviewed(3), reviewed(9), reviewed(None)], 3, 9, 0, None),
        ([reviewed(5, 4)], 0, None, 1, 1.0),
        ([reviewed(5, 4), reviewed(9, 5)], 0, None, 2, 2.5),
        ([reviewed(5, 4), reviewed(9, 5), reviewed(20, 0), reviewed(2)], 1, 2, 3, 4.0),
        ([reviewed(None, 4)], 0, None, 0, None),  # nobody knows how long it took
    ],
)
def test_how_fast_the_center_decides(rows, waiting, oldest, decided, median):
    found = pace_of(iter(rows))
    assert (found.waiting, found.decided, found.median_days) == (waiting, decided, median)
    assert found.oldest_at == (None if oldest is None else NOW - oldest * DAY)


# --- forms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "data", "wrong"),
    [
        (RequestForm, {"complaint": "not_done", "text": "Vẫn tối"}, set()),
        (RequestForm, {"complaint": "not_done", "text": "  \n"}, {"text"}),
        (RequestForm, {"complaint": "other?", "text": "Vẫn tối"}, {"complaint"}),
        (RequestForm, {}, {"complaint", "text"}),
        (RequestForm, {"complaint": "not_done", "text": "ễ" * 100_000}, {"text"}),
        (FigureReportForm, {"figure": "84,6 %", "expected": "90 %"}, set()),
        (FigureReportForm, {"figure": "84,6 %", "expected": "90 %", "email": "không"}, {"email"}),
        (FigureReportForm, {"figure": "84,6 %", "expected": "90 %", "email": "a@b.vn", "source": "x"}, set()),
        (FigureReportForm, {"figure": "x" * 10_000, "expected": " "}, {"figure", "expected"}),
    ],
)
def test_what_a_form_takes(form, data, wrong):
    assert set(form(data).errors) == wrong


@pytest.mark.parametrize(("form", "filled"), [(RequestForm, ""), (RequestForm, "x"), (FigureReportForm, "http://a")])
def test_a_field_that_nobody_sees_is_filled_by_machines(form, filled):
    assert form({"trang": filled}).by_machine is bool(filled)
    assert form().by_machine is False


# --- pictures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (Card(title="Đèn hỏng"), "Đèn hỏng."),
        (Card(title="Đèn\n  hỏng?", kicker="Số 7", sentence="Xong!"), "Số 7. Đèn hỏng? Xong!"),
        (
            Card(
                title="A.",
                notice="BẢN MẪU",
                verdict=Marked(mark="late", words="Trễ"),
                state=Marked(mark="x", words="Mở"),
            ),
            "BẢN MẪU. A. Trễ. Mở.",
        ),
        (
            Card(title="A", figures=(Figure(number="7", label="Mở"), Figure(number="5", label="Trễ", note="n = 9"))),
            None,
        ),
    ],
)
def test_a_card_in_words(card, words):
    assert card.words == (words or "A. Mở: 7. Trễ: 5 (n = 9).")


@pytest.mark.parametrize(("n", "hot", "red"), [(0, True, False), (1, True, True), (1, False, False)])
def test_a_count_is_red_where_there_is_something_late(n, hot, red):
    assert count(n, "Trễ", hot=hot).hot is red


@pytest.mark.parametrize(
    ("facts", "neutral"),
    [
        ({}, False),
        ({"summary_only": True}, True),
        ({"text": "Nhà [đã che: số nhà]"}, True),
        ({"place": "[đã che]"}, True),
        ({"answers": (answer(text="[đã che]"),)}, False),  # no word of an answer is in it
    ],
)
def test_a_picture_tells_only_what_nothing_is_covered_in(facts, neutral):
    assert (case().title not in case_card(case(**facts)).words) is neutral


def test_nobody_is_no_name_on_a_picture():
    assert case_card(case(agencies=(NOBODY, KIM_LONG))).sentence == KIM_LONG.name
    assert case_card(replace(case(), agencies=(NOBODY,))).sentence == ""
