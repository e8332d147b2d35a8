"""Days and moments as the public reads them: 24/11/2026, 30/11, thứ Hai, hôm qua."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext

from cases.templatetags.numbers import number_text

WEEKDAYS: tuple[str | Promise, ...] = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
WEEKDAYS_SHORT: tuple[str | Promise, ...] = (
    gettext_lazy("T2"),
    gettext_lazy("T3"),
    gettext_lazy("T4"),
    gettext_lazy("T5"),
    gettext_lazy("T6"),
    gettext_lazy("T7"),
    gettext_lazy("CN"),
)


DAYS_THAT_SAY_LITTLE = 60


def local_day(value: date) -> date:
    """The day a moment falls on in the city's zone; a date stays itself."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    return value


def day_text(value: date) -> str:
    """24/11/2026, in every language."""
    return f"{local_day(value):%d/%m/%Y}"


def short_day_text(value: date, at: date | None = None) -> str:
    """30/11; with the year where `at` lies in another one."""
    day = local_day(value)
    if at is not None and local_day(at).year != day.year:
        return day_text(day)
    return f"{day:%d/%m}"


def weekday_text(value: date) -> str:
    """Thứ Hai … Chủ nhật, as inside a sentence."""
    return str(WEEKDAYS[local_day(value).weekday()])


def weekday_short(value: date) -> str:
    """T2 … CN, for a column head."""
    return str(WEEKDAYS_SHORT[local_day(value).weekday()])


def relative_text(value: date, at: date) -> str:
    """How far a day lies from `at`: hôm nay, hôm qua, 3 ngày trước, 3 ngày nữa."""
    n = (local_day(value) - local_day(at)).days
    near = {0: _("hôm nay"), -1: _("hôm qua"), 1: _("ngày mai")}
    if n in near:
        return near[n]
    if n < 0:
        return ngettext("%(n)s ngày trước", "%(n)s ngày trước", -n) % {"n": number_text(-n)}
    return ngettext("%(n)s ngày nữa", "%(n)s ngày nữa", n) % {"n": number_text(n)}


def ago_text(value: date, at: date) -> str:
    """The same for somebody who reads along: whole months and years where days would say little."""
    n = abs((local_day(value) - local_day(at)).days)
    if n < DAYS_THAT_SAY_LITTLE or local_day(value) > local_day(at):
        return relative_text(value, at)
    if n < 2 * 365:
        months = n // 30
        return ngettext("%(n)s tháng trước", "%(n)s tháng trước", months) % {"n": number_text(months)}
    years = n // 365
    return ngettext("%(n)s năm trước", "%(n)s năm trước", years) % {"n": number_text(years)}


def until_text(value: date, at: date) -> str:
    """How far a due day lies from `at`: còn 3 ngày, hôm nay, quá 12 ngày."""
    n = (local_day(value) - local_day(at)).days
    if n == 0:
        return _("hôm nay")
    if n < 0:
        return ngettext("quá %(n)s ngày", "quá %(n)s ngày", -n) % {"n": number_text(-n)}
    return ngettext("còn %(n)s ngày", "còn %(n)s ngày", n) % {"n": number_text(n)}


def time_element(value: date, text: str) -> SafeString:
    """`text` in a <time> whose datetime is the day, or the moment with its offset."""
    machine = timezone.localtime(value).isoformat("T", "minutes") if isinstance(value, datetime) else value.isoformat()
    return format_html('<time datetime="{}">{}</time>', machine, text)


def clock_text(value: datetime) -> str:
    """08:05, in the city's zone."""
    return f"{timezone.localtime(value):%H:%M}"


def moment_text(value: datetime) -> str:
    """08:05 ngày 27/10/2026, in the city's zone."""
    return _("%(time)s ngày %(day)s") % {"time": clock_text(value), "day": day_text(value)}


def days_unit(n: float | None) -> str:
    """The word that goes with a number of days set apart from it; nothing for None."""
    if n is None:
        return ""
    # A context of its own: where an id has plurals, Pythons before 3.11.3 find it by `gettext` no more.
    return npgettext("đơn vị", "ngày", "ngày", 1 if n == 1 else 2)


def days_text(n: int | None) -> str:
    """41 ngày; under a day for 0, an en dash for None."""
    if n is None:
        return "–"
    if n < 1:
        return _("dưới 1 ngày")
    return ngettext("%(n)s ngày", "%(n)s ngày", n) % {"n": number_text(n)}
