"""How the tests of the contract ask an engine."""

from search.question import PAGE_SIZE, Question
from tests.search.documents import NOW


def ids(page):
    return [hit.document.case_id for hit in page.hits]


class Asks:
    def found(self, engine, q="", at=NOW, **parts):
        """The cases that answer a question, in order; the total has to agree."""
        question = Question(q=q, **parts)
        result = engine.ask(question, at)
        assert engine.totals([question], at) == (result.counts.total,)
        if result.counts.total <= PAGE_SIZE:
            assert len(result.page.hits) == result.counts.total
        return ids(result.page)

    def counted(self, engine, facet, at=NOW, **parts):
        """The choices of a facet as value → count."""
        return {choice.value: choice.count for choice in engine.count(Question(**parts), at).facets[facet]}
