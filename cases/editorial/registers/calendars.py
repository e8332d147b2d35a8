"""Calendars and their days. A change of a day is an action: due dates that would move are shown first."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import DateFromToRangeFilter
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.log_actions import log

from cases.actions.change_calendar import DayChange, change_calendar, dues_left
from cases.editorial.registers.base import (
    Register,
    RegisterAdd,
    RegisterDelete,
    RegisterEdit,
    RegisterForm,
    RegisterList,
    RowsPanel,
)
from cases.editorial.registers.moved_dues import Confirming, Finish, actor, moved_words
from cases.models import Calendar, CalendarDay

COMING = 10  # days shown in the form of a calendar
WEEKDAYS = (
    (0, gettext_lazy("Thứ Hai")),
    (1, gettext_lazy("Thứ Ba")),
    (2, gettext_lazy("Thứ Tư")),
    (3, gettext_lazy("Thứ Năm")),
    (4, gettext_lazy("Thứ Sáu")),
    (5, gettext_lazy("Thứ Bảy")),
    (6, gettext_lazy("Chủ nhật")),
)


# --- calendars -------------------------------------------------------------------------------------------------------


MOVING_LIST = "cases/editorial/calendar_index.html"
FIRST_YEAR, LAST_YEAR = 2000, 2199  # of a holiday


class CalendarForm(RegisterForm):
    """Zone and weekly days off are chosen once: no action moves due dates with them."""

    fixed = ("slug", "zone", "days_off")
    days_off = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Ngày nghỉ hằng tuần"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean_days_off(self) -> list[int]:
        """A week without any working day could never be counted to its end."""
        days: list[int] = self.cleaned_data["days_off"]
        if len(days) == len(WEEKDAYS):
            raise ValidationError(_("Cả tuần đều nghỉ thì không hạn nào tới được. Để lại ít nhất một ngày làm việc."))
        return days


class CalendarList(RegisterList):
    """A list that says how many due dates still have to follow a change."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "dues_left": dues_left(), "may_finish": self.user_has_permission("change")}


class CalendarEdit(RegisterEdit):
    """The form of a calendar."""

    def save_instance(self) -> Any:
        """How far holidays are known is written by the action; nothing moves with it."""
        row = super().save_instance()
        if "reaches" in self.form.changed_data:
            change_calendar(calendar=row, changes=[], by=actor(self.request), at=timezone.now(), reaches=row.reaches)
        return row


class CalendarRegister(Register):
    """Calendars of working days."""

    model = Calendar
    name = "calendar"
    url_prefix = "danh-muc/lich"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Lịch làm việc")
    base_form_class = CalendarForm
    index_view_class = CalendarList
    index_template_name = MOVING_LIST
    edit_view_class = CalendarEdit
    list_display: ClassVar[list[str]] = ["name", "slug", "zone", "reaches"]
    list_filter: ClassVar[list[str]] = ["zone"]
    search_fields: ClassVar[list[str]] = ["name", "slug", "zone"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("zone", help_text=gettext_lazy("Chọn một lần khi lập, như Asia/Ho_Chi_Minh.")),
            FieldPanel("days_off", help_text=gettext_lazy("Chọn một lần khi lập.")),
            FieldPanel("reaches", help_text=gettext_lazy("Sau ngày này chỉ còn đếm theo ngày nghỉ hằng tuần.")),
            RowsPanel(
                "coming_days",
                "calendarday",
                to="calendar",
                limit=COMING,
                heading=gettext_lazy("Ngày lễ và ngày làm bù sắp tới"),
            ),
        ]
    )


# --- days ------------------------------------------------------------------------------------------------------------


