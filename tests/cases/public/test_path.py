"""Who had a case, what happened to it, and where the names lead."""

import pytest

from cases.models import Agency
from tests.cases.public.pages import DAY, DUE, START, facts, section, words
from tests.factories import LIGHTING, Walk, walk_to

pytestmark = pytest.mark.django_db


def test_who_had_it_how_many_days(page_at):
    walk = walk_to("transferred").later(days=2).submit().later(days=1).approve()
    path = section(page_at(walk.case, DUE), "path")
    rows = [[words(cell) for cell in row.find_all(["th", "td"])] for row in path.table.find_all("tr")]
    assert rows == [
        ["Ai giữ", "Ngày", "Tình trạng hạn"],
        ["UBND phường Kim Long 02/03 – 03/03", "1", "Trong hạn"],
        [f"{LIGHTING} 03/03 – 05/03", "2", "Đúng hạn"],
        ["Trung tâm duyệt câu trả lời, 05/03 – 06/03", "1", ""],
        ["Người dân chờ", "4", ""],
    ]
    assert path.svg.desc.text == f"UBND phường Kim Long: 1 ngày; {LIGHTING}: 2 ngày; Trung tâm: 1 ngày."


def test_what_nobody_has_been_given_lies_with_the_center(page_at):
    page = page_at(Walk(at=START).accept().case, START + 3 * DAY)
    assert words(section(page, "path").table.tbody) == "Trung tâm tìm đơn vị để giao, từ 02/03 3"
    assert facts(page)["Người dân chờ"] == "3 ngày từ 02/03/2026"


def test_what_happened_is_told_in_order_with_who_and_why(page_at):
    walk = walk_to("transferred").later(days=1).extend()
    path = section(page_at(walk.case, DUE), "path").find("ol", class_="path")
    assert [words(item) for item in path.find_all("li")] == [
        "02/03/2026 (9 ngày trước), Người dân Gửi phản ánh",
        "02/03/2026 (9 ngày trước), Trung tâm Tiếp nhận",
        "02/03/2026 (9 ngày trước), Trung tâm Giao UBND phường Kim Long",
        f"03/03/2026 (8 ngày trước), Trung tâm Chuyển từ UBND phường Kim Long sang {LIGHTING} Việc của đơn vị khác",
        f"04/03/2026 (7 ngày trước), Đơn vị {LIGHTING} gia hạn Chờ vật tư",
    ]


def test_every_agency_leads_to_its_page_and_the_ward_to_its_cases(page_at):
    page = page_at(walk_to("escalated", ward="kim-long").case, DUE)
    slugs = {a["href"] for a in section(page, "path").table.find_all("a")}
    assert slugs == {f"/don-vi/{agency.slug}/" for agency in Agency.objects.all()}
    assert page.find(class_="crumb").find_all("a")[2]["href"] == "/phuong-xa/kim-long/"
