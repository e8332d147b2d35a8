"""How people of the invented city put things: reports and answers made of parts, so that hardly two are alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from cases.demo import extras, replies
from cases.demo.places import Place
from cases.demo.situation import Situation
from cases.demo.situations import FLOODS, WET
from cases.models import Outcome

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
YOUNG = 7  # days of a month that has only begun
HOT = frozenset({5, 6, 7, 8})
#: Sentences that speak of time already, and titles of what happens in a moment.
TIMED = re.compile(r"tuần|tháng|ngày|hôm|từ lâu|sáng|tối nào|cả đêm|Sau lụt")
#: Answers that tell of works.
WORKS = re.compile(r"thay|lắp|lát|vá |rải|đổ lại|dựng|sửa|lợp|sơn|kê lại")
SUDDEN = re.compile(r"[đĐ]ổ chắn|[đĐ]ứt|[vV]ỡ ống|[nN]gập|tông|sắp rơi|Nước lụt|bị sụp")

WORKED_ON = WET | {"chieu-sang", "cap-nuoc", "vien-thong"}  # what is mended with tools

OPENS, DETAILED, DATED, WEATHERED, ASKS = 0.55, 0.6, 0.5, 0.45, 0.65  # how often a report has such a part


@dataclass(kw_only=True)
class Speech:
    """The words around one case: what the citizen wrote, and what is said about it later.

    `personal`: the report names the reporter, and the answer somebody, as it happens; the Center covers that.
    """

    situation: Situation
    place: Place
    sent_at: datetime
    rng: Random
    told: tuple[str, ...] | None = None
    personal: bool = False
    slots: dict[str, object] = field(init=False)

    def __post_init__(self) -> None:
        rng = self.rng
        if self.told is None:
            reports = self.situation.reports
            dry = [told for told in reports if self.sent_at.month in FLOODS or "lụt" not in told[0]]
            self.told = rng.choice(dry or reports)
        weekday = WEEKDAYS[rng.randrange(7)]
        clock = self._clock()
        in_alley = "{alley}" in self.told[0]
        street = self.place.street
        self.slots = {
            "street": street,
            "no": self.place.no,
            "no2": self.place.until_no,
            "alley": self.place.alley,
            "where": f"kiệt {self.place.alley} {street}" if in_alley else self._where(),
            "few": rng.randint(3, 8),
            "metres": 5 * rng.randint(2, 24),
            "clock": clock,
            "home": rng.randint(2, 260),
            "group": rng.randint(1, 24),
            "days": rng.randint(2, 12),
            "weeks": rng.randint(2, 6),
            "weekday": weekday,
            "Weekday": weekday[:1].upper() + weekday[1:],
        }

    def _where(self) -> str:
        return self.rng.choice(
            (f"đoạn trước số {self.place.no} đường {self.place.street}", f"đường {self.place.street}")
        )

    def _clock(self) -> str:
        """An hour at which such a thing is seen, on one of the last days before it was sent."""
        first, last = self.situation.hours
        hour, minute = self.rng.randint(first, last), 5 * self.rng.randrange(12)
        ago = self.rng.choices((0, 1, 2), (3, 4, 2))[0]
        if (hour, minute) >= (self.sent_at.hour, self.sent_at.minute):
            ago = max(ago, 1)
        part = "sáng" if hour < 11 else "trưa" if hour < 13 else "chiều" if hour < 18 else "tối"
        day = (self.sent_at - timedelta(days=ago)).weekday()
        when = ("hôm nay", "hôm qua", WEEKDAYS[day])[ago]
        return f"{hour} giờ {minute:02} {part} {when}" if minute else f"{hour} giờ {part} {when}"

    def said(self, text: str, at: datetime) -> str:
        """A text with the place, the day of `at`, and a day on which somebody had been there filled in."""
        seen = max(self.sent_at, at - timedelta(days=1))
        return text.format(done=f"{at:%d/%m}", seen=f"{seen:%d/%m}", **self.slots)

    def report(self) -> tuple[str, str, str]:
        """Title, text and address line of the report."""
        title, core, *_ = self.told or ("", "")
        parts = self._parts(title, core)
        if self.personal:
            parts.append(self.rng.choice(extras.PERSONAL))
        text = " ".join(parts)
        return self.said(title, self.sent_at), self.said(text, self.sent_at), self._line(title)

    def _parts(self, title: str, core: str) -> list[str]:
        rng, category, month = self.rng, self.situation.category, self.sent_at.month
        parts = [rng.choice(extras.OPENERS), core] if rng.random() < OPENS else [core]
        if rng.random() < DETAILED:
            fitting = [said for where, said in extras.DETAILS.get(category, ()) if re.search(where, title)]
            parts.append(rng.choice((*fitting, *extras.ANYTHING)))
        if rng.random() < DATED and not TIMED.search(core):
            unsaid = [s for s in (extras.FRESH if SUDDEN.search(title) else extras.SINCE) if self._once(s, parts)]
            parts += rng.sample(unsaid, min(1, len(unsaid)))
        if rng.random() < WEATHERED:
            parts += self._weather(category, month)
        if rng.random() < ASKS:
            before_tet = month in (12, 1)
            parts.append(rng.choice([r for r in extras.REQUESTS if before_tet or "Tết" not in r]))
        return parts if len(parts) > 1 else [rng.choice(extras.OPENERS), core]  # bare, it would be told too often

    def _once(self, sentence: str, parts: list[str]) -> bool:
        """True where it does not name the hour a second time, nor looks back on a month that has only begun."""
        if "đầu tháng" in sentence:
            return self.sent_at.day > YOUNG
        return "{clock}" not in sentence or not any("{clock}" in part for part in parts)

    def _weather(self, category: str, month: int) -> list[str]:
        if category in WET and month in FLOODS:
            return [self.rng.choice(extras.RAIN)]
        if month in HOT and category in extras.HEAT:
            return [self.rng.choice(extras.HEAT[category])]
        return []

    def _line(self, title: str) -> str:
        place = self.place
        ward = place.ward.name[:1].lower() + place.ward.name[1:]
        if "{alley}" in title:
            return f"Kiệt {place.alley} {place.street}, {ward}"
        if "{no}" in title:
            return f"Số {place.no} đường {place.street}, {ward}"
        return self.rng.choice(
            (
                f"Gần số {place.no} đường {place.street}, {ward}",
                f"Đường {place.street}, đoạn số {place.no} đến {place.until_no}, {ward}",
            )
        )

    def answer(self, outcome: str, round_number: int, at: datetime) -> str:
        """What the agency says was done, as the outcome says."""
        rng = self.rng
        if outcome == Outcome.TEMPORARY:
            made = replies.TEMPORARY if self.situation.category in WORKED_ON else ()
            return self.said(rng.choice((*made, *replies.WEAK)), at)
        if outcome == Outcome.NOT_AS_REPORTED:
            return self.said(rng.choice(replies.NOT_AS_REPORTED), at)
        if outcome == Outcome.NOT_POSSIBLE:
            return self.said(rng.choice(replies.NOT_POSSIBLE), at)
        if round_number > 1:
            return self.said(rng.choice(replies.SECOND_ROUND), at)
        parts = [self.done()]
        if rng.random() < 0.7:
            parts.insert(0, rng.choice(replies.OPENERS))
        if rng.random() < 0.75:
            works = replies.WORKS if WORKS.search(parts[-1]) else ()
            parts.append(rng.choice((*replies.ADDED, *works)))
        if self.personal:
            parts.append(rng.choice(extras.PERSONAL_ANSWER))
        return self.said(" ".join(parts), at)

    def done(self) -> str:
        """One of the things that are done about it, still to be filled."""
        own = (self.told or ())[2:]
        return self.rng.choice(own or self.situation.answers)

    def second_try(self) -> str:
        """A better answer, still to be filled."""
        return f"{self.rng.choice(replies.OPENERS)} {self.done()} {self.rng.choice(replies.SECOND_TRY)}"

    def poor(self) -> str:
        """An answer that says nothing."""
        return f"{self.rng.choice(replies.OPENERS)} {self.rng.choice(replies.POOR)}"

    def law(self) -> str:
        """The law that forbids such a thing; "" where none does."""
        return replies.LAWS.get(self.situation.category, "")

    def excuse(self, at: datetime) -> tuple[str, str]:
        """Code and sentence of why it takes longer."""
        reasons = replies.EXTENSIONS[self.situation.handler]
        code, sentence = self.rng.choice([r for r in reasons if at.month in FLOODS or r[0] != "thoi-tiet"])
        return code, self.said(sentence, at)
