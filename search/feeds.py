"""A list of cases as a feed: what it says, and how Atom and JSON Feed write that down.

Entries hold the beginnings of texts only: what is redacted on a page later stays in the copies that readers keep.
Nothing in them depends on the day but the verdict, so a feed changes when there is news, and at no other time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from cases.public.addresses import case_url
from cases.public.clock import clock_fields
from cases.public.sample import sample_notice
from cases.templatetags.dates import day_text
from cases.templatetags.ratings import rating_word
from cases.templatetags.redaction import redacted_plain
from cases.templatetags.states import state_word
from cases.templatetags.verdicts import timeliness_name, verdict_short
from search.document import Document, Named
from search.engines.base import Engine
from search.instants import EPOCH
from search.listing import since_text, until_text
from search.narrowing_words import narrowed_by
from search.question import PAGE_SIZE, Facet, Question
from search.sorting import Cursor, Sort

ENTRIES = 2 * PAGE_SIZE
BEGINNING = 400  # characters of the report, and as many of the answer
TAG_DATE = "2026"  # when the names below began to be given; part of every id, so it never changes
WORDS: dict[Facet, Callable[[str], str]] = {Facet.STATE: state_word, Facet.VERDICT: timeliness_name}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One page of a feed in one language: the newest cases of a question, and the questions of the pages beside it."""

    question: Question
    language: str
    at: datetime
    documents: tuple[Document, ...]
    following: Question | None
    preceding: Question | None = None

    @property
    def updated(self) -> datetime:
        """When its news happened; of an empty one, the beginning of the day."""
        today = timezone.localtime(self.at).replace(hour=0, minute=0, second=0, microsecond=0)
        return max((document.news_at(self.at) for document in self.documents), default=today)

    @property
    def title(self) -> str:
        """Whose it is and what was asked; that of a demo begins with saying so."""
        asked = ", ".join(self._conditions())
        cases = _("Phản ánh: %(asked)s") % {"asked": asked} if asked else _("Mọi phản ánh")
        return " ".join(filter(None, (sample_notice(), f"Minh Bạch – {cases}")))

    def _conditions(self) -> Iterator[str]:
        if self.question.q:
            yield f"“{self.question.q}”"
        names = {(facet, slug): name for document in self.documents for facet, (slug, name) in _named(document)}
        for facet, values in self.question.choices.items():
            for value in values:
                yield WORDS[facet](value) if facet in WORDS else names.get((facet, value), value)
        yield from filter(None, (since_text(self.question), until_text(self.question)))
        if self.question.bbox:
            yield _("Trong khung bản đồ")
        yield from (words for words, __, __ in narrowed_by(self.question.more))


def _named(document: Document) -> Iterator[tuple[Facet, Named]]:
    """The names that a document brings along; one of them is in every document that a choice has found."""
    yield from ((Facet.AGENCY, agency) for agency in document.agencies)
    yield Facet.CATEGORY, document.category
    if document.ward is not None:
        yield Facet.WARD, document.ward


def feed_of(engine: Engine, question: Question, at: datetime, language: str) -> Feed:
    """Read the feed at the question's place, newest cases first whatever order it asks for (at most 2 queries)."""
    newest = question.but(sort=Sort.NEWEST, size=ENTRIES, after=question.after, before=question.before)
    page = engine.page(newest, at)
    first = page.first is not None and page.first <= ENTRIES + 1  # rows may be fewer before it than a page
    return Feed(
        question=question,
        language=language,
        at=at,
        documents=tuple(hit.document for hit in page.hits),
        following=question.but(sort=None, after=_timeless(page.next)) if page.next else None,
        preceding=question.but(sort=None, before=None if first else _timeless(page.previous))
        if page.previous
        else None,
    )


def _timeless(cursor: Cursor) -> Cursor:
    """The instant in a cursor is for orders that depend on it; here it would only make every minute another feed."""
    return replace(cursor, at=0)


def feed_href(name: str, question: Question) -> str:
    """The address of a question's feed, `feed_atom` or `feed_json`, in the reader's language; it has no order."""
    query = question.but(sort=None, after=question.after, before=question.before).query
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _absolute(address: str) -> str:
    return f"{settings.PUBLIC_URL}{address}"


def tag_of(what: str) -> str:
    """A name in the manner of RFC 4151, which stays when a title, and with it an address, changes."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname},{TAG_DATE}:{what}"


def _home(feed: Feed) -> str:
    query = feed.question.but(sort=None).query
    return _absolute(f"{reverse('case_list')}?{query}" if query else reverse("case_list"))


def _clean(text: str) -> str:
    """The text without what XML 1.0 cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _facts(document: Document, at: datetime) -> Iterator[str]:
    """How a case stands, in words that hold until the next news."""
    clock = clock_fields(
        document.standing if document.phase else None,
        at=at,
        started_at=document.started_at,
        promised_on=document.promised_on,
        zone=settings.TIME_ZONE,
    )
    if document.search_hidden:
        yield _("Chưa xác minh")
    yield state_word(document.state, document.round)
    yield verdict_short(clock)
    if document.due_at:
        yield _("Hạn %(day)s") % {"day": day_text(document.due_at)}
    if document.rating:
        word = rating_word(document.rating)
        yield _("Người dân đánh giá: %(rating)s") % {"rating": word[:1].lower() + word[1:]}
    yield from filter(None, ("; ".join(agency.name for agency in document.agencies), document.place))


