"""Every queue's page has the filter, says what it left out, and stays as it was asked for while one decides."""

import pytest
from django.urls import reverse

from cases.editorial.desk import queue
from cases.models import Appeal, Ruling, Submission, unconfirmed_duplicates
from tests.accounts import an_account
from tests.cases.editorial.center.conftest import page, words
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.editorial.queues.world import two_of_each
from tests.factories import LIGHTING, an_agency

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

DESK = ("review_desk", "review_appeals", "review_rulings", "review_duplicates")
PAGES = (*DESK, "reopen_requests", "statements", "figure_report_queue")
ROWS = ".queue ol > li, .reopen > .sect:has(form)"


@pytest.fixture
def approver(db):
    two_of_each()
    return signed_in(an_account("decide"))


def test_every_page_is_narrowed_and_ordered_through_its_address_and_leads_to_its_file(approver):
    slug = an_agency(LIGHTING).slug
    for name in PAGES:
        where = reverse(name)
        assert len(page(approver, where).select(ROWS)) == 2, name
        shown = page(approver, f"{where}?q=nghet&don-vi={slug}&xep=-gui&tu=x&khac=1")
        assert len(shown.select(ROWS)) == 1, name
        assert "tu=x" in words(shown.select_one("[role=status].note")), name
        assert (shown.find(id="loc-q")["value"], shown.select_one("option[selected]")["value"]) == ("nghet", slug)
        assert [link["href"] for link in shown.select(".by .now")] == [f"{where}?q=nghet&don-vi={slug}&xep=gui"]
        (file,) = [link["href"] for link in shown.select("a[download]")]
        lines = b"".join(approver.get(file).streaming_content).decode().splitlines()
        assert len(lines) == 2, name
        assert "nghẹt" in lines[1] or name == "statements", name
        assert "Bỏ bớt một điều kiện." in words(page(approver, f"{where}?q=thuyen").main), name


def test_files_are_for_those_who_see_the_queue(client):
    client.force_login(an_account("edit"))
    for name in PAGES:
        expected = 200 if name == "reopen_requests" else 403
        assert client.get(reverse(f"{name}_file")).status_code == expected, name


def test_a_queue_stays_as_it_was_asked_for_while_one_decides(approver):
    asked = f"?don-vi={an_agency(LIGHTING).slug}&xep=-gui"
    ruled = {"outcome": "stays", "reason": "theo-dia-ban", "words": "Rõ"}
    version = Submission.objects.filter(decision="").latest("pk")
    for name, decide, pk, sent in (
        ("review_desk", "review_decide", version.pk, {"choice": "approve", "version": version.number}),
        ("review_appeals", "review_appeal_decide", Appeal.objects.latest("pk").pk, {"granted": "1", "words": "Rõ"}),
        ("review_rulings", "review_rule", Ruling.objects.latest("pk").pk, ruled),
        ("review_duplicates", "review_duplicate_decide", unconfirmed_duplicates().latest("since").pk, {}),
    ):
        shown = page(approver, reverse(name) + asked)
        assert shown.select_one(".queue ol a")["href"].endswith(asked), name
        action = reverse(decide, args=[pk]) + asked
        assert shown.select_one(f'form[action="{action}"]'), name
        seen = {field["name"]: field["value"] for field in shown.select(".desk form input[name=seen]")}
        response = approver.post(action, {**seen, **sent})
        assert response["Location"] == reverse(name) + asked, name
        assert len(page(approver, response["Location"]).select(ROWS)) == 0, name


def test_a_page_beyond_the_last_is_the_last_and_leads_back(approver, monkeypatch):
    monkeypatch.setattr(queue, "SHOWN", 1)
    where = reverse("review_desk")
    assert page(approver, where).select_one(".queue [rel=next]")["href"] == f"{where}?trang=2"
    shown = page(approver, f"{where}?trang=9")
    assert [link["href"] for link in shown.select(".queue .pager a")] == [where]
    assert "trang 2" in words(shown.select_one(".queue .pager"))
