"""The OpenAPI document is valid, whole, in both languages, and its examples are what it says they are."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.utils.translation import override
from openapi_spec_validator import OpenAPIV31SpecValidator

from portal.api import docs, problems
from portal.api.document import ASKED, document, example
from portal.api.parameters import OWN, PARAMETERS
from portal.api.service import api
from search.asking import NAMES, problems_of
from search.machine_questions import NARROWING
from tests.portal.api.city import faults

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def in_language(code):
    with override(code):
        return document()


def descriptions(part, path=""):
    """What the document tells of each thing: its place, and the words; "" where it tells nothing."""
    operations = [each["get"] for each in part["paths"].values()]
    for each in operations:
        yield from ((f"{each['operationId']}.{name}", each[name]) for name in ("summary", "description"))
        yield from ((f"{each['operationId']}?{p['name']}", p.get("description", "")) for p in each["parameters"])
        yield from (
            (f"{each['operationId']} {k}", r["description"]) for k, r in each["responses"].items() if k != "200"
        )
    for name, shape in part["components"]["schemas"].items():
        yield name, shape.get("description", "")
        yield from ((f"{name}.{field}", s.get("description", "")) for field, s in shape["properties"].items())
    yield from ((name, header["description"]) for name, header in part["components"]["headers"].items())
    yield from ((tag["name"], tag["description"]) for tag in part["tags"])
    yield from (("info", part["info"][name]) for name in ("title", "description"))


@pytest.mark.parametrize("code", ["vi", "en"])
def test_it_is_valid_and_says_something_of_everything(code):
    told = in_language(code)
    if code == "vi":  # the other differs in words alone
        OpenAPIV31SpecValidator(told).validate()
    said = dict(descriptions(told))
    assert len(said) > 300
    assert [name for name, words in said.items() if not words] == []
    if code == "en":
        assert [words for words in said.values() if VIETNAMESE.search(words)] == []
        assert told["servers"] == [{"url": "http://localhost:8000/en/api/v1"}]
    else:
        assert said["cases.summary"] == "Danh sách phản ánh"
        assert told["servers"] == [{"url": "http://localhost:8000/api/v1"}]


def test_what_a_thing_is_called_is_no_title_of_its_own():
    told = in_language("vi")
    assert "title" in told["components"]["schemas"]["Case"]["properties"]
    assert "title" not in told["components"]["schemas"]["Case"]
    assert "title" not in told["components"]["schemas"]["Case"]["properties"]["number"]


def test_its_parameters_are_those_that_are_read():
    names = [parameter.name for parameter in PARAMETERS]
    assert set(names) == {*NARROWING, "sort", *OWN}
    assert len(names) == len(set(names))
    assert set(names) - set(OWN) == set(NAMES) - {"page", "after", "before"}


def test_examples_of_parameters_are_heeded():
    for parameter in PARAMETERS:
        if parameter.name in OWN or not parameter.example:
            continue
        data = QueryDict(mutable=True)
        values = parameter.example if isinstance(parameter.example, list) else [parameter.example]
        data.setlist(parameter.name, [str(value) for value in values])
        question, wrong = problems_of(data)
        assert wrong == [], parameter.name
        assert question.query or parameter.name == "sort"


@pytest.mark.parametrize("name", ASKED)
def test_examples_of_answers_are_as_the_document_says(name):
    assert faults(example(name), name) == []
    assert set(re.findall('https?://[^/"]+', json.dumps(example(name)))) <= {"https://minhbach.example"}
    assert faults({}, name) != []


def test_every_resource_has_an_example_and_its_problems_are_problems():
    told = in_language("vi")
    operations = {each["get"]["operationId"]: each["get"] for each in told["paths"].values()}
    assert set(operations) == set(ASKED)
    assert {method for each in told["paths"].values() for method in each} == {"get"}
    for operation in operations.values():
        for status, response in operation["responses"].items():
            (kind,) = response["content"]
            assert kind == ("application/json" if status == "200" else problems.CONTENT_TYPE)
    assert {int(status) for each in operations.values() for status in each["responses"]} == {
        200,
        *(kind.status for kind in problems.KINDS if kind.status != 500),
    }
    assert api.docs_url is None


@pytest.mark.django_db
@pytest.mark.xdist_group("api_city")
@pytest.mark.usefixtures("city")
class TestPage:
    def test_what_it_offers_to_try_is_answered_as_it_says(self, ask):
        whole = BeautifulSoup(ask("", "en").content, "lxml")
        for name in ASKED:
            section = whole.main.find("h2", id=name).find_parent("section")
            address = section.select_one("dl.facts a")["href"]
            response = ask(address.partition("/api/v1/")[2], "en")
            assert response.status_code == 200, address
            assert faults(json.loads(response.content), name) == []
            assert json.loads(section.find("pre").get_text()) == example(name)
        (link,) = [each for each in whole.main.find_all("a") if "OpenAPI" in each.get_text()]
        assert link["href"] == "http://localhost:8000/en/api/v1/openapi.json"
        assert json.loads(ask("openapi.json", "en").content) == in_language("en")
        assert whole.footer.find("a", href="/en/api/v1/")
        assert ask("anh-chia-se.png").status_code == 200
        assert ask("", method="post").status_code == 405

    def test_it_tells_everything_that_the_document_tells(self, ask, django_assert_max_num_queries):
        with django_assert_max_num_queries(3):
            response = ask("")
        page = BeautifulSoup(response.content, "lxml").main
        told = in_language("vi")
        assert response["Content-Type"].startswith("text/html")
        assert {each.get_text() for each in page.select("#h-shapes ~ details summary code")} == set(
            told["components"]["schemas"]
        )
        rows = {row.th.get_text(): row for row in page.find("h2", id="cases").find_parent("section").select("tbody tr")}
        assert set(rows) == {parameter.name for parameter in PARAMETERS}
        assert "answered_late" in rows["verdict"].get_text()
        assert {row["id"] for row in page.select("tbody th[id]")} == {kind.name for kind in problems.KINDS}
        ids = [each["id"] for each in page.select("[id]")]
        assert len(ids) == len(set(ids))
        assert {link["href"][1:] for link in page.select("a[href^='#']")} <= set(ids)
        assert not page.select("script, iframe")


def test_types_are_told_in_words():
    told = docs.type_of(
        {"anyOf": [{"type": "array", "items": {"$ref": "#/components/schemas/Named"}}, {"type": "null"}]}
    )
    assert (told.words, told.shape, told.many, told.nullable) == ("Named", "Named", True, True)
    assert docs.type_of({"type": "string", "format": "date"}).words == "ngày"
    assert docs.type_of({"type": "string", "enum": ["a"]}).values == ("a",)
