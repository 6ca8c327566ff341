"""What a command answers: data for ``--json``, words for people."""

import os
import sys
from dataclasses import dataclass, field
from typing import Any

import orjson


@dataclass(frozen=True, slots=True)
class Answer:
    """``data`` is the JSON document; ``lines`` what a person reads. ``refusal``: one sentence, and exit code 1."""

    data: Any = None
    lines: tuple[str, ...] = field(default=())
    code: int = 0
    refusal: str = ""


def say(answer: Answer, *, as_json: bool) -> int:
    """Print it; returns the exit code. What was done is done, even if nobody reads to the end (``| head``)."""
    try:
        _print(answer, as_json=as_json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if answer.refusal:
        print(answer.refusal, file=sys.stderr)
    return 1 if answer.refusal else answer.code


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(answer.data, default=_plain, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        for line in answer.lines:
            print(line)
    sys.stdout.flush()


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    return str(value)
