"""What the best cases speak of beside the words that were asked for: others that speak of the same fit better.

Who asks for `rác nổi trên sông` finds one report that says so, and wants the others of rubbish in rivers, in whatever
words. Only words that some of the cases share and most do not have tell anything, the rarer the more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from search.document import Document
from search.folding import forms

MODELS = 3  # of the best, which say what the question is about
LIKE = 4.0  # what a case gains that has all the words of a model; a tenth of them is much already
OFTEN = 0.3  # of the cases: what more of them have is said in passing

Vector = Mapping[str, float]


def alike(ranked: Sequence[tuple[float, Document]]) -> list[float]:
    """By how much each of these, best first, gains."""
    models = [score for score, __ in ranked[:MODELS]]
    total = sum(models)
    if not total:
        return [1.0] * len(ranked)
    vectors = _vectors([document for __, document in ranked])
    gains = [1.0] * len(ranked)
    for k, score in enumerate(models):
        like = [0.0 if i == k else _cosine(vectors[k], other) for i, other in enumerate(vectors)]
        like[k] = max(like)  # no other is more like it than it is itself
        gains = [gain + LIKE * score / total * each for gain, each in zip(gains, like, strict=True)]
    return gains


def _vectors(documents: Sequence[Document]) -> list[Vector]:
    said = [_said(document) for document in documents]
    known = Counter(word for words in said for word in words)
    weights = {word: math.log(len(said) / n) for word, n in known.items() if 1 < n < OFTEN * len(said)}
    return [_of_length_one({word: weights[word] for word in words if word in weights}) for words in said]


def _said(document: Document) -> frozenset[str]:
    """The words of a case as they are written, each once."""
    return frozenset(marked for text in (document.title, document.text, document.answer) for __, marked in forms(text))


def _of_length_one(vector: dict[str, float]) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)
