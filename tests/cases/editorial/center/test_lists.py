"""The Center's lists: what each holds, how it is narrowed and ordered, as a file, and what it costs."""

import csv
import io
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions.actor import CENTER
from cases.actions.urgency import urge
from cases.editorial.center import table
from cases.editorial.center.lists import SHAPES, Listing
from cases.models import CategoryTerm, ReasonCode, UrgentMark, Withdrawal
from cases.public.spreadsheet import harmless
from tests.cases.editorial.center.conftest import accepted, answered, findable, list_of, page, sent, soup, titles, words
from tests.factories import LIGHTING, a_category, ago, an_agency

pytestmark = pytest.mark.django_db


class TestEachHolds:
    """What waits, by what it waits for."""

    @pytest.fixture(autouse=True)
    def _cases(self, db):
        sent("mới gửi")
        accepted("chưa giao")
        accepted("đang làm", days=3).assign()
        accepted("chuyển đi", days=4).assign().until(ago(minutes=50)).transfer()
        answered("xong")
        sent("từ chối").decline()
        accepted("rút").assign().withdraw()
        urge(case=accepted("gấp", days=1).assign().case, by=CENTER, at=ago(minutes=30))
        asked = accepted("chờ rút").case
        reason = ReasonCode.objects.get(kind="withdraw", code="an-ninh")
        Withdrawal.objects.create(case=asked, reason=reason, legal_basis="Điều 7", asked_at=timezone.now())

    def test_its_own(self, editor):
        for which, held in (
            (Listing.VERIFY, {"mới gửi"}),
            (Listing.ASSIGN, {"chưa giao", "chờ rút"}),
            (Listing.OPEN, {"chưa giao", "đang làm", "chuyển đi", "gấp", "chờ rút"}),
            (Listing.URGENT, {"gấp"}),
            (Listing.ANSWERED, {"xong"}),
            (Listing.WITHDRAWALS, {"chờ rút"}),
            (Listing.GONE, {"từ chối", "rút"}),
        ):
            assert set(titles(editor, which.value)) == held, which

    def test_every_list_opens_by_every_column_both_ways_and_counts_are_lengths(self, editor):
        for which in Listing:
            for column in SHAPES[which].columns:
                up, down = (titles(editor, which.value, f"?xep={sign}{column.value}") for sign in ("", "-"))
                assert sorted(up) == sorted(down) != []
                if column.value == "so":
                    assert up == down[::-1]
        shown = page(editor, list_of("giao"))
        counts = {words(chip).rpartition(" ")[0]: words(chip).rpartition(" ")[2] for chip in shown.select(".chip")}
        assert (counts["Chờ xác minh"], counts["Chờ giao"], counts["Gấp"]) == ("1", "2", "1")
        assert (counts["Đang xử lý"], counts["Chờ xác nhận rút"]) == ("5", "1")

    def test_a_category_with_a_term_in_hours_is_urgent_by_itself(self, editor):
        term = CategoryTerm.objects.filter(category=a_category()).latest("since")
        CategoryTerm.objects.filter(pk=term.pk).update(kind="hours", n=4)
        assert {"mới gửi", "chưa giao", "gấp"} <= set(titles(editor, "gap"))
        assert not {"xong", "từ chối", "rút"} & set(titles(editor, "gap"))


class TestOrder:
    """By any column, through the address."""

    @pytest.fixture(autouse=True)
    def _cases(self, db):
        accepted("giữa", days=4, ward="an-cuu", category="giao-thong").assign(an_agency("B"))
        accepted("cũ nhất", days=9, ward="thuan-hoa").assign(an_agency("A"))
        accepted("mới nhất", days=1, category="rac-thai")

    def test_by_a_column(self, editor):
        for order, first, last in (
            ("tiep-nhan", "cũ nhất", "mới nhất"),
            ("-tiep-nhan", "mới nhất", "cũ nhất"),
            ("han", "cũ nhất", "mới nhất"),
            ("-han", "mới nhất", "cũ nhất"),
            ("tieu-de", "cũ nhất", "mới nhất"),
            ("linh-vuc", "cũ nhất", "mới nhất"),
            ("phuong", "giữa", "mới nhất"),  # without a ward comes last, both ways
            ("-phuong", "cũ nhất", "mới nhất"),
            ("don-vi", "cũ nhất", "mới nhất"),
            ("-don-vi", "giữa", "mới nhất"),
        ):
            found = titles(editor, "dang-mo", f"?xep={order}")
            assert (found[0], found[-1], len(found)) == (first, last, 3), order

    def test_a_head_says_how_it_is_ordered_and_turns_it_round(self, editor):
        head = page(editor, list_of("dang-mo", "?xep=phuong&q=")).select_one("th[aria-sort]")
        assert (head["aria-sort"], words(head.a)) == ("ascending", "Phường, xã ↑")
        turned = page(editor, head.a["href"]).select_one("th[aria-sort]")
        assert (turned["aria-sort"], turned.a["href"]) == ("descending", list_of("dang-mo", "?xep=phuong"))


