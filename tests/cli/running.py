"""The program as others call it: a process of its own, its streams and its exit code."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.cli.nursery import LONGEST, born
from tests.conftest import ROOT

PASSWORD = "secret-of-tests"


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    errors: str

    @property
    def data(self) -> Any:
        """The one JSON document on standard output."""
        assert self.errors == ""
        return json.loads(self.out)


@dataclass(frozen=True)
class Office:
    """A store and its key file, and the way to run commands on it."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def run(self, *words: object, json_: bool = False, stdin: str = "", **env: str) -> Ran:
        """Run one command in its own process; a Python of other settings is started anew for it."""
        given = ["--store", str(self.store), *(["--json"] if json_ else []), *map(str, words)]
        if not any(name.startswith("PYTHON") for name in env):
            return Ran(*born(given, self.folder, self._environment(env), stdin))
        done = subprocess.run(
            [sys.executable, "-m", "laomo_desktop", *given], cwd=self.folder, input=stdin, capture_output=True,
            check=False, timeout=LONGEST, encoding="utf-8", errors="replace", env=self._environment(env),
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    def ok(self, *words: object) -> Any:
        """The JSON of a command that must be done."""
        ran = self.run(*words, json_=True)
        assert ran.code == 0, ran.errors
        return ran.data

    def refused(self, *words: object, **env: str) -> str:
        """The one Chinese sentence of a command that must be refused."""
        ran = self.run(*words, **env)
        assert (ran.code, ran.out) == (1, "")
        [sentence] = ran.errors.splitlines()
        assert sentence.endswith("。")
        assert any("\u4e00" <= char <= "\u9fff" for char in sentence)
        assert "Traceback" not in sentence
        assert "内部出错" not in sentence
        return sentence

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        own = {"PYTHONPATH": str(ROOT), "LAOMO_KEY_FILE": str(self.folder / "key"), "PYTHONUTF8": "1"}
        merged = {**kept, **own, **self.env, **more}
        return {name: value for name, value in merged.items() if value}


def new_office(folder: Path, role: str, code: str) -> Office:
    """A store set up by ``init``."""
    folder.mkdir(parents=True)
    (folder / "key").write_text(PASSWORD + "\n", "utf-8")
    office = Office(folder)
    office.ok("init", "--role", role, "--office", code)
    return office
