"""What has been open for long: days, reasons, pages of the list, and what waits at the Center."""

import functools
import operator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from cases.accountability import backlog as backlog_module
from cases.accountability import present as present_module
from cases.accountability.backlog import BacklogRow, Only, backlog, opened_before
from cases.accountability.overdue_list import overdue_list
from cases.public.case import Named
from tests.cases.accountability.test_views import links, parsed, words
from tests.cities import built, forget
from tests.factories import KIM_LONG, LIGHTING, START, Walk, a_case, an_agency, walk_to

CANARY = "MẬT-7391"
LATER = START + timedelta(days=31)
PAGE = 4  # cases on a page, in tests of its pages


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets the clock."""

    def set_to(at):
        forget()  # what was counted for this city at another time
        monkeypatch.setattr(present_module.timezone, "now", lambda: at)

    set_to(LATER)
    return set_to


@pytest.fixture
def short_pages(monkeypatch):
    monkeypatch.setattr(backlog_module, "PAGE", PAGE)


def old(**report):
    return Walk(**report).accept().assign()


# --- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "days", "bound"),
    [
        (datetime(2026, 4, 2, 2, tzinfo=UTC), 30, datetime(2026, 3, 2, 17, tzinfo=UTC)),  # midnight of 03/03 in Huế
        (datetime(2026, 4, 2, 16, 59, tzinfo=UTC), 30, datetime(2026, 3, 2, 17, tzinfo=UTC)),
        (datetime(2026, 4, 2, 17, tzinfo=UTC), 30, datetime(2026, 3, 3, 17, tzinfo=UTC)),
    ],
)
def test_days_are_those_of_the_local_calendar(at, days, bound):
    assert opened_before(at, days) == bound


@pytest.mark.parametrize(("days", "long", "very_long"), [(30, 0, 0), (31, 1, 0), (90, 1, 0), (91, 1, 1), (5000, 1, 1)])
def test_over_thirty_and_over_ninety(db, clock, days, long, very_long):
    old()
    clock(START + timedelta(days=days))
    found = backlog()
    assert (found.counts[Only.LONG], found.counts[Only.VERY_LONG]) == (long, very_long)
    assert (len(found.cases), found.oldest_days) == (long, days)


def test_a_reopened_case_waits_since_it_was_reopened(db, clock):
    walk_to("answered").later(days=40).reopen()
    clock(START + timedelta(days=44 + 29))
    assert backlog().counts[Only.LONG] == 0
    clock(START + timedelta(days=44 + 31))
    assert backlog().counts[Only.LONG] == 1


@pytest.mark.parametrize("state", ["answered", "withdrawn", "merged", "declined", "received"])
def test_what_is_not_open_is_not_in_it(db, clock, state):
    clock(LATER + timedelta(days=9))
    case = a_case(state)
    assert case.pk not in [told.id for told in backlog().cases]
    assert backlog().counts[Only.UNEXPLAINED] == (1 if state == "merged" else 0), "the other one is open"


# --- reasons ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "unexplained"),
    [("assigned", 1), ("extended", 0), ("promise_broken", 0), ("late_extended", 0), ("planned", 0), ("awaiting", 1)],
)
def test_a_promise_with_its_reason_explains(db, clock, state, unexplained):
    walk_to(state)
    found = backlog()
    assert (found.counts[Only.LONG], found.counts[Only.UNEXPLAINED]) == (1, unexplained)
    assert found.counts[Only.EXPLAINED] == 1 - unexplained


def test_a_promise_of_an_earlier_round_explains_no_more(db, clock):
    walk_to("extended").submit().approve().later(days=1).reopen()
    clock(LATER + timedelta(days=30))
    assert backlog().counts[Only.UNEXPLAINED] == 1


def test_without_a_reason_first_then_the_oldest(db, clock):
    told = old(at=START - timedelta(days=7), title="Có hẹn").later(days=4).extend(date(2026, 3, 6)).case
    second, first = old(title="Sau").case, old(at=START - timedelta(days=1), title="Trước").case
    assert [case.id for case in backlog().cases] == [first.pk, second.pk, told.pk]


# --- pages of the list -----------------------------------------------------------------------------------------------


def pages(only=Only.LONG):
    """Every page of a list, each case's id."""
    after, found = "", []
    while True:
        page = backlog(only, after)
        found.append([case.id for case in page.cases])
        after = page.next
        if not after:
            return found


