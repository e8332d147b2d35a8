"""The day at the Center: figures that are the lengths of lists, at a constant cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions import claiming
from cases.actions.actor import Actor, Role
from cases.editorial.center import day
from cases.editorial.center.lists import Listing
from tests.accounts import an_account
from tests.cases.editorial.center.conftest import accepted, page, sent, titles, words
from tests.cases.editorial.desk.conftest import signed_in, version_of, waiting
from tests.cases.editorial.desk.test_disagreements import advise
from tests.cases.editorial.desk.test_duplicates import answered_with
from tests.factories import LIGHTING, Walk, an_agency

pytestmark = pytest.mark.django_db


def due(walk, at):
    walk.assignment.standings.filter(until=None).update(term_end=at, due_at=at, limit_at=at)


def a_day(approver):
    now = timezone.now()
    first = sent("mới", days=3).case
    accepted("chưa giao", days=4)
    for days, agency in ((30, None), (40, None), (50, an_agency(LIGHTING))):
        Walk(at=now - timedelta(days=days), title="quá hạn").accept().assign(agency)
    due(accepted("hôm nay").assign(), day.end_of(0, now))
    due(accepted("ngày mai").assign(), day.end_of(1, now))
    walk = waiting("chờ duyệt")
    claiming.claim(version=version_of(walk), by=Actor(role=Role.CENTER, user_id=approver.account.pk), at=now)
    disputed = waiting("không cùng ý")
    for advises in ("approve", "return"):
        advise(an_account("decide"), disputed, advises)
    answered_with("trùng một", "trùng hai")
    return first


def test_it_says_what_waits_since_when_and_who_is_late(approver):
    first = a_day(approver)
    shown = page(approver, reverse("center_day"))
    figures = {words(box.dt): words(box.select_one(".n")) for box in shown.select(".figs > div")}
    assert figures == {
        "Chờ xác minh": "1",
        "Chờ giao": "1",
        "Gấp": "0",
        "Chờ xác nhận rút": "0",
        "Chờ duyệt": "1",
        "Không cùng ý": "1",
        "Phân xử": "0",
        "Phản ánh trùng": "2",
        "Báo là chưa xong": "0",
        "Đang xử lý": "8",
        "Hạn hôm nay": "1",
        "Hạn ngày mai": "1",
        "Quá hạn": "3",
    }
    assert f"{timezone.localtime(first.sent_at):%d/%m/%Y}" in words(shown.select_one(".figs"))
    rows = [[words(cell) for cell in row.select("th, td")][:2] for row in shown.select("tbody tr")]
    assert rows == [["UBND phường Kim Long", "2"], [LIGHTING, "1"]]
    assert "Bình Lê duyệt “chờ duyệt” từ" in words(shown.main)
    late = shown.select("tbody th a")[0]["href"]
    assert titles(approver, "dang-mo", late.partition("/dang-mo/")[2]) == ["quá hạn", "quá hạn"]


def test_every_figure_leads_to_as_many_cases(approver):
    a_day(approver)
    shown = page(approver, reverse("center_day"))
    for link in shown.select(".figs .n a[href*='danh-sach']"):
        which, _slash, query = link["href"].partition("/danh-sach/")[2].partition("/")
        if "Hạn" not in words(link.find_parent("div").dt):  # those lead to the list in order of its terms
            assert len(titles(approver, which, query)) == int(words(link))


QUEUES = {
    "edit": {},
    "decide": {"Chờ duyệt": 1, "Phân xử": 0, "Phản ánh trùng": 2},
    "head": {"Chờ duyệt": 2, "Không cùng ý": 1, "Phân xử": 0, "Phản ánh trùng": 2},
}


def test_figures_of_the_review_desk_lead_there_for_whom_it_is(approver):
    a_day(approver)
    for power, led_to in QUEUES.items():
        who = signed_in(an_account(power))
        boxes = page(who, reverse("center_day")).select(".figs > div")
        links = {words(box.dt): box.select_one(".n a[href*='/duyet/']") for box in boxes}
        assert {name: int(words(link)) for name, link in links.items() if link} == led_to, power
        waits = {name: len(page(who, link["href"]).select(".queue li")) for name, link in links.items() if link}
        assert waits == led_to, power
        since = {words(box.dt): words(box.select("dd")[1]) for box in boxes if len(box.select("dd")) > 1}
        assert {"Không cùng ý", "Phản ánh trùng"} <= set(since)
        assert since["Phản ánh trùng"].startswith("Lâu nhất từ")


def test_an_empty_day_says_so(editor):
    shown = page(editor, reverse("center_day"))
    assert {words(box) for box in shown.select(".figs .n")} == {"0"}
    assert "Không ai đang mở câu trả lời nào" in words(shown.main)


def test_at_most_thirteen_queries_besides_those_of_signing_in(approver):
    asked = []
    for _ in range(2):
        a_day(approver)
        with CaptureQueriesContext(connection) as captured:
            found = day.load(now=timezone.now())
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 13
    assert found.counts[Listing.VERIFY] == 2
