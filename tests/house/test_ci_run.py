"""`.ci/run`: installs only what is missing, brings Elasticsearch up and down, passes `make`'s verdict on."""

import shutil
from pathlib import Path

import pytest

from tests.house.fakes import Fakes
from tests.shared_data import ROOT

# Stands for Python and for .ci/elasticsearch.py alike: `way`, `fetched`, `start` and `stop` are all it is asked.
PYTHON = """
case "$*" in
  *" way") echo "${WAY:-given}";;
  *" fetched") exit "${FETCHED:-0}";;
  *" start "*) echo http://127.0.0.1:9299;;
esac
"""
MAKE = """
echo "$* CI=$CI ELASTICSEARCH_URL=$ELASTICSEARCH_URL"
cat  # ends at once: there is no standard input
[ "$*" = "${FAILS:-test}" ] && exit "${VERDICT:-0}"
exit 0
"""
SHELL = "chromium-headless-shell"
ALL = ("xgettext", SHELL, "java", "mvn")


@pytest.fixture
def fakes(tmp_path: Path) -> Fakes:
    fakes = Fakes(tmp_path)
    (fakes.bin / "id").unlink()
    fakes.add("id", "echo 0")
    fakes.add("python3", PYTHON)
    fakes.add("make", MAKE)
    fakes.add("apt-get")
    fakes.add("apt-cache")
    return fakes


def run(fakes: Fakes, tmp_path: Path, *there: str, **environment: str):
    project = tmp_path / "project"
    (project / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci/run", project / ".ci/run")
    for name in there:
        fakes.add(name)
    system = {"SYSTEM_PYTHON": "", **environment}
    return fakes.run("bash", str(project / ".ci/run"), cwd=tmp_path, **system)


def test_where_all_is_there_nothing_is_installed(fakes, tmp_path):
    done = run(fakes, tmp_path, *ALL)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "install CI=true ELASTICSEARCH_URL=",
        "test CI=true ELASTICSEARCH_URL=http://127.0.0.1:9299",
    ]
    assert fakes.calls("apt-get") == []
    assert fakes.calls("make") == ["make install", "make test"]


def test_missing_packages_are_installed_after_one_refresh(fakes, tmp_path):
    run(fakes, tmp_path, WAY="maven", FETCHED="1")
    refresh, *installs = fakes.calls("apt-get")
    assert refresh == "apt-get update -qq"
    assert [call.split("--no-install-recommends ")[1] for call in installs] == [
        "gettext",
        SHELL,
        "openjdk-17-jre-headless",
        "maven",
    ]
    assert len([call for call in fakes.calls("apt-get") if "update" in call]) == 1


def test_where_java_17_is_not_offered_the_usual_one_is_taken(fakes, tmp_path):
    fakes.add("apt-cache", "exit 100")
    run(fakes, tmp_path, "xgettext", SHELL, "mvn", WAY="maven")
    assert fakes.calls("apt-get")[-1].endswith("default-jre-headless")


@pytest.mark.parametrize("way", ["given", "docker"])
def test_java_and_maven_are_not_wanted_when_another_way_is_open(fakes, tmp_path, way):
    run(fakes, tmp_path, "xgettext", SHELL, WAY=way)
    assert fakes.calls("apt-get") == []


@pytest.mark.parametrize("browser", ["chromium", "chromium-browser", "google-chrome"])
def test_where_the_shell_is_not_offered_a_browser_that_is_there_will_do(fakes, tmp_path, browser):
    fakes.add("apt-get", 'case "$*" in *install*) exit 100;; esac')
    assert run(fakes, tmp_path, "xgettext", browser).returncode == 0
    assert next(call for call in fakes.calls("apt-get") if "install" in call).endswith(SHELL)
    assert not any(call.endswith(" chromium") for call in fakes.calls("apt-get"))


def test_where_neither_is_there_a_browser_is_installed(fakes, tmp_path):
    fakes.add("apt-get", f'case "$*" in *{SHELL}) exit 100;; esac')
    assert run(fakes, tmp_path, "xgettext").returncode == 0
    assert fakes.calls("apt-get")[-1].endswith(" chromium")


def test_maven_is_not_wanted_when_the_server_is_kept_already(fakes, tmp_path):
    run(fakes, tmp_path, "xgettext", SHELL, "java", WAY="maven", FETCHED="0")
    assert fakes.calls("apt-get") == []


def test_a_chromium_named_by_the_environment_will_do(fakes, tmp_path):
    run(fakes, tmp_path, "xgettext", CHROMIUM="/opt/chrome")
    assert fakes.calls("apt-get") == []


