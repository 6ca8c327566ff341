"""Matching with reasons: for a need those who could help, and why; for a team the open needs."""

from laomo_desktop.services.matching.facts import Match, Profile, Reason, Topic, Wanted, Who
from laomo_desktop.services.matching.ranking import (
    Matcher,
    for_team,
    rank,
    set_weights,
    understood,
    weights_of,
)
from laomo_desktop.services.matching.weights import DEFAULTS, MOST, WEIGHTS

__all__ = [
    "DEFAULTS", "MOST", "WEIGHTS", "Match", "Matcher", "Profile", "Reason", "Topic", "Wanted", "Who", "for_team",
    "rank", "set_weights", "understood", "weights_of",
]  # fmt: skip
