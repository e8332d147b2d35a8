"""Hears that cases have changed, and makes it findable at once; what fails here is left to the worker."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from search.outbox import AT_ONCE, drain

logger = logging.getLogger(__name__)


def index_changed(sender: Any, case_ids: Collection[int], **kwargs: Any) -> None:
    """Deliver what waits of these cases. Never raises: the save that told us is committed, and no error of ours."""
    try:
        waiting = list(case_ids)
        for start in range(0, len(waiting), AT_ONCE):
            drain(waiting[start : start + AT_ONCE])
    except Exception:
        logger.exception("Cases are not yet findable as they are now; the worker will see to it.")
