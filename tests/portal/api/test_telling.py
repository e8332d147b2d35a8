"""The OpenAPI document and the page about it: how types, examples and words of ninja's become ours."""

import json

import pytest
from django.http import Http404
from django.urls import resolve
from django.utils.translation import override
from ninja.errors import HttpError

from portal.api import docs, problems, service
from portal.api import document as module
from portal.api.document import document
from portal.api.problems import ProblemError
from search.machine_questions import RefusedError

SITE = "http://localhost:8000"


def in_language(code):
    with override(code):
        return document()


# --- types -----------------------------------------------------------------------------------------------------------


NULL = {"type": "null"}
NAMED = {"$ref": "#/components/schemas/Named"}


@pytest.mark.parametrize(
    ("schema", "vietnamese", "english"),
    [
        ({"type": "string"}, "chuỗi", "text"),
        ({"type": "integer"}, "số nguyên", "whole number"),
        ({"type": "number"}, "số", "number"),
        ({"type": "boolean"}, "true hoặc false", "true or false"),
        ({"type": "string", "format": "date"}, "ngày", "day"),
        ({"type": "string", "format": "date-time"}, "thời điểm", "instant"),
        (NAMED, "Named", "Named"),
    ],
)
def test_a_type_has_a_word_in_both_languages(schema, vietnamese, english):
    for code, words in (("vi", vietnamese), ("en", english)):
        with override(code):
            assert docs.type_of(schema).words == words


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"type": "string"}, docs.Type(words="chuỗi")),
        ({"anyOf": [{"type": "string"}, NULL]}, docs.Type(words="chuỗi", nullable=True)),
        ({"anyOf": [NULL, NAMED]}, docs.Type(words="Named", shape="Named", nullable=True)),
        ({"type": "array", "items": NAMED}, docs.Type(words="Named", shape="Named", many=True)),
        (
            {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}},
            docs.Type(words="chuỗi", values=("a", "b"), many=True),
        ),
        (
            {"anyOf": [{"type": "array", "items": {"type": "integer"}}, NULL]},
            docs.Type(words="số nguyên", many=True, nullable=True),
        ),
        ({"anyOf": [{"type": "number"}]}, docs.Type(words="số")),
    ],
    ids=["plain", "or nothing", "nothing or a shape", "many shapes", "some of a few", "many or none", "one choice"],
)
def test_what_a_value_is(schema, told):
    assert docs.type_of(schema) == told


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), ("", ""), ("a", "a"), (0, "0"), (25, "25"), ([], ""), (["a"], "a"), (["a", 1], "a, 1")],
)
def test_examples_of_parameters_as_people_read_them(value, shown):
    assert docs._example(value) == shown


# --- the page --------------------------------------------------------------------------------------------------------


PARTS = {"number": "12", "slug": "don-vi-x", "day": "2026-02-03"}


@pytest.mark.parametrize(("code", "prefix"), [("vi", ""), ("en", "/en")])
def test_the_page_has_addresses_to_try_of_what_is_there(code, prefix):
    with override(code):
        context = docs.context(PARTS)
    asked = {each.name: (each.asked, each.address) for each in context["resources"]}
    base = f"{SITE}{prefix}/api/v1/"
    assert (context["base"], context["openapi"]) == (base, f"{base}openapi.json")
    assert asked["case"] == ("cases/12", f"{base}cases/12")
    assert asked["agency"] == ("agencies/don-vi-x", f"{base}agencies/don-vi-x")
    assert asked["snapshot"][1] == f"{base}snapshots/2026-02-03"
    assert asked["cases"][0].startswith("cases?")


def test_each_resource_tells_its_parameters_its_shape_and_an_answer():
    by_name = {each.name: each for each in docs.context(PARTS)["resources"]}
    days = by_name["snapshots"]
    assert [field.name for field in days.parameters] == ["from", "to", "limit"]
    assert [(field.type.words, field.example) for field in days.parameters] == [
        ("ngày", "2026-11-01"),
        ("ngày", "2026-11-30"),
        ("số nguyên", "31"),
    ]
    assert (days.shape, days.path) == ("Snapshots", "/snapshots")
    assert by_name["snapshot"].parameters == (), "what stands in the path is no parameter to choose"
    assert json.loads(days.answer)["snapshots"]


def test_shapes_are_told_by_name_with_what_each_is():
    shapes = docs.context(PARTS)["shapes"]
    names = [shape.name for shape in shapes]
    assert names == sorted(names)
    assert all(shape.about and shape.fields for shape in shapes)
    (rate,) = [shape for shape in shapes if shape.name == "Rate"]
    assert [field.name for field in rate.fields] == ["numerator", "n", "value", "low", "high"]
    assert [field.type.nullable for field in rate.fields] == [False, False, True, True, True]


@pytest.mark.parametrize(("limits", "limit"), [({}, 0), ({"api": 1200, "list": 5}, 1200)])
def test_the_page_says_how_often_one_may_ask(settings, limits, limit):
    settings.RATE_LIMITS = limits
    assert docs.context(PARTS)["limit"] == limit


