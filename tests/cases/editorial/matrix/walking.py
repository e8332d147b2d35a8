"""The walk itself: every address as every role by GET, then by POST, with what came back and what it changed."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.conf import settings

from tests.cases.editorial.matrix.asking import ALWAYS, Asker, everything
from tests.cases.editorial.matrix.forms import Form, forms_of
from tests.cases.editorial.matrix.plausible import plausible
from tests.cases.editorial.matrix.table import READ, ROLES, changers
from tests.cases.editorial.matrix.values import addresses, place_of
from tests.cases.editorial.matrix.watching import Watch
from tests.cases.editorial.matrix.world import PHONE, World, secret

SECRETS = {secret(name): name for name in READ if name != "phone"} | {PHONE: "phone"}
OURS = ("duyet/", "don-vi-toi/", "anh/", "trung-tam/", "mo-lai/")  # desks: what a page offers hangs on the case
OTHERS = ("head", "options", "put", "patch", "delete")
ANY_SECRET = re.compile("|".join(SECRETS))


@dataclass
class Walk:
    """What one role met: secret → places that told it, place → tables changed by it, and answers of 500 and more."""

    told: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    changed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    broken: list[str] = field(default_factory=list)
    seen: Counter = field(default_factory=Counter)
    shown: set[str] = field(default_factory=set)
    statuses: dict[tuple[str, str], int] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many requests there were."""
        return self.seen.total()


class Matrix:
    """The world, and the walks through it: each is made once."""

    def __init__(self, world: World) -> None:
        self.world, self.watch = world, Watch()
        self.addresses = list(addresses(world))
        self.parsed: set[str] = set()
        self.reads: dict[str, Walk] = {}
        self.writes: dict[str, Walk] = {}
        self.others: dict[str, Walk] = {}
        self.askers: dict[str, Asker] = {}
        self.files = {path: path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}

    def asker(self, role: str) -> Asker:
        """Who asks as a role."""
        if role not in self.askers:
            self.askers[role] = Asker(self.world.accounts[role])
        return self.askers[role]

    def read(self, role: str) -> Walk:
        """Every address by GET."""
        if role not in self.reads:
            walk = self.reads[role] = Walk()
            for path in self.addresses:
                response = self._ask(walk, role, "get", path)
                if response.status_code == 200:
                    walk.shown.add(path)
                    walk.forms += self._forms(path, response.getvalue())
        return self.reads[role]

    def write(self, role: str) -> Walk:
        """Every address by POST, with next to nothing; then every form that any role was shown, as it was meant.

        Where the role may change something, a form alone will do.
        """
        if role in self.writes:
            return self.writes[role]
        walk = self.writes[role] = Walk()
        for path in self.addresses:
            if ("?" not in path or "/bulk/" in path) and role not in changers(self.world, place_of(path)):
                self._ask(walk, role, "post", path, ALWAYS)
        for form in (*self.forms, *plausible(self.world)):
            self._ask(walk, role, "post", form.path, form.data())
        for path, kept in self.files.items():  # rows come back by themselves, what was deleted beside them does not
            path.write_bytes(kept)
        return walk

    def other(self, role: str) -> Walk:
        """Every address by every other method, each by one role: they take turns, since what refuses is one for all."""
        if role not in self.others:
            walk = self.others[role] = Walk()
            for path in self.addresses[ROLES.index(role) :: len(ROLES)]:
                for method in OTHERS:
                    self._ask(walk, role, method, path)
        return self.others[role]

    @cached_property
    def forms(self) -> list[Form]:
        """One of each kind: the same place, fields and button."""
        found: dict = {}
        for role in self.world.accounts:
            for form in self.read(role).forms if role in ROLES else ():
                found.setdefault((place_of(form.path), form.kind), form)
        return list(found.values())

    def _forms(self, path: str, body: bytes) -> list[Form]:
        """Of a desk's page those of every case; of others one page of a kind is enough."""
        place = place_of(path)
        if not place.startswith(OURS) and place in self.parsed:
            return []
        self.parsed.add(place)
        return list(forms_of(path, body))

    def _ask(self, walk: Walk, role: str, method: str, path: str, data=None):
        with self.watch.one_request():
            response = self.asker(role).ask(method, path, data)
        place = place_of(path)
        walk.seen[response.status_code] += 1
        walk.statuses[method, path] = response.status_code
        if response.status_code >= 500:
            walk.broken.append(f"{method} {path}")
        for found in set(ANY_SECRET.findall(everything(response))):
            walk.told[SECRETS[found]].add(place)
        if self.watch.changed:
            walk.changed[place] |= self.watch.changed
        return response
