"""The case page: what, where, how it stands, whose it is; then the text, the answers, the deadline, the path."""

import re
from dataclasses import replace

import pytest

from tests.portal.page_samples import SAMPLES


def words(element) -> str:
    return re.sub(r" ([.,;:)])", r"\1", " ".join(element.get_text(" ").split())).replace("( ", "(")


def section(page, heading):
    found = page.find(["h2", "h3"], string=re.compile(rf"\s*{heading}\s*"))
    assert found is not None, heading
    return found.find_parent("section")


def facts(page) -> dict[str, str]:
    return {words(row.dt): words(row.dd) for row in page.find("dl", class_="facts").find_all("div", recursive=False)}


def test_the_head_says_everything_at_once(page_of):
    page = page_of("case-broken")
    assert words(page.h1) == "Đèn đường hỏng cả đoạn dài trên đường Kim Long, tối nguy hiểm"
    assert words(page.find(class_="where")) == "Gần số 145 đường Kim Long, phường Kim Long. Chiếu sáng công cộng."
    stand = page.find(class_="stand")
    assert "is-broken" in stand["class"]
    assert words(stand.find(class_="v")) == "Lỡ hẹn, trễ hạn 12 ngày"
    assert words(stand.find(class_="say")) == "Đã hứa xong chậm nhất 30/11. Từ khi mở lại đến hôm nay vẫn chưa trả lời."
    assert facts(page) == {
        "Trạng thái": "Đang xử lý lại",
        "Đơn vị": "Trung tâm Chiếu sáng và Cây xanh đô thị",
        "Hạn cuối": "25/11/2026 (không đổi)",
        "Ngày hẹn": "30/11/2026 (quá 7 ngày)",
        "Người dân chờ, lần 2": "24 ngày từ 13/11/2026",
    }


def test_the_head_comes_before_everything_else(page_of):
    page = page_of("case-broken")
    article = page.find("article", class_="case")
    order = [element.name for element in article.find_all(["h1", "h2"])]
    headings = [words(heading) for heading in article.find_all("h2")]
    assert order[0] == "h1"
    assert headings == [
        "Đang ra sao",
        "Người dân viết",
        "Kết quả xử lý",
        "Vì sao hạn là 25/11",
        "Đường đi của phản ánh",
        "Lặp lại và ở gần",
        "Vẫn chưa xong thì làm gì?",
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", "Người dân đánh giá kết quả này: Không hài lòng 05/12/2026 (2 ngày trước)"),
        ("en", "How the reporter found this answer: Not satisfied 05/12/2026 (2 days ago)"),
    ],
)
def test_below_the_answers_stands_how_the_last_one_was_found(page_of, language, told):
    page = page_of("case-answered", language)
    rating = page.find(class_="rating")
    assert words(rating) == told
    assert rating.find("span", class_="rt")["class"] == ["rt", "rt-down"]
    assert rating.find_previous_sibling("article") == page.find_all("article", class_="answer")[-1]


@pytest.mark.parametrize("name", ["case-broken", "case-in-term", "case-imported"])
def test_where_nobody_has_rated_nothing_is_said_of_it(page_of, name):
    assert page_of(name).find(class_="rating") is None


@pytest.mark.parametrize(
    ("name", "rule", "verdict", "due"),
    [
        ("case-in-term", "is-ok", "Còn 3 ngày", "10/12/2026"),
        ("case-overdue", "is-late", "Trễ hạn 41 ngày", "27/10/2026"),
        ("case-extended", "is-ext", "Đã gia hạn, hẹn 11/12", "02/12/2026 (không đổi)"),
        ("case-answered", "is-ok", "Đúng hạn, sau 3 ngày", "10/12/2026"),
        ("case-ancient", "is-late", "Trễ hạn 10.000 ngày", "22/07/1999"),
    ],
)
def test_every_standing_has_its_rule_its_words_and_its_due_date(page_of, name, rule, verdict, due):
    page = page_of(name)
    assert page.find(class_="stand")["class"] == ["stand", rule]
    assert words(page.find(class_="big")) == verdict
    assert facts(page)["Hạn cuối"] == due


def test_several_agencies_and_the_longest_name(page_of):
    agencies = page_of("case-overdue").find("dl", class_="facts").find_all("a")
    assert [len(link.get_text()) for link in agencies] == [87, 20]
    assert [link["href"] for link in agencies] == ["/don-vi/ban-quan-ly-du-an/", "/don-vi/ubnd-phuong-kim-long/"]


