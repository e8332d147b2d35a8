"""The Center's own clock at the desk: what is past its term, what is alarming, and the figures the public reads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.editorial.desk import screen
from cases.public.pace import Limits
from tests.cases.editorial.desk.conftest import waiting
from tests.cases.editorial.desk.test_views import address, page, words
from tests.factories import ago

pytestmark = pytest.mark.django_db


def limited(monkeypatch, *, late, alarm):
    """Let what waits be late since so many hours, and alarming since so many."""
    now = timezone.now()
    found = Limits(late_before=now - timedelta(hours=late), alarm_before=now - timedelta(hours=alarm))
    monkeypatch.setattr(screen.books, "limits", lambda at: found)


@pytest.mark.parametrize(
    ("late", "alarm", "tags", "said", "alarmed"),
    [(9, 30, [], False, False), (4, 30, ["quá hẹn duyệt"], True, False), (2, 4, ["chờ quá lâu"], True, True)],
)
def test_what_waits_too_long_is_said_and_never_approved(desk, monkeypatch, late, alarm, tags, said, alarmed):
    walk = waiting()  # for five hours
    limited(monkeypatch, late=late, alarm=alarm)
    shown = page(desk, address("desk"))
    assert [words(tag) for tag in shown.select(".queue .tag")] == tags
    assert ("1 câu đã quá hẹn của Trung tâm." in words(shown.select_one(".head"))) is said
    notes = [words(note) for note in shown.select(".head .alarm")]
    assert len(notes) == alarmed
    assert all(note == "1 câu chờ quá lâu." for note in notes)
    assert walk.answer.state == "submitted"


def test_the_median_is_that_of_the_public_page(desk, client):
    waiting(days=9).until(ago(hours=2)).approve()
    assert "Trung vị 30 ngày qua: 0,1 ngày." in words(page(desk, address("desk")).select_one(".head"))
    assert "một nửa trong vòng 0,1 ngày" in words(page(client, "/ton-dong/"))
