"""How the API answers, whatever it answers: verbs, marks, dates, and the words for what goes wrong."""

import json
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from cases.public.parameters import Problem
from portal.api import problems
from portal.api.answering import answered, conditional, open_to_all, refuse_unknown
from portal.api.problems import KINDS, ProblemError
from portal.api.shapes.base import Answer
from search.limits import limiter
from search.machine_questions import RefusedError

SITE = "http://localhost:8000"
FIRST = datetime(2026, 12, 7, 5, 0, 0, 250_000, tzinfo=UTC)  # Monday 12:00:00.25 in Huế
HTTP = "Mon, 07 Dec 2026 05:00:00 GMT"


class Counted(Answer):
    """An answer with one number."""

    n: int


@pytest.fixture
def ask(monkeypatch):
    """Return a function that asks at an instant for what has a number, with these headers."""

    def asked(n=1, at=FIRST, path="/api/v1/wards", language="vi", **headers):
        monkeypatch.setattr(timezone, "now", lambda: at)
        with override(language):
            return answered(RequestFactory().get(path, headers=headers), Counted(notice=None, at=at, n=n))

    return asked


# --- who has it already ----------------------------------------------------------------------------------------------


def test_an_answer_has_a_weak_mark_a_date_and_a_minute_to_live(ask):
    found = ask()
    assert found["ETag"].startswith('W/"')
    assert found["Last-Modified"] == HTTP
    assert set(found["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert found["Content-Type"] == "application/json"
    assert json.loads(found.content) == {"notice": None, "at": "2026-12-07T12:00:00+07:00", "n": 1}


@pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(hours=23)])
def test_what_differs_in_nothing_but_its_instant_is_the_same(ask, later):
    first, again = ask(), ask(at=FIRST + later)
    assert (again["ETag"], again["Last-Modified"]) == (first["ETag"], HTTP)
    assert first.content != again.content


def test_a_change_begins_a_new_time_and_changing_back_another(ask):
    """What was once so and is so again has changed since: who has the date of the change must not keep it."""
    ask()
    changed = ask(n=2, at=FIRST + timedelta(hours=1))
    back = ask(at=FIRST + timedelta(hours=2))
    assert changed["Last-Modified"] == "Mon, 07 Dec 2026 06:00:00 GMT"
    assert back["Last-Modified"] == "Mon, 07 Dec 2026 07:00:00 GMT"
    assert back["ETag"] == ask()["ETag"] != changed["ETag"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"if-none-match": "{etag}"}, 304),
        ({"if-none-match": '"x", {etag}'}, 304),
        ({"if-none-match": "*"}, 304),
        ({"if-none-match": '"x"'}, 200),
        ({"if-modified-since": HTTP}, 304),
        ({"if-modified-since": "Mon, 07 Dec 2026 05:00:01 GMT"}, 304),
        ({"if-modified-since": "Mon, 07 Dec 2026 04:59:59 GMT"}, 200),
        ({"if-modified-since": "hôm qua"}, 200),
        ({"if-none-match": '"x"', "if-modified-since": HTTP}, 200),
    ],
    ids=["nothing", "mark", "one of two", "any", "other", "date", "later", "earlier", "no date", "mark before date"],
)
def test_who_has_it_gets_nothing(ask, headers, status):
    etag = ask()["ETag"]
    given = {name: value.format(etag=etag) for name, value in headers.items()}
    found = ask(at=FIRST + timedelta(hours=1), **given)
    assert found.status_code == status
    assert (found.content == b"") is (status == 304)


@pytest.mark.parametrize(
    "other",
    [{"path": "/api/v1/wards?x=1"}, {"path": "/api/v1/agencies"}, {"language": "en"}],
    ids=["question", "resource", "language"],
)
def test_answers_of_two_addresses_have_dates_of_their_own(ask, other):
    ask()
    later = ask(at=FIRST + timedelta(hours=1), **other)
    assert later["Last-Modified"] == "Mon, 07 Dec 2026 06:00:00 GMT"


def test_two_texts_have_two_marks(rf):
    marks = {conditional(rf.get("/x"), "body", mark)["ETag"] for mark in ("a", "b", "a")}
    assert len(marks) == 2


