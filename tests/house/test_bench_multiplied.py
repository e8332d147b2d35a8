"""A city that is multiplied: three times as much of everything, no chain broken, every page at its address."""

import json
from datetime import timedelta
from io import StringIO
from itertools import islice

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, F
from wagtail.models import Page

from bench._multiplied import BY_HAND, COPIED, DAYS, SETS, SHIFT, copies_for, multiply
from cases.actions.import_cases import Importer
from cases.actions.incoming import IncomingCase
from cases.actions.verify import Verification
from cases.models import Agency, AgencyName, Assignment, Case, CasePage, Delivery, InternalNote, Standing, Story
from cases.public.addresses import case_path, case_url
from cases.sources import reader_for
from search.comparing import differences
from search.engines import engines
from tests.cities import built
from tests.shared_data import shared

FIRST = 40
LATER = "2016-01-13T00:00:00-05:00"

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("multiplied")]


def a_few():
    """The first cases of Boston."""
    rows = reader_for("boston").read(shared("311/boston-2015-q1.csv.gz"))
    for _ in Importer(source="boston").run(islice((row for row in rows if isinstance(row, IncomingCase)), FIRST)):
        pass


def counted(models):
    """How many rows each has."""
    return {model: model._default_manager.count() for model in models}


def figures(by="city"):
    """All figures at an instant after everything."""
    told = StringIO()
    call_command("figures", at=LATER, by=by, json=True, stdout=told)
    return json.loads(told.getvalue())


def thrice():
    """A city, and what it was before it was multiplied."""
    a_few()
    before = {"rows": counted([*COPIED, *BY_HAND]), "figures": figures()[0], "agencies": counted([Agency, AgencyName])}
    multiply(3 * FIRST)
    return before


city = built(thrice, scope="module")


def test_there_is_three_times_as_much_of_everything(city):
    now = counted([*COPIED, *BY_HAND])
    assert now == {model: 3 * n for model, n in city["rows"].items()}
    assert all(city["rows"].values())


def test_figures_that_count_are_three_times_as_many(city):
    before, (now,) = city["figures"], figures()
    counts = [name for name, value in before.items() if isinstance(value, int) and value > 1 and "days" not in name]
    assert len(counts) > 5
    assert {name: now[name] for name in counts} == {name: 3 * before[name] for name in counts}


def test_no_chain_is_broken_and_each_replays_to_what_the_tables_say(city):
    run = Verification()
    assert list(run.run()) == []
    assert run.cases == 3 * FIRST
    assert Case.objects.values("head_hash").distinct().count() == 3 * FIRST


def test_every_key_leads_somewhere(city):
    connection.check_constraints()
    of_agencies = Standing.objects.of_agencies()
    assert of_agencies.count() == 3 * of_agencies.filter(pk__lt=SHIFT).count() > 0
    assert not of_agencies.exclude(assignment__case_id=F("case_id")).exists()


def test_each_copy_happened_a_quarter_before_the_one_before_it(city):
    for of_first in Case.objects.filter(pk__lt=SHIFT):
        for n in (1, 2):
            copy = Case.objects.get(pk=of_first.pk + n * SHIFT)
            assert copy.accepted_at == of_first.accepted_at - timedelta(n * DAYS)
            assert copy.accepted_at.weekday() == of_first.accepted_at.weekday()
            assert copy.number > of_first.number


def test_a_story_tells_of_its_own_case_at_its_own_time(city):
    told = {row.pk: row.data for row in Story.objects.all()}
    charges = {row.pk: row for row in Assignment.objects.all()}
    for case_id, data in told.items():
        for each in data["assignments"]:
            charge = charges[each["id"]]
            assert (charge.case_id, charge.agency_id) == (case_id, each["agency"])
            assert charge.assigned_at.isoformat() == each["assigned_at"]
    first = told[min(told)]
    assert [event["kind"] for event in told[min(told) + SHIFT]["events"]] == [each["kind"] for each in first["events"]]


