"""A hash of many rows that does not depend on their order, so two stores can compare without sorting."""

import hashlib

from laomo_desktop.sync.combine import canonical
from laomo_desktop.sync.model import RowState


class StateHash:
    """Add every row of every table once; ``hex`` is the same for the same rows in any order.

    The rows' SHA-256 values are added modulo 2**256: good against difference by mistake, which is what it
    is for. Values, tombstones and unknown fields count; dots, revisions and the reason of a deletion do not.
    """

    def __init__(self) -> None:
        self._sum = 0
        self.rows = 0

    def add(self, table: str, row: RowState) -> None:
        values = {name: value for name, value in row.everything.items() if value is not None}
        content = [table, row.id, row.deleted is not None, values]
        self._sum += int.from_bytes(hashlib.sha256(canonical(content)).digest(), "big")
        self.rows += 1

    @property
    def hex(self) -> str:
        return f"{self._sum % 2**256:064x}"