# --- verbs -----------------------------------------------------------------------------------------------------------


SEEN = []


@open_to_all
def view(request, *args, **parts):
    SEEN.append((request.method, args, parts))
    return HttpResponse("ok")


@pytest.fixture(autouse=True)
def _nothing_seen():
    SEEN.clear()


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("HEAD", 200), ("OPTIONS", 204)])
def test_what_one_may_ask_by(rf, method, status):
    response = view(rf.generic(method, "/api/v1/x"), "a", b=1)
    assert response.status_code == status
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    assert ([("GET", ("a",), {"b": 1})] if status == 200 else []) == SEEN


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_by_any_other_verb_nothing_is_asked(rf, method):
    response = view(rf.generic(method, "/api/v1/x"))
    told = json.loads(response.content)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (told["type"], told["detail"]) == (f"{SITE}/api/v1/#method", "Chỉ có GET, HEAD và OPTIONS.")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert SEEN == []


def test_whoever_asks_before_is_told_what_to_send_for_a_day(rf):
    response = view(rf.options("/api/v1/x"))
    assert response.content == b""
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == "If-None-Match, If-Modified-Since"
    assert response["Access-Control-Max-Age"] == "86400"


def test_a_request_is_as_it_was_afterwards_also_where_the_view_fails(rf):
    def failing(request):
        assert request.method == "GET"
        raise LookupError("hỏng")

    request = rf.head("/api/v1/x")
    with pytest.raises(LookupError, match="hỏng"):
        open_to_all(failing)(request)
    assert request.method == "HEAD"


def test_scripts_of_other_sites_read_what_tells_when_to_ask_again(rf):
    exposed = view(rf.get("/x"))["Access-Control-Expose-Headers"].split(", ")
    assert exposed == ["ETag", "Last-Modified", "Retry-After", "RateLimit-Policy", "RateLimit"]


def test_what_is_streamed_is_passed_on(rf):
    streamed = StreamingHttpResponse(["a", "b"])
    assert open_to_all(lambda request: streamed)(rf.get("/x")) is streamed


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_question_counts_whatever_its_verb(rf, settings, method):
    settings.RATE_LIMITS = {"api": 1}
    limiter.storage.reset()
    assert view(rf.get("/x")).status_code == 200
    refused = view(rf.generic(method, "/x"))
    assert (refused.status_code, refused["Cache-Control"]) == (429, "no-store")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert json.loads(refused.content)["type"].endswith("#too-many")
    assert view(rf.options("/x")).status_code == 204, "nothing is looked up for it"
    assert len(SEEN) == 1
    assert view(rf.get("/x", REMOTE_ADDR="10.0.0.9")).status_code == 200, "somebody else's"
    limiter.storage.reset()


# --- addresses that take nothing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "x=", "utm_campaign=a", "gclid=1&_ga=2"])
def test_what_asks_nothing_is_let_through(rf, query):
    request = rf.get(f"/api/v1/wards?{query}")
    refuse_unknown(request)
    assert request.GET.urlencode() == query


@pytest.mark.parametrize(
    ("query", "names"),
    [("limit=1", ["limit"]), ("b=1&a=2&b=3", ["b", "b", "a"]), ("a=1&a=1", ["a"]), ("utm=1", ["utm"])],
)
def test_every_value_of_whatever_else_is_refused(rf, query, names):
    with override("en"), pytest.raises(RefusedError) as caught:
        refuse_unknown(rf.get(f"/api/v1/wards?{query}"))
    assert [problem.parameter for problem in caught.value.problems] == names
    assert caught.value.problems[0].sentence.endswith(": the API has no such parameter at this address.")


# --- what goes wrong -------------------------------------------------------------------------------------------------


def told(response):
    return json.loads(response.content)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_every_kind_of_problem_has_words_of_its_own_in_both_languages(kind):
    said = []
    for language, prefix in (("vi", ""), ("en", "/en")):
        with override(language):
            found = told(problems.problem(kind))
        assert found["type"] == f"{SITE}{prefix}/api/v1/#{kind.name}"
        assert found["status"] == kind.status
        said += [found["title"], found["detail"]]
    assert len(set(said)) == 4