def test_a_case_without_dates_says_so_and_crashes_nowhere(page_of):
    page = page_of("case-dateless")
    assert page.find(class_="stand")["class"] == ["stand"]
    assert words(page.find(class_="big")) == "Không tính hạn"
    assert facts(page) == {
        "Trạng thái": "Đang xử lý",
        "Đơn vị": "Chưa giao đơn vị nào",
        "Hạn cuối": "Không có hạn",
        "Người dân chờ": "Không rõ",
    }
    assert "Phản ánh này không có nội dung công khai." in words(page.main)
    assert page.find("ol", class_="days") is None
    assert words(page.find(class_="crumb")) == "Phản ánh Số 48213"


def test_the_report_keeps_its_paragraphs_and_says_when_it_came(page_of):
    report = section(page_of("case-in-term"), "Người dân viết")
    paragraphs = [words(paragraph) for paragraph in report.find(class_="prose").find_all("p")]
    assert paragraphs[:2] == ["Năm bóng đèn đường đều hỏng từ giữa tháng Mười.", "Mong đơn vị quản lý sửa sớm."]
    assert paragraphs[2] == "Nhận lúc 21:14 ngày 30/11/2026. Tiếp nhận lúc 08:05 ngày 01/12/2026."


def test_a_summary_is_called_one_and_kept_out_of_search_engines(page_of):
    page = page_of("case-answered")
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert page.find(class_="tag").get_text() == "Chưa xác minh"
    assert section(page, "Tóm tắt của Trung tâm")
    assert page_of("case-in-term").find("meta", {"name": "robots"}) is None


def test_the_editors_note_is_told_apart_from_the_report(page_of):
    note = page_of("case-answered").find(class_="note own")
    assert words(note) == "Lời người biên tập. Đã kiểm tra tại chỗ."


def test_an_answer_says_who_when_what_came_of_it_and_how_it_stood(page_of):
    answer = page_of("case-broken").find(class_="answer")
    assert words(answer.h3) == "Trung tâm Chiếu sáng và Cây xanh đô thị trả lời"
    assert words(answer.header.p) == (
        "Gửi 06/11/2026 (31 ngày trước). Trung tâm duyệt 06/11/2026. Đã bị từ chối 1 lần. Đã bị trả lại 1 lần."
    )
    assert words(answer.find(class_="tag")) == "Đã xử lý tạm thời"
    assert words(answer.find(class_="v")) == "Đúng hạn, sau 8 ngày"
    assert str(answer.find(class_="prose").br) == "<br/>"


def test_opinions_plans_and_amendments_are_named_as_such(page_of):
    _resolution, plan, amendment = page_of("case-answered").find_all(class_="answer")
    assert words(plan.h3).endswith("thành phố Huế cho ý kiến")
    assert words(plan.find(class_="note")) == (
        "Mới là kế hoạch, hẹn xong chậm nhất 20/12/2026. Kế hoạch không làm dừng thời hạn."
    )
    assert plan.find(class_="v") is None
    assert words(amendment.h3).endswith("bổ sung")
    assert words(amendment.find_all(class_="note")[-1]) == "Căn cứ pháp lý. Điều 12 Luật Đường bộ"
    assert words(amendment.header.p).startswith("Không rõ ngày gửi.")


def test_returns_and_refusals_give_reasons_only(page_of):
    fold = section(page_of("case-broken"), "Kết quả xử lý").find("details")
    assert words(fold.summary) == "Vì sao câu trả lời bị trả lại hoặc từ chối 2 lần"
    returned, refused = fold.find_all("li")
    assert words(returned) == "05/11/2026 (32 ngày trước) Trả lại: chưa nêu ngày. “Cần nói rõ trụ nào.”"
    assert words(refused) == "04/11/2026 (33 ngày trước) Từ chối: đùn đẩy trách nhiệm."


def test_the_deadline_is_explained_with_its_term_its_act_and_every_day(page_of):
    due = page_of("case-broken").find(id="h-due").find_parent("section")
    assert "7 ngày làm việc, tính từ ngày sau ngày giao" in words(due)
    assert "Theo Quyết định 12/2025/QĐ-UBND: với đơn vị này là quy định bắt buộc." in words(due)
    days = due.find("ol", class_="days").find_all("li")
    assert len(days) == 25
    assert days[0]["class"] == ["d", "d-start", "col5"]
    assert words(days[11].find(class_="sr")) == "Thứ Ba 24/11: Ngày Văn hoá Việt Nam, nghỉ lễ, không tính."
    assert "d-due" in days[12]["class"]
    assert days[-1]["class"] == ["d", "d-late", "is-today"]


