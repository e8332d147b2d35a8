"""Pages that explain the portal: texts of ours in both languages, to which editors may add words of their own.

What an editor adds is an ordinary page at the same address. It is served by Wagtail with the template of ours, which
puts the added words below the fixed ones; without such a page the fixed text stands alone.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.accountability.definitions import CHAPTERS, METHOD_VERSION
from cases.accountability.front import common_term_days
from cases.rules.figures import FIRM_DAYS, LEAST_FOR_RANK, LEAST_RATERS

#: Slugs below the front page, and the names of their addresses and templates.
EXPLAINED = {
    "duong-di": "way",
    "ai-biet-ten-toi": "names",
    "phuong-phap": "method",
    "gioi-thieu": "about",
    "tro-giup": "help",
}
#: Title and description of each, as its template has them, for what is made of a page without rendering it.
WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "duong-di": (
        _("Phản ánh đi qua đâu?"),
        _("Từ lúc bạn gửi đến lúc có câu trả lời: ai giữ phản ánh, đồng hồ nào chạy, khi nào điều gì được công bố."),
    ),
    "ai-biet-ten-toi": (
        _("Ai biết tên tôi?"),
        _(
            "Tên, số điện thoại, e-mail của người phản ánh không bao giờ hiện trên trang. "
            "Cái gì hiện, ai đọc được, và xin gỡ ở đâu."
        ),
    ),
    "phuong-phap": (
        _("Cách tính từng con số"),
        _(
            "Hạn tính ra sao, bốn tình trạng hạn, cái gì được đếm, "
            "từng tỷ lệ là gì chia cho gì, và chỗ nào dễ hiểu lầm."
        ),
    ),
    "gioi-thieu": (
        _("Trang này là gì"),
        _("Minh Bạch công khai phản ánh của người dân, câu trả lời đã duyệt và đơn vị quá hạn, mỗi ngày, tự động."),
    ),
    "tro-giup": (
        _("Trợ giúp"),
        _("Tìm phản ánh của mình, đọc các ký hiệu, trích dẫn, và làm gì khi vẫn chưa xong."),
    ),
}


def template_of(slug: str) -> str:
    """The template of an explaining page; KeyError for another slug."""
    return f"home/explain/{EXPLAINED[slug]}.html"


def numbers() -> dict[str, Any]:
    """The numbers that the texts name, from where they are decided."""
    return {
        "term_days": common_term_days(),
        "least_for_rank": LEAST_FOR_RANK,
        "least_raters": LEAST_RATERS,
        "firm_days": FIRM_DAYS,
        "reopen_days": settings.REOPEN_REQUEST_DAYS,
        "chapters": CHAPTERS,
        "method_version": METHOD_VERSION,
    }
