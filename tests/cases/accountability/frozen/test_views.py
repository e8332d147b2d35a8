"""Pages and files of frozen days: what they say, what they lead to, and that they stay as they are."""

import csv
import hashlib
import json
from datetime import timedelta
from unittest import mock
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.utils import timezone

from cases.accountability import pictures
from cases.models import Case, PressMention, Snapshot, SnapshotCorrection
from cases.public.pictures.card import NAME
from tests.cases.accountability.frozen.conftest import Clock, day, noon, stored
from tests.cities import built, forget
from tests.factories import KIM_LONG, LIGHTING, Walk, an_agency

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("frozen_pages")]
#: Pages that would show a clean sheet where something could not be computed.
WITH_FIGURES = ("/qua-han/", "/don-vi/", "/don-vi/ubnd-phuong-kim-long/", "/so-lieu/", "/ton-dong/", "/")
ADDRESS = "/qua-han/2026-03-13/"
MOST_QUERIES = 8


def a_week():
    """One stays overdue, one comes on Thursday, one leaves on Friday; days 10 and 11 are frozen in time."""
    clock = Clock()
    with mock.patch.object(timezone, "now", clock):
        found = {name: Walk(at=noon(0), title=name).accept().assign() for name in ("stays", "leaves")}
        clock.now = noon(1)
        found["comes"] = Walk(at=noon(1), title="comes").accept().assign(an_agency(LIGHTING))
        clock.night_after(10).freeze(10)
        clock.now = noon(11)
        found["leaves"].until(noon(11)).submit().later(hours=1).approve()
        clock.night_after(11).freeze(11)
    return found


walks = built(a_week)


@pytest.fixture
def ask(client, django_assert_max_num_queries):
    def get(address, status=200):
        with django_assert_max_num_queries(MOST_QUERIES):
            response = client.get(address)
        assert response.status_code == status, address
        return response

    return get


def text(response):
    return " ".join(response.content.decode().split())


