"""The life of a class: its state follows what certainly happened; the lattice itself stands in `domain.states`.

Attendance or a score was noted, or a certificate given: the class has begun (开班), though nobody said so.
A certificate was given and every period is complete: it is over (结业). Complete alone only offers 结业, and
nothing here ever takes a class back: both are the clerk's word, the latter with a reason.
"""

from dataclasses import dataclass

from laomo_desktop.domain.states import TRAINING


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known for certain: something was noted, every period is complete, certificates were given."""

    begun: bool = False
    complete: bool = False
    awarded: bool = False


def standing(state: str, facts: Facts) -> str:
    """The state (label) of a class stored as ``state``: never lower than the facts say."""
    if facts.awarded and facts.complete:
        return TRAINING.merged(state, "finished").label
    if facts.begun or facts.awarded:
        return TRAINING.merged(state, "running").label
    return TRAINING.state(state).label
