"""Pages by place and by subject: the usual, the empty and the extreme."""

from typing import Any

from cases.accountability.case_counts import NOTHING, CaseCounts
from cases.accountability.divisions import Divided, DividedRow, Part
from cases.accountability.ward_map import ward_map
from cases.accountability.ward_shapes import drawing
from tests.portal.case_samples import LIGHTS, LONG, NOW, answered, broken, extended, overdue
from tests.portal.samples import Fresh, Sample

CODES = sorted(drawing().wards)


def row(name: str, slug: str, code: str = "", **counts: int) -> DividedRow:
    """A part of the city, or an agency in one."""
    return DividedRow(name=name, slug=slug, code=code, **counts)


BUSY = row(
    "Xã Chân Mây - Lăng Cô", "chan-may-lang-co", CODES[0], open=10_000, overdue=4_000, promise_broken=17, extended=6
)
QUIET = row("Phường Kim Long", "kim-long", CODES[1], open=9, answered=1)
DONE = row("Phường Vỹ Dạ", "vy-da", CODES[2], answered=41, answered_in_term=40)
IDLE = [row(f"Xã A Lưới {n}", f"a-luoi-{n}", code) for n, code in enumerate(CODES[3:], 1)]
LATE = row(LONG.name, LONG.slug, open=96, overdue=17, promise_broken=11, extended=6, answered=250, answered_in_term=9)
NOBODY = row("", "", open=3)


def divided(*rows: DividedRow, rest: CaseCounts = NOTHING) -> Divided:
    """The city in these parts."""
    total = sum((CaseCounts(**{n: getattr(r, n) for n in CaseCounts.__dataclass_fields__}) for r in rows), start=rest)
    return Divided(at=NOW, rows=rows, rest=rest, total=total)


def on_the_map(*rows: DividedRow) -> dict[str, Any]:
    """Wards as the front page takes them."""
    found = divided(*(rows or (BUSY, QUIET, DONE, *IDLE)))
    return {"wards": found, "map": Fresh(lambda: ward_map(found.rows))}


def part(kind: str, name: str, slug: str, counts: CaseCounts, **lists: Any) -> dict[str, Any]:
    """The context of one part's page."""
    usual: dict[str, Any] = {"agencies": (), "past_due_cases": (), "answered_cases": ()}
    found = Part(at=NOW, name=name, slug=slug, counts=counts, **{**usual, **lists})
    return {"at": NOW, "kind": kind, "part": found}


def long_names() -> dict[str, Any]:
    """More categories than a phone shows at once, with names and numbers as long as they come."""
    rows = [row(f"{LONG.name} {n}", f"viec-{n}", open=10_000, overdue=n, answered=1) for n in range(9)]
    return {"at": NOW, "found": divided(*rows)}


def division_pages() -> dict[str, Sample]:
    """Wards and categories: all, none, one with everything, one with nothing."""
    wards = divided(BUSY, QUIET, DONE, *IDLE, rest=CaseCounts(open=2, overdue=2))
    none = divided(*IDLE)
    everything = {
        "agencies": (LATE, row(LIGHTS.name, LIGHTS.slug, open=1), NOBODY),
        "past_due_cases": (broken(), overdue(), extended()),
        "answered_cases": (answered(),),
    }
    return {
        "wards": Sample(
            template="cases/wards.html",
            path="/phuong-xa/",
            context={"at": NOW, "found": wards, "map": Fresh(lambda: ward_map(wards.rows))},
        ),
        "wards-none": Sample(
            template="cases/wards.html",
            path="/phuong-xa/",
            context={"at": NOW, "found": none, "map": Fresh(lambda: ward_map(none.rows))},
        ),
        "ward": Sample(
            template="cases/part.html",
            path="/phuong-xa/kim-long/",
            context=part("ward", BUSY.name, BUSY.slug, LATE, **everything),
        ),
        "ward-idle": Sample(
            template="cases/part.html",
            path="/phuong-xa/a-luoi-1/",
            context=part("ward", "Xã A Lưới 1", "a-luoi-1", NOTHING),
        ),
        "categories-much": Sample(template="cases/categories.html", path="/linh-vuc/", context=long_names()),
        "categories": Sample(
            template="cases/categories.html",
            path="/linh-vuc/",
            context={
                "at": NOW,
                "found": divided(row("Chiếu sáng công cộng", "chieu-sang", open=5, overdue=2), NOTHING_TOLD),
            },
        ),
        "category": Sample(
            template="cases/part.html",
            path="/linh-vuc/chieu-sang/",
            context=part("category", "Chiếu sáng công cộng", "chieu-sang", LATE, **everything),
        ),
        "category-much": Sample(
            template="cases/part.html",
            path="/linh-vuc/dai/",
            context=part("category", f"Việc của {LONG.name}", "dai", BUSY, **{**everything, "agencies": (LATE,) * 9}),
        ),
        "category-done": Sample(
            template="cases/part.html",
            path="/linh-vuc/khac/",
            context=part("category", "Việc khác", "khac", CaseCounts(answered=2), answered_cases=(answered(),)),
        ),
    }


NOTHING_TOLD = row("Việc khác", "khac")
