"""The Center answers what is said to be wrong; an agency says it from its desk."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cases.actions.actor import CITIZEN
from cases.actions.figure_reports import report_figure
from cases.models import FigureReport
from tests.accounts import an_account
from tests.factories import KIM_LONG, an_agency

pytestmark = pytest.mark.django_db

NAMES = "Hỏi ông Nguyễn Văn An, 0905 123 456"


def as_(client, *powers, **fields):
    client.force_login(an_account(*powers, **fields))
    return client


def said(figure="Đúng hạn 84 %", **more):
    given = {"page": "/so-lieu/", "expected": "48 %", "source": "Báo cáo", **more}
    return report_figure(figure=figure, **given, by=CITIZEN, at=timezone.now())


def page(response):
    return BeautifulSoup(response.content, "lxml")


def decide(client, report, choice, **more):
    return client.post(reverse("figure_report_decide", args=[report.pk]), {"choice": choice, **more})


def test_the_queue_and_its_three_answers(client, django_assert_num_queries):
    reports = [said(f"Số {n}") for n in range(3)]
    as_(client, "decide")
    client.get(reverse("figure_report_queue"))
    with django_assert_num_queries(9):
        shown = page(client.get(reverse("figure_report_queue")))
    assert [h2.get_text() for h2 in shown.find_all("h2")] == ["Số 0", "Số 1", "Số 2", "Đã trả lời"]
    assert "Báo con số sai" in client.get(reverse("wagtailadmin_home")).content.decode()
    sent = [
        decide(client, reports[0], "accept", answer="Đã tính lại.", shown="1"),
        decide(client, reports[1], "decline", answer="Không sai."),
        decide(client, reports[2], "drop"),
    ]
    assert {response["Location"] for response in sent} == {reverse("figure_report_queue")}
    told = FigureReport.objects.order_by("pk").values_list("state", "shown", "answer")
    assert list(told) == [
        ("accepted", True, "Đã tính lại."),
        ("declined", False, "Không sai."),
        ("dropped", False, ""),
    ]


def test_what_is_no_answer_is_said_at_the_report(client):
    report = said(source=NAMES)
    as_(client, "head")
    shown = page(client.get(reverse("figure_report_queue")))
    assert not shown.find(id=f"hien-{report.pk}").has_attr("checked"), "words that seem to name somebody"
    for wrong in ({}, {"answer": "a" * 601}, {"answer": NAMES}, {"answer": "Đã sửa.", "shown": "1"}):
        response = decide(client, report, "accept", **wrong)
        assert response.status_code == 400
        assert page(response).find(role="alert").get_text()
    assert "Đã sửa." in page(response).textarea.get_text(), "what was written stays"
    assert decide(client, report, "shred").status_code == 404
    assert decide(client, report, "accept", answer="Đã sửa.", shown="1", looked="1").status_code == 302
    assert decide(client, report, "drop").status_code == 400, "somebody was first"


def test_an_agency_reports_from_its_desk(client):
    as_(client, "follow", agency=an_agency())
    address = reverse("office_report_figure")
    form = page(client.get(address))
    choices = [option["value"] for option in form.find(id="id_page").find_all("option")]
    assert choices == ["/don-vi/ubnd-phuong-kim-long/", "/qua-han/", "/don-vi/", "/so-lieu/"]
    assert form.find(id="id_email") is None
    given = {"agency": an_agency().pk, "page": "/qua-han/", "figure": "12 trễ hạn", "expected": "10"}
    assert client.post(address, given)["Location"] == address
    assert client.post(address, {**given, "page": "/phan-anh/", "figure": ""}).status_code == 400
    assert FigureReport.objects.get().agency == an_agency()
    assert "12 trễ hạn" in client.get(address).content.decode()
    as_(client, "decide")
    assert KIM_LONG in client.get(reverse("figure_report_queue")).content.decode()


def test_who_comes_here(client):
    report = said()
    as_(client, "edit")
    assert client.get(reverse("figure_report_queue")).status_code == 403
    assert decide(client, report, "drop").status_code == 403
    assert client.get(reverse("office_report_figure")).status_code == 403
    assert FigureReport.objects.waiting().exists()
