"""Cards, wrong figures, and names of files: each shows its own, in the reader's language, and refuses in words."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from cases.accountability import figure_reports as module
from cases.accountability import present as present_module
from cases.accountability.figure_reports import SHOWN
from cases.actions.changing import ActionRefused
from cases.actions.figure_reports import EnoughReports, TooManyReports
from cases.models import FigureReport
from tests.cases.accountability.stored_clocks import a_case, agency_named, an_assignment, stand
from tests.cities import forget
from tests.factories import Walk, an_agency

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 31, 17, 5, tzinfo=UTC)  # five past midnight in Huế: the first of April
DAY = timedelta(days=1)
LIST, FORM = "/so-lieu/bao-sai/", "/so-lieu/bao-sai/gui/?o=/so-lieu/"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    forget()
    monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)


def words(response):
    return " ".join(BeautifulSoup(response.content, "lxml").main.get_text(" ").split())


# --- cards -----------------------------------------------------------------------------------------------------------


def test_each_card_of_an_agency_or_the_city_shows_its_own_figures(client):
    for name, late, answered in (("A", 2, 0), ("B", 1, 2), ("", 4, 0)):
        for _ in range(late):
            stand(an_assignment(a_case(), name), due_at=NOW - DAY, term_end=NOW - DAY)
        for _ in range(answered):
            clock = {"phase": "answered", "due_at": NOW, "term_end": NOW, "stopped_at": NOW - DAY}
            stand(an_assignment(a_case(state="answered"), name), **clock)
    cards = {name: words(client.get(f"/nhung/don-vi/{agency_named(name).slug}/")) for name in ("A", "B", "")}
    city = words(client.get("/nhung/hom-nay/"))
    counts = "Trễ hạn {} Lỡ hẹn 0 Đã gia hạn 0 Đang mở {}"
    assert counts.format(2, 2) in cards["A"]
    assert counts.format(1, 1) in cards["B"]
    assert counts.format(4, 4) in cards[""]
    assert counts.format(7, 7) in city
    assert "66,7 %" in cards["B"], "2 of 3"
    assert "22,2 %" in city, "2 of 9"
    assert "Đúng hạn" in cards["A"]
    assert "Đúng hạn" not in cards[""], "nobody keeps or misses a term"


def test_each_card_of_a_case_shows_its_own(client):
    one, two = (Walk(at=NOW - DAY, title=title).accept().case for title in ("Đèn tắt", "Cây đổ"))
    for case, other in ((one, two), (two, one)):
        said = words(client.get(f"/nhung/phan-anh/{case.number}/"))
        assert case.page.title in said
        assert other.page.title not in said
        assert f"Số {case.number}." in said
        assert "Tiếp nhận 31/03/2026" in said, "a day of the city's calendar"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/nhung/don-vi/ai-do/", "Không có đơn vị này"),
        ("/en/nhung/don-vi/ai-do/", "No such agency"),
        ("/nhung/phan-anh/99/", "Phản ánh 99"),
        (f"/nhung/phan-anh/{'9' * 30}/", "không có, hoặc không còn ở đây"),
    ],
    ids=["an agency", "in English", "a case", "a number that no database holds"],
)
def test_a_card_of_nothing_names_what_is_not_there(client, address, name):
    response = client.get(address)
    assert response.status_code == 404
    assert name.casefold() in words(response).casefold()


# --- wrong figures ---------------------------------------------------------------------------------------------------

SAID = {"figure": "Đúng hạn 84 %", "expected": "Phải là 48 %", "source": "", "email": ""}


@pytest.mark.parametrize(
    ("refusal", "status", "sentence"),
    [
        (TooManyReports("x"), 429, "Từ địa chỉ mạng của bạn vừa có nhiều lời báo. Hãy thử lại sau một giờ."),
        (EnoughReports("x"), 503, "Trung tâm đang có nhiều lời báo chưa xem hết. Hãy gửi lại sau vài ngày."),
        (ActionRefused("x"), 400, "Chưa đọc được lời báo này: hãy viết lại bằng chữ thường."),
    ],
    ids=["too many from here", "too many at all", "unreadable"],
)
def test_a_refusal_is_said_in_words_and_what_was_written_stays(client, monkeypatch, refusal, status, sentence):
    def refuse(**_said):
        raise refusal

    monkeypatch.setattr(module, "report_figure", refuse)
    response = client.post(FORM, SAID)
    assert response.status_code == status
    assert sentence in words(response)
    assert "Đúng hạn 84 %" in response.content.decode()
    assert response["Cache-Control"].count("no-store") == 1


def an_answered_report(**fields):
    given = {
        "page": "/so-lieu/",
        "figure": "84 %",
        "expected": "48 %",
        "source": "Báo",
        "answer": "Đã sửa.",
        "shown": True,
    }
    moments = {"sent_at": NOW - 9 * DAY, "answered_at": NOW - DAY, "state": "accepted"}
    return FigureReport(**{**given, **moments, **fields})


def test_the_newest_answer_comes_first_page_by_page(client, django_assert_max_num_queries):
    """Two were answered at one instant: the one that came later stands above. What waits is counted, and not shown."""
    rows = [an_answered_report(figure=f"Số {n}", answered_at=NOW - (n // 2) * DAY) for n in range(SHOWN + 1)]
    rows += [
        an_answered_report(figure="Bỏ", state="dropped", answer="", shown=False),
        *(an_answered_report(figure="Chờ", state="waiting", answer="", shown=False, answered_at=None) for _ in "ab"),
    ]
    for row in rows:
        row.sent_at = NOW - 90 * DAY
    FigureReport.objects.bulk_create(rows)
    with django_assert_max_num_queries(6):
        first = client.get(LIST).context
    second = client.get(f"{LIST}?page=2").context
    assert [row.figure for row in first["reports"]][:4] == ["Số 1", "Số 0", "Số 3", "Số 2"]
    assert (len(first["reports"]), [row.figure for row in second["reports"]]) == (SHOWN, [f"Số {SHOWN}"])
    assert (first["count"], first["waiting"], first["next"], second["previous"]) == (SHOWN + 1, 2, "?page=2", "?page=1")


def test_what_is_told_of_a_report(client):
    """Its words only where the Center shows them; a page that is gone has no address, and one in English its own."""
    agency = an_agency("Công ty Cây xanh", kind="company")
    for row in (
        an_answered_report(agency=agency, page=f"/don-vi/{agency.slug}/"),
        an_answered_report(shown=False, state="declined", answered_at=NOW - 2 * DAY),
        an_answered_report(page="/don-vi/da-xoa/", answered_at=NOW - 3 * DAY),
    ):
        row.save()
    whole, hidden, gone = client.get(LIST).context["reports"]
    assert (whole.page, whole.page_name, whole.agency) == (
        f"/don-vi/{agency.slug}/",
        "Công ty Cây xanh",
        "Công ty Cây xanh",
    )
    assert (whole.figure, whole.expected, whole.source, whole.answer) == ("84 %", "48 %", "Báo", "Đã sửa.")
    assert (whole.state, whole.state_word) == ("accepted", "Đúng là sai, đã sửa")
    assert (whole.sent_at, whole.answered_at) == (NOW - 9 * DAY, NOW - DAY)
    assert (hidden.figure, hidden.expected, hidden.source) == ("", "", "")
    assert (hidden.answer, hidden.state_word, hidden.agency) == ("Đã sửa.", "Con số không sai", "")
    assert (gone.page, gone.page_name, gone.figure) == ("", "Trang không còn", "84 %")
    english = client.get(f"/en{LIST}").context["reports"]
    assert [row.page for row in english] == [f"/en/don-vi/{agency.slug}/", "/en/so-lieu/", ""]
    assert english[2].page_name != gone.page_name


# --- files and their names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/da-go.csv", "da-go"),
        ("/so-lieu/thang.csv", "so-lieu-thang"),
        ("/phan-anh/2026.csv", "phan-anh-2026"),
        ("/linh-vuc.csv", "linh-vuc"),
        ("/don-vi/41/cho-bao-lau.csv", "41-cho-bao-lau"),
    ],
)
def test_a_file_is_named_for_what_it_holds_and_its_minute_in_the_city(client, address, name):
    agency_named("A")  # its slug is 41
    a_case(accepted_at=NOW)
    response = client.get(address)
    assert response["Content-Disposition"] == f'attachment; filename="{name}-2026-04-01-0005.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    lines = response.getvalue().decode().splitlines()
    assert lines[0].startswith("at,")
    assert all(line.startswith(NOW.isoformat()) for line in lines[1:])
