"""The words of a decision that its maker has just undone: they are in the form again, to be changed and sent anew."""

from __future__ import annotations

from django.http import HttpRequest

from cases.models import PendingDecision

UNDONE = "desk-undone"  # in the session: of which version, and what, once, for the page that is asked for next


def remember(request: HttpRequest, made: PendingDecision | None) -> None:
    """Keep the words of a decision; those of another are not one's own to send."""
    if made is None or made.decided_by_id != request.user.pk:
        return
    reason = f"{made.choice}:{made.reason.code}" if made.reason else ""
    request.session[UNDONE] = {"version": made.version_id, "reason": reason, "sentence": made.sentence}


def undone(request: HttpRequest, version: int) -> dict[str, str]:
    """What was kept of a decision on this version, once."""
    kept = request.session.get(UNDONE)
    if not kept or kept["version"] != version:
        return {}
    del request.session[UNDONE]
    return {"reason": kept["reason"], "sentence": kept["sentence"]}
