"""A city without a database, and lives in it that only note who does what, and when.

The walks are the real ones. In place of the verbs stands one who writes down what they are asked to do, so that a
thousand lives on any days of any calendar cost a second.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import pytest

from cases.actions.actor import Actor
from cases.demo import city, disputes, editing, walks
from cases.demo.bodies import BODIES, Bodies
from cases.demo.city import _live, _sent_at, working_days_back
from cases.demo.lives import LONGEST, Share
from cases.demo.places import Map
from cases.demo.punctuality import Record
from cases.demo.situations import SHARES
from cases.demo.streets import STREETS
from cases.demo.walks import Scene
from cases.models import Agency, Ward
from cases.rules.calendars import Calendar

HUE = ZoneInfo("Asia/Ho_Chi_Minh")
#: Modules of verbs, and models that are looked up on the way, by where they are used.
VERBS = {
    walks: ("answering", "assign", "extend", "rate", "receive", "remove", "reopen", "review"),
    disputes: ("appealing", "reopen_requests", "ruling", "strike"),
    editing: ("covering",),
}
ROWS = {walks: ("Case",), disputes: ("Appeal", "Extension", "Ruling"), editing: ("CasePage", "Report")}
SQUARE = [(107.5, 16.4), (107.7, 16.4), (107.7, 16.6), (107.5, 16.6), (107.5, 16.4)]


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What was done: the verb, by whom, when, and with what."""

    verb: str
    by: Actor
    at: datetime
    told: dict

    @property
    def local(self) -> datetime:
        return self.at.astimezone(HUE)


class Row:
    """Stands in for a row that a verb returns: what lives ask of it, and nothing else."""

    pk = 1

    def __init__(self, deeds: list[Deed], told: dict) -> None:
        self._deeds, self.text, self.agency = deeds, told.get("text", ""), told.get("agency")

    def __getattr__(self, _name):
        return self

    def __call__(self, *args, **told):
        return self

    @property
    def round(self) -> int:
        """How often it was opened."""
        return 1 + sum(deed.verb == "reopen" for deed in self._deeds)


class Noting:
    """Stands in for a module of verbs."""

    def __init__(self, deeds: list[Deed]) -> None:
        self._deeds = deeds

    def __getattr__(self, verb):
        def done(**told):
            row = Row(self._deeds, told)
            if "at" in told:
                self._deeds.append(Deed(verb=verb, by=told.pop("by"), at=told.pop("at"), told=told))
            return row

        return done


@pytest.fixture(scope="module")
def noted() -> Iterator[list[Deed]]:
    """What verbs have noted; as long as the module's tests last, they do nothing else."""
    deeds: list[Deed] = []
    with pytest.MonkeyPatch.context() as patched:
        for module, names in VERBS.items():
            for name in names:
                patched.setattr(module, name, Noting(deeds))
        for module, names in ROWS.items():
            for name in names:
                patched.setattr(module, name, Row(deeds, {"text": "Tôi tên Lê Văn Mẫu."}))
        patched.setattr(editing.edit_page, "publishing", lambda page: nullcontext())
        patched.setattr(editing.edit_page, "edited", lambda page, before, **told: Noting(deeds).edited(**told))
        patched.setattr(city, "PLAIN", frozenset())
        yield deeds


@cache
def wards() -> list[Ward]:
    """All of Huế's wards, each of them as large as the city."""
    boundary = {"type": "Polygon", "coordinates": [SQUARE]}
    return [
        Ward(pk=n, slug=slug, name=f"Phường {slug}", boundary=boundary)
        for n, slug in enumerate(sorted(STREETS), start=1)
    ]


@cache
def bodies() -> Bodies:
    """An agency for every task and every ward; all of them answer four of five in time."""
    by_task = {task: Agency(pk=n, name=name, slug=task) for n, (task, name, _, _) in enumerate(BODIES, start=1)}
    by_ward = {ward.pk: Agency(pk=100 + ward.pk, name=ward.name, slug=ward.slug) for ward in wards()}
    punctuality = {agency.pk: 0.8 for agency in (*by_task.values(), *by_ward.values())}
    return Bodies(by_task=by_task, by_ward=by_ward, former={}, punctuality=punctuality)


def a_scene(today: date, calendar: Calendar, seed: int) -> Scene:
    """The stage at the beginning of that day in Huế."""
    return Scene(
        bodies=bodies(),
        calendar=calendar,
        categories=dict.fromkeys(SHARES),
        today=datetime(today.year, today.month, today.day, tzinfo=HUE),
        rng=Random(seed),
    )


def sent_at(scene: Scene, share: Share) -> datetime:
    """When a report of such a life is sent, as the city decides it."""
    return _sent_at(working_days_back(scene.calendar, scene.today.date(), LONGEST), scene, share)


def lived(noted: list[Deed], scene: Scene, share: Share) -> list[Deed]:
    """One life as the city lets it be lived by the verbs; its deeds in their order."""
    noted.clear()
    _live(scene, Map(wards(), scene.rng), share, sent_at(scene, share), Record(scene.bodies.punctuality))
    return list(noted)


def among_holidays(first: date, days: int, *, make_up: bool = False) -> Calendar:
    """Huế's calendar with so many holidays in a row; and perhaps the Saturday after them worked."""
    off = {first + timedelta(days=n): "Tết" for n in range(days)}
    saturday = max(off, default=first)
    while saturday.weekday() != 5 or saturday in off:
        saturday += timedelta(days=1)
    return Calendar(zone="Asia/Ho_Chi_Minh", holidays=off, make_up={saturday: "Làm bù"} if make_up else {})
