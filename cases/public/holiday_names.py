"""Names of holidays in the reader's language: a calendar holds them once, as the `holidays` package gives them."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.actions.holiday_rows import SPELT

#: The names of Vietnam's holidays; another name, typed by an editor, is shown as it is.
NAMES = frozenset(
    {
        gettext_noop("Tết Dương lịch"),
        gettext_noop("29 Tết"),
        gettext_noop("Giao thừa Tết Nguyên Đán"),
        gettext_noop("Tết Nguyên Đán"),
        gettext_noop("Mùng hai Tết Nguyên Đán"),
        gettext_noop("Mùng ba Tết Nguyên Đán"),
        gettext_noop("Mùng bốn Tết Nguyên Đán"),
        gettext_noop("Mùng năm Tết Nguyên Đán"),
        gettext_noop("Ngày Giỗ Tổ Hùng Vương"),
        gettext_noop("Ngày Chiến thắng"),
        gettext_noop("Ngày Quốc tế Lao động"),
        gettext_noop("Quốc khánh"),
        gettext_noop("Ngày Văn hoá Việt Nam"),
    }
)
_OBSERVED = " (nghỉ bù)"
_SWAPPED = re.compile(r"Ngày nghỉ \(thay cho ngày (?P<day>\d\d/\d\d/\d{4})\)")


def holiday_name(name: str) -> str:
    """A holiday's name in the language of the page; a name nobody has translated stays as it is."""
    name = name.replace(*SPELT)  # stored by an earlier version
    swapped = _SWAPPED.fullmatch(name)
    if swapped is not None:
        return _("Ngày nghỉ (thay cho ngày %(day)s)") % {"day": swapped["day"]}
    plain = name.removesuffix(_OBSERVED)
    if plain not in NAMES:
        return name
    if plain != name:
        return _("%(holiday)s (nghỉ bù)") % {"holiday": _(plain)}
    return _(plain)
