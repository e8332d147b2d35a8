"""What the Center reads of statements: what waits and what the public knows of, narrowed together, and as a file."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from cases.editorial.queues.asked import Asked
from cases.editorial.statements.deciding import STATEMENTS
from cases.models import AgencyStatement
from tests.accounts import an_account
from tests.factories import KIM_LONG, LIGHTING, an_agency

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
DAY = timedelta(days=1)
WHY = "Nêu tên người"  # of one that was declined this is told, and not its words


def said(agency, text, state="waiting", *, days=0, **fields):
    ended = {"ended_at": AT + 9 * DAY} if state in ("declined", "withdrawn") else {}
    told = {"since": date(2026, 1, 1), "until": date(2026, 1, 31), "written_at": AT + days * DAY, **ended, **fields}
    return AgencyStatement.objects.create(agency=an_agency(agency), text=text, state=state, **told)


def test_both_halves_of_the_page_are_narrowed_and_the_file_holds_both(client):
    said(KIM_LONG, "Lời một", days=1)
    said(KIM_LONG, "Lời hai", "declined", days=3, reason=WHY)
    said(KIM_LONG, "Lời ba", "withdrawn", days=4)  # taken back before anybody read it: nobody's business
    said(LIGHTING, "Lời bốn", "published", days=2, published_at=AT + 5 * DAY)
    client.force_login(an_account("decide"))
    for query, shown in (
        ("", {"Lời một", WHY, "Lời bốn"}),
        (f"?don-vi={an_agency(LIGHTING).slug}", {"Lời bốn"}),
        (f"?don-vi={an_agency().slug}&tu=2026-03-04", {WHY}),
        ("?q=loi+mot", {"Lời một"}),
        ("?q=neu+ten", {WHY}),
    ):
        told = client.get(reverse("statements") + query).content.decode()
        assert {text for text in ("Lời một", WHY, "Lời hai", "Lời ba", "Lời bốn") if text in told} == shown, query
        file = client.get(reverse("statements_file") + query)
        lines = b"".join(file.streaming_content).decode().splitlines()[1:]
        assert len(lines) == len(shown), query
    order = [row.text for row in Asked(kind=STATEMENTS, order="-gui").found(AgencyStatement.objects.told())]
    assert order == ["Lời hai", "Lời bốn"]
