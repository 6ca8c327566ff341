"""One row of a workbook on its way in, and the verdicts it may get."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.excel.cells import Row
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

    ``links`` are the words of links to rows that are yet to be made. ``changes`` are the fields of the known row it
    would change (such words among them), ``before`` what stands there now; ``reasons`` the sentences for wrong and
    doubtful rows; ``errors`` those that belong to a cell; ``notes`` what is to be known of a row all the same;
    ``raw`` the cells as they stand in the workbook.
    """

    number: int
    verdict: Verdict
    values: dict[str, Value]
    links: dict[str, str]
    key: RowId | None = None
    changes: dict[str, Value] = field(default_factory=dict)
    before: dict[str, Value] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    raw: Row = ()

    def make_wrong(self, sentence: str) -> None:
        """One more reason why it cannot come in."""
        self.verdict = Verdict.WRONG
        self.reasons.append(sentence)

    def make_repeated(self, first: int) -> None:
        """It says again, word for word, what an earlier row said."""
        self.verdict = Verdict.SKIPPED
        self.reasons.append(f"与第{first}行完全相同，只导入一次。")

    def make_doubtful(self, key: RowId | None, sentence: str) -> None:
        """It may be the row ``key``, or the row of an earlier line: a person decides."""
        self.verdict, self.key = Verdict.DOUBTFUL, key
        self.reasons.append(sentence)


Counts = Mapping[Verdict, int]
"""How many rows of each verdict."""
