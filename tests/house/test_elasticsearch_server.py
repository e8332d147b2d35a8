"""`.ci/elasticsearch.py`: which way it chooses, what it keeps, and that it stops what it started and nothing else."""

import importlib.util
import json
import os
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.fakes import Fakes
from tests.shared_data import ROOT


@pytest.fixture
def server() -> ModuleType:
    spec = importlib.util.spec_from_file_location("elasticsearch_server", ROOT / ".ci/elasticsearch.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fakes:
    fakes = Fakes(tmp_path)
    monkeypatch.setenv("PATH", str(fakes.bin))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    return fakes


@pytest.fixture
def healthy() -> Iterator[int]:
    """Yield the port of something that answers as Elasticsearch does when asked for its health."""
    yield from serving({"status": "green"})


@pytest.fixture
def sick() -> Iterator[int]:
    yield from serving({"status": "red"})


def serving(health: dict) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(health).encode())

        def log_message(self, *arguments):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, args=(0.01,))
        thread.start()
        yield httpd.server_port
        httpd.shutdown()
        thread.join()


# --- which way -------------------------------------------------------------------------------------------------------


def test_a_given_server_that_answers_is_taken(server, fakes, healthy, monkeypatch):
    fakes.add("docker")
    monkeypatch.setenv("ELASTICSEARCH_URL", f"http://127.0.0.1:{healthy}")
    assert server.way() == "given"
    assert fakes.calls() == []


def test_a_given_server_that_does_not_answer_is_passed_over(server, fakes, monkeypatch, capsys):
    monkeypatch.setenv("ELASTICSEARCH_URL", f"http://127.0.0.1:{server.free_port()}")
    assert server.way() == "maven"
    assert "nothing answers at" in capsys.readouterr().err


def test_a_given_server_that_is_sick_is_passed_over(server, fakes, sick, monkeypatch):
    monkeypatch.setenv("ELASTICSEARCH_URL", f"http://127.0.0.1:{sick}")
    assert server.way() == "maven"


@pytest.mark.parametrize(("exit_status", "way"), [(0, "docker"), (1, "maven")])
def test_docker_counts_only_when_its_daemon_answers(server, fakes, exit_status, way):
    fakes.add("docker", f"exit {exit_status}")
    assert server.way() == way
    assert fakes.calls() == ["docker info"]


def test_without_docker_maven_is_left(server, fakes):
    assert server.way() == "maven"


def test_the_command_line_prints_the_way_and_nothing_else(server, fakes, capsys):
    assert server.main(["way"]) == 0
    assert capsys.readouterr().out == "maven\n"


def test_a_wrong_command_line_is_explained(server, capsys):
    assert server.main(["begin"]) == 2
    assert "elasticsearch.py start DIR" in capsys.readouterr().err


# --- given, Docker ---------------------------------------------------------------------------------------------------


def test_a_given_server_is_never_stopped(server, fakes, healthy, tmp_path, monkeypatch):
    url = f"http://127.0.0.1:{healthy}"
    monkeypatch.setenv("ELASTICSEARCH_URL", url)
    assert server.start(tmp_path / "state") == url
    server.stop(tmp_path / "state")
    assert server.answers(url)
    assert fakes.calls() == []


def test_docker_runs_the_official_image_on_the_loopback(server, fakes, healthy, tmp_path, monkeypatch):
    fakes.add("docker", 'case "$1" in run) echo c0ffee;; inspect) echo true;; esac')
    monkeypatch.setattr(server, "free_port", lambda: healthy)
    assert server.start(tmp_path / "state") == f"http://127.0.0.1:{healthy}"
    run = next(call for call in fakes.calls() if call.startswith("docker run"))
    assert f"--publish 127.0.0.1:{healthy}:9200" in run
    assert run.endswith("docker.elastic.co/elasticsearch/elasticsearch:8.19.8")
    server.stop(tmp_path / "state")
    server.stop(tmp_path / "state")
    assert [call for call in fakes.calls() if "stop" in call] == ["docker stop c0ffee"]


def test_when_the_image_cannot_be_pulled_maven_is_tried(server, fakes, tmp_path, monkeypatch):
    fakes.add("docker", 'case "$1" in run) exit 125;; esac')
    monkeypatch.setattr(server, "start_maven", lambda state: "http://127.0.0.1:9201")
    assert server.start(tmp_path / "state") == "http://127.0.0.1:9201"


def test_a_container_that_died_is_cleared_away_and_maven_tried(server, fakes, tmp_path, monkeypatch):
    fakes.add("docker", 'case "$1" in run) echo dead;; inspect) echo false;; esac')
    monkeypatch.setattr(server, "start_maven", lambda state: "http://127.0.0.1:9201")
    assert server.start(tmp_path / "state") == "http://127.0.0.1:9201"
    assert "docker stop dead" in fakes.calls()


