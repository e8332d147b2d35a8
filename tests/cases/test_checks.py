"""System checks: what would make the portal tell less than the truth is said before it starts."""

from datetime import date, timedelta

import pytest
from django.core import checks
from django.db.utils import DatabaseError
from django.utils import timezone

from cases import ports
from cases.checks import CALENDAR_DAYS_AHEAD, check_calendars_reach, check_wiring
from cases.models import Calendar, CasePage


def ids(found):
    return [each.id for each in found]


def test_all_is_wired():
    assert check_wiring(None) == []


def test_a_page_that_nobody_presents_is_an_error(monkeypatch):
    monkeypatch.setattr(CasePage, "present", None)
    assert ids(check_wiring(None)) == ["cases.E001"]
    assert "cases.E001" in ids(checks.run_checks())


def test_a_port_without_plug_is_an_error(monkeypatch):
    monkeypatch.setattr(ports, "PORTS", ports.Ports())
    found = check_wiring(None)
    assert ids(found) == ["cases.E002"] * len(ports.missing())
    assert all(name in "".join(e.msg for e in found) for name in ports.missing())


@pytest.mark.django_db
class TestCalendars:
    """They are asked only where it counts: before a server starts."""

    def reach(self, days, slug="vn"):
        Calendar.objects.filter(slug=slug).update(reaches=timezone.localdate() + timedelta(days=days))
        return check_calendars_reach(None)

    def test_sixty_days_are_enough(self):
        Calendar.objects.update(reaches=None)
        assert self.reach(CALENDAR_DAYS_AHEAD) == []

    def test_fifty_nine_are_not(self):
        Calendar.objects.update(reaches=None)
        [warning] = self.reach(CALENDAR_DAYS_AHEAD - 1)
        assert (warning.id, warning.level) == ("cases.W001", checks.WARNING)
        assert "'vn'" in warning.msg

    def test_each_calendar_is_named(self):
        Calendar.objects.update(reaches=date(2020, 1, 1))
        assert len(check_calendars_reach(None)) == Calendar.objects.count()

    def test_only_where_it_counts(self):
        Calendar.objects.update(reaches=date(2020, 1, 1))
        assert "cases.W001" not in ids(checks.run_checks())
        assert "cases.W001" in ids(checks.run_checks(include_deployment_checks=True))


def test_before_the_first_migrate_calendars_have_nothing_to_say(monkeypatch):
    def no_table():
        raise DatabaseError

    monkeypatch.setattr(Calendar.objects, "all", no_table)
    assert check_calendars_reach(None) == []
