"""The form for who finds it not done: what it says to whom, what it keeps, and what machines get."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from cases.actions import reopen_requests
from cases.models import Case, ReopenRequest
from cases.public.visitors import client_address, sender_of
from tests.factories import Walk, ago, walk_to
from tests.incoming import imported, told

pytestmark = pytest.mark.django_db

SAID = {"complaint": "not_done", "text": "Đèn vẫn tối"}


def answered(*, days=3, **report):
    """A case that was answered so many days ago."""
    start = ago(days=days + 1)
    walk = Walk(at=start, **report).later(hours=1).accept().later(hours=1).assign()
    return walk.until(ago(days=days)).submit().later(hours=1).approve()


@pytest.fixture
def walk():
    return answered(title="Đèn đường [đã che: tên người]")


def address(walk, rest="", language=""):
    return f"{language}/a/{walk.case.number}/chua-xong/{rest}"


def page(response):
    return BeautifulSoup(response.content, "lxml")


def send(client, walk, *, language="", **said):
    return client.post(address(walk, language=language), {**SAID, **said})


def words(response):
    return page(response).main.get_text(" ", strip=True)


# --- the way there and through ---------------------------------------------------------------------------------------


def test_from_the_page_to_the_center(client, walk, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get(f"/a/{walk.case.number}")
    shown = client.get(f"/a/{walk.case.number}", follow=True)
    assert not shown.cookies, "reading leaves no cookie"
    button = page(shown).find(id="h-next").find_parent("section").find("a", class_="btn")
    assert (button["href"], button.get_text()) == (address(walk), "Báo là vẫn chưa xong")
    with django_assert_max_num_queries(9):
        form = client.get(address(walk))
    assert form.status_code == 200
    assert "no-store" in form["Cache-Control"]
    assert page(form).find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert "Đèn đường [đã che" not in words(form), "the title as the page shows it"
    assert [radio["value"] for radio in page(form).find_all("input", type="radio")] == [
        "not_done",
        "in_part",
        "again",
        "untrue",
        "other",
    ]
    response = send(client, walk)
    assert (response.status_code, response["Location"]) == (302, address(walk, "da-gui/"))
    thanks = client.get(response["Location"])
    assert "Lời của bạn thì không." in words(thanks)
    stranger = Client()
    for mark in ("", str(walk.case.number), client.cookies["da-gui"].value.replace(str(walk.case.number), "9", 1)):
        stranger.cookies["da-gui"] = mark
        told = stranger.get(response["Location"])
        assert (told.status_code, told["Location"]) == (302, address(walk)), "nobody else has sent anything"
    request = ReopenRequest.objects.get()
    assert (request.case, request.complaint, request.text) == (walk.case, "not_done", "Đèn vẫn tối")
    assert len(request.sender) == 64
    case_page = words(client.get(f"/a/{walk.case.number}", follow=True))
    assert "Có người báo là vẫn chưa xong" in case_page
    assert "Trung tâm đang xem" in case_page
    assert "Đèn vẫn tối" not in case_page


def test_what_the_center_says_stands_on_the_page(client, walk):
    send(client, walk)
    walk.until(timezone.now()).keep("viec-khac")
    shown = words(client.get(f"/a/{walk.case.number}", follow=True))
    assert "Trung tâm không mở lại" in shown
    assert "Là việc khác, cần một phản ánh mới" in shown
    assert "Trung tâm đang xem" not in shown


def test_in_english(client, walk):
    form = client.get(address(walk, language="/en"))
    assert page(form).h1.get_text() == "Say that it is not done"
    assert page(form).find("meta", property="og:image")["content"].endswith("/static/img/share.png")
    response = send(client, walk, language="/en", text="")
    assert "Write a sentence: what do you see there?" in words(response)
    response = send(client, walk, language="/en")
    assert response["Location"] == address(walk, "da-gui/", "/en")
    assert "Sent to the Center" in words(client.get(response["Location"]))
    assert "Somebody says that it is not done" in words(client.get(f"/en/a/{walk.case.number}", follow=True))


# --- what is wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"complaint": ""}, "id_complaint_0", "Hãy chọn một điều trong danh sách."),
        ({"complaint": "boring"}, "id_complaint_0", "Hãy chọn một điều trong danh sách."),
        ({"text": "   "}, "id_text", "Hãy viết một câu: bạn thấy gì ở đó?"),
        ({"text": "a" * 2001}, "id_text", "Nhiều nhất 2000 chữ cái."),
        ({"text": "a\x00b"}, "id_text", "Không được phép dùng ký tự rỗng."),
    ],
)
def test_an_error_is_named_beside_its_field_and_above(client, walk, said, field, sentence):
    response = send(client, walk, **said)
    assert response.status_code == 400
    told = page(response)
    assert told.title.get_text().startswith("Chưa gửi được: ")
    (link,) = told.find(role="alert").find_all("a")
    assert link["href"] == f"#{field}"
    assert told.find(id=field) is not None
    if sentence in link.get_text():
        assert told.find("p", class_="err").get_text() == sentence
    assert not ReopenRequest.objects.exists()
    if "text" not in said:
        assert told.find("textarea").get_text().strip() == "Đèn vẫn tối", "what was written stays"


def test_machines_are_told_what_they_want_to_hear(client, walk):
    field = page(client.get(address(walk))).find("input", attrs={"name": "trang"})
    assert field.find_parent(attrs={"aria-hidden": "true"})
    assert field["tabindex"] == "-1"
    response = send(client, walk, trang="https://spam.example")
    assert response["Location"] == address(walk, "da-gui/")
    assert not ReopenRequest.objects.exists()


def test_not_without_the_token_of_the_form(walk):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(walk), SAID).status_code == 403
    token = page(strict.get(address(walk))).find("input", attrs={"name": "csrfmiddlewaretoken"})["value"]
    assert strict.post(address(walk), {**SAID, "csrfmiddlewaretoken": token}).status_code == 302
    assert ReopenRequest.objects.count() == 1


def test_too_many_from_one_address(walk, settings):
    settings.BEHIND_PROXY = True

    def from_address(where, of):
        return Client(headers={"X-Forwarded-For": f"6.6.6.6, {where}"}).post(address(of), SAID)

    others = [answered() for _ in range(reopen_requests.MOST_BY_ADDRESS)]
    assert [from_address("10.0.0.1", of).status_code for of in others] == [302] * len(others)
    response = from_address("10.0.0.1", walk)
    assert response.status_code == 429
    assert "Hãy thử lại sau một giờ." in page(response).find(role="alert").get_text()
    assert page(response).find("textarea").get_text().strip() == "Đèn vẫn tối"
    assert from_address("10.0.0.2", walk).status_code == 302


def test_as_many_wait_as_the_center_needs(client, walk):
    for n in range(reopen_requests.MOST_WAITING):
        walk.until(timezone.now()).ask_reopen(text=f"Vẫn tối {n}")
    response = send(client, walk)
    assert response.status_code == 409
    assert "chưa cần báo thêm" in page(response).find(role="alert").get_text()


# --- where one cannot ask --------------------------------------------------------------------------------------------


def no_form(client, walk, said):
    for response, status in ((client.get(address(walk)), 200), (send(client, walk), 409)):
        assert response.status_code == status
        assert page(response).main.find("form") is None
        assert said in words(response)
    assert not ReopenRequest.objects.exists()
    shown = client.get(f"/a/{walk.case.number}", follow=True)
    assert page(shown).main.find("a", href=address(walk)) is None


def test_while_it_is_being_handled(client):
    no_form(client, walk_to("assigned"), "đang được xử lý")


def test_after_too_long(client, settings):
    settings.REOPEN_REQUEST_DAYS = 30
    no_form(client, answered(days=31), "Câu trả lời đã quá 30 ngày")


@pytest.mark.parametrize("state", ["received", "declined", "withdrawn", "merged"])
@pytest.mark.parametrize("rest", ["", "da-gui/"])
def test_what_is_not_public_has_no_form(client, state, rest):
    assert client.get(address(walk_to(state), rest)).status_code == 404


def test_nor_has_one_whose_figures_alone_are_public_or_that_is_of_another_system(client):
    walk = Walk().accept(level="figures", level_reason="Tố giác")
    assert client.get(address(walk)).status_code == 404
    imported(told())
    number = Case.objects.get(source="boston").number
    assert client.get(f"/a/{number}/chua-xong/").status_code == 404
    assert client.get("/a/999999/chua-xong/").status_code == 404


# --- where it comes from ---------------------------------------------------------------------------------------------


def test_the_address_is_what_our_proxy_saw(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.1"}, REMOTE_ADDR="127.0.0.9")
    assert client_address(request) == "127.0.0.9"
    settings.BEHIND_PROXY = True
    assert client_address(request) == "10.0.0.1"


def test_a_sender_is_told_apart_for_a_day_and_never_named(rf, settings):
    at = timezone.now()
    one, other = rf.get("/", REMOTE_ADDR="10.0.0.1"), rf.get("/", REMOTE_ADDR="10.0.0.2")
    assert sender_of(one, at) == sender_of(one, at)
    digests = {sender_of(one, at), sender_of(other, at), sender_of(one, at + timedelta(days=1))}
    settings.SECRET_KEY = "another-key"
    assert len(digests | {sender_of(one, at)}) == 4
    assert not any("10.0.0" in digest for digest in digests)
