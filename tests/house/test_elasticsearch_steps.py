"""`.ci/elasticsearch.py`, step by step: how a server is found, started and stopped.

No process is started here and nothing is asked over a network: what tools would be told is written down.
"""

import importlib.util
import signal
import subprocess
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.shared_data import ROOT


@pytest.fixture
def server():
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("elasticsearch_steps", ROOT / ".ci" / "elasticsearch.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(server, monkeypatch):
    hands = Clock()
    monkeypatch.setattr(server, "time", hands)
    return hands


@pytest.fixture
def told(server, monkeypatch):
    """Commands that would have been run; what each of them answers, by its first words."""
    ran = SimpleNamespace(commands=[], answers={})

    def run(*command, check=True, **options):
        ran.commands.append(command)
        status, out = next((a for words, a in ran.answers.items() if " ".join(command).startswith(words)), (0, ""))
        if check and status:
            raise subprocess.CalledProcessError(status, command)
        return SimpleNamespace(returncode=status, stdout=out)

    monkeypatch.setattr(server, "run", run)
    return ran


# --- is one there? ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "well"),
    [
        (b'{"status": "green"}', True),
        (b'{"status": "yellow"}', True),
        (b'{"status": "red"}', False),
        (b"{}", False),
        (b"<html>", False),
        (OSError("refused"), False),
        (TimeoutError(), False),
    ],
    ids=["green", "yellow", "red", "says nothing", "no JSON", "nobody", "too late"],
)
def test_a_server_is_well_where_it_can_hold_an_index(server, monkeypatch, body, well):
    asked = []

    def urlopen(address, timeout):
        asked.append((address, timeout))
        if isinstance(body, Exception):
            raise body
        return BytesIO(body)

    monkeypatch.setattr(server.urllib.request, "urlopen", urlopen)
    assert server.answers("http://127.0.0.1:9200/", seconds=3) is well
    assert asked == [("http://127.0.0.1:9200/_cluster/health?wait_for_status=yellow&timeout=3s", 8)]


@pytest.mark.parametrize(
    ("answered_at", "lives_until", "well", "took"),
    [(0, 999, True, 0), (3, 999, True, 3), (119.5, 999, True, 119.5), (120, 999, False, 120), (50, 10, False, 10)],
    ids=["at once", "soon", "at the last moment", "too late", "it has died"],
)
def test_it_is_waited_for_two_minutes_or_until_it_dies(
    server, clock, monkeypatch, answered_at, lives_until, well, took
):
    monkeypatch.setattr(server, "answers", lambda url, seconds: clock.now >= answered_at)
    assert server.wait_for("http://x", lambda: clock.now < lives_until) is well
    assert clock.now == took


@pytest.mark.parametrize(("taken", "port"), [((), 9200), ((9200,), 40_123)], ids=["the usual", "another"])
def test_a_port_that_nobody_has(server, monkeypatch, taken, port):
    monkeypatch.setattr(server, "socket", Sockets(taken))
    assert server.free_port() == port


def test_where_every_port_is_taken_it_says_so(server, monkeypatch):
    monkeypatch.setattr(server, "socket", Sockets((9200, 0)))
    with pytest.raises(SystemExit, match="no free port"):
        server.free_port()


