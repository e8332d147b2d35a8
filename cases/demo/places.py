"""Agencies, streets and points of the invented city. Wards are Huế's own; houses and numbers are made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from cases.actions.case_tree import ascii_slug
from cases.models import Agency, AgencyKind, AgencyName, Ward

STREETS = {
    "kim-long": ("Kim Long", "Vạn Xuân", "Nguyễn Phúc Tần", "Phạm Thị Liên"),
    "phu-xuan": ("Đinh Tiên Hoàng", "Mai Thúc Loan", "Nhật Lệ", "Lê Thánh Tôn"),
    "thuan-hoa": ("Nguyễn Huệ", "Bến Nghé", "Trần Cao Vân", "Hùng Vương"),
    "vy-da": ("Nguyễn Sinh Cung", "Phạm Văn Đồng", "Tùng Thiện Vương", "Lâm Hoằng"),
    "an-cuu": ("An Dương Vương", "Nguyễn Khoa Chiêm", "Hoàng Quốc Việt", "Võ Văn Kiệt"),
    "thuy-xuan": ("Bùi Thị Xuân", "Huyền Trân Công Chúa", "Lê Ngô Cát", "Minh Mạng"),
    "huong-an": ("Lý Nam Đế", "Trần Văn Giàu", "Nguyễn Văn Thoại"),
    "hoa-chau": ("Nguyễn Chí Thanh", "Chi Lăng", "Đặng Tất"),
    "my-thuong": ("Phạm Văn Thanh", "Nguyễn Hữu Thọ", "Lại Thế"),
    "duong-no": ("Hoàng Quốc Hiệp", "Phú Mậu", "Cư Chánh"),
    "huong-thuy": ("Dạ Lê", "Sóng Hồng", "Thuỷ Dương"),
    "thanh-thuy": ("Vân Dương", "Thanh Thuỷ Chánh", "Lang Xá Cồn"),
}
LONG_NAME = "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng kỹ thuật đô thị Huế"
BODIES: tuple[tuple[str, str, str], ...] = (
    ("lighting", "Trung tâm Chiếu sáng và Cây xanh đô thị", AgencyKind.CENTER),
    ("trees", "Trung tâm Công viên cây xanh", AgencyKind.CENTER),
    ("roads", LONG_NAME, AgencyKind.DEPARTMENT),
    ("drainage", "Công ty Thoát nước và Phát triển đô thị", AgencyKind.COMPANY),
    ("waste", "Công ty Môi trường và Công trình đô thị", AgencyKind.COMPANY),
    ("water", "Công ty Cấp nước", AgencyKind.COMPANY),
    ("power", "Công ty Điện lực", AgencyKind.COMPANY),
    ("police", "Công an thành phố", AgencyKind.DEPARTMENT),
    ("construction", "Sở Xây dựng", AgencyKind.DEPARTMENT),
    ("environment", "Sở Nông nghiệp và Môi trường", AgencyKind.DEPARTMENT),
    ("culture", "Trung tâm Bảo tồn Di tích", AgencyKind.CENTER),
    ("board", "UBND thành phố", AgencyKind.DEPARTMENT),
)


DISSOLVED = timedelta(days=240)  # so long ago there was another body for the lights
WINDING_UP = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something was seen."""

    ward: Ward
    street: str
    no: int
    until_no: int
    alley: str
    lat: float
    lon: float

    @property
    def line(self) -> str:
        """The address line."""
        return f"Gần số {self.no} đường {self.street}, {self.ward.name[:1].lower()}{self.ward.name[1:]}"


