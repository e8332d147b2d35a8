"""Days and hours on the desk: shown day first, read day first, and as programs write them; in both languages."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils.formats import get_format
from django.utils.translation import override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from portal import date_inputs

LANGUAGES = ["vi", "en"]
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("07/12/2026", date(2026, 12, 7)),
        ("7/12/2026", date(2026, 12, 7)),
        ("7-12-2026", date(2026, 12, 7)),
        ("7.12.2026", date(2026, 12, 7)),
        ("2026-12-07", date(2026, 12, 7)),
        ("31/12/2026", date(2026, 12, 31)),
        ("12/31/2026", None),  # no month is read first
        ("mai", None),
    ],
)
def test_a_day_is_read_day_first(language, typed, meant):
    class Form(forms.Form):
        day = forms.DateField(widget=AdminDateInput)

    with override(language):
        form = Form({"day": typed})
        assert form.is_valid() is (meant is not None)
        assert form.cleaned_data.get("day") == meant


@each_language
@pytest.mark.parametrize("typed", ["07/12/2026 08:30", "2026-12-07 08:30", "2026-12-07T08:30"])
def test_so_is_a_moment_in_the_citys_hours(language, typed):
    class Form(forms.Form):
        at = forms.DateTimeField(widget=AdminDateTimeInput)

    with override(language):
        form = Form({"at": typed})
        assert form.is_valid()
        assert form.cleaned_data["at"] == datetime(2026, 12, 7, 1, 30, tzinfo=UTC)


@each_language
def test_fields_show_what_they_read(language):
    with override(language):
        assert AdminDateInput().format_value(date(2026, 12, 7)) == "07/12/2026"
        assert AdminDateTimeInput().format_value(datetime(2026, 12, 7, 8, 30)) == "07/12/2026 08:30"  # noqa: DTZ001 - as forms pass it
        assert AdminDateInput().get_config()["dayOfWeekStart"] == 1


@each_language
@pytest.mark.parametrize(
    ("source", "shown"),
    [("{{ at }}", "08:30 07/12/2026"), ("{{ at|date }}", "07/12/2026"), ("{{ at|time }}", "08:30")],
)
def test_lists_show_the_same(language, source, shown):
    with override(language):
        assert Template(source).render(Context({"at": datetime(2026, 12, 7, 1, 30, tzinfo=UTC)})) == shown


def test_no_format_is_one_language_s_alone():
    names = [name for name in dir(__import__("portal.formats.vi.formats", fromlist=["x"])) if name.isupper()]
    assert len(names) == 10
    for name in names:
        told = set()
        for language in LANGUAGES:
            with override(language):
                told.add(repr(get_format(name)))
        assert len(told) == 1, name


@pytest.mark.parametrize("widget", [AdminDateInput, AdminDateTimeInput])
def test_pickers_leave_what_was_typed(widget):
    date_inputs.install()  # again: it changes nothing
    config = widget().get_config()
    assert config["validateOnBlur"] is False
    assert config["format"].startswith("d/m/Y")
