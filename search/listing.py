"""What the list page shows, made of a question and its answer: rows, choices, chips, orders, pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.rules.timeliness import Timeliness
from cases.templatetags.dates import day_text
from cases.templatetags.minhbach import in_vietnamese
from cases.templatetags.numbers import number_text
from cases.templatetags.redaction import redacted
from cases.templatetags.states import state_word
from cases.templatetags.verdicts import timeliness_name
from search.asking import LEGENDS
from search.engines.base import Choice, Fragment, Hit, Result
from search.lexicon import current
from search.more import IN_FORM, More
from search.names import Names
from search.narrowing_words import narrowed_by
from search.periods import Periods, periods
from search.question import Facet, Question
from search.rows import row_of
from search.sorting import Sort
from search.telling import also_looked_for, as_written, cases_text, how_it_was_read, read_instead, shortened

MOST_TOLD = 4  # things that a list is narrowed by in its title: more than a line is not read
SHOWN_CHOICES = 8  # of a facet before the fold; those chosen always show
SORTS: dict[Sort, str | Promise] = {
    Sort.RELEVANCE: gettext_lazy("Đúng ý nhất trước"),
    Sort.NEWEST: gettext_lazy("Mới nhất trước"),
    Sort.OLDEST: gettext_lazy("Cũ nhất trước"),
    Sort.DUE: gettext_lazy("Hạn gần nhất trước"),
    Sort.LATE: gettext_lazy("Trễ lâu nhất trước"),
}
FEEDS = (("feed_atom", "application/atom+xml", "Atom"), ("feed_json", "application/feed+json", "JSON Feed"))
#: Of each file: the name of its address, what it is asked beside the question, its type, and what people call it.
FILES: tuple[tuple[str, str, str, str | Promise], ...] = (
    ("cases_csv", "", "text/csv", "CSV"),
    ("cases_csv", "bom=1", "text/csv", gettext_lazy("CSV cho Excel")),
    ("cases_geojson", "", "application/geo+json", "GeoJSON"),
)
_NUMBER = re.compile(r"a?\d+", re.ASCII | re.IGNORECASE)
VERDICT_ORDER = [each.value for each in Timeliness]


@dataclass(frozen=True, kw_only=True)
class Link:
    """Something to follow: what it says, and where it leads."""

    label: str
    href: str
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class FacetShown:
    """One facet with its choices: those shown, and those under the fold; `translated` are those named in English."""

    name: str
    legend: str
    choices: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    translated: frozenset[str]


def href_of(question: Question) -> str:
    """The canonical address of a question, in the reader's language."""
    address = reverse("case_list")
    return f"{address}?{question.query}" if question.query else address


