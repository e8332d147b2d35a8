"""`{% load minhbach %}`: tags and filters of the public templates; the words themselves are in the modules beside."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import ports
from cases.public.chart_notes import touching
from cases.public.sample import sample_notice
from cases.templatetags import (
    dates,
    deadline,
    events,
    held,
    leading,
    numbers,
    places,
    prose,
    rates,
    ratings,
    redaction,
    sentences,
    spans,
    states,
    verdicts,
)
from cases.templatetags.clocks import fact

register = template.Library()

register.filter("weekday_short", dates.weekday_short)
register.filter("touching", touching)
register.filter("as_days", dates.days_text)
register.filter("days_unit", dates.days_unit)
register.filter("leads", leading.leads)
register.filter("verdict_name", verdicts.verdict_name)
register.filter("verdict_words", verdicts.verdict_words)
register.filter("stand_sentence", sentences.stand_sentence)
register.filter("state_word", states.state_word)
register.filter("assignment_kind_word", states.assignment_kind_word)
register.filter("event_mark", events.event_mark)
register.filter("role_word", events.role_word)
register.filter("number", numbers.number_text)
register.filter("share_text", numbers.share_text)
register.filter("share_number", numbers.share_number)
register.filter("share_unit", numbers.share_unit)
register.filter("interval", numbers.interval_text)
register.filter("rate_note", numbers.rate_note)
register.filter("unbroken", numbers.unbroken, is_safe=True)
register.filter("change", numbers.change_text)
register.filter("change_class", numbers.change_class)
register.filter("inside", places.inside)
register.filter("prose", prose.prose)
register.filter("cover_words", redaction.mark_words)
register.filter("redacted", redaction.redacted)
register.filter("redacted_plain", redaction.redacted_plain)


@register.filter
def weekday(value: date) -> str:
    """Thứ Hai, as inside a sentence; its two words stay on one line."""
    return dates.weekday_text(value).replace(" ", numbers.NO_BREAK)


@register.filter
def day(value: date | None) -> str:
    """24/11/2026 in a <time>."""
    return "" if value is None else dates.time_element(dates.local_day(value), dates.day_text(value))


@register.filter
def day_plain(value: date | None) -> str:
    """24/11/2026 without an element, for titles and attributes."""
    return "" if value is None else dates.day_text(value)


@register.filter
def short_day(value: date | None, at: date | None = None) -> str:
    """30/11 in a <time>; with the year where `at` lies in another one."""
    return "" if value is None else dates.time_element(dates.local_day(value), dates.short_day_text(value, at))


@register.filter
def moment(value: datetime | None) -> str:
    """08:05 ngày 27/10/2026 in a <time>."""
    return "" if value is None else dates.time_element(value, dates.moment_text(value))


@register.filter
def clock_time(value: datetime | None) -> str:
    """08:05 in a <time>."""
    return "" if value is None else dates.time_element(value, dates.clock_text(value))


@register.filter
def until(value: date | None, at: date | None) -> str:
    """Còn 3 ngày, hôm nay, quá 12 ngày: how far a due day lies from `at`."""
    return "" if value is None or at is None else dates.until_text(value, at)


@register.filter
def ago(value: date | None, at: date | None = None) -> str:
    """“ (12 ngày trước)”: how far a past day lies from `at`, or from today; nothing for no day."""
    if value is None:
        return ""
    return format_html(' <span class="ago">({})</span>', dates.ago_text(value, at or timezone.now()))


@register.filter
def day_ago(value: date | None, at: date | None = None) -> str:
    """24/11/2026 in a <time>, and how long ago that was."""
    return format_html("{}{}", day(value), ago(value, at))


@register.simple_tag
def lang_vi() -> SafeString:
    """The attribute of an element whose words are Vietnamese whatever language the page speaks."""
    return SafeString("" if get_language() == "vi" else ' lang="vi"')


@register.filter
def in_vietnamese(name: str) -> SafeString:
    """A name that exists in Vietnamese only, told apart where the page speaks another language."""
    return format_html("{}" if get_language() == "vi" else '<span lang="vi">{}</span>', name)


@register.simple_tag
def mail_link(case: object) -> str:
    """A `mailto:` address that writes a mail about a case, to whom one likes: its title and its short address."""
    number, title = fact(case, "number"), redaction.redacted_plain(str(fact(case, "title")))
    subject = _("Phản ánh %(number)s: %(title)s") % {"number": number, "title": title}
    body = f"{title}\n{settings.PUBLIC_URL}{reverse('case_short', kwargs={'number': number})}"
    if settings.DEMO:
        body = f"{body}\n\n{sample_notice()}"
    return f"mailto:?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"


@register.filter(is_safe=True)
@stringfilter
def inner_quotes(text: str) -> str:
    """What is quoted by the page itself: quotation marks inside quotation marks are single ones."""
    return text.replace("“", "‘").replace("”", "’")


@register.filter
def names_in_vietnamese(sentence: str, assignments: Iterable[object]) -> SafeString:
    """A sentence of the page's language, in which the names of these assignments' agencies are marked as Vietnamese."""
    names = {str(fact(fact(each, "agency"), "name") or "") for each in assignments or ()} - {""}
    if get_language() == "vi" or not names:
        return format_html("{}", sentence)
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    parts = ((in_vietnamese(part) if part in names else part,) for part in re.split(f"({longest_first})", sentence))
    return format_html_join("", "{}", parts)


@register.filter
def decimal(value: float | None, digits: int = 1) -> str:
    """4,5; an en dash for None."""
    return "–" if value is None else numbers.decimal_text(value, digits)


@register.inclusion_tag("components/verdict.html")
def verdict(source: object, *, big: bool = False, short: bool = False) -> dict[str, Any]:
    """How a clock stands: mark and words, in the head of a case `big`, in a table of days `short`."""
    words = verdicts.verdict_short(source) if short else verdicts.verdict_words(source)
    return {"mark": verdicts.verdict_mark(source), "words": words, "big": big}


@register.inclusion_tag("components/verdict.html")
def verdict_kind(kind: str | None) -> dict[str, Any]:
    """A verdict's name with its mark and without days, for column heads and choices."""
    mark = verdicts.NO_MARK if kind is None else verdicts.MARKS[str(kind)]
    return {"mark": mark, "words": verdicts.verdict_name(kind), "big": False}


