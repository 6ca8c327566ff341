"""人员: the same person found twice, made one by decision with all that hangs on both, and taken apart again.

The verbs of `services.same` and the look through everything, as for people.
"""

from laomo_desktop.services.resembling.looking import sweep
from laomo_desktop.services.same import Hanging, Merged, hanging, merge, merged_into, obstacles, unmerge

__all__ = ["Hanging", "Merged", "hanging", "merge", "merged_into", "obstacles", "sweep", "unmerge"]
