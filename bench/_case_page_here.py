"""Fills one database with cases, or measures case pages on it; run by case_page.py, which says which."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.core.management import call_command  # noqa: E402 - after the settings
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench._corpus import FILLER, STREETS, THINGS, TROUBLES  # noqa: E402
from cases.actions.import_cases import Importer  # noqa: E402
from cases.actions.incoming import Ended, IncomingAgency, IncomingCase  # noqa: E402
from cases.models import CasePage, Category  # noqa: E402
from home.models import HomePage, StandardPage  # noqa: E402

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
PAGES = 12  # cases looked at, spread over all
TIMES = 15


def records(n: int) -> Iterator[IncomingCase]:
    """Cases of a city, always the same: one in twelve still open, due by the term of their category."""
    dice = random.Random(20261125)  # noqa: S311 - the same city every time
    slugs = list(Category.objects.order_by("slug").values_list("slug", "name"))
    for line in range(1, n + 1):
        running = line % 12 == 0
        accepted = NOW - timedelta(days=dice.random() * (20 if running else 1500) + 2)
        slug, name = dice.choice(slugs)
        yield IncomingCase(
            line=line, source="native", reference=str(line), number=line,
            title=f"{dice.choice(THINGS).capitalize()} {dice.choice(TROUBLES)} trên đường {dice.choice(STREETS)}",
            text=" ".join(dice.choices(FILLER, k=60)), place=f"Số {dice.randint(1, 300)} {dice.choice(STREETS)}",
            category=name, category_slug=slug, agencies=(IncomingAgency(name=f"Đơn vị số {dice.randrange(226)}"),),
            sent_at=accepted, accepted_at=accepted, started_at=accepted, due_at=None, month_of=accepted,
            closed_at=None if running else accepted + timedelta(days=dice.lognormvariate(1.6, 0.9)),
            ended=Ended.OPEN if running else Ended.CLOSED,
            answer_text=None if running else " ".join(dice.choices(FILLER, k=50)),
            lat=dice.gauss(16.46, 0.03), lon=dice.gauss(107.58, 0.03),  # denser towards the middle, as cities are
        )  # fmt: skip


def fill(n: int) -> None:
    """Import `n` cases into a fresh database, make them findable, put a plain page as deep beside them."""
    call_command("migrate", verbosity=0)
    began = time.process_time()
    for _ in Importer(source="native", dry_run=False).run(records(n)):
        pass
    call_command("rebuild_search", verbosity=0)
    parent = HomePage.objects.get()
    words = "".join(f"<p>{' '.join(FILLER)}</p>" for _ in range(15))
    for depth in range(4):
        parent = parent.add_child(instance=StandardPage(title=f"Trang thường {depth}", body=words))
    sys.stdout.write(f"imported and indexed with {(time.process_time() - began) / n * 1000:.2f} ms CPU each\n")


def cost(client: Client, addresses: list[str]) -> tuple[int, float]:
    """The most queries of these pages, and the mean of their least CPU milliseconds."""
    queries, ms = 0, []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200  # noqa: S101 - a measurement of something else is none
        queries = max(queries, len(captured))
        ms.append(min(timed(client, address) for _ in range(TIMES)))
    return queries, sum(ms) / len(ms)


def timed(client: Client, address: str) -> float:
    """CPU milliseconds of one request."""
    began = time.process_time()
    client.get(address)
    return (time.process_time() - began) * 1000


def ask() -> None:
    """Print a JSON object: page → queries, milliseconds."""
    client, pages = Client(), CasePage.objects.order_by("pk")
    step = max(1, pages.count() // PAGES)
    cases = [page.get_url() for page in pages[::step][:PAGES]]
    plain = StandardPage.objects.order_by("-depth")[0].get_url()
    english = [f"/en{address}" for address in cases]
    found = {"plain page": [plain] * PAGES, "case page": cases, "case page in English": english}
    sys.stdout.write(json.dumps({name: cost(client, addresses) for name, addresses in found.items()}))


if __name__ == "__main__":
    fill(int(sys.argv[1])) if sys.argv[1:] else ask()
