"""News of the invented city: what an editor of the Center would tell its citizens, with every kind of block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wagtail.rich_text import RichText

from home.models import NewsIndexPage, NewsPage

Block = tuple[str, Any]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One piece: so many days ago, and what it says."""

    slug: str
    days_ago: int
    title: str
    lead: str
    body: tuple[Block, ...]


def paragraph(html: str) -> Block:
    """A paragraph of ordinary text."""
    return "paragraph", RichText(html)


ITEMS = (
    Item(
        slug="may-tao",
        days_ago=0,
        title="Thành phố trong bản mẫu này do máy tạo",
        lead=(
            "Không phản ánh, đơn vị hay con số nào ở đây là thật. "
            "Bản mẫu để xem cổng chạy ra sao trước khi một thành phố dùng."
        ),
        body=(
            paragraph(
                "<p>Phản ánh, câu trả lời, tên đơn vị và mọi con số đều do máy tạo, mỗi lần tạo một khác theo ngày. "
                "Tên phường, xã và tên đường là thật, việc xảy ra ở đó thì không.</p>"
            ),
            (
                "note",
                {
                    "kind": "warn",
                    "strong": "Xin đừng trích dẫn.",
                    "text": RichText("<p>Tệp tải về cũng ghi rõ như vậy.</p>"),
                },
            ),
            paragraph('<p>Cách tính thì thật: xem <a href="/phuong-phap/">phương pháp</a>.</p>'),
        ),
    ),
    Item(
        slug="mua-lut-va-han",
        days_ago=12,
        title="Ngày mưa lụt có làm dời hạn trả lời không?",
        lead=(
            "Không tự dời. Chỉ ngày nghỉ có trong lịch làm việc mới không tính vào hạn; "
            "đơn vị cần thêm thời gian thì gia hạn công khai."
        ),
        body=(
            paragraph(
                "<p>Mỗi đợt lụt, phản ánh về thoát nước tăng vài lần. "
                "Hạn trả lời vẫn đếm bằng ngày làm việc như thường.</p>"
            ),
            ("heading", "Khi nào hạn dời"),
            paragraph(
                "<ul><li>Thành phố cho nghỉ một ngày: ngày ấy vào lịch, hạn nào đi qua ngày ấy thì dời, "
                "hạn cũ vẫn hiện trên trang.</li>"
                "<li>Đơn vị gia hạn: phải nêu lý do và hẹn một ngày. "
                "Hạn theo quy định không đổi, trang ghi cả hai.</li></ul>"
            ),
            (
                "questions",
                [
                    {
                        "question": "Đã hẹn mà không giữ lời thì sao?",
                        "answer": RichText("<p>Phản ánh được ghi là lỡ hẹn và đếm ở trang quá hạn, như trễ hạn.</p>"),
                    },
                    {
                        "question": "Ai được gia hạn?",
                        "answer": RichText("<p>Chỉ đơn vị đang giữ phản ánh, trước hay sau hạn đều được ghi rõ.</p>"),
                    },
                ],
            ),
        ),
    ),
    Item(
        slug="doc-trang-qua-han",
        days_ago=40,
        title="Đọc trang quá hạn thế nào cho đúng",
        lead="Đơn vị có nhiều phản ánh trễ chưa hẳn làm kém hơn: hãy xem số trễ trên số đang giữ, và giữ bao lâu.",
        body=(
            paragraph(
                '<p>Trang <a href="/qua-han/">quá hạn</a> tự tính từ hồ sơ, không ai chọn tên. '
                "Bốn điều nên xem cùng nhau:</p>"
                "<ol><li>bao nhiêu phản ánh trễ hạn hoặc lỡ hẹn;</li><li>bao nhiêu phản ánh đã gia hạn, đếm riêng;</li>"
                "<li>chiếm bao nhiêu phần trong số đang mở;</li><li>trễ trung vị bao nhiêu ngày.</li></ol>"
            ),
            (
                "quote",
                {
                    "text": "Con số không nói vì sao. Muốn biết, hãy bấm vào nó và đọc từng phản ánh.",
                    "source": "Ban biên tập của thành phố trong bản mẫu",
                    "address": "",
                },
            ),
        ),
    ),
)


def write_news(today: date) -> int:
    """Write what is not there yet; return how many pieces were."""
    index = NewsIndexPage.objects.get()
    there = set(NewsPage.objects.child_of(index).values_list("slug", flat=True))
    missing = [item for item in ITEMS if item.slug not in there]
    for item in missing:
        page = NewsPage(
            slug=item.slug,
            title=item.title,
            lead=item.lead,
            date=today - timedelta(days=item.days_ago),
            body=list(item.body),
        )
        index.add_child(instance=page)
    return len(missing)