class Listing:
    """The page as the template reads it; asks the engine nothing."""

    def __init__(
        self, question: Question, result: Result, *, at: datetime, age: str, names: Names = MappingProxyType({})
    ) -> None:
        self.question, self.names = question, names
        self.counts, self.page, self._near = result.counts, result.page, result.near
        self.reading = result.reading and as_written(result.reading, result.page.hits)
        self.at = at
        self.facets_key = f"{age} {question.first_page().query}"  # what the form of choices depends on
        self.total = result.counts.total

    # --- words --------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The page's title, without the site's name: what is asked, and how many fit it."""
        asked = [f"“{shortened(self.question.q)}”"] if self.question.q else []
        asked += [text for text, __ in self._narrowed()]
        if not asked:
            return _("Phản ánh")
        cases = _("không có phản ánh nào khớp") if self.nothing_fits else cases_text(self.total)
        if self.read_instead and not self.nothing_fits:
            cases = _("%(cases)s khớp “%(q)s”") % {"cases": cases, "q": shortened(self.read_instead)}
        return _("%(asked)s: %(cases)s") % {"asked": ", ".join(asked), "cases": cases}

    @property
    def heading(self) -> SafeString:
        """How many, and what they fit, each in one piece on a line; a name that stays Vietnamese is marked as such."""
        asked = [in_vietnamese(text) if is_name else text for text, is_name in self._narrowed()]
        commas = [","] * (len(asked) - 1) + [""]
        whole = format_html_join(" ", '<span class="keep">{}{}</span>', zip(asked, commas, strict=False))
        return format_html("{}: {}" if asked else "{}", self._what_fits(), whole)

    def _what_fits(self) -> str:
        """How many fit the words; of a mistyped one what was typed, and apart from it what was looked for instead."""
        cases = cases_text(self.total)
        told = {"cases": cases, "q": shortened(self.question.q), "used": shortened(self.read_instead)}
        if self.nothing_fits:
            return _("Không có phản ánh nào khớp “%(q)s”") % told
        if self.read_instead:
            sentence = ngettext(
                "Không có phản ánh nào khớp “%(q)s”, %(cases)s khớp “%(used)s”",
                "Không có phản ánh nào khớp “%(q)s”, %(cases)s khớp “%(used)s”",
                self.total,
            )
            return sentence % told
        return _("%(cases)s khớp “%(q)s”") % told if self.question.q else cases

    @property
    def description(self) -> str:
        """One sentence about what is asked; "" for the whole list, of which the site's own sentence is true."""
        told = {"asked": self.title}
        return _("%(asked)s. Ai xử lý, hạn ngày nào, đã trả lời ra sao.") % told if self.question.query else ""

    def _narrowed(self) -> list[tuple[str, bool]]:
        """What the list is narrowed by beside its words, and whether that is a name without an English one."""
        asked = self.question
        told = [(choice_text(f, c), self._is_vietnamese(f, c)) for f, c in self._chosen()]
        others = [days_text(asked), _("Trong khung bản đồ") if asked.bbox else ""]
        others += [text for text, *__ in narrowed_by(asked.more)]
        told += [(text, False) for text in others if text]
        return [*told[:MOST_TOLD], ("…", False)] if len(told) > MOST_TOLD else told

    def _is_vietnamese(self, facet: Facet, choice: Choice) -> bool:
        return facet not in {Facet.STATE, Facet.VERDICT} and choice.value not in self.names.get(facet, {})

    @property
    def nothing_fits(self) -> bool:
        """True where what is shown lacks something of what was typed."""
        reading = self.reading
        return self.total > 0 and reading is not None and bool(reading.missing or reading.folded)

    @cached_property
    def read_instead(self) -> str:
        """What was looked for in place of what was typed, "" where every word was taken as it stands."""
        return "" if self.reading is None else read_instead(self.reading, self.page.hits)

    @property
    def how_it_was_read(self) -> list[str]:
        """Sentences about what of the words was not heeded to the letter."""
        return [] if self.reading is None else list(how_it_was_read(self.reading))

    @property
    def also_looked_for(self) -> str:
        """Which words that mean the same were looked for as well."""
        return "" if self.reading is None else also_looked_for(self.reading, current())

    @property
    def problems(self) -> list[str]:
        """Sentences about what was asked and could not be heeded, or leads nowhere."""
        nowhere = [
            _("Không có phản ánh nào với “%(name)s: %(value)s”.") % {"name": LEGENDS[facet], "value": choice.value}
            for facet, choice in self._chosen()
            if not choice.name
        ]
        return [*self.question.problems, *nowhere]

    @property
    def is_indexable(self) -> bool:
        """True for the whole list and for one agency, category or ward: search engines need no other lists."""
        choices = self.question.choices
        one = not choices or (len(choices) == 1 and sum(map(len, choices.values())) == 1)
        plain = self.question == Question(choices=choices)
        public = not {Facet.STATE, Facet.VERDICT} & set(choices)
        return one and plain and public and self.total > 0 and not self.question.problems

    # --- rows ---------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What `components/row.html` takes of each case."""
        return [_row(hit, self.at) for hit in self.page.hits]

    @property
    def near(self) -> list[dict[str, Any]]:
        """The same of cases that come near, where those that fit leave room on the first page."""
        return [_row(hit, self.at) for hit in self._near]

    @property
    def the_case(self) -> str:
        """The address of the case whose number alone was asked for, "" where there is none."""
        asked = self.question
        if asked != Question(q=asked.q) or not _NUMBER.fullmatch(asked.q):
            return ""
        found = [hit.document for hit in self.page.hits if asked.q.lower() in hit.document.numbers]
        return reverse("case_list") + found[0].path if found else ""

    @property
    def previous(self) -> str:
        """The address of the page before, "" where there is none."""
        return href_of(self.question.but(before=self.page.previous)) if self.page.previous else ""

    @property
    def next(self) -> str:
        """The address of the page after, "" where there is none."""
        return href_of(self.question.but(after=self.page.next)) if self.page.next else ""

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        """The same question for programs: address, media type and name of each feed; one has a single order."""
        asked = self.question.but(sort=None).query
        query = f"?{asked}" if asked else ""
        return [(reverse(address) + query, kind, name) for address, kind, name in FEEDS]

    @property
    def files(self) -> list[tuple[str, str, str]]:
        """Every case of the same question as a file: address, media type and name of each."""
        asked = self.question.but(sort=None).query
        return [(_joined(reverse(address), asked, own), kind, str(name)) for address, own, kind, name in FILES]

    @property
    def range(self) -> str:
        """1–25 trong 289: which rows these are, and of how many; "" where their numbers are unknown."""
        first = self.page.first
        last = None if first is None else first + len(self.page.hits) - 1
        if first is None or last is None or not first <= last <= self.total:
            return ""
        numbers = {"first": number_text(first), "last": number_text(last), "total": number_text(self.total)}
        return _("%(first)s–%(last)s trong %(total)s") % numbers

    # --- choices ------------------------------------------------------------------------------------------------

    @property
    def facets(self) -> Iterator[FacetShown]:
        """All facets in the order of the page."""
        for facet, legend in LEGENDS.items():
            choices = self.choices(facet)
            first = tuple(c for i, c in enumerate(choices) if i < SHOWN_CHOICES or c.chosen)
            rest = tuple(choice for choice in choices if choice not in first)
            translated = frozenset(self.names.get(facet, {}))
            yield FacetShown(name=facet.value, legend=str(legend), choices=first, folded=rest, translated=translated)

    def choices(self, facet: Facet) -> tuple[Choice, ...]:
        """The choices of a facet, most frequent first; verdicts from good to bad."""
        names = self.names.get(facet, {})
        found = tuple(
            replace(choice, name=names[choice.value]) if choice.name and choice.value in names else choice
            for choice in self.counts.facets[facet]
        )
        if facet is Facet.VERDICT:
            return tuple(sorted(found, key=lambda choice: VERDICT_ORDER.index(choice.value)))
        return found

    def _chosen(self) -> Iterator[tuple[Facet, Choice]]:
        for facet in LEGENDS:
            for choice in self.choices(facet):
                if choice.chosen:
                    yield facet, choice

    @property
    def chips(self) -> list[Link]:
        """Every choice with the address of the list without it."""
        asked = self.question
        chips = [Link(label=choice_text(f, c), href=href_of(asked.without(f, c.value))) for f, c in self._chosen()]
        if asked.since:
            chips.append(Link(label=since_text(asked), href=href_of(asked.but(since=None))))
        if asked.until:
            chips.append(Link(label=until_text(asked), href=href_of(asked.but(until=None))))
        if asked.bbox:
            chips.append(Link(label=_("Trong khung bản đồ"), href=href_of(asked.but(bbox=None))))
        narrowed = narrowed_by(asked.more)
        return chips + [Link(label=text, href=href_of(asked.but(more=without))) for text, without, __ in narrowed]

    @property
    def without_all(self) -> str:
        """The address of the list without any choice, words kept."""
        return href_of(Question(q=self.question.q))

    # --- forms --------------------------------------------------------------------------------------------------

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """Orders to choose from: value ("" for the usual one, which no address needs), name, whether it is chosen."""
        offered = [sort for sort in SORTS if sort is not Sort.RELEVANCE or self.question.default_sort is Sort.RELEVANCE]
        usual = self.question.default_sort
        return [("" if s is usual else s.value, str(SORTS[s]), s is self.question.order) for s in offered]

    def _pairs(self, *left_out: str) -> list[tuple[str, str]]:
        return [pair for pair in self.question.first_page().pairs() if pair[0] not in left_out]

    @property
    def kept_by_words(self) -> list[tuple[str, str]]:
        """What the search box carries along."""
        return self._pairs("q", "sort")

    @property
    def kept_beside_order(self) -> list[tuple[str, str]]:
        """What the form of choices carries along where the choice of order is part of it."""
        return [pair for pair in self.kept_by_choices if pair[0] != "sort"]

    @property
    def kept_by_choices(self) -> list[tuple[str, str]]:
        """What the form of choices carries along."""
        return self._pairs("from", "to", *Facet, *IN_FORM) + self.more.refused_flags

    @property
    def periods(self) -> Periods | None:
        """When the cases were accepted."""
        return periods(self.question, self.counts.months, href_of)

    @property
    def more(self) -> More:
        """What the form of choices offers beside facets and days of acceptance."""
        return More(self.question.more)


