"""A plain case of the invented city, lived in memory: what it does is written later, many cases at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from cases.actions.actor import CENTER, CITIZEN, OFFICER
from cases.actions.dossier import AssignmentFact
from cases.actions.whole_life_rows import write_lives
from cases.actions.whole_lives import Ids, Registry, WholeLife
from cases.demo.walks import GIVERS, Walk
from cases.models import Agency
from cases.rules.states import AnswerMove

#: One verb to come: what it does to the life, once that has ids.
Step = Callable[[WholeLife], None]


@dataclass(kw_only=True)
class Sketch(Walk):
    """A walk that notes its verbs. Only those of plain lives: one round, at most two agencies, no plan, no removal."""

    words: tuple[str, str, str] = field(init=False)
    steps: list[Step] = field(init=False)
    charge: AssignmentFact = field(init=False)
    answer_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.steps = []
        super().__post_init__()

    @property
    def round(self) -> int:
        """Plain lives have one."""
        return 1

    def receive(self, title: str, text: str, place: str) -> None:
        """See `Walk`."""
        self.words = (title, text, place)
        self.steps.append(lambda life: life.receive(by=CITIZEN))

    def accept(self, **fields: Any) -> Walk:
        """See `Walk`; in full, and in the words of the report."""
        if fields:
            raise ValueError("Plain lives are accepted as they are.")
        at = self.at
        self.steps.append(lambda life: life.accept(by=CENTER, at=at))
        return self

    def decline(self, reason: str) -> Walk:
        """See `Walk`."""
        at = self.at
        self.steps.append(lambda life: life.decline(reason=reason, by=CENTER, at=at))
        return self

    def assign(self, agency: Agency | None = None) -> Walk:
        """See `Walk`."""
        at, to = self.at, agency or self.handler

        def step(life: WholeLife) -> None:
            self.charge = life.assign(to, by=CENTER, at=at)

        self.steps.append(step)
        return self

    def transfer(self, to: Agency) -> Walk:
        """See `Walk`."""
        at = self.at

        def step(life: WholeLife) -> None:
            self.charge = life.transfer(self.charge, to=to, reason="sai-tham-quyen", by=CENTER, at=at)

        self.steps.append(step)
        return self

    def hand_in(self, text: str, outcome: str, planned_on: date | None, legal_reason: str) -> None:
        """See `Walk`."""
        if planned_on is not None:
            raise ValueError("Plain lives have no plans.")
        at = self.at

        def step(life: WholeLife) -> None:
            self.answer_id = life.submit(
                self.charge, text=text, outcome=outcome, legal_reason=legal_reason, by=OFFICER, at=at
            )

        self.steps.append(step)

    def approve(self) -> Walk:
        """See `Walk`."""
        at = self.at
        self.steps.append(lambda life: life.approve(self.charge, self.answer_id, by=CENTER, at=at))
        return self

    def give_back(self, move: AnswerMove, reason: str, sentence: str) -> None:
        """See `Walk`."""
        told: dict[str, Any] = {"move": move, "reason": reason, "sentence": sentence, "by": CENTER, "at": self.at}
        self.steps.append(lambda life: life.send_back(self.charge, self.answer_id, **told))

    def promise(self, promised_on: date, reason: str, sentence: str) -> None:
        """See `Walk`."""
        told: dict[str, Any] = {"reason": reason, "sentence": sentence, "by": OFFICER, "at": self.at}
        self.steps.append(lambda life: life.extend(self.charge, promised_on=promised_on, **told))

    def say(self, value: str, source: str, reason: str) -> None:
        """See `Walk`."""
        told: dict[str, Any] = {"source": source, "reason": reason, "by": GIVERS[source], "at": self.at}
        self.steps.append(lambda life: life.rate(value, **told))

    def begin(self, ids: Ids, number: int, registry: Registry) -> WholeLife:
        """Live it, now that it has ids and a number."""
        title, text, place = self.words
        life = WholeLife(
            ids=ids,
            number=number,
            category=self.scene.categories[self.situation.category],
            ward=self.place.ward,
            point=(self.place.lat, self.place.lon),
            title=title,
            text=text,
            place=place,
            sent_at=self.sent_at,
            recorded_at=timezone.now(),
            registry=registry,
        )
        for step in self.steps:
            step(life)
        return life


def write(sketches: list[Sketch]) -> None:
    """Write them in this order, and let each know its case."""
    for sketch, case_id in zip(sketches, write_lives([sketch.begin for sketch in sketches]), strict=True):
        sketch.case_id = case_id
