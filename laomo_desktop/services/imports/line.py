"""One row of a workbook on its way in, and the verdicts it may get."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.excel.drafts import CellError


class Verdict(Enum):
    """What becomes of a row."""

    NEW = "新增"
    CHANGED = "变更"
    SAME = "相同"
    DOUBTFUL = "存疑"
    WRONG = "错误"
    SKIPPED = "略过"


@dataclass(slots=True)
class Line:
    """One row of the workbook: ``key`` is the row it is known as (or may be, when doubtful).

    ``changes`` are the stored fields it would change; ``reasons`` the sentences for wrong and doubtful rows;
    ``errors`` those that belong to a cell.
    """

    number: int
    verdict: Verdict
    values: dict[str, Value]
    links: dict[str, str]
    key: RowId | None = None
    changes: dict[str, Value] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)


Counts = Mapping[Verdict, int]
"""How many rows of each verdict."""
