"""Rows that two offices entered both: on the queue, merged by decision, taken apart again, or told apart for good."""

from laomo_desktop.services.same.counted import Hanging, Merged, hanging, merged_into
from laomo_desktop.services.same.verbs import (
    distinguish_within,
    merge,
    merge_within,
    obstacles,
    survivor,
    unmerge,
)

__all__ = [
    "Hanging", "Merged", "distinguish_within", "hanging", "merge", "merge_within", "merged_into", "obstacles",
    "survivor", "unmerge",
]  # fmt: skip
