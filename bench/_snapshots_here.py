"""Freezes days on the database of DATABASE_URL: imports a city, multiplies it, freezes, counts again."""

from __future__ import annotations

import resource
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.core.management import call_command
from django.db import transaction

from bench._figures_here import fill, spent  # sets Django up
from bench._multiplied import multiply
from cases.accountability.frozen.freezing import freeze
from cases.accountability.frozen.verifying import Verification
from cases.models import Case
from tests.cases.accountability import boston_by_hand, boston_frozen

LAST = date(2015, 12, 31)
QUARTER, SIXTY = date(2015, 3, 31), 60
SECONDS_A_YEAR = 60


def first_quarter(file: Path) -> bool:
    """The file's own city: sixty days beside a plain count, verified, a row changed by hand; whether all is well."""
    rows = list(boston_by_hand.rows_of_2015(file))
    with transaction.atomic():
        wrong = boston_frozen.wrong_days(rows, QUARTER, SIXTY)
        differ = boston_frozen.differences()
        day, said = boston_frozen.changed_by_hand()
        transaction.set_rollback(True)
    caught = any(each.startswith(f"{day}: ") for each in said)
    sys.stdout.write(f"  {SIXTY} days of the file: {len(wrong)} unlike a plain count, {len(differ)} differences; ")
    sys.stdout.write(f"a row changed by hand is {'caught' if caught else 'NOT caught'}\n")
    return not wrong and not differ and caught


def main() -> int:
    """Print days, seconds and memory; 1 where it is too slow or differs."""
    days = int(sys.argv[2])
    call_command("migrate", verbosity=0)
    fill(Path(sys.argv[1]))
    well = first_quarter(Path(sys.argv[1]))
    multiply(Case.objects.count() * 9 // 2, apart=0)  # each day bears what four and a half cities changed on it
    begun = spent()
    late = [each.headline for each in freeze(LAST - timedelta(days=back) for back in range(days))]
    froze = spent() - begun
    begun = spent()
    differences = list(Verification().run())
    verified = spent() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"  {Case.objects.count():,} cases, {len(late)} days, {sum(late):,} past due in all: ")
    sys.stdout.write(f"frozen in {froze:.1f} s, counted again in {verified:.1f} s, ")
    sys.stdout.write(f"{len(differences)} differences, peak {peak:.0f} MB\n")
    return int(froze * 365 / days > SECONDS_A_YEAR or bool(differences) or not well)


if __name__ == "__main__":
    sys.exit(main())
