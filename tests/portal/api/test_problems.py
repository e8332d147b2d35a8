"""What cannot be answered is told in one form, by its right name; nothing is left out without a word."""

import json
import re

import pytest
from django.db import OperationalError
from django.test import Client
from wagtail.models import PageViewRestriction

from cases.models import CasePage
from portal.api import problems, reading, service
from search.limits import limiter
from tests.cities import forget
from tests.portal.api.city import faults


def refused(response, status, kind, operation="cases"):
    """The problem of a response that is one, and nothing else."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    told = json.loads(response.content)
    assert faults(told, operation, 400) == []
    assert told["status"] == status
    assert told["type"].endswith(f"/api/v1/#{kind}")
    return told


WRONG = {
    "verdict=late": "verdict",
    "state=open": "state",
    "agency=%3Cb%3E": "agency",
    "ward=khong-co": "ward",
    "from=gestern": "from",
    "from=2026-11-02&to=2026-11-01": "from",
    "sent_from=2026-13-01": "sent_from",
    "bbox=1,2,3": "bbox",
    "near=1": "near",
    "late=0": "late",
    "photos=1": "photos",
    "outcome=x": "outcome",
    "sort=wrong": "sort",
    "q=%3F%3F": "q",
    f"q={'x' * 201}": "q",
    "limit=0": "limit",
    "limit=101": "limit",
    "limit=ten": "limit",
    "limit=%D9%A1": "limit",  # a digit, and none of ours
    "limit=5&limit=6": "limit",
    "facets=1": "facets",
    "cursor=x": "cursor",
    "cursor=%C3%A9": "cursor",
    f"cursor={'A' * 400}": "cursor",
    "page=2": "page",
    "after=1_2_3": "after",
    "utm=x": "utm",
    "%3Cb%3E=x": "<b>",
}


@pytest.mark.django_db
@pytest.mark.xdist_group("api_city")
@pytest.mark.usefixtures("city")
class TestProblems:
    @pytest.mark.parametrize(("query", "parameter"), WRONG.items())
    def test_what_cannot_be_heeded_is_refused_by_name(self, ask, query, parameter):
        told = refused(ask(f"cases?{query}"), 400, "parameter")
        assert {error["parameter"] for error in told["errors"]} == {parameter}
        assert told["detail"].startswith("Không dùng được ")

    @pytest.mark.parametrize(
        ("query", "parameter"),
        [
            ("from=gestern", "from"),
            ("from=2026-03-15&to=2026-03-14", "from"),
            ("to=2026-03-14&to=2026-03-15", "to"),
            ("limit=401", "limit"),
            ("day=2026-03-14", "day"),
        ],
    )
    def test_so_it_is_of_frozen_days(self, ask, query, parameter):
        told = refused(ask(f"snapshots?{query}"), 400, "parameter")
        assert {error["parameter"] for error in told["errors"]} == {parameter}

    def test_every_reason_is_told_in_the_language_of_the_address(self, ask):
        told = refused(ask("cases?verdict=late&limit=0&x=1&page=3", "en"), 400, "parameter")
        assert [error["parameter"] for error in told["errors"]] == ["verdict", "x", "page", "limit"]
        assert all(error["reason"].startswith("Cannot be used: ") for error in told["errors"])

    @pytest.mark.parametrize("resource", ["agencies", "figures", "overdue", "categories", "wards", "openapi.json"])
    def test_who_takes_no_parameter_says_so(self, ask, resource):
        told = refused(ask(f"{resource}?limit=3"), 400, "parameter")
        assert told["errors"][0]["parameter"] == "limit"
        if resource in ("wards", "openapi.json"):
            assert ask(f"{resource}?utm_source=mail&x=").status_code == 200

    def test_a_place_belongs_to_its_question(self, ask):
        place = json.loads(ask("cases?limit=2").content)["links"]["next"].partition("cursor=")[2]
        assert ask(f"cases?limit=3&cursor={place}").status_code == 200
        told = refused(ask(f"cases?state=answered&cursor={place}"), 400, "parameter")
        assert told["errors"][0]["parameter"] == "cursor"
        refused(ask(f"cases?cursor={place[:-8]}"), 400, "parameter")

    def test_a_merged_case_names_the_other(self, ask, city):
        told = refused(ask(f"cases/{city['merged'].number}"), 404, "merged")
        assert told["merged_into"] == city["target"].number
        assert ask(told["api_url"].partition("/api/v1/")[2]).status_code == 200
        assert str(told["merged_into"]) in told["detail"]

    @pytest.mark.parametrize(
        ("language", "reason"), [("vi", "Người gửi yêu cầu rút"), ("en", "Asked for by the reporter")]
    )
    def test_a_withdrawn_case_leaves_when_and_why(self, ask, city, language, reason):
        told = refused(ask(f"cases/{city['withdrawn'].number}", language), 410, "withdrawn")
        assert told["withdrawn_at"].endswith("+07:00")
        assert told["reason"] == reason
        assert set(told) == {"type", "title", "status", "detail", "number", "withdrawn_at", "reason"}
        assert "Xin rút" not in str(told)

    def test_what_nobody_may_know_of_is_not_there(self, ask, city):
        for name in ("figures", "received"):
            told = refused(ask(f"cases/{city[name].number}"), 404, "not-found")
            assert set(told) == {"type", "title", "status", "detail"}

    def test_a_page_that_is_restricted_is_not_told(self, ask, city):
        page = CasePage.objects.get(case=city["two"])
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        refused(ask(f"cases/{city['two'].number}"), 403, "restricted")

    @pytest.mark.parametrize(
        "resource",
        [
            "cases/999999",
            f"cases/{10**30}",
            "cases/x",
            "cases/1/x",
            "agencies/khong-co",
            "snapshots/2026-03-13",
            "snapshots/2026-02-30",
            "agencies/%00",
            "snap",
            "cases/",
        ],
    )
    def test_nothing_is_nowhere(self, ask, resource):
        refused(ask(resource), 404, "not-found")

    @pytest.mark.parametrize("resource", ["cases", "cases/1", "figures", "openapi.json", "khong-co"])
    def test_it_is_only_read(self, resource):
        client = Client(enforce_csrf_checks=True)
        for method in ("post", "put", "patch", "delete"):
            response = getattr(client, method)(f"/api/v1/{resource}", headers={"accept": "text/html"})
            refused(response, 405, "method")
            assert response["Allow"] == "GET, HEAD, OPTIONS"

    def test_head_says_what_get_would(self, ask):
        head, get = ask("wards", method="head"), ask("wards")
        assert (head.status_code, head.content) == (200, b"")
        for name in ("ETag", "Content-Type", "Cache-Control", "Last-Modified"):
            assert head[name] == get[name]
        assert head["Content-Length"] == str(len(get.content))
        assert ask("cases?limit=0", method="head").status_code == 400

    def test_a_browser_may_ask_before(self, ask, django_assert_num_queries):
        with django_assert_num_queries(0):
            told = ask("cases", method="options", origin="https://example.org")
        assert (told.status_code, told.content) == (204, b"")
        assert told["Allow"] == told["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert told["Access-Control-Allow-Origin"] == "*"
        assert "If-None-Match" in told["Access-Control-Allow-Headers"]
        assert "Access-Control-Allow-Credentials" not in told

    def test_who_asks_too_often_is_told_for_how_long(self, ask, settings, django_assert_num_queries):
        settings.RATE_LIMITS = {"api": 2, "list": 1}
        limiter.storage.reset()
        answers = [ask("wards", "en"), ask("wards", "en", **{"if-none-match": ask("wards", "en")["ETag"]})]
        assert [answer.status_code for answer in answers] == [200, 429], "every request counts, in whatever language"
        assert answers[0]["RateLimit-Policy"] == '"api";q=2;w=60'
        assert re.fullmatch(r'"api";r=1;t=[1-9]\d?', answers[0]["RateLimit"])
        for resource in ("cases", "cases/1", "figures", "openapi.json", "khong-co"):
            with django_assert_num_queries(0):
                response = ask(resource, "en")
            told = refused(response, 429, "too-many")
            assert told["detail"].endswith(f"Please wait {response['Retry-After']} seconds and try again.")
            assert (response["RateLimit-Policy"], response["Cache-Control"]) == ('"api";q=2;w=60', "no-store")
            assert response["RateLimit"].startswith('"api";r=0;t=')
        exposed = response["Access-Control-Expose-Headers"].split(", ")
        assert {"Retry-After", "RateLimit", "RateLimit-Policy"} <= set(exposed), "a script of another site reads them"
        limiter.storage.reset()
        assert ask("wards", "en").status_code == 200

    @pytest.mark.parametrize(
        ("fault", "status", "kind"), [(OperationalError, 503, "unavailable"), (KeyError, 500, "broken")]
    )
    def test_what_breaks_here_is_told_in_the_same_form(self, monkeypatch, fault, status, kind):
        def break_down(*args, **more):
            raise fault("geheim")

        monkeypatch.setattr(reading, "harvest", break_down)
        monkeypatch.setattr(service, "comparison", break_down)
        forget()
        for resource in ("cases", "agencies"):
            response = Client(raise_request_exception=False).get(f"/en/api/v1/{resource}")
            told = refused(response, status, kind)
            assert "geheim" not in str(told)
            assert response["Retry-After"]
            assert told["type"].startswith("http://localhost:8000/en/")

    def test_maintenance_is_told_in_the_same_form(self, ask, settings, django_assert_num_queries):
        settings.MAINTENANCE = True
        with django_assert_num_queries(0):
            response = ask("cases", "en")
        told = refused(response, 503, "unavailable")
        assert response["Retry-After"] == "600"
        assert response["Cache-Control"] == "no-store"
        assert told["title"] != "Đang bảo trì hoặc quá tải"


def test_only_the_api_is_answered_so(rf):
    asked = {
        path: problems.concerns(rf.get(path)) for path in ("/api/v1/", "/en/api/v1/", "/api/v1/x", "/en/api/v1/x", "/x")
    }
    assert asked == {"/api/v1/": False, "/en/api/v1/": False, "/api/v1/x": True, "/en/api/v1/x": True, "/x": False}
