"""Commands as processes of their own that need not load the program anew: one that has loaded it forks for each.

    python -m tests.cli.nursery

Reads a JSON object a line: the command's words, environment, folder, and the files of its three streams; answers its
exit code.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

STREAMS = ("in", "out", "errors")
LONGEST = 300
"""Seconds a command may take: one that hangs is killed."""


def born(words: list[str], cwd: Path, env: dict[str, str], stdin: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / name for name in STREAMS}
        paths["in"].write_text(stdin, "utf-8")
        asked = {"words": words, "cwd": str(cwd), "env": env, "streams": [str(path) for path in paths.values()]}
        server = _server()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(asked).encode() + b"\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        out, errors = (paths[name].read_bytes().decode("utf-8", "replace") for name in STREAMS[1:])
        return code, out, errors


@cache
def _server() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.cli.nursery"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    made = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(made.communicate)
    return made


def serve() -> None:
    """Until nobody asks any more."""
    program: Any = __import__("laomo_desktop.__main__", fromlist=["main"])
    __import__("laomo_desktop.cli.main")
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(asked)
            sys.exit(program.main(asked["words"]))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(asked: dict[str, Any]) -> None:
    signal.alarm(LONGEST)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    for number, path in enumerate(asked["streams"]):
        file = os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


if __name__ == "__main__":
    serve()
