"""`manage.py demo`: one command from nothing to a portal being served, which ends without leaving anything behind.

To start a process costs seconds. So it is served once, from its start to its end; what was seen of it on the way is
noted, and that is what the tests look at. The database and the files stay for them as the demo has left them.
"""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from cases.demo import serving
from cases.demo.album import file_name
from cases.demo.drawing.scenes import scenes
from cases.management.commands import demo
from tests import migrated
from tests.shared_data import ROOT

pytestmark = pytest.mark.xdist_group("demo_command")  # one worker serves it, once

LONGEST = 900  # seconds: machines that do other work too


def a_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder, **changes):
    """A visitor's: nothing but the database and files, in a folder of their own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "PYTHONUNBUFFERED": "1",
        "DEMO": "1",
        **changes,
    }


def started(folder, *arguments, **changes):
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=ROOT,
        env=environment(folder, **changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def restore_migrated(folder):
    """Save the minute of migrating where a test run has kept the result; the command migrates what is missing."""
    kept = migrated.KEPT / f"{migrated.fingerprint(ROOT)}.sqlite3"
    with closing(sqlite3.connect(folder / "demo.sqlite3")) as connection:
        migrated.restore(kept, connection)
        migrated.for_many(connection)  # the demo opens it while it is looked at from outside


def fetched(address):
    """Status, kind and bytes of what is there; waits until the server answers at all."""
    until = time.monotonic() + LONGEST
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as response:
                return response.status, response.headers["Content-Type"], response.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers["Content-Type"], refused.read()
        except OSError:  # not yet listening
            assert time.monotonic() < until, address


def children(group):
    """Ids of the processes in a process group."""
    listed = subprocess.run(["ps", "-eo", "pgid=,pid="], capture_output=True, text=True, check=True).stdout
    return [int(pid) for pgid, pid in (line.split() for line in listed.splitlines()) if int(pgid) == group]


def commands(group):
    """What the processes of a group were started as."""
    listed = subprocess.run(["ps", "-ewwo", "pgid=,args="], capture_output=True, text=True, check=True).stdout
    lines = (line.strip().partition(" ") for line in listed.splitlines())
    return [words for pgid, _, words in lines if int(pgid) == group]


PAGES = {
    "/": "Vừa trả lời",
    "/phan-anh/": "phản ánh",
    "/phan-anh/?q=duong": "phản ánh",
    "/qua-han/": "Đơn vị quá hạn hôm nay",
    "/don-vi/": "So sánh các đơn vị",
    "/don-vi/cong-ty-cap-nuoc-mau/": "Công ty Cấp nước (mẫu)",
    "/cms/login/": "csrfmiddlewaretoken",
    "/en/": '<html lang="en"',
}
FILES = {
    "/qua-han.csv": (",notice\r\n", "BẢN MẪU. Mọi phản ánh"),
    "/qua-han.json": ('{"notice": "BẢN MẪU',),
}
UNDRAWN = 4  # scenes whose photos are not there when it starts


@dataclass
class Demo:
    """A demo that was served: what it printed and answered, and how it ended."""

    folder: Path
    port: int
    printed: str = ""
    answers: dict = field(default_factory=dict)  # address: status, kind, bytes
    running: list = field(default_factory=list)  # what its processes were started as
    delivered: bool = False  # what came to wait while it was served
    ended: int | None = None  # status
    left: list = field(default_factory=list)  # processes

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def broken(self):
        """The path of the case with a broken promise that it names."""
        return re.search(rf"a broken promise +{self.base}(/a/\d+)\n", self.printed)[1]

    def text(self, path):
        return self.answers[path][2].decode()

    def styles(self):
        return re.findall(r'href="(/static/[^"]+\.css)"', self.text("/"))

    def rows(self, statement):
        """What the database says."""
        with closing(sqlite3.connect(self.folder / "demo.sqlite3", timeout=60)) as connection:
            return connection.execute(statement).fetchall()

    def photos(self):
        """Paths of the files that cases show."""
        return [f"/media/{name}" for (name,) in self.rows("SELECT DISTINCT file FROM cases_photo")]

    def look(self):
        """Ask for whatever the tests are about."""
        for path in (*PAGES, *FILES, self.broken):
            self.answers[path] = fetched(f"{self.base}{path}")
        for path in (*self.styles(), *self.photos()):
            self.answers[path] = fetched(f"{self.base}{path}")

    def wait_for_worker(self):
        """Let a delivery come to wait, which nothing that is served takes along."""
        values = "id, event_count, '2026-01-01', 0, ''"
        with closing(sqlite3.connect(self.folder / "demo.sqlite3", timeout=60)) as connection:
            connection.execute(
                "INSERT INTO cases_delivery (consumer, case_id, event_seq, created_at, attempts, last_error) "
                f"SELECT 'search', {values} FROM cases_case WHERE state = 'answered' LIMIT 1"
            )
            connection.commit()
        until = time.monotonic() + LONGEST
        while not self.delivered and time.monotonic() < until:
            self.delivered = self.rows("SELECT count(*) FROM cases_delivery WHERE consumer = 'search'") == [(0,)]
            time.sleep(0.2)

    def end(self, process):
        """By SIGTERM, as `make demo` is ended."""
        self.running = commands(process.pid)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LONGEST)
        self.ended, self.left = process.returncode, children(process.pid)


def keep_most_photos(folder):
    """All but a few are there as if drawn before: how they are drawn is held elsewhere, and takes a while."""
    (folder / "media" / "demo").mkdir(parents=True)
    blank = BytesIO()
    Image.new("RGB", (4, 3)).save(blank, "JPEG")
    for scene in list(scenes())[UNDRAWN:]:
        for kind in ("before", "after"):
            (folder / "media" / file_name(scene, kind)).write_bytes(blank.getvalue())


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The demo, served and ended."""
    seen = Demo(folder=tmp_path_factory.mktemp("demo"), port=a_free_port())
    restore_migrated(seen.folder)
    keep_most_photos(seen.folder)
    process = started(seen.folder, "--cases", "31", PORT=str(seen.port))
    try:
        for line in process.stdout:
            seen.printed += line
            if "Ctrl-C" in line:
                break
        assert process.poll() is None, process.stderr.read()
        seen.look()
        seen.wait_for_worker()
        seen.end(process)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
        process.stderr.close()
        process.wait()
    return seen


