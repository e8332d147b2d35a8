"""Reads what /api/v1/cases is asked, and makes the answer, remembered for a minute like every list."""

from __future__ import annotations

from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.public.parameters import Problem
from cases.public.sample import sample_notice
from portal.api.answering import UNKNOWN
from portal.api.asking_once import number_up_to, once, refused
from portal.api.parameters import LISTS_OWN, MOST, OWN
from portal.api.shapes.base import absolute, api_address, language
from portal.api.shapes.cases import CaseRow, Cases, Facets, PageLinks
from search.answers import SECONDS, Asking, this_minute
from search.files import Telling
from search.harvest import at_place, harvest
from search.machine_questions import RefusedError, asked_by, known
from search.names import shown_names
from search.narrowing import NO, YES
from search.question import PAGE_SIZE, Question


def asked_cases(request: HttpRequest) -> tuple[Question, bool]:
    """The question of an address, and whether facets are wanted; RefusedError where a parameter cannot be heeded."""
    beside = _("trang sau của API là links.next ở ngay trong câu trả lời")
    otherwise = dict.fromkeys(("page", "after", "before"), beside)
    problems: list[Problem] = []
    question = Question()
    try:
        question = asked_by(request, LISTS_OWN, otherwise, unknown=str(UNKNOWN), own=OWN)
    except RefusedError as error:
        problems += error.problems
    size = number_up_to(MOST, request, "limit", problems)
    place, facets = (once(request, name, problems) for name in ("cursor", "facets"))
    if size:
        question = question.but(size=size)
    if facets not in ("", YES, NO):
        problems.append(refused("facets", facets, _("chỉ nhận yes hoặc no")))
    if place and not problems:
        there = at_place(question, place)
        if there is None:
            problems.append(refused("cursor", place, _("không phải của câu hỏi này")))
        question = there or question
    if problems:
        raise RefusedError(problems)
    return question, facets == YES


def cases_of(question: Question, *, facets: bool) -> Cases:
    """The page at the question's place; RefusedError for an agency, a category or a ward that nobody knows.

    The first page costs one query when it is asked again within the minute: whether anything has changed. Those behind
    it are hardly asked for twice.
    """
    kept = caches["answers"]
    asking = Asking(this_minute(timezone.now()))
    asking.know_words([question])
    key = _key(asking, question, facets=facets)
    found: Cases | None = kept.get(key)
    if found is None:
        found = _made(asking, known(question), facets=facets)
        if question == question.first_page():
            kept.set(key, found, SECONDS)
    return found


def _key(asking: Asking, question: Question, *, facets: bool) -> str:
    told = f"{language()} {settings.PUBLIC_URL} {settings.DEMO} {asking.age} {facets} {question.query}"
    return f"api:cases:{blake2b(told.encode(), digest_size=16).hexdigest()}"


def _made(asking: Asking, question: Question, *, facets: bool) -> Cases:
    found = harvest(asking, question, facets=facets)
    names = shown_names()
    telling = Telling(at=asking.at, language=language(), notice=sample_notice())
    asked = question.but(size=PAGE_SIZE).query
    listed = reverse("case_list")

    def beside(place: str | None) -> str | None:
        if place is None:
            return None
        own = [f"limit={question.size}" if question.size != PAGE_SIZE else "", f"facets={YES}" if facets else ""]
        return api_address("cases", "&".join(filter(None, (asked, *own, f"cursor={place}"))))

    return Cases(
        notice=telling.notice or None,
        at=asking.at,
        total=found.total,
        first=found.first,
        query=asked,
        cases=[CaseRow.of(document, telling, names) for document in found.documents],
        facets=Facets.of(found.facets, names) if found.facets is not None else None,
        links=PageLinks(
            next=beside(found.next),
            previous=beside(found.previous),
            html=absolute(f"{listed}?{asked}" if asked else listed),
        ),
    )
