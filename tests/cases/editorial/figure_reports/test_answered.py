"""Answered reports of wrong figures stand under those that wait: the newest first, and narrowed like them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from cases.models import FigureReport
from tests.accounts import an_account
from tests.factories import KIM_LONG, LIGHTING, an_agency

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def test_they_are_narrowed_with_the_queue_and_the_newest_answer_comes_first(client):
    for n, agency in ((1, KIM_LONG), (2, LIGHTING), (3, KIM_LONG)):
        FigureReport.objects.create(
            page="/so-lieu/", figure=f"Số {n}", expected="48 %", agency=an_agency(agency), sent_at=AT + n * DAY,
            state="declined", answer=f"Trả lời {n}", answered_at=AT + (9 - n) * DAY,
        )  # fmt: skip
    client.force_login(an_account("decide"))
    for query, shown in (
        ("", [1, 2, 3]),
        (f"?don-vi={an_agency(LIGHTING).slug}", [2]),
        ("?tu=2026-03-04", [2, 3]),
        ("?q=tra+loi+3", [3]),
    ):
        told = client.get(reverse("figure_report_queue") + query).content.decode()
        places = {n: told.find(f"Trả lời {n}") for n in (1, 2, 3)}
        assert sorted((n for n in places if places[n] >= 0), key=places.get) == shown, query
