"""Which words stand in how many documents: SQLite counts them in its index, for PostgreSQL a small table is kept."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Subquery

from search.models import SearchState, Vocabulary
from search.ranking import Statistics


def statistics(words: Collection[str]) -> Statistics:
    """How many documents there are, and in how many each of these words stands; one query.

    Where none of the words stands anywhere, nobody asks how many documents there are.
    """
    known = Vocabulary.objects.filter(term__in=words, doc__gt=0).annotate(
        documents=Subquery(SearchState.objects.values("documents")[:1])
    )
    rows = list(known.values_list("term", "doc", "documents"))
    return Statistics(documents=rows[0][2] if rows else 0, frequencies={term: n for term, n, __ in rows})
