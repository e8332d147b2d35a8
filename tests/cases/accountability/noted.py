"""Pages of figures without a database: what they would count is noted beforehand, under the names they ask for it by.

    with standing_at(noted(loads={1: Load(tally=Tally(open=3))})):
        assert statistics()...

What is not noted would be counted, and so needs the database: a test without one fails there.
"""

from cases.accountability.durations import Took
from cases.accountability.keeping import Counting
from tests.cases.accountability.city import NOW

NOTHING = {
    "loads": {},
    "lateness": {},
    "open_lists": {},
    "city_lateness": (None,),
    "city_took": Took(median=None, p90=None),
    "city_found": {},
    "city_rated": {},
    "statistics.cases": [],
    "statistics.answers": [],
    "statistics.rates": {},
    "unassigned": (0, 0),
    "ward": {},
    "category": {},
}


def noted(at=NOW, **counted):
    """An instant of which everything is counted already, nothing of anything unless said; `_` stands for a dot."""
    said = {name.replace("__", "."): value for name, value in counted.items()}
    return Counting(at=at, key="", noted={**NOTHING, **said})
