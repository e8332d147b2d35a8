"""The page about open data and its files: what they say, how they are sent, and when they are gone."""

import hashlib
import shutil
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cases.accountability.open_data.folder import dump_of
from cases.accountability.open_data.told import size_text
from cases.models import Case, Consumer, Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("open_data"), pytest.mark.usefixtures("city")]
MOST_QUERIES = 1  # what waits to be taken out


@pytest.fixture
def folder(dumps):
    return dumps()


@pytest.fixture
def look(client, django_assert_max_num_queries):
    def get(address, status=200):
        client.get("/du-lieu/")  # menus are read once a minute
        with django_assert_max_num_queries(MOST_QUERIES if status in (200, 410) else 4):  # redirects are looked for
            response = client.get(address)
        assert response.status_code == status
        return BeautifulSoup(response.content, "lxml")

    return get


def words(element):
    return " ".join(element.get_text(" ").split())


def text_of(client, name):
    response = client.get(f"/du-lieu/moi-nhat/{name}")
    assert response.status_code == 200
    return response.getvalue()


class TestPage:
    def test_it_tells_every_table_with_its_files_and_columns(self, look, folder):
        told = look("/du-lieu/")
        today = timezone.localdate()
        rows = {row.th.code.get_text(): row for row in told.select("table.dumped tbody tr")}
        assert words(rows["cases"].select_one("td")) == "9"
        links = [a["href"] for a in rows["cases"].select("td a")]
        assert links[0] == f"/du-lieu/{today}/cases-2026.csv.gz"
        assert len(links) == 4
        assert "chưa có" in words(rows["snapshot_agencies"])
        dictionary = told.select_one("#bang-cases")
        assert "expected_datetime" in words(dictionary)
        assert "Hạn cuối của vòng này." in words(dictionary)
        assert hashlib.sha256((folder / "wards.csv").read_bytes()).hexdigest() in words(told)
        assert told.select_one('a[rel~="license"]')["href"].startswith("https://creativecommons.org/licenses/by/4.0")
        assert "Chưa có bộ nào khác." in words(told)
        assert "Đã cũ." not in words(told)

    def test_in_english_it_speaks_english(self, look, folder):
        told = look("/en/du-lieu/")
        assert "Due date of the present round." in words(told)
        assert told.h1.get_text() == "Open data"
        assert told.select_one("table.dumped td a")["href"].startswith("/en/du-lieu/")

    def test_before_the_first_dump_it_says_what_there_will_be(self, look, dumps):
        told = look("/du-lieu/")
        assert "Chưa có bộ nào." in words(told)
        assert told.select("#bang-cases")
        assert not told.select("table.dumped")
        for address in ("/du-lieu/moi-nhat/cases-2026.csv.gz", "/du-lieu/2026-11-24/"):
            look(address, 404)

    def test_earlier_days_have_pages_that_search_engines_leave_alone(self, look, folder):
        earlier = timezone.localdate() - timedelta(days=2)
        shutil.copytree(folder, folder.with_name(str(earlier)))
        assert [a["href"] for a in look("/du-lieu/").select("#h-days ~ .links a")] == [f"/du-lieu/{earlier}/"]
        told = look(f"/du-lieu/{earlier}/")
        assert told.select_one('meta[name="robots"]')["content"] == "noindex"
        assert told.select_one("table.dumped td a")["href"].startswith(f"/du-lieu/{earlier}/")

    def test_a_dump_that_is_old_is_said_to_be(self, look, folder, monkeypatch):
        late = timezone.now() + timedelta(hours=40)
        monkeypatch.setattr(timezone, "now", lambda: late)
        assert "Đã cũ." in words(look("/du-lieu/"))

    def test_after_thirty_days_an_address_says_that_it_is_over(self, look, folder):
        over = timezone.localdate() - timedelta(days=30)
        assert "Bộ dữ liệu này không còn" in words(look(f"/du-lieu/{over}/", 410))
        assert "30 ngày" in words(look(f"/du-lieu/{over}/cases-2026.csv.gz", 410))
        look(f"/du-lieu/{over + timedelta(days=1)}/", 404)
        look(f"/du-lieu/{timezone.localdate() + timedelta(days=1)}/", 404)


class TestFiles:
    def test_the_newest_are_the_files_as_they_lie_there(self, client, folder):
        for name, kind in (
            ("cases-2026.csv.gz", "application/gzip"),
            ("wards.csv", "text/csv; charset=utf-8"),
            ("wards.jsonl", "application/jsonl; charset=utf-8"),
            ("datapackage.json", "application/json"),
            ("README.md", "text/markdown; charset=utf-8"),
            ("SHA256SUMS", "text/plain; charset=utf-8"),
        ):
            response = client.get(f"/du-lieu/moi-nhat/{name}")
            assert response.status_code == 200
            assert response.getvalue() == (folder / name).read_bytes()
            assert response["Content-Type"] == kind
            assert "Content-Encoding" not in response
            assert response["Content-Disposition"] == f'attachment; filename="minhbach-{folder.name}-{name}"'
            assert response["Access-Control-Allow-Origin"] == "*"
            again = client.get(f"/du-lieu/{folder.name}/{name}", headers={"If-None-Match": response["ETag"]})
            assert again.status_code == 304

    def test_nothing_else_of_the_folder_is_sent(self, client, folder):
        (folder / ".cleaned.json").write_text("[]")
        (folder / "cases-2031.csv.gz").write_bytes(b"left")
        for name in (".cleaned.json", "cases-1999.csv.gz", "%2e%2e", ".lock", "x"):
            assert client.get(f"/du-lieu/moi-nhat/{name}").status_code == 404, name
        assert client.post("/du-lieu/moi-nhat/wards.csv").status_code == 405

    def test_while_something_is_to_be_taken_out_the_files_of_its_year_rest(self, client, look, folder, city):
        pk = Delivery.objects.create(
            consumer=Consumer.OPEN_DATA, case=city[0], event_seq=1, created_at=timezone.now()
        ).pk
        assert Case.objects.get(pk=city[0].pk).page.url_path.count("/2026/") == 1
        rests = client.get("/du-lieu/moi-nhat/answers-2026.jsonl.gz")
        assert (rests.status_code, rests["Retry-After"], rests["Cache-Control"]) == (503, "60", "no-store")
        assert "vừa được gỡ" in rests.content.decode()
        for name in ("answers-2025.jsonl.gz", "wards.csv", "datapackage.json"):
            assert text_of(client, name)
        assert "vừa được gỡ" in words(look("/du-lieu/"))
        (dump_of(timezone.localdate()).path / ".cleaned.json").write_text(str([pk]))
        assert text_of(client, "answers-2026.jsonl.gz")


@pytest.mark.parametrize(
    ("length", "said"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1_234, "1,2 kB"), (56_789, "57 kB"), (3_400_000_000, "3,4 GB")],
)
def test_sizes_are_said_as_people_read_them(length, said):
    assert size_text(length).replace("\N{NO-BREAK SPACE}", " ") == said
