"""Questions of programs: what cannot be heeded is refused, for they would take another answer for theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.public.parameters import REFUSED, Problem, unheeded
from search.asking import problems_of
from search.former import through_merges
from search.narrowing_words import NARROWED
from search.question import Facet, Question
from search.strangers import strangers

#: What narrows a list, whatever form the answer takes.
NARROWING = ("q", *Facet, "from", "to", "bbox", *NARROWED)


class RefusedError(Exception):
    """Says which parts of a question cannot be heeded, in sentences in the reader's language."""

    def __init__(self, problems: Collection[Problem]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)


def asked_by(
    request: HttpRequest,
    names: Collection[str],
    otherwise: Mapping[str, str | Promise],
    *,
    unknown: str,
    harmless: Collection[tuple[str, str]] = (),
    own: Collection[str] = (),
) -> Question:
    """The question of these parameters; RefusedError where a value, or another parameter, cannot be heeded.

    `otherwise` says of some parameters why they have no use here, `unknown` of all others; `harmless` are those that
    ask for what is done anyway, and `own` those that the caller reads itself.
    """
    question, problems = problems_of(MultiValueDict({name: request.GET.getlist(name) for name in names}))
    problems += unheeded(request, (*names, *own), unknown, otherwise, harmless)
    if problems:
        raise RefusedError(problems)
    return question


def known(question: Question) -> Question:
    """The question with old wards in today's words; RefusedError for choices that nobody knows.

    A mistyped agency would else be one of which nothing is heard.
    """
    found = list(strangers(question))
    question, __ = through_merges(question, [value for facet, value in found if facet is Facet.WARD])
    unknown = [
        Problem(facet.value, str(REFUSED) % {"what": what})
        for facet, value in found
        if value in question.chosen(facet)
        for what in [_("“%(given)s”: không có lựa chọn này") % {"given": f"{facet.value}={value}"}]
    ]
    if unknown:
        raise RefusedError(unknown)
    return question
