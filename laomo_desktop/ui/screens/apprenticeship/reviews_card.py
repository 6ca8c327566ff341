"""阶段考核 of a pair as a card: the lines, and one more of them."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout

from laomo_desktop.db.records import Record
from laomo_desktop.ui.screens.apprenticeship.card import Card
from laomo_desktop.ui.screens.apprenticeship.reviews import Reviews
from laomo_desktop.ui.widgets.buttons import button, label


class ReviewsCard(Card):
    """``lines`` tells what was recorded and what shall go; ``add`` is what the button does."""

    def __init__(self, add: Callable[[], None]) -> None:
        super().__init__()
        self.lines = Reviews()
        self.none = label("还没有考核安排。", "soft")
        self.adder = button("增加考核…", add, key="Ctrl+Shift+N")
        top = QHBoxLayout()
        top.addWidget(label("阶段考核", "heading"), 1)
        top.addWidget(self.adder)
        self.column.addLayout(top)
        self.column.addWidget(self.none)
        self.column.addWidget(self.lines)

    def show_rows(self, rows: Sequence[Record], *, running: bool, may_write: bool) -> None:
        """All of them, the earliest first."""
        self.none.setVisible(not rows)
        self.lines.show_rows(rows, running=running, may_write=may_write)
        self.adder.setEnabled(may_write)