def test_it_tells_where_to_look_and_as_whom(served):
    for address in ("/", "/phan-anh/", "/qua-han/", "/don-vi/", "/en/", "/cms/"):
        assert re.search(rf"{served.base}{address}(\n| )", served.printed), address
    assert served.broken
    assert "user admin, password minhbach-demo" in served.printed
    assert "user bientap, same password" in served.printed
    assert "made up" in served.printed


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_served(served, path):
    assert (served.answers[path][0], PAGES[path] in served.text(path)) == (200, True)


def test_a_broken_promise_can_be_read_and_quoted_under_this_address(served):
    assert served.answers[served.broken][0] == 200
    page = served.text(served.broken)
    assert "Lỡ hẹn" in page
    assert f'<link rel="canonical" href="{served.base}/phan-anh/' in page
    assert "BẢN MẪU. Mọi phản ánh" in page


@pytest.mark.parametrize("path", FILES)
def test_files_say_that_they_are_made_up(served, path):
    assert served.answers[path][0] == 200
    assert all(words in served.text(path) for words in FILES[path])


def test_the_search_was_built_anew_after_the_last_case(served):
    indexed = served.rows("SELECT count(*) FROM search_searchdocument")
    public = "SELECT count(*) FROM cases_case WHERE state IN ('in_progress', 'answered') AND level <> 'figures'"
    assert served.rows(public) == indexed


def test_nothing_waits_to_be_told(served):
    """Not even what came to wait while it was served: the very command runs beside, which its checks would refuse."""
    assert served.delivered
    assert served.rows("SELECT count(*) FROM cases_delivery") == [(0,)]


def test_styles_come_with_it(served):
    assert served.styles()
    for style in served.styles():
        assert served.answers[style][0] == 200


def test_photos_come_with_it(served):
    """Those that cases show can be fetched."""
    assert served.photos()
    for path in served.photos():
        assert served.answers[path] == (200, "image/jpeg", (served.folder / path[1:]).read_bytes())


def test_what_is_missing_is_drawn(served):
    """Sixty scenes, before and after, lie there; most of them did already."""
    sizes = [path.stat().st_size for path in (served.folder / "media" / "demo").iterdir()]
    assert len(sizes) == 120
    assert sum(size > 4_000 for size in sizes) == 2 * UNDRAWN


def test_beside_a_master_and_its_workers_runs_what_lets_decisions_count(served):
    servers = [words for words in served.running if "gunicorn" in words]
    assert len(servers) == 3
    beside = [words for words in served.running if words.endswith(" ".join(serving.COMMAND[1:]))]
    assert len(beside) == 1


def test_sigterm_ends_it_with_its_children_and_frees_the_port(served):
    assert served.ended == 0
    assert served.left == []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", served.port))


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def _nothing_is_done(monkeypatch):
    """Whoever migrates or loads anything in spite of a refusal is noticed."""
    monkeypatch.setattr(demo, "call_command", lambda *args, **options: pytest.fail(f"called {args}"))
    monkeypatch.setattr(demo.Command, "load", lambda *args: pytest.fail("loaded"))


@pytest.mark.usefixtures("_nothing_is_done")
def test_a_port_in_use_is_said_before_anything_is_loaded(settings):
    settings.DEMO = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"^Port {port} is in use; choose another one: PORT=8001 make demo$"):
            call_command("demo", port=port)


@pytest.mark.usefixtures("_nothing_is_done")
def test_without_the_word_demo_nothing_is_touched(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="start it with `make demo`, or with DEMO=1"):
        call_command("demo", no_serve=True)


@pytest.mark.parametrize(
    ("engine", "made"),
    [
        pytest.param("django.db.backends.sqlite3", True, id="a file"),
        pytest.param("django.db.backends.postgresql", False, id="a server"),
    ],
)
def test_who_deleted_the_folder_begins_anew(settings, monkeypatch, tmp_path, engine, made):
    database = settings.DATABASES["default"]
    monkeypatch.setitem(database, "ENGINE", engine)
    monkeypatch.setitem(database, "NAME", str(tmp_path / "var" / "city" / "minhbach.sqlite3"))
    for _twice in range(2):
        demo.make_room()
        assert (tmp_path / "var" / "city").is_dir() is made
