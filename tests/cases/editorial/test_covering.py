"""Covering and press in the CMS: marks must be written soundly, mentions are published like every other word."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cases.models import Event
from cases.models.press import MOST, press_words
from cases.public.loading import public_cases
from tests.cases.editorial.cms import a_page, edit_url, fresh, publish, save_draft
from tests.factories import Walk

pytestmark = pytest.mark.django_db

BROKEN = "Dấu che phải viết đúng: [đã che] hoặc [đã che: số điện thoại]."
ARTICLE = {"publication": "Báo Huế", "title": "Đèn <hỏng>", "address": "https://bao.vn/den", "day": "2026-03-09"}


@pytest.fixture
def case_page():
    return a_page("assigned", title="Đèn hỏng")


def mentions(*articles):
    """What the form sends of these articles."""
    sent = {"press-count": len(articles)}
    for n, article in enumerate(articles):
        sent |= {f"press-{n}-deleted": "", f"press-{n}-order": n, f"press-{n}-type": "mention"}
        sent |= {f"press-{n}-value-{name}": value for name, value in article.items()}
    return sent


def told(page):
    return public_cases([page.case_id], at=timezone.now())[0]


def shown(client, page):
    response = client.get(reverse("case_short", args=[page.case.number]), follow=True)
    return BeautifulSoup(response.content, "lxml")


# --- marks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["title", "text", "place"])
@pytest.mark.parametrize(("words", "sound"), [("Gọi [đã che: số điện thoại]", True), ("Gọi [đã che số", False)])
def test_marks_must_be_sound_to_be_published(editor, case_page, name, words, sound):
    response = publish(editor, case_page, **{name: words})
    assert response.status_code == (302 if sound else 200)
    assert (getattr(fresh(case_page), name) == words) is sound
    if not sound:
        assert response.context["form"].errors[name] == [BROKEN]


def test_the_form_says_how_to_cover(editor, case_page):
    assert "[đã che: số điện thoại]" in editor.get(edit_url(case_page)).content.decode()


# --- press -----------------------------------------------------------------------------------------------------------


def test_an_article_is_published_and_stands_on_the_page(editor, client, case_page):
    assert publish(editor, case_page, **mentions(ARTICLE)).status_code == 302
    (mention,) = told(case_page).press
    assert (mention.publication, mention.title, mention.day) == ("Báo Huế", "Đèn <hỏng>", date(2026, 3, 9))
    press = shown(client, case_page).find(class_="press")
    assert (press.a["href"], press.a.get_text()) == ("https://bao.vn/den", "Đèn <hỏng>")
    assert press.a["rel"] == ["noopener", "nofollow", "external"]
    assert "09/03/2026" in press.get_text()


def test_without_articles_there_is_no_heading(client, case_page):
    assert shown(client, case_page).find(class_="press") is None


def test_a_draft_is_not_public(editor, case_page):
    save_draft(editor, case_page, **mentions(ARTICLE))
    assert told(case_page).press == ()


def test_it_is_an_event_without_texts(editor, case_page):
    publish(editor, case_page, **mentions(ARTICLE))
    event = Event.objects.filter(case=case_page.case).last()
    assert (event.kind, event.data["fields"]) == ("case.update", ["press"])
    assert "Báo Huế" not in str(event.data)


def test_the_same_words_again_are_no_event(editor, case_page):
    publish(editor, case_page, **mentions(ARTICLE))
    before = Event.objects.count()
    publish(editor, fresh(case_page), **mentions(ARTICLE))  # blocks get other ids, the words are the same
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "javascript:alert(1)"},
        {"address": ""},
        {"day": ""},
        {"day": "hôm qua"},
        {"title": ""},
        {"publication": ""},
        {"publication": "x" * 121},
    ],
)
def test_an_article_is_whole(editor, case_page, wrong):
    assert publish(editor, case_page, **mentions({**ARTICLE, **wrong})).status_code == 200
    assert told(case_page).press == ()


@pytest.mark.parametrize(("n", "status"), [(MOST, 302), (MOST + 1, 200)])
def test_there_is_a_most(editor, case_page, n, status):
    assert publish(editor, case_page, **mentions(*[ARTICLE] * n)).status_code == status


def test_a_summary_names_nobody_through_the_press(editor):
    page = Walk(title="Nhà nọ").accept(level="summary", level_reason="Nêu tên", title="Một hộ dân").case.page
    publish(editor, page, **mentions(ARTICLE))
    assert fresh(page).press
    assert told(page).press == ()


def test_an_old_revision_brings_back_its_own_articles(editor, case_page):
    publish(editor, case_page, **mentions(ARTICLE))
    old = fresh(case_page).latest_revision
    publish(editor, fresh(case_page), **mentions())
    assert told(case_page).press == ()
    old.publish()
    assert len(told(case_page).press) == 1


def test_one_from_before_there_were_any_takes_none_away(editor, case_page):
    old = case_page.save_revision()
    del old.content["press"]
    old.content["text"] = "Lời cũ"
    old.save()
    publish(editor, case_page, **mentions(ARTICLE))
    old.publish()
    assert fresh(case_page).text == "Lời cũ"
    assert len(told(case_page).press) == 1


def test_words_of_the_press_do_not_depend_on_ids(case_page):
    assert press_words(case_page.press) == ""
    case_page.press = [("mention", {**ARTICLE, "day": date(2026, 3, 9)})]
    once = press_words(case_page.press)
    case_page.press = [("mention", {**ARTICLE, "day": date(2026, 3, 9)})]
    assert press_words(case_page.press) == once != ""
    case_page.press = [("mention", {**ARTICLE, "day": date(2026, 3, 10)})]
    assert press_words(case_page.press) != once
