"""What was sent to the desk and not written: somebody else was first, or it may not be done any more.

Whoever comes second is told about which report it is, by whom and when it was settled, and reads again what they wrote:
the page that would take it is there no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext

from cases.editorial.typed import typed_in
from cases.models import PUBLISHED, Case


@dataclass(frozen=True, kw_only=True)
class Unwritten:
    """About which case, why not, and what was typed: label and words of each field.

    `title` is "" where the case is not on the portal (any more), so that nothing leads to it.
    """

    number: int
    title: str
    why: str
    typed: Sequence[tuple[str, str]]


def unwritten(case: Case, why: str, form: forms.Form) -> Unwritten:
    """What the desk shows of a form that it cannot take."""
    case.refresh_from_db(fields=["state"])  # what it was before the lock may be over
    title = case.page.title if case.state in PUBLISHED else ""
    return Unwritten(number=case.number, title=title, why=why, typed=typed_in(form))


def about(case: Case, said: str) -> str:
    """A message that stands above other matters: it says first which report it is about."""
    return gettext("Phản ánh %(n)s: %(said)s") % {"n": case.number, "said": said}


def not_written(case: Case, said: str) -> str:
    """The same for what was sent without any words, and not written."""
    return f"{about(case, said)} {gettext('Điều bạn vừa gửi không được ghi.')}"
