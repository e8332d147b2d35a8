"""From a report to a case: receive, accept, decline, reconsider."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.actions import receive
from cases.actions.actor import CENTER, CITIZEN
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused
from cases.models import Case, CasePage, CategoryTerm, Report, Story, Ward
from cases.rules.states import MoveRefused
from tests.cases.actions.stored import changed, stored
from tests.cases.actions.told import delivered, dues, events, kinds, last
from tests.factories import DUE, START, Walk, a_category, walk_to

pytestmark = pytest.mark.django_db

REPORT = {"title": "Đèn hỏng", "text": "Năm bóng đèn hỏng", "place": "145 Kim Long"}


def received(**fields):
    return receive.receive(category=a_category(), by=CITIZEN, at=START, **{**REPORT, **fields})


# --- receive ---------------------------------------------------------------------------------------------------------


def test_a_report_is_taken_in():
    ward = Ward.objects.first()
    case = received(ward=ward, lat=16.45, lon=107.56)
    assert (case.state, case.source, case.sent_at, case.accepted_at) == ("received", "portal", START, None)
    assert (case.ward, case.lat, case.lon) == (ward, 16.45, 107.56)
    assert case.reference == str(case.number)
    report = Report.objects.get(case=case)
    assert (report.title, report.text, report.place) == ("Đèn hỏng", "Năm bóng đèn hỏng", "145 Kim Long")


def test_a_report_is_one_event_and_one_delivery():
    case = received()
    assert events(case) == [("case.receive", {"category": "chieu-sang"})]
    assert (last(case).role, last(case).happened_at) == ("citizen", START)
    assert delivered(case) == [1]
    assert case.version == 1


def test_nothing_of_a_report_is_public():
    case = received()
    assert not CasePage.objects.filter(case=case).exists()
    assert not Case.objects.public().filter(pk=case.pk).exists()
    assert "Năm bóng đèn" not in str(Story.objects.get(case=case).data)


def test_reports_are_numbered_one_after_the_other():
    first, second = received(), received()
    assert second.number == first.number + 1


def test_a_number_is_not_given_again_below_the_highest():
    Case.objects.filter(pk=received().pk).update(number=183_000)
    assert received().number == 183_001


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_a_report_without_title_is_refused(title):
    before = stored()
    with pytest.raises(ActionRefused, match="title"):
        received(title=title)
    assert not changed(before, stored())


@pytest.mark.parametrize("words", [{"title": "đ" * 256}, {"place": "đ" * 256}])
def test_words_longer_than_a_page_holds_are_refused(words):
    with pytest.raises(ActionRefused, match="at most 255 characters; this one has 256"):
        Walk(**words)
    assert Case.objects.count() == 0
    walk = Walk(**{name: word[:255] for name, word in words.items()})
    with pytest.raises(ActionRefused, match="at most 255"):
        walk.accept(**words)
    assert not CasePage.objects.exists()


def test_the_page_is_live_where_anyone_may_read_it_and_nowhere_else():
    assert Walk().accept().case.page.live
    page = Walk().accept(level="figures", level_reason="personal").case.page
    assert (page.live, page.first_published_at) == (False, None)


def test_a_title_loses_its_outer_spaces():
    assert received(title="  Đèn hỏng ").report.title == "Đèn hỏng"


def test_a_case_has_the_publication_level_of_its_category():
    category = a_category("trat-tu-do-thi")
    category.publication_level = "summary"
    category.save()
    assert Walk(category=category).case.level == "summary"


# --- accept ----------------------------------------------------------------------------------------------------------


def test_acceptance_starts_the_citizens_clock_exactly_then():
    at = START + timedelta(hours=3, microseconds=7)
    case = Walk().until(at).accept().case
    assert (case.state, case.accepted_at, case.round) == ("in_progress", at, 1)
    assert case.rounds.get().started_at == at
    assert dues(case) == [(DUE, at, "term")]


def test_acceptance_publishes_the_report_under_its_month():
    case = Walk(**REPORT).accept().case
    page = case.page
    assert (page.title, page.text, page.place) == ("Đèn hỏng", "Năm bóng đèn hỏng", "145 Kim Long")
    assert page.live
    assert page.url_path.endswith(f"/phan-anh/2026/03/den-hong-a{case.number}/")
    assert case in Case.objects.public()


def test_the_month_is_that_of_the_city():
    at = datetime(2026, 2, 28, 18, tzinfo=UTC)  # 1 March, 01:00 in Huế
    case = Walk(at=at).accept().case
    assert "/2026/03/" in case.page.url_path


def test_acceptance_is_recorded_with_its_level_and_round():
    case = Walk().accept().case
    assert events(case)[-1] == ("case.accept", {"level": "full", "round": 1})
    assert last(case).role == "center"
    assert delivered(case) == [1, 2]


def test_a_due_date_of_the_source_takes_the_place_of_the_term():
    due = START + timedelta(days=3)
    case = Walk().accept(due=due).case
    assert dues(case) == [(due, START, "source")]


def test_a_category_without_term_gives_no_due_date():
    CategoryTerm.objects.filter(category=a_category("khac")).delete()
    case = Walk(category="khac").accept().case
    assert dues(case) == []


def test_another_level_needs_a_reason():
    walk = Walk()
    before = stored()
    with pytest.raises(ActionRefused, match="reason"):
        walk.accept(level="summary", level_reason=" ")
    assert not changed(before, stored())
    case = walk.accept(level="summary", level_reason="Tố cáo một hộ dân").case
    assert (case.level, case.level_reason) == ("summary", "Tố cáo một hộ dân")
    assert events(case)[-1][1] == {"level": "summary", "round": 1}


def test_the_same_level_needs_none():
    assert Walk().accept(level="full").case.level_reason == ""


def test_an_unknown_level_is_refused():
    with pytest.raises(ActionRefused, match="secret"):
        Walk().accept(level="secret", level_reason="Vì sao không")


def test_figures_only_means_no_public_page():
    case = Walk().accept(level="figures", level_reason="Tố giác").case
    assert not case.page.live
    assert case not in Case.objects.public()


def test_below_full_text_the_reporters_words_stay_away():
    case = Walk(**REPORT).accept(level="summary", level_reason="Tố cáo").case
    page = case.page
    assert (page.title, page.text, page.place) == ("Chiếu sáng công cộng", "", "")
    assert "den-hong" not in page.slug


def test_what_the_center_writes_is_what_the_public_reads():
    words = {"title": "Đèn đường hỏng", "text": "Đèn hỏng gần chợ.", "place": "Đường Kim Long"}
    for level in ({}, {"level": "summary", "level_reason": "Tố cáo"}):
        case = Walk(**REPORT).accept(**words, **level).case
        assert {name: getattr(case.page, name) for name in words} == words
        assert Report.objects.get(case=case).text == REPORT["text"]


def test_an_empty_place_is_meant_and_an_empty_text_is_refused():
    walk = Walk(**REPORT)
    for text in ("", " \u200b"):
        with pytest.raises(ActionRefused) as refused:
            walk.accept(text=text)
        assert refused.value.cause is CenterCause.NO_TEXT
    assert not CasePage.objects.filter(case=walk.case).exists()
    assert walk.accept(text="Đèn tắt", place="").case.page.place == ""


@pytest.mark.parametrize(("level", "told"), [("figures", "Tối quá"), ("full", "")])
def test_what_has_no_page_or_came_as_one_sentence_needs_none(level, told):
    walk = Walk(**{**REPORT, "text": told})
    walk.accept(text="", level=level, level_reason="vậy")
    assert walk.case.accepted_at is not None


def test_acceptance_cannot_have_come_before_the_report():
    with pytest.raises(ActionRefused, match="before"):
        Walk().until(START - timedelta(seconds=1)).accept()
    assert Walk().until(START).accept().case.accepted_at == START


# --- decline, reconsider ---------------------------------------------------------------------------------------------


def test_a_declined_report_has_a_reason_and_no_page():
    case = walk_to("declined").case
    assert case.state == "declined"
    assert events(case)[-1] == ("case.decline", {"reason": "ngoai-pham-vi"})
    assert not CasePage.objects.filter(case=case).exists()


def test_a_declined_report_is_taken_up_again_and_accepted():
    walk = walk_to("declined").later(days=1).reconsider()
    assert walk.case.state == "received"
    assert walk.accept().case.accepted_at == walk.at
    assert kinds(walk.case) == ["case.receive", "case.decline", "case.reconsider", "case.accept"]


@pytest.mark.parametrize("reason", ["", "khong-co", "dun-day"])  # none, unknown, one of a refusal
def test_declining_quotes_a_code_of_its_own(reason):
    with pytest.raises(ActionRefused, match="decline"):
        Walk().decline(reason)


def test_an_accepted_case_is_not_declined_any_more():
    with pytest.raises(MoveRefused, match="only withdrawn"):
        walk_to("accepted").decline()


def test_verbs_return_the_case_as_it_is_now():
    case = received()
    declined = receive.decline(case=case, reason="trung-lap", by=CENTER, at=START)
    assert (declined.state, case.state) == ("declined", "declined")
    assert receive.reconsider(case=case, by=CENTER, at=START).state == "received"
    assert receive.accept(case=case, by=CENTER, at=START).state == case.state == "in_progress"
