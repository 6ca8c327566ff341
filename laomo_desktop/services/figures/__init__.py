"""目标与统计: every measure of any span, against target and last year, by any dimension, down to its rows."""

from laomo_desktop.services.figures.behind import Behind, rows_behind
from laomo_desktop.services.figures.counting import (
    DIMENSIONS,
    Group,
    Groups,
    by_month,
    count,
    count_of,
    count_within,
    figures,
    grouped,
    standard_period,
    targets_of,
)
from laomo_desktop.services.figures.model import Figure, Figures, Number, number_words, share_words
from laomo_desktop.services.figures.pictures import (
    Flow,
    Pair,
    attendance_by_day,
    flows,
    pairs,
    visits_between,
)
from laomo_desktop.services.figures.targets import Progress, offices_progress, progress

__all__ = [
    "DIMENSIONS", "Behind", "Figure", "Figures", "Flow", "Group", "Groups", "Number", "Pair", "Progress",
    "attendance_by_day", "by_month", "count", "count_of", "count_within", "figures", "flows", "grouped",
    "number_words", "offices_progress", "pairs", "progress", "rows_behind", "share_words", "standard_period",
    "targets_of", "visits_between",
]  # fmt: skip