def test_names_and_titles_of_problems_tell_them_apart():
    with override("en"):
        assert len({kind.name for kind in KINDS}) == len({str(kind.title) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    ("kind", "kept", "again"),
    [
        (problems.PARAMETER, "max-age=60", None),
        (problems.NOT_FOUND, "max-age=60", None),
        (problems.WITHDRAWN, "max-age=60", None),
        (problems.BROKEN, "no-store", "30"),
        (problems.UNAVAILABLE, "no-store", "30"),
    ],
)
def test_what_may_be_right_in_a_moment_is_not_kept(kind, kept, again):
    response = problems.problem(kind)
    assert (response["Cache-Control"], response.get("Retry-After")) == (kept, again)
    assert response["Content-Type"] == "application/problem+json"


def test_only_what_is_known_is_a_member():
    assert set(told(problems.problem(problems.NOT_FOUND))) == {"type", "title", "status", "detail"}
    assert told(problems.problem(problems.NOT_FOUND, "Lời khác"))["detail"] == "Lời khác"


def test_every_parameter_is_named_and_all_reasons_make_one_text():
    found = told(problems.about_parameters([Problem("a", "Một."), Problem("b", "Hai.")]))
    assert found["errors"] == [{"parameter": "a", "reason": "Một."}, {"parameter": "b", "reason": "Hai."}]
    assert (found["status"], found["detail"]) == (400, "Một. Hai.")


@pytest.mark.parametrize(
    ("language", "merged", "withdrawn"),
    [
        ("vi", "Phản ánh 1234 đã gộp vào phản ánh 5678.", "Phản ánh 1234 đã rút khỏi trang."),
        ("en", "Report 1234 was merged into report 5678.", "Report 1234 was withdrawn."),
    ],
)
def test_what_became_of_a_case_is_told_with_its_number_as_it_is_written(language, merged, withdrawn):
    with override(language):
        gone = told(problems.withdrawn(1234, FIRST, "Xúc phạm").response())
        other = told(problems.merged(1234, 5678).response())
    assert (other["status"], other["detail"], other["number"], other["merged_into"]) == (404, merged, 1234, 5678)
    assert other["api_url"].endswith("/api/v1/cases/5678")
    assert (gone["status"], gone["detail"], gone["number"]) == (410, withdrawn, 1234)
    assert (gone["withdrawn_at"], gone["reason"]) == ("2026-12-07T12:00:00+07:00", "Xúc phạm")


def test_a_case_withdrawn_nobody_knows_when():
    assert "withdrawn_at" not in told(problems.withdrawn(1, None, "Lý do").response())


def test_a_problem_that_is_raised_is_answered_as_it_was_meant():
    error = ProblemError(problems.RESTRICTED)
    assert str(error) == "restricted"
    response = error.response()
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert told(response)["detail"] == "Trang của phản ánh tạm không mở cho mọi người."


@pytest.mark.parametrize(
    ("path", "language"), [("/api/v1/cases", "vi"), ("/en/api/v1/cases", "en"), ("/english/api/v1/", "vi")]
)
def test_outside_of_its_views_a_problem_speaks_the_language_of_the_address(rf, path, language):
    with override("en" if language == "vi" else "vi"):
        response = problems.instead_of_a_page(rf.get(path), problems.BROKEN)
    titles = {"vi": "Lỗi của trang", "en": "Something broke here"}
    assert told(response)["title"] == titles[language]
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("path", "of_api"),
    [
        ("/api/v1/cases", True),
        ("/en/api/v1/cases/7", True),
        ("/api/v1/", False),
        ("/api/v1", False),
        ("/api/v2/cases", False),
        ("/vi/api/v1/cases", True),
        ("/english/api/v1/x", False),
        ("/cms/api/v1/x", False),
        ("/phan-anh/api/v1/x", False),
        ("/", False),
    ],
)
def test_which_addresses_are_asked_by_programs(rf, path, of_api):
    assert problems.concerns(rf.get(path)) is of_api


def test_a_view_of_the_api_asks_for_no_sign_of_a_form_and_keeps_its_name():
    assert view.csrf_exempt is True
    assert view.__name__ == "view"