def test_a_due_date_of_the_source_is_not_explained_as_ours(fresh_page, monkeypatch):
    sample = SAMPLES["case-in-term"]
    imported = replace(sample.context["case"], term=None, term_sentence="", deadline_days=())
    monkeypatch.setitem(SAMPLES, "imported", replace(sample, context={"case": imported}))
    due = fresh_page("imported").find(id="h-due").find_parent("section")
    assert words(due) == "Vì sao hạn là 10/12 Hạn này do nguồn dữ liệu ghi; ở đây không tính lại."


def test_an_unknown_outcome_is_not_shown(fresh_page, monkeypatch):
    sample = SAMPLES["case-broken"]
    told = sample.context["case"]
    answers = (replace(told.answers[0], outcome="unknown", outcome_label="Không rõ"),)
    monkeypatch.setitem(SAMPLES, "unknown", replace(sample, context={"case": replace(told, answers=answers)}))
    assert "Không rõ" not in words(fresh_page("unknown").find(class_="answer"))


def test_a_pledge_is_not_called_law(page_of):
    due = page_of("case-answered").find(id="h-due").find_parent("section")
    assert "với đơn vị này là lời cam kết, luật không bắt buộc." in words(due)


def test_long_lateness_is_folded(page_of):
    folded = page_of("case-overdue").find("details", class_="days-more")
    assert words(folded.summary).startswith("Còn 23 ngày ở giữa, từ ")
    assert len(folded.find_all("li")) == 23
    ancient = page_of("case-ancient")
    assert ancient.find("details", class_="days-more") is None
    assert words(ancient.find("p", class_="days-more")).startswith("Bỏ qua 9.982 ngày giống nhau, từ ")
    assert len(ancient.find_all("li", class_="d")) == 28


def test_an_extension_is_the_agencys_word_and_moves_no_due_date(page_of):
    valid, late = page_of("case-extended").find(id="h-due").find_parent("section").find_all(class_="note warn")
    assert words(valid).startswith(
        "Gia hạn ngày 01/12/2026: chờ giấy phép. “Sở đang xét.” Hẹn xong chậm nhất 11/12/2026."
    )
    assert "Gia hạn không thay đổi hạn cuối theo quy định" in words(valid)
    assert words(late).startswith("Gia hạn muộn ngày 01/12/2026: thời tiết.")
    assert "không làm đổi tình trạng hạn" in words(late)


def test_the_path_tells_decisions_and_breaches_apart(page_of):
    steps = page_of("case-broken").find("ol", class_="path").find_all("li")
    assert [step.get("class") for step in steps] == [["key"], ["key"], ["bad"], None]
    assert words(steps[0].p) == "27/10/2026 (41 ngày trước), Trung tâm"
    assert words(steps[2].p) == "không rõ ngày, Trung tâm"
    assert words(steps[2].find_all("p")[1]) == "Đùn đẩy."
    assert words(steps[3].p) == "23/11/2026 (14 ngày trước), Đơn vị"


def test_who_held_it_and_for_how_many_days(page_of):
    held = page_of("case-broken").find(class_="held")
    rows = [[words(cell) for cell in row.find_all(["th", "td"])] for row in held.tbody.find_all("tr")]
    assert rows[0] == ["UBND phường Kim Long 27/10 – 29/10", "2", "Trong hạn"]
    assert rows[1][1:] == ["8", "Đúng hạn"]
    assert rows[2] == ["Trung tâm Chiếu sáng và Cây xanh đô thị lần 2, từ 13/11", "24", "Lỡ hẹn"]
    assert rows[3][0].endswith("Cho ý kiến, lần 2, từ 14/11")
    assert held.tfoot is None  # one round's wait below the days of all rounds would look like their sum
    assert len(held.svg.find_all("rect")) == 4


