"""What every engine keeps: one class of tests, run on each. Subclasses give a fixture `engine`, empty at first."""

from tests.search.engines.finding import FindsDocuments
from tests.search.engines.keeping import KeepsDocuments
from tests.search.engines.mapping import MapsDocuments
from tests.search.engines.naming import NamesChoices
from tests.search.engines.narrowing import NarrowsDocuments
from tests.search.engines.paging import PagesDocuments
from tests.search.engines.telling_time import TellsTime
from tests.search.engines.walking import WalksDocuments


class EngineContract(
    KeepsDocuments,
    FindsDocuments,
    NarrowsDocuments,
    NamesChoices,
    TellsTime,
    PagesDocuments,
    WalksDocuments,
    MapsDocuments,
):
    """All of it."""
