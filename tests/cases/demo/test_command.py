"""`manage.py demo`: one command from nothing to a portal being served, which ends without leaving anything behind."""

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

import pytest

from cases.demo import serving
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


def finished(folder, *arguments, **changes):
    """A run that ends by itself: status, standard output, standard error."""
    process = started(folder, *arguments, **changes)
    out, err = process.communicate(timeout=LONGEST)
    return process.returncode, out, err


def restore_migrated(folder):
    """Save the minute of migrating where a test run has kept the result; the command migrates what is missing."""
    kept = migrated.KEPT / f"{migrated.fingerprint(ROOT)}.sqlite3"
    with closing(sqlite3.connect(folder / "demo.sqlite3")) as connection:
        migrated.restore(kept, connection)


def fetched(address):
    """Status and text of a page; waits until the server answers at all."""
    until = time.monotonic() + LONGEST
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
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


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The demo, being served: its process, its port, and what it printed."""
    folder, port = tmp_path_factory.mktemp("demo"), a_free_port()
    restore_migrated(folder)
    process = started(folder, "--cases", "31", PORT=str(port))
    printed = []
    for line in process.stdout:
        printed.append(line)
        if "Ctrl-C" in line:
            break
    yield process, port, "".join(printed), folder
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.stdout.close()
    process.stderr.close()
    process.wait()


def test_it_tells_where_to_look_and_as_whom(served):
    process, port, printed, _folder = served
    assert process.poll() is None, process.stderr.read()
    base = f"http://127.0.0.1:{port}"
    for address in ("/", "/phan-anh/", "/qua-han/", "/don-vi/", "/en/", "/cms/"):
        assert f"{base}{address}\n" in printed or f"{base}{address} " in printed, address
    assert re.search(rf"a broken promise +{base}/a/\d+\n", printed)
    assert "user admin, password minhbach-demo" in printed
    assert "user bientap, same password" in printed
    assert "made up" in printed


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/", "Vừa trả lời"),
        ("/phan-anh/", "phản ánh"),
        ("/phan-anh/?q=duong", "phản ánh"),
        ("/qua-han/", "Đơn vị quá hạn hôm nay"),
        ("/don-vi/", "So sánh các đơn vị"),
        ("/don-vi/cong-ty-cap-nuoc-mau/", "Công ty Cấp nước (mẫu)"),
        ("/cms/login/", "csrfmiddlewaretoken"),
        ("/en/", '<html lang="en"'),
    ],
)
def test_every_page_is_served(served, path, says):
    _process, port, _printed, _folder = served
    status, page = fetched(f"http://127.0.0.1:{port}{path}")
    assert (status, says in page) == (200, True)


def test_a_broken_promise_can_be_read_and_quoted_under_this_address(served):
    _process, port, printed, _folder = served
    status, page = fetched(re.search(r"http://\S+/a/\d+", printed).group())
    assert status == 200
    assert "Lỡ hẹn" in page
    assert f'<link rel="canonical" href="http://127.0.0.1:{port}/phan-anh/' in page
    assert "BẢN MẪU. Mọi phản ánh" in page


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/qua-han.csv", ",notice\r\n"),
        ("/qua-han.csv", "BẢN MẪU. Mọi phản ánh"),
        ("/qua-han.json", '{"notice": "BẢN MẪU'),
    ],
)
def test_files_say_that_they_are_made_up(served, path, says):
    _process, port, _printed, _folder = served
    status, text = fetched(f"http://127.0.0.1:{port}{path}")
    assert (status, says in text) == (200, True)


def test_nothing_waits_to_be_told_to_the_search(served):
    """The search was built anew after the last case."""
    _process, _port, _printed, folder = served
    with closing(sqlite3.connect(folder / "demo.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM cases_delivery").fetchone() == (0,)
        indexed = connection.execute("SELECT count(*) FROM search_searchdocument").fetchone()
        public = "SELECT count(*) FROM cases_case WHERE state IN ('in_progress', 'answered') AND level <> 'figures'"
        assert connection.execute(public).fetchone() == indexed


def test_styles_come_with_it(served):
    _process, port, _printed, _folder = served
    _status, page = fetched(f"http://127.0.0.1:{port}/")
    for style in re.findall(r'href="(/static/[^"]+\.css)"', page):
        assert fetched(f"http://127.0.0.1:{port}{style}")[0] == 200


def test_photos_come_with_it(served):
    """Those that cases show can be fetched."""
    _process, port, _printed, folder = served
    with closing(sqlite3.connect(folder / "demo.sqlite3")) as connection:
        names = {name for (name,) in connection.execute("SELECT file FROM cases_photo")}
    assert names
    fetched(f"http://127.0.0.1:{port}/robots.txt")  # whichever test comes first waits until anything is answered
    for name in names:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/media/{name}", timeout=60) as response:
            assert (response.status, response.headers["Content-Type"]) == (200, "image/jpeg")
            assert response.read() == (folder / "media" / name).read_bytes()


def test_a_second_start_draws_nothing_but_what_is_missing(served):
    """Sixty scenes, before and after, lie there from the first one."""
    _process, _port, _printed, folder = served
    drawn = {path: path.stat().st_mtime_ns for path in (folder / "media" / "demo").iterdir()}
    assert len(drawn) == 120
    assert finished(folder, "--no-serve")[0] == 0
    assert {path: path.stat().st_mtime_ns for path in (folder / "media" / "demo").iterdir()} == drawn


def test_a_port_in_use_is_said_before_anything_is_loaded(served, tmp_path):
    _process, port, _printed, _folder = served
    status, out, err = finished(tmp_path, "--port", str(port))
    assert (status, out) == (1, "")
    assert (
        err.strip().splitlines()[-1] == f"CommandError: Port {port} is in use; choose another one: PORT=8001 make demo"
    )
    assert not (tmp_path / "demo.sqlite3").exists()


def test_a_second_start_serves_the_same_city_at_once(served):
    """The database is a finished demo already."""
    _process, _port, _printed, folder = served
    with closing(sqlite3.connect(folder / "demo.sqlite3")) as connection:
        before = connection.execute("SELECT count(*) FROM cases_case").fetchone()
    status, out, err = finished(folder, "--no-serve")
    assert status == 0, err
    assert "a broken promise" in out
    with closing(sqlite3.connect(folder / "demo.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM cases_case").fetchone() == before


def test_cases_without_a_finished_demo_are_left_alone(served, tmp_path):
    """An interrupted start, or a city's real data: no user with a known password comes into it."""
    _process, _port, _printed, folder = served
    with (
        closing(sqlite3.connect(folder / "demo.sqlite3")) as source,
        closing(sqlite3.connect(tmp_path / "demo.sqlite3")) as copy,
    ):
        source.backup(copy)
        copy.execute("UPDATE auth_user SET username = 'chief of ' || username")
        copy.commit()
        theirs = copy.execute("SELECT username FROM auth_user ORDER BY 1").fetchall()
    status, out, err = finished(tmp_path, "--no-serve")
    assert (status, out) == (1, "")
    assert "holds cases, but no finished demo" in err
    with closing(sqlite3.connect(tmp_path / "demo.sqlite3")) as copy:
        assert copy.execute("SELECT username FROM auth_user ORDER BY 1").fetchall() == theirs


