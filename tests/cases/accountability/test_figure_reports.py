"""“Báo con số sai”: the way there, what is kept of it, and the list of answers; nothing before the Center answered."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from cases.actions.actor import CENTER
from cases.actions.figure_reports import MOST_BY_ADDRESS, answer_figure_report, drop_figure_report
from cases.contacts.models import ContactOfReport
from cases.models import FigureReport
from cases.public.figure_places import place_of
from tests.cases.models.frozen import DAY, a_snapshot
from tests.factories import KIM_LONG, an_agency

pytestmark = pytest.mark.django_db

LIST, FORM, SENT = "/so-lieu/bao-sai/", "/so-lieu/bao-sai/gui/", "/so-lieu/bao-sai/da-gui/"
SAID = {"figure": "Đúng hạn 84 %", "expected": "Phải là 48 %", "source": "", "email": "mai@hue.example"}
OURS = "/don-vi/ubnd-phuong-kim-long/"


def page(response):
    return BeautifulSoup(response.content, "lxml")


def words(response):
    return page(response).main.get_text(" ", strip=True)


def send(client, where="/so-lieu/", *, language="", **said):
    return client.post(f"{language}{FORM}?o={where}", {**SAID, **said})


def answer(**more):
    given = {"accepted": True, "answer": "Đã tính lại.", "shown": True, **more}
    report = FigureReport.objects.waiting().latest("pk")
    return answer_figure_report(report=report, by=CENTER, at=timezone.now(), **given)


def test_from_a_page_of_figures_to_the_public_answer(client, django_assert_max_num_queries):
    an_agency()
    cache.clear()
    shown = client.get(OURS)
    assert not shown.cookies, "reading leaves no cookie"
    way = page(shown).find("a", string="Báo con số sai")["href"]
    assert way == f"{FORM}?o={OURS}"
    with django_assert_max_num_queries(4):
        form = client.get(way)
    assert "no-store" in form["Cache-Control"]
    assert page(form).find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page(form).main.find("a", href=OURS).get_text() == KIM_LONG
    assert page(form).script is None or "main" not in str(page(form).main.script)
    response = client.post(page(form).main.form["action"], SAID)
    assert response["Location"] == SENT
    assert "Trung tâm xem rồi sửa" in words(client.get(SENT))
    report = FigureReport.objects.get()
    assert (report.page, report.agency, len(report.sender)) == (OURS, None, 64)
    assert ContactOfReport.objects.get().email == "mai@hue.example"
    before = client.get(LIST)
    assert "1 lời đang chờ Trung tâm xem." in words(before)
    assert "84 %" not in words(before)
    answer()
    with django_assert_max_num_queries(6):
        told = client.get(LIST)
    assert page(told).h2.get_text() == "Đúng hạn 84 %"
    assert "Phải là 48 %" in words(told)
    assert "Đúng là sai, đã sửa." in words(told)
    assert "Đã tính lại." in words(told)
    assert page(told).main.find("a", href=OURS)
    assert "mai@" not in told.content.decode()
    assert "It was wrong, and is mended" in words(client.get(f"/en{LIST}"))


def test_words_that_the_center_does_not_show_and_what_it_dropped(client):
    send(client, source="Ông An")
    answer(shown=False, accepted=False, answer="Không sai: đã gồm phần gia hạn.")
    send(client, figure="Mua vé số")
    drop_figure_report(report=FigureReport.objects.waiting().get(), by=CENTER, at=timezone.now())
    told = words(client.get(LIST))
    assert "Một con số" in told
    assert "đã gồm phần gia hạn" in told
    for hidden in ("Ông An", "84 %", "vé số"):
        assert hidden not in told


@pytest.mark.parametrize("address", [LIST, FORM, SENT])
def test_the_picture_that_goes_along_is_there(client, address):
    picture = page(client.get(address)).find("meta", property="og:image")["content"]
    assert client.get(picture.removeprefix(settings.PUBLIC_URL)).status_code == 200


def test_in_english(client):
    assert page(client.get(f"/en{FORM}?o=/en/qua-han/")).h1.get_text() == "Report a wrong figure"
    assert send(client, "/en/qua-han/", language="/en")["Location"] == f"/en{SENT}"
    assert FigureReport.objects.get().page == "/qua-han/"
    answer()
    assert page(client.get(f"/en{LIST}")).main.find("a", href="/en/qua-han/")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"figure": " "}, "id_figure", "Hãy điền ô này."),
        ({"expected": "a" * 1001}, "id_expected", "Nhiều nhất 1000 chữ cái."),
        ({"email": "mai"}, "id_email", "Địa chỉ thư này chưa đúng."),
    ],
)
def test_an_error_is_named_and_what_was_written_stays(client, wrong, field, sentence):
    response = send(client, **wrong)
    assert response.status_code == 400
    (link,) = page(response).find(role="alert").find_all("a")
    assert (link["href"], page(response).find("p", class_="err").get_text()) == (f"#{field}", sentence)
    assert "mai" in page(response).find(id="id_email")["value"]
    assert not FigureReport.objects.exists()


def test_machines_tokens_and_too_many_from_one_address(client):
    assert send(client, trang="https://spam.example")["Location"] == SENT
    assert not FigureReport.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{FORM}?o=/so-lieu/", SAID).status_code == 403
    assert [send(client, figure=f"Số {n}").status_code for n in range(MOST_BY_ADDRESS + 1)] == [302] * 5 + [429]
    assert send(client, "/phan-anh/").status_code == 404
    assert send(client, figure="Số 0").status_code == 302, "the same words are the same report"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/so-lieu/", "Số liệu"),
        ("/en/qua-han/", "Đơn vị quá hạn hôm nay"),
        (OURS, KIM_LONG),
        (f"/qua-han/{DAY}/", "Bản chốt 12/03/2026"),
        (f"/qua-han/{DAY}/ubnd-phuong-kim-long/", f"Bản chốt 12/03/2026 {KIM_LONG}"),
        ("/qua-han/2026-03-13/", None),
        ("/don-vi/khong-co/", None),
        ("/phan-anh/", None),
        ("https://evil.example/", None),
        ("//evil.example/so-lieu/", None),
        ("", None),
    ],
)
def test_which_pages_have_figures(path, name):
    an_agency()
    a_snapshot()
    place = place_of(path)
    assert (place and place.name) == name
    assert place is None or place.path == path.removeprefix("/en")


@pytest.mark.parametrize("page", ["0", "2", "x", "9" * 30])
def test_pages_that_are_none(client, page):
    assert client.get(f"{LIST}?page={page}").status_code == 404
