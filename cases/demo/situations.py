"""All that people of the invented city report, and how often: by category, and more in its season."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from cases.demo.situation import Situation
from cases.demo.situations_order import ADVERTS, ANIMALS, BUILDING, FOOD, MARKETS, MONUMENTS, NOISE, ORDER
from cases.demo.situations_streets import DRAINAGE, LIGHTING, ROADS, TRAFFIC, TRANSPORT
from cases.demo.situations_upkeep import AMENITIES, POWER, TELECOM, TREES, WASTE, WATER, WATERSIDE

SITUATIONS: tuple[Situation, ...] = (
    *LIGHTING,
    *ROADS,
    *DRAINAGE,
    *WASTE,
    *TREES,
    *WATER,
    *POWER,
    *TELECOM,
    *TRAFFIC,
    *TRANSPORT,
    *WATERSIDE,
    *ORDER,
    *MARKETS,
    *ADVERTS,
    *ANIMALS,
    *BUILDING,
    *NOISE,
    *FOOD,
    *MONUMENTS,
    *AMENITIES,
)
#: Categories that every installation has not: slug → name, in English.
MORE_CATEGORIES = {
    "vien-thong": ("Viễn thông, cáp treo", "Telecommunication lines"),
    "xe-buyt": ("Xe buýt, vận tải công cộng", "Buses and public transport"),
    "song-dam-pha": ("Sông, đầm phá, bờ biển", "Rivers, lagoons and shores"),
    "cho-dan-sinh": ("Chợ dân sinh", "Markets"),
    "quang-cao": ("Quảng cáo, biển hiệu", "Advertisements and signboards"),
    "vat-nuoi": ("Vật nuôi trong khu dân cư", "Animals"),
    "an-toan-thuc-pham": ("An toàn thực phẩm", "Food safety"),
    "di-tich": ("Di tích, du lịch", "Monuments and tourism"),
}
#: How many of a hundred reports a category has in an ordinary month.
SHARES = {
    "rac-thai": 15,
    "duong-via-he": 14,
    "chieu-sang": 11,
    "trat-tu-do-thi": 10,
    "thoat-nuoc": 8,
    "giao-thong": 8,
    "cay-xanh": 6,
    "tieng-on": 6,
    "cap-nuoc": 4,
    "dien-luc": 4,
    "xay-dung": 4,
    "vien-thong": 3,
    "vat-nuoi": 3,
    "an-toan-thuc-pham": 2,
    "cho-dan-sinh": 2,
    "di-tich": 2,
    "quang-cao": 2,
    "xe-buyt": 2,
    "song-dam-pha": 1,
    "khac": 2,
}
FLOODS = frozenset({10, 11, 12})
#: Category → months → how much oftener than else.
SEASONS: dict[str, tuple[tuple[frozenset[int], float], ...]] = {
    "thoat-nuoc": ((FLOODS, 4.0),),
    "song-dam-pha": ((FLOODS, 4.0),),
    "cay-xanh": ((frozenset({9, 10, 11}), 2.0),),
    "duong-via-he": ((frozenset({11, 12, 1}), 1.4),),
    "rac-thai": ((frozenset({11, 1, 2}), 1.3),),
    "cap-nuoc": ((frozenset({5, 6, 7, 8}), 2.5),),
    "dien-luc": ((frozenset({6, 7, 8}), 2.0),),
    "tieng-on": ((frozenset({1, 2, 6, 7}), 1.6),),
    "di-tich": ((frozenset({4, 6, 7}), 1.8),),
}
WET = frozenset({"thoat-nuoc", "duong-via-he", "cay-xanh", "rac-thai", "dien-luc", "song-dam-pha", "giao-thong"})


def season(category: str, month: int) -> float:
    """How much oftener than in an ordinary month this category is reported."""
    return next((factor for months, factor in SEASONS.get(category, ()) if month in months), 1.0)


@cache
def weights(month: int) -> tuple[float, ...]:
    """How often each situation is reported in this month: its category's share, divided among the situations of it."""
    numbers = {category: len(list(found)) for category, found in groupby(sorted(s.category for s in SITUATIONS))}
    return tuple(SHARES[s.category] * season(s.category, month) / numbers[s.category] for s in SITUATIONS)
