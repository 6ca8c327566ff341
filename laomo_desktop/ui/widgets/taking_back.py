"""Undo from the window: at once where nothing stands in the way, else with the list of what does."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from laomo_desktop.db.journal import Obstacle
from laomo_desktop.domain.progress import Progress
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.runner import Runner


class TakingBack(QObject):
    """Takes operations back through the runner; `done` tells what was."""

    done = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._runner, self._window = desk, runner, window

    def start(self, operation: int) -> None:
        """Look for what stands in the way first."""
        self._runner.do(
            lambda _: self._in_words(operation),
            lambda found: self._found(operation, found),
            label="撤销", quiet=True,
        )

    def _in_words(self, operation: int) -> list[tuple[bytes, str]]:
        return [(o.row, self._obstacle(o)) for o in registers.obstacles(self._desk, operation)]

    def _obstacle(self, standing: Obstacle) -> str:
        reg = REGISTERS[standing.register]
        row = registers.get(self._desk, standing.register, standing.row)
        fields = "、".join(reg[name].label for name in standing.fields if name in reg.by_name) or "整条记录"
        name = registers.present(reg, row, reg.title)
        return f"{reg.label}“{name}”的{fields}，后来由{standing.by.user}改过（{standing.by.sentence}）"

    def _found(self, operation: int, standing: Sequence[tuple[bytes, str]]) -> None:
        if standing and not ask(self._window, [words for _, words in standing]):
            return
        leave = tuple(dict.fromkeys(row for row, _ in standing))

        def work(_: Progress) -> registers.Done:
            return registers.undo(self._desk, operation, leave=leave)

        self._runner.do(work, self.done.emit, label="撤销", quiet=True)


def ask(window: QWidget, standing: Sequence[str]) -> bool:
    """Show what later edits stand in the way; True to take back all the rest."""
    dialog = QDialog(window)
    dialog.setWindowTitle("撤销")
    words = QLabel(f"有{len(standing)}处后来又改过，撤销会丢掉那些修改。可以保留它们，只撤销其余的。")
    words.setWordWrap(True)
    items = QListWidget()
    items.addItems(list(standing))
    items.setWordWrap(True)
    buttons = QDialogButtonBox()
    rest = buttons.addButton("撤销其余", QDialogButtonBox.ButtonRole.AcceptRole)
    rest.setProperty("role", "primary")
    rest.style().polish(rest)
    buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole).setToolTip("Esc")
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(12)
    for widget in (words, items, buttons):
        column.addWidget(widget)
    dialog.resize(560, 320)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
