"""The public pages by ward and by category."""

import pytest

from cases.accountability import present as present_module
from tests.cases.accountability.city import NOW, a_city
from tests.cases.accountability.test_views import links, page_address, parsed, words
from tests.cities import built
from tests.factories import Walk, an_agency, walk_to

PAGES = [("wards", {}), ("ward", {"slug": "kim-long"}), ("categories", {}), ("category", {"slug": "chieu-sang"})]
every_page = pytest.mark.parametrize(("name", "parts"), PAGES, ids=[name for name, _ in PAGES])
CANARY = "MẬT-7391"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)


def somewhere():
    """Kim Long: two late, one extended, one answered in term, one late; and the city of the other tests, nowhere."""
    a_city()
    walk_to("overdue", ward="kim-long", title="Đèn tắt")
    walk_to("promise_broken", ward="kim-long", title="Ổ gà")
    walk_to("extended", ward="kim-long", title="Rác").extend(promised_on=NOW.date())
    walk_to("answered", ward="kim-long", title="Cây đổ")
    walk_to("answered_late", ward="kim-long", title="Cây khô")


def busy():
    """Six agencies and twelve cases in Kim Long."""
    for number in range(6):
        Walk(title=f"Việc {number}", ward="kim-long").accept().assign(an_agency(f"Đơn vị {number}"))
        walk_to("answered", ward="kim-long", title=f"Xong {number}")


city, busy_city = built(somewhere), built(busy)


@pytest.mark.django_db
@pytest.mark.xdist_group("small_city")
@pytest.mark.usefixtures("busy_city")
class TestBusyCity:
    """The pages of the city of `busy`."""

    @every_page
    def test_ten_queries_whatever_the_length(self, get, name, parts):
        assert parsed(get(name, **parts))


@every_page
def test_pages_are_only_read(db, client, name, parts):
    address = page_address(name, "vi", parts)
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@every_page
def test_nothing_that_is_not_public_gets_out(db, get, name, parts):
    Walk(title=f"{CANARY} tố cáo", ward="kim-long").accept(level="figures", level_reason=CANARY).assign()
    walk_to("refused", ward="kim-long", title="Đèn").submit(text=CANARY).refuse(sentence="Không nhận", at=NOW)
    walk_to("overdue", ward="kim-long", title=f"{CANARY} rút").withdraw(at=NOW)
    Walk(title=CANARY, ward="kim-long")
    for language in ("vi", "en"):
        assert CANARY not in get(name, language, **parts).content.decode()


@pytest.mark.parametrize("name", ["ward", "category"])
@pytest.mark.parametrize("slug", ["khong-co", "Kim-Long"])
def test_an_unknown_part_is_not_found(db, get, name, slug):
    assert get(name, slug=slug).status_code == 404


