"""Reads a question from an address: what cannot be heeded is named in a sentence, and nothing else is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.public.parameters import IGNORED, REFUSED, Problem, foreign_names, passed_over
from cases.rules.states import CaseState, SeenState
from cases.rules.timeliness import TIMELINESS_WHEN_ANSWERED, Timeliness
from search.narrowing import Days, Flag, Narrowing, Pick, Span
from search.narrowing_words import NARROWED, PICKED, read_day, read_flag, read_late, read_near, read_took
from search.question import Box, Facet, Question
from search.sorting import Cursor, Sort
from search.wording import read

#: What a part of an address is called where people read of it.
LEGENDS: dict[Facet, str | Promise] = {
    Facet.VERDICT: gettext_lazy("Tình trạng hạn"),
    Facet.STATE: gettext_lazy("Trạng thái"),
    Facet.WARD: gettext_lazy("Phường, xã"),
    Facet.AGENCY: gettext_lazy("Đơn vị"),
    Facet.CATEGORY: gettext_lazy("Lĩnh vực"),
}
_LABELS: Mapping[str, str | Promise] = {
    **{facet.value: label for facet, label in LEGENDS.items()},
    "from": gettext_lazy("Từ ngày"),
    "to": gettext_lazy("Đến ngày"),
    "bbox": gettext_lazy("Khung bản đồ"),
    **NARROWED,
    "sort": gettext_lazy("Thứ tự"),
    "page": gettext_lazy("Trang"),
    "after": gettext_lazy("Trang sau"),
    "before": gettext_lazy("Trang trước"),
}
NAMES = frozenset({"q", *_LABELS})
LONGEST_Q = 200  # characters; also bounds how many words a database is asked for
MOST_CHOICES = 60  # of one facet
MOST_PICKED = 8  # of what has no counts; each is a step back that an empty list offers
MOST_PAGES = 100  # by number; any depth is reached by cursors
_SLUG = re.compile(r"[-\w]{1,120}", re.ASCII)
_FIXED: Mapping[Facet, frozenset[str]] = {
    Facet.STATE: frozenset(state.value for state in SeenState),
    Facet.VERDICT: frozenset(each.value for each in Timeliness),
}
T = TypeVar("T")


def without_empty(data: QueryDict) -> str | None:
    """What follows the path without the fields that a form sent empty; None where none was."""
    kept = [(name, value) for name, values in data.lists() for value in values if value.strip()]
    if len(kept) == sum(len(values) for _name, values in data.lists()):
        return None
    return f"?{urlencode(kept)}" if kept else ""


def read_question(data: MultiValueDict[str, str], complaint: str | Promise = IGNORED) -> Question:
    """Return the question of these names and values. Never raises; empty values and names of trackers ask nothing.

    `complaint` is the sentence about what cannot be heeded, with a place for `%(what)s`.
    """
    return _Reading(data, complaint).question()


def problems_of(data: MultiValueDict[str, str]) -> tuple[Question, list[Problem]]:
    """The same for a program, which is told the names of the parameters that cannot be heeded beside the sentences."""
    reading = _Reading(data, REFUSED)
    return reading.question(), reading.problems


def question_of(criteria: Mapping[str, str | Sequence[str]]) -> Question:
    """Return the question of criteria that code put together; ValueError where one of them cannot be heeded."""
    data = MultiValueDict({k: [v] if isinstance(v, str) else list(v) for k, v in criteria.items()})
    question = read_question(data, REFUSED)
    if question.problems:
        raise ValueError(" ".join(question.problems))
    return question


class _Reading:
    """One reading: collects sentences on the way. People read of parts by their labels, programs by their names."""

    def __init__(self, data: MultiValueDict[str, str], complaint: str | Promise) -> None:
        self.data, self.complaint = data, complaint
        self.problems: list[Problem] = []
        self.for_people = complaint is IGNORED

    def given(self, name: str, value: str) -> str:
        """What was asked, as its reader knows it: “Từ ngày: gestern”, or “from=gestern”."""
        return f"{_LABELS[name]}: {value[:80]}" if self.for_people else f"{name}={value[:80]}"

    def question(self) -> Question:
        days = self.days("from", "to")
        question = Question(
            q=self.words(),
            choices=_said_now({facet: tuple(self.chosen(facet)) for facet in Facet}),
            since=days.since,
            until=days.until,
            bbox=self.one("bbox", _box),
            more=self.more(),
            sort=self.one("sort", _sort),
            page=self.one("page", _page) or 1,
            after=self.one("after", Cursor.read),
            before=self.one("before", Cursor.read),
        )
        self.name_foreign()
        return replace(question, problems=tuple(problem.sentence for problem in self.problems))

    def ignore(self, parameter: str, what: str, **values: object) -> None:
        """Note that `what` was left out, and why."""
        self.problems.append(Problem(parameter, str(self.complaint) % {"what": what % values}))

    def name_foreign(self) -> None:
        """Note the names that ask nothing here, in one sentence however many they are."""
        names = foreign_names(self.data, NAMES)
        if names:
            told = passed_over(names, _("%(names)s: danh sách không có tham số này"), self.complaint)
            self.problems.append(Problem(names[0], told))

    def words(self) -> str:
        """Everything typed into `q`; several `q` are one question."""
        text = " ".join(self.data.getlist("q"))
        if len(text) > LONGEST_Q:
            self.ignore("q", _("phần câu hỏi sau %(n)d ký tự"), n=LONGEST_Q)
            text = text[:LONGEST_Q]
        if text.strip() and not read(text):
            self.ignore("q", _("“%(text)s”: không có chữ hay số nào để tìm"), text=text.strip())
        return text

    def chosen(self, facet: Facet) -> Iterable[str]:
        """The values of one facet that can be heeded."""
        given = dict.fromkeys(value.strip() for value in self.data.getlist(facet.value) if value.strip())
        for i, value in enumerate(given):
            if i >= MOST_CHOICES:
                label = LEGENDS[facet] if self.for_people else facet.value
                self.ignore(
                    facet.value, _("các lựa chọn sau lựa chọn thứ %(n)d của “%(name)s”"), n=MOST_CHOICES, name=label
                )
                return
            if value in _FIXED[facet] if facet in _FIXED else _SLUG.fullmatch(value):
                yield value
            else:
                self.ignore(facet.value, _("“%(given)s”: không có lựa chọn này"), given=self.given(facet.value, value))

    def days(self, first: str, last: str) -> Days:
        """The days between two dates, both included; none where they are the wrong way round."""
        since, until = self.one(first, read_day), self.one(last, read_day)
        if since and until and since > until:
            self.ignore(first, _("ngày “từ %(since)s đến %(until)s”: ngày đầu sau ngày cuối"), since=since, until=until)
            return Days()
        return Days(since=since, until=until)

    def more(self) -> Narrowing:
        """What is asked beside words, facets, acceptance and box."""
        flags = {flag: self.one(flag.value, read_flag) for flag in Flag}
        return Narrowing(
            picks={pick: tuple(self.picked(pick)) for pick in Pick},
            spans={span: self.days(f"{span.value}_from", f"{span.value}_to") for span in Span},
            flags={flag: wanted for flag, wanted in flags.items() if wanted is not None},
            late=self.one("late", read_late),
            took=self.one("took", read_took),
            near=self.one("near", read_near),
        )

    def picked(self, pick: Pick) -> Iterator[str]:
        """The values of one pick that can be heeded."""
        given = dict.fromkeys(value.strip() for value in self.data.getlist(pick.value) if value.strip())
        for i, value in enumerate(given):
            if i >= MOST_PICKED:
                label = NARROWED[pick.value] if self.for_people else pick.value
                self.ignore(
                    pick.value, _("các lựa chọn sau lựa chọn thứ %(n)d của “%(name)s”"), n=MOST_PICKED, name=label
                )
                return
            if value in PICKED[pick] if pick in PICKED else _SLUG.fullmatch(value):
                yield value
            else:
                self.ignore(pick.value, _("“%(given)s”: không có lựa chọn này"), given=self.given(pick.value, value))

    def one(self, name: str, read_value: Callable[[str], T | None]) -> T | None:
        """The value of a name that may be given once; of several, the last."""
        *others, value = [value.strip() for value in self.data.getlist(name) if value.strip()] or [""]
        for other in dict.fromkeys(others):
            if other != value:
                self.ignore(name, _("“%(given)s”: chỉ dùng được một giá trị"), given=self.given(name, other))
        found = read_value(value) if value else None
        if value and found is None:
            self.ignore(name, _("“%(given)s”: không hiểu được giá trị này"), given=self.given(name, value))
        return found


def _said_now(choices: Mapping[Facet, tuple[str, ...]]) -> dict[Facet, tuple[str, ...]]:
    """The choices in today's words: verdicts of answered cases once bore the names of those of open ones.

    Only where nothing but answered cases is asked for: without that, and with others beside them, the names fit.
    """
    if choices[Facet.STATE] != (CaseState.ANSWERED.value,):
        return dict(choices)
    said = (Timeliness(value) for value in choices[Facet.VERDICT])
    return {**choices, Facet.VERDICT: tuple(TIMELINESS_WHEN_ANSWERED.get(each, each).value for each in said)}


def _box(text: str) -> Box | None:
    """A rectangle as west,south,east,north; cases at one place have one without width."""
    try:
        west, south, east, north = (float(edge) for edge in text.split(","))
    except ValueError:
        return None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # nor is anything that is no number
        return None
    return Box(west=west, south=south, east=east, north=north)


def _sort(text: str) -> Sort | None:
    return Sort(text) if text in set(Sort) else None


def _page(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[1-9]\d{0,2}", text, re.ASCII) and int(text) <= MOST_PAGES else None