class DayForm(RegisterForm):
    """A day stays in its calendar; another day is another row."""

    fixed = ("calendar", "day")

    def clean_day(self) -> date:
        """A day that some due date could be counted over; the ends of time have no day before or after them."""
        day: date = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                _("Ngày nằm ngoài các năm %(first)s–%(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return day

    def change(self) -> DayChange:
        """What the form asks for."""
        return DayChange(day=self.cleaned_data["day"], kind=self.cleaned_data["kind"], name=self.cleaned_data["name"])


class DayWriting(Confirming):
    """Mixin of the two forms."""

    form: DayForm
    logged = "wagtail.edit"

    def form_valid(self, form: DayForm) -> HttpResponse:
        """Show what would move, or write."""
        self.form = form
        change = form.change()
        asked = self.unconfirmed(form.cleaned_data["calendar"], [change], timezone.now())
        if asked:
            day = CalendarDay(day=change.day, name=change.name)
            title = _("Hạn dời theo ngày %(day)s") % {"day": day}
            context = self.get_context_data()  # type: ignore[attr-defined]  # mixed into Wagtail's views
            *above, _here = context["breadcrumbs_items"]
            titled = {"header_title": title, "breadcrumbs_items": [*above, {"url": "", "label": title}]}
            context = {**context, **titled, "day": day, **asked}
            response: HttpResponse = self.response_class(  # type: ignore[attr-defined]
                request=self.request, template=[self.confirm_template_name], context=context
            )
            return response
        return super().form_valid(form)  # type: ignore[misc,no-any-return]

    def save_instance(self) -> CalendarDay:
        """Not by the form, by the action; the history says who it was."""
        calendar = self.form.cleaned_data["calendar"]
        self.write(calendar, [self.form.change()])
        row = CalendarDay.objects.get(calendar=calendar, day=self.form.cleaned_data["day"])
        log(instance=row, action=self.logged, user=self.request.user)
        return row

    def get_success_message(self, instance: Any = None) -> str:
        """What was written, and what moved."""
        row = self.object  # type: ignore[attr-defined]
        return _("Đã ghi “%(day)s”. %(moved)s") % {"day": row, "moved": moved_words(self.moved, self.left)}


class DayAdd(DayWriting, RegisterAdd):
    """Enters a day."""

    logged = "wagtail.create"


class DayEdit(DayWriting, RegisterEdit):
    """Changes what a day is."""


class DayDelete(Confirming, RegisterDelete):
    """Takes a day out."""

    template_name = "cases/editorial/calendar_day_delete.html"
    asked: ClassVar[dict[str, Any] | None] = None

    def changes(self) -> list[DayChange]:
        """The day, out."""
        return [DayChange(day=self.object.day, kind=None)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would move."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        asked = self.unconfirmed(self.object.calendar, self.changes(), timezone.now())
        return {**context, "day": self.object, **(asked or {"count": 0})}

    def form_valid(self, form: Any) -> HttpResponse:
        """Write, unless something else would move than was shown."""
        row, calendar = self.object, self.object.calendar
        if self.unconfirmed(calendar, self.changes(), timezone.now()):
            response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
            return response
        log(instance=row, action="wagtail.delete", user=self.request.user, deleted=True)
        self.write(calendar, self.changes())
        moved = moved_words(self.moved, self.left)
        messages.success(self.request, _("Đã bỏ “%(day)s”. %(moved)s") % {"day": row, "moved": moved})
        return HttpResponseRedirect(self.get_success_url())


class DayFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail is untyped
    """By calendar, kind and a span of days."""

    day = DateFromToRangeFilter(label=gettext_lazy("Ngày"), widget=DateRangePickerWidget)

    class Meta:
        model = CalendarDay
        fields: ClassVar[list[str]] = ["calendar", "kind", "day"]


class DayRegister(Register):
    """Holidays and make-up days of all calendars, newest first."""

    model = CalendarDay
    name = "calendarday"
    url_prefix = "danh-muc/ngay-le"
    icon = "date"
    menu_label = gettext_lazy("Ngày lễ, ngày làm bù")
    base_form_class = DayForm
    index_view_class = CalendarList
    index_template_name = MOVING_LIST
    add_view_class = DayAdd
    edit_view_class = DayEdit
    delete_view_class = DayDelete
    ordering = "-day"
    list_display: ClassVar[list[str]] = ["name", "day", "kind", "calendar"]
    filterset_class = DayFilters
    search_fields: ClassVar[list[str]] = ["name", "day"]
    edit_handler = ObjectList(
        [
            FieldPanel("calendar"),
            FieldRowPanel([FieldPanel("day"), FieldPanel("kind")]),
            FieldPanel("name", help_text=gettext_lazy("Hiện ở ô của ngày ấy trên trang phản ánh.")),
        ]
    )

    def get_urlpatterns(self) -> list[Any]:
        """And one that goes on with due dates that still have to follow."""
        finish = self.construct_view(Finish)
        return [*super().get_urlpatterns(), path("tinh-tiep/", finish, name="finish")]
