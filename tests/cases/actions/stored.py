"""Everything the actions may write, as it is stored: to hold that a refused action left nothing behind."""

import functools

import pytest
from django.apps import apps
from django.db import connection

from cases.actions.changing import ActionRefused
from cases.rules.states import MoveRefused

NEVER_WRITTEN = {"cases.Ward", "cases.FormerWard", "cases.CalendarDay", "cases.ReasonCode", "cases.CategoryTerm"}
APPS = {"cases", "contacts", "search"}
OF_WAGTAIL = {"wagtailcore.Page", "wagtailcore.Revision", "wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry"}


def stored():
    """All rows of all tables that matter, by the model's name; asked plainly, as it is done for every verb refused."""
    found = {}
    with connection.cursor() as cursor:
        for label, query in _queries().items():
            cursor.execute(query)
            found[label] = cursor.fetchall()
    return found


@functools.cache
def _queries():
    models = [m for m in apps.get_models() if m._meta.app_label in APPS or m._meta.label in OF_WAGTAIL]
    name = connection.ops.quote_name
    return {
        m._meta.label: f"SELECT * FROM {name(m._meta.db_table)} ORDER BY {name(m._meta.pk.column)}"
        for m in models
        if m._meta.label not in NEVER_WRITTEN
    }


def changed(before, after):
    """Names of the tables that differ."""
    return {name for name in before if before[name] != after[name]}


def refused(verb, match):
    """Hold that a verb is refused with such a sentence and leaves nothing (but an agency a factory made for it)."""
    before = stored()
    with pytest.raises((ActionRefused, MoveRefused), match=match):
        verb()
    assert changed(before, stored()) <= {"cases.Agency"}
