"""What gunicorn does in a demo besides serving: it keeps the worker that lets decisions count and sends mails.

Hooks of gunicorn's configuration; a city runs `manage.py work_outbox` as a service of its own (compose.yaml).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
#: Without system checks, like the demo itself: its key is one that everybody knows.
COMMAND = [sys.executable, str(MANAGE), "work_outbox", "--skip-checks"]
WORKERS: list[subprocess.Popen[bytes]] = []


def when_ready(server: Any) -> None:
    """Start it once the port is open."""
    WORKERS.append(subprocess.Popen(COMMAND))  # noqa: S603 - our own command


def on_exit(server: Any) -> None:
    """End it with the server."""
    for worker in WORKERS:
        worker.terminate()
    for worker in WORKERS:
        worker.wait()
