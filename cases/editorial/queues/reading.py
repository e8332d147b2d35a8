"""Reads what an address asks of a list: what cannot be heeded is named in a sentence, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.editorial.whole_numbers import whole

LONGEST = 200  # characters of what is searched for
MOST_PAGES = 2_000


def of_days(lookup: str, since: date | None, until: date | None) -> Q:
    """That a moment lies within these days of the city, both included; a day that is None bounds nothing."""
    found = Q()
    if since:
        found &= Q(**{f"{lookup}__gte": _midnight(since)})
    if until:
        found &= Q(**{f"{lookup}__lt": _midnight(until + timedelta(days=1))})
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class Reading:
    """One reading of an address; never raises, and collects sentences on the way."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.problems: list[str] = []

    def _text(self, name: str) -> str:
        return self.given.get(name, "").replace("\0", "").strip()

    def _ignore(self, name: str, value: str) -> None:
        told = {"name": name, "value": value[:80]}
        self.problems.append(_("Đã bỏ qua “%(name)s=%(value)s”: không hiểu được giá trị này.") % told)

    def words(self) -> str:
        """What is searched for."""
        text = self._text("q")
        if len(text) > LONGEST:
            self.problems.append(_("Đã bỏ qua phần câu hỏi sau %(n)d ký tự.") % {"n": LONGEST})
        return text[:LONGEST]

    def one_of(self, name: str, known: Collection[str]) -> str:
        """One of the known values, or none."""
        value = self._text(name)
        if not value or value in known:
            return value
        self._ignore(name, value)
        return ""

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; neither, where they stand the wrong way round."""
        since, until = self._day("tu"), self._day("den")
        if since and until and since > until:
            self.problems.append(_("Ngày đầu đứng sau ngày cuối: đã bỏ qua cả hai."))
            return None, None
        return since, until

    def _day(self, name: str) -> date | None:
        value = self._text(name)
        try:
            found = date.fromisoformat(value) if value else None
        except ValueError:
            found = None
        if found is None or not 1900 <= found.year <= 2199:
            if value:
                self._ignore(name, value)
            return None
        return found

    def order(self, columns: Collection[str]) -> str:
        """A column, with a minus for the other way."""
        return self.one_of("xep", {f"{sign}{column}" for column in columns for sign in ("", "-")})

    def page(self) -> int:
        """The number of a page."""
        value = self._text("trang")
        if not value:
            return 1
        found = whole(value, most=MOST_PAGES)
        if found:
            return found
        self._ignore("trang", value)
        return 1
