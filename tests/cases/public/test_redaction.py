"""What the Center covers is covered everywhere: pages, lists, files and the search show marks, and count them."""

from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from cases.models import CasePage
from cases.public.loading import public_cases
from search.models import SearchText
from tests.cases.public.pages import address, parsed, section, words
from tests.factories import walk_to

pytestmark = pytest.mark.django_db

SECRET = "0905 123 456"
TITLE, TEXT, PLACE = (
    "Đèn nhà [đã che: tên người] hỏng",
    "Gọi [đã che: số điện thoại].\n\n[đã che]",
    "[đã che: số nhà] Kim Long",
)


@pytest.fixture
def case():
    """A case whose page covers what its report says."""
    made = walk_to("assigned", title="Đèn hỏng", text=f"Gọi {SECRET}", place=f"5 Kim Long {SECRET}").case
    CasePage.objects.filter(case=made).update(title=TITLE, draft_title=TITLE, text=TEXT, place=PLACE)
    return made


def test_marks_are_counted(case):
    (told,) = public_cases([case.pk], at=timezone.now())
    assert told.redactions == 4


@pytest.mark.parametrize(("text", "n"), [("Không che gì", 0), ("[đã che]", 1), ("[đã che] [đã che: số nhà]", 2)])
def test_the_page_says_how_many(client, text, n):
    case = walk_to("assigned").case
    CasePage.objects.filter(case=case).update(text=text)
    report = words(section(parsed(client.get(address(case))), "report"))
    assert (f"Trung tâm đã che {n} chỗ." in report) is (n > 0)


def test_the_page_shows_marks_and_no_token(client, case):
    page = parsed(client.get(address(case)))
    assert [mark.get_text() for mark in page.find_all(class_="redact")] == [
        "đã che: tên người",
        "đã che: số nhà",
        "đã che: số điện thoại",
        "đã che",
    ]
    assert page.h1.get_text() == "Đèn nhà đã che: tên người hỏng"
    assert page.title.get_text() == f"{TITLE} – Minh Bạch"  # no mark can be drawn there
    assert "[đã che" not in page.find(class_="prose").get_text()


def test_nothing_of_the_covered_words_is_told_anywhere(client, case):
    call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())
    found = StringIO()
    call_command("find", "Kim Long", "--json", stdout=found)
    outputs = [client.get(address(case)).content.decode(), client.get("/phan-anh/?q=den").content.decode()]
    outputs += [str(SearchText.objects.get(pk=case.pk).data), found.getvalue(), client.get("/").content.decode()]
    for told in outputs:
        assert SECRET not in told
        assert "123 456" not in told
    assert "đã che: tên người" in [mark.get_text() for mark in BeautifulSoup(outputs[1], "lxml").select(".redact")]


def test_covered_words_find_nothing(case):
    call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())
    found = StringIO()
    call_command("find", "0905", "--json", stdout=found)
    assert '"total": 0' in found.getvalue() or '"total":0' in found.getvalue()


def test_of_a_past_instant_the_words_are_those_of_now(case):
    """Facts are told as of the instant asked about, covered words never again."""
    (told,) = public_cases([case.pk], at=case.accepted_at + timedelta(minutes=1))
    assert SECRET not in f"{told.title}{told.text}{told.place}"
