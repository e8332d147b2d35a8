"""What an agency has in hand: which tab, in which order, at what cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.rights import staff_of
from cases.editorial.office import queue
from cases.editorial.office.queue import Tab
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.editorial.office.asking import address, counts, page, titles, words
from tests.cases.editorial.office.conftest import answered, given
from tests.factories import KIM_LONG, LIGHTING, ago, an_agency

pytestmark = pytest.mark.django_db


def awaiting(title, **fields):
    return given(title, **fields).submit()


def sent_back(title, how="return_answer", **fields):
    walk = awaiting(title, **fields)
    return getattr(walk.until(ago(minutes=30)), how)()


class TestTabs:
    """Each holds its own."""

    @pytest.fixture(autouse=True)
    def _work(self, db):
        given("mới", days=1)
        given("quá hạn", days=40)
        awaiting("chờ", days=2)
        awaiting("chờ, quá hạn", days=40)
        sent_back("trả lại", days=5)
        sent_back("từ chối", "refuse", days=8)
        answered("đã trả lời")

    def test_what_needs_an_answer_is_ordered_by_its_term(self, office):
        assert titles(office) == ["quá hạn", "từ chối", "trả lại", "mới"]

    @pytest.mark.parametrize(
        ("tab", "held"),
        [
            (Tab.RETURNED, ["từ chối", "trả lại"]),
            (Tab.AWAITING, ["chờ, quá hạn", "chờ"]),
            (Tab.PAST_DUE, ["quá hạn", "chờ, quá hạn"]),
            (Tab.ANSWERED, ["đã trả lời"]),
        ],
    )
    def test_each_holds_its_own(self, office, tab, held):
        assert sorted(titles(office, tab.value)) == sorted(held)
        assert titles(office, tab.value)[0] in held[:2]

    def test_counts_are_lengths_and_take_one_query(self, office, officer, django_assert_num_queries):
        assert counts(office) == {
            "Cần trả lời": 4,
            "Bị trả lại": 2,
            "Chờ duyệt": 2,
            "Quá hạn": 2,
            "Mới trả lời": 1,
        }
        mine = queue.readable(staff_of(officer.pk, now=timezone.now()))
        with django_assert_num_queries(1):
            told = queue.tally(mine, now=timezone.now())
        assert told == {tab: len(titles(office, tab.value)) for tab in Tab}


def test_what_is_returned_handed_in_and_recalled_is_still_returned(office):
    walk = sent_back("trả lại").until(ago(minutes=20)).submit()
    assert titles(office, "tra-lai") == []
    walk.until(ago(minutes=10)).recall()
    assert titles(office, "tra-lai") == ["trả lại"]


def test_an_amendment_awaits_and_is_returned_though_its_case_is_answered(office):
    walk = answered("bổ sung").amend().submit()
    assert titles(office, "cho-duyet") == ["bổ sung"]
    walk.until(ago(minutes=10)).return_answer()
    assert (titles(office, "cho-duyet"), titles(office, "tra-lai")) == ([], ["bổ sung"])


def test_what_was_answered_long_ago_or_has_left_is_in_no_tab(office):
    old = given("lâu rồi", days=60).until(ago(days=32)).submit()
    old.until(ago(days=31)).approve()
    given("rút").withdraw()
    given("chuyển").transfer()
    assert set(counts(office).values()) == {0}
    assert "Không có việc nào đang chờ" in words(page(office, address("desk")).main)
    assert "Mục này trống" in words(page(office, address("desk") + "?muc=qua-han").main)


def test_an_extended_one_is_past_due_all_the_same_and_on_top(office):
    given("sắp tới hạn", days=6)
    extended, now = given("đã gia hạn", days=2), timezone.now()
    bounds = {"term_end": now - timedelta(days=1), "limit_at": now + timedelta(days=90)}
    extended.assignment.standings.filter(until=None).update(**bounds)
    assert titles(office) == ["đã gia hạn", "sắp tới hạn"]
    assert titles(office, "qua-han") == ["đã gia hạn"]


def test_a_row_says_term_verdict_days_and_leads_to_the_case(office):
    walk = given("Đèn <hỏng>", days=40)
    row = page(office, address("desk")).select_one(".rows li")
    assert words(row.h2) == "Đèn <hỏng>"
    assert row.h2.a["href"] == address("case", walk)
    assert str(walk.case.number) in words(row)
    assert words(row.select_one(".v")).startswith("Trễ hạn ")
    assert f"{timezone.localtime(walk.assignment.standings.get(until=None).due_at):Hạn %d/%m/%Y}" in words(row)


def test_several_agencies_are_one_list_until_one_is_chosen():
    account = an_account("answer", agency=KIM_LONG)
    account.posts.create(agency=an_agency(LIGHTING), since=date(2020, 1, 1))
    client = signed_in(account)
    given("của phường", days=2)
    given("của đèn", days=6, agency=an_agency(LIGHTING))
    given("của ai khác", days=3, agency=an_agency("Đơn vị khác"))
    assert titles(client) == ["của đèn", "của phường"]
    assert KIM_LONG in words(page(client, address("desk")).select(".rows li")[1])
    shown = page(client, address("desk") + f"?don-vi={an_agency(LIGHTING).slug}&muc=qua-han")
    assert words(shown.select_one("option[selected]")) == LIGHTING
    assert shown.select_one("input[name=muc]")["value"] == "qua-han"
    assert all("don-vi=" in chip["href"] for chip in shown.select(".chip"))
    assert "của" not in words(shown.select_one(".office-list"))


def test_one_agency_needs_no_choice(office):
    shown = page(office, address("desk"))
    assert not shown.find(id="don-vi")
    assert KIM_LONG in words(shown.select_one(".head"))


@pytest.mark.parametrize("query", ["muc=khac", "trang=0", "trang=x", "trang=2", "trang=²", "don-vi=khong-co"])
def test_what_the_address_names_must_be_there(office, query):
    assert office.get(f"{address('desk')}?{query}").status_code == 404


def test_a_long_tab_has_pages(office, monkeypatch):
    monkeypatch.setattr(queue, "SHOWN", 2)
    monkeypatch.setattr("cases.editorial.office.screen.SHOWN", 2)
    for days in (5, 4, 3):
        given(f"việc {days}", days=days)
    shown = page(office, address("desk"))
    assert [words(link) for link in shown.select(".rows h2 a")] == ["việc 5", "việc 4"]
    assert "trang 1 trong 2" in words(shown.select_one(".pager"))
    last = page(office, shown.select_one(".pager [rel=next]")["href"])
    assert [words(link) for link in last.select(".rows h2 a")] == ["việc 3"]
    assert last.select_one(".pager [rel=prev]")["href"] == address("desk")


def queries(client, count):
    for number in range(count):
        given(f"Việc {number}", days=number + 1).draft()
        sent_back(f"Trả lại {number}", days=30 + number)
    with CaptureQueriesContext(connection) as asked:
        page(client, address("desk"))
    return len(asked)


def test_as_many_queries_for_a_long_list_as_for_a_short_one(office):
    assert queries(office, 1) == queries(office, 6) <= 15
