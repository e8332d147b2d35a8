"""A report entered for somebody who calls."""

import pytest
from django.urls import reverse

from cases.contacts.models import Contact
from cases.models import Case, Report
from tests.cases.editorial.center.conftest import soup, told, words
from tests.factories import Walk

pytestmark = pytest.mark.django_db

SAID = {"title": "Đèn hỏng", "text": "Ba bóng", "place": "12 Kim Long", "ward": "kim-long", "category": "chieu-sang"}


def test_a_caller_says_where_on_the_map(editor):
    assert "không đọc được" in told(enter(editor, point="cạnh chợ"))[-1]
    enter(editor, point="16.46, 107.56")
    assert (Case.objects.get().lat, Case.objects.get().lon) == (16.46, 107.56)


def enter(client, **fields):
    return client.post(reverse("center_enter"), {**SAID, **fields})


def test_it_comes_in_like_any_other_and_the_contact_stays_apart(editor):
    response = enter(editor, name="Bà Hoa", phone="0905 123 456", email="hoa@example.com")
    case = Case.objects.get()
    assert response["Location"] == reverse("center_case", args=[case.number])
    assert (case.state, case.channel, case.ward.slug, case.category.slug) == (
        "received",
        "phone",
        "kim-long",
        "chieu-sang",
    )
    event = case.events.get()
    assert (event.kind, event.role, event.data) == (
        "case.receive",
        "center",
        {"category": "chieu-sang", "channel": "phone"},
    )
    assert Report.objects.get().text == "Ba bóng"
    contact = Contact.objects.get()
    assert (contact.case, contact.name, contact.phone) == (case, "Bà Hoa", "0905 123 456")
    assert len(contact.token) > 30
    screen = editor.get(response["Location"])
    assert f"Đã ghi phản ánh số {case.number}." in words(soup(screen).select_one(".told"))
    assert "qua điện thoại" in words(soup(screen).select_one(".told-by"))
    assert "0905" not in screen.content.decode()


def test_the_browser_remembers_what_is_told_but_not_by_whom(editor):
    form = soup(editor.get(reverse("center_enter"))).select_one("form.enter")
    assert (form["data-kept"], form["data-by"]) == ("nhap", str(editor.account.pk))
    assert {box["name"] for box in form.select("[autocomplete=off]")} == {"name", "phone", "email"}


def test_without_a_contact_none_is_kept(editor):
    enter(editor, ward="")
    assert (Case.objects.get().ward, Contact.objects.count()) == (None, 0)


def test_personal_data_is_told_once(editor):
    named = {"text": "Gọi tôi 0912345678"}
    first = enter(editor, **named)
    assert (first.status_code, Case.objects.exists()) == (400, False)
    assert "0912345678" in told(first)[-1]
    assert enter(editor, **named, hinted=soup(first).select_one("[name=hinted]")["value"]).status_code == 302


def test_a_point_outside_the_city_is_asked_about_once(editor):
    far = {"ward": "", "point": "10.77, 106.7"}
    first = enter(editor, **far)
    assert (first.status_code, told(first)[-1][:30]) == (400, "Điểm này nằm ngoài mọi phường,")
    assert enter(editor, **far, placed=soup(first).select_one("[name=placed]")["value"]).status_code == 302


def test_a_second_click_is_no_second_report(editor):
    first, second = enter(editor), enter(editor)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    enter(editor, text="Bốn bóng")
    assert Case.objects.count() == 2
    Walk(**{name: SAID[name] for name in ("title", "text", "place")})
    assert Case.objects.count() == 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 256}, "title"),
        ({"place": ""}, "place"),
        ({"category": ""}, "category"),
        ({"category": "khong-co"}, "category"),
        ({"ward": "khong-co"}, "ward"),
        ({"phone": "gọi tôi"}, "phone"),
        ({"email": "hoa"}, "email"),
        ({"text": "x" * 20_001}, "text"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(editor, wrong, field):
    response = enter(editor, **{"text": "Tôi đã gõ rất lâu", **wrong})
    assert response.status_code == 400
    assert [box["class"][-1] for box in soup(response).select(".field.bad")] == [f"of-{field}"]
    assert len(told(response)) == 1
    if field != "text":
        assert "Tôi đã gõ rất lâu" in response.content.decode()
    assert not Case.objects.exists()
