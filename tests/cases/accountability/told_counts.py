"""What lists would say, by the plainest way there is: every public case is told, and looked at one by one."""

from cases.accountability.case_counts import CaseCounts
from cases.models import Case
from cases.public.loading import told

LATE = ("overdue", "promise_broken", "extended")


def every_case(at):
    return told(Case.objects.public(), at=at)


def counted(cases):
    """The counts of these PublicCases, as the list's filters would give them."""
    cases = list(cases)
    still, done = ([c for c in cases if c.state == state] for state in ("in_progress", "answered"))
    return CaseCounts(
        open=len(still),
        answered=len(done),
        answered_in_term=sum(c.verdict == "in_term" for c in done),
        answered_late=sum(c.verdict in LATE for c in done),
        **{kind: sum(c.verdict == kind for c in still) for kind in LATE},
    )


def agencies_of(case):
    """Slugs of those who handle it; "" is nobody, with or without a charge."""
    return {"" if agency.slug == "chua-giao" else agency.slug for agency in case.agencies} or {""}
