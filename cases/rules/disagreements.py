"""Disagreements at the review desk: reviewers advise different decisions, the head of the Center decides. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What one reviewer would decide; `account` None where the account is gone: its opinion stands for itself."""

    account: int | None
    advises: str


def standing(opinions: Iterable[Opinion]) -> list[Opinion]:
    """Of opinions in the order in which they were given, the last of each reviewer: who thinks better of it may."""
    found: dict[object, Opinion] = {}
    for n, opinion in enumerate(opinions):
        key = ("gone", n) if opinion.account is None else opinion.account
        found.pop(key, None)
        found[key] = opinion
    return list(found.values())


def differ(opinions: Iterable[Opinion]) -> bool:
    """Whether reviewers advise different decisions; one alone, or all the same, is no disagreement."""
    return len({opinion.advises for opinion in standing(opinions)}) > 1
