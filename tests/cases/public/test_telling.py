"""PublicCase: what it tells of a case at an instant, and what it never tells."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from django.utils.translation import override

from cases.actions import classify, clocks, dossier, receive
from cases.actions.actor import CENTER
from cases.actions.story import story_of
from cases.models import Agency, Case, CasePage, Category, ReasonCode, Story, Ward
from cases.public.loading import public_cases
from tests.cases.public.pages import CANARY, DAY, DUE, START, told
from tests.factories import BOARD, LIGHTING, STATES, a_category, an_agency, walk_to
from tests.incoming import closed_unknown, imported

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = DUE + 60 * DAY


def kinds(case):
    return [event.kind for event in case.events]


# --- identity and texts ----------------------------------------------------------------------------------------------


def test_who_what_where_and_since_when():
    walk = walk_to("assigned", ward="kim-long", lat=16.4637, lon=107.5909)
    case = told(walk.case, START + DAY)
    assert (case.number, case.reference, case.source) == (walk.case.number, str(walk.case.number), "portal")
    assert (case.title, case.text, case.place) == ("Đèn đường hỏng", "Năm bóng đèn hỏng", "Đường Kim Long")
    assert (case.category.slug, case.ward.slug) == ("chieu-sang", "kim-long")
    assert (case.sent_at, case.accepted_at, case.started_at) == (START, START + HOUR, START + HOUR)
    assert (case.lat, case.lon) == (16.4637, 107.5909)
    assert (case.summary_only, case.search_hidden) == (False, False)
    assert case.path == f"2026/03/den-duong-hong-a{walk.case.number}/"
    assert case.version == walk.case.version


def test_names_are_english_to_english_readers_where_there_is_an_english_name():
    Ward.objects.filter(slug="vy-da").update(name_en="")
    here, there = walk_to("assigned", ward="kim-long").case, walk_to("assigned", ward="vy-da").case
    with override("en"):
        assert told(here, LATER).category.name == "Street lighting"
        assert told(here, LATER).ward.name == Ward.objects.get(slug="kim-long").name_en != ""
        assert told(there, LATER).ward.name == "Phường Vỹ Dạ"
    assert told(here, LATER).category.name == "Chiếu sáng công cộng"


def test_texts_are_those_of_the_page():
    case = walk_to("assigned").case
    CasePage.objects.filter(case=case).update(title="Đèn hỏng", text="Đã che tên", place="Kiệt 12", editors_note="Xem")
    changed = told(case, LATER)
    assert (changed.title, changed.text, changed.place, changed.editors_note) == (
        "Đèn hỏng",
        "Đã che tên",
        "Kiệt 12",
        "Xem",
    )


def test_the_point_is_where_an_editor_moved_it():
    case = walk_to("assigned", lat=16.4637, lon=107.5909).case
    CasePage.objects.filter(case=case).update(location="SRID=4326;POINT(107.6 16.5)")
    assert (told(case, LATER).lat, told(case, LATER).lon) == (16.5, 107.6)


def test_a_summary_keeps_house_number_and_exact_point_to_itself():
    walk = walk_to("received", place=f"Số 12 {CANARY}", lat=16.46371, lon=107.59094)
    walk.accept(level="summary", level_reason=CANARY, title="Một hộ bị phản ánh", text="Trung tâm tóm tắt")
    CasePage.objects.filter(case=walk.case).update(
        place=f"Số 12 {CANARY}", location="SRID=4326;POINT(107.59094 16.46371)"
    )
    case = told(walk.case, LATER)
    assert (case.place, case.lat, case.lon) == ("", 16.46, 107.59)
    assert (case.summary_only, case.search_hidden) == (True, True)
    assert CANARY not in repr(asdict(case))


@pytest.mark.parametrize("state", sorted(STATES))
def test_nothing_that_was_not_published_is_in_it(state):
    """A canary in every text that is not public: reasons of levels, drafts, returned, refused and recalled answers."""
    walk = walk_to(state)
    Case.objects.filter(pk=walk.case.pk).update(level_reason=CANARY, channel=CANARY, extra={"x": CANARY})
    for assignment in walk.case.assignments.all():
        for answer in assignment.answers.exclude(state="approved"):
            answer.__class__.objects.filter(pk=answer.pk).update(text=CANARY, legal_reason=CANARY)
            answer.submissions.update(text=CANARY, legal_reason=CANARY)
    walk.case.refresh_from_db()
    rewrite(walk.case)
    if walk.case.state not in ("in_progress", "answered"):
        assert not list(_public(walk.case))
        return
    assert CANARY not in repr(asdict(told(walk.case, LATER)))


def _public(case):
    return public_cases([case.pk], at=LATER)


def rewrite(case):
    """Write the story anew from what the tables hold now."""
    facts = dossier.load(case)
    Story.objects.filter(case=case).update(data=story_of(facts, list(clocks.clock_rows(facts))))


# --- whose it is -----------------------------------------------------------------------------------------------------


def test_who_handles_it_now_and_who_held_it_how_long():
    walk = walk_to("transferred", at=START).later(days=2).submit().later(days=1).approve()
    case = told(walk.case, LATER)
    first, second = case.assignments
    assert [agency.name for agency in case.agencies] == [LIGHTING]
    assert (first.agency.name, first.state, first.days_held) == ("UBND phường Kim Long", "transferred", 1)
    assert (second.agency.name, second.state, second.days_held) == (LIGHTING, "answered", 2)
    assert (first.until, second.since) == (START + 2 * HOUR + DAY, START + 2 * HOUR + DAY)
    assert second.until == START + 2 * HOUR + 3 * DAY  # when it submitted, not when the Center read it


def test_who_still_holds_it_has_held_it_until_now():
    (only,) = told(walk_to("assigned").case, START + 5 * DAY).assignments
    assert (only.until, only.days_held, only.state) == (None, 5, "open")


def test_agencies_side_by_side_are_all_named_and_an_opinion_is_no_handling():
    walk = walk_to("assigned").assign(an_agency(LIGHTING, kind="center")).escalate()
    case = told(walk.case, LATER)
    assert [agency.name for agency in case.agencies] == ["UBND phường Kim Long", LIGHTING]
    assert [(a.agency.name, a.kind) for a in case.assignments][-1] == (BOARD, "opinion")


def test_a_case_handed_back_names_its_agency_once():
    walk = walk_to("transferred").later(days=1).transfer(an_agency())
    case = told(walk.case, LATER)
    assert [agency.name for agency in case.agencies] == ["UBND phường Kim Long"]
    assert [a.agency.name for a in case.assignments] == ["UBND phường Kim Long", LIGHTING, "UBND phường Kim Long"]


def test_nobody_has_it_yet():
    assert told(walk_to("accepted").case, LATER).agencies == ()


def test_the_agency_without_a_name_is_nobody_and_answers_as_unknown():
    nobody, _ = Agency.objects.get_or_create(source_name="", defaults={"name": "", "slug": "chua-giao"})
    walk = walk_to("accepted").assign(nobody).later(days=1).submit().later(days=1).approve()
    case = told(walk.case, LATER)
    assert [agency.name for agency in case.agencies] == ["Nguồn không ghi đơn vị"]
    assert case.answers[0].agency.name == "Đơn vị chưa rõ"
    assert "Giao xử lý, nguồn không ghi cho đơn vị nào" in [event.sentence for event in case.events]
    assert "Đơn vị chưa rõ gửi câu trả lời" in [event.sentence for event in case.events]


@pytest.mark.parametrize(("kind", "binding"), [("ward", True), ("center", True), ("company", False), ("other", False)])
def test_the_term_is_law_for_some_kinds_of_agency_and_a_pledge_for_others(kind, binding):
    walk = walk_to("accepted").assign(an_agency(f"Đơn vị {kind}", kind=kind))
    case = told(walk.case, LATER)
    assert (case.assignments[0].binding, case.term_is_law) == (binding, binding)
    assert case.legal_act == "Quy chế tiếp nhận, xử lý phản ánh hiện trường của thành phố Huế"


# --- answers, returns, promises --------------------------------------------------------------------------------------


def test_an_answer_says_how_it_came_to_be():
    walk = walk_to("returned").later(days=1).submit().later(days=1).refuse().later(days=1)
    walk.submit(text="Đã thay năm bóng").later(days=1).approve()
    case = told(walk.case, LATER)
    (answer,) = case.answers
    assert (answer.text, answer.outcome, answer.outcome_label) == ("Đã thay năm bóng", "done", "Đã làm xong")
    assert (answer.returned_count, answer.refused_count) == (1, 1)
    assert answer.decided_at - answer.submitted_at == DAY
    assert (answer.verdict, answer.phase) == ("in_term", "answered")
    assert case.answered_at == answer.submitted_at


def test_returns_tell_why_and_never_what():
    walk = walk_to("awaiting", text="Năm bóng").return_answer(sentence="Cần ảnh trước và sau")
    walk.later(days=1).submit(text=CANARY).later(hours=1).refuse()
    case = told(walk.case, LATER)
    assert [(r.refused, r.label, r.sentence) for r in case.returns] == [
        (False, "Chưa có ảnh", "Cần ảnh trước và sau"),
        (True, "Đùn đẩy trách nhiệm", "Việc này của chính đơn vị"),
    ]
    assert case.answers == ()
    assert CANARY not in repr(asdict(case))


def test_answers_stand_in_the_order_in_which_they_came():
    walk = walk_to("assigned").later(days=1).escalate().later(days=1).submit(text="Đồng ý").later(days=1).approve()
    handling = walk.case.assignments.get(kind="handling")
    walk._assignment = handling
    walk.later(days=1).submit(text="Đã thay").later(days=1).approve()
    assert [(a.kind, a.text) for a in told(walk.case, LATER).answers] == [
        ("opinion", "Đồng ý"),
        ("handling", "Đã thay"),
    ]


def test_a_plan_stops_no_clock_so_it_has_no_verdict_of_its_own():
    case = told(walk_to("planned").case, DUE + DAY)
    (plan,) = case.answers
    assert (plan.outcome, plan.planned_on, plan.verdict, plan.phase) == ("planned", date(2026, 3, 13), None, None)
    assert (case.phase, case.verdict, case.promised_on) == ("open", "extended", date(2026, 3, 13))
    (promise,) = case.extensions
    assert (promise.label, promise.sentence, promise.late) == ("Theo kế hoạch trong câu trả lời", "", False)


def test_an_amendment_stands_beside_the_answer_and_has_no_verdict_of_its_own():
    case = told(walk_to("amended").case, LATER)
    answer, amendment = case.answers
    assert (answer.amends, answer.verdict) == (False, "in_term")
    assert (amendment.amends, amendment.verdict, amendment.text) == (True, None, "Bổ sung: đã thay cả cột")


def test_a_retracted_answer_is_gone_and_the_clock_runs_as_if_it_had_never_been():
    case = told(walk_to("retracted").case, DUE + DAY)
    assert case.answers == ()
    assert (case.phase, case.verdict, case.days, case.state) == ("open", "overdue", 1, "in_progress")
    assert kinds(case)[-2:] == ["assignment.retract", "case.unanswer"]
    assert case.events[-2].detail == "Câu trả lời sai sự thật"


@pytest.mark.parametrize(("state", "late"), [("extended", False), ("late_extended", True)])
def test_a_promise_says_whether_it_came_after_the_limit(state, late):
    (promise,) = told(walk_to(state).case, LATER).extensions
    assert (promise.late, promise.label, promise.sentence) == (late, "Chờ vật tư", "Chờ bóng đèn")


def test_whether_a_promise_was_late_does_not_change_with_what_comes_after_it():
    walk = walk_to("late_extended")  # promises 20 March on 12 March, after the due date
    (before,) = told(walk.case, walk.at).extensions
    walk.until(DUE + 8 * DAY).extend(date(2026, 3, 27))
    assert [e.late for e in told(walk.case, LATER).extensions] == [True, True]
    assert before.late


def test_a_promise_upon_a_promise_is_kept_in_mind_by_the_newest():
    walk = walk_to("extended").later(days=7).extend(date(2026, 3, 18))  # the first one, for the 13th, still holds
    case = told(walk.case, walk.at)
    assert [e.late for e in case.extensions] == [False, False]
    assert (case.promised_on, case.limit_at.astimezone().date()) == (date(2026, 3, 18), date(2026, 3, 18))
    assert case.extended_days == 7


# --- what happened ---------------------------------------------------------------------------------------------------


def test_the_path_tells_what_happened_by_whom_and_why():
    walk = walk_to("transferred").later(days=1).extend().later(days=1).submit().later(days=1).approve()
    walk.later(days=9).reopen()
    case = told(walk.case, LATER)
    assert kinds(case) == [
        "case.receive",
        "case.accept",
        "case.assign",
        "case.transfer",
        "case.extend",
        "assignment.submit",
        "assignment.approve",
        "case.answer",
        "case.reopen",
        "case.assign",
    ]
    assert [event.detail for event in case.events if event.detail] == [
        "Việc của đơn vị khác",
        "Chờ vật tư",
        "Việc chưa xong",
    ]
    assert [event.role for event in case.events[:6]] == ["citizen", "center", "center", "center", "officer", "officer"]


def test_a_report_that_was_first_turned_away_says_so():
    case = told(walk_to("declined").later(hours=1).reconsider().accept().case, LATER)
    assert kinds(case) == ["case.receive", "case.decline", "case.reconsider", "case.accept"]
    assert case.events[1].detail == "Không thuộc phạm vi tiếp nhận"


def test_a_reason_is_quoted_from_the_list_of_its_own_decision():
    ReasonCode.objects.create(kind="transfer", code="chua-xong", label="Nhãn của việc chuyển")
    case = told(walk_to("reopened").case, LATER)
    assert [event.detail for event in case.events if event.kind == "case.reopen"] == ["Việc chưa xong"]


def test_a_begun_amendment_is_not_told_before_it_is_handed_in():
    assert "case.amend" not in kinds(told(walk_to("amending").case, LATER))
    assert kinds(told(walk_to("amendment_awaiting").case, LATER))[-1] == "answer.submit"
    assert kinds(told(walk_to("amended").case, LATER))[-2:] == ["answer.submit", "answer.approve"]


@pytest.mark.parametrize(
    ("state", "tail"),
    [
        ("restored", ["case.withdraw", "assignment.cancel", "case.restore", "assignment.restore"]),
        ("unmerged", ["case.merge", "assignment.cancel", "case.unmerge", "assignment.unmerge"]),
    ],
)
def test_what_left_the_portal_and_came_back_says_so(state, tail):
    assert kinds(told(walk_to(state).case, LATER))[-4:] == tail


# --- at other instants -----------------------------------------------------------------------------------------------


def test_what_came_later_is_not_told():
    walk = walk_to("assigned").later(days=4).extend().later(days=1).submit().later(days=1).approve()
    walk.later(days=5).reopen(an_agency(LIGHTING, kind="center"))
    at = START + 3 * DAY
    case = told(walk.case, at)
    assert (case.state, case.round, case.phase, case.verdict, case.days) == ("in_progress", 1, "open", "in_term", 6)
    assert (case.answers, case.extensions, case.returns, case.promised_on) == ((), (), (), None)
    assert kinds(case) == ["case.receive", "case.accept", "case.assign"]
    assert [agency.name for agency in case.agencies] == ["UBND phường Kim Long"]
    (only,) = case.assignments
    assert (only.state, only.until, only.days_held) == ("open", None, 3)


@pytest.mark.parametrize(
    ("at", "state", "phase", "round_number"),
    [
        (START + 3 * HOUR, "in_progress", "open", 1),
        (START + 2 * DAY + 3 * HOUR, "in_progress", "awaiting", 1),
        (START + 4 * DAY, "answered", "answered", 1),
        (START + 13 * DAY, "answered", "answered", 1),
        (START + 14 * DAY, "in_progress", "open", 2),
    ],
)
def test_any_past_instant_can_be_asked(at, state, phase, round_number):
    walk = walk_to("reopened")  # answered after two days, approved after three, reopened after thirteen and two hours
    case = told(walk.case, at)
    assert (case.state, case.phase, case.round) == (state, phase, round_number)
    assert case.due_cause == "term"


def test_a_new_round_has_its_own_clock_and_the_old_one_its_verdict():
    walk = walk_to("answered_late").later(days=1).reopen()
    case = told(walk.case, walk.at + DAY)
    assert (case.round, case.started_at, case.verdict, case.waited_days) == (2, walk.at, "in_term", 1)
    assert [a.verdict for a in case.assignments] == ["overdue", "in_term"]
    assert case.term_sentence == "7 ngày làm việc, tính từ ngày sau ngày mở lại"


@pytest.mark.parametrize("state", sorted(set(STATES) - {"received", "declined", "withdrawn", "merged"}))
def test_the_clock_and_the_tables_agree_now(state):
    walk = walk_to(state)
    case = told(walk.case, walk.at)
    assert [a.state for a in case.assignments] == list(walk.case.assignments.values_list("state", flat=True))
    assert case.state == walk.case.state
    assert (case.phase in ("open", "awaiting")) == (case.state == "in_progress")


# --- the odd ones ----------------------------------------------------------------------------------------------------


def test_a_case_closed_nobody_knows_when_has_neither_verdict_nor_days():
    imported(closed_unknown(reference="r7", number=None))
    case = told(Case.objects.get(reference="r7"), LATER)
    assert (case.phase, case.verdict, case.waited_days, case.state) == ("unknown", None, None, "answered")
    assert case.assignments[0].days_held is None
    assert case.term is None


def test_a_category_without_a_term_gives_no_due_date_and_no_sentence():
    walk = walk_to("accepted", category=Category.objects.create(slug="chua-co", name="Chưa có hạn")).assign()
    case = told(walk.case, LATER)
    assert (case.due_at, case.verdict, case.days, case.term, case.term_sentence) == (None, "in_term", None, None, "")
    assert (case.due_cause, case.term_is_law, case.legal_act, case.term_kind) == ("", None, "", None)


def test_what_is_not_public_is_told_to_nobody():
    for state in ("received", "declined", "withdrawn", "merged"):
        assert not list(_public(walk_to(state).case)), state
    walk = walk_to("assigned")
    classify.change_level(case=walk.case, level="figures", reason="tố cáo", by=CENTER, at=walk.at)
    assert not list(_public(walk.case))
    quiet = receive.receive(title="Tố cáo", text="", place="", category=a_category(), by=CENTER, at=START)
    receive.accept(case=quiet, level="figures", level_reason="tố cáo", by=CENTER, at=START)
    assert not list(_public(quiet))


def test_a_retracted_approval_is_told_until_there_is_another_answer():
    walk = walk_to("answered").later(days=2)
    assert told(walk.case, walk.at).retracted_at is None
    retracted = walk.at
    walk.retract().later(days=1)
    assert told(walk.case, walk.at).retracted_at == retracted
    assert told(walk.case, retracted - HOUR).retracted_at is None
    assert told(walk.submit().case, walk.at + HOUR).retracted_at == retracted, "nobody can read that one yet"
    walk.later(days=1).approve().later(days=1)
    assert told(walk.case, walk.at).retracted_at is None
    assert told(walk.reopen().case, walk.at + HOUR).retracted_at is None, "it was in another round"
