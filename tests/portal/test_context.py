"""What every page is given: addresses in both languages, and whether data are made up."""

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from portal.context import alternates, site


@pytest.fixture(autouse=True)
def public_url(settings):
    settings.PUBLIC_URL = "https://minhbach.example"


def other(path: str, language: str) -> list[tuple[str, str, str, bool]]:
    with override(language):
        return [(each.code, each.href, each.url, each.current) for each in alternates(RequestFactory().get(path))]


def test_the_same_page_in_each_language():
    assert other("/qua-han/", "vi") == [
        ("vi", "/qua-han/", "https://minhbach.example/qua-han/", True),
        ("en", "/en/qua-han/", "https://minhbach.example/en/qua-han/", False),
    ]
    assert other("/en/qua-han/", "en") == [
        ("vi", "/qua-han/", "https://minhbach.example/qua-han/", False),
        ("en", "/en/qua-han/", "https://minhbach.example/en/qua-han/", True),
    ]


@pytest.mark.parametrize(
    ("path", "english"),
    [
        ("/", "/en/"),
        ("/phan-anh/2026/12/den-duong-a48213/", "/en/phan-anh/2026/12/den-duong-a48213/"),
        ("/gioi-thieu/quyen-rieng-tu/", "/en/gioi-thieu/quyen-rieng-tu/"),  # a page of the tree
    ],
)
def test_pages_of_every_part(path, english):
    assert other(path, "vi")[1][1] == english
    assert other(english, "en")[0][1] == path


def test_the_question_goes_along_but_not_to_search_engines():
    vietnamese, english = other("/phan-anh/?q=%C4%91%C3%A8n&verdict=overdue", "vi")
    assert english[1] == "/en/phan-anh/?q=%C4%91%C3%A8n&verdict=overdue"
    assert english[2] == "https://minhbach.example/en/phan-anh/"
    assert vietnamese[1] == "/phan-anh/?q=%C4%91%C3%A8n&verdict=overdue"


def test_from_nowhere_one_gets_to_the_other_front_page():
    assert other("/khong.co", "vi")[1][1] == "/en/"
    assert other("/en/khong.co", "en")[0][1] == "/"


@pytest.mark.parametrize("demo", [True, False])
def test_what_pages_are_told(settings, demo):
    settings.DEMO = demo
    found = site(RequestFactory().get("/qua-han/?page=2"))
    assert found["demo"] is demo
    assert found["canonical_url"] == "https://minhbach.example/qua-han/"
    assert found["public_url"] == "https://minhbach.example"
    assert found["public_host"] == "minhbach.example"


def test_languages_are_worked_out_only_when_asked_for(monkeypatch):
    def refuse(request):
        raise AssertionError

    monkeypatch.setattr("portal.context.alternates", refuse)
    assert "alternates" in site(RequestFactory().get("/"))