class TestDay:
    def test_it_says_who_was_late_who_came_and_who_left_and_why(self, walks, ask):
        said = text(ask(ADDRESS))
        assert "Đến hết ngày 13/03/2026, 2 đơn vị còn 2 phản ánh trễ hạn hoặc lỡ hẹn." in said.replace("<wbr>", "")
        assert "Mới quá hạn, 1 phản ánh" in said
        assert "Rời danh sách, 1 phản ánh" in said
        assert "1 đã trả lời và được duyệt." in said
        for walk in walks.values():
            assert f'href="/a/{walk.case.number}"' in said or walk.case.number == walks["stays"].case.number
        assert stored(11).csv_sha256 in said
        assert stored(11).json_sha256 in said
        assert 'href="/qua-han/2026-03-12/" rel="prev"' in said
        assert 'rel="next"' not in said
        assert "Dựng lại" not in said
        assert ", bản chốt lúc <time" in said
        assert "cách chốt số 3" in said
        assert "Dựng lại" not in text(ask("/qua-han/feed.atom"))
        assert ask("/qua-han/2026-03-13.csv")["Content-Disposition"].endswith('qua-han-2026-03-13.csv"')

    def test_the_press_stands_beside_the_day_that_it_quotes(self, walks, ask):
        said = {"publication": "Báo Huế", "day": "2026-03-14", "frozen_on": "2026-03-13", "published": True}
        PressMention.objects.create(title="Ai trễ nhất?", address="https://bao.vn/tre", **said)
        assert "Ai trễ nhất?" in text(ask(ADDRESS))
        assert "Báo chí nhắc đến" not in text(ask("/qua-han/2026-03-12/"))

    def test_in_english(self, walks, ask):
        said = text(ask(f"/en{ADDRESS}"))
        assert "Agencies overdue on 13/03/2026" in said
        assert "answered and approved" in said

    def test_the_first_day_says_that_it_is_compared_with_none(self, walks, ask):
        said = text(ask("/qua-han/2026-03-12/"))
        assert "hôm trước chưa chốt" in said
        assert "Rời danh sách" not in said
        assert 'rel="next"' in said

    @pytest.mark.parametrize(
        "address",
        [
            *("2026-03-14/", "2026-03-14.csv", "2026-03-14.json", "2026-02-30/", "2026-3-13/", "ngay/1999/", "ngay/0/"),
            *("0001-01-01/", "0001-01-02/", "9999-12-30/", "9999-12-31/", "9999-12-31.csv"),
        ],
    )
    def test_what_is_not_frozen_is_not_there(self, walks, client, address):
        assert client.get(f"/qua-han/{address}").status_code == 404

    def test_an_agency_of_the_day_has_its_cases(self, walks, ask):
        slug = an_agency(KIM_LONG).slug
        said = text(ask(f"{ADDRESS}{slug}/"))
        assert f'href="/a/{walks["stays"].case.number}"' in said
        assert f'href="/a/{walks["leaves"].case.number}"' not in said
        assert f'content="{settings.PUBLIC_URL}{ADDRESS}{slug}/{NAME}"' in said, "its picture tells of it alone"
        assert ask(f"{ADDRESS}ai-do/", 404)
        assert ask(f"{ADDRESS}ai-do/{NAME}", 404)
        card = pictures.frozen_agency(day(11), slug)
        assert card.title == f"{KIM_LONG}: quá hạn ngày 13/03/2026"
        assert [figure.number for figure in card.figures] == ["1", "0", "1"]

    def test_every_number_of_an_agency_leads_to_its_cases(self, walks, ask):
        row = BeautifulSoup(ask(ADDRESS).content, "lxml").select_one("#moi-don-vi tbody tr")
        numbers = [link for link in row.select("td a") if "?verdict=" in link["href"]]
        assert [link.parent["data-t"] for link in numbers] == ["Trễ hoặc lỡ hẹn", "Trễ hạn"], "a zero leads nowhere"
        assert row.select("td a")[-1]["href"] == f"/a/{walks['stays'].case.number}"
        for link in numbers:
            page = BeautifulSoup(ask(link["href"]).content, "lxml")
            assert len(page.select("section[aria-labelledby=h-cases] tbody tr")) == int(link.get_text()) == 1
            assert page.find("meta", {"name": "robots"})
        none = text(ask(f"{link['href'].partition('?')[0]}?verdict=extended&verdict=x"))
        assert "Không có phản ánh nào." in none
        assert "Đã bỏ qua “x”: không có tình trạng hạn nào như vậy." in none

    def test_every_number_of_the_whole_day_leads_to_its_cases(self, walks, ask):
        page = BeautifulSoup(ask(ADDRESS).content, "lxml")
        numbers = page.select(".figs a, #moi-don-vi tfoot td a")
        numbers = [link for link in numbers if "?verdict=" in link["href"]]
        assert [link.get_text() for link in numbers] == ["2", "2", "2"], "figure, headline and overdue of the sum"
        for link in numbers:
            found = BeautifulSoup(ask(link["href"]).content, "lxml").select("section[aria-labelledby=h-cases] tbody tr")
            assert len(found) == int(link.get_text())
        own = [row.select_one("td a")["href"] for row in found]
        assert own == [f"{ADDRESS}{an_agency(name).slug}/" for name in (KIM_LONG, LIGHTING)], "the longest late first"
        said = text(ask(f"{ADDRESS}tung-phan-anh/"))
        assert f'content="{settings.PUBLIC_URL}{ADDRESS}tung-phan-anh/{NAME}"' in said
        assert "Every report past due on" in text(ask(f"/en{ADDRESS}tung-phan-anh/"))
        assert ask("/qua-han/2026-03-14/tung-phan-anh/", 404)

    def test_what_is_told_in_figures_only_by_now_leads_nowhere(self, walks, ask):
        Case.objects.update(level="figures")
        for address in (ADDRESS, f"{ADDRESS}tung-phan-anh/", f"{ADDRESS}{an_agency(KIM_LONG).slug}/"):
            assert 'href="/a/' not in text(ask(address))

    def test_a_page_of_a_day_never_changes(self, walks, ask, at):
        at(noon(12))
        before = text(ask(ADDRESS))
        walks["stays"].until(at(noon(12))).submit().approve()
        assert text(ask(ADDRESS)) == before, "but for the day on which it is read"


