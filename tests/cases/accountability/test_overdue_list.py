"""The list of agencies past due: kinds apart, order, the oldest case, and what has no public page."""

from datetime import timedelta

import pytest

from cases.accountability import present as module
from cases.accountability.overdue_list import overdue_list
from cases.models import Agency, Case
from tests.cases.accountability.city import BOARD_START, KIM_LONG, LIGHTING, NOW, a_city
from tests.factories import START, Walk, an_agency, walk_to


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(module.timezone, "now", lambda: NOW)


def told(row):
    name = row.agency.name if row.agency else None
    return (name, row.overdue, row.promise_broken, row.extended, row.open)


def test_agencies_with_the_kinds_apart_most_first(db):
    a_city()
    found = overdue_list()
    assert found.at == NOW
    assert [told(row) for row in found.rows] == [
        (KIM_LONG, 2, 1, 1, 5),
        ("Nguồn không ghi đơn vị", 1, 0, 0, 1),
        (LIGHTING, 1, 0, 0, 1),
    ]
    assert told(found.total) == (None, 4, 1, 1, 7)
    assert (found.agencies_all, found.agencies_past_due) == (3, 2)  # "nobody yet" is no agency


def test_how_late_and_what_is_oldest(db):
    city = a_city()
    first = overdue_list().rows[0]
    assert (first.median_days, first.oldest_days) == (5, 6), "its term ended one working day earlier"
    assert first.oldest.id == city["oldest"].case.pk
    assert first.oldest_title == "Nắp cống vỡ"
    assert first.oldest_path == first.oldest.path
    assert overdue_list().total.oldest_days == 6
    assert first.share == 3 / 5


def test_an_agency_that_only_extended_stands_last_without_days(db):
    walk_to("extended").extend(promised_on=NOW.date())
    walk_to("overdue").transfer(to=an_agency("Z")).until(NOW)
    Walk(title="Sớm").accept().assign(an_agency(LIGHTING))
    rows = overdue_list().rows
    assert [told(row)[:4] for row in rows][-1] == (KIM_LONG, 0, 0, 1)
    assert (rows[-1].median_days, rows[-1].oldest_days, rows[-1].oldest_title, rows[-1].oldest_path) == (
        None,
        None,
        "",
        "",
    )


def test_of_equals_the_one_with_the_oldest_case_comes_first_then_the_alphabet_decides(db):
    for name, start in (("Ông Ích Khiêm", START), ("An Cựu", START), ("Đông Ba", START), ("Vỹ Dạ", BOARD_START)):
        Walk(at=start).accept().assign(an_agency(name))
    assert [row.agency.name for row in overdue_list().rows] == ["Vỹ Dạ", "An Cựu", "Đông Ba", "Ông Ích Khiêm"]


@pytest.mark.parametrize("level", ["figures", "summary"])
def test_what_is_not_public_counts_and_is_not_shown(db, level):
    walk = Walk().accept(level=level, level_reason="Tố cáo").assign()
    row = overdue_list().rows[0]
    assert (row.overdue, row.oldest_days) == (1, 5)
    assert (row.oldest_path == "") == (level == "figures")
    Case.objects.filter(pk=walk.case.pk).update(level="full")
    assert overdue_list().rows[0].oldest_path != ""


def test_a_withdrawn_case_is_no_longer_past_due(db):
    walk_to("overdue").withdraw()
    assert overdue_list().rows == ()
    assert overdue_list().agencies_all == 1


def test_nobody_late_and_no_data(db):
    assert (overdue_list().rows, overdue_list().agencies_all) == ((), 0)
    Walk(at=NOW).accept().assign()
    assert (overdue_list().rows, overdue_list().agencies_all) == ((), 1)


def test_at_most_ten_queries(db, django_assert_max_num_queries):
    for number in range(4):
        Walk().accept().assign(an_agency(f"Đơn vị {number}"))
    with django_assert_max_num_queries(10):
        assert len(overdue_list().rows) == 4


class TestWhatNoAgencyHas:
    """Accepted and given to nobody: it waits at the Center, in nobody's row, and is told all the same."""

    def counts(self):
        found = overdue_list()
        return found.unassigned, found.unassigned_past_due

    def test_open_and_past_due(self, db):
        a_city()
        assert self.counts() == (0, 0)
        Walk(title="Chưa ai giữ").accept()
        Walk(at=NOW - timedelta(days=1), title="Mới hôm qua").accept()
        assert self.counts() == (2, 1)

    def test_what_is_assigned_or_over_is_none(self, db):
        walk_to("overdue")
        walk_to("answered")
        walk_to("declined")
        Walk(title="Rút").accept().later(hours=1).withdraw()
        assert self.counts() == (0, 0)

    def test_one_of_two_agencies_is_enough(self, db):
        walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit().approve()
        assert self.counts() == (0, 0)

    def test_only_the_present_round(self, db):
        walk_to("answered").later(days=1).reopen()
        assert self.counts() == (0, 0)

    @pytest.mark.parametrize("named", [True, False])
    def test_a_row_of_those_for_whom_the_data_names_nobody_is_told_apart(self, db, client, named):
        walk = walk_to("overdue")
        if not named:
            Agency.objects.filter(pk=walk.assignment.agency_id).update(name="")
        Walk(title="Chưa ai giữ").accept()
        assert overdue_list().names_nobody is not named
        Walk(title="Đèn chớp").accept().assign(an_agency(LIGHTING))
        html = client.get("/qua-han/").content.decode()
        assert ("trong bảng là chuyện khác" in html) is not named
        assert ("Tổng cộng" in html, "Cả 2 đơn vị" in html) == (not named, named)

    @pytest.mark.parametrize(
        ("prefix", "words"), [("", "1 phản ánh đang mở chưa giao"), ("/en", "1 open case has not")]
    )
    def test_the_page_and_the_file_say_so(self, db, client, prefix, words):
        walk_to("overdue")
        assert words not in client.get(f"{prefix}/qua-han/").content.decode()
        Walk(title="Chưa ai giữ").accept()
        assert words in client.get(f"{prefix}/qua-han/").content.decode()
        assert client.get("/qua-han.json").json()["unassigned"] == {"open_cases": 1, "past_due": 1}
