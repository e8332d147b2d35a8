"""What one checkout has learnt and lends to the next, beside Elasticsearch: folders outside any of them."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def cached(name: str) -> Path:
    """Where something is kept between runs, beside Elasticsearch."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "minhbach" / name


def keep(folder: Path, target: Path) -> None:
    """Keep a copy of a folder in place of an older one; another run may do the same at this moment: one wins.

    A run whose home cannot be written to keeps nothing.
    """
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as aside:
            shutil.copytree(folder, Path(aside, "new"))
            if target.exists():
                target.rename(Path(aside, "old"))
            Path(aside, "new").rename(target)
