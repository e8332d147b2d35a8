"""Finds rows by words with or without marks: cases by the search's own words, other rows by folding what they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet

from cases.models import Case
from cases.ports import words_match


def folded(text: object) -> str:
    """Lower-case ASCII words, so that words typed without marks find those written with them."""
    plain = unicodedata.normalize("NFD", str(text).lower().replace("đ", "d"))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))


def holding(rows: QuerySet[Any], fields: Sequence[str], text: str) -> Q:
    """The condition that every word of a text occurs in these fields.

    Folded on our side, for rows that are few: no database of ours folds Vietnamese letters.
    """
    words = folded(text).split()
    texts = ((pk, folded(" ".join(str(part) for part in parts))) for pk, *parts in rows.values_list("pk", *fields))
    return Q(pk__in=[pk for pk, told in texts if all(word in told for word in words)])


def of_case(path: str) -> Callable[[str], Q]:
    """A condition by words on the case that a path leads to."""
    return lambda text: Q(**{f"{path}__in": Case.objects.filter(words_match(text)).order_by().values("pk")})


def within(model: type[Model], *fields: str) -> Callable[[str], Q]:
    """A condition by words on a row's own fields; of rows that are few."""
    return lambda text: holding(model._default_manager.order_by(), fields, text)
