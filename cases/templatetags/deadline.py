"""The deadline explained day by day: which days counted, which did not, and how long it has been past due."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.public.holiday_names import holiday_name
from cases.templatetags.clocks import Clock, fact
from cases.templatetags.dates import local_day, weekday_short, weekday_text
from cases.templatetags.numbers import number_text

LONGEST = 30  # above it the middle is folded
HEAD, TAIL = 21, 7  # what stays in sight
LISTED = 120  # a longer middle is only summed up
WIDEST_WORD, LONGEST_NOTE = 5, 16  # letters that a cell of a phone has room for; a holiday's longer name has none
SOFT_HYPHEN = "\N{SOFT HYPHEN}"  # a translation's long words may bear it: a cell is as narrow as five letters


class DayLike(Protocol):
    """What `cases.rules.terms.explain` gives for one day."""

    day: date
    kind: str
    count: int | None
    name: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One day in the strip. `says` is the whole sentence for who cannot see it, `name` what is too long for a cell."""

    day: date
    mark: str
    weekday: str
    label: str
    count: str
    note: str = ""
    note_strong: bool = False
    name: str = ""
    says: str = ""

    @property
    def column(self) -> int:
        """1 on a Monday, 7 on a Sunday."""
        return self.day.isoweekday()


@dataclass(frozen=True, kw_only=True)
class Folded:
    """The days between: how many, from when to when, and their cells where they are few enough to list."""

    n: int
    since: date
    until: date
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Strip:
    """The days in sight, and the folded middle."""

    head: tuple[Cell, ...]
    middle: Folded | None = None
    tail: tuple[Cell, ...] = ()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The legend: what stands in the cells, and what it means; only for what occurs."""
        told = ((sample, words) for marks, words in _legend() if (sample := _sample(self._seen, marks)))
        return (*told, *_named(self._seen))

    @property
    def _seen(self) -> tuple[Cell, ...]:
        return (*self.head, *(self.middle.cells if self.middle else ()), *self.tail)


def _legend() -> tuple[tuple[frozenset[str], str], ...]:
    return (
        (frozenset({"count", "due"}), _("ngày được tính")),
        (frozenset({"off"}), _("không tính")),
        (frozenset({"ext", "promise"}), _("quá hạn, trong thời gian đã hẹn")),
        (frozenset({"late"}), _("quá hạn, đã lỡ hẹn")),
        (frozenset({"over"}), _("quá hạn")),
    )


def _sample(cells: Sequence[Cell], marks: frozenset[str]) -> str:
    """What the cells of these marks hold: one value, a few words, or first–last."""
    counts = list(dict.fromkeys(cell.count for cell in cells if cell.mark.split()[0] in marks))
    if not counts or "off" in marks:
        return ", ".join(counts)
    return counts[0] if len(counts) == 1 else _("%(first)s đến %(last)s") % {"first": counts[0], "last": counts[-1]}


def _named(cells: Sequence[Cell]) -> tuple[tuple[str, str], ...]:
    """The holidays whose names no cell holds, those of one name that follow each other as one: 1/9 đến 2/9."""
    found: list[tuple[str, str]] = []
    for name, days in groupby(cells, key=attrgetter("name")):
        first, *rest = days
        since, until = _dated(first.day), _dated((rest or [first])[-1].day)
        said = since if since == until else _("%(first)s đến %(last)s") % {"first": since, "last": until}
        found += [(said, name)] if name else []
    return tuple(found)


def strip(case: object) -> Strip:
    """The days of `case.deadline_days` as cells, the middle folded above `LONGEST` days, left out above `LISTED`."""
    days: Sequence[DayLike] = fact(case, "deadline_days") or ()
    if len(days) <= LONGEST:
        return Strip(head=_cells(case, days))
    between = days[HEAD:-TAIL]
    listed = between if len(between) <= LISTED else ()
    middle = Folded(n=len(between), since=between[0].day, until=between[-1].day, cells=_cells(case, listed))
    return Strip(head=_cells(case, days[:HEAD]), middle=middle, tail=_cells(case, days[-TAIL:]))


def _cells(case: object, days: Sequence[DayLike]) -> tuple[Cell, ...]:
    """Cells of days that follow each other; the month is written on the first, and where it changes."""
    first_of_all = (fact(case, "deadline_days") or days)[:1]
    due = next((day.day for day in fact(case, "deadline_days") or () if day.kind == "due"), None)
    cells: list[Cell] = []
    for i, day in enumerate(days):
        if day.kind == "start":
            cell = _start(case, day, first=day in first_of_all)
        elif day.kind == "after" and due:
            cell = _after(case, day.day, due)
        else:
            cell = _counting(case, day)
        label = _dated(day.day) if i == 0 or day.day.day == 1 else str(day.day.day)
        cells.append(_marked(case, replace(cell, label=label)))
    return tuple(cells)


def _dated(day: date) -> str:
    return f"{day.day}/{day.month}"


def _cell(day: date, mark: str, count: str, words: str, note: str = "", *, strong: bool = False) -> Cell:
    head = weekday_text(day)
    says = f"{head[:1].upper()}{head[1:]} {_dated(day)}: {words}"
    return Cell(
        day=day, mark=mark, weekday=weekday_short(day), label="", count=count, note=note, note_strong=strong, says=says
    )


def _counted_words(case: object, count: int | None) -> str:
    if count is None:
        return _("được tính")
    working = fact(case, "term_kind") in (None, "working_days")
    return (_("ngày làm việc thứ %(n)s") if working else _("ngày thứ %(n)s")) % {"n": count}


def _start(case: object, day: DayLike, *, first: bool) -> Cell:
    """The day it came in; with office hours also the one counting begins, when that is another."""
    if not first:
        return _cell(day.day, "start", "0", _("bắt đầu tính từ giờ mở cửa"), pgettext("ô lịch", "Bắt đầu"), strong=True)
    if (fact(case, "round") or 1) > 1:
        return _cell(day.day, "start", "0", _("ngày mở lại, chưa tính"), pgettext("ô lịch", "Mở lại"), strong=True)
    return _cell(day.day, "start", "0", _("ngày tiếp nhận, chưa tính"), pgettext("ô lịch", "Tiếp nhận"), strong=True)


def _counting(case: object, day: DayLike) -> Cell:
    """A day after the start, up to the due day."""
    counted = _counted_words(case, day.count)
    count = str(day.count or "•")
    if day.kind == "weekend":
        return _cell(day.day, "off", _("nghỉ"), _("cuối tuần, không tính"))
    if day.kind == "holiday":
        name = holiday_name(day.name)
        cell = _cell(day.day, "off", _("lễ"), _("%(name)s, nghỉ lễ, không tính") % {"name": name})
        return replace(cell, note=name) if _fits(name) else replace(cell, name=name)
    if day.kind == "make_up":
        return _cell(
            day.day, "count", count, _("làm bù, %(counted)s") % {"counted": counted}, pgettext("ô lịch", "Làm bù")
        )
    if day.kind == "due":
        return _cell(
            day.day,
            "due",
            count,
            _("%(counted)s, hạn cuối") % {"counted": counted},
            pgettext("ô lịch", "Hạn cuối"),
            strong=True,
        )
    return _cell(day.day, "count", count, counted)


def _fits(name: str) -> bool:
    return len(name) <= LONGEST_NOTE and max(map(len, name.split()), default=0) <= WIDEST_WORD


def _after(case: object, day: date, due: date) -> Cell:
    """A day past the due day: amber inside the promise, then red, or maroon where a promise was broken."""
    clock = Clock.of(case)
    late = (day - due).days
    limit = local_day(clock.limit_at) if clock.limit_at else due
    count = f"+{number_text(late)}"
    said = ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", late) % {"n": number_text(late)}
    if day > limit:
        if clock.verdict == "promise_broken":
            return _cell(day, "late", count, _("%(late)s, đã lỡ hẹn") % {"late": said})
        return _cell(day, "over", count, said)
    said = _("%(late)s, trong thời gian đã hẹn") % {"late": said}
    if day == limit:
        return _cell(day, "promise", count, said, pgettext("ô lịch", "Ngày hẹn"), strong=True)
    return _cell(day, "ext", count, said)


def _marked(case: object, cell: Cell) -> Cell:
    """The same day with what happened on it: the answer, or that it is today."""
    clock = Clock.of(case)
    stopped = fact(case, "t") if clock.group in {"answered", "awaiting"} else None
    if stopped is not None and local_day(stopped) == cell.day:
        return _noted(cell, pgettext("ô lịch", "Trả lời"), "is-answer")
    if stopped is None and clock.at is not None and local_day(clock.at) == cell.day:
        return _noted(cell, pgettext("ô lịch", "Hôm nay"), "is-today")
    return cell


def _noted(cell: Cell, note: str, mark: str) -> Cell:
    after = f", {note[:1].lower()}{note[1:]}"
    both = f"{cell.note}{after}" if cell.note else note
    says = cell.says + after.replace(SOFT_HYPHEN, "")
    return replace(cell, note=both, note_strong=True, mark=f"{cell.mark} {mark}", says=says)
