"""Answers are what the document says, and what pages and files say; they cost the same however much there is."""

import gzip
import hashlib
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Case
from tests.cities import forget
from tests.portal.api.city import NOW, faults

ONCE = {
    "cases?facets=yes&q=den": "cases",
    "cases?facets=yes": "cases",
    "agencies": "agencies",
    "agencies/ubnd-phuong-kim-long": "agency",
    "figures": "figures",
    "overdue": "overdue",
    "snapshots": "snapshots",
    "categories": "categories",
    "wards": "wards",
}
PUBLIC = ("overdue", "struck", "returned", "amended", "reopened", "not_ours", "two", "summary", "target")
#: Queries, the first time within a minute.
MOST = {
    "cases": 11,
    "cases?facets=yes&q=den&ward=kim-long": 15,
    "agencies": 5,
    "agencies/ubnd-phuong-kim-long": 20,
    "figures": 12,
    "overdue": 10,
    "snapshots": 3,
    "snapshots/2026-03-15": 7,
    "categories": 3,
    "wards": 3,
    "openapi.json": 0,
}
MOST_OF_A_CASE = 9


def said(response):
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


@pytest.mark.django_db
@pytest.mark.xdist_group("api_city")
@pytest.mark.usefixtures("city")
class TestAnswers:
    @pytest.mark.parametrize(("resource", "operation"), ONCE.items())
    def test_they_are_as_the_document_says_and_a_demo_says_what_it_is(self, ask, settings, resource, operation):
        settings.DEMO = True
        told = said(ask(resource))
        assert faults(told, operation) == []
        assert told["at"].startswith("2026-03-16T")
        assert told["at"].endswith("+07:00")
        assert "BẢN MẪU" in told["notice"]
        assert faults({**told, "surprise": 1}, operation) != []

    @pytest.mark.parametrize("name", PUBLIC)
    def test_so_is_every_case(self, ask, city, django_assert_max_num_queries, name):
        with django_assert_max_num_queries(MOST_OF_A_CASE):
            told = said(ask(f"cases/{city[name].number}"))
        assert faults(told, "case") == []
        assert (told["number"], told["notice"]) == (city[name].number, None)
        assert told["clock"]["timeliness"] or name == "summary"

    @pytest.mark.parametrize(("resource", "most"), MOST.items())
    def test_they_cost_few_queries(self, ask, django_assert_max_num_queries, resource, most):
        ask("openapi.json")
        with django_assert_max_num_queries(most):
            assert ask(resource).status_code == 200

    def test_a_page_costs_the_same_however_long_it_is(self, ask, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as short:
            assert len(said(ask("cases?limit=2"))["cases"]) == 2
        with django_assert_num_queries(len(short)):
            assert len(said(ask("cases?limit=100"))["cases"]) == len(PUBLIC)
        with django_assert_num_queries(1):
            ask("cases?limit=100")

    def test_pages_lead_through_every_case_once(self, ask, city):
        seen, address, pages = [], "cases?sort=oldest&limit=4", []
        while address:
            told = said(ask(address))
            assert told["total"] == len(PUBLIC)
            pages.append([row["number"] for row in told["cases"]])
            seen += pages[-1]
            before, address = told["links"]["previous"], (told["links"]["next"] or "").partition("/api/v1/")[2]
        assert sorted(seen) == sorted(city[name].number for name in PUBLIC)
        assert [len(page) for page in pages] == [4, 4, 1]
        assert [r["number"] for r in said(ask(before.partition("/api/v1/")[2]))["cases"]] == pages[1]

    def test_a_row_says_what_the_file_says(self, ask, client):
        rows = {row["number"]: row for row in said(ask("cases"))["cases"]}
        features = client.get("/phan-anh/cases.geojson").getvalue()
        for feature in json.loads(features)["features"]:
            own, file = rows[feature["id"]], feature["properties"]
            alike = set(own) & set(file) - {"category", "ward", "agencies"}
            assert {name: own[name] for name in alike} == {name: file[name] for name in alike}
            assert own["category"] == {"slug": file["category"], "name": file["category_name"]}
            assert [each["slug"] for each in own["agencies"]] == file["agencies"]

    def test_what_is_asked_is_asked_of_the_list(self, ask, city):
        told = said(ask("cases?verdict=overdue&facets=yes&utm_source=mail"))
        assert told["query"] == "verdict=overdue"
        assert told["total"] == len(told["cases"]) == sum(row["timeliness"] == "overdue" for row in told["cases"])
        counts = {choice["value"]: choice for choice in told["facets"]["verdict"]}
        assert counts["overdue"]["count"] == told["total"]
        assert counts["overdue"]["chosen"]
        assert told["links"]["html"].endswith("/phan-anh/?verdict=overdue")
        assert said(ask("cases?verdict=overdue"))["facets"] is None

    def test_words_are_asked_for_strictly(self, ask):
        assert said(ask("cases?q=den khongcochunay"))["total"] == 0

    def test_a_case_tells_what_its_page_tells(self, ask, city):
        overdue = said(ask(f"cases/{city['overdue'].number}"))
        assert overdue["clock"]["verdict"] == overdue["clock"]["timeliness"] == "overdue"
        assert overdue["clock"]["days"] == 5
        assert overdue["clock"]["due_at"] == "2026-03-11T23:59:59+07:00"
        assert overdue["text"] == "Bóng cháy [đã che: số nhà]"
        assert overdue["photos"][0]["url"].startswith("http")
        assert [day["kind"] for day in overdue["deadline_days"]].count("due") == 1
        assert overdue["point"] == {"lat": 16.45, "lon": 107.56}
        amended = said(ask(f"cases/{city['amended'].number}"))
        assert [answer["amends"] for answer in amended["answers"]] == [False, True]
        assert amended["ratings"][0]["value"] == "not_satisfied"
        assert amended["clock"]["timeliness"] == "answered_in_term"
        assert amended["days_since_sent"] is None
        reopened = said(ask(f"cases/{city['reopened'].number}"))
        assert reopened["days_since_sent"] > reopened["wait_days"], "all rounds"
        returned = said(ask(f"cases/{city['returned'].number}"))
        assert returned["returns"][0]["sentence"] == "Cần ảnh"
        assert returned["returns"][0]["appeal"]["outcome"] == ""
        assert said(ask(f"cases/{city['struck'].number}"))["extensions"][0]["struck"]
        assert said(ask(f"cases/{city['not_ours'].number}"))["unsettled"][0]["cause"] == "not_ours"
        assert said(ask(f"cases/{city['target'].number}"))["duplicates"][0]["number"] == city["merged"].number
        assert said(ask(f"cases/{city['summary'].number}"))["unverified"]

    def test_english_is_spoken_below_its_address(self, ask, city):
        vietnamese, english = (said(ask("categories", language)) for language in ("vi", "en"))
        named = [{row["slug"]: row["name"] for row in told["rows"]} for told in (vietnamese, english)]
        assert named[0]["chieu-sang"] != named[1]["chieu-sang"]
        (row,) = said(ask("cases?q=den&limit=1", "en"))["cases"][:1]
        assert row["category"]["name"] == named[1]["chieu-sang"]
        assert "/en/phan-anh/" in row["url"]
        assert "/en/api/v1/" in row["api_url"]
        assert (
            said(ask("cases", "en", **{"accept-language": "vi"}))["cases"][0]["category"]["name"] in named[1].values()
        )

    def test_figures_are_those_of_pages_and_files(self, ask, client):
        overdue, file = said(ask("overdue")), client.get("/qua-han.json").json()
        assert {**file, "at": 0, "notice": None} == {**overdue, "at": 0}
        city, agencies = said(ask("figures")), said(ask("agencies"))
        assert city["on_time"] == agencies["city"]["on_time"]
        assert city["cases"] == said(ask("cases"))["total"] == said(ask("categories"))["total"]["cases"]
        own = {row["slug"]: row for row in agencies["agencies"]}
        kim_long = said(ask("agencies/ubnd-phuong-kim-long"))
        shared = set(kim_long) & set(own[kim_long["slug"]]) - {"url", "api_url"}
        assert {name: kim_long[name] for name in shared} == {name: own[kim_long["slug"]][name] for name in shared}
        assert kim_long["on_time"]["n"] > 0
        assert kim_long["names"] == [{"name": "UBND xã Kim Long", "since": None, "until": "2025-06-30"}]

    def test_a_frozen_day_is_told_as_its_files_have_it(self, ask, client):
        told = said(ask("snapshots/2026-03-15"))
        assert faults(told, "snapshot") == []
        assert told["at"] == "2026-03-15T23:59:59+07:00"
        kept = {}
        for file in told["files"]:
            kept[file["format"]] = client.get(file["url"].partition("8000")[2]).content
            assert hashlib.sha256(kept[file["format"]]).hexdigest() == file["sha256"]
        whole = json.loads(kept["json"])
        for row in (told["total"], *told["agencies"]):
            row["open"] = row.pop("open_clocks")  # the frozen file's name for it stays as it was
        own = [{name: row[name] for name in whole["agencies"][0] if name in row} for row in told["agencies"]]
        assert len(own) > 1
        assert own == [{name: row[name] for name in own[0]} for row in whole["agencies"]]
        assert {name: told["total"][name] for name in whole["total"] if name != "share"} == {
            name: n for name, n in whole["total"].items() if name != "share"
        }
        assert (told["ledger_sha256"], told["caveats"]) == (whole["ledger_sha256"], whole["caveats"])
        assert told["changes"]["compared_with"] == whole["compared_with"] == "2026-03-14"
        kinds = [change["kind"] for change in whole["changes"]]
        assert {kind: told["changes"][kind] for kind in ("came", "left")} == {
            kind: kinds.count(kind) for kind in ("came", "left")
        }
        assert told["corrections"] == []
        assert said(ask(told["previous"].partition("/api/v1/")[2]))["corrections"][0]["reason"] == "Giao nhầm đơn vị."
        assert client.get(told["agencies"][0]["url"].partition("8000")[2]).status_code == 200

    def test_frozen_days_are_read_newest_first_to_the_last(self, ask):
        first = said(ask("snapshots?limit=1", "en"))
        (row,) = first["snapshots"]
        assert (row["day"], row["corrections"], first["total"]) == ("2026-03-15", 0, 2)
        assert row["url"].endswith("/en/qua-han/2026-03-15/")
        second = said(ask(first["links"]["next"].partition("/api/v1/")[2], "en"))
        assert [(each["day"], each["corrections"]) for each in second["snapshots"]] == [("2026-03-14", 1)]
        assert second["links"]["next"] is None
        assert said(ask("snapshots?from=2026-03-15"))["total"] == said(ask("snapshots?to=2026-03-14"))["total"] == 1

    @pytest.mark.parametrize("resource", ["cases", "cases/{overdue}", "openapi.json"])
    def test_who_has_it_already_gets_nothing(self, ask, city, monkeypatch, resource):
        resource = resource.format(overdue=city["overdue"].number)
        monkeypatch.setattr(timezone, "now", lambda: NOW - timedelta(hours=2))
        first = ask(resource)
        monkeypatch.setattr(timezone, "now", lambda: NOW - timedelta(hours=1))
        for header in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
            again = ask(resource, **header)
            assert (again.status_code, again.content) == (304, b"")
            assert again["Access-Control-Allow-Origin"] == "*"
        assert first["Cache-Control"] == "max-age=60, public" or set(first["Cache-Control"].split(", ")) == {
            "max-age=60",
            "public",
        }

    def test_a_day_later_a_case_is_another(self, ask, city, monkeypatch):
        address = f"cases/{city['overdue'].number}"
        first = ask(address)
        forget()
        monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=1))
        again = ask(address, **{"if-none-match": first["ETag"]})
        assert again.status_code == 200
        assert said(again)["clock"]["days"] == 6

    def test_they_are_compressed_open_to_scripts_and_closed_to_search_engines(self, ask):
        response = ask("wards", **{"accept-encoding": "gzip"})
        assert json.loads(gzip.decompress(response.content))["rows"]
        assert response["Content-Encoding"] == "gzip"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in response["Access-Control-Expose-Headers"]
        assert response["X-Robots-Tag"] == "noindex"

    def test_a_case_of_figures_alone_is_in_no_list(self, ask, city):
        assert Case.objects.filter(number=city["figures"].number).exists()
        assert city["figures"].number not in {row["number"] for row in said(ask("cases"))["cases"]}
