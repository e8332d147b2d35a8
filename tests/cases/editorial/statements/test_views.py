"""An agency writes a statement at its desk, the Center publishes or declines it, and the public reads it."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.urls import reverse

from cases.models import AgencyStatement
from tests.accounts import an_account
from tests.factories import an_agency, walk_to

pytestmark = pytest.mark.django_db

SAID = {"since": "2026-01-01", "until": "2026-01-31", "text": "Mưa lớn <b>cả tháng</b>, đội sửa không ra đường được."}
PLAIN = "Mưa lớn cả tháng, đội sửa không ra đường được."
NAMES = "Hỏi ông Nguyễn Văn An, 0905 123 456."


def as_(client, *powers, **fields):
    client.force_login(an_account(*powers, **fields))
    return client


def page(response):
    return BeautifulSoup(response.content, "lxml")


def words(response):
    return page(response).main.get_text(" ", strip=True)


def write(client, **said):
    return client.post(reverse("office_statements"), {**SAID, "agency": an_agency().pk, **said})


def decide(client, choice, **more):
    statement = AgencyStatement.objects.latest("pk")
    return client.post(reverse("statement_decide", args=[statement.pk]), {"choice": choice, **more})


def public(client, language=""):
    client.logout()
    cache.clear()
    return page(client.get(f"{language}/don-vi/{an_agency().slug}/")).find(id="loi-don-vi")


def test_from_the_desk_to_the_pages(client, django_assert_max_num_queries):
    walk_to("overdue")
    as_(client, "follow", agency=an_agency())
    assert page(client.get(reverse("office_desk"))).find("a", href=reverse("office_statements"))
    assert write(client)["Location"] == reverse("office_statements")
    with django_assert_max_num_queries(16):
        shown = words(client.get(reverse("office_statements")))
    assert PLAIN in shown
    assert "Chờ Trung tâm" in shown
    assert public(client) is None
    as_(client, "decide")
    assert "Lời của các đơn vị" in client.get(reverse("wagtailadmin_home")).content.decode()
    with django_assert_max_num_queries(16):
        assert PLAIN in words(client.get(reverse("statements")))
    assert decide(client, "publish")["Location"] == reverse("statements")
    told = public(client)
    assert "Lời của đơn vị, Trung tâm không sửa" in told.get_text()
    assert "nói về 01/01/2026 – 31/01/2026" in told.get_text(" ", strip=True)
    assert PLAIN in told.get_text(" ", strip=True)
    link = page(client.get("/qua-han/")).find("a", href=f"/don-vi/{an_agency().slug}/#loi-don-vi")
    assert link.get_text(strip=True).startswith("Lời của đơn vị,")
    english = public(client, "/en")
    assert "The agency’s own words, not edited by the Center" in english.get_text()


def test_what_is_taken_back_or_declined_is_said_without_its_words(client):
    as_(client, "answer", agency=an_agency())
    write(client)
    as_(client, "head")
    decide(client, "publish")
    as_(client, "answer", agency=an_agency())
    statement = AgencyStatement.objects.get()
    client.post(reverse("office_statement_withdraw", args=[statement.pk]))
    again = client.post(reverse("office_statement_withdraw", args=[statement.pk]), follow=True)
    assert "không còn để rút" in words(again)
    write(client, text="Lời lạc đề")
    as_(client, "head")
    assert decide(client, "decline", reason="Không nói về con số.").status_code == 302
    told = public(client).get_text(" ", strip=True)
    assert "đơn vị rút" in told
    assert "Không nói về con số." in told
    assert PLAIN not in told
    assert "Lời lạc đề" not in told


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"text": ""}, "text", "Hãy điền ô này."),
        ({"text": "a" * 1501}, "text", "Nhiều nhất 1500 chữ cái."),
        ({"since": "hôm qua"}, "since", "Hãy ghi ngày như 24/11/2026."),
        ({"until": "2025-12-31"}, "until", "kết thúc sau khi bắt đầu"),
        ({"text": NAMES}, "text", "0905 123 456"),
        ({"agency": "0"}, None, ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(client, wrong, field, sentence):
    as_(client, "answer", agency=an_agency())
    response = write(client, **wrong)
    assert response.status_code == 400
    shown = page(response)
    assert sentence in shown.find(role="alert").get_text()
    if field:
        assert shown.find("a", href=f"#id_{field}")
    if "text" not in wrong:
        assert "Mưa lớn" in shown.textarea.get_text()
    assert not AgencyStatement.objects.exists()
    assert (shown.find(id="id_looked") is not None) == (wrong.get("text") == NAMES)


def test_the_writer_and_the_center_say_that_they_looked(client):
    as_(client, "answer", agency=an_agency())
    write(client, text=NAMES, looked="on")
    assert "đang chờ Trung tâm" in words(write(client))
    as_(client, "decide")
    assert page(client.get(reverse("statements"))).find("input", attrs={"name": "looked"})
    refused = decide(client, "publish")
    assert refused.status_code == 400
    assert "0905 123 456" in page(refused).find(role="alert").get_text()
    assert AgencyStatement.objects.get().state == "waiting"
    for reason in ("", NAMES, "a" * 601):
        assert decide(client, "decline", reason=reason).status_code == 400
    assert decide(client, "publish", looked="1").status_code == 302
    assert decide(client, "publish").status_code == 400, "somebody was first"
    assert decide(client, "shred").status_code == 404


def test_who_comes_to_which_side(client):
    as_(client, "answer", agency=an_agency())
    write(client)
    own = reverse("office_statement_withdraw", args=[AgencyStatement.objects.get().pk])
    assert client.get(reverse("statements")).status_code == 403
    as_(client, "edit")
    assert client.get(reverse("statements")).status_code == 403
    assert client.get(reverse("office_statements")).status_code == 403
    as_(client, "answer", agency="Đơn vị khác")
    assert client.post(own).status_code == 404
    assert AgencyStatement.objects.get().state == "waiting"
