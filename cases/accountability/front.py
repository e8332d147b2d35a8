"""How the city stands now, for the front page."""

from __future__ import annotations

from typing import Any


def front_figures() -> dict[str, Any]:
    return {}
