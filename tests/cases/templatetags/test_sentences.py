"""The sentence at the head of a case."""

from datetime import UTC, date, datetime

import pytest

from cases.templatetags.sentences import stand_sentence

AT = datetime(2026, 12, 7, 1, tzinfo=UTC)  # Monday 08:00 in Huế


STANDINGS: list[tuple[dict[str, object], str]] = [
    (
        {"verdict": "in_term", "due_at": datetime(2026, 12, 10, 16, 59, tzinfo=UTC)},
        "Đơn vị còn thời gian đến hết thứ Năm 10/12.",
    ),
    (
        {"verdict": "in_term", "due_at": datetime(2026, 12, 7, 16, 59, tzinfo=UTC)},
        "Đơn vị còn thời gian đến hết hôm nay.",
    ),
    (
        {"verdict": "in_term", "due_at": datetime(2026, 12, 8, 16, 59, tzinfo=UTC)},
        "Đơn vị còn thời gian đến hết ngày mai.",
    ),
    (
        {"verdict": "in_term", "due_at": datetime(2026, 12, 10, 16, 59, tzinfo=UTC), "is_held": False},
        "Hạn trả lời là hết thứ Năm 10/12.",
    ),
    ({"verdict": "in_term"}, "Loại phản ánh này không có thời hạn theo quy định."),
    (
        {"verdict": "extended", "due_at": datetime(2026, 12, 2, tzinfo=UTC), "promised_on": date(2026, 12, 11)},
        "Hạn cuối 02/12 đã qua; đơn vị hẹn xong chậm nhất 11/12.",
    ),
    ({"verdict": "extended", "promised_on": date(2027, 1, 4)}, "Đơn vị hẹn xong chậm nhất 04/01/2027."),
    (
        {"verdict": "promise_broken", "promised_on": date(2026, 11, 30)},
        "Đã hứa xong chậm nhất 30/11. Đến hôm nay vẫn chưa trả lời.",
    ),
    ({"verdict": "promise_broken"}, "Đơn vị đã hẹn ngày rồi để quá. Đến hôm nay vẫn chưa trả lời."),
    ({"verdict": "overdue"}, "Không có gia hạn nào. Đến hôm nay vẫn chưa trả lời."),
    ({"verdict": "overdue", "round": 2}, "Không có gia hạn nào. Từ khi mở lại đến hôm nay vẫn chưa trả lời."),
    (
        {"verdict": "overdue", "extensions": ("late one",)},
        "Đơn vị gia hạn khi đã trễ: lời hẹn được công bố nhưng không dời hạn.",
    ),
    (
        {"verdict": "overdue", "round": 2, "retracted_at": datetime(2026, 11, 13, 2, tzinfo=UTC)},
        "Câu trả lời được duyệt đã bị huỷ ngày 13/11. Không có gia hạn nào. Đến hôm nay chưa trả lời lại.",
    ),
    (
        {
            "verdict": "in_term",
            "due_at": datetime(2026, 12, 10, 16, 59, tzinfo=UTC),
            "retracted_at": datetime(2026, 12, 6, 2, tzinfo=UTC),
        },
        "Câu trả lời được duyệt đã bị huỷ ngày 06/12. Đơn vị còn thời gian đến hết thứ Năm 10/12.",
    ),
    ({"verdict": None}, "Chưa có ngày tiếp nhận nên không tính được hạn."),
    ({"verdict": None, "phase": "unknown"}, "Nguồn dữ liệu không ghi ngày trả lời."),
    ({"verdict": "overdue", "phase": "answered"}, "Nguồn dữ liệu không ghi ngày trả lời."),
    (
        {"verdict": "overdue", "phase": "answered", "t": datetime(2026, 12, 6, 18, tzinfo=UTC)},
        "Đơn vị trả lời ngày 07/12/2026.",
    ),
    (
        {"verdict": "in_term", "phase": "awaiting"},
        "Đơn vị đã gửi câu trả lời, Trung tâm đang duyệt. Câu trả lời hiện ở đây khi được duyệt.",
    ),
    (
        {"verdict": "in_term", "phase": "awaiting", "t": datetime(2026, 11, 21, 18, tzinfo=UTC)},
        "Đơn vị đã gửi câu trả lời, chờ duyệt từ 22/11. Câu trả lời hiện ở đây khi được duyệt.",
    ),
]


@pytest.mark.parametrize(("case", "said"), STANDINGS)
def test_one_sentence_for_every_standing(case: dict[str, object], said: str) -> None:
    assert stand_sentence({"at": AT, **case}) == said