class TestNarrowed:
    """By words without marks, and by each choice."""

    @pytest.fixture(autouse=True)
    def _cases(self, db):
        accepted("Đèn đường hỏng", text="", place="", ward="an-cuu", days=9).assign(an_agency(LIGHTING))
        accepted("Cống nghẹt", category="thoat-nuoc", text="Nước đen chảy ra", place="", days=20).assign()
        accepted("Cây gãy", text="", place="", days=1)
        findable()

    def test_by(self, editor):
        for query, found in (
            ("?q=den+duong+hong", ["Đèn đường hỏng"]),
            ("?q=đèn", ["Đèn đường hỏng"]),
            ("?q=den", ["Cống nghẹt", "Đèn đường hỏng"]),
            ("?q=den+-nghet", ["Đèn đường hỏng"]),
            ("?q=khong+co+gi+nhu+the", []),
            ("?linh-vuc=thoat-nuoc", ["Cống nghẹt"]),
            ("?phuong=an-cuu", ["Đèn đường hỏng"]),
            ("?don-vi=trung-tam-chieu-sang", ["Đèn đường hỏng"]),
            ("?qua-han=1", ["Cống nghẹt"]),
            ("?q=nghet&phuong=an-cuu", []),
        ):
            assert sorted(titles(editor, "dang-mo", query)) == sorted(found), query

    def test_by_days(self, editor):
        day = timezone.localdate() - timedelta(days=9)
        assert titles(editor, "dang-mo", f"?tu={day}&den={day}") in (["Đèn đường hỏng"], [])
        early, late = timezone.localdate() - timedelta(days=12), timezone.localdate() - timedelta(days=5)
        assert titles(editor, "dang-mo", f"?tu={early}&den={late}") == ["Đèn đường hỏng"]
        assert titles(editor, "dang-mo", f"?den={early}") == ["Cống nghẹt"]

    def test_what_is_not_understood_is_named_and_the_rest_is_heeded(self, editor):
        for query, said in (
            ("?linh-vuc=khong-co", "linh-vuc=khong-co"),
            ("?xep=khong", "xep=khong"),
            ("?xep=-trang-thai", "xep=-trang-thai"),  # no column of this list
            ("?tu=hom-qua", "tu=hom-qua"),
            ("?tu=2026-02-02&den=2026-01-01", "Ngày đầu đứng sau ngày cuối"),
            ("?trang=²", "trang=²"),
            ("?trang=-1", "trang=-1"),
            ("?q=" + "a" * 201, "sau 200 ký tự"),
        ):
            shown = page(editor, list_of("dang-mo", query if "xep" in query else f"{query}&xep=so"))
            assert said in words(shown.select_one(".told .note.warn")), query
            assert len(shown.select("tbody tr")) == (0 if "q=" in query else 3), query

    def test_nothing_says_so_and_leads_back(self, editor):
        shown = page(editor, list_of("dang-mo", "?q=khong+co+gi"))
        assert "Không có phản ánh nào khớp" in words(shown.main)
        assert list_of("dang-mo") in [link["href"] for link in shown.select(".narrow a")]
        assert "Không còn phản ánh nào" in words(page(editor, list_of("xac-minh")).main)

    def test_odd_letters_do_no_harm_and_stand_in_the_box_as_they_were_typed(self, editor):
        assert page(editor, list_of("dang-mo", "?q=%00")).find(id="loc-q")["value"] == ""
        for odd in ("\"'--", "\N{RIGHT-TO-LEFT OVERRIDE}abc", "(((", "NEAR/3", "*", "den & !", "💡"):
            shown = page(editor, list_of("dang-mo", f"?{urlencode({'q': odd})}"))
            assert shown.find(id="loc-q")["value"] == odd


def test_a_report_that_waits_is_found_by_its_own_words_and_by_its_number(editor):
    walk = sent("Ổ gà lớn", text="trước chợ Đông Ba", place="12 Trần Hưng Đạo")
    sent("Rác")
    findable()
    number = walk.case.number
    for query in ("o+ga", "cho+dong+ba", "tran+hung+dao", number, f"a{number}", "chieu+sang+ga"):
        assert titles(editor, "xac-minh", f"?q={query}") == ["Ổ gà lớn"], query