def test_without_the_word_demo_nothing_is_touched(tmp_path):
    status, out, err = finished(tmp_path, DEMO="")
    assert (status, out) == (1, "")
    assert "start it with `make demo`, or with DEMO=1" in err
    assert not (tmp_path / "demo.sqlite3").exists()


def test_what_runs_beside_the_server_runs(served):
    """The very command, once: a server with a known key would fail its checks."""
    _process, _port, _printed, folder = served
    command = [*serving.COMMAND, "--once"]
    said = {"capture_output": True, "text": True, "timeout": LONGEST}
    ended = subprocess.run(command, env=environment(folder), check=False, **said)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_sigterm_ends_it_with_its_children_and_frees_the_port(served):
    """Another start on the finished city, while the first one goes on."""
    _process, _port, _printed, folder = served
    port = a_free_port()
    process = started(folder, "--port", str(port))
    try:
        assert fetched(f"http://127.0.0.1:{port}/healthz")[0] == 200
        assert len(children(process.pid)) >= 2, "a master and its workers"
        beside = [words for words in commands(process.pid) if words.endswith(" ".join(serving.COMMAND[1:]))]
        assert len(beside) == 1, "and what lets decisions count"
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LONGEST)
        assert process.returncode == 0
        assert children(process.pid) == []
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
