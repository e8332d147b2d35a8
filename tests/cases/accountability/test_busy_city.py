"""Figures of a city with much going on: as told by the ledger, a few by hand, and as rows of commands and files."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from cases.accountability.agency_numbers import agency_numbers, numbers_by_agency
from cases.accountability.agency_rows import agency_rows
from cases.accountability.center_clocks import CenterClock, center_by
from cases.accountability.cuts import AGENCY, CATEGORY, CITY, NAMES, SOURCE, WARD, by_month, cut_named
from cases.accountability.definitions import CHAPTERS, FIGURES, Unit
from cases.accountability.divisions import CATEGORIES, WARDS, numbers_by_part
from cases.accountability.extensions import extensions_by
from cases.accountability.figure_rows import COLUMNS, HEAD, figure_rows
from cases.accountability.handovers import handovers_by
from cases.accountability.removals import removals_by
from cases.accountability.reviews import reviews_by
from cases.accountability.satisfaction import agency_found, city_found, found_by
from cases.accountability.spread import spans_by
from cases.accountability.tallies import loads_by
from cases.models import Agency, Case
from tests.cases.accountability.as_told import all_as_told, center_as_told, deeds_as_told
from tests.cases.accountability.busy import END
from tests.cases.accountability.told_figures import Told
from tests.factories import DUE, KIM_LONG, LIGHTING, START, Walk, an_agency

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("busy_city"), pytest.mark.usefixtures("busy_city")]


def test_all_is_as_told():
    all_as_told(list(Case.objects.all()), END)


@pytest.mark.parametrize("at", [START + timedelta(days=4), DUE + timedelta(hours=6)])
def test_what_was_done_by_a_past_instant_is_as_told(at):
    """Of clocks the facts tell only how they stand now: one that came back forgets that it was away."""
    told = Told(list(Case.objects.all()), at)
    deeds_as_told(told, at)
    center_as_told(told, at)


def test_every_fate_of_a_promise():
    [whole] = extensions_by(CITY, END).values()
    assert whole.fates == {"kept": 1, "postponed": 1, "broken": 3, "moot": 1, "running": 1}
    assert (whole.kept.numerator, whole.kept.n) == (1, 4), "what was postponed, is moot or awaits review is in no rate"
    assert whole.clocks == whole.n - 1, "one clock has two"
    assert whole.with_reason == whole.n - 1, "a plan says no reason"
    assert whole.repeated == whole.with_reason - 1, "all but one wait for a lamp"
    [early] = extensions_by(CITY, START + timedelta(days=4, hours=3)).values()
    assert set(early.fates) == {"running"}


def test_the_parts_of_every_cut_make_the_whole():
    for cut in (AGENCY, CATEGORY, WARD, SOURCE, by_month(END)):
        for count in (
            lambda cut: sum(load.tally.closed + load.tally.open for load in loads_by(cut, END).values()),
            lambda cut: sum(map(sum, spans_by(cut, END).values())),
            lambda cut: sum(each.n for each in extensions_by(cut, END).values()),
            lambda cut: sum(each.received + each.passed_on for each in handovers_by(cut, END).values()),
            lambda cut: sum(each.handed_in + each.won for each in reviews_by(cut, END).values()),
        ):
            assert count(cut) == count(CITY) > 0, cut.name


def test_what_left_is_cut_by_all_and_what_was_declined_by_all_but_agencies():
    whole = removals_by(CITY, END)[0]
    assert set(whole) == {"case.decline", "case.merge", "case.withdraw"}
    assert whole["case.decline"] == {"ngoai-pham-vi": 1}, "the other was taken up again"
    assert whole["case.merge"] == {"": 1}, "the other was taken apart again"
    for cut in (CATEGORY, WARD, SOURCE, by_month(END)):
        parts = removals_by(cut, END).values()
        assert sum(n for own in parts for reasons in own.values() for n in reasons.values()) == sum(
            n for reasons in whole.values() for n in reasons.values()
        )
    by_agency = removals_by(AGENCY, END)
    kim_long = Agency.objects.get(source_name=KIM_LONG).pk
    assert by_agency == {kim_long: {kind: whole[kind] for kind in ("case.merge", "case.withdraw")}}
    Walk().accept().assign().later(days=1).transfer(to=an_agency(LIGHTING)).withdraw(at=END)
    found = removals_by(AGENCY, END)
    assert found[kim_long] == by_agency[kim_long], "it had handed that on"
    assert sum(found[an_agency(LIGHTING).pk]["case.withdraw"].values()) == 1


def test_a_wish_for_a_higher_opinion_waits_and_is_settled():
    [asked] = center_by(CenterClock.ESCALATION, CITY, END).values()
    assert (asked.took.n, asked.waiting) == (0, 1)
    Walk().accept().assign().ask_higher().later(days=2).rule("declined")
    [asked] = center_by(CenterClock.ESCALATION, CITY, END).values()
    assert (asked.took.n, asked.took.median, asked.waiting) == (1, 2.0, 1)


def test_satisfaction_by_agency_is_that_of_each():
    for case in Case.objects.filter(state="answered"):
        walk = Walk.__new__(Walk)
        walk.case, walk.at = case, END - timedelta(days=1)
        walk.rate("satisfied" if case.pk % 2 else "not_satisfied")
    found = found_by(AGENCY, END)
    assert found == {pk: told for pk in Agency.objects.values_list("pk", flat=True) if (told := agency_found(END, pk))}
    assert found_by(CITY, END) == {0: city_found(END)}
    assert len(city_found(END)) == 3


@pytest.mark.parametrize("at", [START + timedelta(days=4), END])
def test_what_is_kept_of_every_agency_is_what_is_counted_of_each(at):
    kept = numbers_by_agency(at)
    assert kept == {pk: agency_numbers(at, pk) for pk in kept}
    assert {pk for pk in Agency.objects.values_list("pk", flat=True) if agency_numbers(at, pk).load.tally.open} <= set(
        kept
    )
    assert any(each.late for each in kept.values()) == (at == END)


@pytest.mark.parametrize("division", [CATEGORIES, WARDS])
def test_what_is_kept_of_every_part_is_what_is_counted_of_each(division):
    kept = numbers_by_part(division, END)
    assert kept == {pk: numbers_by_part(division, END, pk)[pk] for pk in kept}
    assert bool(kept) is (division is CATEGORIES), "no case of this city names its ward"


def test_cuts_are_known_by_their_names():
    assert [cut_named(name, END).name for name in NAMES] == list(NAMES)
    with pytest.raises(KeyError):
        cut_named("colour", END)


# --- as rows ---------------------------------------------------------------------------------------------------------

SAME = {"closed", "closed_with_due", "closed_in_term", "on_time_rate", "kept_rate", "firm_rate", "n"}
SAME |= {"wilson_low", "wilson_high", "median_days", "p90_days"}


def output(capsys, **options):
    capsys.readouterr()
    call_command("figures", at=END.isoformat(), **options)
    return capsys.readouterr().out


def test_the_numbers_are_those_of_the_other_command():
    own = {row["slug"]: row for row in figure_rows(AGENCY, END)}
    names = dict(Agency.objects.values_list("source_name", "slug"))
    [whole] = figure_rows(CITY, END)
    for row in agency_rows(END):
        told = row.as_dict()
        found = whole if row.agency == "_all" else own.get(names[row.agency])
        assert found["open_clocks"] == told["open"]
        assert {name: found[name] for name in SAME} == {name: told[name] for name in SAME}, row.agency
        assert found["overdue"] + found["promise_broken"] + found["extended"] == told["overdue"]


def test_each_row_has_every_figure_and_no_other(capsys):
    for name in ("ward", "month", "source"):
        rows = figure_rows(cut_named(name, END), END)
        assert rows
        assert all(tuple(row) == COLUMNS for row in rows)
    found = list(csv.DictReader(io.StringIO(output(capsys, by="agency"))))
    assert [row["slug"] for row in found] == [row["slug"] for row in figure_rows(AGENCY, END)]
    assert json.loads(output(capsys, json=True)) == figure_rows(CITY, END)


def test_what_a_cut_cannot_know_is_none_and_not_nought():
    by_agency, [whole] = figure_rows(AGENCY, END), figure_rows(CITY, END)
    assert {row["declined"] for row in by_agency} == {row["acceptance_n"] for row in by_agency} == {None}
    assert sum(row["withdrawn"] for row in by_agency) == whole["withdrawn"]
    assert (whole["declined"], whole["merged"]) == (1, 1)
    assert whole["satisfied"] is None, "fewer than five have rated"
    assert [row["slug"] for row in figure_rows(WARD, END)] == [""], "no case of this city names its ward"


def test_shares_are_shares_and_days_add_up():
    for row in figure_rows(AGENCY, END):
        for figure in FIGURES:
            if figure.unit is Unit.SHARE and row[figure.code] is not None:
                assert 0 <= row[figure.code] <= 1, figure.code
        assert sum(row[code] for code in COLUMNS if code.startswith("days_")) == row["closed"]


def test_codes_names_and_meanings():
    codes = [figure.code for figure in FIGURES]
    assert len(set(codes)) == len(codes)
    assert not set(codes) & set(HEAD)
    assert len({chapter.code for chapter in CHAPTERS}) == len(CHAPTERS)
    for figure in FIGURES:
        assert str(figure.name)
        assert str(figure.means).endswith("."), figure.code
        assert figure.version >= 1
