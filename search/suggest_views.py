"""What is offered while somebody types into the search: names that lead to a list, for the page's script alone.

Who types without a script misses nothing: the form asks with whatever was typed.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.public.addresses import case_url
from cases.templatetags.redaction import redacted_plain
from search.answers import SECONDS, Asking, this_minute
from search.asking import LONGEST_Q, read_question
from search.completing import Kind, Name, complete
from search.document import Document
from search.limits import in_json, limited
from search.listing import href_of
from search.names import Names, shown_names
from search.offering import beside, numbered
from search.question import Facet, Question
from search.telling import cases_text

KINDS: dict[Kind, str | Promise] = {
    Kind.WARD: gettext_lazy("Phường, xã"),
    Kind.CATEGORY: gettext_lazy("Lĩnh vực"),
    Kind.AGENCY: gettext_lazy("Đơn vị"),
    Kind.STREET: gettext_lazy("Đường"),
}


@require_safe
@limited("suggest", in_json)
def suggest(request: HttpRequest) -> HttpResponseBase:
    """The names that what was typed (`q`) may begin, and the list each leads to, narrowed as the form is otherwise."""
    asked = read_question(request.GET)
    typed = " ".join(request.GET.getlist("q"))[:LONGEST_Q]
    asking = Asking(this_minute(timezone.now()))
    found = asking.asked(lambda engine: complete(engine, typed))
    names = shown_names()
    found = beside(asking, typed, found, names)
    offered = [_told(name, asked, found.rest, names) for name in found.names]
    report = numbered(asking, typed)
    if report is not None:
        offered.insert(0, _report(report))
    n = len(offered)
    message = ngettext("%(n)s gợi ý, chọn bằng phím mũi tên.", "%(n)s gợi ý, chọn bằng phím mũi tên.", n) % {"n": n}
    told = {"message": message if offered else _("Không có gợi ý."), "rest": found.rest, "suggestions": offered}
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def _report(document: Document) -> dict[str, Any]:
    """A report as it is offered."""
    language = get_language() or settings.LANGUAGE_CODE
    number = _("số %(number)s") % {"number": document.number}
    text, href = redacted_plain(document.title), case_url(document.path, language)
    return {"kind": _("Phản ánh"), "text": text, "href": href, "count": number}


def _told(name: Name, asked: Question, rest: str, names: Names) -> dict[str, Any]:
    """A name as it is offered; how many cases only where its list has as many, whatever else is asked."""
    text = (
        names.get(Facet(name.kind.value), {}).get(name.value, name.name) if name.kind is not Kind.STREET else name.name
    )
    question = list_of(name, asked, rest)
    alone = question.whole() == list_of(name, Question(), "").whole()
    counted = cases_text(name.count) if alone and name.kind is not Kind.STREET else ""
    return {"kind": str(KINDS[name.kind]), "text": text, "href": href_of(question), "count": counted}


def list_of(name: Name, asked: Question, rest: str) -> Question:
    """The list that a name leads to: a choice is added to those there are, a street's name is looked for as it is."""
    if name.kind is Kind.STREET:
        return asked.but(q=f'{rest} "{name.value}"', sort=None)
    facet = Facet(name.kind.value)
    return asked.but(q=rest, sort=None).having(facet, *asked.chosen(facet), name.value)
