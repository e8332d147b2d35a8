"""The public pages: within ten queries, in both languages, with data and without, and nothing that is not public."""

import re

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from cases.accountability import present as present_module
from tests.cases.accountability.city import KIM_LONG, LIGHTING, NOW, a_city
from tests.cities import built
from tests.factories import Walk, an_agency, walk_to

PAGES = [("overdue", {}), ("agencies", {}), ("agency", {"slug": "ubnd-phuong-kim-long"})]
CANARY = "MẬT-7391"


def busy():
    """The city of `a_city`, with six agencies and twelve cases more."""
    a_city()
    for number in range(6):
        Walk(title=f"Việc {number}").accept().assign(an_agency(f"Đơn vị {number}"))
        Walk(title=f"Xong {number}").accept().assign().later(days=1).submit().approve()


busy_city = built(busy)


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)


def parsed(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def words(element):
    return " ".join(element.get_text(" ").split())


def links(page):
    return [link["href"] for link in page.main.find_all("a")]


# --- every page ----------------------------------------------------------------------------------------------------


def page_address(name, language, parts):
    with override(language):
        from django.urls import reverse

        return reverse(name, kwargs=parts)


@pytest.mark.parametrize(("name", "parts"), PAGES)
def test_pages_are_only_read(db, client, name, parts):
    an_agency()
    address = page_address(name, "vi", parts)
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(("name", "parts"), PAGES)
def test_nothing_that_is_not_public_gets_out(db, get, name, parts):
    Walk(title=f"{CANARY} tố cáo").accept(level="figures", level_reason=CANARY).assign()
    walk_to("refused", title="Đèn").submit(text=CANARY).refuse(sentence="Không nhận", at=NOW)
    walk_to("awaiting", text=CANARY + " gốc").later(days=1)
    walk_to("overdue", title=f"{CANARY} rút").withdraw(at=NOW)
    Walk(title=CANARY)
    for language in ("vi", "en"):
        assert CANARY not in get(name, language, **parts).content.decode()


@pytest.mark.django_db
@pytest.mark.xdist_group("small_city")
@pytest.mark.usefixtures("small_city")
class TestSmallCity:
    """The pages of the city of `a_city`."""

    @pytest.mark.parametrize("language", ["vi", "en"])
    @pytest.mark.parametrize(("name", "parts"), PAGES)
    def test_pages_answer_in_both_languages(self, get, name, parts, language):
        page = parsed(get(name, language, **parts))
        assert page.html["lang"] == language
        assert page.find("link", rel="canonical")["href"].endswith(page_address(name, language, parts))
        assert page.title.string.endswith("– Minh Bạch")
        assert page.find("meta", {"name": "description"})["content"]
        assert all(link.startswith("/en/") for link in links(page) if link.startswith("/")) == (language == "en")

    def test_the_overdue_page_says_who(self, get):
        page = parsed(get("overdue"))
        lede = words(page.find(class_="lede"))
        assert lede.startswith(
            "Đến 23:59 ngày 16/03/2026, 2 đơn vị và dòng “Nguồn không ghi đơn vị” còn 5 phản ánh trễ hạn hoặc lỡ hẹn; "
            "1 phản ánh khác đã gia hạn."
        )
        rows = page.table.tbody.find_all("tr")
        assert [words(row.th) for row in rows] == [KIM_LONG, "Nguồn không ghi đơn vị", LIGHTING]
        cells = [words(cell) for cell in rows[0].find_all("td")]
        assert cells == ["3", "2", "1", "1", "5 ngày", "60,0 %", "6 ngày : Nắp cống vỡ"]

    def test_every_figure_of_the_overdue_page_leads_to_its_cases(self, get):
        page = parsed(get("overdue"))
        own = "/phan-anh/?agency=ubnd-phuong-kim-long"
        assert f"{own}&verdict=overdue&verdict=promise_broken" in links(page)
        assert f"{own}&verdict=extended" in links(page)
        late = "/phan-anh/?verdict=overdue&verdict=promise_broken"
        assert {late, f"{late}&verdict=extended"} <= set(links(page))
        assert any(re.fullmatch(r"/phan-anh/2026/02/nap-cong-vo-a\d+/", link) for link in links(page))
        assert {"/qua-han.csv", "/qua-han.json"} <= set(links(page))

    def test_the_agencies_page_compares_within_kinds(self, get):
        page = parsed(get("agencies"))
        kinds = [words(row) for row in page.select("tr.kind")]
        assert kinds == ["Phường, xã", "Doanh nghiệp", "Trung tâm", "Đơn vị khác"]
        assert words(page.find(id="h-agencies")) == "3 đơn vị, theo loại rồi theo tên", "nobody is no agency"
        row = page.table.tbody.find_all("tr")[1]
        assert words(row).startswith(f"{KIM_LONG} 20,0 % 3,6–62,4 % 5 1 5 2 1 1")
        assert row.find("circle")["class"] == ["dot", "few"], "n = 5: shown, not ranked"
        assert "/phan-anh/?agency=ubnd-phuong-kim-long&verdict=overdue" in links(page)

    def test_the_agency_page_has_figures_and_cases(self, get):
        page = parsed(get("agency", slug="ubnd-phuong-kim-long"))
        assert words(page.h1) == KIM_LONG
        assert words(page.find(class_="lede")) == "Đang giữ 5 phản ánh: 3 trễ hạn hoặc lỡ hẹn, 1 đã gia hạn."
        late = page.find(id="h-late").find_parent("section")
        assert [words(row.h3) for row in late.find_all("li")] == ["Nắp cống vỡ", "Đèn tắt", "Ổ gà", "Rác"]
        assert "Trễ hạn 6 ngày" in words(late.li)
        answered = page.find(id="h-new").find_parent("section")
        assert [words(row.h3) for row in answered.find_all("li")] == ["Cây đổ"]
        assert "Đúng hạn, sau 2 ngày" in words(answered.li)
        assert words(answered.li.find_all(class_="on")[-1]).startswith("trả lời ")
        assert "trả lời" not in words(late.find(class_="meta")), "only where it is about answers"
        assert "/phan-anh/?agency=ubnd-phuong-kim-long" in links(page)

    def test_who_has_no_agency_is_shown_as_such(self, get):
        page = parsed(get("agency", slug="chua-giao"))
        assert words(page.h1) == "Nguồn không ghi đơn vị"
        assert any("Đây không phải một đơn vị" in words(note) for note in page.find_all(class_="note"))
        names = [words(name) for name in page.find(class_="figs").find_all("dt")]
        assert "Đang mở" in names
        assert "Đúng hạn" not in names
        assert page.find(id="h-satisfied") is None
        assert "%" not in words(page.main)


@pytest.mark.django_db
@pytest.mark.xdist_group("small_city")
@pytest.mark.usefixtures("busy_city")
class TestBusyCity:
    """The pages of the city of `busy`."""

    @pytest.mark.parametrize(("name", "parts"), PAGES)
    def test_ten_queries_whatever_the_length(self, get, name, parts):
        assert parsed(get(name, **parts))


# --- overdue ---------------------------------------------------------------------------------------------------------


def test_nobody_past_due_is_said_and_so_is_no_data(db, get):
    assert "Chưa có dữ liệu: chưa phản ánh nào được giao." in words(parsed(get("overdue")).main)
    Walk(at=NOW).accept().assign()
    page = parsed(get("overdue"))
    assert words(page.find(class_="lede")).startswith("Hôm nay không đơn vị nào quá hạn, tính đến 23:59")
    assert page.table is None


# --- agencies --------------------------------------------------------------------------------------------------------


def test_no_agency_yet(db, get):
    page = parsed(get("agencies"))
    assert page.table is None
    assert "Chưa có dữ liệu: chưa đơn vị nào được giao phản ánh." in words(page.main)


# --- one agency ------------------------------------------------------------------------------------------------------


def test_an_agency_with_nothing_to_do(db, get):
    an_agency("Không việc", kind="other")
    page = parsed(get("agency", slug="khong-viec"))
    assert "Không có phản ánh nào quá hạn." in words(page.main)
    assert "Chưa trả lời phản ánh nào." in words(page.main)


@pytest.mark.parametrize("slug", ["khong-co", "UBND-phuong-kim-long"])
def test_an_unknown_agency_is_not_found(db, get, slug):
    an_agency()
    assert get("agency", slug=slug).status_code == 404
