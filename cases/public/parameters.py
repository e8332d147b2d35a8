"""What an address asks for that cannot be heeded: programs are refused by name, people told what was passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.public.spreadsheet import MARKED

IGNORED, REFUSED = gettext_lazy("Đã bỏ qua %(what)s."), gettext_lazy("Không dùng được %(what)s.")
#: Names that other sites append to links, for their own counting: they ask nothing of us, and are answered nothing.
_TRACKING = re.compile(r"utm_\w*|fbclid|gclid|msclkid|mc_[ce]id|zarsrc|_ga", re.ASCII)
MOST_FOREIGN = 5  # names of parameters that are told one by one
LONGEST = 80  # characters of what was given that are said again
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Problem:
    """A parameter of an address that cannot be heeded, or not in full, and a sentence that says why."""

    parameter: str
    sentence: str


def foreign_names(data: MultiValueDict[str, str], known: Iterable[str]) -> list[str]:
    """The names with a value that are none of `known`, without those that only help others to count visits."""
    given = (name for name, values in data.lists() if any(value.strip() for value in values))
    return [name for name in given if name not in known and not _TRACKING.fullmatch(name)]


def passed_over(names: Collection[str], why: str | Promise, complaint: str | Promise = IGNORED) -> str:
    """One sentence about the names that ask nothing here, however many they are; `why` has a place for them."""
    told = ", ".join(f"“{name[:LONGEST]}”" for name in [*names][:MOST_FOREIGN])
    told += ", …" if len(names) > MOST_FOREIGN else ""
    return str(complaint) % {"what": str(why) % {"names": told}}


def refused(problems: Collection[Problem]) -> JsonResponse:
    """400: all that is wrong as one text, and by parameter, each with its reason."""
    told = {
        "error": " ".join(problem.sentence for problem in problems),
        "errors": [{"parameter": problem.parameter, "reason": problem.sentence} for problem in problems],
    }
    return JsonResponse(told, status=HTTPStatus.BAD_REQUEST, json_dumps_params={"ensure_ascii": False})


def unheeded(
    request: HttpRequest,
    names: Collection[str],
    unknown: str | Promise,
    otherwise: Mapping[str, str | Promise] | None = None,
    harmless: Collection[tuple[str, str]] = (),
) -> list[Problem]:
    """What an address asks for under other names than these, each value with the reason why it has no use.

    `otherwise` says it of some parameters, `unknown` of all others; `harmless` are those that ask for what is done
    anyway.
    """
    return [
        _about(name, value, (otherwise or {}).get(name, unknown))
        for name in foreign_names(request.GET, names)
        for value in dict.fromkeys(value.strip() for value in request.GET.getlist(name))
        if value and (name, value) not in harmless
    ]


def wrong_flags(request: HttpRequest, names: Collection[str]) -> list[Problem]:
    """What these parameters may not say: each is 1 or 0, or not there."""
    why = _("chỉ nhận 1 hoặc 0")
    given = [(name, value.strip()) for name in names for value in request.GET.getlist(name)]
    return [_about(name, value, why) for name, value in dict.fromkeys(given) if value not in MARKED]


def _about(name: str, value: str, why: str | Promise) -> Problem:
    what = _("“%(name)s=%(value)s”: %(why)s") % {"name": name[:LONGEST], "value": value[:LONGEST], "why": why}
    return Problem(name[:LONGEST], str(REFUSED) % {"what": what})


def file_of(*flags: str) -> Callable[[View], View]:
    """A view of a file that takes these parameters, each 1 or 0; 400 for whatever else is asked."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
            problems = [*unheeded(request, flags, _("tệp không có tham số này")), *wrong_flags(request, flags)]
            return refused(problems) if problems else view(request, *args, **values)

        return answer

    return decorate


BOM = "bom"
#: Of every CSV: `bom=1` begins it with the mark by which Excel knows UTF-8.
csv_of = file_of(BOM)


def page_of(*takes: str) -> Callable[[View], View]:
    """A view of a page that takes these parameters; what else is asked, the page says it passed over."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
            names = foreign_names(request.GET, takes)
            if names:
                request.passed_over = passed_over(names, _("%(names)s: trang này không có tham số này"))  # type: ignore[attr-defined]  # templates read it
            return view(request, *args, **values)

        return answer

    return decorate


def wants_mark(request: HttpRequest) -> bool:
    """Whether a CSV shall begin with the byte order mark (`bom=1`); after `csv_of` it is one of MARKED."""
    return bool(MARKED.get(request.GET.get(BOM, "").strip()))
