"""The voice of verdicts: every kind in every phase has its words and its shape."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from cases.rules.stops import Phase
from cases.rules.timeliness import Timeliness
from cases.rules.verdicts import VerdictKind
from cases.templatetags import verdicts
from cases.templatetags.clocks import Clock

DUE = datetime(2026, 11, 25, 16, 59, tzinfo=UTC)
AT = datetime(2026, 12, 7, 1, tzinfo=UTC)
PROMISED = date(2026, 11, 30)


def words(**facts: object) -> str:
    return verdicts.verdict_words({"due_at": DUE, "at": AT, **facts})


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"verdict": "in_term", "days": 3}, "Còn 3 ngày"),
        ({"verdict": "in_term", "days": 1}, "Còn 1 ngày"),
        ({"verdict": "in_term", "days": 0}, "Hạn hôm nay"),
        ({"verdict": "in_term", "days": None}, "Còn hạn"),
        ({"verdict": "in_term", "due_at": None}, "Không có hạn"),
        ({"verdict": "in_term", "due_at": None, "promised_on": PROMISED}, "Hẹn 30/11"),
        ({"verdict": "extended", "days": 5, "promised_on": PROMISED}, "Đã gia hạn, hẹn 30/11"),
        ({"verdict": "extended", "days": 5, "promised_on": date(2027, 1, 4)}, "Đã gia hạn, hẹn 04/01/2027"),
        ({"verdict": "extended", "days": 5}, "Đã gia hạn"),
        ({"verdict": "overdue", "days": 12}, "Trễ hạn 12 ngày"),
        ({"verdict": "overdue", "days": 10_000}, "Trễ hạn 10.000 ngày"),
        ({"verdict": "overdue", "days": 0}, "Trễ hạn dưới 1 ngày"),
        ({"verdict": "overdue", "days": None}, "Trễ hạn"),
        ({"verdict": "promise_broken", "days": 12, "promised_on": PROMISED}, "Lỡ hẹn, trễ hạn 12 ngày"),
    ],
)
def test_open_clocks(facts: dict[str, object], said: str) -> None:
    assert words(phase=Phase.OPEN, **facts) == said
    assert words(**facts) == said  # what has no phase is open


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"verdict": "in_term", "waited_days": 3}, "Đúng hạn, sau 3 ngày"),
        ({"verdict": "in_term", "waited_days": 0}, "Đúng hạn, trong ngày"),
        ({"verdict": "in_term"}, "Đúng hạn"),
        ({"verdict": "in_term", "due_at": None, "waited_days": 3}, "Đã trả lời, không có hạn"),
        ({"verdict": "extended", "days": 2}, "Trong ngày đã hẹn, quá hạn 2 ngày"),
        ({"verdict": "extended", "days": 0}, "Trong ngày đã hẹn"),
        ({"verdict": "overdue", "days": 9}, "Trả lời trễ 9 ngày"),
        ({"verdict": "overdue", "days": 0}, "Trả lời trễ dưới 1 ngày"),
        ({"verdict": "overdue"}, "Trả lời trễ"),
        ({"verdict": "promise_broken", "days": 14}, "Lỡ hẹn, trả lời trễ 14 ngày"),
    ],
)
def test_answered_clocks(facts: dict[str, object], said: str) -> None:
    assert words(phase=Phase.ANSWERED, **facts) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"verdict": "in_term", "waited_days": 3}, "Đúng hạn, sau 3 ngày, chờ duyệt"),
        ({"verdict": "extended", "days": 2, "promised_on": PROMISED}, "Đã gia hạn, hẹn 30/11, chờ duyệt"),
        ({"verdict": "overdue", "days": 9}, "Trễ hạn 9 ngày, chờ duyệt"),
        ({"verdict": "promise_broken", "days": 14}, "Lỡ hẹn, trễ hạn 14 ngày, chờ duyệt"),
    ],
)
def test_what_awaits_review_is_open_and_bears_the_word_it_is_counted_under(facts: dict[str, object], said: str) -> None:
    assert words(phase=Phase.AWAITING, **facts) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"verdict": "in_term", "days": 3}, "Trong hạn"),
        ({"verdict": "extended", "days": 3}, "Đã gia hạn"),
        ({"verdict": "overdue", "days": 3}, "Trễ hạn 3 ngày"),
        ({"verdict": "promise_broken", "days": 3}, "Lỡ hẹn, trễ hạn 3 ngày"),
    ],
)
@pytest.mark.parametrize("phase", [Phase.TRANSFERRED, Phase.CANCELLED])
def test_what_was_passed_on_keeps_its_lateness(facts: dict[str, object], said: str, phase: Phase) -> None:
    assert words(phase=phase, **facts) == said


def test_where_nothing_can_be_judged() -> None:
    assert words(verdict=None) == "Không tính hạn"
    assert words(verdict=None, phase=Phase.UNKNOWN) == "Đã trả lời, không rõ ngày"
    assert verdicts.verdict_mark({"verdict": None}) == "none"
    assert verdicts.verdict_mark({"verdict": "in_term"}) == "none"  # no due date, no promise
    assert verdicts.verdict_name(None) == "Không có hạn"


@pytest.mark.parametrize(
    ("kind", "mark", "name"),
    [
        (VerdictKind.IN_TERM, "ok", "Trong hạn"),
        (VerdictKind.EXTENDED, "ext", "Đã gia hạn"),
        (VerdictKind.PROMISE_BROKEN, "broken", "Lỡ hẹn"),
        (VerdictKind.OVERDUE, "late", "Trễ hạn"),
    ],
)
def test_every_kind_has_a_shape_and_a_name(kind: VerdictKind, mark: str, name: str) -> None:
    assert verdicts.verdict_mark({"verdict": kind, "due_at": DUE}) == mark
    assert verdicts.verdict_name(kind) == name


def test_a_promise_gives_a_clock_without_due_date_its_shape() -> None:
    assert verdicts.verdict_mark({"verdict": "in_term", "promised_on": PROMISED}) == "ok"


def test_no_kind_and_no_phase_lacks_words() -> None:
    tables = (verdicts.MARKS, verdicts.NAMES, verdicts.OPEN, verdicts.ANSWERED)
    assert all(set(table) == {kind.value for kind in VerdictKind} for table in tables)
    for kind in VerdictKind:
        for phase in Phase:
            assert verdicts.verdict_words(Clock(verdict=kind, phase=phase, days=2, due_at=DUE, at=AT))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"verdict": "in_term", "phase": "answered"}, "Đúng hạn"),
        ({"verdict": "in_term", "phase": "awaiting"}, "Đúng hạn"),
        ({"verdict": "in_term", "phase": "open"}, "Còn hạn"),
        ({"verdict": "in_term", "phase": "transferred"}, "Trong hạn"),
        ({"verdict": "overdue", "phase": "open", "days": 12}, "Trễ hạn"),
        ({"verdict": "overdue", "phase": "awaiting", "days": 12}, "Trễ hạn"),
        ({"verdict": "overdue", "phase": "answered", "days": 12}, "Trả lời trễ"),
        ({"verdict": "extended", "phase": "answered", "days": 12}, "Trong ngày đã hẹn"),
        ({"verdict": "extended", "phase": "open", "days": 12}, "Đã gia hạn"),
        ({"verdict": "promise_broken", "phase": "answered"}, "Lỡ hẹn"),
        ({"verdict": None}, "Không tính"),
    ],
)
def test_short_words_leave_the_days_to_the_column_beside(facts: dict[str, object], said: str) -> None:
    assert verdicts.verdict_short({"due_at": DUE, **facts}) == said


def test_lists_have_a_name_and_a_shape_for_every_timeliness() -> None:
    names = [verdicts.timeliness_name(value) for value in Timeliness]
    assert names == [
        *("Còn hạn", "Đã gia hạn", "Lỡ hẹn", "Trễ hạn"),
        *("Trả lời đúng hạn", "Trả lời trong ngày đã hẹn", "Trả lời trễ"),
    ]
    assert set(verdicts.TIMELINESS_MARKS) == set(verdicts.TIMELINESS) == {value.value for value in Timeliness}
    assert set(verdicts.TIMELINESS_MARKS.values()) == set(verdicts.MARKS.values())


def test_number_words_are_grouped_in_english_too() -> None:
    with override("en"):
        assert "1,200" in words(verdict="overdue", days=1200)
