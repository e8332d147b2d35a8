"""Builds the invented city: the same one for the same day and seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from cases.actions.import_cases import refresh_statistics
from cases.demo import sketches
from cases.demo.bodies import found_bodies
from cases.demo.disputes import confirm_duplicates
from cases.demo.editing import covered
from cases.demo.lives import MIX, PLAIN, Share, declined, merged, received, situations_for, withdrawn
from cases.demo.places import Map, Place
from cases.demo.punctuality import Record
from cases.demo.situation import Situation
from cases.demo.situations import FLOODS, MORE_CATEGORIES, SITUATIONS, weights
from cases.demo.sketches import Sketch
from cases.demo.streets import STREETS
from cases.demo.walks import Scene, Walk
from cases.models import Calendar, Category, CategoryTerm, Ward
from cases.rules.calendars import ONE_DAY
from cases.rules.calendars import Calendar as RuleCalendar

CASES = 3_000
SEED = 20261124
BATCH = 25  # walks a transaction: one sync to disk for many verbs
BULK = 250  # sketches that wait at most
LIKE = "chieu-sang"  # the category whose term the further ones share
QUIET = 0.62  # how many reports a month without floods brings, beside one with them
GROWTH = 1.35  # 1 would be as many long ago as lately
UNREPEATED = frozenset({received, declined, withdrawn, merged})
MORNING, NOON = 6 * 60, 12 * 60  # minutes of a day
TRIES = 40  # places looked at for one whose agency this life suits
ENOUGH = 0.7  # clocks by which an agency may be beyond its part
REPEATED_WITHIN = timedelta(days=12)


def lives(count: int) -> list[Share]:
    """A share for every case in the proportions of the mix, each at least once; the commonest fills up or gives way."""
    whole = sum(share.count for share in MIX)
    numbers = [max(1, round(share.count * count / whole)) for share in MIX]
    while sum(numbers) > count and max(numbers) > 1:
        numbers[numbers.index(max(numbers))] -= 1
    numbers[numbers.index(max(numbers))] += max(0, count - sum(numbers))
    return [share for share, n in zip(MIX, numbers, strict=True) for _ in range(n)]


def working_days_back(calendar: RuleCalendar, today: date, n: int) -> list[date]:
    """The `n` working days before today, the last one first."""
    days: list[date] = []
    day = today
    while len(days) < n:
        day -= ONE_DAY
        if calendar.is_working(day):
            days.append(day)
    return days


def _sent_at(back: Sequence[date], scene: Scene, share: Share) -> datetime:
    """Some time of day on a day within the share's span: more of them lately than long ago, and in months of floods."""
    rng = scene.rng
    while True:
        ago = round(share.first + (share.last - share.first) * rng.random() ** GROWTH)
        day, following = back[ago - 1], back[ago - 2] if ago > 1 else scene.today.date()
        if day.month in FLOODS or rng.random() < QUIET:
            break
    day += timedelta(days=rng.randrange((following - day).days))
    minutes = rng.choice((rng.randint(6 * 60, 11 * 60), rng.randint(12 * 60, 22 * 60), rng.randint(17 * 60, 22 * 60)))
    if share.life is not received and day + ONE_DAY == scene.today.date():
        minutes = minutes if minutes < NOON else MORNING + minutes % (NOON - MORNING)  # the office closed at six
    return datetime.combine(day, time(minutes // 60, minutes % 60), scene.calendar.zone_info())


def _matter(scene: Scene, where: Map, share: Share, at: datetime, record: Record) -> tuple[Situation, Place]:
    """What is reported, and where: late lives come to agencies that have been late too seldom so far, and so on."""
    rng, allowed = scene.rng, situations_for(share.life)
    found = [weights(at.month)[n] if s in allowed else 0.0 for n, s in enumerate(SITUATIONS)]
    tries: list[tuple[float, Situation, Place, int]] = []
    while len(tries) < TRIES:
        situation, place = rng.choices(SITUATIONS, found)[0], where.somewhere()
        if share.late is None:
            return situation, place
        agency_id = scene.bodies.handler(situation.handler, place.ward, at.date()).pk
        tries.append((record.excess(agency_id, late=share.late), situation, place, agency_id))
        if tries[-1][0] <= ENOUGH:
            break
    _, situation, place, agency_id = min(tries, key=lambda tried: tried[0])
    record.add(agency_id, late=bool(share.late))
    return situation, place


def _repeated(scene: Scene, at: datetime) -> Walk | None:
    """A report of late that another may repeat; in a small city the last one there is."""
    before = [walk for walk in scene.recent if walk.sent_at < at - timedelta(days=2)]
    ready = [walk for walk in before if walk.sent_at > at - REPEATED_WITHIN] or before[-1:]
    return scene.rng.choice(ready) if ready else None


def set_scene(today: datetime, rng: Random, wards: Sequence[Ward]) -> Scene:
    """The stage: agencies, calendar, categories."""
    like = CategoryTerm.objects.filter(category__slug=LIKE).order_by("-since").first()
    for slug, (name, name_en) in MORE_CATEGORIES.items():
        category, new = Category.objects.get_or_create(slug=slug, defaults={"name": name, "name_en": name_en})
        if new and like is not None:
            CategoryTerm.objects.create(
                category=category,
                kind=like.kind,
                n=like.n,
                office_opens=like.office_opens,
                office_closes=like.office_closes,
                calendar=like.calendar,
                legal_act=like.legal_act,
                since=like.since,
                law_for=like.law_for,
            )
    return Scene(
        bodies=found_bodies(today.date(), wards),
        calendar=Calendar.objects.get(slug="vn").as_rule(),
        categories={category.slug: category for category in Category.objects.all()},
        today=today,
        rng=rng,
    )


def _live(scene: Scene, where: Map, share: Share, at: datetime, record: Record) -> Walk:
    """One case from its report to where its life ends; a plain one is only sketched."""
    repeats = _repeated(scene, at) if share.life is merged else None
    if repeats is None:
        situation, place = _matter(scene, where, share, at, record)
        told = None
    else:
        situation, place, told = repeats.situation, where.beside(repeats.place), repeats.speech.told
    kind = Sketch if share.life in PLAIN else Walk
    personal = share.life is covered
    walk = kind(scene=scene, situation=situation, place=place, at=at, repeats=repeats, told=told, personal=personal)
    share.life(walk)
    return walk


def build(at: datetime, *, count: int = CASES, seed: int = SEED) -> Iterator[int]:
    """Make the city as it stands at the beginning of the day of `at`, yielding how many cases there are so far.

    The database must be migrated and hold no case yet. Every way of life occurs, so there may be more than `count`.
    """
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rng = Random(seed)  # noqa: S311 - invented data, no secret
    chosen = lives(count)
    rng.shuffle(chosen)
    wards = list(Ward.objects.filter(slug__in=STREETS).order_by("slug"))
    with transaction.atomic():
        scene = set_scene(today, rng, wards)
    where = Map(wards, rng)
    back = working_days_back(scene.calendar, today.date(), max(share.last for share in chosen))
    sent = sorted(((_sent_at(back, scene, share), share) for share in chosen), key=lambda pair: pair[0])
    yield from _write(scene, where, sent)
    with transaction.atomic():
        confirm_duplicates(today)
    refresh_statistics()


def _write(scene: Scene, where: Map, sent: Sequence[tuple[datetime, Share]]) -> Iterator[int]:
    """Live them in the order in which they were sent, so that numbers grow with time."""
    waiting: list[Sketch] = []
    record = Record(scene.bodies.punctuality)
    begin = 0
    while begin < len(sent):
        walked, end = 0, begin
        with transaction.atomic():
            while end < len(sent) and walked < BATCH and end - begin < BULK:
                instant, share = sent[end]
                end += 1
                plain = share.life in PLAIN
                if not plain:
                    sketches.write(waiting)
                    waiting = []
                    walked += 1
                walk = _live(scene, where, share, instant, record)
                if isinstance(walk, Sketch):
                    waiting.append(walk)
                if share.life not in UNREPEATED:
                    scene.recent.append(walk)
            sketches.write(waiting)
            waiting = []
        yield end
        begin = end
