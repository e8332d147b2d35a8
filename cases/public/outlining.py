"""Loads public cases as the search knows them: in a third of the time that telling all of each would take.

No model is made of a row: Wagtail's page alone takes as long as everything here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cases.models import Agency, Case
from cases.models.many_ids import ManyIds
from cases.public.case import AnswerOutline, PublicOutline
from cases.public.clock import instant
from cases.public.loading import agency_words, ids_in
from cases.public.rows import CaseRow, Charge, LabelRow, PageRow
from cases.public.telling import Telling, Words, answering, charged, in_order, outline_of, state_of

OF_CASE = tuple(name for name in CaseRow._fields if name not in ("category", "ward", "flags"))
OF_PAGE = tuple(f"page__{name}" for name in PageRow._fields if name not in ("editors_note", "press"))
OF_CATEGORY, OF_WARD = (tuple(f"{of}__{name}" for name in LabelRow._fields) for of in ("category", "ward"))
READ = ("story__data", *OF_CATEGORY, *OF_WARD, *OF_PAGE, *OF_CASE)


def public_outlines(case_ids: Sequence[int], *, at: datetime) -> list[PublicOutline]:
    """The public ones among these cases, in outline; the others are absent. Two queries, however many they are."""
    told = (
        Case.objects.public().filter(pk__in=ManyIds(case_ids), page__isnull=False, story__isnull=False).order_by("pk")
    )
    rows = list(told.values_list(*READ))
    agencies = Agency.objects.filter(pk__in=ids_in([row[0] for row in rows], "agency", "assignments")).order_by()
    words = Words(**agency_words(agencies), reasons={})
    return [outlined(_telling(row, words, at)) for row in rows]


def _telling(row: Sequence[Any], words: Words, at: datetime) -> Telling:
    story, *rest = row
    category, page = LabelRow(*rest[:3]), PageRow(*rest[6:11])
    case = CaseRow(category, None if rest[3] is None else LabelRow(*rest[3:6]), *rest[11:])
    return Telling(case=case, page=page, story=story, words=words, at=at)


def outlined(telling: Telling) -> PublicOutline:
    """The outline of a case."""
    charges = {row["id"]: _charge(telling, row) for row in telling.story["assignments"]}
    given = [_answer(telling, row, charges) for row in telling.rows("answers", "decided_at")]
    return PublicOutline(**outline_of(telling, charges), answers=in_order(given, telling.at))


def _charge(telling: Telling, row: Mapping[str, Any]) -> Charge:
    state = state_of(row, telling.phase(row["id"], row["round"]))
    return Charge(agency=charged(telling, row), kind=row["kind"], state=state, round=row["round"])


def _answer(telling: Telling, row: Mapping[str, Any], charges: Mapping[int, Charge]) -> AnswerOutline:
    charge = charges[row["assignment"]]
    return AnswerOutline(
        id=row["id"],
        agency=answering(telling, row, charge.agency),
        text=row["text"],
        outcome=row["outcome"],
        kind=charge.kind,
        submitted_at=instant(row["submitted_at"]),
    )