def test_the_bars_say_in_words_what_they_draw(page_of):
    drawing = page_of("case-broken").find(class_="held").svg
    assert drawing["role"] == "img"
    assert drawing["aria-labelledby"].split() == [drawing.title["id"], drawing.desc["id"]]
    assert words(drawing.title) == "Ai giữ bao nhiêu ngày"
    assert words(drawing.desc) == (
        "UBND phường Kim Long: 2 ngày; Trung tâm Chiếu sáng và Cây xanh đô thị: 8 ngày; "
        "Trung tâm Chiếu sáng và Cây xanh đô thị: 24 ngày; "
        "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng đô thị thành phố Huế: 4 ngày."
    )
    assert [words(text) for text in drawing.find_all("text")] == ["2", "8", "24", "4"]
    assert "4 days" in words(page_of("case-broken", "en").find(class_="held").desc)


def test_in_the_first_round_the_citizens_wait_stands_below(page_of):
    held = page_of("case-overdue").find(class_="held")
    assert [words(cell) for cell in held.tfoot.find_all(["th", "td"])] == ["Người dân chờ", "50", ""]
    assert held.svg is None  # one holder needs no bars


def test_the_citation_gives_title_number_day_and_short_link(page_of):
    cite = page_of("case-in-term").find(class_="cite")
    assert re.search(r"phản ánh số 48213, diễn biến mới nhất .+, xem ngày 07/12/2026\.", words(cite))
    assert cite.a["href"] == "/a/48213"


def test_the_ward_can_be_followed(page_of):
    links = {words(link): link["href"] for link in page_of("case-in-term").find(class_="cite").find_all("a")}
    assert links["Mọi phản ánh ở Kim Long"] == "/phan-anh/?ward=kim-long"
    assert links["Nguồn cấp Atom của Kim Long"] == "/phan-anh/feed.atom?ward=kim-long"
    english = page_of("case-in-term", "en").find(class_="cite")
    assert english.find("a", type="application/atom+xml")["href"] == "/en/phan-anh/feed.atom?ward=kim-long"


def test_without_a_ward_there_is_none_to_follow(page_of):
    cite = page_of("case-dateless").find(class_="cite")
    assert [a["href"] for a in cite.find_all("a") if ":" not in a["href"]] == ["/a/48213", "/nhung/phan-anh/48213/"]


def test_what_is_near_says_how_far_and_whether_it_is_the_same_again(page_of):
    repeated, far = section(page_of("case-broken"), "Lặp lại và ở gần").find_all("li")
    assert words(repeated.find(class_="meta")) == ("Lặp lại Cùng chỗ. Gần số 145 đường Kim Long, phường Kim Long")
    assert repeated.find(class_="tag").get_text() == "Lặp lại"
    assert words(far.find(class_="meta")).startswith("Cách 290 m. Gần số 145")
    assert far.find(class_="tag") is None
    assert words(far.find(class_="how")) == "Trễ hạn 10.000 ngày Đang xử lý"


def test_what_only_lies_in_the_same_ward_is_told_as_that(page_of):
    of_ward = section(page_of("case-extended"), "Trong cùng phường, xã")
    assert of_ward.find(class_="head").p is None
    assert [words(row.find(class_="meta")) for row in of_ward.find_all("li")] == [
        "Gần số 145 đường Kim Long, phường Kim Long",
        "Chưa giao đơn vị nào",
    ]
    assert section(page_of("case-broken"), "Lặp lại và ở gần").find(class_="head").p is None


def test_a_case_without_neighbours_does_not_speak_of_them(page_of):
    page = page_of("case-in-term")
    assert page.find(id="h-near") is None
    assert page.find_all("img") == []


@pytest.mark.parametrize(
    ("name", "first", "links"),
    [
        ("case-in-term", "Chưa tới hạn: đơn vị còn thời gian đến hết ngày 10/12/2026.", 1),
        ("case-overdue", "Đã quá hạn: tên đơn vị đã nằm trong danh sách quá hạn, bạn không phải làm gì thêm.", 2),
        ("case-broken", "Trung tâm đã mở lại phản ánh này, với một hạn mới.", 2),
        ("case-imported", "Trang này chỉ ghi lại những gì nguồn dữ liệu công bố về phản ánh này.", 1),
    ],
)
def test_the_page_ends_with_what_can_be_done(page_of, name, first, links):
    last = section(page_of(name), "Vẫn chưa xong thì làm gì\\?")
    assert words(last.find(class_="prose").p) == first
    assert len(last.find(class_="links").find_all("a")) == links


