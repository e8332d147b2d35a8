"""Questions of programs: what cannot be heeded is refused, for they would take another answer for theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from search.asking import REFUSED, foreign_names, read_question
from search.narrowing_words import NARROWED
from search.question import Facet, Question
from search.strangers import strangers

#: What narrows a list, whatever form the answer takes.
NARROWING = ("q", *Facet, "from", "to", "bbox", *NARROWED)


class RefusedError(Exception):
    """Says which parts of a question cannot be heeded, in sentences in the reader's language."""


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
    question = read_question(MultiValueDict({name: request.GET.getlist(name) for name in names}), REFUSED)
    sentences = [*question.problems, *_unheeded(request, (*names, *own), otherwise, unknown, harmless)]
    if sentences:
        raise RefusedError(" ".join(sentences))
    return question


def _unheeded(
    request: HttpRequest,
    names: Collection[str],
    otherwise: Mapping[str, str | Promise],
    unknown: str,
    harmless: Collection[tuple[str, str]],
) -> Iterator[str]:
    for name in foreign_names(request.GET, names):
        for value in dict.fromkeys(value.strip() for value in request.GET.getlist(name)):
            if not value or (name, value) in harmless:
                continue
            why = otherwise.get(name, unknown)
            what = _("“%(name)s=%(value)s”: %(why)s") % {"name": name[:80], "value": value[:80], "why": why}
            yield str(REFUSED) % {"what": what}


def refuse_strangers(question: Question) -> None:
    """RefusedError for choices that nobody knows: a mistyped agency would else be one of which nothing is heard."""
    unknown = [_("“%(given)s”: không có lựa chọn này") % {"given": f"{f.value}={v}"} for f, v in strangers(question)]
    if unknown:
        raise RefusedError(" ".join(str(REFUSED) % {"what": what} for what in unknown))
