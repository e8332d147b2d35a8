"""Measures figures on the database of DATABASE_URL: imports a city, measures, multiplies it, measures again."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.core.cache import caches  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client  # noqa: E402

from bench._pages import ROWS  # noqa: E402
from cases.actions.import_cases import Importer  # noqa: E402
from cases.actions.incoming import IncomingCase  # noqa: E402
from cases.models import Agency, Assignment, Case, CasePage, Category, Round, Standing  # noqa: E402
from cases.public.addresses import case_path, case_url  # noqa: E402
from cases.sources import reader_for  # noqa: E402

COPIES = 4  # and half a copy more
SHIFT = 10_000_000  # added to ids once a copy
AT = "2016-01-13T00:00:00-05:00"
#: Columns that are no plain copy of the first city's.
CHANGED: Mapping[type[models.Model], Mapping[str, str]] = {
    Agency: {"id": "id + {shift}", "slug": "slug || '-{copy}'", "source_name": "source_name || ' {copy}'"},
    Case: {"id": "id + {shift}", "number": "number + {shift} * 10000", "reference": "reference || '-{copy}'"},
    Round: {"id": "id + {shift}", "case_id": "case_id + {shift}"},
    Assignment: {"id": "id + {shift}", "case_id": "case_id + {shift}", "agency_id": "agency_id + {shift}"},
    Standing: {"id": "id + {shift}", "case_id": "case_id + {shift}", "assignment_id": "assignment_id + {shift}"},
}


def multiply() -> None:
    """Copy everything that figures are counted from; of the last copy only every second case."""
    for copy in range(1, COPIES + 1):
        for model, changed in CHANGED.items():
            columns = [str(field.column) for field in model._meta.local_concrete_fields]
            values = [changed.get(name, f'"{name}"').format(shift=SHIFT * copy, copy=copy) for name in columns]
            key = "case_id" if "case_id" in columns else "id"
            half = f" AND {key} % 2 = 0" if copy == COPIES and model is not Agency else ""
            names = ", ".join(f'"{name}"' for name in columns)
            with connection.cursor() as cursor:  # names are those of the models
                cursor.execute(
                    f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(values)} "  # noqa: S608
                    f"FROM {model._meta.db_table} WHERE {key} < {SHIFT}{half}"
                )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def milliseconds(work: Callable[[], object], times: int = 3) -> float:
    """The best of several."""
    best = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best * 1000


def page(client: Client, address: str) -> None:
    """Ask for a page and take all of it; RuntimeError where it does not answer."""
    response = client.get(address)
    if response.status_code != 200 or not response.getvalue():
        raise RuntimeError(f"{address} answered {response.status_code}")


def anew(client: Client, address: str) -> None:
    """Ask for a page of which nothing is remembered."""
    for name in settings.CACHES:
        caches[name].clear()
    page(client, address)


def command(name: str, sink: TextIO) -> Callable[[], object]:
    """A command that writes to nowhere."""
    return lambda: call_command(name, at=AT, stdout=sink)


def in_this_city() -> dict[str, str]:
    """What stands in the braces of the rows."""
    path = case_path(CasePage.objects.order_by("pk")[0].url_path)
    year, month = path.split("/")[:2]

    def busiest(model: type[models.Model], of: str) -> str:
        counted = model._default_manager.exclude(name="").annotate(n=models.Count(of)).order_by("-n", "pk")
        return str(counted.values_list("slug", flat=True)[0])

    return {
        "case": case_url(path, settings.LANGUAGE_CODE),
        "year": year,
        "month": month,
        "agency": busiest(Agency, "assignments"),
        "category": busiest(Category, "cases"),
    }


def measured() -> dict[str, float]:
    """Name → milliseconds."""
    client = Client()
    found: dict[str, float] = {}
    with Path("/dev/null").open("w", encoding="utf-8") as sink:
        for name in ("agency_figures", "export_verdicts"):
            found[name] = milliseconds(command(name, sink))
    places = in_this_city()
    for row in ROWS:
        address = row.format(**places)
        found[row] = milliseconds(lambda address=address: anew(client, address))  # type: ignore[misc]  # bound at once
        found[f"{row} remembered"] = milliseconds(lambda address=address: page(client, address))  # type: ignore[misc]  # bound at once
    return found


def main() -> None:
    """Print one line a command or page: small city, large city, ratio."""
    call_command("migrate", verbosity=0)
    importer = Importer(source="boston")
    rows = reader_for("boston").read(Path(sys.argv[1]))
    for _ in importer.run(row for row in rows if isinstance(row, IncomingCase)):
        pass
    call_command("rebuild_search", verbosity=0)
    small, before = measured(), Case.objects.count()
    multiply()
    large, after = measured(), Case.objects.count()
    sys.stdout.write(f"  {'':66} {before:>9,} {after:>9,} cases\n")
    for name, took in small.items():
        sys.stdout.write(f"  {name:66} {took:>6.0f} ms {large[name]:>6.0f} ms  × {large[name] / took:.1f}\n")


if __name__ == "__main__":
    main()
