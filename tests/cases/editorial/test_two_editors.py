"""Two editors on one page: the second is told, and nothing of the first one's is undone unseen."""

import pytest
from django.test import Client

from cases.editorial.forms import digest_of
from tests.cases.editorial.cms import a_page, an_editor, edit_url, fresh, publish, save_draft, texts

pytestmark = pytest.mark.django_db

TOLD = "Người khác đã sửa và đăng trang này sau khi bạn mở."


@pytest.fixture
def case_page():
    return a_page("assigned", title="Đèn hỏng", text="Gọi 0914 123 456", place="5 Kim Long")


def a_client(name):
    client = Client()
    client.force_login(an_editor(name))
    return client


def opened(client, page):
    """What the form holds unseen when it is opened."""
    return client.get(edit_url(page)).context["form"].initial["seen"]


def test_the_second_is_told_and_the_first_ones_words_stay(case_page):
    first, second = a_client("mot"), a_client("hai")
    seen = opened(second, case_page)
    assert (
        publish(first, case_page, text="Gọi [đã che: số điện thoại]", seen=opened(first, case_page)).status_code == 302
    )
    response = publish(second, case_page, place="Kim Long", seen=seen)
    assert response.status_code == 200
    assert TOLD in response.content.decode()
    assert (fresh(case_page).text, fresh(case_page).place) == ("Gọi [đã che: số điện thoại]", "5 Kim Long")


def test_what_the_second_wrote_is_still_in_the_form(case_page):
    first, second = a_client("mot"), a_client("hai")
    seen = opened(second, case_page)
    publish(first, case_page, text="Đã che", seen=opened(first, case_page))
    form = publish(second, case_page, place="Kim Long, gần cầu", seen=seen).context["form"]
    assert form["place"].value() == "Kim Long, gần cầu"


def test_a_draft_is_held_back_too(case_page):
    first, second = a_client("mot"), a_client("hai")
    seen = opened(second, case_page)
    publish(first, case_page, text="Đã che", seen=opened(first, case_page))
    before = fresh(case_page).revisions.count()
    assert save_draft(second, case_page, place="Kim Long", seen=seen).status_code == 200
    assert fresh(case_page).revisions.count() == before


def test_who_reloads_goes_on(case_page):
    first, second = a_client("mot"), a_client("hai")
    publish(first, case_page, text="Đã che", seen=opened(first, case_page))
    again = fresh(case_page)
    assert publish(second, again, place="Kim Long", seen=opened(second, again)).status_code == 302
    assert (fresh(case_page).text, fresh(case_page).place) == ("Đã che", "Kim Long")


def test_nobody_is_in_the_own_way(case_page):
    editor = a_client("mot")
    seen = opened(editor, case_page)
    assert publish(editor, case_page, text="Đã che", seen=seen).status_code == 302
    assert publish(editor, fresh(case_page), place="Kim Long", seen=seen).status_code == 302


def test_a_draft_of_another_is_in_nobodys_way(case_page):
    first, second = a_client("mot"), a_client("hai")
    seen = opened(second, case_page)
    save_draft(first, case_page, text="Đang viết", seen=opened(first, case_page))
    assert publish(second, case_page, place="Kim Long", seen=seen).status_code == 302


@pytest.mark.parametrize("name", ["title", "text", "place", "editors_note"])
def test_whatever_the_public_sees_counts(case_page, name):
    before = digest_of(case_page)
    assert digest_of(fresh(case_page)) == before
    type(case_page).objects.filter(pk=case_page.pk).update(**{name: "Khác"})
    assert digest_of(case_page) != before


def test_the_form_carries_it_unseen(editor, case_page):
    html = editor.get(edit_url(case_page)).content.decode()
    assert f'type="hidden" name="seen" value="{digest_of(case_page)}"' in html
    assert "seen" not in texts(case_page)
