"""Up to four agencies side by side, ranked only where that can be said."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from cases.accountability import present as present_module
from cases.accountability import side_by_side as module
from cases.accountability.definitions import METHOD_VERSION
from cases.accountability.measures import Measure
from cases.accountability.side_by_side import MOST, asked_slugs
from cases.models import Agency
from cases.rules.figures import rate
from tests.cases.accountability.stored_clocks import Charge, store
from tests.cases.rules.clocks import approved, clock, due, tick

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    cache.clear()
    monkeypatch.setattr(present_module.timezone, "now", lambda: tick(50))


def words(element):
    return " ".join(element.get_text(" ").split())


@pytest.mark.parametrize(
    ("values", "slugs"),
    [([], []), (["a,b"], ["a", "b"]), (["a", "", "b,a"], ["a", "b"]), ([" a , ,b "], ["a", "b"])],
)
def test_what_an_address_asks_for(values, slugs):
    assert asked_slugs(values) == slugs


def many(agency, in_term, late):
    for n in range(in_term + late):
        store(Charge(facts=clock(due(10), approved(5 if n < in_term else 15, 20)), agency=agency))


def beside(client, *slugs):
    page = BeautifulSoup(client.get(f"/don-vi/?so-sanh={','.join(slugs)}").content, "lxml")
    return page.find(id="canh-nhau")


@pytest.mark.parametrize(
    ("first", "second", "sentence", "ranks"),
    [
        ((29, 1), (1, 29), "khác nhau rõ", ["1", "2"]),
        ((29, 0), (1, 29), "n dưới 30", None),
        ((20, 10), (18, 12), "khoảng 95 % chồng lên nhau", None),
    ],
)
def test_ranked_only_where_intervals_do_not_touch(client, first, second, sentence, ranks):
    many("A", *first)
    many("B", *second)
    part = beside(client, *Agency.objects.filter(name__in="AB").order_by("name").values_list("slug", flat=True))
    assert sentence in words(part.select_one(".head ~ p"))
    assert ("Không đủ khác biệt để xếp hạng" in words(part.select_one(".head ~ p"))) == (ranks is None)
    order = part.find("th", string="Thứ tự")
    assert (order and [words(cell) for cell in order.find_next_siblings("td")]) == ranks


def test_other_rates_stand_there_with_their_interval_and_say_whether_they_differ(client, monkeypatch):
    many("A", 2, 0)
    many("B", 1, 0)
    ids = dict(Agency.objects.values_list("name", "pk"))
    looks = {ids["A"]: rate(40, 40), ids["B"]: rate(1, 40)}
    counted = {Measure.KEPT: ("kept", lambda at: {}), Measure.FIRST: ("looks", lambda at: looks)}
    monkeypatch.setattr(module, "COUNTED", counted)
    part = beside(client, *Agency.objects.filter(name__in="AB").order_by("name").values_list("slug", flat=True))
    first, kept = (part.find("a", string=name).find_parent("tr") for name in ("Duyệt ngay lần đầu", "Giữ lời hẹn"))
    assert [words(cell) for cell in first.find_all("td")] == [
        "100,0 % 91,2–\u2060100,0 %; n = 40",
        "2,5 % 0,4–\u206012,9 %; n = 40",
    ]
    assert first.small is None
    assert words(kept.small) == "Không đủ khác biệt để xếp hạng."
    assert [words(cell) for cell in kept.find_all("td")] == ["–", "–"]


def test_unknown_names_are_told_and_more_than_four_left_out(client):
    for name in "VWXYZ":
        many(name, 1, 0)
    slugs = Agency.objects.filter(name__in="VWXYZ").values_list("slug", flat=True)
    part = beside(client, *slugs, "khong-co")
    assert "khong-co" in words(part)
    assert "Nhiều nhất bốn" in words(part)
    assert len(part.thead.find_all("th")) == 1 + MOST
    assert beside(client, "") is None


def test_it_bears_its_agencies_names_and_is_cited_by_them(client):
    """A title, an address and a citation of their own: those that are shown, in the order asked for."""
    for name in "XYZ":
        many(name, 1, 0)
    slug = dict(Agency.objects.values_list("name", "slug"))
    own = f"/don-vi/?so-sanh={slug['Z']},{slug['X']}"
    page = BeautifulSoup(client.get(f"/don-vi/?so-sanh={slug['Z']}&so-sanh={slug['X']},khong-co").content, "lxml")
    assert words(page.title) == "So sánh Z; X – Minh Bạch"
    assert page.find("meta", attrs={"name": "description"})["content"].startswith("Z; X: tỷ lệ")
    assert words(page.find(id="h-beside")) == "Z; X"
    for canonical in (page.find("link", rel="canonical")["href"], page.select_one(".on-paper").get_text()):
        assert canonical.endswith(own)
    cited = page.select_one("#canh-nhau .cite")
    at, seen = "09:00 ngày 04/03/2026", "04/03/2026"
    assert f"So sánh các đơn vị: Z; X , số liệu lúc {at} , cách tính {METHOD_VERSION}, xem ngày {seen} ." in words(
        cited
    )
    assert cited.select_one(".code a")["href"] == own
    one = BeautifulSoup(client.get(f"/don-vi/?so-sanh={slug['X']}").content, "lxml")
    assert words(one.title) == "So sánh các đơn vị: X – Minh Bạch"
    none = BeautifulSoup(client.get("/don-vi/?so-sanh=khong-co").content, "lxml")
    assert words(none.title) == "So sánh các đơn vị – Minh Bạch"
    assert (none.select_one(".cite"), none.find("link", rel="canonical")["href"][-8:]) == (None, "/don-vi/")


def test_a_phone_numbers_the_names_once_and_each_figure_has_a_value_of_every_agency(client):
    for name in "XYZ":
        many(name, 1, 0)
    part = beside(client, *Agency.objects.filter(name__in="XYZ").values_list("slug", flat=True))
    assert "of-3" in part.table["class"]
    heads = part.table.select_one("tr.nth")
    assert (heads["aria-hidden"], words(heads)) == ("true", "1 2 3")
    assert {len(row.find_all("td")) for row in part.tbody.find_all("tr")} == {3}
    assert part.find_parent().select("details.fold > summary > h2"), "what is rarely read is folded beside it"