def test_photos_stand_before_and_after(page_of):
    page = page_of("case-broken")
    head = page.find("figure", class_="evid")
    assert words(head.figcaption) == "Ảnh của người gửi, 26/10/2026."
    before, after = page.find(class_="answer").find(class_="pair").find_all("figure")
    assert words(before.figcaption) == "Trước Ảnh của người gửi, 26/10/2026."
    assert words(after.figcaption) == "Sau Ảnh của đơn vị, 05/11/2026."
    assert {image.get("loading") for image in (before.img, after.img)} == {"lazy"}
    assert (head.img["width"], head.img["height"], head.img.get("loading")) == ("1200", "630", None)


def test_much_of_everything_is_all_there(page_of):
    page = page_of("case-crowded")
    assert len(page.find_all("figure")) == 5 + 4 * (1 + 3)
    assert len(page.find(class_="held").tbody.find_all("tr")) == 12
    assert len(page.find("ol", class_="path").find_all("li")) == 32
    assert len(section(page, "Ở gần").find_all("li")) == 5


def test_an_imported_case_without_anything_says_what_it_lacks(page_of):
    page = page_of("case-imported")
    assert words(page.find(class_="note warn")) == (
        "Về các ngày ở đây. Nguồn dữ liệu không ghi ngày tiếp nhận; hạn tính từ ngày sớm nhất được ghi."
    )
    assert "Không rõ ngày gửi." in words(page.find(class_="answer"))
    assert words(page.find(class_="held").tbody).endswith("– Không tính")


def test_texts_cannot_smuggle_elements_in(fresh_page, monkeypatch):
    sample = SAMPLES["case-broken"]
    evil = "<script>alert(1)</script>"
    told = sample.context["case"]
    poisoned = replace(
        told,
        title=evil,
        text=evil,
        place=evil,
        editors_note=evil,
        term_sentence=evil,
        answers=(replace(told.answers[0], text=evil, legal_reason=evil, outcome_label=evil),),
        returns=(replace(told.returns[0], label=evil, sentence=evil),),
        extensions=(replace(told.extensions[0], label=evil, sentence=evil),),
        events=(replace(told.events[0], sentence=evil, detail=evil),),
        agencies=(replace(told.agencies[0], name=evil),),
        ward=replace(told.ward, name=evil),
        photos=(replace(told.photos[0], caption=evil, url=f'"{evil}'),),
        assignments=(replace(told.assignments[0], agency=replace(told.agencies[0], name=evil)), told.assignments[1]),
    )
    row = {**sample.context["nearby"][0], "title": evil, "place": evil, "near": evil}
    context = {"case": poisoned, "nearby": [row], "next_steps": (evil,)}
    monkeypatch.setitem(SAMPLES, "poisoned", replace(sample, context=context))
    page = fresh_page("poisoned")
    assert [
        script for script in page.select('script:not([src$="js/share.js"])') if script["type"] != "application/ld+json"
    ] == []
    assert str(page).count("alert(1)") >= 24


def test_the_tombstone_keeps_number_day_and_reason(page_of):
    page = page_of("tombstone")
    assert words(page.h1) == "Phản ánh số 48213 đã rút"
    assert words(page.find(class_="note")) == (
        "Đã rút Rút ngày 02/12/2026. Lý do: Nội dung xúc phạm. Nội dung không còn công khai; số và ngày được giữ lại."
    )
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"


@pytest.mark.parametrize("name", ["case-answered", "case-broken", "case-dateless", "case-imported"])
def test_what_was_answered_comes_before_how_to_cite_it(page_of, name):
    headings = [heading.get("id") for heading in page_of(name).main.find_all(["h2", "h3"])]
    assert headings.index("h-cite") > headings.index("h-report")
    for before in {"h-answers", "h-due", "h-path", "h-near", "h-next"} & set(headings):
        assert headings.index(before) < headings.index("h-cite"), before


def test_in_english_titles_and_names_are_marked_as_vietnamese_wherever_they_stand(page_of):
    page = page_of("case-broken", "en")
    assert page.find(class_="cite").p.find(lang="vi").get_text() == page.h1.get_text()
    oldest = page_of("overdue", "en").select("#moi-don-vi td.full a")
    assert {link.get("lang") for link in oldest} == {"vi"}
    assert {link.get("lang") for link in page_of("overdue").select("#moi-don-vi td.full a")} == {None}
