"""Parameters that cannot be heeded: files refuse them by name and reason, pages say that they passed them over."""

import json

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cases.public.parameters import csv_of, file_of, page_of, passed_over, wants_mark

MARK = b"\xef\xbb\xbf"
CSV = ("qua-han.csv", "so-lieu/don-vi.csv", "so-lieu/thang.csv", "da-go.csv", "phuong-xa.csv")
OTHERS = ("qua-han.json", "so-lieu/don-vi.json", "qua-han/feed.atom")
DAY = "qua-han/2026-03-13"  # frozen by nobody: whatever is asked there is looked at before
PAGES = ("qua-han/", "qua-han/ngay/", "don-vi/", "phuong-xa/", "linh-vuc/", "ton-dong/", "so-lieu/", "da-go/")


def asked(view, query):
    return view(RequestFactory().get(f"/tep?{query}"))


@csv_of
def a_csv(request):
    return HttpResponse("có dấu" if wants_mark(request) else "không")


@file_of("frozen")
def a_file(request):
    return HttpResponse(request.GET.get("frozen", ""))


@page_of("only")
def a_page(request):
    return HttpResponse(getattr(request, "passed_over", ""))


@pytest.mark.parametrize(
    ("view", "query", "said"),
    [
        (a_csv, "", "không"),
        (a_csv, "bom=", "không"),
        (a_csv, "bom=0", "không"),
        (a_csv, "bom=1", "có dấu"),
        (a_csv, "bom=%201&utm_source=x&fbclid=y&x=", "có dấu"),
        (a_file, "frozen=1", "1"),
        (a_page, "only=30&gclid=a", ""),
        (a_page, "only=30&a=1&b=2&c=", "Đã bỏ qua “a”, “b”: trang này không có tham số này."),
    ],
)
def test_what_can_be_heeded_is(view, query, said):
    response = asked(view, query)
    assert (response.status_code, response.content.decode()) == (200, said)


@pytest.mark.parametrize(
    ("view", "query", "errors"),
    [
        (a_csv, "bom=ja", {"bom": "Không dùng được “bom=ja”: chỉ nhận 1 hoặc 0."}),
        (a_csv, "bom=1&bom=2", {"bom": "Không dùng được “bom=2”: chỉ nhận 1 hoặc 0."}),
        (a_file, "bom=1", {"bom": "Không dùng được “bom=1”: tệp không có tham số này."}),
        (
            a_file,
            "agency=a&frozen=x",
            {
                "agency": "Không dùng được “agency=a”: tệp không có tham số này.",
                "frozen": "Không dùng được “frozen=x”: chỉ nhận 1 hoặc 0.",
            },
        ),
        (a_csv, "n" * 300 + "=1", {"n" * 80: f"Không dùng được “{'n' * 80}=1”: tệp không có tham số này."}),
    ],
)
def test_what_cannot_be_heeded_is_refused_by_name_and_reason(view, query, errors):
    response = asked(view, query)
    told = json.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (400, "application/json")
    assert {each["parameter"]: each["reason"] for each in told["errors"]} == errors
    assert told["error"] == " ".join(errors.values())


def test_very_many_names_are_one_sentence():
    assert passed_over([f"a{n}" for n in range(9)], "%(names)s") == "Đã bỏ qua “a0”, “a1”, “a2”, “a3”, “a4”, …."


@pytest.mark.django_db
def test_every_file_refuses_what_it_does_not_know_before_it_is_made(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        for name in (*CSV, *OTHERS, f"{DAY}.csv", f"{DAY}.json", "phan-anh/2026.csv", "don-vi/x/danh-gia.csv"):
            response = client.get(f"/en/{name}?agency=a")
            assert response.status_code == 400, name
            reason = "Cannot be used: “agency=a”: a file has no such parameter."
            assert response.json()["errors"] == [{"parameter": "agency", "reason": reason}], name


@pytest.mark.django_db
def test_every_csv_is_plain_and_marked_where_it_is_asked_for(client):
    for name in CSV:
        plain, marked = (b"".join(client.get(f"/{name}{query}").streaming_content) for query in ("", "?bom=1"))
        assert not plain.startswith(MARK), name
        assert marked.startswith(MARK), name


@pytest.mark.django_db
def test_pages_say_what_they_passed_over(client):
    for page in PAGES:
        said = client.get(f"/{page}?tim=x&utm_medium=y").content.decode()
        assert "Đã bỏ qua “tim”: trang này không có tham số này." in said, page
        assert "utm_medium" not in said.partition("<main")[2].partition("</main>")[0], page