def test_without_a_python_one_is_installed(fakes, tmp_path):
    fakes.add("python3", f'case "$*" in *ensurepip*) [ -e "{fakes.bin}/installed" ] || exit 1;; esac\n{PYTHON}')
    fakes.add("apt-get", f'case "$*" in *python3-venv*) echo >"{fakes.bin}/installed";; esac')
    assert run(fakes, tmp_path, *ALL).returncode == 0
    assert fakes.calls("apt-get")[-1].endswith("python3 python3-venv")


def test_the_distributions_python_is_taken_before_any_other(fakes, tmp_path):
    system = fakes.add("system-python", PYTHON)
    fakes.add("make", 'echo "PYTHON=$PYTHON"')
    assert run(fakes, tmp_path, *ALL, SYSTEM_PYTHON=str(system)).stdout.split() == [f"PYTHON={system}"] * 2
    assert fakes.calls("python3") == []
    assert fakes.calls("apt-get") == []


def test_the_distributions_python_gets_its_venv_where_that_is_missing(fakes, tmp_path):
    system = fakes.add(
        "system-python", f'case "$*" in *ensurepip*) [ -e "{fakes.bin}/installed" ] || exit 1;; esac\n{PYTHON}'
    )
    fakes.add("apt-get", f'case "$*" in *python3-venv*) echo >"{fakes.bin}/installed";; esac')
    fakes.add("make", 'echo "PYTHON=$PYTHON"')
    assert run(fakes, tmp_path, *ALL, SYSTEM_PYTHON=str(system)).stdout.split() == [f"PYTHON={system}"] * 2
    assert fakes.calls("apt-get")[-1].endswith("-recommends python3-venv")


def test_where_that_cannot_be_had_another_python_will_do(fakes, tmp_path):
    system = fakes.add("system-python", 'case "$*" in *ensurepip*) exit 1;; esac')
    fakes.add("apt-get", "exit 100")
    fakes.add("make", 'echo "PYTHON=$PYTHON"')
    done = run(fakes, tmp_path, *ALL, SYSTEM_PYTHON=str(system))
    assert (done.returncode, done.stdout.split()) == (0, ["PYTHON=python3"] * 2)


@pytest.mark.parametrize("named", ["python3", "/opt/python"])
def test_a_python_named_by_the_environment_is_taken(fakes, tmp_path, named):
    system = fakes.add("system-python", PYTHON)
    other = fakes.add("other", PYTHON) if named.startswith("/") else named
    fakes.add("make", 'echo "PYTHON=$PYTHON"')
    done = run(fakes, tmp_path, *ALL, SYSTEM_PYTHON=str(system), PYTHON=str(other))
    assert done.stdout.split() == [f"PYTHON={other}"] * 2
    assert fakes.calls("system-python") == []


@pytest.mark.parametrize("verdict", [0, 2])
def test_the_verdict_of_make_is_passed_on_and_the_server_stopped(fakes, tmp_path, verdict):
    done = run(fakes, tmp_path, *ALL, VERDICT=str(verdict))
    assert done.returncode == verdict
    start = next(call for call in fakes.calls("python3") if " start " in call)
    state = start.split()[-1]
    assert fakes.calls("python3")[-1].endswith(f"elasticsearch.py stop {state}")
    assert not Path(state).exists()


def test_a_server_that_does_not_come_up_ends_it_before_the_tests(fakes, tmp_path):
    fakes.add("python3", f'case "$*" in *" start "*) exit 1;; esac\n{PYTHON}')
    assert run(fakes, tmp_path, *ALL).returncode == 1
    assert "make test" not in fakes.calls("make")
    assert " stop " in fakes.calls("python3")[-1]


def test_where_nothing_can_be_installed_a_server_that_is_still_starting_is_stopped(fakes, tmp_path):
    slow = 'while ! grep -q \'make install\' "$0.log"; do :; done; echo started >>"$0.log";'
    slow = slow.replace("$0.log", str(fakes.log))
    fakes.add("python3", f'case "$*" in *" start "*) {slow} esac\n{PYTHON}')
    fakes.add("grep", 'exec /bin/grep "$@"')
    assert run(fakes, tmp_path, *ALL, FAILS="install", VERDICT="3").returncode == 3
    assert "make test" not in fakes.calls("make")
    lines = fakes.log.read_text().splitlines()
    assert lines.index("started") < next(n for n, line in enumerate(lines) if " stop " in line)


def test_not_root_asks_sudo_without_a_password(fakes, tmp_path):
    fakes.add("id", "echo 1000")
    fakes.add("sudo", 'shift; "$@"')
    run(fakes, tmp_path, SHELL, "java", "mvn")
    assert fakes.calls("sudo")[0] == "sudo -n apt-get update -qq"
