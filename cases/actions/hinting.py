"""Gathers what hints on an answer need beside its text, and keeps submitted texts findable for one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from cases.models import Agency, AgencyName, Assignment, Case, DueDate, HintPhrase, Report, Submission
from cases.ports import answer_finder
from cases.rules.hints.names import DatedName, NameBook
from cases.rules.hints.phrases import PhraseBook
from cases.rules.hints.reading import Around, Hints, hints, runs_in
from cases.rules.hints.shingles import SAME, keys_of, likeness


def remember(version: Submission, case_id: int) -> None:
    """Make a submitted text findable; called in the transaction that submits it."""
    keys = keys_of(runs_in(version.text, HintPhrase.objects.book()))
    answer_finder().keep(version.pk, case_id=case_id, keys=keys)


def keys_by_version(rows: Iterable[tuple[int, str, int]], book: PhraseBook) -> Iterator[tuple[int, int, list[int]]]:
    """Version, case and keys of (version, text, case)."""
    for version, text, case_id in rows:
        yield version, case_id, keys_of(runs_in(text, book))


def same_texts(text: str, book: PhraseBook, *, besides: int, published_only: bool) -> list[int]:
    """Numbers of other cases with an answer that shares most of its words with this text, the closest first.

    An officer must not learn of texts that are not public: `published_only` leaves out what is not approved.
    """
    found = look_alikes(text, book, besides=besides)
    return closest(text, book, _texts(found, published_only=published_only)) if found else []


def look_alikes(text: str, book: PhraseBook, *, besides: int) -> Sequence[int]:
    """Versions of other cases that may be nearly the same: their words decide, see `closest`."""
    return answer_finder().alike(keys_of(runs_in(text, book)), besides=besides)


def closest(text: str, book: PhraseBook, others: Iterable[tuple[int, str]]) -> list[int]:
    """The names (numbers of cases, or of versions) of those texts that share most of their words with this one."""
    runs = runs_in(text, book)
    close: dict[int, float] = {}
    for name, other in others:
        share = likeness(runs, runs_in(other, book))
        if share >= SAME:
            close[name] = max(share, close.get(name, 0.0))
    return sorted(close, key=lambda name: (-close[name], name))


def hints_on(
    assignment: Assignment,
    text: str,
    *,
    at: datetime,
    for_agency: bool,
    book: PhraseBook | None = None,
    names: NameBook | None = None,
) -> Hints:
    """The hints on a text for this assignment, as its agency (`for_agency`) or the Center sees them at `at`.

    Who has phrases or names of agencies at hand spares their queries.
    """
    book = book or HintPhrase.objects.book()
    case = assignment.case
    today = timezone.localdate(at)
    around = Around(
        report=_report_of(case),
        read_on=today,
        due=_last_day(assignment, at),
        names=names or names_known(),
        same_as=[str(n) for n in same_texts(text, book, besides=case.pk, published_only=for_agency)],
    )
    return hints(text, book, around)


def names_known() -> NameBook:
    """All names of agencies with their days, and what each agency is called today. Nothing outlives its agency."""
    dated = [
        DatedName(name=agency.name, since=None, until=agency.dissolved_on, called=_today_called(agency))
        for agency in Agency.objects.select_related("successor")
    ]
    for row in AgencyName.objects.select_related("agency__successor"):
        ends = [day for day in (row.until, row.agency.dissolved_on) if day is not None]
        dated.append(
            DatedName(name=row.name, since=row.since, until=min(ends, default=None), called=_today_called(row.agency))
        )
    return NameBook(dated)


def _today_called(agency: Agency) -> str:
    return str(agency if agency.successor is None else agency.successor)


def _texts(versions: Sequence[int], *, published_only: bool) -> Iterable[tuple[int, str]]:
    """Number of the case and text of these versions; what was taken back counts as if it had never been."""
    rows = Submission.objects.filter(pk__in=versions).exclude(decision__in=("recalled", "void"))
    if published_only:
        public = Case.objects.public().values("pk")
        rows = rows.filter(decision="approved", retracted_at=None, answer__assignment__case__in=public)
    return rows.values_list("answer__assignment__case__number", "text")


def _report_of(case: Case) -> str | None:
    report = Report.objects.filter(case=case).first()
    return None if report is None or not report.text else f"{report.title}\n{report.text}"


def _last_day(assignment: Assignment, at: datetime) -> date | None:
    """The last day in term of the agency's clock as it stood at `at`."""
    clocks = Q(assignment=assignment.clock_root_id or assignment.pk)
    newest = DueDate.objects.filter(clocks, since__lte=at).order_by("-since", "-pk").first()
    return None if newest is None else timezone.localdate(newest.due_at)
