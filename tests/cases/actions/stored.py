"""Everything the actions may write, as it is stored: to hold that a refused action left nothing behind."""

import pytest
from django.apps import apps

from cases.actions.changing import ActionRefused
from cases.rules.states import MoveRefused

NEVER_WRITTEN = {"cases.Ward", "cases.FormerWard", "cases.CalendarDay", "cases.ReasonCode", "cases.CategoryTerm"}
APPS = {"cases", "contacts", "search"}
OF_WAGTAIL = {"wagtailcore.Page", "wagtailcore.Revision", "wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry"}


def stored():
    """All rows of all tables that matter, by the model's name."""
    models = [m for m in apps.get_models() if m._meta.app_label in APPS or m._meta.label in OF_WAGTAIL]
    written = [m for m in models if m._meta.label not in NEVER_WRITTEN]
    return {m._meta.label: list(m._base_manager.order_by("pk").values_list()) for m in written}


def changed(before, after):
    """Names of the tables that differ."""
    return {name for name in before if before[name] != after[name]}


def refused(verb, match):
    """Hold that a verb is refused with such a sentence and leaves nothing (but an agency a factory made for it)."""
    before = stored()
    with pytest.raises((ActionRefused, MoveRefused), match=match):
        verb()
    assert changed(before, stored()) <= {"cases.Agency"}
