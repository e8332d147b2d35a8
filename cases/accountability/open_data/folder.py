"""Where the dumps lie: a folder a day, told by its `datapackage.json`; one process at a time changes them."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

PACKAGE, SUMS, README = "datapackage.json", "SHA256SUMS", "README.md"
MAKING, OLD = ".making-", ".old-"  # what a killed run leaves behind begins so
CLEANED = ".cleaned.json"  # which erasures a dump has heeded; not served
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: What may be asked of a dump by name; nothing that begins with a dot.
NAME = re.compile(r"[a-z_]+(-[0-9]{4})?\.(csv|jsonl)(\.gz)?|datapackage\.json|SHA256SUMS|README\.md")


def root() -> Path | None:
    """The folder of all dumps; None where none are made."""
    return Path(settings.OPEN_DATA_ROOT) if settings.OPEN_DATA_ROOT else None


@dataclass(frozen=True, kw_only=True)
class Dump:
    """One day's dump, as its package tells."""

    day: date
    path: Path
    package: dict[str, Any]

    @property
    def at(self) -> datetime:
        """The instant all of it tells of."""
        return datetime.fromisoformat(self.package["as_of"])

    @property
    def resources(self) -> list[dict[str, Any]]:
        """Its files, but for those that tell of the others."""
        found: list[dict[str, Any]] = self.package["resources"]
        return found

    def resource(self, name: str) -> dict[str, Any] | None:
        """The file of that name; None where there is none."""
        return next((each for each in self.resources if each["path"] == name), None)


def dump_of(day: date) -> Dump | None:
    """The dump of a day, None where there is none."""
    above = root()
    return None if above is None else _read(above / day.isoformat())


def _read(path: Path) -> Dump | None:
    try:
        package = json.loads((path / PACKAGE).read_bytes())
        return Dump(day=date.fromisoformat(path.name), path=path, package=package)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None


def days() -> list[date]:
    """The days of which there is a dump, newest first; reads no file."""
    above = root()
    if above is None or not above.is_dir():
        return []
    names = (each.name for each in above.iterdir() if DAY.fullmatch(each.name))
    return sorted((date.fromisoformat(name) for name in names), reverse=True)


def newest() -> Dump | None:
    """The newest dump, None before the first."""
    return next((dump for day in days() if (dump := dump_of(day))), None)


@contextmanager
def alone() -> Iterator[Path | None]:
    """Be the only one that changes dumps; None where another process does, or where none are made.

    Whoever holds this first mends what a killed run has left: a dump taken aside is put back, a half-made one goes.
    """
    above = root()
    if above is None:
        yield None
        return
    above.mkdir(parents=True, exist_ok=True)
    with (above / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        _mend(above)
        yield above


def _mend(above: Path) -> None:
    for left in [*above.glob(f"{OLD}*"), *above.glob(f"{MAKING}*")]:
        place = above / left.name.removeprefix(OLD)
        if left.name.startswith(OLD) and not place.exists():
            left.rename(place)
        else:
            shutil.rmtree(left)


def put(making: Path, place: Path) -> None:
    """Let a finished dump be that of its day; whoever is killed in between is mended by the next."""
    aside = place.with_name(f"{OLD}{place.name}")
    if place.exists():
        place.rename(aside)
    making.rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def forget_before(above: Path, first: date) -> list[date]:
    """Delete the dumps of earlier days; which."""
    gone = [day for day in days() if day < first]
    for day in gone:
        shutil.rmtree(above / day.isoformat())
    return gone
