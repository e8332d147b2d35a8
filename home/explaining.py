"""Pages that explain the portal: texts of ours in both languages, to which editors may add words of their own.

What an editor adds is an ordinary page at the same address. It is served by Wagtail with the template of ours, which
puts the added words below the fixed ones; without such a page the fixed text stands alone.
"""

from __future__ import annotations

from typing import Any

from cases.accountability.front import common_term_days
from cases.rules.figures import FIRM_DAYS, LEAST_FOR_RANK, LEAST_RATERS

#: Slugs below the front page, and the names of their addresses and templates.
EXPLAINED = {
    "duong-di": "way",
    "ai-biet-ten-toi": "names",
    "phuong-phap": "method",
    "gioi-thieu": "about",
    "tro-giup": "help",
}


def template_of(slug: str) -> str:
    """The template of an explaining page; KeyError for another slug."""
    return f"home/explain/{EXPLAINED[slug]}.html"


def numbers() -> dict[str, Any]:
    """The numbers that the texts name, from where they are decided."""
    return {
        "term_days": common_term_days(),
        "least_for_rank": LEAST_FOR_RANK,
        "least_raters": LEAST_RATERS,
        "firm_days": FIRM_DAYS,
    }