@pytest.mark.parametrize("code", ["vi", "en"])
def test_what_is_shared_of_the_page_is_in_the_readers_language(code):
    with override(code):
        told = docs.share_card()
    assert ("API để đọc" in str(told)) is (code == "vi")


# --- the document ----------------------------------------------------------------------------------------------------


def test_a_language_or_a_host_of_its_own_makes_another_document(settings):
    first, english = in_language("vi"), in_language("en")
    settings.PUBLIC_URL = "https://khac.example"
    assert in_language("vi")["servers"] == [{"url": "https://khac.example/api/v1"}]
    settings.PUBLIC_URL = SITE
    assert in_language("vi") == first
    assert first["info"]["title"] != english["info"]["title"]
    assert list(first["paths"]) == list(english["paths"])


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("cases", {"200", "400", "405", "429", "503"}),
        ("case", {"200", "400", "403", "404", "405", "410", "429", "503"}),
        ("snapshot", {"200", "400", "404", "405", "429", "503"}),
        ("wards", {"200", "400", "405", "429", "503"}),
    ],
)
def test_every_resource_says_what_can_go_wrong(name, statuses):
    (found,) = [each["get"] for each in in_language("vi")["paths"].values() if each["get"]["operationId"] == name]
    assert set(found["responses"]) == statuses
    assert all(set(each["headers"]) == {"RateLimit", "RateLimit-Policy"} for each in found["responses"].values())


def test_kinds_of_one_status_are_named_together():
    (found,) = [each["get"] for each in in_language("vi")["paths"].values() if each["get"]["operationId"] == "case"]
    assert found["responses"]["404"]["description"] == ("Không có gì ở địa chỉ này · Phản ánh đã gộp vào phản ánh khác")
    assert found["responses"]["200"]["description"] == "OK"


def test_parameters_in_the_path_are_explained_and_those_without_an_example_have_none():
    operations = {each["get"]["operationId"]: each["get"] for each in in_language("vi")["paths"].values()}
    (number,) = operations["case"]["parameters"]
    assert (number["name"], number["description"], number["example"]) == ("number", "Số của phản ánh.", 48213)
    asked = {each["name"]: each for each in operations["cases"]["parameters"]}
    assert "example" not in asked["agency"]
    assert asked["ward"]["example"] == ["kim-long"]


def test_words_are_translated_where_they_tell_and_left_where_they_are_given():
    """A field may be called "title" or "description": then its schema is looked through, its name stays."""
    word = "Một ảnh đã được cho công khai."
    part = {
        "title": "Photo",
        "description": word,
        "properties": {"title": {"title": "Title", "description": word}, "description": {"type": "string"}},
        "example": {"description": word, "title": word},
        "enum": [word],
        "anyOf": [{"title": "X", "description": word}, 5],
    }
    with override("en"):
        module._in_our_words(part)
    english = part["description"]
    assert english not in (word, "")
    assert part == {
        "description": english,
        "properties": {"title": {"description": english}, "description": {"type": "string"}},
        "example": {"description": word, "title": word},
        "enum": [word],
        "anyOf": [{"description": english}, 5],
    }


def test_the_document_takes_no_parameter(rf):
    response = module.openapi(rf.get("/api/v1/openapi.json?v=3"))
    assert response.status_code == 400
    assert json.loads(response.content)["errors"][0]["parameter"] == "v"


# --- what the resources answer where they cannot ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (Http404("geheim"), 404, "not-found"),
        (HttpError(400, "geheim"), 400, "unreadable"),
        (RefusedError([]), 400, "parameter"),
        (ProblemError(problems.RESTRICTED), 403, "restricted"),
    ],
)
def test_whatever_is_raised_is_told_as_a_problem_without_its_words(rf, error, status, kind):
    response = service.api.on_exception(rf.get("/api/v1/x"), error)
    assert response.status_code == status
    assert json.loads(response.content)["type"].endswith(f"#{kind}")
    assert b"geheim" not in response.content


def test_what_breaks_is_left_to_the_portal_which_notes_it(rf):
    with pytest.raises(KeyError):
        service.api.on_exception(rf.get("/api/v1/x"), KeyError("x"))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("cases", "api_cases"),
        ("cases/7", "api_case"),
        ("snapshots/2026-11-24", "api_snapshot"),
        ("openapi.json", "api_openapi"),
        ("", "api"),
        ("cases/", None),
        ("cases/-1", None),
        ("snapshots/2026-1-1", None),
        ("agencies/a/b", None),
        ("docs", None),
    ],
)
def test_below_the_api_there_is_what_it_names_and_else_nothing(rf, path, name):
    found = resolve(f"/api/v1/{path}")
    assert found.url_name == name
    if name is None:
        assert found.func(rf.get(f"/api/v1/{path}"), *found.args, **found.kwargs).status_code == 404
