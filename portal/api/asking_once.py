"""Parameters of the API's own, which may be given once."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cases.public.parameters import REFUSED, Problem


def once(request: HttpRequest, name: str, problems: list[Problem]) -> str:
    """The value of a parameter, "" without one; notes each other value as a problem."""
    *others, value = [value.strip() for value in request.GET.getlist(name) if value.strip()] or [""]
    problems += [refused(name, other, _("chỉ dùng được một giá trị")) for other in others if other != value]
    return value


def number_up_to(most: int, request: HttpRequest, name: str, problems: list[Problem]) -> int | None:
    """A number from 1 to `most`; None without one, or where it is none, which is noted."""
    value = once(request, name, problems)
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,3}", value, re.ASCII) and 1 <= int(value) <= most:
        return int(value)
    problems.append(refused(name, value, _("chỉ nhận số từ 1 đến %(most)d") % {"most": most}))
    return None


def refused(name: str, value: str, why: str) -> Problem:
    """A problem with a value, and the reason."""
    what = _("“%(name)s=%(value)s”: %(why)s") % {"name": name, "value": value[:80], "why": why}
    return Problem(name, str(REFUSED) % {"what": what})
