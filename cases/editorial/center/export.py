"""A list as a file: what its lines say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from cases.editorial.center.asked import Asked
from cases.editorial.center.lists import agency_name, term_end, title
from cases.editorial.center.table import matching
from cases.editorial.queues.files import AT_ONCE
from cases.templatetags.states import state_word

FIELDS = ("number", "told_title", "state", "round", "category__name", "ward__name", "told_agency")
INSTANTS = ("sent_at", "accepted_at", "told_end")


def heads() -> list[str]:
    """What stands over the lines."""
    told = [_("Số"), _("Tiêu đề"), _("Trạng thái"), _("Lĩnh vực"), _("Phường, xã"), _("Đơn vị")]
    return [*told, _("Gửi"), _("Tiếp nhận"), _("Hạn"), _("Trang công khai")]


def lines(asked: Asked, *, now: datetime) -> Iterator[list[object]]:
    """One line a case."""
    found = matching(asked, now=now).annotate(told_title=title(), told_agency=agency_name(), told_end=term_end())
    rows = found.values_list(*FIELDS, *INSTANTS, F("page__live")).iterator(chunk_size=AT_ONCE)
    for number, name, state, round_, category, ward, agency, *instants, live in rows:
        address = f"{settings.PUBLIC_URL}/a/{number}" if live else ""
        yield [number, name, state_word(state, round_), category, ward, agency, *instants, address]
