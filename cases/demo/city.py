"""Builds the invented city: the same one for the same day and seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from cases.demo.lives import MIX, Life, received
from cases.demo.places import STREETS, a_place, found_bodies
from cases.demo.situations import SITUATIONS
from cases.demo.walks import Scene, Walk
from cases.models import Calendar, Case, Category, Ward
from cases.rules.states import CaseState

CASES = 300
SEED = 20261124
BATCH = 25  # cases a transaction: one sync to disk for many verbs
DUPLICATES = 3


def lives(count: int) -> list[tuple[Life, int, int]]:
    """A life for every case in the proportions of the mix, each at least once; the commonest fills up or gives way."""
    whole = sum(weight for _, weight, _, _ in MIX)
    numbers = [max(1, round(weight * count / whole)) for _, weight, _, _ in MIX]
    commonest = numbers.index(max(numbers))
    numbers[commonest] = max(1, numbers[commonest] + count - sum(numbers))
    return [(life, first, last) for (life, _, first, last), n in zip(MIX, numbers, strict=True) for _ in range(n)]


def _sent_at(today: datetime, rng: Random, first: int, last: int) -> datetime:
    """Some time of day, so many days ago; more of them lately than long ago."""
    days = first + (last - first) * rng.random() ** 1.5
    return today - timedelta(days=days, hours=rng.uniform(2, 14))


def _merge_some(scene: Scene, wards: list[Ward]) -> None:
    """Reports of what somebody had reported already."""
    targets = Case.objects.filter(state=CaseState.IN_PROGRESS.value).order_by("id")[:DUPLICATES]
    for target in targets:
        place = a_place(wards, scene.rng)
        walk = Walk(
            scene=scene, situation=scene.rng.choice(SITUATIONS), place=place, at=scene.today - timedelta(days=1)
        )
        received(walk).later(hours=4).accept().later(hours=1).merge(target)


def build(at: datetime, *, count: int = CASES, seed: int = SEED) -> Iterator[int]:
    """Make the city as it stands at the beginning of the day of `at`, yielding how many cases there are so far.

    The database must be migrated and hold no case yet.
    """
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rng = Random(seed)  # noqa: S311 - invented data, no secret
    chosen = lives(count - DUPLICATES)
    rng.shuffle(chosen)
    sent = sorted(((_sent_at(today, rng, first, last), life) for life, first, last in chosen), key=lambda s: s[0])
    with transaction.atomic():
        scene = Scene(
            bodies=found_bodies(today.date()),
            calendar=Calendar.objects.get(slug="vn").as_rule(),
            categories={category.slug: category for category in Category.objects.all()},
            today=today,
            rng=rng,
        )
        wards = list(Ward.objects.filter(slug__in=STREETS).order_by("slug"))
    for begin in range(0, len(sent), BATCH):
        with transaction.atomic():
            for instant, life in sent[begin : begin + BATCH]:
                life(Walk(scene=scene, situation=rng.choice(SITUATIONS), place=a_place(wards, rng), at=instant))
        yield min(begin + BATCH, len(sent))
    with transaction.atomic():
        _merge_some(scene, wards)
    yield count
