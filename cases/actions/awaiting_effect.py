"""A decision that waits to take effect: what becomes public is what was approved, so until then nothing is added to it.

What leads to less is never held up: words and photos can be covered and withheld at any time, and that is recorded.
"""

from __future__ import annotations

from cases.actions.changing import ActionRefused
from cases.models import Choice, PendingDecision


class WaitingDecision(ActionRefused):
    """A decision waits to take effect: which, whose, since when and until when."""

    def __init__(self, message: str, pending: PendingDecision) -> None:
        super().__init__(message)
        by = pending.decided_by
        self.choice, self.told = pending.choice, pending.told
        self.at, self.until = pending.decided_at, pending.effective_at
        self.account_id = pending.decided_by_id
        self.name = (by.get_full_name() or by.get_username()) if by else ""


class WouldShowMore(WaitingDecision):
    """More of an answer would become public than was approved."""

    def __init__(self, pending: PendingDecision) -> None:
        super().__init__(f"Version {pending.version.number} has been approved as it is.", pending)


def refuse_to_show_more(answer: int | None) -> None:
    """WouldShowMore where this answer has been approved and is not published yet; under the case's lock."""
    waiting = PendingDecision.objects.filter(version__answer=answer, choice=Choice.APPROVE)
    pending = waiting.select_related("version", "decided_by").first() if answer else None
    if pending is not None:
        raise WouldShowMore(pending)
