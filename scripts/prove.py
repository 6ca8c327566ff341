"""``make prove``: the state machine of tests/proof for long, with fresh histories every time; prints its figures.

    python scripts/prove.py [--minutes M] [--steps N] [--length L] [--without merging] [--shrink]

Stops after M minutes or N steps, whichever comes first; each history has up to L steps. A failing history is
printed as a program; with --shrink it is made as short as hypothesis can, which takes time.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proof.machine import Exchange, Merging


def main() -> int:
    """0 when nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--steps", type=int, default=30_000)
    parser.add_argument("--length", type=int, default=80)
    parser.add_argument("--without", choices=["merging"], help="people are not made one")
    parser.add_argument("--shrink", action="store_true")
    args = parser.parse_args()
    began = time.monotonic()
    told: Counter[str] = Counter()
    machine = Exchange if args.without else Merging
    machine.figures = told
    while told["steps"] < args.steps and time.monotonic() - began < 60 * args.minutes:
        _some(machine, args.length, shrink=args.shrink)
        print(f"{time.monotonic() - began:.0f} s: {told['histories']} histories, {told['steps']} steps", flush=True)
    for name, number in sorted(told.items()):
        print(f"{number:>8}  {name}")
    return 0


def _some(machine: type[Exchange], length: int, *, shrink: bool) -> None:
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10, stateful_step_count=length, deadline=None, database=None, phases=phases,
            suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
