"""How fast the sources are read, digest included: rows a second, microseconds of CPU a row, and how much memory grew.

python bench/read_sources.py boston ../shared/data/311/boston-2015-q1.csv.gz [more files]
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cases.actions.incoming import Rejected
from cases.sources import READERS, reader_for


def measure(source: str, path: Path) -> tuple[int, int, float]:
    """Rows read, rows rejected, and the CPU seconds it took (other work on the machine does not count)."""
    rows = rejected = 0
    begun = time.process_time()
    for item in reader_for(source).read(path):
        rows += 1
        if isinstance(item, Rejected):
            rejected += 1
        else:
            _ = item.digest
    return rows, rejected, time.process_time() - begun


def main() -> None:
    """Print one line a file, the best of three readings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("source", choices=sorted(READERS))
    parser.add_argument("files", nargs="+", type=Path)
    asked = parser.parse_args()
    for path in asked.files:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rows, rejected, seconds = min((measure(asked.source, path) for _ in range(3)), key=lambda told: told[2])
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        sys.stdout.write(
            f"{path.name}: {rows:,} rows ({rejected:,} rejected), {rows / seconds:,.0f} rows/s of CPU, "
            f"{seconds / rows * 1e6:.1f} us CPU/row, memory grew by {grown:,} KiB\n"
        )


if __name__ == "__main__":
    main()