def test_a_page_is_leafed_through_and_a_page_too_far_is_the_last(editor, monkeypatch):
    monkeypatch.setattr(table, "SHOWN", 2)
    for n in range(5):
        accepted(f"việc {n}", days=5 - n)
    assert titles(editor, "dang-mo", "?xep=so") == ["việc 0", "việc 1"]
    second = page(editor, list_of("dang-mo", "?xep=so")).select_one("[rel=next]")["href"]
    assert titles(editor, "dang-mo", second.partition("/dang-mo/")[2]) == ["việc 2", "việc 3"]
    assert titles(editor, "dang-mo", "?xep=so&trang=9") == ["việc 4"]
    assert "trang 3 trong 3" in words(page(editor, list_of("dang-mo", "?xep=so&trang=9")).select_one(".pager"))


def test_the_past_is_ordered_among_the_newest_and_says_so(editor, monkeypatch):
    monkeypatch.setattr(table, "NEWEST", 2)
    for name in ("cũ", "b", "a"):
        answered(name)
    assert titles(editor, "da-tra-loi", "?xep=tieu-de") == ["a", "b"]
    shown = page(editor, list_of("da-tra-loi", "?xep=tieu-de"))
    assert "trong 2 phản ánh mới nhất" in words(shown.select_one(".told"))
    assert "3 phản ánh." in words(shown.select_one(".head"))
    for query in ("?xep=-so", "?xep=so"):
        assert len(titles(editor, "da-tra-loi", query)) == 3
    assert "mới nhất" not in words(page(editor, list_of("da-tra-loi")).select_one(".told"))
    for name in ("x", "y", "z"):
        accepted(name)
    assert len(titles(editor, "dang-mo", "?xep=tieu-de")) == 3


def test_an_unknown_list_is_no_page(editor):
    assert editor.get(list_of("khac")).status_code == 404
    assert editor.get(reverse("center_file", args=["khac"])).status_code == 404


class TestFile:
    """The list as CSV."""

    def rows(self, client, which="dang-mo", query=""):
        response = client.get(reverse("center_file", args=[which]) + query)
        assert response.streaming
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert f'filename="{which}-' in response["Content-Disposition"]
        text = b"".join(response.streaming_content).decode()
        assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}Số,")
        return list(csv.reader(io.StringIO(text[1:])))

    def test_it_holds_what_the_page_is_narrowed_to_in_its_order(self, editor):
        first = accepted("Đèn, hỏng", days=3, ward="an-cuu").assign()
        second = accepted("Đèn tắt", days=2)
        accepted("Rác", text="")
        findable()
        head, *rows = self.rows(editor, query="?q=den&xep=-so&trang=7")
        assert head[:3] == ["Số", "Tiêu đề", "Trạng thái"]
        assert [row[0] for row in rows] == [str(second.case.number), str(first.case.number)]
        due = timezone.localtime(first.case.due_dates.filter(assignment=None).get().due_at)
        assert rows[1][1:6] == [
            "Đèn, hỏng",
            "Đang xử lý",
            "Chiếu sáng công cộng",
            "Phường An Cựu",
            "UBND phường Kim Long",
        ]
        assert rows[1][8] == due.isoformat(timespec="minutes")
        assert rows[1][9].endswith(f"/a/{first.case.number}")

    def test_what_is_not_public_has_no_address(self, editor):
        sent("Chưa xác minh")
        assert self.rows(editor, "xac-minh")[1][8:] == ["", ""]

    @pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@a", "\tx", "\rx"])
    def test_no_cell_is_a_formula(self, text):
        assert harmless(text) == f"'{text}"
        assert (harmless("Đèn = hỏng"), harmless(None), harmless(7)) == ("Đèn = hỏng", "", "7")


def queries(client, which, query=""):
    with CaptureQueriesContext(connection) as asked:
        page(client, list_of(which, query))
    return len(asked)


def test_every_list_asks_as_many_queries_for_many_cases_as_for_few(editor):
    asked = {}
    for count in (3, 6):
        for n in range(count):
            urge(case=sent(f"gửi {n}").case, by=CENTER, at=ago(minutes=30))
            accepted(f"nhận {n}", ward="an-cuu").assign()
            accepted(f"chưa giao {n}", ward="an-cuu")
            answered(f"xong {n}")
            sent(f"thôi {n}").decline()
        asked[count] = {which: queries(editor, which.value, "?q=n&qua-han=") for which in Listing}
        asked[count] |= {f"{which}?": queries(editor, which.value) for which in Listing}
    assert asked[3] == asked[6]
    assert max(asked[6].values()) <= 22
    assert UrgentMark.objects.count() == 9


def test_a_title_with_covered_words_and_markup_is_shown_as_the_public_sees_it(editor):
    accepted("Nhà ông [đã che] <b>ồn</b>")
    shown = page(editor, list_of("dang-mo")).select_one("tbody th a")
    assert shown.find("b") is None
    assert "[đã che]" not in words(shown)
    assert "ồn" in words(soup(editor.get(list_of("dang-mo"))).select_one("tbody th"))
