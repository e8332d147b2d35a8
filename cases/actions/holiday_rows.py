"""First rows of a calendar: public holidays and make-up working days as the `holidays` package knows them.

An editor may change the rows afterwards (a swap the package has missed, a storm), so this is asked only when a calendar
is first filled or lengthened, never when something is counted.
"""

from collections.abc import Iterable
from datetime import date

from holidays import country_holidays

Row = tuple[date, str, str]

HOLIDAY, MAKE_UP = "holiday", "make_up"
NAME_OF_MAKE_UP = "Ngày làm việc bù"

#: What the package spells in another way than the portal does.
SPELT = ("Văn hóa", "Văn hoá")

# Country, subdivision and language of the names.
SOURCES: dict[str, tuple[str, str | None, str]] = {
    "vn": ("VN", None, "vi"),
    "us-ma": ("US", "MA", "en_US"),
}


def holiday_rows(slug: str, years: Iterable[int]) -> list[Row]:
    """Return (day, "holiday" or "make_up", name) for each such day of these years, in order.

    ValueError for a calendar that the package is not asked about.
    """
    if slug not in SOURCES:
        raise ValueError(f"No holidays are known for a calendar {slug!r}; there are {', '.join(sorted(SOURCES))}.")
    asked = sorted(set(years))
    country, subdivision, language = SOURCES[slug]
    known = country_holidays(country, subdiv=subdivision, years=asked, language=language)
    rows = [(day, HOLIDAY, name.replace(*SPELT)) for day, name in known.items() if day.year in asked]
    # The package names every substitution it knows, whatever years were asked for.
    rows += [(day, MAKE_UP, NAME_OF_MAKE_UP) for day in known.weekend_workdays if day.year in asked]
    return sorted(rows)
