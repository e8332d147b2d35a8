"""What figures would say, by the plainest way there is: a case's facts and its ledger, one after the other.

Nothing here asks a database to count; clocks go through the pure rules, deeds are read from the events.
"""

from collections import Counter, defaultdict
from itertools import pairwise

from cases.actions import dossier
from cases.models import Event
from cases.rules import figures
from cases.rules.clock_facts import Decision
from cases.rules.due_dates import in_force
from cases.rules.fates import fate_of, first_review
from cases.rules.figures import Counted, CountsAs, counts_as
from cases.rules.stops import stop_at
from cases.rules.verdicts import verdict

REVIEWS = {"approve": Decision.APPROVED, "return": Decision.RETURNED, "refuse": Decision.REFUSED}
GONE = {"case.decline": "case.reconsider", "case.withdraw": "case.restore", "case.merge": "case.unmerge"}
CLOSED = {CountsAs.CLOSED_IN_TERM, CountsAs.CLOSED_PAST_DUE}


class Told:
    """Everything of some cases at an instant; what is counted stands by agency id, or under 0 for all."""

    def __init__(self, cases, at):
        self.at = at
        self.cases = [(case, dossier.load(case)) for case in cases]
        self.events = {
            case.pk: [
                e for e in Event.objects.filter(case=case).order_by("seq") if e.happened_at and e.happened_at <= at
            ]
            for case in cases
        }

    # --- clocks ---

    def clocks(self, kind="handling"):
        """Every clock once: its newest charge, its facts, and the rule's view of it."""
        for _case, facts in self.cases:
            begun = (f for f in facts.assignments if f.kind == kind and f.assigned_at <= self.at)
            newest = {fact.clock_id: fact for fact in begun}
            for fact in newest.values():
                own = dossier.clock_facts(fact)
                stop = stop_at(own, self.at)
                told = verdict(own, self.at)
                later = [r.started_at for r in facts.rounds if r.number > fact.round and r.started_at <= self.at]
                soon = stop.at is not None and any(figures.reopened_soon(stop.at, each) for each in later)
                yield (
                    fact,
                    own,
                    Counted(
                        phase=stop.phase,
                        kind=told.kind if told else None,
                        has_due=in_force(own.due_dates, self.at) is not None,
                        stopped_at=stop.at,
                        reopened_soon=soon,
                    ),
                )

    def tallies(self, kind="handling"):
        found = defaultdict(list)
        for fact, _own, counted in self.clocks(kind):
            found[fact.agency_id].append(counted)
        return {agency: figures.tally(each) for agency, each in found.items()}

    def days(self, kind="handling"):
        found = defaultdict(list)
        for fact, own, counted in self.clocks(kind):
            if counts_as(counted.phase, counted.kind) in CLOSED:
                found[fact.agency_id].append(figures.duration_days(own.started_at, counted.stopped_at))
        return summed_up(found)

    def reopened(self):
        found = defaultdict(list)
        for fact, _own, counted in self.clocks():
            if counted.phase == "answered":
                found[fact.agency_id].append(counted.reopened_soon)
        return {agency: figures.rate(sum(each), len(each)) for agency, each in found.items()}

    # --- promises ---

    def extensions(self):
        """Agency id → how often each fate, how many clocks, the lengths, how many sentences stand twice."""
        found = defaultdict(lambda: {"fates": Counter(), "clocks": 0, "days": [], "said": Counter()})
        for fact, own, counted in self.clocks():
            promised = sorted((e for e in fact.extensions if e.published_at <= self.at), key=lambda e: e.published_at)
            row = found[fact.agency_id] if promised else None
            for one, after in pairwise([*promised, None]):
                row["fates"][
                    fate_of(
                        one.promised_until,
                        next_at=after and after.published_at,
                        phase=counted.phase,
                        stopped_at=counted.stopped_at,
                        at=self.at,
                    )
                ] += 1
                begun = in_force(own.due_dates, one.published_at) or one.published_at
                row["days"].append(figures.duration_days(begun, one.promised_until))
                row["said"].update([one.sentence] if one.sentence else [])
            if promised:
                row["clocks"] += 1
        return dict(found)

    # --- the ledger ---

    def of_kind(self, *kinds):
        return ((pk, e) for pk, events in self.events.items() for e in events if e.kind in kinds)

    def charged(self):
        """Charge → its kind and when it began."""
        found = {}
        for _pk, e in self.of_kind("case.assign", "case.escalate", "case.transfer"):
            charge = e.data.get("to_assignment", e.data["assignment"])
            found[charge] = (e.data["assignment_kind"], e.happened_at)
        return found

    def handovers(self):
        charged, received, held = self.charged(), Counter(), defaultdict(list)
        for _pk, e in self.of_kind("case.transfer"):
            kind, since = charged[e.data["assignment"]]
            if kind == "handling":
                received[e.data["to_agency"]] += 1
                held[e.data["agency"]].append(figures.duration_days(since, e.happened_at))
        return received, summed_up(held)

    def reviews(self):
        """Agency id → Counter of what Reviews counts."""
        charged, found, said = self.charged(), defaultdict(Counter), defaultdict(list)
        for _pk, e in self.of_kind(*(f"assignment.{n}" for n in ("submit", "appeal", "overturn", *REVIEWS))):
            if charged[e.data["assignment"]][0] != "handling":
                continue
            row, deed = found[e.data["agency"]], e.kind.removeprefix("assignment.")
            row.update([{"submit": "handed_in", "appeal": "appealed", "overturn": "won"}.get(deed, deed)])
            if deed in REVIEWS:
                said[e.data["agency"], e.data["assignment"]].append(REVIEWS[deed])
        for (agency, _charge), decisions in said.items():
            found[agency]["looked_at"] += 1
            found[agency]["at_first"] += first_review(decisions) is Decision.APPROVED
        return found

    def removals(self):
        found = Counter()
        for kind, back in GONE.items():
            for events in self.events.values():
                told = [e for e in events if e.kind in (kind, back)]
                found.update((e.kind, e.data.get("reason", "")) for e in told[-1:] if e.kind == kind)
        return found

    def center(self):
        """Clock of the Center → the days it took, and how many wait."""
        took, waiting = defaultdict(list), Counter()
        for pk, events in self.events.items():
            first = {}
            for e in events:
                first.setdefault(e.kind, e.happened_at)
            gone = any(told and told[-1].kind in GONE for told in self._turns(events))
            accepted, assigned = first.get("case.accept"), first.get("case.assign")
            if accepted:
                took["acceptance"].append(figures.duration_days(first["case.receive"], accepted))
            elif not gone:
                waiting["acceptance"] += 1
            if accepted and assigned:
                took["assignment"].append(figures.duration_days(accepted, assigned))
            elif accepted and not gone:
                waiting["assignment"] += 1
            self._decisions(pk, took, waiting)
        return {clock: figures.durations(days) for clock, days in took.items()}, waiting

    def _turns(self, events):
        return ([e for e in events if e.kind in (kind, back)] for kind, back in GONE.items())

    def _decisions(self, pk, took, waiting):
        open_since = {}
        for e in self.events[pk]:
            _noun, _, deed = e.kind.partition(".")
            if deed == "submit":
                open_since[e.data["answer"]] = e.happened_at
            elif deed in {*REVIEWS, "recall", "void"} and e.data["answer"] in open_since:
                since = open_since.pop(e.data["answer"])
                if deed in REVIEWS:
                    took["decision"].append(figures.duration_days(since, e.happened_at))
        waiting["decision"] += len(open_since)


def summed_up(days):
    """Agency id → what the pure rule makes of the days; without those of which nothing is left."""
    found = {agency: figures.durations(each) for agency, each in days.items()}
    return {agency: each for agency, each in found.items() if each.n}
