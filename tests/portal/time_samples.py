"""Pages by time, of what waits, and of figures: the usual, the empty and the extreme."""

from dataclasses import asdict
from datetime import date
from typing import Any

from cases.accountability.archive import AcceptedIn, Month, Year, parts_of
from cases.accountability.backlog import Backlog, BacklogRow, Only, Wait
from cases.accountability.case_counts import NOTHING, CaseCounts, together
from cases.accountability.charts import bar_chart, rate_chart
from cases.accountability.course import Course
from cases.accountability.frozen.absent import Absent, Why
from cases.accountability.gone import Gone, GoneIn, KindRow, ReasonRow
from cases.accountability.periods import days_of, month, months_of
from cases.accountability.satisfaction import satisfied
from cases.accountability.statistics import (
    AGES,
    SPANS,
    AgeRow,
    MonthRow,
    RatesRow,
    SourceRow,
    SpanRow,
    Statistics,
)
from cases.public.case import Named
from cases.public.pace import Pace
from cases.public.press import PublicArticle
from cases.rules.figures import rate
from tests.portal.case_samples import LIGHTS, LONG, NOW, answered, case, extended, overdue
from tests.portal.samples import Fresh, Sample

BUSY = CaseCounts(open=10_000, overdue=4_000, promise_broken=17, extended=6, answered=51_284, answered_in_term=40_000)
QUIET = CaseCounts(open=1, answered=2, answered_in_term=2)
NO_RATE = rate(0, 0)
ABSENT = "/qua-han/2026-11-24/"
ABSENT_TODAY = Absent(day=date(2026, 11, 24), why=Why.TODAY, first=None, last=None, before=None, after=None)
LEFT_OUT = Absent(
    day=date(2026, 11, 24),
    why=Why.LEFT_OUT,
    first=date(2025, 11, 25),
    last=date(2026, 11, 29),
    before=date(2026, 11, 23),
    after=date(2026, 11, 25),
)


def in_months(counts: list[CaseCounts]) -> tuple[AcceptedIn, ...]:
    """The months of 2026 with these counts."""
    return tuple(
        AcceptedIn(first=each.first, last=each.last, **asdict(n))
        for each, n in zip(months_of(2026), counts, strict=True)
    )


def summed(parts: tuple[AcceptedIn, ...]) -> AcceptedIn:
    """All of them together."""
    return AcceptedIn(first=parts[0].first, last=parts[-1].last, **asdict(together(parts)))


def year(counts: list[CaseCounts], **beside: int | None) -> dict[str, Any]:
    """The context of a year's page."""
    months = in_months(counts)
    chart = bar_chart((str(n), parts_of(each)) for n, each in enumerate(months, 1))
    usual: dict[str, Any] = {"previous": None, "next": None}
    found = Year(at=NOW, number=2026, months=months, total=summed(months), chart=chart, **{**usual, **beside})
    return {"at": NOW, "found": found}


def november(*, busy: bool) -> dict[str, Any]:
    """The context of November 2026, a Sunday first."""
    every = days_of(month(2026, 11))
    days = tuple(
        AcceptedIn(first=each.first, last=each.last, **asdict(BUSY if busy and n % 4 else QUIET if busy else NOTHING))
        for n, each in enumerate(every)
    )
    padded = [*[None] * 6, *days, *[None] * 6]
    weeks = tuple(tuple(padded[begin : begin + 7]) for begin in range(0, 42, 7))
    beside = {"previous": date(2026, 10, 1), "next": date(2026, 12, 1)}
    cases = (case(), overdue(), answered()) if busy else ()
    found = Month(at=NOW, first=date(2026, 11, 1), weeks=weeks, total=summed(days), cases=cases, **beside)
    return {"at": NOW, "found": found}


RATED = {"satisfied": 558, "acceptable": 10_000, "not_satisfied": 269, None: 9_000}


def backlog(*rows: BacklogRow, cases: tuple[Any, ...] = (), counts: tuple[int, ...] = (0,) * 5) -> dict[str, Any]:
    """The context of the backlog's page; counts in the order of `Only`."""
    some = bool(rows)
    found = Backlog(
        at=NOW,
        only=Only.LONG,
        of=None,
        counts=dict(zip(Only, counts, strict=True)),
        oldest_days=10_000 if some else None,
        cases=cases,
        next="0_1_1" if some else "",
        rows=rows,
        received=Wait(n=int(some), oldest_days=0 if some else None),
        unassigned=Wait(n=counts[-1], oldest_days=12 if some else None),
        awaiting=Wait(n=40 * some, oldest_days=9 if some else None),
        pace=Pace(waiting=40 * some, oldest_at=None, decided=128 * some, median_days=0.8 if some else None),
    )
    named = {each.name: n for each, n in found.counts.items()}
    return {"at": NOW, "found": found, "counts": named, "long": 30, "very_long": 90, "review_days": 1, "further": some}


