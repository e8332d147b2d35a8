"""Builds the invented city: the same one for the same day and seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from cases.demo.lives import MIX, Life, received, situations_for
from cases.demo.places import STREETS, a_place, found_bodies
from cases.demo.walks import Scene, Walk
from cases.models import Calendar, Case, Category, Ward
from cases.rules.calendars import ONE_DAY
from cases.rules.calendars import Calendar as RuleCalendar
from cases.rules.states import CaseState

CASES = 300
SEED = 20261124
BATCH = 25  # cases a transaction: one sync to disk for many verbs
DUPLICATES = 3


def lives(count: int) -> list[tuple[Life, int, int]]:
    """A life for every case in the proportions of the mix, each at least once; the commonest fills up or gives way."""
    whole = sum(weight for _, weight, _, _ in MIX)
    numbers = [max(1, round(weight * count / whole)) for _, weight, _, _ in MIX]
    while sum(numbers) > count and max(numbers) > 1:
        numbers[numbers.index(max(numbers))] -= 1
    numbers[numbers.index(max(numbers))] += max(0, count - sum(numbers))
    return [(life, first, last) for (life, _, first, last), n in zip(MIX, numbers, strict=True) for _ in range(n)]


def working_days_back(calendar: RuleCalendar, today: date, n: int) -> list[date]:
    """The `n` working days before today, the last one first."""
    days: list[date] = []
    day = today
    while len(days) < n:
        day -= ONE_DAY
        if calendar.is_working(day):
            days.append(day)
    return days


def _sent_at(back: Sequence[date], scene: Scene, first: int, last: int) -> datetime:
    """Some time of day between so many working days ago and the next one; more of them lately than long ago."""
    rng = scene.rng
    ago = round(first + (last - first) * rng.random() ** 1.5)
    day, following = back[ago - 1], back[ago - 2] if ago > 1 else scene.today.date()
    day += timedelta(days=rng.randrange((following - day).days))
    minutes = rng.randint(6 * 60, 22 * 60)
    return datetime.combine(day, time(minutes // 60, minutes % 60), scene.calendar.zone_info())


def _merge_some(scene: Scene, wards: list[Ward]) -> None:
    """Reports of what somebody had reported already."""
    targets = Case.objects.filter(state=CaseState.IN_PROGRESS.value).order_by("id")[:DUPLICATES]
    for target in targets:
        situation = scene.rng.choice(situations_for(received))
        place = a_place(wards, scene.rng)
        walk = Walk(scene=scene, situation=situation, place=place, at=scene.today - timedelta(hours=30))
        received(walk).later(hours=4).accept().later(hours=1).merge(target)


@transaction.atomic
def _set(today: datetime, rng: Random) -> Scene:
    """The stage: agencies, calendar, categories."""
    return Scene(
        bodies=found_bodies(today.date()),
        calendar=Calendar.objects.get(slug="vn").as_rule(),
        categories={category.slug: category for category in Category.objects.all()},
        today=today,
        rng=rng,
    )


def build(at: datetime, *, count: int = CASES, seed: int = SEED) -> Iterator[int]:
    """Make the city as it stands at the beginning of the day of `at`, yielding how many cases there are so far.

    The database must be migrated and hold no case yet. Every way of life occurs, so there may be more than `count`.
    """
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rng = Random(seed)  # noqa: S311 - invented data, no secret
    chosen = lives(count - DUPLICATES)
    rng.shuffle(chosen)
    scene = _set(today, rng)
    back = working_days_back(scene.calendar, today.date(), max(last for _, _, last in chosen))
    sent = sorted(((_sent_at(back, scene, first, last), life) for life, first, last in chosen), key=lambda s: s[0])
    wards = list(Ward.objects.filter(slug__in=STREETS).order_by("slug"))
    for begin in range(0, len(sent), BATCH):
        with transaction.atomic():
            for instant, life in sent[begin : begin + BATCH]:
                situation = rng.choice(situations_for(life))
                life(Walk(scene=scene, situation=situation, place=a_place(wards, rng), at=instant))
        yield min(begin + BATCH, len(sent))
    with transaction.atomic():
        _merge_some(scene, wards)
    yield len(sent) + DUPLICATES
