"""Fake programs on a path of their own, which write down how they were called."""

import os
import shutil
import subprocess
from pathlib import Path

TOOLS = ("sh", "bash", "env", "cat", "basename", "dirname", "mkdir", "cp", "chmod", "sha256sum", "mktemp", "rm", "id")


class Fakes:
    """A folder of programs, and the log in which they leave one line a call."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "fakes"
        self.log = folder / "calls.log"
        self.bin.mkdir()
        for name in TOOLS:
            found = shutil.which(name)
            assert found, name
            (self.bin / name).symlink_to(found)

    def add(self, name: str, body: str = "") -> Path:
        """Add a program: it logs its call, then does what the shell lines of `body` say."""
        program = self.bin / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.log}"\n{body}\n')
        program.chmod(0o755)
        return program

    def calls(self, name: str = "") -> list[str]:
        """Return the logged calls, of one program or of all."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line for line in lines if not name or line.split(" ")[0] == name]

    def run(self, *command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess:
        """Run a command that finds nothing but the fakes and a few plain tools."""
        home = {"HOME": os.environ.get("HOME", "/"), "PATH": str(self.bin)}
        return subprocess.run(
            command,
            cwd=cwd,
            env={**home, **environment},
            input="something that a program could wait for\n",
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
