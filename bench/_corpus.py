"""Documents made up for measuring: as many as wanted, always the same, spread like a city's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from search.document import Document, Named

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)
THINGS = [
    "đèn đường", "cống thoát nước", "rác thải", "cây xanh", "vỉa hè", "ổ gà", "biển báo", "xà bần", "nắp hố ga",
    "điện đường", "tiếng ồn", "chó thả rông", "quán nhậu", "xe tải", "bãi đỗ xe", "nước sinh hoạt", "mương nước",
]  # fmt: skip
TROUBLES = [
    "hỏng nhiều ngày", "gây ngập khi mưa", "bốc mùi hôi", "gãy đổ", "lấn chiếm lòng đường", "không ai dọn",
    "mất an toàn cho học sinh", "tắt từ đầu tháng", "chảy tràn ra đường", "che khuất tầm nhìn",
]  # fmt: skip
STREETS = [
    "Nguyễn Huệ", "Kim Long", "Bà Triệu", "Hùng Vương", "Lê Lợi", "Trần Phú", "An Dương Vương", "Vạn Xuân",
    "Bùi Thị Xuân", "Đặng Tất", "Nguyễn Sinh Cung", "Phạm Văn Đồng", "Thuận Hoá", "Xuân Diệu",
    "Tôn Thất Thiệp", "Điện Biên Phủ",
]  # fmt: skip
PLEA = (
    "kính mong cơ quan chức năng kiểm tra và xử lý giúp người dân tại khu vực tổ dân phố vì tình trạng này kéo dài đã"
    " lâu nhiều lần phản ánh nhưng chưa thấy ai đến giải quyết trẻ em và người già đi lại rất khó khăn ban đêm"
    " xin cảm ơn"
)
FILLER = PLEA.split()
WARDS = [Named(f"phuong-{n}", f"Phường {n}") for n in range(40)]
CATEGORIES = [Named(f"linh-vuc-{n}", f"Lĩnh vực {n}") for n in range(20)]
AGENCIES = [Named(f"don-vi-{n}", f"Đơn vị số {n}") for n in range(226)]


def documents(n: int, *, open_share: float = 0.06) -> Iterator[Document]:
    """Yield `n` documents, a month's share of them still open."""
    dice = random.Random(20261125)  # noqa: S311 - the same city every time
    for case_id in range(1, n + 1):
        yield _document(case_id, dice, open_share)


def _few(dice: random.Random, of: list[Named]) -> Named:
    """A choice, the first ones much more often than the last."""
    return of[min(int(dice.expovariate(6 / len(of))), len(of) - 1)]


def _document(case_id: int, dice: random.Random, open_share: float) -> Document:
    running = dice.random() < open_share
    accepted = AT - (dice.random() * 30 if running else 10 + dice.random() * 3000) * DAY
    due = accepted + 9 * DAY
    limit = due + 14 * DAY if dice.random() < 0.1 else due
    stopped = None if running else accepted + dice.lognormvariate(1.6, 0.9) * DAY
    street, thing = dice.choice(STREETS), dice.choice(THINGS)
    return Document(
        case_id=case_id, version=1, number=case_id, reference=str(case_id), path=f"2026/11/phan-anh-a{case_id}/",
        title=f"{thing.capitalize()} {dice.choice(TROUBLES)} trên đường {street}",
        text=" ".join(dice.choices(FILLER, k=60)) + f" {thing} {street}",
        answer="" if running else " ".join(dice.choices(FILLER, k=50)),
        place=f"Số {dice.randint(1, 300)} {street}",
        state="in_progress" if running else "answered", phase="open" if running else "answered",
        agencies=(_few(dice, AGENCIES),), category=_few(dice, CATEGORIES), ward=_few(dice, WARDS),
        accepted_at=accepted, started_at=accepted, due_at=due, term_end=due, limit_at=limit,
        broken_from=limit if limit > due else None, promised_on=limit.date() if limit > due else None, term_days=7,
        stopped_at=stopped, answered_at=stopped, lat=16.4 + dice.random() / 5, lon=107.5 + dice.random() / 5,
    )  # fmt: skip