class TestFiles:
    def test_their_checksums_are_those_of_the_day(self, walks, ask):
        for kind in ("csv", "json"):
            for prefix in ("", "/en"):
                body = ask(f"{prefix}/qua-han/2026-03-13.{kind}").content
                assert hashlib.sha256(body).hexdigest() == getattr(stored(11), f"{kind}_sha256")

    def test_the_csv_has_a_line_an_agency(self, walks, ask):
        response = ask("/qua-han/2026-03-13.csv")
        assert ask("/qua-han/2026-03-13.csv?bom=1").content == b"\xef\xbb\xbf" + response.content
        rows = list(csv.DictReader(response.content.decode().splitlines()))
        assert [(row["agency"], row["overdue"], row["oldest_days_late"]) for row in rows] == [
            (KIM_LONG, "1", "2"),
            (LIGHTING, "1", "1"),
        ]
        assert response["Content-Disposition"] == 'attachment; filename="qua-han-2026-03-13.csv"'

    def test_the_json_has_cases_and_changes(self, walks, ask):
        told = json.loads(ask("/qua-han/2026-03-13.json").content)
        numbers = {name: walk.case.number for name, walk in walks.items()}
        assert [each["cases"] for each in told["agencies"]] == [
            [[numbers["stays"], str(numbers["stays"]), "overdue", 2]],
            [[numbers["comes"], str(numbers["comes"]), "overdue", 1]],
        ]
        assert [(each["kind"], each["number"], each["reason"]) for each in told["changes"]] == [
            ("came", numbers["comes"], None),
            ("left", numbers["leaves"], "answered"),
        ]
        assert (told["date"], told["reconstructed"], told["total"]["overdue"]) == ("2026-03-13", False, 2)

    def test_who_has_it_need_not_be_sent_it_again(self, walks, client):
        first = client.get("/qua-han/2026-03-13.json")
        assert client.get("/qua-han/2026-03-13.json", headers={"if-none-match": first["ETag"]}).status_code == 304


class TestCorrections:
    @pytest.fixture
    def corrected(self, walks):
        SnapshotCorrection.objects.create(snapshot=stored(11), made_at=noon(15), reason="Một phản ánh nhập chậm.")

    def test_page_files_and_feed_say_so(self, corrected, ask):
        assert ">17/03/2026</time>.</b>" in text(ask(ADDRESS))
        for address in (ADDRESS, "/qua-han/2026-03-13.csv", "/qua-han/2026-03-13.json", "/qua-han/feed.atom"):
            assert "Một phản ánh nhập chậm." in text(ask(address)), address
        assert "nhập chậm" not in text(ask("/qua-han/2026-03-12.json"))

    def test_the_frozen_bytes_are_still_there(self, corrected, ask):
        for kind in ("csv", "json"):
            body = ask(f"/qua-han/2026-03-13.{kind}?frozen=1").content
            assert hashlib.sha256(body).hexdigest() == getattr(stored(11), f"{kind}_sha256")
        assert "2026-03-13.csv?frozen=1" in text(ask(ADDRESS))
        told = json.loads(ask("/qua-han/2026-03-13.json").content)
        assert list(told)[-1] == "corrections"


class TestCalendarAndFeed:
    def test_the_calendar_leads_to_each_day(self, walks, ask):
        said = text(ask("/qua-han/ngay/"))
        for number in (10, 11):
            assert f'href="/qua-han/{day(number)}/"' in said
        assert f'href="/qua-han/{day(12)}/"' not in said
        assert text(ask("/qua-han/ngay/2026/")).count("Tháng 03/2026") == 1

    def test_the_feed_has_an_entry_a_day(self, walks, ask):
        feed = ElementTree.fromstring(ask("/qua-han/feed.atom").content)
        name = "{http://www.w3.org/2005/Atom}"
        entries = feed.findall(f"{name}entry")
        assert [each.find(f"{name}link").get("href") for each in entries] == [
            f"{settings.PUBLIC_URL}/qua-han/{day(number)}/" for number in (11, 10)
        ]
        assert feed.find(f"{name}updated").text == entries[0].find(f"{name}updated").text
        assert ask("/qua-han/feed.atom").content == ask("/qua-han/feed.atom").content


