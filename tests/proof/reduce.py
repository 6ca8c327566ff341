"""A failing history made short: steps are left out as long as it still fails; much faster than hypothesis' shrinking.

    python -m tests.proof.reduce LOG

LOG is what ``make prove`` printed: lines such as ``state.write(n=1, what='edit', who=3)``. Each trial runs in a process of
its own, made from the template's stores. Prints the shortest history found and why it fails.
"""

import ast
import os
import sys
import tempfile
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.proof import machine
from tests.proof.offices import template

Step = tuple[str, dict[str, object]]
THROWS = 12


def read(path: Path) -> tuple[str, list[Step]]:
    """The machine's name and the steps of the last history in a log."""
    name, steps = "Exchange", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("state = "):
            name, steps = line.removeprefix("state = ").removesuffix("()"), []
        elif line.startswith("state.") and "teardown" not in line:
            call = ast.parse(line, mode="eval").body
            assert isinstance(call, ast.Call)
            assert isinstance(call.func, ast.Attribute)
            given = {word.arg or "": ast.literal_eval(word.value) for word in call.keywords}
            steps.append((call.func.attr, given))
    return name, steps


def fails(name: str, steps: list[Step]) -> str:
    """Why the history fails, in a process of its own; "" if it does not."""
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as told:
        child = os.fork()
        if child == 0:
            told.write(_live(name, steps))
            told.flush()
            os._exit(0)
        os.waitpid(child, 0)
        told.seek(0)
        return told.read()


def _live(name: str, steps: list[Step]) -> str:
    state = getattr(machine, name)()
    try:
        try:
            for what, given in steps:
                if _possible(state, what):
                    getattr(state, what)(**given)
        except BaseException:
            state.life.close()
            raise
        state.teardown()
    except BaseException as no:
        where = traceback.extract_tb(no.__traceback__)
        return f"{type(no).__name__}: {no}\n" + "".join(f"  {f.filename}:{f.lineno} {f.name}\n" for f in where[-4:])
    return ""


def _possible(state: machine.Exchange, what: str) -> bool:
    rule = getattr(type(state), what)
    preconditions = getattr(getattr(rule, "hypothesis_stateful_rule", None), "preconditions", ())
    return all(holds(state) for holds in preconditions)


def reduced(name: str, steps: list[Step]) -> list[Step]:
    """Leave out halves, quarters, … single steps, as long as it fails in the same way."""
    first, size = _first(name, steps), len(steps) // 2
    while size:
        at = 1  # the first step begins the history
        while at < len(steps):
            fewer = steps[:at] + steps[at + size :]
            if len(fewer) < len(steps) and _kind(fails(name, fewer)) == first:
                steps = fewer
                print(len(steps), "steps", flush=True)
            else:
                at += size
        size //= 2
    return steps


def _first(name: str, steps: list[Step]) -> str:
    """How it fails, with stores for which it does: their names are thrown by dice, and decide where nothing else does."""
    for _ in range(THROWS):
        template.cache_clear()
        template()
        if told := fails(name, steps):
            return _kind(told)
    raise SystemExit(f"this history does not fail, in {THROWS} tries")


def _kind(told: str) -> str:
    return told[:24]


def main() -> int:
    name, steps = read(Path(sys.argv[1]))
    steps = reduced(name, steps)
    print(fails(name, steps))
    for what, given in steps:
        print(f"state.{what}({', '.join(f'{key}={value!r}' for key, value in given.items())})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
