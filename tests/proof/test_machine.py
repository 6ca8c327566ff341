"""The state machine, briefly; ``make prove`` runs it for tens of thousands of steps.

A failing history is not shortened here, which takes minutes: ``python scripts/prove.py --shrink`` does.
"""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proof.machine import Exchange

SHORT = settings(
    max_examples=8, stateful_step_count=30, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck), phases=(Phase.generate,),
)  # fmt: skip


def test_whatever_happens_nothing_is_lost_and_all_end_up_equal() -> None:
    run_state_machine_as_test(Exchange, settings=SHORT)
