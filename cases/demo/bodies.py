"""Agencies of the invented city. All of them are made up, and each name says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from cases.actions.case_tree import ascii_slug
from cases.demo.streets import REGIONS
from cases.models import Agency, AgencyKind, AgencyName, Ward

INVENTED = "(mẫu)"
LONG_NAME = "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng kỹ thuật đô thị"
#: What it does, its name, its kind, and which part of its answers comes in time.
BODIES: tuple[tuple[str, str, str, float], ...] = (
    ("lighting", "Trung tâm Chiếu sáng và Cây xanh đô thị", AgencyKind.CENTER, 0.91),
    ("trees", "Trung tâm Công viên và Lâm viên", AgencyKind.CENTER, 0.86),
    ("roads", LONG_NAME, AgencyKind.DEPARTMENT, 0.66),
    ("drainage", "Công ty Thoát nước và Phát triển đô thị", AgencyKind.COMPANY, 0.71),
    ("waste", "Công ty Môi trường và Công trình đô thị", AgencyKind.COMPANY, 0.93),
    ("water", "Công ty Cấp nước", AgencyKind.COMPANY, 0.97),
    ("power", "Công ty Điện lực", AgencyKind.COMPANY, 0.95),
    ("police", "Công an thành phố", AgencyKind.DEPARTMENT, 0.88),
    ("construction", "Sở Xây dựng", AgencyKind.DEPARTMENT, 0.46),
    ("environment", "Sở Nông nghiệp và Môi trường", AgencyKind.DEPARTMENT, 0.62),
    ("culture", "Trung tâm Bảo tồn Di tích", AgencyKind.CENTER, 0.82),
    ("culture_office", "Sở Văn hoá và Thể thao", AgencyKind.DEPARTMENT, 0.74),
    ("telecom", "Sở Khoa học và Công nghệ", AgencyKind.DEPARTMENT, 0.68),
    ("health", "Chi cục An toàn vệ sinh thực phẩm", AgencyKind.DEPARTMENT, 0.87),
    ("board", "UBND thành phố", AgencyKind.DEPARTMENT, 0.85),
)
OFTEN_MISTAKEN = ("construction", "waste", "environment", "lighting")
ON_THEIR_OWN = frozenset({"board", "police", "power"})
#: Parts of answers in time that wards have, from the slowest to the quickest.
SLOWEST, QUICKEST = 0.56, 0.98

DISSOLVED = timedelta(days=240)  # so long ago other bodies cared for the lights and the markets of one ward
WINDING_UP = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Bodies:
    """The agencies, by what they do, and by ward. `former` did until they were dissolved."""

    by_task: dict[str, Agency]
    by_ward: dict[int, Agency]
    former: dict[str, Agency]
    punctuality: dict[int, float]

    def handler(self, task: str, ward: Ward, day: date) -> Agency:
        """Who does this in this ward on this day; a body about to be dissolved gets nothing new."""
        agency = self.by_ward[ward.pk] if task == "ward" else self.by_task[task]
        before = self.former.get(agency.slug)
        if before is not None and before.dissolved_on is not None and day < before.dissolved_on - WINDING_UP:
            return before
        return agency

    def other(self, agency: Agency, ward: Ward, rng: Random) -> Agency:
        """Somebody else who might be thought to do it there: the ward, or one of those who do many things."""
        likely = [self.by_ward[ward.pk], *(self.by_task[task] for task in OFTEN_MISTAKEN)]
        return rng.choice([body for body in likely if body != agency])


def invented(name: str) -> str:
    """A name that says it is made up."""
    return f"{name} {INVENTED}"


def _agency(name: str, kind: str, **fields: Any) -> Agency:
    """One that is not written yet."""
    name = invented(name)
    return Agency(name=name, source_name=name, slug=ascii_slug(name, 110), kind=kind, **fields)


def _found(agencies: Iterable[Agency]) -> None:
    """Write them in their order, each under the name that it begins with."""
    made = Agency.objects.bulk_create(agencies)
    AgencyName.objects.bulk_create(AgencyName(agency=agency, name=agency.name) for agency in made)


def _rename(agency: Agency, before: str, year: int) -> None:
    """Another name until the end of `year`."""
    agency.names.update(since=date(year + 1, 1, 1))
    AgencyName.objects.create(agency=agency, name=invented(before), until=date(year, 12, 31))


def _tasks() -> dict[str, Agency]:
    by_task = {task: _agency(name, kind) for task, name, kind, _ in BODIES}
    _found(by_task.values())
    below = [agency for task, agency in by_task.items() if task not in ON_THEIR_OWN]
    for agency in below:
        agency.parent = by_task["board"]
    for task in ("roads", "lighting", "trees"):
        by_task[task].parent = by_task["construction"]
    Agency.objects.bulk_update(below, ["parent"])
    return by_task


def _local(wards: Iterable[Ward], board: Agency) -> dict[int, Agency]:
    """The committee of every ward; mountain communes share a center of their region."""
    regions = {
        name: _agency(f"Trung tâm Dịch vụ công ích khu vực {name}", AgencyKind.CENTER, parent=board) for name in REGIONS
    }
    shared = {slug: regions[name] for name, slugs in REGIONS.items() for slug in slugs}
    local = {
        ward.pk: shared.get(ward.slug)
        or _agency(f"UBND {ward.name[:1].lower()}{ward.name[1:]}", AgencyKind.WARD, parent=board)
        for ward in wards
    }
    _found([*regions.values(), *(agency for agency in local.values() if agency.kind == AgencyKind.WARD)])
    return local


def _punctuality(by_task: dict[str, Agency], by_ward: dict[int, Agency]) -> dict[int, float]:
    known = {by_task[task].pk: part for task, _, _, part in BODIES}
    local = sorted({agency.pk for agency in by_ward.values()})
    for n, pk in enumerate(local):
        # Seven steps along a cycle: neighbours differ, and most are nearer to the quick end.
        place = (n * 7 % len(local)) / (len(local) - 1)
        known[pk] = QUICKEST - (QUICKEST - SLOWEST) * place**1.6
    return known


def found_bodies(today: date, wards: Iterable[Ward]) -> Bodies:
    """Make the agencies: two dissolved with successors, three renamed, most under another."""
    by_task = _tasks()
    by_ward = _local(wards, by_task["board"])
    _rename(by_task["waste"], "Xí nghiệp Môi trường đô thị", today.year - 2)
    _rename(by_task["environment"], "Sở Tài nguyên và Môi trường", today.year - 2)
    _rename(by_task["telecom"], "Sở Thông tin và Truyền thông", today.year - 1)
    former = {}
    for task, name, kind in (
        ("lighting", "Trung tâm Quản lý Chiếu sáng", AgencyKind.CENTER),
        ("trees", "Xí nghiệp Cây xanh", AgencyKind.COMPANY),
    ):
        successor = by_task[task]
        former[successor.slug] = _agency(name, kind, dissolved_on=today - DISSOLVED, successor=successor)
    _found(former.values())
    punctuality = _punctuality(by_task, by_ward)
    for agency in former.values():
        punctuality[agency.pk] = 0.7
    return Bodies(by_task=by_task, by_ward=by_ward, former=former, punctuality=punctuality)
