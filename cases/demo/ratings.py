"""How citizens of the invented city find their answers, how many say so, and what they tell the Center about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from cases.models import Outcome, RatingSource
from cases.rules.ratings import RatingValue

SATISFIED, ACCEPTABLE, NOT_SATISFIED = RatingValue
BY_PHONE = 0.15  # of those who rate; the others follow the link
SLOWNESS = 2.5  # days after which half and more of those who will rate have done so
WAKES, SLEEPS = 6, 22  # hours between which people rate


class Mood(StrEnum):
    """What an answer leaves behind, from the best to the worst."""

    DONE = "done"
    KEPT = "kept"  # past due, but as promised; or good at the second try
    MAKESHIFT = "makeshift"
    LATE = "late"
    DENIED = "denied"  # not as reported, or not possible
    BROKEN = "broken"  # after a promise was broken
    AGAIN = "again"  # it will be opened once more


#: What an outcome does to the mood, however punctual it was.
OUTCOMES = {
    Outcome.TEMPORARY: Mood.MAKESHIFT,
    Outcome.NOT_AS_REPORTED: Mood.DENIED,
    Outcome.NOT_POSSIBLE: Mood.DENIED,
}


@dataclass(frozen=True)
class Odds:
    """How many of a hundred say what they think, and of those how many are satisfied, content, and neither."""

    respond: int
    values: tuple[int, int, int]


ODDS = {
    Mood.DONE: Odds(36, (66, 25, 9)),
    Mood.KEPT: Odds(42, (40, 40, 20)),
    Mood.MAKESHIFT: Odds(44, (14, 36, 50)),
    Mood.LATE: Odds(46, (17, 33, 50)),
    Mood.DENIED: Odds(52, (8, 22, 70)),
    Mood.BROKEN: Odds(54, (6, 22, 72)),
    Mood.AGAIN: Odds(70, (0, 10, 90)),
}
#: How many of a hundred say why.
SAY_WHY = {SATISFIED: 25, ACCEPTABLE: 40, NOT_SATISFIED: 70}
REASONS: dict[Mood, dict[RatingValue, tuple[str, ...]]] = {
    Mood.DONE: {
        SATISFIED: (
            "Không ngờ nhanh rứa, cảm ơn các anh.",
            "Làm gọn, dọn sạch sẽ rồi mới về.",
            "Ra xem thì đúng như trả lời.",
            "Bà con trong xóm nhờ tôi cảm ơn.",
            "Lần đầu phản ánh mà được việc, khi cần sẽ gửi tiếp.",
            "Mấy anh làm xong còn ghé báo một tiếng.",
            "Được việc rồi, đi lại yên tâm hơn.",
            "Trả lời dễ hiểu, không vòng vo.",
        ),
        ACCEPTABLE: (
            "Xong phần chính, còn một góc chưa gọn.",
            "Được, nhưng mong lần sau nói rõ ai làm, làm khi nào.",
            "Đã đỡ hơn trước nhiều, chờ xem có bền không.",
            "Đúng hạn, có điều phải nhắc hai lần.",
            "Việc được rồi, chỗ làm thì chưa dọn.",
        ),
        NOT_SATISFIED: (
            "Ba hôm sau đâu lại vào đó.",
            "Nói đã xong mà ra xem vẫn còn.",
            "Làm qua loa cho có.",
            "Ảnh chụp chỗ khác, không phải chỗ tôi báo.",
        ),
    },
    Mood.KEPT: {
        SATISFIED: ("Có hẹn và giữ lời.", "Hơi lâu nhưng làm kỹ.", "Sau cùng cũng đâu ra đó."),
        ACCEPTABLE: ("Giá mà sớm hơn.", "Có nói lý do nên cũng thông cảm.", "Được, nhưng phải chờ hơi lâu."),
        NOT_SATISFIED: ("Chờ lâu mà làm chưa tới nơi.", "Phải giục mãi mới làm cho đàng hoàng."),
    },
    Mood.MAKESHIFT: {
        SATISFIED: ("Tạm rứa cũng đỡ lắm rồi.",),
        ACCEPTABLE: ("Mới là tạm, mong làm hẳn.", "Có người tới là mừng, nhưng chưa xong mô."),
        NOT_SATISFIED: (
            "Nhắc nhở thôi thì tuần sau lại y như rứa.",
            "Nói tạm ổn, mà ai thấy ổn?",
            "Làm tạm mà không nói bao giờ làm hẳn.",
            "Tiếp tục theo dõi là theo dõi tới khi mô?",
        ),
    },
    Mood.LATE: {
        SATISFIED: ("Lâu nhưng làm chắc chắn.", "Muộn còn hơn không, làm được là quý."),
        ACCEPTABLE: ("Trễ, nhưng cuối cùng cũng có người làm.", "Việc thì xong, lời xin lỗi thì không thấy."),
        NOT_SATISFIED: (
            "Quá hạn mà không có một lời nào.",
            "Chờ mỏi mòn, gọi hỏi thì máy bận.",
            "Tới lúc trả lời thì bà con đã tự lo xong.",
            "Trễ rứa mà câu trả lời như không có chuyện chi.",
        ),
    },
    Mood.DENIED: {
        SATISFIED: ("Giải thích rõ, tôi hiểu rồi.",),
        ACCEPTABLE: ("Nghe thì hiểu, nhưng vẫn mong có cách khác.", "Ít ra cũng có người tới xem."),
        NOT_SATISFIED: (
            "Tôi có ảnh mà bảo không đúng thực tế.",
            "Không ai hỏi tôi trước khi kết luận.",
            "Tới lúc không có ai thì làm răng thấy được.",
            "Viện quy định ra để khỏi làm.",
        ),
    },
    Mood.BROKEN: {
        SATISFIED: ("Trễ hẹn nhưng xong là được.",),
        ACCEPTABLE: ("Xong rồi, nhưng đừng hẹn nếu không chắc.",),
        NOT_SATISFIED: (
            "Đã hẹn ngày rồi lại để quá, lần sau biết tin ai.",
            "Hẹn xong im luôn, tôi phải gọi ba lần.",
            "Hẹn một đằng, làm một nẻo.",
        ),
    },
    Mood.AGAIN: {
        ACCEPTABLE: ("Có làm nhưng chưa hết.",),
        NOT_SATISFIED: (
            "Mấy hôm là hỏng lại.",
            "Ra xem thì mới làm có một nửa.",
            "Trả lời là xong mà chỗ đó vẫn y nguyên.",
        ),
    },
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """One rating to come: what, how, why ("" mostly), and how long after the answer."""

    value: RatingValue
    source: RatingSource
    reason: str
    after: timedelta


def mood_of(mood: Mood, outcome: str) -> Mood:
    """The worse of what the outcome leaves behind and what its lateness does."""
    order = list(Mood)
    return max(mood, OUTCOMES.get(Outcome(outcome), mood), key=order.index)


def said(rng: Random, mood: Mood, within: timedelta) -> Said | None:
    """What the citizen says of the answer, not later than `within`; None where they say nothing."""
    odds = ODDS[mood]
    after = timedelta(hours=1, days=rng.expovariate(1 / SLOWNESS))
    if rng.random() * 100 >= odds.respond:
        return None
    value = rng.choices(list(RatingValue), odds.values)[0]
    why = rng.random() * 100 < SAY_WHY[value]
    return Said(
        value=value,
        source=RatingSource.PHONE if rng.random() < BY_PHONE else RatingSource.LINK,
        reason=rng.choice(REASONS[mood][value]) if why else "",
        after=min(after, within),
    )


def awake(local: datetime, *, since: int = WAKES, until: int = SLEEPS) -> datetime:
    """The same instant, or where people sleep (an office is closed) then, the next hour at which they are up."""
    if since <= local.hour < until:
        return local
    day = local + timedelta(days=local.hour >= until)
    return day.replace(hour=since + 1)
