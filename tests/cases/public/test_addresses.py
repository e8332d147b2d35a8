"""Addresses of cases: canonical and short, in both languages, whatever language is being shown."""

import pytest
from django.urls import resolve, reverse, translate_url
from django.utils.translation import override

from cases.public.addresses import case_path, case_url, language_prefix, short_url

PATH = "2026/03/den-duong-hong-a123/"


@pytest.mark.parametrize(("language", "prefix"), [("vi", ""), ("en", "en/")])
def test_only_the_second_language_has_a_prefix(language, prefix):
    assert language_prefix(language) == prefix


@pytest.mark.parametrize(
    "url_path",
    ["/phan-anh/2026/03/den-duong-hong-a123/", "/home/phan-anh/2026/03/den-duong-hong-a123/"],
)
def test_the_path_is_what_stands_below_the_list(url_path):
    assert case_path(url_path) == PATH


@pytest.mark.parametrize("shown", ["vi", "en"])
def test_addresses_do_not_depend_on_the_language_being_shown(shown):
    with override(shown):
        assert case_url(PATH, "vi") == "/phan-anh/2026/03/den-duong-hong-a123/"
        assert case_url(PATH, "en") == "/en/phan-anh/2026/03/den-duong-hong-a123/"
        assert short_url(123) == "/a/123"
        assert short_url(123, "en") == "/en/a/123"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_they_are_the_addresses_the_portal_answers(language):
    with override(language):
        kwargs = {"year": "2026", "month": "03", "slug": "den-duong-hong", "number": 123}
        assert resolve(case_url(PATH, language)).url_name == "case"
        assert resolve(case_url(PATH, language)).kwargs == kwargs
        assert reverse("case", kwargs=kwargs) == case_url(PATH, language)
        assert resolve(short_url(123, language)).url_name == "case_short"
        assert reverse("case_short", kwargs={"number": 123}) == short_url(123, language)


def test_the_number_is_the_last_one_of_the_slug():
    match = resolve("/phan-anh/2026/11/kiet-a5-duong-a6-a123/")
    assert (match.kwargs["slug"], match.kwargs["number"]) == ("kiet-a5-duong-a6", 123)


@pytest.mark.parametrize(("language", "other"), [("vi", "en"), ("en", "vi")])
def test_a_page_in_the_other_language_has_its_address_digit_by_digit(language, other):
    with override(language):
        assert translate_url(case_url(PATH, language), other) == case_url(PATH, other)
