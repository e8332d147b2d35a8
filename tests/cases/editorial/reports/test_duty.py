"""Agencies whose terms nobody follows: who may see the list, what it says, and what one takes along."""

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Agency, PostKind
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.mailing.conftest import someone
from tests.factories import BOARD, KIM_LONG, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

AWAY = "UBND phường Phú Xuân"


@pytest.fixture
def city():
    """One that lacks nothing, one without a substitute, one whose people are all away, one with nobody at all."""
    today = timezone.localdate()
    someone("theo", PostKind.FOLLOW_UP)
    someone("thay", PostKind.SUBSTITUTE)
    someone("mot", PostKind.FOLLOW_UP, LIGHTING)
    someone("ket", PostKind.OFFICER, LIGHTING)
    someone("vang", PostKind.FOLLOW_UP, AWAY, away=(today, None))
    someone("khong-thu", PostKind.FOLLOW_UP, BOARD, email="")
    an_agency("Đã giải thể", dissolved_on=today - timedelta(days=1))
    Agency.objects.create(name="", slug="khong-ten", source_name="")
    walk_to("assigned")


@pytest.fixture
def center(city):
    return signed_in(an_account("edit"))


def rows(client, **query):
    response = client.get(reverse("duty_report"), query)
    assert response.status_code == 200
    table = BeautifulSoup(response.content, "lxml").select("table.listing tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.find_all("td")] for row in table]


NOBODY, NO_SUBSTITUTE = [BOARD, "Không ai nhận thư", "0", "0", "0"], [LIGHTING, "Không có người thay", "1", "0", "0"]
ALL_AWAY = [AWAY, "Không ai nhận thư: đang vắng cả", "1", "0", "0"]
WHOLE = [KIM_LONG, "", "1", "1", "1"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [NOBODY, ALL_AWAY, NO_SUBSTITUTE]),
        ({"thieu": "nobody"}, [NOBODY, ALL_AWAY]),
        ({"thieu": "follow_up"}, [NOBODY]),
        ({"thieu": "substitute"}, [NOBODY, ALL_AWAY, NO_SUBSTITUTE]),
        ({"thieu": "all"}, [NOBODY, ALL_AWAY, NO_SUBSTITUTE, WHOLE]),
    ],
)
def test_what_it_says(center, query, expected):
    assert rows(center, **query) == expected


def test_its_queries_do_not_grow(center, django_assert_max_num_queries):
    rows(center)
    for n in range(9):
        an_agency(f"Đơn vị {n}")
    with django_assert_max_num_queries(20):
        assert len(rows(center)) == 12


def test_it_is_taken_along_with_the_day(center):
    response = center.get(reverse("duty_report"), {"export": "csv", "thieu": "nobody"})
    told = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert told[0] == ["Đơn vị", "Loại", "Còn thiếu", "Cán bộ theo dõi hạn", "Người thay", "Việc đang mở"]
    assert [row[0] for row in told[1:]] == [BOARD, AWAY]
    assert f"theo-doi-han-{timezone.localdate():%Y-%m-%d}" in response["Content-Disposition"]
    assert center.get(reverse("duty_report"), {"export": "xlsx"})["Content-Type"].endswith("sheet")


@pytest.mark.parametrize(
    ("power", "status"),
    [("edit", 200), ("decide", 200), ("head", 200), ("administer", 200), ("answer", 302), ("follow", 302)],
)
@pytest.mark.parametrize("name", ["duty_report", "duty_report_results"])
def test_who_may_see_it(city, power, status, name):
    account = an_account(power, agency=KIM_LONG if power in ("answer", "follow") else None)
    client = signed_in(account)
    assert client.get(reverse(name)).status_code == status
    assert client.get(reverse(name), {"export": "csv"}).status_code == status
    assert (reverse("duty_report") in client.get("/cms/").content.decode()) is (status == 200)
    assert Client().get(reverse(name)).status_code == 302


def test_in_the_register_of_posts_an_absence_is_entered(chief):
    account = someone("vang", PostKind.FOLLOW_UP)
    post = account.posts.get()
    address = reverse("post:edit", args=[post.pk])
    sent = {"kind": "follow_up", "since": "01/01/2020", "away_since": "03/03/2026", "away_until": "02/03/2026"}
    response = chief.post(address, sent)
    assert response.status_code == 200
    assert "Ngày cuối đứng trước ngày đầu." in response.content.decode()
    assert chief.post(address, {**sent, "away_until": "04/03/2026"}).status_code == 302
    post.refresh_from_db()
    assert (str(post.away_since), str(post.away_until)) == ("2026-03-03", "2026-03-04")