@dataclass(frozen=True, kw_only=True)
class Bodies:
    """The agencies, by what they do; wards have one each. `former` did until it was dissolved."""

    by_task: dict[str, Agency]
    by_ward: dict[int, Agency]
    former: dict[str, Agency]
    nobody: Agency

    def handler(self, task: str, ward: Ward, on: date) -> Agency:
        """Who handles this kind of trouble there; in its last weeks a body gets nothing new."""
        before = self.former.get(task)
        if before is not None and before.dissolved_on is not None and on < before.dissolved_on - WINDING_UP:
            return before
        return self.by_ward[ward.pk] if task == "ward" else self.by_task[task]

    def other(self, agency: Agency, rng: Random) -> Agency:
        """Somebody else, for a transfer."""
        return rng.choice([a for a in (*self.by_task.values(), *self.by_ward.values()) if a != agency])


def _agency(name: str, kind: str, **fields: Any) -> Agency:
    agency = Agency.objects.create(name=name, source_name=name, slug=ascii_slug(name, 110), kind=kind, **fields)
    AgencyName.objects.create(agency=agency, name=name)
    return agency


def found_bodies(today: date) -> Bodies:
    """Make the agencies: one dissolved with a successor, one renamed, most under another."""
    by_task = {task: _agency(name, kind) for task, name, kind in BODIES}
    for task, agency in by_task.items():
        if task not in ("board", "police"):
            agency.parent = by_task["board"]
            agency.save()
    waste = by_task["waste"]
    waste.names.update(since=date(today.year - 1, 1, 1))
    AgencyName.objects.create(agency=waste, name="Xí nghiệp Môi trường đô thị", until=date(today.year - 2, 12, 31))
    lights = _agency(
        "Trung tâm Quản lý Chiếu sáng",
        AgencyKind.CENTER,
        dissolved_on=today - DISSOLVED,
        successor=by_task["lighting"],
    )
    by_ward = {}
    for ward in Ward.objects.filter(slug__in=STREETS).order_by("slug"):
        name = ward.name[:1].lower() + ward.name[1:]
        by_ward[ward.pk] = _agency(f"UBND {name}", AgencyKind.WARD, parent=by_task["board"])
    nobody = Agency.objects.create(name="", source_name="", slug="chua-giao", kind=AgencyKind.OTHER)
    return Bodies(by_task=by_task, by_ward=by_ward, former={"lighting": lights}, nobody=nobody)


Ring = Sequence[Sequence[float]]


def contains(ring: Ring, lon: float, lat: float) -> bool:
    """True where the point lies inside the ring: a ray to the east crosses its sides an odd number of times."""
    inside = False
    x2, y2 = ring[-1][:2]
    for x1, y1, *_ in ring:
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
        x2, y2 = x1, y1
    return inside


def outer_ring(ward: Ward) -> Ring:
    """The largest outline of a ward."""
    boundary: dict[str, Any] = ward.boundary or {}
    polygons = boundary["coordinates"] if boundary["type"] == "MultiPolygon" else [boundary["coordinates"]]
    ring: Ring = max((polygon[0] for polygon in polygons), key=len)
    return ring


def point_in(ward: Ward, rng: Random) -> tuple[float, float]:
    """A point inside the ward, as (lat, lon)."""
    ring = outer_ring(ward)
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    while True:
        lon, lat = rng.uniform(min(lons), max(lons)), rng.uniform(min(lats), max(lats))
        if contains(ring, lon, lat):
            return round(lat, 6), round(lon, 6)


def a_place(wards: Sequence[Ward], rng: Random) -> Place:
    """Somewhere in the city; the inner wards are reported from more often."""
    ward = rng.choices(wards, weights=[2 if STREETS[w.slug][3:] else 1 for w in wards])[0]
    lat, lon = point_in(ward, rng)
    alley = f"{rng.randint(2, 90)}" if rng.random() < 0.7 else f"{rng.randint(2, 60)}/{rng.randint(1, 15)}"
    no = rng.randint(3, 240)
    return Place(
        ward=ward,
        street=rng.choice(STREETS[ward.slug]),
        no=no,
        until_no=no + 2 * rng.randint(4, 20),
        alley=alley,
        lat=lat,
        lon=lon,
    )
