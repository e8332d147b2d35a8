"""One agency: figures, names, relatives, and its cases by its own clock."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from cases.accountability import present as module
from cases.accountability.agency_numbers import SHOWN
from cases.accountability.measures import approved_at_first, promises_kept
from cases.accountability.portrait import portrait
from cases.models import Agency, AgencyName
from cases.rules.figures import rate
from tests.cases.accountability.city import NOW, a_city
from tests.factories import DUE, KIM_LONG, LIGHTING, START, Walk, an_agency, walk_to

SLUG = "ubnd-phuong-kim-long"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(module.timezone, "now", lambda: NOW)


def test_its_figures_alone(db):
    a_city()
    found = portrait(SLUG)
    tally = found.tally
    assert found.at == NOW
    assert (tally.open, tally.awaiting, tally.closed) == (5, 0, 1)
    assert (tally.overdue, tally.promise_broken, tally.extended, tally.past_due) == (2, 1, 1, 4)
    assert (tally.on_time.numerator, tally.on_time.n, tally.kept.n, tally.firm.numerator) == (1, 5, 4, 1)
    assert (tally.median_days, tally.p90_days) == (2.0, 2.0)
    assert tally.oldest_days == 17, "since Friday 27/02, on Monday 16/03"


def test_an_agency_without_cases_has_noughts_and_no_cases(db):
    an_agency("Không việc", kind="other")
    found = portrait("khong-viec")
    assert (found.tally.open, found.tally.closed, found.tally.on_time.value) == (0, 0, None)
    assert (found.tally.median_days, found.tally.p90_days, found.tally.oldest_days) == (None, None, None)
    assert (found.past_due_cases, found.answered_cases) == ((), ())


def test_the_longest_past_due_first_and_only_a_few(db):
    city = a_city()
    titles = [case.title for case in portrait(SLUG).past_due_cases]
    assert titles == ["Nắp cống vỡ", "Đèn tắt", "Ổ gà", "Rác"]
    for number in range(SHOWN):
        Walk(at=START - timedelta(weeks=5 + number), title=f"Cũ {number}").accept().assign()
    assert [case.title for case in portrait(SLUG).past_due_cases] == [f"Cũ {n}" for n in reversed(range(SHOWN))]
    assert city["in_term"].case.pk not in {case.id for case in portrait(SLUG).past_due_cases}


def test_the_newest_answer_first_and_only_a_few(db):
    for day in range(SHOWN + 2):
        walk_to("assigned", title=f"Việc {day}").later(days=day).submit().approve()
    assert [case.title for case in portrait(SLUG).answered_cases] == [f"Việc {n}" for n in range(SHOWN + 1, 1, -1)]


def test_verdicts_are_by_the_agencys_own_clock(db):
    """Handed over late, the case is overdue for the citizen and still in term for its new agency."""
    walk_to("overdue", title="Chuyển muộn").until(NOW - timedelta(days=1)).transfer()
    assert portrait("trung-tam-chieu-sang").past_due_cases == ()
    own = walk_to("assigned", title="Hai đơn vị").assign(an_agency(LIGHTING)).later(days=1).submit().approve()
    [told] = [case for case in portrait("trung-tam-chieu-sang").answered_cases if case.id == own.case.pk]
    assert (told.phase, told.verdict, told.waited_days) == ("answered", "in_term", 1)
    [told] = [case for case in portrait(SLUG).past_due_cases if case.id == own.case.pk]
    assert (told.phase, told.verdict, told.days) == ("open", "overdue", 5)
    assert told.due_at == DUE


def test_an_opinion_asked_for_is_not_its_own_charge(db):
    walk_to("escalated")
    found = portrait("so-xay-dung")
    assert (found.tally.open, found.past_due_cases) == (0, ())


@pytest.mark.parametrize("hidden", ["figures", "withdrawn"])
def test_cases_without_a_page_are_not_shown(db, hidden):
    shown = walk_to("overdue", title="Đèn")
    if hidden == "figures":
        Walk(title="Tố cáo").accept(level="figures", level_reason="Tố cáo").assign()
    else:
        walk_to("overdue", title="Rút").withdraw(at=NOW)
    found = portrait(SLUG)
    assert [case.id for case in found.past_due_cases] == [shown.case.pk]
    assert found.tally.overdue == (2 if hidden == "figures" else 1)


def test_who_it_is(db):
    board = an_agency("Sở Xây dựng", kind="department")
    agency = an_agency(parent=board)
    AgencyName.objects.create(agency=agency, name="Phường Kim Long (mới)", since=date(2025, 7, 1))
    AgencyName.objects.create(agency=agency, name="UBND phường Kim Long cũ", until=date(2025, 6, 30))
    Agency.objects.create(
        name="UBND phường Hương Long",
        slug="huong-long",
        source_name="HL",
        dissolved_on=date(2025, 7, 1),
        successor=agency,
    )
    found = portrait(SLUG).agency
    assert (found.name, found.slug, found.kind_label) == (KIM_LONG, SLUG, "Phường, xã")
    assert (found.parent.name, found.parent.slug) == ("Sở Xây dựng", "so-xay-dung")
    assert [each.name for each in found.predecessors] == ["UBND phường Hương Long"]
    assert [name.name for name in found.names] == ["UBND phường Kim Long cũ", "Phường Kim Long (mới)"]
    gone = portrait("huong-long").agency
    assert (gone.dissolved_on, gone.successor.slug) == (date(2025, 7, 1), SLUG)


def test_nobody_is_named_in_words(db):
    an_agency("", kind="other", slug="chua-giao")
    found = portrait("chua-giao").agency
    assert (found.name, found.is_agency, found.kind_label, found.parent) == ("Nguồn không ghi đơn vị", False, "", None)


def test_what_reporters_say_of_its_answers(db):
    for value in ("satisfied", "satisfied", "not_satisfied", "acceptable"):
        walk_to("answered").rate(value)
    Walk().accept().assign(an_agency(LIGHTING)).submit().approve().rate("not_satisfied")
    assert portrait(SLUG).satisfied is None
    walk_to("answered").rate("not_satisfied")
    walk_to("answered")
    found = portrait(SLUG).satisfied
    assert [row.n for row in found.rows] == [2, 1, 2]
    assert (found.response.numerator, found.response.n) == (5, 6)


def test_promises_kept_and_first_answers_approved_are_those_of_the_comparison(db):
    """Each of its own alone: another agency's, counted by the same functions, do not mix in."""
    walk_to("extended").submit().approve()
    walk_to("assigned").submit().return_answer().submit().approve()
    walk_to("assigned").transfer(an_agency(LIGHTING)).until(DUE - timedelta(days=1)).extend()
    found = portrait(SLUG).tally
    assert (found.promises.numerator, found.promises.n) == (1, 1)
    assert (found.looks.numerator, found.looks.n) == (1, 2)
    for slug in (SLUG, "trung-tam-chieu-sang"):
        own, tally = Agency.objects.get(slug=slug), portrait(slug).tally
        assert tally.promises == promises_kept(NOW).get(own.pk, rate(0, 0))
        assert tally.looks == approved_at_first(NOW).get(own.pk, rate(0, 0))
    assert portrait("trung-tam-chieu-sang").tally.promises.n == 1


