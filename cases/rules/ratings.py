"""Ratings: what a citizen can say of an answer. Three words, and no number: they are never summed to a score."""

from enum import StrEnum


class RatingValue(StrEnum):
    """How the answer of a round was found, the best first."""

    SATISFIED = "satisfied"
    ACCEPTABLE = "acceptable"
    NOT_SATISFIED = "not_satisfied"
