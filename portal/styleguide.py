"""The styleguide: every component of the templates once, with what it takes, filled from the city at hand.

Served in development alone. It asks as many queries as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from cases.accountability.comparison import Comparison, comparison
from cases.accountability.course import Course, CourseCounts, course, course_counts
from cases.accountability.definitions import METHOD_VERSION
from cases.accountability.divisions import WARDS, divided
from cases.accountability.front import front_figures
from cases.accountability.measures import Measure, measured
from cases.accountability.overdue_list import overdue_list
from cases.accountability.present import present
from cases.accountability.satisfaction import satisfied
from cases.accountability.side_by_side import side_by_side
from cases.accountability.ward_map import ward_map
from cases.models import Agency, Case
from cases.public.case import Named, PublicCase, PublicMention, PublicPhoto
from cases.public.chart_notes import PublicNote
from cases.public.loading import public_cases, with_deadline
from cases.public.press import PublicArticle
from cases.public.statements import PublicStatement, Statements
from cases.templatetags import deadline, rates, ratings, spans, states, verdicts
from home.center import Center
from home.demo_center import INVENTED
from portal.frozen_samples import frozen_samples

FOLDER = settings.BASE_DIR / "templates" / "components"
LOOKED_THROUGH = 300  # newest cases among which examples are looked for
LONG = "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng kỹ thuật đô thị Huế"

#: Components that are seen inside another one.
WITHIN = {
    "agency_counts": "agencies_table",
    "measured_cells": "measured",
    "count_link": "agencies_table",
    "overdue_counts": "overdue_table",
    "day": "days",
    "facts": "stand",
    "row": "rows",
    "division_heads": "division_table",
    "division_counts": "division_table",
    "frozen_count": "frozen_table",
    "frozen_counts": "frozen_table",
}
#: Components that are most of a page: the name of an address where they are seen.
ON_PAGE = {
    "bars": "statistics",
    "rates": "statistics",
    "wait": "backlog",
    "backlog_count": "backlog",
    "part": "wards",
    "accepted_counts": "statistics",
    "report_figure": "statistics",
    "behind": "agencies",
    "dump_files": "open_data",
}

#: Parts of a list: the element that holds their examples.
LISTS = {"article": "ul", "fig": "dl", "late_figs": "dl", "returned": "ul"}

Context = Mapping[str, Any]

PHOTO = PublicPhoto(
    url=f"{settings.STATIC_URL}img/share.png", width=1200, height=630, caption=LONG, taken_on=date(2026, 11, 2)
)
NOTE = PublicNote(letter="a", since=date(2026, 10, 30), until=date(2026, 11, 3), text=LONG, of_agency=False)
ARTICLE = PublicArticle(
    publication="Báo mẫu",
    title=LONG,
    address="#",
    day=date(2026, 11, 3),
    language="vi",
    agency=Named(slug="x", name=LONG),
)
MENTION = PublicMention(publication="Báo mẫu", title=LONG, address="#", day=date(2026, 11, 3))


@dataclass(frozen=True, kw_only=True)
class Component:
    """A template of `templates/components`: its first comment, and how it looks."""

    name: str
    takes: str
    examples: tuple[SafeString, ...]
    within: str = ""
    parent: str = ""
    address: str = ""


class City:
    """Cases of the city at hand that show what components are for."""

    def __init__(self) -> None:
        newest = list(Case.objects.public().order_by("-number").values_list("pk", flat=True)[:LOOKED_THROUGH])
        self.cases = public_cases(newest, at=timezone.now())

    def one_each(self, key: Callable[[PublicCase], object]) -> list[PublicCase]:
        """The first case of every kind that `key` tells apart."""
        return list({key(case): case for case in reversed(self.cases)}.values())

    def by_verdict(self) -> list[PublicCase]:
        """One case of every verdict, open and answered apart, with its deadline explained."""
        return [with_deadline(case) for case in self.one_each(lambda case: (case.phase, case.verdict))]

    def longest(self, part: str) -> list[PublicCase]:
        """The case with most of something (its name in `PublicCase`); none where no case has any."""
        found = max(self.cases, key=lambda case: len(getattr(case, part)), default=None)
        return [found] if found is not None and getattr(found, part) else []


def _words() -> dict[str, list[Context]]:
    """Components that need no case."""
    kinds: list[str | None] = [*verdicts.MARKS, None]
    marks = [
        (verdicts.NO_MARK if kind is None else verdicts.MARKS[kind], verdicts.verdict_name(kind)) for kind in kinds
    ]
    figures = [("0", ""), ("1", "một"), ("10.000", "nghìn"), ("64,8", "%")]
    return {
        "verdict": [{"mark": mark, "words": words, "big": big} for big in (False, True) for mark, words in marks],
        "rated": [{"mark": mark, "word": word} for mark, word in ratings.RATINGS.values()],
        "state": [{"mark": mark, "word": word} for mark, word in states.CASE.values()],
        "chip": [
            {"href": "#", "label": "Kim Long"},
            {"href": "#", "label": "Theo phường", "plain": True, "current": True},
            {"href": "#", "label": LONG},
        ],
        "note": [{"kind": kind, "strong": "Để ý.", "text": LONG} for kind in ("", "ok", "warn", "bad", "own")],
        "fig": [
            {"label": "Đang mở", "value": value, "unit": unit, "href": "#", "note": LONG} for value, unit in figures
        ],
        "ask": [{}, {"q": "den duong kim long", "tall": True}],
        "breadcrumb": [{"steps": [("Phản ánh", "#"), ("Phường Kim Long", "#"), ("Số 125", "")]}],
        "pager": [{"previous": "#", "next": "#"}, {"next": "#"}],
        "bridge": [{}],
        "csv_links": [{"href": "#"}],
        "chart_notes": [{"notes": [NOTE, replace(NOTE, letter="b", until=NOTE.since, of_agency=True)]}],
        "embed": [{"card": "/nhung/hom-nay/", "title": LONG, "public_url": settings.PUBLIC_URL}],
        "standing_keys": [{}],
        "center": [{"center": Center(**{**INVENTED, "address": LONG})}],
        "photo": [
            {"photo": PHOTO, "title": "Đèn hỏng", "after": False},
            {"photo": replace(PHOTO, covered=True, by_agency=True), "title": "Đèn hỏng", "after": True},
        ],
        "press": [{"mentions": [MENTION]}, {"mentions": [MENTION], "headed": True}],
        "article": [
            {"article": replace(ARTICLE, frozen_on=date(2026, 11, 2))},
            {"article": replace(ARTICLE, agency=None, language="")},
        ],
    }


def _of_cases(city: City) -> dict[str, list[Context]]:
    """Components that show one case, or parts of it."""
    kinds = city.by_verdict()
    return {
        "nhip": [{"spans": spans.spans(case)} for case in kinds],
        "rows": [{"rows": kinds, "split": True}, {"rows": [], "empty": "Không có phản ánh nào."}],
        "stand": [{"case": case} for case in kinds],
        "days": [{"strip": deadline.strip(case), "clock": case} for case in kinds if case.deadline_days],
        "path": [
            {"events": case.events, "at": case.at, "assignments": case.assignments} for case in city.longest("events")
        ],
        "held": [{"holds": case.holds, "wait_days": case.wait_days} for case in city.longest("assignments")],
        "rating": [{"rating": case.rating, "at": case.at} for case in city.one_each(_rated) if case.rating],
        "answer": [{"answer": answer} for case in city.longest("answers") for answer in case.answers],
        "returned": [{"item": item, "at": case.at} for case in city.longest("returns") for item in case.returns],
        "parts": [{"parts": case.parts} for case in city.longest("parts")],
        "unsettled": [{"item": item} for case in city.longest("unsettled") for item in case.unsettled],
        "extension": [{"item": item, "at": case.at} for case in city.longest("extensions") for item in case.extensions],
    }


def _rated(case: PublicCase) -> str:
    return case.rating.value if case.rating else ""


def _satisfied() -> list[Context]:
    """Many, with one that nobody chose; and too few to be shown."""
    many: dict[str | None, int] = {"satisfied": 10_000, "not_satisfied": 1, None: 20_000}
    few: dict[str | None, int] = {"satisfied": 4}
    return [{"found": satisfied(found), "of_agency": own} for found, own in ((many, False), (few, True))]


def _course(agency_id: int) -> Course:
    at = present().at
    return course(course_counts(at, agency_id).get(agency_id, CourseCounts()), at)


def _busiest() -> list[tuple[int, str]]:
    """The agency that was given most, with its slug; none in a city without any work."""
    given = Agency.objects.annotate(n=Count("assignments")).filter(n__gt=0).order_by("-n", "pk")
    return list(given.values_list("pk", "slug")[:1])


def _beside(compared: Comparison) -> list[Context]:
    """The first agencies side by side; none in a city without any work."""
    if not compared.rows:
        return []
    beside, at = side_by_side(compared, _slugs(compared)), compared.at
    return [{"beside": beside, "city": compared.city, "at": at, "now": at, "method": METHOD_VERSION}]


def _of_agencies() -> dict[str, list[Context]]:
    """Components that show agencies."""
    compared, late, front, wards = comparison(), overdue_list(), front_figures(), divided(WARDS)
    drawn = [rates.whisker(row.rate, compared.city.rate) for row in compared.rows[:4]] if compared.rows else []
    return {
        "agencies_table": [{"groups": compared.groups, "rows": compared.rows, "city": compared.city}]
        if compared.rows
        else [],
        "side_by_side": _beside(compared),
        "measured": [{"measured": measured(compared, each)} for each in Measure] if compared.rows else [],
        "overdue_table": [{"rows": late.rows, "total": late.total}] if late.rows else [],
        "statements": _statements(),
        "course": [{"course": _course(pk), "slug": slug} for pk, slug in _busiest()],
        "late_figs": [{"counts": front, "slug": ""}] if front else [],
        "division_table": [{"found": wards, "kind": "ward", "caption": "Theo phường, xã"}] if wards.total.cases else [],
        "ward_map": [{"map": ward_map(wards.rows)}] if wards.total.cases else [],
        "satisfaction": _satisfied(),
        "whisker": [{"drawing": drawing} for drawing in drawn],
    }


def _statements() -> list[Context]:
    """A statement that is published, and before it one of each fate."""
    day, now = date(2026, 11, 2), timezone.now()
    said = PublicStatement(
        state="published", text=LONG, since=day, until=day, written_at=now, published_at=now, ended_at=None, reason=""
    )
    gone = [replace(said, text="", state=fate, ended_at=now, reason=LONG) for fate in ("withdrawn", "declined")]
    gone.append(replace(gone[1], published_at=None))
    return [{"statements": Statements(newest=said, others=[said, *gone])}]


def _slugs(compared: Comparison) -> list[str]:
    """Two agencies, and a name that nobody bears."""
    return [*(row.slug for row in compared.rows[:2] if row.is_agency), "khong-co"]


def components(contexts: Mapping[str, Sequence[Context]]) -> Iterable[Component]:
    """Every component there is, in order of name, with its examples rendered."""
    for file in sorted(FOLDER.glob("*.html")):
        template = f"components/{file.name}"
        first = file.read_text(encoding="utf-8").split("\n", 1)[0]
        yield Component(
            name=file.stem,
            takes=first.partition("{#")[2].partition("#}")[0].strip(),
            examples=tuple(
                mark_safe(render_to_string(template, dict(context)))  # noqa: S308 - our own template
                for context in contexts.get(file.stem, ())
            ),
            within=WITHIN.get(file.stem, ""),
            parent=LISTS.get(file.stem, ""),
            address=reverse(ON_PAGE[file.stem]) if file.stem in ON_PAGE else "",
        )


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    city = City()
    contexts = {**_words(), **_of_cases(city), **_of_agencies(), **frozen_samples(LONG, city.by_verdict())}
    context = {"components": list(components(contexts)), "list_url": reverse("case_list")}
    return render(request, "styleguide.html", context)


urlpatterns: list[URLPattern | URLResolver] = [path("mau/", styleguide, name="styleguide")]
