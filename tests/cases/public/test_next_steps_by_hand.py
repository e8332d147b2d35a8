"""What to do next, for every way in which a case can stand, in both languages; each sentence is true of its case."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from cases.public.case import PublicEvent
from cases.public.next_steps import OURS, asked_at, is_past_due, may_ask, next_steps, sends_to_center
from tests.portal.case_samples import KIM_LONG, LIGHTS, NOBODY, NOW, answer, assignment, at, case

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
DUE = at(10, 12, 23, 59)
IN_TERM = "Chưa tới hạn: đơn vị còn thời gian đến hết ngày 10/12/2026."
UNHELD = "Chưa tới hạn: hạn trả lời là hết ngày 10/12/2026."
BY_ITSELF = "Qua ngày ấy mà chưa có câu trả lời, trang này tự ghi là quá hạn, không ai phải báo."
NO_DUE = "Phản ánh này không có hạn tính được, nên trang này không nói được là trễ hay không."
AWAITING = (
    "Đơn vị đã gửi câu trả lời, Trung tâm đang duyệt.",
    "Được duyệt thì câu trả lời hiện ở đây; bị trả lại thì thời hạn chạy tiếp như chưa từng gửi.",
)
LISTED = "Đã quá hạn: tên đơn vị đã nằm trong danh sách quá hạn, bạn không phải làm gì thêm."
OWN_TIME = "Đã quá hạn của người dân; đơn vị đang giữ nhận sau nên còn hạn riêng."
UNNAMED = "Đã quá hạn mà nguồn dữ liệu không ghi đơn vị nào; danh sách quá hạn đếm riêng những phản ánh như vậy."
UNGIVEN = "Đã quá hạn mà chưa giao đơn vị nào; danh sách quá hạn đếm riêng những phản ánh như vậy."
PROMISED = "Đã quá hạn, đơn vị hẹn xong chậm nhất 20/12/2026; qua ngày ấy mà chưa trả lời, trang này tự ghi là lỡ hẹn."
URGENT = "Việc nguy hiểm hơn trước thì báo Trung tâm kèm số phản ánh và một ảnh mới."
REOPENED = "Trung tâm đã mở lại phản ánh này, với một hạn mới."
ELSEWHERE = "Phản ánh này lấy từ một nguồn dữ liệu khác; muốn báo thêm thì báo ở nơi đã gửi."
TELL = "Đã trả lời mà việc vẫn còn đó: báo Trung tâm. Trung tâm có thể mở lại, với một hạn mới."
ANEW = "Trả lời đã lâu mà việc vẫn còn đó: gửi phản ánh mới, kèm số 48213."
RIGHT = "Không đồng ý với cách giải quyết: bạn có quyền khiếu nại theo luật, ở cơ quan cấp trên của đơn vị."
IMPORTED = (
    "Trang này chỉ ghi lại những gì nguồn dữ liệu công bố về phản ánh này.",
    "Việc vẫn còn đó thì báo lại ở nơi đã gửi, kèm số phản ánh và một ảnh mới.",
)


def charge(verdict="overdue", **facts):
    return assignment(**{"agency": LIGHTS, "verdict": verdict, **facts})


def late(*charges, verdict="overdue", **facts):
    return case(**{"verdict": verdict, "due_at": DUE, "assignments": charges, **facts})


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        (case(due_at=DUE), (IN_TERM, BY_ITSELF)),
        (case(due_at=DUE, agencies=()), (UNHELD, BY_ITSELF)),
        (case(due_at=None), (NO_DUE,)),
        (case(due_at=None, round=2), (REOPENED, NO_DUE)),
        (case(phase="awaiting", verdict="overdue"), AWAITING),  # late, but nobody can do anything now
        (case(phase="awaiting", round=3), (REOPENED, *AWAITING)),
        (late(charge()), (LISTED, URGENT)),
        (late(charge("in_term"), charge("extended", agency=KIM_LONG)), (LISTED, URGENT)),
        (late(charge("in_term")), (OWN_TIME, URGENT)),
        (late(charge(None)), (OWN_TIME, URGENT)),
        (late(charge(phase="transferred"), charge("in_term", agency=KIM_LONG)), (OWN_TIME, URGENT)),
        (late(charge(kind="opinion")), (UNNAMED, URGENT)),
        (late(charge(agency=NOBODY, named=False)), (UNNAMED, URGENT)),
        (late(agencies=()), (UNGIVEN, URGENT)),
        (late(charge(), verdict="extended", promised_on=date(2026, 12, 20)), (PROMISED, URGENT)),
        (late(charge(), verdict="extended", promised_on=None), (LISTED, URGENT)),
        (late(charge(), verdict="promise_broken", promised_on=date(2026, 12, 20)), (LISTED, URGENT)),
        (late(charge(), round=2), (REOPENED, LISTED, URGENT)),
        (late(charge(), source="hue"), (LISTED, ELSEWHERE)),
        (case(due_at=DUE, source="hue"), (IN_TERM, BY_ITSELF, ELSEWHERE)),
        (case(state="answered", phase="answered", source="hue"), IMPORTED),
        (case(state="answered", phase="answered", source="hue", round=2), IMPORTED),
    ],
    ids=[
        *("in term", "unheld", "no due date", "no due date, reopened", "awaiting", "awaiting, reopened"),
        *("late", "one of two late", "own time", "no verdict", "passed on", "opinion", "nobody", "ungiven"),
        *("promised", "promise unknown", "promise broken", "late, reopened"),
        *("late, imported", "in term, imported", "answered, imported", "answered, imported, again"),
    ],
)
def test_steps_fit_the_case(told, steps):
    assert next_steps(told) == steps


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        (
            case(due_at=DUE),
            (
                "Not due yet: the agency has time until the end of 10/12/2026.",
                "If there is no answer by then, this page says by itself that it is past due; "
                "nobody has to report that.",
            ),
        ),
        (
            late(charge(), verdict="extended", promised_on=date(2026, 12, 20), source="hue"),
            (
                "Past due; the agency promised to be done by 20/12/2026. After that day without an answer, "
                "this page records a broken promise by itself.",
                "This case comes from another source of data; to add anything, tell those it was reported to.",
            ),
        ),
    ],
)
def test_english_readers_have_the_same_days(told, steps):
    with override("en"):
        assert next_steps(told) == steps


# --- what was answered -----------------------------------------------------------------------------------------------


def done(*answers, **facts):
    return case(**{"state": "answered", "phase": "answered", "answers": answers, **facts})


LONG_AGO = NOW - 60 * DAY


@pytest.mark.parametrize(
    ("told", "may"),
    [
        (done(answer(decided_at=LONG_AGO)), True),
        (done(answer(decided_at=LONG_AGO - TICK)), False),
        (done(answer(decided_at=LONG_AGO - DAY), answer(decided_at=LONG_AGO)), True),  # the last answer counts
        (done(answer(decided_at=LONG_AGO - DAY), answer(decided_at=NOW, amends=True)), False),  # an amendment is none
        (done(answer(decided_at=None)), False),
        (done(), False),
        (done(answer(decided_at=NOW), source="hue"), False),
        (done(answer(decided_at=NOW), state="in_progress"), False),
    ],
    ids=["last day", "too late", "the last", "amended", "undated", "no answer", "imported", "not answered"],
)
def test_the_form_is_offered_for_sixty_days_after_the_last_answer(settings, told, may):
    settings.REOPEN_REQUEST_DAYS = 60
    assert may_ask(told) is may
    if told.source == OURS and told.state == "answered":
        assert next_steps(told) == (TELL if may else ANEW, RIGHT)


def said(*kinds):
    """Events a day apart, up to now."""
    first = NOW - len(kinds) * DAY
    return tuple(
        PublicEvent(kind=f"case.{kind}", at=first + n * DAY, role="citizen", sentence="", detail="")
        for n, kind in enumerate(kinds)
    )


@pytest.mark.parametrize(
    ("kinds", "days_ago"),
    [
        ((), None),
        (("accept", "answer"), None),
        (("ask_reopen",), 1),
        (("ask_reopen", "ask_reopen"), 2),  # the first of them has waited longest
        (("ask_reopen", "rate", "ask_reopen"), 3),
        (("ask_reopen", "keep"), None),
        (("ask_reopen", "keep", "rate", "ask_reopen", "ask_reopen"), 2),
        (("ask_reopen", "reopen", "answer"), None),
        (("ask_reopen", "keep", "ask_reopen", "reopen", "answer", "ask_reopen"), 1),
    ],
    ids=["nothing", "nobody", "one", "two", "between", "kept", "again", "reopened", "all of it"],
)
def test_somebody_waits_since_the_first_word_after_the_centers_last(kinds, days_ago):
    told = done(answer(decided_at=NOW - DAY), events=said(*kinds))
    assert asked_at(told) == (None if days_ago is None else NOW - days_ago * DAY)
    day = None if days_ago is None else (NOW - days_ago * DAY).strftime("%d/%m/%Y")
    waits = f"Đã có người báo ngày {day} là vẫn chưa xong. Trung tâm đang xem có mở lại hay không."
    assert next_steps(told)[0] == (TELL if day is None else waits)


@pytest.mark.parametrize(
    ("phase", "verdict", "past"),
    [
        ("open", "in_term", False),
        ("open", None, False),
        ("open", "extended", True),
        ("awaiting", "overdue", False),
        ("answered", "overdue", False),
        (None, "overdue", False),
    ],
)
def test_past_due_while_open_alone(phase, verdict, past):
    assert is_past_due(case(phase=phase, verdict=verdict)) is past


@pytest.mark.parametrize(
    ("told", "sends"),
    [
        (done(), True),
        (done(source="hue"), False),
        (late(), True),
        (late(source="hue"), False),
        (late(phase="awaiting"), False),
        (case(), False),
    ],
    ids=["answered", "answered elsewhere", "late", "late elsewhere", "awaiting", "in term"],
)
def test_who_is_sent_to_the_center(told, sends):
    assert sends_to_center(told) is sends
