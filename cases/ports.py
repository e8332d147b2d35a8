"""What `cases` needs of others: declared here, plugged in when `search` and `cases.contacts` get ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Q

if TYPE_CHECKING:
    from cases.models import FigureReport


class CaseListUrl(Protocol):
    """Addresses of lists: every figure links to its cases."""

    def __call__(self, **criteria: str | Sequence[str]) -> str:
        """The canonical address of the list that these criteria ask for."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """What other cases are looked for around: a public case, by what may be known of it.

    Degrees are of WGS 84, None where no exact point is public; `category` and `ward` are slugs.
    """

    case_id: int
    category: str
    ward: str | None
    place: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, kw_only=True)
class Nearby:
    """A public case close to another: what `components/row.html` takes of it, and how the two belong together.

    `metres` is None where it is only known to lie in the same ward; `again`: it tells of the same thing at the same
    place.
    """

    row: Mapping[str, Any]
    metres: int | None
    again: bool


class CaseFinder(Protocol):
    """Finds cases beside a case."""

    def near(self, around: Around, *, at: datetime) -> Sequence[Nearby]:
        """Up to five public cases, repeated ones first, their clocks as of `at`; the case itself is never one."""


class AnswerFinder(Protocol):
    """Finds submitted answers of nearly the same text, by keys made of them (`cases.rules.hints.shingles`)."""

    def keep(self, version: int, *, case_id: int, keys: Sequence[int]) -> None:
        """Make a submitted version findable, in the caller's transaction; again: its keys are replaced."""

    def alike(self, keys: Sequence[int], *, besides: int) -> Sequence[int]:
        """Up to 20 versions of other cases than `besides` that share keys, those that share most first."""


class StaffFinder(Protocol):
    """Finds cases for the staff: what is public and what is not, by words with or without marks."""

    def matching(self, text: str) -> Q:
        """The condition, on cases, that all words of a text occur; one that excludes nothing where it has none."""


class AddressKeeper(Protocol):
    """Keeps an address where nothing public reaches it."""

    def __call__(self, report: FigureReport, email: str) -> None:
        """Write down where to tell the answer to a report of a wrong figure, in the caller's transaction."""


@dataclass(slots=True)
class Ports:
    """What is plugged in; `None` until it is."""

    list_url: CaseListUrl | None = None
    finder: CaseFinder | None = None
    answers: AnswerFinder | None = None
    staff: StaffFinder | None = None
    addresses: AddressKeeper | None = None


PORTS = Ports()


def missing() -> list[str]:
    """Names of the ports nothing is plugged into."""
    return [port.name for port in fields(Ports) if getattr(PORTS, port.name) is None]


def case_list_url(**criteria: str | Sequence[str]) -> str:
    """The address of a list of cases; RuntimeError when no search is plugged in."""
    if PORTS.list_url is None:
        raise RuntimeError("no list address is plugged into cases.ports")
    return PORTS.list_url(**criteria)


def cases_near(around: Around, *, at: datetime) -> Sequence[Nearby]:
    """Cases beside a case, see `CaseFinder`; RuntimeError when no search is plugged in."""
    if PORTS.finder is None:
        raise RuntimeError("no finder is plugged into cases.ports")
    return PORTS.finder.near(around, at=at)


def answer_finder() -> AnswerFinder:
    """What finds answers of nearly the same text; RuntimeError when no search is plugged in."""
    if PORTS.answers is None:
        raise RuntimeError("no finder of answers is plugged into cases.ports")
    return PORTS.answers


def words_match(text: str) -> Q:
    """The condition on cases that the staff's lists search by; RuntimeError when no search is plugged in."""
    if PORTS.staff is None:
        raise RuntimeError("no finder for the staff is plugged into cases.ports")
    return PORTS.staff.matching(text)


def keep_address(report: FigureReport, email: str) -> None:
    """Keep where to tell the answer, see `AddressKeeper`; RuntimeError when no contacts are plugged in."""
    if PORTS.addresses is None:
        raise RuntimeError("no keeper of addresses is plugged into cases.ports")
    PORTS.addresses(report, email)