def _paragraphs(document: Document, at: datetime) -> list[str]:
    """What an entry says: how it stands, then the beginnings of report and answer."""
    texts = [Truncator(text.strip()).chars(BEGINNING) for text in (document.text, document.answer)]
    if texts[1]:
        texts[1] = _("Kết quả xử lý: %(text)s") % {"text": texts[1]}
    return [_clean(text) for text in (". ".join(_facts(document, at)) + ".", *texts) if text]


def _published(document: Document) -> datetime | None:
    return None if document.listed_at == EPOCH else document.listed_at


# --- Atom ------------------------------------------------------------------------------------------------------------


class _Atom(Atom1Feed):
    """Django's writer, with what it leaves out: the first page and those beside, and when the feed itself changed."""

    def latest_post_date(self) -> datetime:
        """As the feed says; Django's own answer for an empty feed would be another one at every moment."""
        updated: datetime = self.feed["updated"]
        return updated

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add the links of a paged feed (RFC 5005, section 3): to the first page, and to those before and after.

        None to the last: to find it, all entries would have to be counted.
        """
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "first", "href": self.feed["beginning"]})
        for relation, name in (("previous", "preceding"), ("next", "following")):
            if self.feed[name]:
                handler.addQuickElement("link", "", {"rel": relation, "href": self.feed[name]})


def atom(feed: Feed) -> str:
    """The feed as Atom (RFC 4287, paged by RFC 5005)."""
    own = _absolute(feed_href("feed_atom", feed.question))
    written = _Atom(
        title=_clean(feed.title),
        link=_home(feed),
        description=None,
        language=feed.language,
        author_name="Minh Bạch",
        author_link=_absolute("/"),
        feed_url=own,
        feed_guid=tag_of(feed_href("feed_atom", feed.question.first_page()).lstrip("/")),  # all pages are one feed
        updated=feed.updated,
        beginning=_absolute(feed_href("feed_atom", feed.question.first_page())),
        following=_absolute(feed_href("feed_atom", feed.following)) if feed.following else "",
        preceding=_absolute(feed_href("feed_atom", feed.preceding)) if feed.preceding else "",
    )
    for document in feed.documents:
        written.add_item(
            title=_clean(redacted_plain(document.title)),
            link=_absolute(case_url(document.path, feed.language)),
            description=format_html_join("", "<p>{}</p>", ((text,) for text in _paragraphs(document, feed.at))),
            unique_id=tag_of(f"a/{document.number}"),
            pubdate=_published(document),
            updateddate=document.news_at(feed.at),
            categories=[_clean(document.category.name)],
        )
    text: str = written.writeString("utf-8")
    return text


# --- JSON Feed -------------------------------------------------------------------------------------------------------


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1; what machines want beside the words stands under `_minhbach`."""
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": _home(feed),
        "feed_url": _absolute(feed_href("feed_json", feed.question)),
        "language": feed.language,
        "authors": [{"name": "Minh Bạch", "url": _absolute("/")}],
        "items": [_item(document, feed) for document in feed.documents],
    }
    if feed.following:
        told["next_url"] = _absolute(feed_href("feed_json", feed.following))
    # JSON Feed itself has no way back.
    told["_minhbach"] = {"first_url": _absolute(feed_href("feed_json", feed.question.first_page()))}
    if feed.preceding:
        told["_minhbach"]["previous_url"] = _absolute(feed_href("feed_json", feed.preceding))
    return json.dumps(told, ensure_ascii=False)


def _item(document: Document, feed: Feed) -> dict[str, Any]:
    published, verdict = _published(document), document.verdict(feed.at)
    item: dict[str, Any] = {
        "id": tag_of(f"a/{document.number}"),
        "url": _absolute(case_url(document.path, feed.language)),
        "title": redacted_plain(document.title),
        "content_text": "\n\n".join(_paragraphs(document, feed.at)),
        "date_modified": rfc3339_date(document.news_at(feed.at)),
        "tags": [document.category.name],
        "_minhbach": {
            "number": document.number,
            "state": document.seen_state,
            "verdict": verdict and verdict.value,
            "due_at": document.due_at and rfc3339_date(document.due_at),
            "agencies": [agency.slug for agency in document.agencies],
            "ward": document.ward and document.ward.slug,
            "rating": document.rating or None,
        },
    }
    return {**item, "date_published": rfc3339_date(published)} if published else item
