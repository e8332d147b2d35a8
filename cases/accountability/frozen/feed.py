"""The feed of frozen days: one entry a day, and again where a day is corrected."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.accountability.frozen.reading import last_changed, newest_days
from cases.accountability.frozen.sentences import lead
from cases.models import SnapshotCorrection
from cases.templatetags.dates import day_text, moment_text

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class _Atom(Atom1Feed):
    """Django's writer; an empty feed changed at a fixed instant, not at every moment."""

    def latest_post_date(self) -> datetime:
        """As the feed says."""
        updated: datetime = self.feed["updated"]
        return updated


def feed_text() -> str:
    """The feed as Atom (three queries)."""
    days = newest_days()
    corrected: dict[int, SnapshotCorrection] = {}
    for each in SnapshotCorrection.objects.filter(snapshot__in=days).order_by("made_at"):
        corrected[each.snapshot_id] = each
    own = _absolute(reverse("frozen_feed"))
    written = _Atom(
        title=_("Minh Bạch: đơn vị quá hạn, bản chốt mỗi ngày"),
        link=_absolute(reverse("frozen_days")),
        description=None,
        language=get_language() or settings.LANGUAGE_CODE,
        author_name="Minh Bạch",
        author_link=_absolute("/"),
        feed_url=own,
        feed_guid=_tag("qua-han"),
        updated=last_changed(days) or EPOCH,
    )
    for day in days:
        correction = corrected.get(day.pk)
        said = lead(day)
        if day.reconstructed:
            said = _("%(said)s Dựng lại lúc %(moment)s, theo những gì đã biết khi đó.") % {
                "said": said,
                "moment": moment_text(day.frozen_at),
            }
        if correction is not None:
            said = _("%(said)s Đính chính ngày %(day)s: %(reason)s") % {
                "said": said,
                "day": day_text(correction.made_at),
                "reason": correction.reason,
            }
        written.add_item(
            title=_("Đơn vị quá hạn ngày %(day)s") % {"day": day_text(day.date)},
            link=_absolute(reverse("frozen_day", args=[day.date])),
            description=said,
            unique_id=_tag(f"qua-han/{day.date.isoformat()}"),
            pubdate=day.frozen_at,
            updateddate=day.frozen_at if correction is None else correction.made_at,
        )
    text: str = written.writeString("utf-8")
    return text


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def _tag(name: str) -> str:
    """As RFC 4151 has it: the same for ever, in whatever language it is read."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'},2026:{name}"