class TestToday:
    """The list of now, beside the days frozen last."""

    @pytest.fixture(autouse=True)
    def _nothing_remembered(self):
        forget()

    def test_what_changed_since_yesterday(self, walks, client, at):
        at(noon(12))
        walks["stays"].until(noon(12, 9)).submit().until(noon(12, 10)).approve()
        late = Walk(at=noon(2), title="sau cùng").accept().assign()
        at(noon(12, 15))
        said = text(client.get("/qua-han/"))
        assert "Rời danh sách hôm nay, 1 phản ánh" in said
        assert "đã trả lời và được duyệt" in said
        assert "Mới quá hạn hôm nay, 1 phản ánh" in said
        assert "sau cùng" in said
        assert late.case.number
        assert "Trễ hạn hoặc lỡ hẹn hết hôm qua: 2" in said
        assert 'href="/qua-han/2026-03-13/"' in said

    def test_it_costs_little_when_it_is_remembered(self, walks, client, at, django_assert_max_num_queries):
        at(noon(12))
        said = text(client.get("/qua-han/")) + text(client.get("/so-lieu/"))
        assert "Không có dữ liệu" not in said
        assert "Lịch ngày nghỉ" not in said
        assert "Đồng hồ máy chủ" not in said
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get("/qua-han/")

    def test_a_night_that_was_missed_is_said(self, walks, client, at):
        at(noon(13))
        said = text(client.get("/qua-han/"))
        assert "Hôm qua chưa được chốt. Bản chốt gần nhất: 13/03/2026." in said
        assert "Mới quá hạn hôm nay" not in said

    def test_long_silence_and_a_calendar_that_ends_are_said(self, walks, client, at):
        from cases.models import Calendar

        Calendar.objects.filter(slug="vn").update(reaches=day(11))
        at(noon(20))
        for page in WITH_FIGURES:
            said = text(client.get(page))
            assert "Không có dữ liệu mới trong hơn 96 giờ" in said, page
            assert "Lịch ngày nghỉ chưa được nhập" in said, page

    def test_a_clock_that_disagrees_is_said(self, walks, client, at, clock):
        at(noon(11, 6))
        clock.now -= timedelta(minutes=1)
        for page in WITH_FIGURES:
            assert "Đồng hồ máy chủ không khớp" in text(client.get(page)), page


class TestAlone:
    """Days of a city in which nothing happened."""

    def test_a_late_day_says_so(self, clock, ask, at):
        at(noon(20))
        clock.freeze(11)
        said = text(ask(ADDRESS))
        assert "Dựng lại." in said
        assert "không đơn vị nào quá hạn" in said
        cited = BeautifulSoup(ask(ADDRESS).content, "lxml").select_one(".cite p").get_text(" ", strip=True)
        assert "bản dựng lại lúc 12:00 ngày 22/03/2026 theo những gì đã biết khi đó" in cited.replace(" ,", ",")
        assert "cách chốt số 3" in cited
        assert "Dựng lại." in text(ask(f"{ADDRESS}tung-phan-anh/"))
        named = ask("/qua-han/2026-03-13.csv")["Content-Disposition"]
        assert named == 'attachment; filename="qua-han-2026-03-13-dung-lai.csv"'
        told = ask("/qua-han/2026-03-13.json").json()
        assert (told["reconstructed"], told["method"]) == (True, 3)
        assert "Dựng lại lúc 12:00 ngày 22/03/2026, theo những gì đã biết khi đó." in text(ask("/qua-han/feed.atom"))

    def test_without_any_day_it_says_so(self, ask):
        assert "Chưa ngày nào được chốt." in text(ask("/qua-han/ngay/"))
        assert ask("/qua-han/ngay/2026/", 404)

    def test_their_bytes_are_those_of_their_method(self, clock, at, ask, settings):
        """A day frozen long ago is written again from its rows: who changes how, changes its checksum."""
        settings.DEMO = True
        at(noon(0))
        clock.night_after(1).freeze(1)
        told = ask("/qua-han/2026-03-03.json").content.decode()
        assert told.startswith('{"notice":"BẢN MẪU. Mọi phản ánh')
        settings.DEMO = False
        Snapshot.objects.filter(pk=0).exists()
        assert ask("/qua-han/2026-03-03.json").content.decode() == told, "what was frozen as a sample stays one"
        assert '"date":"2026-03-03","ended_at":"2026-03-03T23:59:59.999999+07:00"' in told
        heading = ask("/qua-han/2026-03-03.csv").content.decode()
        assert heading == (
            "date,ended_at,agency,slug,overdue,promise_broken,extended,open,share,median_days_late,oldest_days_late,"
            "oldest_number,reconstructed,method,notice\r\n"
        )
