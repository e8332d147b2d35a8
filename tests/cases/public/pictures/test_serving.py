"""Serving a card: kept by who has it, drawn once, 404 where there is none."""

import pytest
from django.core.cache import cache, caches
from django.http import Http404
from django.test import RequestFactory

from cases.public.pictures import serving
from cases.public.pictures.card import Card
from cases.public.pictures.serving import answered, picture

CARD = Card(title="Đèn hỏng")


@pytest.fixture(autouse=True)
def drawings(monkeypatch):
    """What was drawn, from an empty cache on."""
    caches["pictures"].clear()
    drawn, draw = [], serving.png
    monkeypatch.setattr(serving, "png", lambda card: (drawn.append(card), draw(card))[1])
    yield drawn
    caches["pictures"].clear()


def asked(card=CARD, **headers):
    return answered(RequestFactory().get("/", **headers), card)


def test_it_is_a_picture_that_may_be_kept_for_minutes():
    response = asked()
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=300"
    assert response.content.startswith(b"\x89PNG")


def test_who_has_it_is_not_sent_it_again():
    etag = asked()["ETag"]
    again = asked(HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert asked(HTTP_IF_NONE_MATCH='"other"').status_code == 200


def test_what_says_something_else_is_something_else():
    assert asked()["ETag"] == asked()["ETag"] != asked(Card(title="Đèn sáng"))["ETag"]
    assert asked(Card(title="Đèn sáng"), HTTP_IF_NONE_MATCH=asked()["ETag"]).status_code == 200


def test_it_is_drawn_once(drawings):
    first, second = asked(), asked(HTTP_IF_NONE_MATCH='"x"')
    assert first.content == second.content
    assert drawings == [CARD]
    asked(Card(title="Đèn sáng"))
    assert len(drawings) == 2


def test_it_pushes_nothing_else_out_of_the_cache():
    cache.clear()
    cache.set("figures", 1)
    for n in range(400):
        caches["pictures"].set(str(n), b"")
    assert cache.get("figures") == 1
    assert caches["pictures"].get("figures") is None


def test_a_view_is_made_of_what_makes_a_card():
    made = []
    view = picture(lambda slug: made.append(slug) or CARD)
    assert view(RequestFactory().get("/"), slug="kim-long").status_code == 200
    assert made == ["kim-long"]


def test_no_card_is_no_page():
    with pytest.raises(Http404):
        picture(lambda: None)(RequestFactory().get("/"))


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("head", 200), ("post", 405), ("delete", 405)])
def test_it_is_only_read(method, status):
    request = getattr(RequestFactory(), method)("/")
    assert picture(lambda: CARD)(request).status_code == status
