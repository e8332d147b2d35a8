"""What to do next: sentences that fit how a case stands, and are true of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.models import Case, Category
from cases.public.next_steps import is_past_due, may_ask, next_steps
from tests.cases.public.pages import DAY, DUE, START, told, words
from tests.factories import LIGHTING, an_agency, walk_to
from tests.incoming import closed_unknown, imported, still_open

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
IN_TERM = (
    "Chưa tới hạn: đơn vị còn thời gian đến hết ngày 11/03/2026.",
    "Qua ngày ấy mà chưa có câu trả lời, trang này tự ghi là quá hạn, không ai phải báo.",
)
UNHELD = ("Chưa tới hạn: hạn trả lời là hết ngày 11/03/2026.", IN_TERM[1])
AWAITING = (
    "Đơn vị đã gửi câu trả lời, Trung tâm đang duyệt.",
    "Được duyệt thì câu trả lời hiện ở đây; bị trả lại thì thời hạn chạy tiếp như chưa từng gửi.",
)
LISTED = "Đã quá hạn: tên đơn vị đã nằm trong danh sách quá hạn, bạn không phải làm gì thêm."
PROMISED = "Đã quá hạn, đơn vị hẹn xong chậm nhất 13/03/2026; qua ngày ấy mà chưa trả lời, trang này tự ghi là lỡ hẹn."
OWN_TIME = "Đã quá hạn của người dân; đơn vị đang giữ nhận sau nên còn hạn riêng."
NOBODY = "Đã quá hạn mà chưa giao đơn vị nào; danh sách quá hạn đếm riêng những phản ánh như vậy."
UNNAMED = "Đã quá hạn mà nguồn dữ liệu không ghi đơn vị nào; danh sách quá hạn đếm riêng những phản ánh như vậy."
URGENT = "Việc nguy hiểm hơn trước thì báo Trung tâm kèm số phản ánh và một ảnh mới."
ANSWERED = (
    "Đã trả lời mà việc vẫn còn đó: báo Trung tâm. Trung tâm có thể mở lại, với một hạn mới.",
    "Không đồng ý với cách giải quyết: bạn có quyền khiếu nại theo luật, ở cơ quan cấp trên của đơn vị.",
)
TOO_LONG_AGO = "Trả lời đã lâu mà việc vẫn còn đó: gửi phản ánh mới, kèm số %s."
REOPENED = "Trung tâm đã mở lại phản ánh này, với một hạn mới."
ELSEWHERE = "Phản ánh này lấy từ một nguồn dữ liệu khác; muốn báo thêm thì báo ở nơi đã gửi."

STEPS = [
    ("assigned", START + DAY, IN_TERM),
    ("accepted", START + DAY, UNHELD),
    ("assigned", DUE, IN_TERM),
    ("assigned", DUE + HOUR, (LISTED, URGENT)),
    ("extended", DUE + HOUR, (PROMISED, URGENT)),
    ("promise_broken", DUE + 9 * DAY, (LISTED, URGENT)),
    ("returned", DUE + DAY, (LISTED, URGENT)),
    ("retracted", DUE + DAY, (LISTED, URGENT)),
    ("accepted", DUE + DAY, (NOBODY, URGENT)),
    ("awaiting", DUE - DAY, AWAITING),
    ("awaiting", DUE + 9 * DAY, AWAITING),
    ("answered", DUE, ANSWERED),
    ("answered_late", DUE + 9 * DAY, ANSWERED),
    ("amended", DUE + 9 * DAY, ANSWERED),
    ("reopened", DUE + 9 * DAY, (REOPENED, IN_TERM[0].replace("11/03", "24/03"), IN_TERM[1])),
    ("reopened", DUE + 60 * DAY, (REOPENED, LISTED, URGENT)),
]


@pytest.mark.parametrize(("state", "at", "expected"), STEPS)
def test_they_fit_how_the_case_stands(state, at, expected):
    assert next_steps(told(walk_to(state).case, at)) == expected


def test_what_was_answered_too_long_ago_is_not_said_to_be_told_to_the_center(settings):
    walk = walk_to("answered")
    last = walk.at + timedelta(days=settings.REOPEN_REQUEST_DAYS)
    assert (next_steps(told(walk.case, last)), may_ask(told(walk.case, last))) == (ANSWERED, True)
    later = told(walk.case, last + HOUR)
    assert (next_steps(later), may_ask(later)) == ((TOO_LONG_AGO % walk.case.number, ANSWERED[1]), False)


ASKED = "Đã có người báo ngày 12/03/2026 là vẫn chưa xong. Trung tâm đang xem có mở lại hay không."


def test_what_somebody_has_said_and_the_center_has_not_answered():
    walk = walk_to("answered").until(DUE + HOUR)
    assert next_steps(told(walk.ask_reopen().case, DUE + DAY)) == (ASKED, ANSWERED[1])
    walk.later(days=1).ask_reopen(text="Vẫn tối")
    assert next_steps(told(walk.case, DUE + 3 * DAY))[0] == ASKED, "it waits since the first of them"
    walk.later(days=1).keep()
    assert next_steps(told(walk.case, DUE + 4 * DAY)) == ANSWERED
    walk.later(days=1).ask_reopen(text="Kiểm tra lại đi").later(days=1).reopen()
    assert next_steps(told(walk.case, DUE + 6 * DAY))[0] == REOPENED


def test_an_agency_that_got_it_late_is_not_said_to_be_on_the_list():
    walk = walk_to("assigned").until(DUE - HOUR).transfer(an_agency(LIGHTING, kind="center"))
    assert next_steps(told(walk.case, DUE + HOUR)) == (OWN_TIME, URGENT)
    assert next_steps(told(walk.case, DUE + 30 * DAY)) == (LISTED, URGENT)


def test_the_agency_without_a_name_is_nobody_who_could_be_listed():
    walk = walk_to("accepted").assign(an_agency("", kind="other"))
    assert next_steps(told(walk.case, DUE + DAY)) == (UNNAMED, URGENT)
    assert next_steps(told(walk.case, START + DAY)) == UNHELD
    assert told(walk.case, START + DAY).term_is_law is None, "nobody is bound, and nobody has pledged anything"


def test_without_a_term_nothing_is_said_to_be_late():
    walk = walk_to("accepted", category=Category.objects.create(slug="khong-han", name="Không hạn")).assign()
    assert next_steps(told(walk.case, DUE)) == (
        "Phản ánh này không có hạn tính được, nên trang này không nói được là trễ hay không.",
    )


def test_a_case_of_another_system_leads_back_there():
    imported(still_open(reference="r1", number=None), closed_unknown(reference="r2", number=None))
    running = told(Case.objects.get(reference="r1"), DUE)
    assert next_steps(running)[-1] == ELSEWHERE
    assert URGENT not in next_steps(running)
    assert next_steps(told(Case.objects.get(reference="r2"), DUE)) == (
        "Trang này chỉ ghi lại những gì nguồn dữ liệu công bố về phản ánh này.",
        "Việc vẫn còn đó thì báo lại ở nơi đã gửi, kèm số phản ánh và một ảnh mới.",
    )


@pytest.mark.parametrize(
    ("phase", "verdict", "late"),
    [
        ("open", "in_term", False),
        ("open", None, False),
        ("open", "extended", True),
        ("open", "promise_broken", True),
        ("open", "overdue", True),
        ("awaiting", "overdue", False),
        ("answered", "overdue", False),
    ],
)
def test_past_due_is_what_is_open_and_not_in_term(phase, verdict, late):
    case = told(walk_to("assigned").case, START + DAY)
    assert is_past_due(replace(case, phase=phase, verdict=verdict)) is late


@pytest.mark.parametrize(("at", "listed"), [(START + DAY, False), (DUE + DAY, True)])
def test_the_page_ends_with_them_and_leads_on(page_at, at, listed):
    page = page_at(walk_to("assigned").case, at)
    last = page.find("article", class_="case").find_all("section", class_="sect")[-1]
    assert words(last.h2) == "Vẫn chưa xong thì làm gì?"
    links = [link["href"] for link in last.find(class_="links").find_all("a")]  # how to cite stands beside them
    assert links == ["/tro-giup/#h-still", *(["/qua-han/"] if listed else [])]


def test_the_link_leads_to_the_help_that_is_there(client, page_at):
    page = page_at(walk_to("answered").case, DUE, "en")
    address, _, fragment = page.find(id="h-next").find_parent("section").find(class_="links").a["href"].partition("#")
    assert address == "/en/tro-giup/"
    assert f'id="{fragment}"' in client.get(address).content.decode()