class Sockets:
    """Stands for the module `socket` on a machine on which these ports are taken."""

    def __init__(self, taken):
        self.taken = taken

    def socket(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def bind(self, address):
        host, self.port = address
        assert host == "127.0.0.1"
        if self.port in self.taken:
            raise OSError

    def getsockname(self):
        return "127.0.0.1", self.port or 40_123


@pytest.mark.parametrize(
    ("given", "answers", "docker", "way"),
    [
        ("http://es:9200", True, True, "given"),
        ("http://es:9200", False, True, "docker"),
        ("http://es:9200", False, False, "maven"),
        ("", True, True, "docker"),
        ("", True, False, "maven"),
    ],
)
def test_which_way_is_taken(server, monkeypatch, capsys, given, answers, docker, way):
    monkeypatch.setenv("ELASTICSEARCH_URL", given)
    monkeypatch.setattr(server, "answers", lambda url: answers)
    monkeypatch.setattr(server, "docker_daemon_answers", lambda: docker)
    assert server.way() == way
    complaint = "nothing answers at http://es:9200" in capsys.readouterr().err
    assert complaint is (bool(given) and not answers)


@pytest.mark.parametrize(
    ("there", "status", "answers"),
    [(False, 0, False), (True, 0, True), (True, 1, False), (True, None, False)],
    ids=["no client", "a daemon", "no daemon", "one that hangs"],
)
def test_docker_is_there_where_its_daemon_answers(server, told, monkeypatch, there, status, answers):
    monkeypatch.setattr(server.shutil, "which", lambda name: "/usr/bin/docker" if there else None)
    told.answers["docker info"] = (status, "")
    if status is None:

        def hang(*command, **options):
            raise subprocess.TimeoutExpired(command, 20)

        monkeypatch.setattr(server, "run", hang)
    assert server.docker_daemon_answers() is answers
    assert bool(told.commands) is (there and status is not None)


# --- starting --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "docker", "maven", "url"),
    [
        ("given", None, None, "http://given"),
        ("docker", "http://docker", None, "http://docker"),
        ("docker", None, "http://maven", "http://maven"),
        ("maven", "http://docker", "http://maven", "http://maven"),
        ("docker", None, None, None),
        ("maven", "http://docker", None, None),
    ],
)
def test_the_first_way_that_works_is_taken(server, monkeypatch, tmp_path, way, docker, maven, url):
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://given")
    monkeypatch.setattr(server, "way", lambda: way)
    monkeypatch.setattr(server, "start_docker", lambda state: docker)
    monkeypatch.setattr(server, "start_maven", lambda state: maven)
    state = tmp_path / "a" / "state"
    if url is None:
        with pytest.raises(SystemExit, match="did not come up"):
            server.start(state)
    else:
        assert server.start(state) == url
    assert state.is_dir()


@pytest.mark.parametrize(("comes_up", "running"), [(True, "true"), (False, "false")])
def test_a_container_is_named_before_it_is_waited_for(server, told, monkeypatch, tmp_path, comes_up, running):
    """So that `stop` finds it, whatever happens meanwhile."""
    told.answers["docker run"] = (0, "c0ffee\n")
    told.answers["docker inspect"] = (0, f"{running}\n")
    kept = []

    def wait(url, alive):
        kept.append((tmp_path / "container").read_text())
        assert alive() is comes_up
        return comes_up

    monkeypatch.setattr(server, "free_port", lambda: 9299)
    monkeypatch.setattr(server, "wait_for", wait)
    assert server.start_docker(tmp_path) == ("http://127.0.0.1:9299" if comes_up else None)
    assert kept == ["c0ffee"]
    assert (("docker", "stop", "c0ffee") in told.commands) is not comes_up
    assert "127.0.0.1:9299:9200" in told.commands[0], "on the loopback alone"


def test_an_image_that_cannot_be_pulled_leaves_nothing(server, told, monkeypatch, tmp_path):
    told.answers["docker run"] = (125, "")
    monkeypatch.setattr(server, "free_port", lambda: 9299)
    assert server.start_docker(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("uid", "known", "commands", "words"),
    [
        (1000, True, [], []),
        (0, True, ["id", "chown"], ["runuser", "-u", "minhbach-es", "--"]),
        (0, False, ["id", "useradd", "chown"], ["runuser", "-u", "minhbach-es", "--"]),
    ],
    ids=["somebody", "root", "root, the first time"],
)
def test_it_never_runs_as_root(server, told, monkeypatch, uid, known, commands, words):
    monkeypatch.setattr(server.os, "geteuid", lambda: uid)
    told.answers["id"] = (0 if known else 1, "")
    assert server.as_user(Path("/a"), Path("/b")) == words
    assert [command[0] for command in told.commands] == commands
    assert not commands or told.commands[-1] == ("chown", "-R", "minhbach-es:", "/a", "/b")


