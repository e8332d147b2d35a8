"""Run every measurement, one after the other: `make bench`, or `python -m bench [name…]`.

Figures depend on the machine; compare them only with others from the same one.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("SHARED_DATA") or HERE.parents[1] / "shared" / "data")

# Arguments of those that need some; a measurement whose data is not on this machine is left out, and named.
BOSTON = str(DATA / "311" / "boston-2015-q1.csv.gz")
ARGUMENTS: dict[str, list[str]] = {
    "read_sources": ["boston", BOSTON],
    "import_city": [BOSTON],
    "rebuild_search": [BOSTON],
    "figures": [BOSTON],
    "snapshots": [BOSTON],
    "dump": [BOSTON],
}


def main(names: list[str]) -> int:
    """Run the named measurements, or all; return 1 when one of them failed, or a name is none of theirs."""
    failed = []
    scripts = sorted(HERE.glob("[!_]*.py"))
    if unknown := set(names) - {script.stem for script in scripts}:
        sys.stderr.write(f"there is no {', '.join(sorted(unknown))}\n")
        return 1
    for script in scripts:
        if names and script.stem not in names:
            continue
        arguments = ARGUMENTS.get(script.stem, [])
        if lacking := [word for word in arguments if "/" in word and not Path(word).exists()]:
            sys.stderr.write(f"{script.stem}: left out, {lacking[0]} is not here\n")
            continue
        sys.stdout.write(f"--- {script.stem}\n")
        sys.stdout.flush()
        if subprocess.run([sys.executable, str(script), *arguments], cwd=HERE.parent, check=False).returncode:
            failed.append(script.stem)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
