"""How a pair stands: its state and what may be done with it now, what became of it, its certificate."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from laomo_desktop.db.records import Record
from laomo_desktop.domain.states import APPRENTICESHIP
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.apprenticeship.card import Card
from laomo_desktop.ui.widgets.buttons import button, label


class StandingCard(Card):
    """``moved`` tells the `Move` that was chosen; the other signals what is asked for."""

    moved = Signal(object)
    certify_asked = Signal()
    preview_asked = Signal()
    limit_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = label(role="heading")
        self.facts = label(role="soft", wrap=True)
        self.warning = label(role="warning", wrap=True)
        self.moves = QHBoxLayout()
        self.certificate = label(role="soft", wrap=True)
        tip = "编号给出后不能撤销，只能作废"
        self.certifier = button("发出师证书", self.certify_asked.emit, tip=tip, role="primary")
        self.shower = button("预览证书", self.preview_asked.emit)
        self.limiter = button("修改上限…", self.limit_asked.emit, tip="一名师傅一般最多带几名徒弟", role="link")
        self._lay_out(self.column)

    def _lay_out(self, column: QVBoxLayout) -> None:
        top = QHBoxLayout()
        top.addWidget(self.state, 1)
        top.addLayout(self.moves)
        column.addLayout(top)
        column.addWidget(self.facts)
        line = QHBoxLayout()
        line.addWidget(self.warning, 1)
        line.addWidget(self.limiter, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        given = QHBoxLayout()
        given.addWidget(self.certificate, 1)
        given.addWidget(self.shower)
        given.addWidget(self.certifier)
        column.addLayout(given)

    def show_pair(self, row: Record, given: Record | None, warning: str, *, may_write: bool) -> None:
        """A pair, its certificate if it has one, and what its master is warned of."""
        self.state.setText(f"状态：{row['state']}")
        self.facts.setText(_facts(row))
        self.facts.setVisible(bool(self.facts.text()))
        self.warning.setText(f"⚠ {warning}" if warning else "")
        self.warning.setVisible(bool(warning))
        self.limiter.setVisible(bool(warning) and may_write)
        self._show_moves(row["state"] if may_write else None)
        graduated = row["state"] == APPRENTICESHIP.state("graduated").label
        self.certificate.setText(f"出师证书 {given['number']}" if given else "还没有发出师证书。")
        self.certificate.setVisible(graduated or given is not None)
        self.certifier.setVisible(graduated and given is None and may_write)
        self.shower.setVisible(given is not None)

    def _show_moves(self, state: str | None) -> None:
        while item := self.moves.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for move in APPRENTICESHIP.moves_from(state) if state else ():
            role = "primary" if move.code == "graduate" else ""
            self.moves.addWidget(button(f"{move.label}…", partial(self._move, move), tip=move.label, role=role))

    @guarded
    def _move(self, move: object) -> None:
        self.moved.emit(move)

    def move_buttons(self) -> list[QPushButton]:
        """What may be done with its state now."""
        found = [self.moves.itemAt(n).widget() for n in range(self.moves.count())]
        return [made for made in found if isinstance(made, QPushButton)]


def _facts(row: Record) -> str:
    """Why it ended, what came of it."""
    parts = [f"原因：{row['reason']}" if row["reason"] else "", f"培养成果：{row['outcome']}" if row["outcome"] else ""]
    return "\n".join(part for part in parts if part)
