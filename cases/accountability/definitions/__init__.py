"""Every figure with its name, its definition and how it is read: pages, files and commands have them from here.

A figure's `version` grows whenever its definition changes what is counted, and METHOD_VERSION with it; the page of
methods and its file tell both.
"""

from __future__ import annotations

from cases.accountability.definitions.of_answers import CENTER, CITIZENS, LEFT, REVIEWS
from cases.accountability.definitions.of_clocks import CASES, CLOCKS, DAYS, RATES
from cases.accountability.definitions.of_hands import HANDS, PROMISES
from cases.accountability.definitions.shape import Chapter, Figure, Unit, Value

__all__ = ["CHAPTERS", "FIGURES", "METHOD_VERSION", "Chapter", "Figure", "Unit", "Value"]

METHOD_VERSION = "1.1"
CHAPTERS = (CASES, CLOCKS, RATES, DAYS, PROMISES, HANDS, REVIEWS, CITIZENS, LEFT, CENTER)
FIGURES = tuple(figure for chapter in CHAPTERS for figure in chapter.figures)
