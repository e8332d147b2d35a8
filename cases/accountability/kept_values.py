"""Counted values as JSON and back: numbers, texts, instants, and the few kinds of value that counting gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any, TypeVar

from cases.accountability.case_counts import CaseCounts
from cases.accountability.durations import Took
from cases.accountability.lateness import Lateness
from cases.accountability.spread import Spread
from cases.accountability.tallies import Load
from cases.models import Snapshot
from cases.public.pace import Pace
from cases.rules.figures import Rate, Tally

T = TypeVar("T")
KINDS: dict[str, Any] = {kind.__name__: kind for kind in (CaseCounts, Lateness, Load, Pace, Rate, Spread, Tally, Took)}


def keepable(kind: type[T]) -> type[T]:
    """Let the instances of a dataclass be kept, of which every field can be."""
    KINDS[kind.__name__] = kind
    return kind


def encoded(value: Any) -> Any:
    """A value as JSON holds it, so that `decoded` gives it back; TypeError for one that is not known."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Snapshot):
        return {"frozen": {each.attname: encoded(getattr(value, each.attname)) for each in value._meta.concrete_fields}}
    if isinstance(value, dict):
        return {"map": [[encoded(key), encoded(own)] for key, own in value.items()]}
    if isinstance(value, list):
        return [encoded(each) for each in value]
    if isinstance(value, tuple):
        return {"tuple": [encoded(each) for each in value]}
    if type(value).__name__ in KINDS:
        return {"kind": type(value).__name__, "of": dict(_told(value))}
    raise TypeError(f"{type(value).__name__} is no value that is kept.")


def _told(value: Any) -> Iterator[tuple[str, Any]]:
    """The fields that are not as they would be anyway: of the days of a year most are nought, and all are read."""
    for each in fields(value):
        own = getattr(value, each.name)
        if each.default is MISSING or type(own) is not type(each.default) or own != each.default:
            yield each.name, encoded(own)


def decoded(told: Any) -> Any:
    """What was `encoded`."""
    if isinstance(told, list):
        return [decoded(each) for each in told]
    if not isinstance(told, dict):
        return told
    if "kind" in told:
        return KINDS[told["kind"]](**{name: decoded(own) for name, own in told["of"].items()})
    if "map" in told:
        return {decoded(key): decoded(own) for key, own in told["map"]}
    if "tuple" in told:
        return tuple(decoded(each) for each in told["tuple"])
    if "frozen" in told:
        return Snapshot(**{name: decoded(own) for name, own in told["frozen"].items()})
    if "day" in told:
        return date.fromisoformat(told["day"])
    return datetime.fromisoformat(told["instant"])
