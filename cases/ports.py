"""What `cases` needs of others: declared here, plugged in by `search.apps.ready()`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class CaseListUrl(Protocol):
    """Addresses of lists: every figure links to its cases."""

    def __call__(self, **criteria: str | Sequence[str]) -> str:
        """The canonical address of the list that these criteria ask for."""


@dataclass(slots=True)
class Ports:
    """What is plugged in; `None` until it is."""

    list_url: CaseListUrl | None = None


PORTS = Ports()


def missing() -> list[str]:
    """Names of the ports nothing is plugged into."""
    return [name for name in ("list_url",) if getattr(PORTS, name) is None]


def case_list_url(**criteria: str | Sequence[str]) -> str:
    """The address of a list of cases; RuntimeError when no search is plugged in."""
    if PORTS.list_url is None:
        raise RuntimeError("no list address is plugged into cases.ports")
    return PORTS.list_url(**criteria)