def test_pages_hold_every_case_once_and_in_order(db, clock, short_pages):
    ids = [old(at=START - timedelta(days=number % 3)).case.pk for number in range(PAGE + 2)]
    promised = [walk_to("extended").case.pk for _ in range(2)]
    found = pages()
    assert [len(page) for page in found] == [PAGE, 4]
    expected = sorted(ids, key=lambda pk: (-(ids.index(pk) % 3), pk)) + promised
    assert functools.reduce(operator.iadd, found, []) == expected


def test_a_page_may_end_where_the_reasons_begin(db, clock, short_pages):
    for _ in range(PAGE):
        old()
    promised = [walk_to("extended").case.pk for _ in range(PAGE + 1)]
    assert [len(page) for page in pages()] == [PAGE, PAGE, 1]
    assert functools.reduce(operator.iadd, pages(), [])[PAGE:] == promised


def test_cases_of_which_nobody_knows_when_they_began_come_last(db, clock, short_pages):
    for number in range(PAGE + 1):
        case = Walk(title=f"Việc {number}").accept().case
        if number % 2:
            case.standings.filter(assignment=None).update(started_at=None)
    found = pages(Only.UNASSIGNED)
    assert sorted(functools.reduce(operator.iadd, found, [])) == sorted(set(functools.reduce(operator.iadd, found, [])))
    assert [len(page) for page in found] == [PAGE, 1]


@pytest.mark.parametrize(
    "after", ["x", "2_0_0", "0_1", "0_9999999999999999999_1", "0_999999999999999999_1", "0_٣_1", "-"]
)
def test_a_broken_cursor_begins_at_the_top(db, clock, after):
    case = old().case
    assert [told.id for told in backlog(after=after).cases] == [case.pk]


# --- who, and the Center ---------------------------------------------------------------------------------------------


def test_by_agency(db, clock):
    lighting = an_agency(LIGHTING, kind="center")
    old(title="Của hai đơn vị").assign(lighting)
    walk_to("awaiting", title="Chờ duyệt")
    Walk(title="Chưa giao").accept()
    Walk(title="Không tên").accept().assign(an_agency("", kind="other", slug="chua-giao"))
    Walk(at=LATER, title="Mới").accept().assign(lighting).submit()
    kim_long = Named(slug="ubnd-phuong-kim-long", name=KIM_LONG)
    assert backlog().rows == (
        BacklogRow(agency=kim_long, long=2, unexplained=2, awaiting=1),
        BacklogRow(agency=Named(slug="trung-tam-chieu-sang", name=LIGHTING), long=1, unexplained=1, awaiting=1),
        BacklogRow(agency=Named(slug="", name=""), long=1, unexplained=1),
        BacklogRow(agency=Named(slug="chua-giao", name="Nguồn không ghi đơn vị"), long=1, unexplained=1),
    )
    for row in backlog().rows:
        if row.agency.slug:
            assert len(backlog(of=row.agency).cases) == row.long


def test_what_waits_at_the_center(db, clock):
    Walk(at=START + timedelta(days=2), title=CANARY)
    Walk(at=START + timedelta(days=20), title=CANARY)
    Walk(at=START + timedelta(days=5)).accept()
    Walk(title="Không tên").accept().assign(an_agency("", kind="other", slug="chua-giao"))
    walk_to("awaiting")
    walk_to("amendment_awaiting")
    walk_to("awaiting").return_answer()
    Walk().accept(level="figures", level_reason="Tố cáo").assign().submit()
    found = backlog()
    assert (found.received.n, found.received.oldest_days) == (2, 29)
    assert (found.unassigned.n, found.unassigned.oldest_days) == (1, 26), "what is charged to nobody does not wait here"
    assert overdue_list().unassigned == found.unassigned.n
    assert (found.awaiting.n, found.awaiting.oldest_days) == (2, 29), "handed in on the third day"


def test_a_returned_answer_counts_from_its_new_submission(db, clock):
    walk_to("returned").later(days=5).submit()
    assert backlog().awaiting.oldest_days == 31 - 8


def test_nothing_waits(db, clock):
    found = backlog()
    assert set(found.counts.values()) == {0}
    assert (found.cases, found.rows, found.next, found.oldest_days) == ((), (), "", None)
    assert {found.received, found.unassigned, found.awaiting} == {found.received}
    assert (found.received.n, found.received.oldest_days) == (0, None)


# --- the page --------------------------------------------------------------------------------------------------------


def a_backlog():
    old(title="Cũ")
    walk_to("extended", title="Có hẹn")
    Walk(title="Chưa giao").accept()
    Walk(title=CANARY, text=CANARY)
    walk_to("awaiting", title="Chờ duyệt").later(days=1)
    walk_to("refused", title="Đùn").submit(text=CANARY)


city = built(a_backlog)


