"""Short questions about what a verb has written, so that tests say what they are about."""

from cases.models import EVERYBODY, Delivery, DueDate, Standing


def events(case):
    """(kind, data) of a case's events, in order."""
    return [(e.kind, e.data) for e in case.events.order_by("seq")]


def kinds(case):
    """Kinds of a case's events, in order."""
    return [kind for kind, _ in events(case)]


def last(case):
    """The newest event."""
    return case.events.order_by("seq").last()


def dues(case, *, charge=None):
    """(due_at, since, cause) of the citizen's clock of the present round, or of one charge's clock."""
    owner = {"assignment": charge.clock_id} if charge else {"round": case.round}
    return list(DueDate.objects.filter(case=case, **owner).values_list("due_at", "since", "cause"))


def verdict(case, at, *, charge=None):
    """How a clock stands at an instant, by the table."""
    clocks = Standing.objects.filter(case=case).at(at).with_verdict(at)
    mine = clocks.filter(assignment=charge) if charge else clocks.filter(assignment=None, round=case.round)
    return mine.get().verdict


def phase(case, at, *, charge=None):
    """What a clock does at an instant, and when it stopped."""
    clocks = Standing.objects.filter(case=case).at(at)
    row = (clocks.filter(assignment=charge) if charge else clocks.filter(assignment=None, round=case.round)).get()
    return row.phase, row.stopped_at


def delivered(case):
    """Events a consumer is told of who hears everything, in order."""
    return list(
        Delivery.objects.filter(case=case, consumer__in=EVERYBODY).order_by("pk").values_list("event_seq", flat=True)
    )