def test_the_page_says_them_with_definition_and_list(db, client):
    walk_to("assigned").submit().return_answer().submit().approve()
    page = BeautifulSoup(client.get(f"/don-vi/{SLUG}/").content, "lxml")
    told = {each.dt.get_text(strip=True): each for each in page.select(".figs > div")}
    first, kept = told["Duyệt ngay lần đầu"], told["Giữ lời hẹn"]
    assert first.dt.a["href"] == "/phuong-phap/#f-approved_at_first_rate"
    assert first.select_one("dd.n").get_text(" ", strip=True) == "0,0 %"
    assert first.select_one("dd.n a")["href"] == f"/phan-anh/?agency={SLUG}&returned=no&state=answered"
    assert kept.dt.a["href"] == "/phuong-phap/#f-promises_kept_rate"
    assert kept.select_one("dd.n a") is None, "nothing promised"


def test_twenty_queries_however_much_there_is_and_six_within_the_minute(db, django_assert_num_queries):
    a_city()
    cache.clear()
    with django_assert_num_queries(20):
        portrait(SLUG)
    with django_assert_num_queries(6):
        portrait(SLUG)
    walk_to("rated")
    Agency.objects.create(name="Cũ", slug="cu", source_name="Cũ", dissolved_on=date(2025, 7, 1), successor=an_agency())
    with django_assert_num_queries(20):
        assert [each.slug for each in portrait(SLUG).agency.predecessors] == ["cu"]


def test_an_agency_that_only_follows_the_asked_one_is_not_shown_for_it(db):
    Agency.objects.create(name="Cũ", slug="cu", source_name="Cũ", dissolved_on=date(2025, 7, 1), successor=an_agency())
    found = portrait("cu").agency
    assert (found.name, found.predecessors, found.successor.slug) == ("Cũ", (), SLUG)


def test_an_unknown_slug(db):
    with pytest.raises(Agency.DoesNotExist):
        portrait("khong-co")
