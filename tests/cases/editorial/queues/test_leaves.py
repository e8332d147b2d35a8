"""What a question leaves of a queue: its pages, their neighbours, its order with ties and gaps, and its file."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Q

from cases.editorial.desk.kinds import ANSWERS
from cases.editorial.figure_reports.views import FIGURE_REPORTS
from cases.editorial.queues.asked import Asked, Leaf
from cases.editorial.queues.words import folded, within
from cases.models import FigureReport
from tests.factories import KIM_LONG, LIGHTING, an_agency

MIDNIGHT = datetime(2026, 3, 1, 17, tzinfo=UTC)  # 2 March begins in Huế
INSTANT, DAY = timedelta(microseconds=1), timedelta(days=1)


def report(figure, at, agency=None, **fields):
    told = {"page": "/so-lieu/", "expected": "48 %", "agency": agency, **fields}
    return FigureReport.objects.create(figure=figure, sent_at=at, **told)


def asked(**question):
    return Asked(kind=FIGURE_REPORTS, **question)


def waiting():
    return FigureReport.objects.waiting().order_by("sent_at", "pk")


def told(question, size):
    leaf = question.leaf(waiting(), size)
    return [row.figure for row in leaf.rows], leaf.number, leaf.previous.partition("?")[2], leaf.next.partition("?")[2]


@pytest.mark.django_db
def test_pages_lead_to_those_beside_them_and_one_beyond_the_last_is_the_last(django_assert_num_queries):
    assert told(asked(), 2) == ([], 1, "", "")
    assert told(asked(page=7), 2) == ([], 1, "", "")
    for n, name in enumerate("abcde"):
        report(name, MIDNIGHT + n * DAY)
    for page, size, found in (
        (1, 2, (["a", "b"], 1, "", "trang=2")),
        (2, 2, (["c", "d"], 2, "", "trang=3")),
        (3, 2, (["e"], 3, "trang=2", "")),
        (4, 2, (["e"], 3, "trang=2", "")),
        (2_000, 2, (["e"], 3, "trang=2", "")),
        (1, 5, ([*"abcde"], 1, "", "")),  # exactly a page: there is no other
        (2, 5, ([*"abcde"], 1, "", "")),
        (1, 6, ([*"abcde"], 1, "", "")),
        (5, 1, (["e"], 5, "trang=4", "")),
    ):
        assert told(asked(page=page), size) == found, (page, size)
    assert asked(page=2).leaf(waiting(), 2).previous.endswith("/"), "the first page has no number"
    with django_assert_num_queries(1):
        told(asked(page=3), 2)
    rest = told(asked(page=2, since=date(2026, 3, 3), order="-gui"), 1)
    assert rest == (["d"], 2, "tu=2026-03-03&xep=-gui", "tu=2026-03-03&xep=-gui&trang=3")


@pytest.mark.django_db
def test_days_begin_and_end_at_midnight_in_the_city():
    for name, at in (
        ("hôm trước", MIDNIGHT - INSTANT),
        ("đầu ngày", MIDNIGHT),
        ("cuối ngày", MIDNIGHT + DAY - INSTANT),
        ("hôm sau", MIDNIGHT + DAY),
    ):
        report(name, at)
    second = date(2026, 3, 2)
    for question, found in (
        ({"since": second, "until": second}, ["đầu ngày", "cuối ngày"]),
        ({"since": second}, ["đầu ngày", "cuối ngày", "hôm sau"]),
        ({"until": second}, ["hôm trước", "đầu ngày", "cuối ngày"]),
        ({"since": date(2026, 3, 4)}, []),
        ({"until": date(2026, 2, 28)}, []),
        ({}, ["hôm trước", "đầu ngày", "cuối ngày", "hôm sau"]),
    ):
        assert [row.figure for row in asked(**question).found(waiting())] == found, question


@pytest.mark.django_db
def test_the_same_come_as_they_were_made_and_what_has_nothing_there_comes_last_both_ways():
    for name, agency in (("1", None), ("2", LIGHTING), ("3", KIM_LONG), ("4", LIGHTING), ("5", None)):
        report(name, MIDNIGHT, an_agency(agency) if agency else None)
    for order, found in (
        ("don-vi", "24315"),  # Trung tâm …, UBND …, nobody
        ("-don-vi", "32415"),
        ("gui", "12345"),
        ("-gui", "12345"),
        ("con-so", "12345"),
        ("-con-so", "54321"),
        ("", "12345"),
        ("khong-co", "12345"),  # no column of this queue: as it comes
    ):
        assert "".join(row.figure for row in asked(order=order).found(waiting())) == found, order
    by_agency = asked(agency=an_agency(LIGHTING).slug, order="-con-so").found(waiting())
    assert "".join(row.figure for row in by_agency) == "42"


@pytest.mark.django_db
def test_words_are_found_without_marks_in_either_writing_and_all_of_them_must_be_there():
    report("Tỷ lệ đúng hạn của Đội 1", MIDNIGHT, an_agency(), expected="48 %", page="/don-vi/")
    report("Số quá hạn", MIDNIGHT + DAY, expected="12, không phải 21")
    for q, found in (
        ("dung han", ["Tỷ lệ đúng hạn của Đội 1"]),
        ("ĐÚNG HẠN", ["Tỷ lệ đúng hạn của Đội 1"]),
        ("đu\u0301ng ha\u0323n", ["Tỷ lệ đúng hạn của Đội 1"]),  # as a Mac writes it: letters and marks apart
        ("doi", ["Tỷ lệ đúng hạn của Đội 1"]),
        ("han", ["Tỷ lệ đúng hạn của Đội 1", "Số quá hạn"]),
        ("hạn số", ["Số quá hạn"]),
        ("đúng 21", []),
    ):
        assert [row.figure for row in asked(q=q).found(waiting())] == found, q
    assert FigureReport.objects.filter(within(FigureReport, "figure", "expected")("han phai")).count() == 1


@pytest.mark.django_db
def test_a_file_holds_what_the_question_leaves_and_no_formula(django_assert_num_queries):
    report('=HYPERLINK("x")', MIDNIGHT, an_agency(), page="/don-vi/\nkim")
    report('a "b", c', MIDNIGHT + DAY)
    with django_assert_num_queries(1):
        response = asked(order="gui").as_file(waiting(), now=MIDNIGHT - INSTANT)
        text = b"".join(response.streaming_content).decode()
    assert response["Content-Disposition"] == 'attachment; filename="bao-sai-20260301-2359.csv"'
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    head, first, second = csv.reader(io.StringIO(text[1:]))
    assert len(head) == len(first) == len(second) == len(FIGURE_REPORTS.columns)
    assert first[:5] == [
        '\'=HYPERLINK("x")', "/don-vi/\nkim", KIM_LONG, "2026-03-02T00:00+07:00", "Chờ Trung tâm xem",
    ]  # fmt: skip
    assert second[:4] == ['a "b", c', "/so-lieu/", "", "2026-03-03T00:00+07:00"]
    empty = b"".join(asked(q="không có").as_file(waiting(), now=MIDNIGHT).streaming_content).decode()
    assert len(empty.splitlines()) == 1


@pytest.mark.pure
def test_a_page_of_other_rows_is_the_same_page():
    assert Leaf(rows=[1, 2], number=3, previous="b", next="d").of(["x"]) == Leaf(
        rows=["x"], number=3, previous="b", next="d"
    )


@pytest.mark.pure
@pytest.mark.parametrize(
    ("question", "narrows", "more", "says"),
    [
        ({}, False, False, False),
        ({"lane": "gap"}, False, False, False),
        ({"page": 3}, False, False, False),
        ({"problems": ["x"]}, False, False, False),
        ({"order": "so"}, False, False, True),
        ({"q": "den"}, True, False, True),
        ({"agency": "a"}, True, True, True),
        ({"since": date(2026, 3, 2)}, True, True, True),
        ({"until": date(2026, 3, 2)}, True, True, True),
    ],
)
def test_what_leaves_something_out_and_what_only_orders(question, narrows, more, says):
    found = Asked(kind=ANSWERS, **question)
    assert (found.narrows, found.narrows_more, found.says) == (narrows, more, says)


@pytest.mark.pure
def test_addresses_keep_the_lane_and_only_the_queue_itself_keeps_the_page():
    found = Asked(kind=ANSWERS, lane="gap", q="a&b", until=date(2026, 3, 2), order="so", page=4)
    kept = "luong=gap&q=a%26b&den=2026-03-02&xep=so"
    assert found.query() == f"?{kept}&trang=4"
    assert found.query(trang=1) == f"?{kept}&trang=1"
    assert found.query(trang="", q="") == "?luong=gap&den=2026-03-02&xep=so"
    assert found.file.endswith(f".csv?{kept}")
    assert (found.clear, found.bare) == ("/cms/duyet/?luong=gap", "/cms/duyet/")
    for _head, address, _now in found.heads:
        assert "trang=" not in address
        assert address.startswith("/cms/duyet/?luong=gap&q=a%26b&")
    turned = {now: address for _head, address, now in found.heads if now}
    assert [*turned] == ["ascending"]
    assert turned["ascending"].endswith("xep=-so")


@pytest.mark.pure
def test_the_question_is_one_condition_of_days_words_and_agency():
    question = {"since": date(2026, 3, 2), "agency": "kim-long"}
    assert Asked(kind=ANSWERS, **question).condition() == Q(submitted_at__gte=MIDNIGHT) & Q(
        answer__assignment__agency__slug="kim-long"
    )
    assert Asked(kind=ANSWERS).condition() == Q()


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("đ\u0323e\u0302\u0300n", "den"),
        ("Ố Ỡ Ợ Ẵ Ỵ", "o o o a y"),
        ("kiệt 12/3, Kim-Long", "kiet 12 3 kim long"),
        ("  \t\n ", ""),
        ("…!?", ""),
        (2026, "2026"),
    ],
)
def test_folding(text, plain):
    assert folded(text) == plain
