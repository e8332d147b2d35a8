"""Forms sent to Wagtail's own views that no page of theirs would have sent: 400 instead of a failure of the server.

Wagtail reads some fields without asking whether they are there: where a page is to be copied to, how many blocks a
text has. Whoever makes up a request without them, or with other things in them, would be answered with 500 and wake
whoever watches for failures. Only what Wagtail fails to read is answered so; every other error stays one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.datastructures import MultiValueDictKeyError

from portal import errors

logger = logging.getLogger(__name__)

#: Where Wagtail turns what was sent into numbers and pages: module and function.
READING = frozenset(
    {
        ("wagtail.blocks.stream_block", "value_from_datadict"),
        ("wagtail.blocks.list_block", "value_from_datadict"),
        ("wagtail.admin.views.pages.copy", "post"),
        ("wagtail.admin.forms.choosers", "is_absolute_path"),  # of an address that was not sent at all
    }
)


UNREADABLE = (ValueError, ObjectDoesNotExist, AttributeError)


def answer_crafted_forms(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Any:
    """Answer 400 where Wagtail cannot read a form below the CMS's path."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        posted = request.method == "POST" and request.path_info.startswith(settings.CMS_PATH)
        if not posted or not _is_unreadable(exception):
            return None
        logger.warning("A form sent to %s cannot be read: %s", request.path_info, type(exception).__name__)
        return errors.bad_request(request, exception)

    answer.process_exception = process_exception  # type: ignore[attr-defined]  # how Django finds it
    return answer


def _is_unreadable(exception: Exception) -> bool:
    """Whether Wagtail, and nobody it calls but Django, failed at what was sent."""
    module, function = _raised_in(exception.__traceback__)
    if isinstance(exception, MultiValueDictKeyError):
        return module.startswith("wagtail.")
    return isinstance(exception, UNREADABLE) and (module, function) in READING


def _raised_in(trace: TracebackType | None) -> tuple[str, str]:
    """The innermost module and function outside of Django."""
    found = ("", "")
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if not module.startswith("django."):
            found = module, trace.tb_frame.f_code.co_name
        trace = trace.tb_next
    return found
