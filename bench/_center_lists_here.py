"""Fills one database with cases, or measures the staff's lists on it; run by center_lists.py, which says which."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - after the settings
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import _desks_here as desks  # noqa: E402
from bench._case_page_here import records  # noqa: E402
from cases.actions.actor import CENTER  # noqa: E402
from cases.actions.import_cases import Importer  # noqa: E402
from cases.actions.urgency import urge  # noqa: E402
from cases.editorial.center.lists import SHAPES, Listing  # noqa: E402
from cases.models import Assignment, Case, Report, Ward  # noqa: E402
from search.staff_words import rebuild_for_staff  # noqa: E402

TIMES = 3
WORDS = "?q=den+duong+kim+long"


def fill(n: int) -> None:
    """Import `n` cases; then let one in fifty wait for verification and one in fifty for an agency, some urgently."""
    call_command("migrate", verbosity=0)
    began = time.process_time()
    for _ in Importer(source="native", dry_run=False).run(records(n)):
        pass
    wards = list(Ward.objects.values_list("pk", flat=True))
    for place, ward in enumerate(wards):
        Case.objects.filter(pk__in=range(place, n + len(wards), len(wards))).update(ward=ward)
    waiting = list(Case.objects.filter(pk__in=range(0, n + 50, 50)).select_related("page"))
    Assignment.objects.filter(case__in=waiting).delete()
    Report.objects.bulk_create(
        Report(case=c, title=c.page.title, text=c.page.text, place=c.page.place) for c in waiting
    )
    Case.objects.filter(pk__in=[case.pk for case in waiting]).update(state="received")
    open_ones = Case.objects.filter(state="in_progress").order_by("pk").values_list("pk", flat=True)
    Assignment.objects.filter(case__in=list(open_ones[::4])).delete()
    for case in Case.objects.filter(state="in_progress")[:60]:
        urge(case=case, by=CENTER, at=timezone.now())
    desks.one_large_agency()
    desks.people()
    desks.busy(n)
    call_command("rebuild_search", verbosity=0)
    rebuild_for_staff()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # PostgreSQL does by itself, in its own time
    sys.stdout.write(f"made with {(time.process_time() - began) / n * 1000:.2f} ms CPU each\n")


def pages() -> dict[str, tuple[str, str]]:
    """Who looks, and at what: every list by each column, by words, by choices and far down; the day; the desks."""
    found = {"day": reverse("center_day")}
    for which in Listing:
        address = reverse("center_list", args=[which.value])
        for column in SHAPES[which].columns:
            found[f"{which.value} by {column.value}"] = f"{address}?xep=-{column.value}"
        found[f"{which.value}, words"] = address + WORDS
        found[f"{which.value}, ward and past due"] = f"{address}?phuong=kim-long&qua-han=1"
        found[f"{which.value}, agency"] = f"{address}?don-vi={desks.LARGEST}"
        found[f"{which.value}, agency past due"] = f"{address}?don-vi={desks.LARGEST}&qua-han=1"
        found[f"{which.value}, since and until"] = f"{address}?tu=2026-10-01&den=2026-11-20"
        found[f"{which.value}, far down"] = f"{address}?trang=2000"
        found[f"{which.value}, file begins"] = reverse("center_file", args=[which.value])
    number = Case.objects.filter(state="in_progress").latest("pk").number
    found["a case"] = reverse("center_case", args=[number])
    return {**{name: ("duyet", address) for name, address in found.items()}, **desks.pages()}


def ask() -> None:
    """Print a JSON object: page → queries, milliseconds."""
    connection.settings_dict["CONN_MAX_AGE"] = None  # one process of the server answers all
    connection.close()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")  # what helpers cost is not seen here
    clients: dict[str, Client] = {}
    costs = {}
    for name, (who, address) in pages().items():
        if who not in clients:
            clients[who] = Client()
            clients[who].force_login(get_user_model().objects.get(username=who))
        client = clients[who]
        with CaptureQueriesContext(connection) as captured:
            assert get(client, address) == 200, address  # noqa: S101 - a measurement of something else is none
        costs[name] = (len(captured), min(timed(client, address) for _ in range(TIMES)))
    sys.stdout.write(json.dumps(costs))


def get(client: Client, address: str) -> int:
    """Ask; of a file only how it begins. The status."""
    response = client.get(address)
    if response.streaming:
        next(iter(response))
        response.close()
    return response.status_code


def timed(client: Client, address: str) -> float:
    """Milliseconds that one request costs a processor."""
    began = spent()
    get(client, address)
    return (spent() - began) * 1000


def spent() -> float:
    """Seconds that this process has cost, on PostgreSQL with the server's process that answers it."""
    seconds = time.process_time()
    if connection.vendor == "postgresql":
        told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
        seconds += int(told.split()[0]) / 1e9
    return seconds


if __name__ == "__main__":
    fill(int(sys.argv[1])) if sys.argv[1:] else ask()