def statistics(*, busy: bool) -> dict[str, Any]:
    """The context of the page of figures."""
    whole = rate(8232, 9731) if busy else NO_RATE
    months = tuple(
        MonthRow(
            first=each.first,
            last=each.last,
            accepted=n * 117 * busy,
            rate=rate(n, n * 5) if busy and n else NO_RATE,
            answered=n * 90 * busy,
        )
        for n, each in enumerate(months_of(2026))
    )
    spans = tuple(
        SpanRow(first=first, last=last, in_term=400 * busy, past_due=place * 200 * busy)
        for place, (first, last) in enumerate(SPANS)
    )
    sources = (SourceRow(source="portal", cases=61_284, open=10_000, answered=51_284),) if busy else ()
    ages = tuple(
        AgeRow(first=first, last=last, in_term=100 * busy, past_due=place * 25 * busy)
        for place, (first, last) in enumerate(AGES)
    )
    rates = tuple(RatesRow(first=row.first, on_time=row.rate, kept=row.rate, firm=row.rate) for row in months)
    by_month = rate_chart([(str(row.first.month), row.kept) for row in rates], whole)
    found = Fresh(
        lambda: Statistics(
            at=NOW,
            ages=ages,
            rates=rates,
            ages_chart=bar_chart((row.label, [("bar", row.in_term), ("late", row.past_due)]) for row in ages),
            kept_chart=by_month,
            firm_chart=by_month,
            on_time=whole,
            kept=whole,
            firm=whole,
            median_days=4.0 if busy else None,
            p90_days=18.94 if busy else None,
            months=months,
            of_months=whole,
            spans=spans,
            sources=sources,
            accepted_chart=bar_chart([(str(row.first.month), [("bar", row.accepted)]) for row in months]),
            answered_chart=bar_chart([(str(row.first.month), [("bar-0", row.answered)]) for row in months]),
            rates_chart=rate_chart([(str(row.first.month), row.rate) for row in months], whole),
            spans_chart=bar_chart((row.label, [("bar", row.in_term), ("late", row.past_due)]) for row in spans),
            satisfied=satisfied(RATED if busy else {}),
        )
    )
    return {"at": NOW, "found": found}


def course(much: int) -> Course:
    """An agency's days and months: `much` clocks in all but the first and the longest."""
    months = months_of(2026)
    return Course(
        months=tuple(
            MonthRow(
                first=each.first,
                last=each.last,
                accepted=n and much,
                rate=rate(much - much // 3, much) if n and much else NO_RATE,
                answered=n and much // 2,
            )
            for n, each in enumerate(months)
        ),
        spans=tuple(
            SpanRow(first=first, last=last, in_term=much * (place < 4), past_due=much * (place == 4))
            for place, (first, last) in enumerate(SPANS)
        ),
        of_months=rate(much - much // 3, much) if much else NO_RATE,
    )


def gone(*, busy: bool) -> dict[str, Any]:
    """The context of the page of what left."""
    reasons = (ReasonRow(label="Ngoài phạm vi phản ánh hiện trường", n=10_000, share=rate(10_000, 10_001)),) * busy
    found = Fresh(
        lambda: Gone(
            at=NOW,
            kinds=(
                KindRow(name="Không tiếp nhận", css="bar", n=10_001 * busy, reasons=reasons),
                KindRow(name="Gộp vào phản ánh khác", css="bar-0", n=117 * busy, reasons=()),
                KindRow(name="Gỡ khỏi trang", css="mute", n=1 * busy, reasons=reasons),
            ),
            declined=rate(10_001, 71_285) if busy else NO_RATE,
            months=tuple(GoneIn(first=each.first, counts=(840 * busy, 9 * busy, 0)) for each in months_of(2026)),
            chart=bar_chart((str(n), [("bar", 840 * busy), ("bar-0", 9 * busy)]) for n in range(1, 13)),
        )
    )
    return {"at": NOW, "found": found}


def press() -> dict[str, Any]:
    """Articles about all that there can be, and one about nothing of it."""
    said = {"publication": "Báo mẫu", "title": LONG.name, "address": "https://bao.example/a", "day": NOW.date()}
    about = ({"agency": LONG, "frozen_on": NOW.date(), "language": "en"}, {"case": overdue()}, {})
    articles = [PublicArticle(**said, **each) for each in about]
    return {"articles": articles, "count": 31, "page": 1, "pages": 2, "previous": "", "next": "?page=2"}


def time_pages() -> dict[str, Sample]:
    """Archives, backlog and figures, each with much and with nothing."""
    late = BacklogRow(agency=LONG, long=96, very_long=17, unexplained=81, awaiting=4)
    nobody = BacklogRow(agency=Named(slug="", name=""), long=10_000, unexplained=10_000)
    lights = BacklogRow(agency=LIGHTS, awaiting=36)
    much = backlog(nobody, late, lights, cases=(overdue(), extended()), counts=(10_096, 17, 10_081, 15, 3))
    return {
        "year": Sample(
            template="cases/year.html",
            path="/phan-anh/2026/",
            context=year([QUIET, BUSY, *[QUIET] * 10], previous=2025),
        ),
        "year-quiet": Sample(
            template="cases/year.html", path="/phan-anh/2026/", context=year([NOTHING] * 12, previous=2025, next=2027)
        ),
        "month": Sample(template="cases/month.html", path="/phan-anh/2026/11/", context=november(busy=True)),
        "month-quiet": Sample(template="cases/month.html", path="/phan-anh/2026/11/", context=november(busy=False)),
        "backlog": Sample(template="cases/backlog.html", path="/ton-dong/", context=much),
        "backlog-none": Sample(template="cases/backlog.html", path="/ton-dong/", context=backlog()),
        "statistics": Sample(template="cases/statistics.html", path="/so-lieu/", context=statistics(busy=True)),
        "gone": Sample(template="cases/gone.html", path="/da-go/", context=gone(busy=True)),
        "gone-none": Sample(template="cases/gone.html", path="/da-go/", context=gone(busy=False)),
        "press": Sample(template="cases/press.html", path="/bao-chi/", context=press()),
        "absent-today": Sample(template="cases/frozen_absent.html", path=ABSENT, context={"absent": ABSENT_TODAY}),
        "absent-left-out": Sample(template="cases/frozen_absent.html", path=ABSENT, context={"absent": LEFT_OUT}),
        "statistics-none": Sample(template="cases/statistics.html", path="/so-lieu/", context=statistics(busy=False)),
    }
