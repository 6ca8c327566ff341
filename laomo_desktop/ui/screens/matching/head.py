"""The top line: back, what it is about, its state with its moves, its papers."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from laomo_desktop.domain.states import NEED, Move
from laomo_desktop.services.needs import OPEN
from laomo_desktop.ui.screens.matching.state import Loaded
from laomo_desktop.ui.widgets.buttons import button, label

MANUAL = ("dispatch", "decline")
"""Moves that come with an assignment or its answer, and are not offered by themselves."""


class Head(QWidget):
    """``moved`` tells the `Move` that was chosen."""

    moved = Signal(object)

    def __init__(
        self, back: Callable[[], None], edit: Callable[[], None], visit: Callable[[], None], paper: Callable[[], None]
    ) -> None:
        super().__init__()
        self.back = button("← 需求", back, tip="回到列表", key="Alt+←", role="link")
        self.title = label(role="title")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state = button("", lambda: None, tip="需求的状态：点开可以换")
        self.moves = QMenu(self.state)
        self.state.setMenu(self.moves)
        self.editing = button("修改", edit, tip="修改这条记录", key="Ctrl+E")
        self.visiting = button("登记服务活动", visit, tip="为这项需求去过一次：企业和派去的人自动带入")
        self.paper = button("需求登记表", paper, tip="预览和打印需求登记表")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        for widget in (self.state, self.visiting, self.editing, self.paper):
            row.addWidget(widget)

    def show_loaded(self, of: Loaded) -> None:
        """A need has a state and a paper, a team neither."""
        self.back.setText("← 服务队" if of.of_team else "← 需求")
        title = f"{of.row['name']}可以接的需求" if of.of_team else str(of.row["title"])
        self.title.setText(title)
        self.title.setToolTip(title)
        self.state.setVisible(not of.of_team)
        self.paper.setVisible(not of.of_team)
        self.editing.setVisible(of.may_write)
        self.visiting.setVisible(of.may_write and not of.of_team and of.row["state"] in OPEN)
        if not of.of_team:
            self._offer_moves(of)

    def _offer_moves(self, of: Loaded) -> None:
        self.state.setText(f"状态：{of.row['state']}　")
        self.state.ensurePolished()  # the style's padding counts in the width from the first showing on
        self.state.setMinimumWidth(self.state.sizeHint().width())
        self.moves.clear()
        for move in NEED.moves_from(of.row["state"]):
            if move.code not in MANUAL:
                self._offer(move)
        self.state.setEnabled(of.may_write and not self.moves.isEmpty())

    def _offer(self, move: Move) -> None:
        asks = "…" if move.needs_reason or move.code == "close" else ""
        action = self.moves.addAction(move.label + asks)
        action.triggered.connect(lambda: self.moved.emit(move))