@register.inclusion_tag("components/verdict.html")
def timeliness(value: str) -> dict[str, Any]:
    """How clocks stand with open and answered ones apart: mark and name, for what a list is narrowed by."""
    return {"mark": verdicts.TIMELINESS_MARKS[value], "words": verdicts.timeliness_name(value), "big": False}


@register.inclusion_tag("components/state.html")
def state(name: str, round_: int = 1) -> dict[str, Any]:
    """Where a case stands: ring and word."""
    return {"mark": states.state_mark(name, round_), "word": states.state_word(name, round_)}


@register.inclusion_tag("components/rated.html")
def rated(value: str) -> dict[str, Any]:
    """How an answer was found: mark and word."""
    return {"mark": ratings.rating_mark(value), "word": ratings.rating_word(value)}


@register.inclusion_tag("components/nhip.html")
def nhip(source: object) -> dict[str, Any]:
    """The spans of a clock, drawn; nothing where no working days are counted."""
    return {"spans": spans.spans(source)}


@register.inclusion_tag("components/days.html")
def days(case: object) -> dict[str, Any]:
    """The deadline day by day."""
    return {"strip": deadline.strip(case)}


@register.simple_tag(takes_context=True)
def here(context: template.Context, url: str) -> SafeString:
    """Attribute of a link in the main menu: it leads to this page, or to the section this page lies in."""
    request = context.get("request")
    if request is None or not request.path.startswith(url):
        return SafeString("")
    return SafeString(' aria-current="page"' if request.path == url else ' aria-current="true"')


@register.simple_tag
def held_bars(assignments: Iterable[object]) -> tuple[held.Bar, ...]:
    """Bars of who held a case for how many days."""
    return held.bars(assignments)


@register.filter
def class_of_stand(case: object) -> SafeString:
    """The class of the rule over the head of a case; none where no verdict can be given."""
    mark = verdicts.verdict_mark(case)
    return SafeString("" if mark == verdicts.NO_MARK else f"is-{mark}")


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*steps: str | None) -> dict[str, Any]:
    """Where a page lies: label, address, label, address, …, the last label without address; no step without label."""
    pairs = [*zip(steps[:-1:2], steps[1::2], strict=True), (steps[-1], "")]
    return {"steps": [(label, url) for label, url in pairs if label]}


@register.inclusion_tag("components/whisker.html")
def whisker(rate: numbers.RateLike, city: numbers.RateLike | None = None) -> dict[str, Any]:
    """A rate with its interval, drawn."""
    return {"drawing": rates.whisker(rate, city)}


@register.simple_tag
def agency_link(agency: object) -> SafeString:
    """An agency's name, linked to its page where it has one; the agency without name is nobody yet."""
    name, slug = fact(agency, "name"), fact(agency, "slug")
    told = in_vietnamese(name) if name else _("Chưa giao đơn vị nào")
    if not slug:
        return format_html("{}", told)
    return format_html('<a href="{}"{}>{}</a>', reverse("agency", kwargs={"slug": slug}), lang_vi(), name or told)


@register.simple_tag
def list_url(**criteria: str | None) -> str:
    """The address of the list behind a number; several choices of one kind are separated by a space."""
    return ports.case_list_url(**{name: value.split() for name, value in criteria.items() if value})