@pytest.mark.django_db
@pytest.mark.xdist_group("small_city")
@pytest.mark.usefixtures("city")
class TestPage:
    """The page of the cases of `a_backlog`."""

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_the_page_in_both_languages(self, get, clock, language):
        response = get("backlog", language)
        page = parsed(response)
        assert CANARY not in response.content.decode()
        assert all(link.startswith("/en/") == (language == "en") for link in links(page) if link.startswith("/"))
        assert [words(f.find(class_="n")) for f in page.find("dl", class_="figs").find_all("div")] == ["4", "5", "0"]

    def test_the_page_says_how_it_stands(self, get, clock):
        page = parsed(get("backlog"))
        assert words(page.find(class_="lede")) == (
            "5 phản ánh đã mở hơn 30 ngày. 4 trong đó chưa gia hạn lần nào: chưa ai nói vì sao, và đến bao giờ."
        )
        rows = page.find(id="h-center").find_parent("section").tbody.find_all("tr")
        assert [words(row) for row in rows] == [
            "Đã gửi, chưa tiếp nhận 1 31 ngày",
            "Đã tiếp nhận, chưa giao đơn vị nào 1 31 ngày",
            "Câu trả lời chờ duyệt 2 29 ngày",
        ]
        assert [bool(row.a) for row in rows] == [False, True, False], "what is not public leads nowhere"

    @pytest.mark.parametrize("only", Only)
    def test_every_number_leads_to_its_list(self, get, client, clock, only):
        page = parsed(get("backlog"))
        assert f"/ton-dong/?only={only}#h-cases" in links(page) or only is Only.VERY_LONG
        listed = parsed(client.get(f"/ton-dong/?only={only}"))
        assert len(listed.select(".rows > li")) == backlog().counts[only]

    def test_so_does_every_number_of_an_agency(self, client, clock):
        page = parsed(client.get("/ton-dong/"))
        numbers = page.select("section[aria-labelledby=h-agencies] td a")
        assert {urlsplit(link["href"]).query.partition("&")[0] for link in numbers} == {"only=30", "only=unexplained"}
        for link in numbers:
            listed = parsed(client.get(link["href"]))
            assert len(listed.select(".rows > li")) == int(words(link)) > 0
            assert words(listed.find(id="h-cases")).endswith(f": {KIM_LONG}")
        assert listed.find("meta", {"name": "robots"})["content"] == "noindex, follow"
        told = parsed(client.get("/ton-dong/?agency=ai-do")).select_one(".note[role=status]")
        assert words(told) == "Đã bỏ qua “ai-do”: không có đơn vị nào như vậy."

    def test_unknown_questions_ask_nothing_and_only_the_plain_page_is_for_search_engines(self, client, clock):
        plain = parsed(client.get("/ton-dong/?only=%3Cx%3E"))
        assert words(plain.select_one(".note[role=status]")) == "Đã bỏ qua “only=<x>”: không có danh sách này."
        assert parsed(client.get("/ton-dong/")).select(".note[role=status]") == []
        assert len(plain.select(".rows > li")) == 5
        assert plain.find("meta", {"name": "robots"}) is None
        assert parsed(client.get("/ton-dong/?only=90")).find("meta", {"name": "robots"})["content"] == "noindex, follow"


def test_pages_lead_on_and_back(db, client, clock, short_pages):
    for _ in range(PAGE + 1):
        old()
    first = parsed(client.get("/ton-dong/?only=unexplained"))
    link = first.find("a", rel="next")["href"]
    second = parsed(client.get(link))
    assert len(second.select(".rows > li")) == 1
    assert second.find("a", rel="next") is None
    assert "/ton-dong/?only=unexplained#h-cases" in [a["href"] for a in second.select(".pager a")]


def test_an_empty_page_is_calm(db, get, clock):
    page = parsed(get("backlog"))
    assert words(page.find(class_="lede")) == "Không phản ánh nào mở hơn 30 ngày."
    assert "Không có phản ánh nào như vậy." in words(page.main)
    assert "Không đơn vị nào để phản ánh mở lâu" in words(page.main)
    assert page.find(class_="hot") is None


def test_ten_queries_and_only_read(db, get, client, clock, django_assert_max_num_queries):
    for number in range(4):
        old(title=f"Việc {number}").assign(an_agency(f"Đơn vị {number}"))
        walk_to("awaiting", title=f"Chờ {number}")
    assert get("backlog").status_code == 200
    assert client.head("/ton-dong/").status_code == 200
    assert client.post("/ton-dong/").status_code == 405
    slug = an_agency("Đơn vị 1").slug
    with django_assert_max_num_queries(6):  # the rest is remembered
        assert client.get(f"/ton-dong/?agency={slug}").status_code == 200
