"""What addresses ask of the list of cases, and how a page of it is put together: without a database, engines faked."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from portal.api import reading
from portal.api.asking_once import number_up_to, once, refused
from portal.api.parameters import PARAMETERS, Parameter
from portal.api.reading import asked_cases, cases_of
from search.document import Document, Named
from search.engines.base import Choice
from search.harvest import Harvest, at_place
from search.machine_questions import RefusedError
from search.question import Facet, Question
from search.sorting import Cursor, Sort

SITE = "http://localhost:8000"


# --- parameters that may be given once -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "value", "wrong"),
    [
        ("", "", []),
        ("limit=", "", []),
        ("limit=5", "5", []),
        ("limit=%205%20", "5", []),
        ("limit=5&limit=5", "5", []),
        ("limit=5&limit=", "5", []),
        ("limit=5&limit=6", "6", ["5"]),
        ("limit=4&limit=5&limit=6", "6", ["4", "5"]),
        ("LIMIT=5", "", []),
    ],
)
def test_the_last_of_several_values_is_taken_and_each_other_is_complained_of(rf, query, value, wrong):
    problems = []
    assert once(rf.get(f"/?{query}"), "limit", problems) == value
    assert [problem.parameter for problem in problems] == ["limit"] * len(wrong)
    assert [each in problem.sentence for each, problem in zip(wrong, problems, strict=True)] == [True] * len(wrong)


@pytest.mark.parametrize(
    ("given", "number", "sound"),
    [
        ("", None, True),
        ("1", 1, True),
        ("007", 7, True),
        ("100", 100, True),
        ("101", None, False),
        ("0", None, False),
        ("-1", None, False),
        ("%2B5", None, False),
        ("1.0", None, False),
        ("5x", None, False),
        ("0100", None, False),
        ("%EF%BC%95", None, False),
    ],
    ids=["none", "least", "zeros", "most", "more", "zero", "below", "plus", "point", "letter", "four", "wide"],
)
def test_a_number_from_one_to_the_most(rf, given, number, sound):
    problems = []
    assert number_up_to(100, rf.get(f"/?limit={given}"), "limit", problems) == number
    assert (problems == []) is sound


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Không dùng được “limit=0”: chỉ nhận số từ 1 đến 400."),
        ("en", "Cannot be used: “limit=0”: only numbers from 1 to 400 are taken."),
    ],
)
def test_a_number_that_cannot_be_taken_says_which_can(rf, language, sentence):
    problems = []
    with override(language):
        number_up_to(400, rf.get("/?limit=0"), "limit", problems)
    assert [problem.sentence for problem in problems] == [sentence]


def test_only_the_beginning_of_a_long_value_is_said_again():
    told = refused("cursor", "x" * 81, "sai").sentence
    assert "x" * 80 in told
    assert "x" * 81 not in told


# --- the question ----------------------------------------------------------------------------------------------------


def asked(rf, query):
    return asked_cases(rf.get(f"/api/v1/cases?{query}"))


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("q=%20%C4%91%C3%A8n%20%20h%E1%BB%8Fng", "q=%C4%91%C3%A8n+h%E1%BB%8Fng"),
        ("ward=b&ward=a&ward=b", "ward=a&ward=b"),
        ("from=24/11/2026", "from=2026-11-24"),
        ("sort=newest", ""),
        ("sort=oldest", "sort=oldest"),
        ("q=a&sort=relevance", "q=a"),
        ("photos=no&returned=yes&late=30", "late=30&returned=yes&photos=no"),
        ("near=16.46,107.59,500", "near=16.46,107.59"),
        ("state=answered&verdict=overdue", "state=answered&verdict=answered_late"),
        ("utm_source=mail&fbclid=x", ""),
        ("limit=25", ""),
        ("limit=7&facets=no", "limit=7"),
        ("x=", ""),
    ],
)
def test_a_question_has_one_form_however_it_was_put(rf, query, canonical):
    question, facets = asked(rf, query)
    assert question.query == canonical
    assert facets is False


def test_days_of_acceptance_end_at_midnight_in_the_city(rf):
    question, _facets = asked(rf, "from=2026-11-24&to=2026-11-24")
    assert question.accepted_from == datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert question.accepted_before == datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert question.since == question.until == date(2026, 11, 24)


@pytest.mark.parametrize(("query", "wanted"), [("facets=yes", True), ("facets=no", False), ("facets=", False)])
def test_counts_of_choices_are_asked_for(rf, query, wanted):
    assert asked(rf, query)[1] is wanted


@pytest.mark.parametrize(("limit", "size"), [("", 25), ("1", 1), ("100", 100)])
def test_how_many_rows_a_page_has(rf, limit, size):
    assert asked(rf, f"limit={limit}")[0].size == size


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_reading(rf):
    with pytest.raises(RefusedError) as caught:
        asked(rf, "sort=x&nho=1&after=1_1_1&limit=0&facets=maybe&cursor=a&cursor=b")
    assert [problem.parameter for problem in caught.value.problems] == [
        *("sort", "nho", "after", "limit", "cursor", "facets")
    ]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("page=2", "“page=2”: the API's next page is links.next in the answer itself"),
        ("after=1_2_3", "“after=1_2_3”: the API's next page is links.next in the answer itself"),
        ("color=red", "“color=red”: the API has no such parameter at this address"),
        ("facets=1", "“facets=1”: only yes or no is taken"),
        ("cursor=x", "“cursor=x”: it is not one of this question's"),
        ("limit=1&limit=2", "“limit=1”: only one value can be used"),
        ("verdict=late", "“verdict=late”: there is no such choice"),
    ],
)
def test_what_is_refused_says_why(rf, query, sentence):
    with override("en"), pytest.raises(RefusedError) as caught:
        asked(rf, query)
    assert [problem.sentence for problem in caught.value.problems] == [f"Cannot be used: {sentence}."]


# --- the page --------------------------------------------------------------------------------------------------------


AT = datetime(2026, 12, 7, 5, 0, tzinfo=UTC)
DOCUMENT = Document(
    case_id=1,
    version=1,
    number=7,
    reference="7",
    path="2026/12/den-a7/",
    title="Đèn",
    state="in_progress",
    category=Named("chieu-sang", "Chiếu sáng"),
)
CHOICES = dict.fromkeys(Facet, ()) | {Facet.WARD: (Choice(value="a", name="Xã A", count=3, chosen=False),)}


@pytest.fixture
def engine(monkeypatch):
    """A city with one case; what was asked of it, and what it answers next."""
    asked = SimpleNamespace(questions=[], next="sau", previous=None, total=1, age="1")

    def harvest(asking, question, *, facets):
        asked.questions.append((question, facets))
        return Harvest(
            total=asked.total,
            documents=(DOCUMENT,),
            first=1,
            next=asked.next,
            previous=asked.previous,
            facets=CHOICES if facets else None,
        )

    asking = lambda at: SimpleNamespace(at=AT, age=asked.age, know_words=lambda questions: None)  # noqa: E731
    monkeypatch.setattr(reading, "harvest", harvest)
    monkeypatch.setattr(reading, "Asking", asking)
    monkeypatch.setattr(reading, "known", lambda question: question)
    monkeypatch.setattr(reading, "shown_names", dict)
    return asked


@pytest.mark.parametrize(
    ("question", "facets", "following"),
    [
        (Question(), False, "cases?cursor=sau"),
        (Question(size=25), False, "cases?cursor=sau"),
        (Question(size=2), False, "cases?limit=2&cursor=sau"),
        (Question(size=2), True, "cases?limit=2&facets=yes&cursor=sau"),
        (Question(q="đèn", sort=Sort.OLDEST), False, "cases?q=%C4%91%C3%A8n&sort=oldest&cursor=sau"),
        (Question(choices={Facet.WARD: ("a",)}, size=7), False, "cases?ward=a&limit=7&cursor=sau"),
    ],
)
def test_the_next_page_is_asked_for_as_this_one(engine, question, facets, following):
    links = cases_of(question, facets=facets).links
    assert links.next == f"{SITE}/api/v1/{following}"
    assert links.previous is None


def test_the_last_page_leads_back_and_no_further(engine):
    engine.next, engine.previous = None, "truoc"
    with override("en"):
        links = cases_of(Question(size=2), facets=False).links
    assert (links.next, links.previous) == (None, f"{SITE}/en/api/v1/cases?limit=2&cursor=truoc")


@pytest.mark.parametrize(
    ("language", "question", "page"),
    [
        ("vi", Question(), "/phan-anh/"),
        ("vi", Question(choices={Facet.VERDICT: ("overdue",)}, size=3), "/phan-anh/?verdict=overdue"),
        ("en", Question(q="a"), "/en/phan-anh/?q=a"),
    ],
)
def test_people_are_led_to_the_same_list_in_their_size(engine, language, question, page):
    with override(language):
        found = cases_of(question, facets=False)
    assert found.links.html == f"{SITE}{page}"
    assert found.query == page.partition("?")[2]


def test_rows_and_choices_are_told_as_they_were_found(engine):
    engine.total = 12
    found = cases_of(Question(), facets=True)
    assert (found.total, found.first, found.at, found.notice) == (12, 1, AT, None)
    assert [row.number for row in found.cases] == [7]
    assert [choice.name for choice in found.facets.ward] == ["Xã A"]
    assert cases_of(Question(), facets=False).facets is None


def test_a_first_page_is_remembered_and_those_behind_it_are_not(engine):
    for _ in range(3):
        cases_of(Question(), facets=False)
    assert len(engine.questions) == 1
    behind = Question(after=Cursor(key=1, case_id=1, at=0, row=1))
    for _ in range(2):
        cases_of(behind, facets=False)
    assert len(engine.questions) == 3


@pytest.mark.parametrize("change", ["language", "facets", "size", "words", "generation", "demo", "host"])
def test_what_is_remembered_is_never_told_to_whom_asked_otherwise(engine, settings, change):
    cases_of(Question(), facets=False)
    settings.DEMO = change == "demo"
    settings.PUBLIC_URL = "https://khac.example" if change == "host" else SITE
    engine.age = "2" if change == "generation" else "1"
    other = {"size": Question(size=2), "words": Question(q="a")}.get(change, Question())
    with override("en" if change == "language" else "vi"):
        found = cases_of(other, facets=change == "facets")
    assert len(engine.questions) == 2
    assert (found.notice is not None) is settings.DEMO
    assert found.links.html.startswith(settings.PUBLIC_URL)


def test_a_place_is_read_with_the_size_of_the_page_that_is_asked_for(rf, monkeypatch):
    seen = []
    there = Question(size=3, after=Cursor(key=1, case_id=1, at=0, row=1))
    monkeypatch.setattr(reading, "at_place", lambda question, place: seen.append((question, place)) or there)
    assert asked(rf, "cursor=cho&limit=3&ward=a") == (there, False)
    assert seen == [(Question(choices={Facet.WARD: ("a",)}, size=3), "cho")]


def test_a_place_is_not_even_read_where_something_else_is_wrong(rf, monkeypatch):
    monkeypatch.setattr(reading, "at_place", lambda question, place: pytest.fail("asked"))
    with pytest.raises(RefusedError, match="limit=0"):
        asked(rf, "cursor=cho&limit=0")


@pytest.mark.parametrize("place", ["", "x", "é", "====", "A" * 301])
def test_what_nobody_gave_out_is_no_place(place):
    assert at_place(Question(), place) is None


# --- how parameters are documented -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "more"),
    [
        ({"type": "string"}, {}),
        ({"type": "array", "items": {"type": "string"}}, {"style": "form", "explode": True}),
    ],
)
def test_several_values_are_parameters_of_their_own(schema, more):
    told = Parameter("ward", "Phường", schema, "kim-long").as_openapi()
    usual = {"name": "ward", "in": "query", "required": False, "description": "Phường", "example": "kim-long"}
    assert told == {**usual, "schema": schema, **more}


def test_what_the_document_allows_is_what_is_taken(rf):
    """The least and the most of every parameter with bounds, and one beside them."""
    bounded = [each for each in PARAMETERS if "maximum" in each.schema]
    assert {each.name for each in bounded} == {"late", "limit"}
    for each in bounded:
        least, most = each.schema["minimum"], each.schema["maximum"]
        for value in (least, most):
            asked(rf, f"{each.name}={value}")
        for value in (least - 1, most + 1):
            with pytest.raises(RefusedError):
                asked(rf, f"{each.name}={value}")


@pytest.mark.parametrize("name", [each.name for each in PARAMETERS if each.schema["type"] == "array"])
def test_as_many_choices_as_the_document_says_and_no_more(rf, name):
    (parameter,) = [each for each in PARAMETERS if each.name == name]
    values = parameter.schema["items"].get("enum") or [f"a{n}" for n in range(99)]
    most = parameter.schema["maxItems"]
    question, _facets = asked(rf, "&".join(f"{name}={value}" for value in values[:most]))
    assert sum(key == name for key, _value in question.pairs()) == min(most, len(values))
    if len(values) > most:
        with pytest.raises(RefusedError):
            asked(rf, "&".join(f"{name}={value}" for value in values[: most + 1]))