@pytest.mark.django_db
@pytest.mark.xdist_group("small_city")
@pytest.mark.usefixtures("city")
class TestSomewhere:
    """The pages of the city of `somewhere`."""

    @pytest.mark.parametrize("language", ["vi", "en"])
    @every_page
    def test_pages_answer_in_both_languages(self, get, name, parts, language):
        page = parsed(get(name, language, **parts))
        assert page.html["lang"] == language
        assert page.find("link", rel="canonical")["href"].endswith(page_address(name, language, parts))
        assert page.find("meta", {"name": "description"})["content"]
        inner = [link for link in links(page) if link.startswith("/")]
        assert len(inner) > 10
        assert all(link.startswith("/en/") == (language == "en") for link in inner)

    def test_all_wards_in_table_and_map(self, get):
        page = parsed(get("wards"))
        assert words(page.find(class_="lede")) == (
            "1 phường, xã có phản ánh trễ hạn hoặc lỡ hẹn. Tỷ lệ cao nhất: phường Kim Long, 2 trong 3 đang mở."
        )
        rows = [[words(cell) for cell in row.find_all(["th", "td"])] for row in page.table.tbody.find_all("tr")]
        assert rows == [
            ["Phường Kim Long", "2", "1", "3", "66,7 %", "2"],
            ["Không rõ nơi", "5", "1", "7", "71,4 %", "2"],
        ]
        assert [words(cell) for cell in page.table.tfoot.find_all("td")] == ["7", "2", "10", "70,0 %", "4"]
        drawn = page.find("svg", class_="map")
        caveat = "Nơi ít phản ánh, một việc đã đổi tỷ lệ nhiều. Nơi báo nhiều chưa hẳn là nơi tệ hơn."
        assert drawn.find("desc").string == f"{words(page.find(class_='lede'))} {caveat}"
        shapes = {link.title.string: link.path["class"] for link in drawn.find_all("a")}
        assert shapes["Phường Kim Long: 2 trong 3 đang mở"] == ["m3"]
        assert len(shapes) == 40
        assert {link["tabindex"] for link in drawn.find_all("a")} == {"-1"}

    def test_every_ward_is_reached_without_the_map(self, get):
        page = parsed(get("wards"))
        for drawing in page.find_all("svg", class_="map"):
            drawing.decompose()
        assert len({link for link in links(page) if link.startswith("/phuong-xa/") and link != "/phuong-xa/"}) == 40

    def test_every_number_leads_to_its_cases_and_a_zero_nowhere(self, get):
        page = parsed(get("wards"))
        row, rest = page.table.tbody.find_all("tr")
        own, late = "/phan-anh/?ward=kim-long&state=", "/phan-anh/?ward=kim-long&verdict="
        assert [link["href"] for link in row.find_all("a")] == [
            "/phuong-xa/kim-long/",
            f"{late}overdue&verdict=promise_broken",
            f"{late}extended",
            f"{own}in_progress&state=reopened",
            f"{own}answered",
        ]
        assert rest.find_all("a") == [], "no list asks for cases without a ward"
        city = [link["href"] for link in page.table.tfoot.find_all("a")]
        assert city[0] == "/phan-anh/?verdict=overdue&verdict=promise_broken"

    @pytest.mark.parametrize(("name", "slug"), [("ward", "kim-long"), ("category", "chieu-sang")])
    def test_five_figures_with_their_instant_and_their_cases(self, get, name, slug):
        page = parsed(get(name, slug=slug))
        figures = page.find("dl", class_="figs").find_all("div", recursive=False)
        own, late = f"/phan-anh/?{name}={slug}&state=", f"/phan-anh/?{name}={slug}&verdict="
        assert [(words(f.find(class_="n")), f.find(class_="n").a["href"]) for f in figures] == [
            ("2" if name == "ward" else "7", f"{late}overdue&verdict=promise_broken"),
            ("1" if name == "ward" else "2", f"{late}extended"),
            ("3" if name == "ward" else "10", f"{own}in_progress&state=reopened"),
            ("2" if name == "ward" else "4", f"{own}answered"),
            ("1" if name == "ward" else "2", f"{late}answered_in_term"),
        ]
        assert "Tính lúc 23:59 ngày 16/03/2026" in words(page.main)
        assert f"/phan-anh/feed.atom?{name}={slug}" in links(page)
        assert f"/phan-anh/?{name}={slug}" in links(page)

    def test_a_ward_has_its_cases_and_its_agencies(self, get):
        page = parsed(get("ward", slug="kim-long"))
        assert words(page.find(class_="lede")) == "Đang mở 3 phản ánh: 2 trễ hạn hoặc lỡ hẹn, 1 đã gia hạn."
        late = page.find(id="h-late").find_parent("section")
        assert {words(row.h3) for row in late.find_all("li")} == {"Đèn tắt", "Ổ gà", "Rác"}
        done = page.find(id="h-new").find_parent("section")
        assert [words(row.h3) for row in done.find_all("li")] == ["Cây khô", "Cây đổ"]
        row = page.find(id="h-agencies").find_parent("section").tbody.tr
        assert [words(cell) for cell in row.find_all(["th", "td"])] == [
            "UBND phường Kim Long",
            "2",
            "1",
            "3",
            "66,7 %",
            "2",
        ]
        own = "/phan-anh/?ward=kim-long&agency=ubnd-phuong-kim-long"
        assert {tuple(sorted(link["href"].split("?")[1].split("&"))) for link in row.find_all("a")[1:2]} == {
            tuple(sorted(f"{own}&verdict=overdue&verdict=promise_broken".split("?")[1].split("&")))
        }

    def test_the_front_page_has_the_map_and_the_worst_wards(self, client):
        page = parsed(client.get("/"))
        section = page.find(id="ban-do")
        assert len({link["href"] for link in section.svg.find_all("a")}) == 40
        assert [words(row) for row in section.tbody.find_all("tr")] == ["Phường Kim Long 2 3"]
        assert {"/phuong-xa/", "/linh-vuc/"} <= set(links(page))


# --- all wards -------------------------------------------------------------------------------------------------------


# --- one part --------------------------------------------------------------------------------------------------------


def test_a_ward_where_nothing_happened(db, get):
    page = parsed(get("ward", slug="a-luoi-1"))
    assert words(page.find(class_="lede")) == "Chưa có phản ánh nào."
    assert "Không có phản ánh nào quá hạn." in words(page.main)
    assert "Chưa trả lời phản ánh nào." in words(page.main)
    assert page.find(id="h-agencies") is None


def test_a_ward_where_all_is_answered(db, get):
    walk_to("answered", ward="vy-da")
    assert words(parsed(get("ward", slug="vy-da")).find(class_="lede")) == "Không có phản ánh nào đang mở."


def test_an_empty_city_has_no_map(db, client):
    assert parsed(client.get("/")).find(id="ban-do") is None
