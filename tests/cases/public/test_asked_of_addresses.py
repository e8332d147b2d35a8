"""What addresses ask of lists and files: pages, names of ours and of others, flags; and what is said of the rest."""

import json

import pytest
from django.http import Http404, HttpResponse, QueryDict
from django.test import RequestFactory
from django.utils.translation import override

from cases.public import parameters
from cases.public.paging import asked_page, steps
from cases.public.parameters import (
    LONGEST,
    MOST_FOREIGN,
    Problem,
    file_of,
    foreign_names,
    page_of,
    passed_over,
    refused,
    unheeded,
    wants_mark,
    wrong_flags,
)


def request(query=""):
    return RequestFactory().get(f"/ds?{query}")


# --- page by page ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", [0, 1, 2]),
        ("page=1", [0, 1, 2]),
        ("page=2", [3, 4, 5]),
        ("page=3", [6]),
        ("page=03", [6]),
        ("page=1&page=2", [3, 4, 5]),  # of two, the last that somebody wrote
    ],
)
def test_the_page_that_is_asked_for(query, rows):
    assert list(asked_page(request(query), range(7), 3)) == rows


@pytest.mark.parametrize(
    "page", ["0", "4", "-1", "1.0", "", "x", "²", "٢", "1e0", "%201", "1" * 40, "1" * 5_000]
)  # a number so long is none to Python
def test_any_other_page_is_not_there(page):
    with pytest.raises(Http404):
        asked_page(request(f"page={page}"), range(7), 3)


def test_nothing_has_one_page_and_a_whole_number_of_pages_no_empty_one():
    assert list(asked_page(request(), [], 3)) == []
    with pytest.raises(Http404):
        asked_page(request("page=2"), [], 3)
    with pytest.raises(Http404):
        asked_page(request("page=3"), range(6), 3)


@pytest.mark.parametrize(
    ("page", "previous", "following"),
    [(1, "", "?page=2"), (2, "?page=1", "?page=3"), (3, "?page=2", "")],
)
def test_a_page_leads_to_its_neighbours(page, previous, following):
    found = steps(asked_page(request(f"page={page}"), range(7), 3))
    assert found == {"count": 7, "page": page, "pages": 3, "previous": previous, "next": following}


def test_a_single_page_leads_nowhere():
    assert steps(asked_page(request(), range(3), 3)) == {"count": 3, "page": 1, "pages": 1, "previous": "", "next": ""}


# --- names that ask nothing here -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", []),
        ("q=a&page=2", []),
        ("b=1&a=1&b=2", ["b", "a"]),  # each once, as they came
        ("a=&b=%20%09", []),  # says nothing
        ("a=&a=1", ["a"]),
        ("utm_source=x&utm_ca1=x&fbclid=x&gclid=x&msclkid=x&mc_cid=x&mc_eid=x&zarsrc=x&_ga=x", []),
        ("utm=x&mc_fid=x&_gab=x&xutm_a=x&FBCLID=x&utm_ä=x", ["utm", "mc_fid", "_gab", "xutm_a", "FBCLID", "utm_ä"]),
        ("Q=x", ["Q"]),
    ],
    ids=["none", "known", "foreign", "empty", "one of two", "counting", "nearly counting", "capital"],
)
def test_names_that_are_nobodys(query, names):
    assert foreign_names(QueryDict(query), ["q", "page"]) == names


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "“n0”"),
        (MOST_FOREIGN, "“n0”, “n1”, “n2”, “n3”, “n4”"),
        (MOST_FOREIGN + 1, "“n0”, “n1”, “n2”, “n3”, “n4”, …"),
    ],
)
def test_five_names_are_told_and_that_there_are_more(n, said):
    assert passed_over([f"n{i}" for i in range(n)], "%(names)s: vì sao") == f"Đã bỏ qua {said}: vì sao."
    assert passed_over([f"n{i}" for i in range(n)], "%(names)s", parameters.REFUSED) == f"Không dùng được {said}."


