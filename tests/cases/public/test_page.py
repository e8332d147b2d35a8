"""The page of a case, from the verbs to the words: what a visitor reads after everything that can happen."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.actions import change_calendar
from cases.actions.actor import CENTER
from cases.actions.change_calendar import DayChange
from cases.models import Agency, Calendar, Case, CasePage, Category
from tests.cases.public.pages import CANARY, DAY, DUE, START, address, facts, gone, parsed, section, words
from tests.factories import an_agency, walk_to
from tests.incoming import closed_unknown, imported, told

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
KEPT = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)  # a Thursday past due, within a promise for the 13th
BROKEN = datetime(2026, 3, 16, 3, 0, tzinfo=UTC)  # the Monday after it


def no_term():
    return Category.objects.create(slug="khong-han", name="Việc chưa có hạn")


# --- how it stands ---------------------------------------------------------------------------------------------------

OPEN = [
    ("assigned", START + 3 * DAY, "Còn 6 ngày", "Đơn vị còn thời gian đến hết thứ Tư 11/03.", "ok"),
    ("assigned", DUE - 3 * HOUR, "Hạn hôm nay", "Đơn vị còn thời gian đến hết hôm nay.", "ok"),
    ("accepted", START + 3 * DAY, "Còn 6 ngày", "Hạn trả lời là hết thứ Tư 11/03.", "ok"),
    ("overdue", DUE + 5 * DAY, "Trễ hạn 5 ngày", "Không có gia hạn nào. Đến hôm nay vẫn chưa trả lời.", "late"),
    ("extended", KEPT, "Đã gia hạn, hẹn 13/03", "Hạn cuối 11/03 đã qua; đơn vị hẹn xong chậm nhất 13/03.", "ext"),
    (
        "promise_broken",
        BROKEN,
        "Lỡ hẹn, trễ hạn 5 ngày",
        "Đã hứa xong chậm nhất 13/03. Đến hôm nay vẫn chưa trả lời.",
        "broken",
    ),
    (
        "late_extended",
        BROKEN,
        "Trễ hạn 5 ngày",
        "Đơn vị gia hạn khi đã trễ: lời hẹn được công bố nhưng không dời hạn.",
        "late",
    ),
    ("planned", KEPT, "Đã gia hạn, hẹn 13/03", "Hạn cuối 11/03 đã qua; đơn vị hẹn xong chậm nhất 13/03.", "ext"),
    ("returned", DUE + 2 * DAY, "Trễ hạn 2 ngày", "Không có gia hạn nào. Đến hôm nay vẫn chưa trả lời.", "late"),
    (
        "retracted",
        DUE + 2 * DAY,
        "Trễ hạn 2 ngày",
        "Câu trả lời được duyệt đã bị huỷ ngày 06/03. Không có gia hạn nào. Đến hôm nay chưa trả lời lại.",
        "late",
    ),
    (
        "awaiting",
        DUE + 9 * DAY,
        "Đúng hạn, sau 2 ngày, chờ duyệt",
        "Đơn vị đã gửi câu trả lời, chờ duyệt từ 04/03. Câu trả lời hiện ở đây khi được duyệt.",
        "ok",
    ),
    ("reopened", START + 14 * DAY, "Còn 8 ngày", "Đơn vị còn thời gian đến hết thứ Ba 24/03.", "ok"),
]


@pytest.mark.parametrize(("state", "at", "verdict", "sentence", "mark"), OPEN)
def test_how_an_open_case_stands_in_words(page_at, state, at, verdict, sentence, mark):
    page = page_at(walk_to(state).case, at)
    stand = page.find(class_="stand")
    assert (words(stand.find(class_="big")), words(stand.find(class_="say"))) == (verdict, sentence)
    assert stand["class"] == ["stand", f"is-{mark}"]


ANSWERED = [
    (lambda: walk_to("answered"), "Đúng hạn, sau 2 ngày", "ok"),
    (lambda: walk_to("assigned").later(hours=3).submit().approve(), "Đúng hạn, trong ngày", "ok"),
    (lambda: walk_to("answered_late"), "Trả lời trễ 2 ngày", "late"),
    (lambda: walk_to("extended").until(KEPT).submit().approve(), "Trong ngày đã hẹn, quá hạn 1 ngày", "ext"),
    (lambda: walk_to("extended").until(BROKEN).submit().approve(), "Lỡ hẹn, trả lời trễ 5 ngày", "broken"),
    (lambda: walk_to("late_extended").until(BROKEN).submit().approve(), "Trả lời trễ 5 ngày", "late"),
    (lambda: walk_to("accepted", category=no_term()).assign().submit().approve(), "Đã trả lời, không có hạn", "none"),
]


@pytest.mark.parametrize(("walk", "verdict", "mark"), ANSWERED)
def test_how_an_answer_came_in_words(page_at, walk, verdict, mark):
    page = page_at(walk().case, DUE + 90 * DAY)
    assert words(page.find(class_="stand").find(class_="big")) == verdict
    assert page.find(class_="stand").find(class_="v")["class"] == ["v", f"v-{mark}", "big"]
    assert facts(page)["Trạng thái"] == "Đã trả lời"


def test_a_broken_promise_is_named_by_its_own_day_however_many_follow(page_at):
    walk = walk_to("promise_broken").extend(date(2026, 3, 20))
    page = page_at(walk.case, walk.at)
    assert words(page.find(class_="stand").find(class_="say")).startswith("Đã hứa xong chậm nhất 13/03.")
    assert facts(page)["Ngày hẹn"] == "20/03/2026 (còn 4 ngày)"


def test_the_head_names_state_agency_due_date_and_waiting(page_at):
    walk = walk_to("assigned", ward="kim-long")
    page = page_at(walk.case, START + 3 * DAY)
    assert facts(page) == {
        "Trạng thái": "Đang xử lý",
        "Đơn vị": "UBND phường Kim Long",
        "Hạn cuối": "11/03/2026",
        "Người dân chờ": "3 ngày từ 02/03/2026",
    }
    assert words(page.h1) == "Đèn đường hỏng"
    assert words(page.find(class_="where")) == "Đường Kim Long. Chiếu sáng công cộng."
    assert words(page.find(class_="crumb")) == f"Phản ánh 03/2026 Phường Kim Long Số {walk.case.number}"


def test_a_reopened_case_is_told_by_its_new_round(page_at):
    page = page_at(walk_to("reopened").case, START + 14 * DAY)
    assert facts(page)["Trạng thái"] == "Đang xử lý lại"
    assert facts(page)["Người dân chờ, lần 2"] == "1 ngày từ 15/03/2026 Từ lần gửi đầu: 14 ngày"
    assert "tính từ ngày sau ngày mở lại" in words(section(page, "due"))
    assert page.find(class_="held").tfoot is None  # the days of all rounds stand there, this round's is no sum of them


# --- for machines ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "other"), [("vi", "en"), ("en", "vi")])
def test_every_language_names_the_other_and_its_one_address(page_at, settings, language, other):
    settings.PUBLIC_URL = "https://phananh.example.vn"
    case = walk_to("assigned").case
    page = page_at(case, START + DAY, language)
    assert page.html["lang"] == language
    assert page.find("link", rel="canonical")["href"] == f"https://phananh.example.vn{address(case, language)}"
    alternates = {link["hreflang"]: link["href"] for link in page.find_all("link", hreflang=True)}
    assert alternates == {
        "vi": f"https://phananh.example.vn{address(case, 'vi')}",
        "en": f"https://phananh.example.vn{address(case, 'en')}",
        "x-default": f"https://phananh.example.vn{address(case, 'vi')}",
    }
    assert page.find("a", class_="lang")["href"] == address(case, other)


def test_title_and_description_say_what_how_who_and_where(page_at):
    page = page_at(walk_to("overdue").case, DUE + 5 * DAY)
    assert page.title.get_text() == "Đèn đường hỏng – Minh Bạch"
    described = " ".join(page.find("meta", {"name": "description"})["content"].split())
    assert described == "Trễ hạn 5 ngày. UBND phường Kim Long. Đường Kim Long"
    assert page.find("meta", {"name": "robots"}) is None


def test_quotes_in_a_title_break_nothing(page_at):
    page = page_at(walk_to("assigned", title='Biển "Cấm đậu" & <b>mờ</b>', place='"Số 1"').case, START + DAY)
    assert page.title.get_text() == 'Biển "Cấm đậu" & <b>mờ</b> – Minh Bạch'
    assert page.find("meta", {"name": "description"})["content"].endswith('"Số 1"')


def test_it_can_be_cited(page_at, settings):
    settings.PUBLIC_URL = "https://phananh.example.vn"
    walk = walk_to("assigned")
    n = walk.case.number
    cite = page_at(walk.case, START + DAY).find(class_="cite")
    said = "diễn biến mới nhất 11:00 ngày 02/03/2026, xem ngày 03/03/2026."
    assert f"“Đèn đường hỏng”, Minh Bạch, phản ánh số {n}, {said}" in words(cite)
    assert (words(cite.a), cite.a["href"]) == (f"phananh.example.vn/a/{n}", f"/a/{n}")


@pytest.mark.parametrize("state", ["overdue", "answered", "reopened", "planned", "escalated", "returned"])
def test_in_english_nothing_of_the_frame_is_vietnamese(page_at, state):
    page = page_at(walk_to(state, ward="kim-long").case, DUE + 5 * DAY, "en")
    for quoted in page.find_all(["title", "h1"]) + page.find_all(class_=["prose", "cite", "answer", "fold"]):
        quoted.decompose()
    own = {agency.name for agency in Agency.objects.all()} | {"Đường Kim Long", "Tiếng Việt", "Bạch", "Minh"}
    text = page.get_text(" ")
    for name in sorted(own, key=len, reverse=True):
        text = text.replace(name, "")
    text = text.replace("Quy chế tiếp nhận, xử lý phản ánh hiện trường của thành phố Huế", "").replace("Huế", "")
    assert not set("ạảãấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ") & set(text.lower()), words(page)


# --- the report ------------------------------------------------------------------------------------------------------


def test_a_summary_shows_neither_house_nor_point_and_says_that_nobody_has_checked_it(client, now_is):
    walk = walk_to(
        "received", title=CANARY, text=CANARY, place=f"Số 12 {CANARY}", ward="kim-long", lat=16.463711, lon=107.590942
    )
    walk.accept(
        level="summary", level_reason=CANARY, title="Một hộ bị phản ánh", text="Người gửi cho biết một hộ gây ồn."
    )
    CasePage.objects.filter(case=walk.case).update(place=f"Số 12 {CANARY}")
    now_is(START + DAY)
    response = client.get(address(walk.case))
    page = parsed(response)
    for secret in (CANARY, "Số 12", "16.4637", "107.5909"):
        assert secret not in response.content.decode(), secret
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert words(page.find(class_="where")) == "Phường Kim Long. Chiếu sáng công cộng. Chưa xác minh"
    report = section(page, "report")
    assert words(report.h2) == "Tóm tắt của Trung tâm"
    assert "chỉ đăng bản tóm tắt, chưa xác minh." in words(report)
    assert "Người gửi cho biết một hộ gây ồn." in words(report)


def test_a_summary_that_nobody_has_written_yet_says_so(page_at):
    walk = walk_to("received", text=CANARY).accept(level="summary", level_reason="nêu một hộ")
    page = page_at(walk.case, START + DAY)
    assert words(page.h1) == "Chiếu sáng công cộng"
    assert "Trung tâm chưa viết bản tóm tắt." in words(section(page, "report"))


def test_a_report_says_when_it_came(page_at):
    report = section(page_at(walk_to("assigned").case, START + DAY), "report")
    assert "Nhận lúc 09:00 ngày 02/03/2026. Tiếp nhận lúc 10:00 ngày 02/03/2026." in words(report)


# --- answers ---------------------------------------------------------------------------------------------------------


def test_refused_and_returned_words_are_nowhere_their_reasons_are(client, now_is):
    walk = walk_to("assigned")
    for decide in ("return_answer", "refuse", "recall"):
        walk.later(hours=1).submit(text=f"{CANARY} {decide}").later(hours=1)
        getattr(walk, decide)()
    walk.later(hours=1).submit(text="Đã thay bóng").later(hours=1).approve()
    walk.later(hours=1).amend(text=CANARY).later(hours=1).submit().later(hours=1).return_answer(sentence="Thiếu ngày")
    now_is(DUE)
    response = client.get(address(walk.case))
    assert CANARY not in response.content.decode()
    answers = section(parsed(response), "answers")
    assert words(answers.summary) == "Vì sao câu trả lời bị trả lại hoặc từ chối 3 lần"
    assert [words(item) for item in answers.details.find_all("li")] == [
        "02/03/2026 (9 ngày trước) Trả lại: Chưa có ảnh. “Cần ảnh”",
        "02/03/2026 (9 ngày trước) Từ chối: Đùn đẩy trách nhiệm. “Việc này của chính đơn vị”",
        "02/03/2026 (9 ngày trước) Trả lại: Chưa có ảnh. “Thiếu ngày”",
    ]
    assert [words(text) for text in answers.find_all(class_="prose")] == ["Đã thay bóng"]


@pytest.mark.parametrize("state", ["assigned", "awaiting", "recalled"])
def test_without_an_answer_or_a_return_there_is_no_section_of_answers(page_at, state):
    assert section(page_at(walk_to(state, text="Năm bóng").case, START + 4 * DAY), "answers") is None


def test_an_answer_under_review_is_not_shown(client, now_is):
    walk = walk_to("assigned").later(days=1).submit(text=CANARY)
    now_is(START + 2 * DAY)
    assert CANARY not in client.get(address(walk.case)).content.decode()


def test_a_plan_is_called_one_and_has_no_verdict(page_at):
    page = page_at(walk_to("planned").case, KEPT)
    answer = section(page, "answers").find(class_="answer")
    assert words(answer.find(class_="tag")) == "Đã có kế hoạch"
    assert answer.find(class_="v") is None
    assert "Mới là kế hoạch, hẹn xong chậm nhất 13/03/2026." in words(answer)
    promise = section(page, "due").find(class_="note")
    assert words(promise.p) == (
        "Gia hạn ngày 04/03/2026: Theo kế hoạch trong câu trả lời. Hẹn xong chậm nhất 13/03/2026."
    )


def test_an_amendment_stands_below_its_answer(page_at):
    answers = section(page_at(walk_to("amended").case, DUE), "answers").find_all(class_="answer")
    assert [words(answer.h3) for answer in answers] == ["UBND phường Kim Long trả lời", "UBND phường Kim Long bổ sung"]
    assert [answer.find(class_="v") is not None for answer in answers] == [True, False]


# --- the deadline ----------------------------------------------------------------------------------------------------


def test_the_act_keeps_its_name_in_an_english_sentence(page_at):
    walk = walk_to("assigned")
    page = page_at(walk.case, DUE, "en")
    act = section(page, "due").find("p", class_="small prose").span
    assert act["lang"] == "vi"
    assert words(act.parent).startswith("The term is set by Quy chế")


def test_what_people_wrote_is_vietnamese_on_an_english_page_and_nothing_around_it(page_at):
    page = page_at(walk_to("answered").case, DUE, "en")
    assert page.h1["lang"] == "vi"
    assert section(page, "answers").find(class_="prose")["lang"] == "vi"
    for own in (page.find(class_="facts").dt, section(page, "path").h2, section(page, "report").find(class_="hush")):
        assert own.find_parent(lang="vi") is None


def test_the_deadline_over_tet_is_explained_day_by_day(page_at):
    walk = walk_to("received", at=datetime(2026, 2, 6, 2, 0, tzinfo=UTC)).accept().assign()  # a Friday
    page = page_at(walk.case, datetime(2026, 2, 11, 2, 0, tzinfo=UTC))
    assert facts(page)["Hạn cuối"] == "24/02/2026"
    due = section(page, "due")
    assert words(due.h2) == "Vì sao hạn là 24/02"
    assert "7 ngày làm việc, tính từ ngày sau ngày tiếp nhận" in words(due)
    assert "Theo Quy chế tiếp nhận, xử lý phản ánh hiện trường của thành phố Huế: với đơn vị này là quy định" in words(
        due
    )
    days = [words(day.find(class_="sr")) for day in due.find("ol", class_="days").find_all("li")]
    assert len(days) == 19
    assert days[:5] == [
        "Thứ Sáu 6/2: ngày tiếp nhận, chưa tính.",
        "Thứ Bảy 7/2: cuối tuần, không tính.",
        "Chủ nhật 8/2: cuối tuần, không tính.",
        "Thứ Hai 9/2: ngày làm việc thứ 1.",
        "Thứ Ba 10/2: ngày làm việc thứ 2.",
    ]
    off = [day for day in days if "nghỉ lễ" in day]
    assert (len(off), off[0][:14]) == (5, "Thứ Hai 16/2: ")
    assert days[5].endswith("ngày làm việc thứ 3, hôm nay.")
    assert days[-2:] == ["Thứ Hai 23/2: ngày làm việc thứ 6.", "Thứ Ba 24/2: ngày làm việc thứ 7, hạn cuối."]


def test_a_pledge_is_not_called_law(page_at):
    walk = walk_to("accepted").assign(an_agency("Công ty Điện lực", kind="company"))
    assert "với đơn vị này là lời cam kết, luật không bắt buộc." in words(section(page_at(walk.case, DUE), "due"))


def test_promises_stand_with_the_deadline(page_at):
    due = section(page_at(walk_to("late_extended").case, BROKEN), "due")
    note = due.find(class_="note")
    assert words(note.p) == "Gia hạn muộn ngày 12/03/2026: Chờ vật tư. “Chờ bóng đèn” Hẹn xong chậm nhất 20/03/2026."
    assert "không làm đổi tình trạng hạn" in words(note)


def test_a_due_date_of_the_source_is_called_that_and_not_explained(page_at):
    imported(told(reference="r10", number=None))
    page = page_at(Case.objects.get(reference="r10"), datetime(2015, 2, 1, tzinfo=UTC))
    due = section(page, "due")
    assert "Hạn này do nguồn dữ liệu ghi; ở đây không tính lại." in words(due)
    assert due.find("ol", class_="days") is None
    assert "ngày làm việc" not in words(due)


def test_a_due_date_moved_by_the_calendar_is_said_to_be(page_at):
    walk = walk_to("assigned")
    change_calendar.change_calendar(
        calendar=Calendar.objects.get(slug="vn"),
        changes=[DayChange(day=date(2026, 3, 6), kind="holiday", name="Nghỉ bão")],
        by=CENTER,
        at=START + DAY,
    )
    page = page_at(walk.case, START + 2 * DAY)
    assert facts(page)["Hạn cuối"] == "12/03/2026"
    due = section(page, "due")
    assert "Lịch nghỉ đổi sau khi phản ánh được tiếp nhận, nên hạn dời theo." in words(due)
    assert "Nghỉ bão" in words(due)
    assert words(section(page, "path")).count("Hạn cuối dời theo lịch nghỉ") == 1


def test_without_a_due_date_there_is_no_section_of_it(page_at):
    page = page_at(walk_to("accepted", category=no_term()).assign().case, START + DAY)
    assert section(page, "due") is None
    assert facts(page)["Hạn cuối"] == "Không có hạn"


# --- the odd ones ----------------------------------------------------------------------------------------------------


def test_a_case_of_another_system_closed_nobody_knows_when(page_at):
    imported(closed_unknown(reference="r11", number=None))
    page = page_at(Case.objects.get(reference="r11"), datetime(2016, 1, 1, tzinfo=UTC))
    assert words(page.find(class_="big")) == "Đã trả lời, không rõ ngày"
    assert words(page.find(class_="say")) == "Nguồn dữ liệu không ghi ngày trả lời."
    assert "Phản ánh này không có nội dung công khai." in words(section(page, "report"))


def test_a_case_without_any_date(page_at):
    imported(closed_unknown(reference="r12", number=None, accepted_at=None, started_at=None, due_at=None))
    page = page_at(Case.objects.get(reference="r12"), datetime(2016, 1, 1, tzinfo=UTC))
    assert facts(page)["Hạn cuối"] == "Không có hạn"


def test_a_case_of_nobody(page_at):
    nobody = Agency.objects.create(name="", source_name="", slug="chua-giao")
    page = page_at(walk_to("accepted").assign(nobody).case, START + DAY)
    assert facts(page)["Đơn vị"] == "Nguồn không ghi đơn vị"
    assert words(page.find(class_="say")) == "Hạn trả lời là hết thứ Tư 11/03."
    assert "lời cam kết" not in words(section(page, "due"))
    assert "Giao xử lý, nguồn không ghi cho đơn vị nào" in words(section(page, "path").find("ol", class_="path"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_tombstone_speaks_both_languages(client, now_is, language):
    walk = walk_to("withdrawn")
    now_is(DUE)
    page = gone(client.get(address(walk.case, language)))
    assert page.html["lang"] == language
    assert (
        words(page.h1)
        == {"vi": f"Phản ánh số {walk.case.number} đã rút", "en": f"Case no. {walk.case.number} was withdrawn"}[
            language
        ]
    )
