"""人员: the same person found twice, merged by decision with all that hangs on both, and taken apart again."""

from laomo_desktop.services.people.counted import Hanging, hanging, merged_into
from laomo_desktop.services.people.finder import sweep
from laomo_desktop.services.people.merge import (
    Merged,
    distinguish_within,
    merge,
    merge_within,
    obstacles,
    unmerge,
)

__all__ = [
    "Hanging", "Merged", "distinguish_within", "hanging", "merge", "merge_within", "merged_into", "obstacles",
    "sweep", "unmerge",
]  # fmt: skip