def test_every_page_opens_at_its_own_address(city, client):
    pages = list(CasePage.objects.select_related("case").order_by("-case_id"))
    assert len({page.url_path for page in pages}) == len({page.path for page in pages}) == 3 * FIRST
    for page in pages[:: FIRST // 2]:
        response = client.get(case_url(case_path(page.url_path), "vi"))
        assert response.status_code == 200
        assert page.title in response.content.decode()
        assert f"/{page.case.accepted_at:%Y}/" in page.url_path


def test_the_tree_of_pages_is_whole(city):
    bad = Page.find_problems()
    assert [list(each) for each in bad] == [[], [], [], [], []]


def test_agencies_have_the_copies_in_turn(city):
    assert counted([Agency, AgencyName]) == {model: 3 * n for model, n in city["agencies"].items()}
    by_set = Assignment.objects.values_list("agency_id").annotate(n=Count("pk"))
    sets = [sum(n for pk, n in by_set if pk // SHIFT == number) for number in range(SETS + 1)]
    assert sets[0] == sets[1] == sets[2] > 0 == sets[3]


def test_the_search_is_rebuilt_of_all_of_them(city):
    call_command("rebuild_search", verbosity=0, readers=0)
    assert list(differences(engines["default"])) == []
    assert len(engines["default"].known(0, 3 * SHIFT)) == Case.objects.public().count() > 2 * FIRST


def test_new_cases_come_after_the_copies(city):
    newest = Case.objects.order_by("-pk").values_list("pk", flat=True)[0]
    made = Case.objects.create(number=1, reference="neu", category_id=Case.objects.first().category_id)
    assert made.pk > newest


def test_again_nothing_is_copied_and_part_of_a_copy_is_spread_evenly(city):
    multiply(3 * FIRST)
    assert Case.objects.count() == 3 * FIRST
    multiply(3 * FIRST + 10)
    fourth = sorted(Case.objects.filter(pk__gte=3 * SHIFT).values_list("pk", flat=True))
    first = sorted(Case.objects.filter(pk__lt=SHIFT).values_list("pk", flat=True))
    assert [pk - 3 * SHIFT for pk in fourth] == first[:: FIRST // 10]


def test_a_city_with_something_that_is_not_copied_is_refused(city):
    case = Case.objects.first()
    Delivery.objects.create(consumer="search", case=case, event_seq=1, created_at=case.accepted_at)
    multiply(3 * FIRST)
    InternalNote.objects.create(case=case, text="x", written_at=case.accepted_at)
    with pytest.raises(ValueError, match=r"cannot be copied: cases\.InternalNote"):
        multiply(4 * FIRST)
    assert Case.objects.count() == 3 * FIRST


def test_copies_may_all_be_of_the_same_days(city):
    multiply(4 * FIRST, apart=0)
    for of_first in Case.objects.filter(pk__lt=SHIFT):
        assert Case.objects.get(pk=of_first.pk + 3 * SHIFT).accepted_at == of_first.accepted_at
    assert list(Verification().run()) == []


def test_what_is_not_told_is_counted_all_the_same(city):
    told = counted(BY_HAND)
    multiply(4 * FIRST, told=False)
    assert counted(BY_HAND) == told
    assert counted(COPIED) == {model: 4 * city["rows"][model] for model in COPIED}
    assert figures()[0]["open_cases"] == 4 * city["figures"]["open_cases"]


@pytest.mark.parametrize(("size", "copies"), [(1, 1), (40_000, 1), (80_000, 1), (80_001, 2), (1_000_000, 24)])
def test_a_city_is_copied_until_it_is_as_large_as_asked_for(size, copies):
    assert copies_for(size, 40_000) == copies
    assert size <= 40_000 * (1 + copies)


def test_one_that_is_much_too_small_is_refused():
    with pytest.raises(ValueError, match="take a larger file"):
        copies_for(1_000_000, 300)