@pytest.mark.parametrize(("given", "root"), [("/kept", "/kept"), ("", "/home/x/.cache"), (None, "/home/x/.cache")])
def test_where_the_server_is_kept(server, monkeypatch, given, root):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if given is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", given)
    monkeypatch.setattr(server.Path, "home", lambda: Path("/home/x"))
    assert server.cache() == Path(root) / "minhbach" / "elasticsearch-8.19.8"


@pytest.mark.parametrize(
    ("shown", "home"),
    [("  java.home = /opt/jdk 17 \n  java.version = 17", "/opt/jdk 17"), ("java version 17", None)],
)
def test_java_says_where_it_is_or_is_named_in_the_complaint(server, told, monkeypatch, shown, home):
    monkeypatch.setattr(server.shutil, "which", lambda name: "/usr/bin/java")
    told.answers["/usr/bin/java"] = (0, shown)
    if home is None:
        with pytest.raises(SystemExit, match="/usr/bin/java does not say"):
            server.java_home()
    else:
        assert server.java_home() == home


def test_the_configuration_listens_on_the_loopback_alone(server):
    told = server.CONFIG.format(port=9299, home="/h", data="/d")
    lines = dict(line.split(": ") for line in told.strip().split("\n"))
    assert (lines["network.host"], lines["http.port"], lines["discovery.type"]) == ("127.0.0.1", "9299", "single-node")
    assert (lines["path.data"], lines["path.logs"]) == ("/d", "/h/logs")


# --- stopping --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends_after", "signals"),
    [(0, {signal.SIGTERM}), (5, {signal.SIGTERM}), (25, {signal.SIGTERM, signal.SIGKILL})],
    ids=["at once", "when asked", "not when asked"],
)
def test_a_process_is_asked_first_and_killed_after_twenty_seconds(
    server, told, clock, monkeypatch, tmp_path, ends_after, signals
):
    sent = []
    monkeypatch.setattr(server.os, "kill", lambda pid, number: sent.append((pid, number)))
    monkeypatch.setattr(server, "lives", lambda pid: clock.now <= ends_after)
    (tmp_path / "pid").write_text("4242")
    server.stop(tmp_path)
    assert set(sent) == {(4242, number) for number in signals}
    assert sent[0] == (4242, signal.SIGTERM)
    assert not (tmp_path / "pid").exists()
    server.stop(tmp_path)
    assert told.commands == []


def test_whatever_was_started_is_cleared_away_and_nothing_else(server, told, tmp_path):
    state, other = tmp_path / "state", tmp_path / "other"
    for folder in (state, other, tmp_path / "home", tmp_path / "data"):
        folder.mkdir()
    (state / "container").write_text("c0ffee")
    for name in ("home", "data"):
        (state / name).write_text(str(tmp_path / name))
    server.stop(state)
    assert told.commands == [("docker", "stop", "c0ffee")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "state"]
    assert list(state.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "status", "out"),
    [
        (["way"], 0, "maven\n"),
        (["fetched"], 1, ""),
        (["start", "/s"], 0, "http://x\n"),
        (["stop", "/s"], 0, ""),
        (["start"], 2, ""),
        (["stop", "/s", "/t"], 2, ""),
        ([], 2, ""),
    ],
)
def test_the_command_line_answers_on_standard_output_alone(server, monkeypatch, capsys, arguments, status, out):
    done = []
    monkeypatch.setattr(server, "way", lambda: "maven")
    monkeypatch.setattr(server, "fetched", lambda: False)
    monkeypatch.setattr(server, "start", lambda state: done.append(state) or "http://x")
    monkeypatch.setattr(server, "stop", done.append)
    assert server.main(arguments) == status
    assert capsys.readouterr().out == out
    assert done == ([Path("/s")] if status == 0 and len(arguments) == 2 else [])


@pytest.mark.parametrize("state", ["R", "S", "Z", "X"])
def test_what_is_dead_and_waits_for_its_parent_does_not_live(server, monkeypatch, state):
    """As /proc has it: the name in brackets may hold brackets and spaces."""
    monkeypatch.setattr(server.os, "kill", lambda pid, number: None)
    monkeypatch.setattr(server.Path, "read_text", lambda path: f"4242 (a) b) {state} 1 4242")
    assert server.lives(4242) is (state in "RS")