def _joined(address: str, *queries: str) -> str:
    query = "&".join(filter(None, queries))
    return f"{address}?{query}" if query else address


def choice_text(facet: Facet, choice: Choice) -> str:
    """A choice in words."""
    if facet is Facet.STATE:
        return state_word(choice.value)
    if facet is Facet.VERDICT:
        return timeliness_name(choice.value)
    return choice.name or choice.value


def since_text(question: Question) -> str:
    """Từ 01/12/2026."""
    return _("Từ %(day)s") % {"day": day_text(question.since)} if question.since else ""


def until_text(question: Question) -> str:
    """Đến 07/12/2026."""
    return _("Đến %(day)s") % {"day": day_text(question.until)} if question.until else ""


def days_text(question: Question) -> str:
    """Từ 01/12/2026 đến 07/12/2026; one end alone where there is one, "" where there is none."""
    if question.since and question.until:
        return _("Từ %(since)s đến %(until)s") % {"since": day_text(question.since), "until": day_text(question.until)}
    return since_text(question) or until_text(question)


def marked_up(fragments: Sequence[Fragment]) -> SafeString:
    """Pieces as HTML, matches in <mark>."""
    parts = [
        ("<mark>" if piece.hit else "", redacted(piece.text), "</mark>" if piece.hit else "") for piece in fragments
    ]
    return format_html_join("", "{}{}{}", ((mark_safe(a), text, mark_safe(b)) for a, text, b in parts))  # noqa: S308 - two constants


def _row(hit: Hit, at: datetime) -> dict[str, Any]:
    return {
        **row_of(hit.document, at),
        "title_html": marked_up(hit.highlights.title),
        "place_html": marked_up(hit.highlights.place),
        "snippet": marked_up(hit.highlights.excerpt),
    }
