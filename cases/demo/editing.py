"""What editors of the Center do to words in the invented city: they cover personal data, and write notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cases.actions import covering, edit_page
from cases.actions.actor import CENTER
from cases.demo import extras
from cases.demo.ratings import Mood
from cases.demo.walks import Walk
from cases.models import CasePage, Report
from cases.rules.redaction import covered as with_marks

REASON = "thong-tin-ca-nhan"
REOPENED_TWICE = "Việc này đã mở lại hai lần. Ban biên tập xem lại nơi này mỗi tuần cho đến khi xong."
RETRACTED = "Người dân gửi ảnh cho thấy việc chưa làm, nên Trung tâm thu hồi câu trả lời. Ban biên tập đã gọi hỏi."
BY_TWO = "Hai đơn vị cùng làm việc này, mỗi đơn vị trả lời phần của mình. Phản ánh chỉ xong khi cả hai đã trả lời."


def personal(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the text names somebody, and how the mark calls it."""
    for pattern, kind in extras.COVERED.items():
        for found in re.finditer(pattern, text):
            yield found.start(), found.end(), kind


def covered(walk: Walk) -> Walk:
    """Report and answer name somebody; the Center covers the one when it accepts, the other before it approves."""
    told = Report.objects.get(case=walk.case).text
    walk.later(hours=4).accept(text=with_marks(told, personal(told)))
    walk.later(hours=1).assign().later(working_days=2).submit().later(hours=2)
    version = walk.answer.submissions.latest("number")
    for start, end, kind in personal(version.text):
        covering.cover(version=version, start=start, end=end, kind=kind, reason=REASON, by=CENTER, at=walk.at)
    return walk.later(hours=1).approve().heard(Mood.DONE)


def noted(walk: Walk, words: str) -> Walk:
    """An editor adds a note of the house to the page."""
    walk.later(hours=2)
    page = CasePage.objects.get(case=walk.case)
    before = page.edited()
    with edit_page.publishing(page):
        page.editors_note = words
        page.save()
        edit_page.edited(page=page, before=before, by=CENTER, at=walk.at)
    walk.case.refresh_from_db()
    return walk
