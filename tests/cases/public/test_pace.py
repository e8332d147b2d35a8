"""The Center's own clock: what waits, the median of what was decided lately, and that nothing is decided by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from cases.actions import deciding
from cases.models import Answer, PublicationLevel
from cases.public.pace import Reviewed, limits, pace_of, reviewed
from tests.factories import START, Walk, walk_to

AT = datetime(2026, 3, 10, 2, tzinfo=UTC)  # Tuesday, 9:00 in Huế


def row(submitted, decided=None):
    return Reviewed(
        submitted and AT - timedelta(days=submitted), decided and AT - timedelta(days=decided), "Phường", "phuong"
    )


@pytest.mark.pure
def test_figures_of_nothing_are_none():
    found = pace_of([])
    assert (found.waiting, found.oldest_at, found.decided, found.median_days) == (0, None, 0, None)


@pytest.mark.pure
def test_the_median_is_of_what_was_decided_and_the_oldest_of_what_waits():
    found = pace_of([row(9), row(3), row(None), row(5, 4), row(8, 6), row(20, 10)])
    assert (found.waiting, found.oldest_at) == (3, AT - timedelta(days=9))
    assert (found.decided, found.median_days) == (3, 2.0)


@pytest.mark.django_db
class TestOfPortal:
    """Over the portal's own rows."""

    def test_limits_are_the_settings_working_days(self, settings):
        found = limits(AT)
        assert (found.late_before.isoformat(), found.alarm_before.isoformat()) == (
            "2026-03-09T00:00:00+07:00",
            "2026-03-06T00:00:00+07:00",
        )
        settings.REVIEW_WORKING_DAYS = 2
        assert limits(AT).late_before == found.alarm_before

    def test_one_query_finds_what_waits_and_what_was_decided_lately(self, django_assert_num_queries):
        waits = walk_to("awaiting")
        walk_to("returned")
        walk_to("recalled")
        walk_to("assigned")
        at = waits.at + timedelta(days=1)
        with django_assert_num_queries(1):
            rows = reviewed(at)
        assert sorted(row.decided_at is None for row in rows) == [False, True]
        assert pace_of(rows).oldest_at == waits.answer.submissions.get().submitted_at
        assert [row.decided_at for row in reviewed(at + timedelta(days=40))] == [None], "lately is thirty days"

    def test_what_is_not_public_and_what_came_decided_counts_nowhere(self):
        hidden, at_once = walk_to("awaiting"), walk_to("answered")
        hidden.case.level = PublicationLevel.FIGURES
        hidden.case.save()
        version = at_once.answer.submissions.get()
        version.decided_at = version.submitted_at
        version.save()
        assert reviewed(at_once.at + timedelta(days=1)) == []


@pytest.mark.django_db
def test_nothing_is_ever_approved_by_itself():
    """However long an answer waits, and whatever runs on its own: only a person decides."""
    walk = Walk(at=START).accept().assign().later(days=1).submit()
    late = walk.at + timedelta(days=400)
    assert deciding.settle(now=late) == 0
    call_command("finish_calendar_changes")
    assert limits(late).alarm_before > walk.at, "it has long been alarming"
    answer = Answer.objects.get()
    assert (answer.state, answer.submissions.get().decision) == ("submitted", "")
