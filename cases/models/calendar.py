"""Calendars of working days as rows an editor can change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.rules import calendars as rules


def weekend() -> list[int]:
    """Saturday and Sunday, counted from Monday = 0."""
    return [5, 6]


def validate_zone(value: str) -> None:
    """Refuse a name that is no IANA time zone."""
    if value not in available_timezones():
        raise ValidationError(_("Không có múi giờ tên “%(zone)s”."), params={"zone": value})


class DayKind(models.TextChoices):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday", _("Nghỉ lễ")
    MAKE_UP = "make_up", _("Làm bù")


class Calendar(models.Model):
    """Zone, days off, holidays and make-up days; `reaches` is the last day its holidays are known for."""

    slug = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=120)
    zone = models.CharField(_("múi giờ"), max_length=60, default="Asia/Ho_Chi_Minh", validators=[validate_zone])
    days_off = models.JSONField(_("ngày nghỉ hằng tuần"), default=weekend)
    reaches = models.DateField(_("ngày lễ đã biết đến hết"), null=True, blank=True)

    class Meta:
        ordering = ("slug",)
        verbose_name = verbose_name_plural = _("lịch làm việc")

    def __str__(self) -> str:
        return self.name

    @property
    def coming_days(self) -> models.QuerySet[CalendarDay]:
        """Days from today on, nearest first."""
        return self.days.filter(day__gte=timezone.localdate())

    def as_rule(self, days: Iterable[CalendarDay] | None = None) -> rules.Calendar:
        """The pure calendar that `cases.rules` counts with (one query, none where its days are at hand)."""
        named: dict[str, dict[date, str]] = {kind: {} for kind in DayKind.values}
        if days is None and "days" in getattr(self, "_prefetched_objects_cache", {}):
            days = self.days.all()
        plain = (
            self.days.values_list("day", "kind", "name") if days is None else ((d.day, d.kind, d.name) for d in days)
        )
        for day, kind, name in plain:  # plain values: every verb counts days, and a calendar has hundreds of them
            named[kind][day] = name
        return rules.Calendar(
            zone=self.zone,
            days_off=frozenset(self.days_off),
            holidays=named[DayKind.HOLIDAY],
            make_up=named[DayKind.MAKE_UP],
            reaches=self.reaches,
        )


class CalendarDay(models.Model):
    """One holiday or one make-up working day."""

    calendar = models.ForeignKey(Calendar, verbose_name=_("lịch"), on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("ngày"))
    kind = models.CharField(_("loại ngày"), max_length=10, choices=DayKind)
    name = models.CharField(_("tên"), max_length=160)

    class Meta:
        ordering = ("day",)
        verbose_name = verbose_name_plural = _("ngày lễ và ngày làm bù")
        constraints = (
            models.UniqueConstraint(
                fields=("calendar", "day"),
                name="a_day_stands_once_in_a_calendar",
                violation_error_message=_("Ngày này đã có trong lịch."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