def test_a_name_is_said_again_at_eighty_letters_and_no_more():
    assert passed_over(["ă" * (LONGEST + 1)], "%(names)s") == f"Đã bỏ qua “{'ă' * LONGEST}”."
    (problem,) = unheeded(request(f"{'n' * 81}={'v' * 81}"), [], "vì sao")
    assert problem == Problem("n" * 80, f"Không dùng được “{'n' * 80}={'v' * 80}”: vì sao.")


# --- values that have no use -----------------------------------------------------------------------------------------


def about(query, known=(), **more):
    return [(each.parameter, each.sentence) for each in unheeded(request(query), known, "không có", **more)]


def test_each_value_is_told_once_with_its_own_reason():
    otherwise = {"sort": "chỉ có một thứ tự"}
    told = about("sort=a&x=1&x=1&x=%202%20&x=&q=đèn", ["q"], otherwise=otherwise)
    assert told == [
        ("sort", "Không dùng được “sort=a”: chỉ có một thứ tự."),
        ("x", "Không dùng được “x=1”: không có."),
        ("x", "Không dùng được “x=2”: không có."),
    ]


def test_what_asks_for_what_is_done_anyway_is_harmless():
    harmless = [("format", "json"), ("v", "2")]
    assert about("format=json&v=2", harmless=harmless) == []
    assert [name for name, _why in about("format=xml&v=%202", harmless=harmless)] == ["format"]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("", []),
        ("a=1&b=0", []),
        ("a=&b=%20", []),
        ("a=2&b=1", ["“a=2”"]),
        ("a=true&a=true&b=ja", ["“a=true”", "“b=ja”"]),
        ("c=ja", []),  # is no flag
        ("a=01", ["“a=01”"]),
    ],
)
def test_a_flag_is_one_or_nought(query, wrong):
    found = [each.sentence for each in wrong_flags(request(query), ["a", "b"])]
    assert found == [f"Không dùng được {each}: chỉ nhận 1 hoặc 0." for each in wrong]


def test_what_is_wrong_is_one_text_and_a_list_and_marks_stay_letters():
    response = refused([Problem("a", "Một."), Problem("b", "Hai ễ.")])
    assert response.status_code == 400
    assert json.loads(response.content) == {
        "error": "Một. Hai ễ.",
        "errors": [{"parameter": "a", "reason": "Một."}, {"parameter": "b", "reason": "Hai ễ."}],
    }
    assert "ễ" in response.content.decode()


@pytest.mark.parametrize(("language", "why"), [("vi", "tệp không có tham số này"), ("en", "a file has no such")])
def test_a_file_speaks_the_readers_language(language, why):
    @file_of("bom")
    def a_file(_request):
        return HttpResponse("tệp")

    with override(language):
        assert why in a_file(request("x=1")).content.decode()
        assert a_file(request("bom=0")).content.decode() == "tệp"


def test_views_keep_their_name_and_get_the_parts_of_their_address():
    @file_of()
    def of_a_day(_request, day, *, name):
        return HttpResponse(f"{day} {name}")

    @page_of("theo")
    def of_a_part(_request, slug):
        return HttpResponse(f"{slug} {hasattr(_request, 'passed_over')}")

    assert (of_a_day.__name__, of_a_part.__name__) == ("of_a_day", "of_a_part")
    assert of_a_day(request(), 5, name="a").content == b"5 a"
    assert of_a_part(request("theo=x"), "kim-long").content == b"kim-long False"
    assert of_a_part(request("theo=x&khac=1"), "kim-long").content == b"kim-long True"


@pytest.mark.parametrize(
    ("query", "marked"), [("", False), ("bom=1", True), ("bom=0", False), ("bom=%201", True), ("bom=ja", False)]
)
def test_a_mark_for_excel(query, marked):
    assert wants_mark(request(query)) is marked
