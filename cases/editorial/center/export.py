"""A list as a file: CSV, line by line, as spreadsheets open it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.editorial.center.asked import Asked
from cases.editorial.center.lists import agency_name, term_end, title
from cases.editorial.center.table import matching
from cases.public.spreadsheet import MARK, Echo, harmless
from cases.templatetags.states import state_word

AT_ONCE = 1_000  # rows
FIELDS = ("number", "told_title", "state", "round", "category__name", "ward__name", "told_agency")
INSTANTS = ("sent_at", "accepted_at", "told_end")


def csv_lines(asked: Asked, *, now: datetime) -> Iterator[str]:
    """A heading, then one line a case. Words are in the language of the request that begins it."""
    heads = [_("Số"), _("Tiêu đề"), _("Trạng thái"), _("Lĩnh vực"), _("Phường, xã"), _("Đơn vị")]
    heads += [_("Gửi"), _("Tiếp nhận"), _("Hạn"), _("Trang công khai")]
    found = matching(asked, now=now).annotate(told_title=title(), told_agency=agency_name(), told_end=term_end())
    return _lines([str(head) for head in heads], found.values_list(*FIELDS, *INSTANTS, F("page__live")))


def _lines(heads: list[str], rows: Any) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield MARK + writer.writerow(heads)
    for number, name, state, round_, category, ward, agency, *instants, live in rows.iterator(chunk_size=AT_ONCE):
        told = [number, name, state_word(state, round_), category, ward, agency]
        address = f"{settings.PUBLIC_URL}/a/{number}" if live else ""
        yield writer.writerow([*map(harmless, told), *map(_instant, instants), address])


def _instant(value: datetime | None) -> str:
    return "" if value is None else timezone.localtime(value).isoformat(timespec="minutes")
