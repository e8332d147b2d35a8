"""What is kept, beside what each name gives when it is counted alone, by the queries that its page would make."""

from collections import Counter
from unittest import mock

from cases.accountability import archive, kept_cuts
from cases.accountability.agency_numbers import AgencyNumbers, agency_numbers
from cases.accountability.behind import cases_of_city
from cases.accountability.case_counts import NOTHING as NOTHING_OPEN
from cases.accountability.case_counts import counts_by
from cases.accountability.cuts import AGENCY, cut_named
from cases.accountability.divisions import CATEGORIES, WARDS, PartNumbers, numbers_by_part
from cases.accountability.durations import city_took
from cases.accountability.figure_parts import parts_by
from cases.accountability.keeping import keep_figures
from cases.accountability.kept_cuts import KEPT, CutParts, cut_parts
from cases.accountability.kept_values import decoded
from cases.accountability.listed import CITY, open_lists
from cases.accountability.measures import COUNTED
from cases.accountability.periods import days_of, month, months_of, which
from cases.accountability.rated_lists import city_rated
from cases.accountability.satisfaction import city_found
from cases.accountability.spread import took_by
from cases.accountability.tallies import Load, agency_load, loads
from cases.models import Agency, Case, Category, KeptFigures, Ward

OF_CITY = {
    "loads": loads,
    "city_took": city_took,
    "open_lists": open_lists,
    "cases_of_city": cases_of_city,
    "city_found": city_found,
    "city_rated": city_rated,
    "took.agency": lambda at: took_by(AGENCY, at),
    **{division.name: division.count for division in (WARDS, CATEGORIES)},
    **dict(COUNTED.values()),
}
#: Parts of which nothing is known: of so many of each kind it is asked whether there is nothing indeed.
FEW = 2
NOTHING = (AgencyNumbers(), PartNumbers(), Load(), {})


def accepted(at, periods):
    inside = Case.objects.public().filter(accepted_at__gte=periods[0].start, accepted_at__lt=periods[-1].end)
    return counts_by(inside, at, which("accepted_at", periods))


def counted_alone(name, at):
    """What the page that asks for this part would count."""
    kind, _, rest = name.partition(".")
    if kind == "agency":
        return agency_numbers(at, int(rest))
    if kind == "load":
        return agency_load(at, int(rest))
    if kind in ("ward", "category"):
        division = WARDS if kind == "ward" else CATEGORIES
        return numbers_by_part(division, at, int(rest)).get(int(rest), PartNumbers())
    if kind == "cut":
        return cut_parts(rest, at)
    if kind == "parts":
        return parts_by(cut_named(rest, at), at)
    year, _, number = rest.partition(".")
    return accepted(at, days_of(month(int(year), int(number))) if number else months_of(int(year)))


def names_of_parts(at):
    """Those that pages ask for: of everything there is, whether or not anything has happened to it."""
    for name, model in (("agency", Agency), ("load", Agency), ("ward", Ward), ("category", Category)):
        yield from (f"{name}.{pk}" for pk in model.objects.values_list("pk", flat=True))
    yield "parts.agency"
    yield from (f"cut.{name}" for name in KEPT)
    span = archive._span(at)
    for year in range(span[0].year, span[1].year + 1) if span else ():
        yield f"archive.{year}"
        yield from (f"archive.{year}.{number}" for number in range(1, 13))


def kept_as_counted(at):
    """Keep the figures of this instant, and hold each beside the direct count; the parts of which anything is known."""
    with mock.patch.object(kept_cuts, "monotonic", return_value=0.0):  # counting takes no time here
        keep_figures(at)
    kept = KeptFigures.objects.get()
    for name, count in OF_CITY.items():
        assert decoded(kept.data[name]) == count(at), name
    found, all_cases = decoded(kept.data["open_lists"]).get(CITY, NOTHING_OPEN), cases_of_city(at)
    for name in ("open", "overdue", "promise_broken", "extended"):  # as the front page has them
        assert getattr(found, name) == getattr(all_cases, name), name
    assert decoded(kept.data.get("archive.span")) == archive._span(at)
    assert kept.parts.keys() == set(names_of_parts(at))
    parts = {name: decoded(own) for name, own in kept.parts.items()}
    known = {name for name, own in parts.items() if own not in NOTHING and own != CutParts(at=at)}
    asked: Counter[str] = Counter()
    for name, own in parts.items():
        if name not in known:
            kind = name.partition(".")[0]
            asked[kind] += 1
            if asked[kind] > FEW:
                continue
        assert own == counted_alone(name, at), name
    return known