def test_when_no_way_works_it_fails(server, fakes, tmp_path, monkeypatch):
    monkeypatch.setattr(server, "start_maven", lambda state: None)
    with pytest.raises(SystemExit, match="did not come up"):
        server.start(tmp_path / "state")


# --- Maven -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make a small archive that is laid out as the one from Maven Central."""
    path = tmp_path / "sonar.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("sonarqube-26/elasticsearch/bin/elasticsearch-cli", "echo cli")
        zipped.writestr("sonarqube-26/elasticsearch/config/jvm.options", "")
        zipped.writestr("sonarqube-26/web/index.html", "not wanted")
    return path


def mvn(fakes: Fakes, archive: Path, then: str = "") -> None:
    fakes.add(
        "mvn",
        f'for word; do case "$word" in -DoutputDirectory=*) cp {archive} "${{word#*=}}/app.zip";; esac; done\n{then}',
    )


def test_the_server_is_fetched_once_and_only_its_own_folder_is_kept(server, fakes, archive, tmp_path):
    mvn(fakes, archive)
    assert server.main(["fetched"]) == 1
    kept = server.fetch()
    assert kept == server.fetch() == tmp_path / "cache/minhbach/elasticsearch-8.19.8"
    assert len(fakes.calls("mvn")) == 1
    assert server.main(["fetched"]) == 0
    assert "CLI_NAME=server" in (kept / "bin/elasticsearch").read_text()
    assert all(os.access(script, os.X_OK) for script in (kept / "bin").iterdir())
    assert sorted(path.name for path in kept.parent.rglob("*") if path.is_file()) == [
        "elasticsearch",
        "elasticsearch-cli",
        "jvm.options",
    ]


def test_an_interrupted_fetch_leaves_nothing_half_done(server, fakes, archive, tmp_path):
    mvn(fakes, archive, "exit 1")
    with pytest.raises(subprocess.CalledProcessError):
        server.fetch()
    assert list((tmp_path / "cache/minhbach").iterdir()) == []
    mvn(fakes, archive)
    assert server.fetch().exists()


def test_without_maven_it_says_what_to_install(server, fakes):
    with pytest.raises(SystemExit, match="neither Docker nor Maven"):
        server.fetch()


def test_without_java_it_says_what_to_install(server, fakes):
    with pytest.raises(SystemExit, match="java is missing"):
        server.java_home()


def test_java_says_where_its_home_is(server, fakes):
    fakes.add("java", 'echo "    java.home = /opt/jdk 17" >&2')
    assert server.java_home() == "/opt/jdk 17"


# --- stopping --------------------------------------------------------------------------------------------------------


def orphan() -> int:
    """Start a process that is nobody's child any more, as a daemon is."""
    script = "sleep 600 >/dev/null 2>&1 & echo $!"
    return int(subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True).stdout)


def test_stop_ends_its_own_process_and_no_other(server, tmp_path):
    ours, other = orphan(), orphan()
    try:
        folders = {name: tmp_path / name for name in ("home", "data")}
        state = tmp_path / "state"
        state.mkdir()
        (state / "pid").write_text(str(ours))
        for name, folder in folders.items():
            folder.mkdir()
            (state / name).write_text(str(folder))
        assert server.lives(ours)
        server.stop(state)
        assert not server.lives(ours)
        assert server.lives(other)
        assert not any(folder.exists() for folder in folders.values())
        assert list(state.iterdir()) == []
    finally:
        os.kill(other, 9)


@pytest.mark.parametrize(
    ("free", "is_there"), [(3 << 30, True), (1 << 30, False), (None, False)], ids=["room", "no room", "nothing there"]
)
def test_it_stores_in_memory_where_there_is_room(server, tmp_path, monkeypatch, free, is_there):
    def usage(path):
        if free is None:
            raise FileNotFoundError(path)
        return shutil._ntuple_diskusage(4 << 30, 0, free)

    monkeypatch.setattr(server.shutil, "disk_usage", usage)
    folder = server.folder_for_data(tmp_path)
    assert folder.is_dir()
    assert (folder.parent == tmp_path) is is_there
    folder.rmdir()


def test_a_dead_child_that_nobody_waited_for_does_not_count_as_alive(server):
    child = subprocess.Popen(["/bin/sh", "-c", "exit 0"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not server.lives(child.pid)
    child.wait()
    assert not server.lives(child.pid)


def test_waiting_ends_when_the_server_has_died(server):
    assert server.wait_for(f"http://127.0.0.1:{server.free_port()}", lambda: False) is False


def test_a_port_in_use_is_not_offered(server, healthy):
    assert server.free_port() != healthy
    assert 1024 < server.free_port() < 65536
