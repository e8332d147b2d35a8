"""Where reviewers disagree on a text: only the head of the Center decides then, whatever the others think."""

from __future__ import annotations

from cases.actions.changing import ActionRefused, Change
from cases.actions.rights import refuse_without_right
from cases.models import Answer, Choice, Remark, Submission
from cases.rules.disagreements import Opinion, differ
from cases.rules.rights import Deed, RightRefused, Why


class Disagreement(ActionRefused):
    """Another reviewer advises another decision, and who decides is not the head."""

    def __init__(self, version: Submission) -> None:
        super().__init__(f"Reviewers disagree on version {version.pk}: the head of the Center decides.")


def opinions_on(version: Submission) -> list[Opinion]:
    """What reviewers advise on a version, in the order in which they said so."""
    said = Remark.objects.opinions().filter(version=version).values_list("account", "advises")
    return [Opinion(account=account, advises=advises) for account, advises in said]


def is_disputed(version: Submission) -> bool:
    """Whether it is the head's to decide; the desk asks the same of its whole queue in SQL."""
    return differ(opinions_on(version))


def refuse_unsettled(change: Change, answer: Answer, version: Submission, choice: Choice) -> bool:
    """Whether this decision settles a disagreement; Disagreement where it would, and the account is not the head's.

    A decision other than what somebody else advises is a disagreement too.
    """
    account, opinions = change.by.user_id, opinions_on(version)
    own = Opinion(account=account, advises=choice.value)
    if account is None or not (differ(opinions) or differ([*opinions, own])):
        return False
    try:
        refuse_without_right(change.by, Deed.SETTLE_DISAGREEMENT, answer.assignment.agency_id, now=change.recorded_at)
    except RightRefused as refused:
        if refused.why is Why.NO_POWER:
            raise Disagreement(version) from refused
        raise
    return True
