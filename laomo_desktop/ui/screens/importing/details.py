"""Under the preview: everything there is to say of the current row, to be read without a mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from laomo_desktop.services import imports
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Line, Preview, Verdict
from laomo_desktop.ui.screens.importing.words import TINTS, sign
from laomo_desktop.ui.widgets.buttons import Act, button, label, toned

HINTS = {
    Verdict.WRONG: "双击红色单元格（或按 F2）改好后按 Enter，马上重新核对。这一行不改就不会导入。",
    Verdict.DOUBTFUL: "导入后放进“待处理”，由您决定是不是同一个；不影响其他行。",
    Verdict.CHANGED: "导入后，上面“→”左边的内容会换成右边的。",
    Verdict.NEW: "导入后新增这一条。",
    Verdict.SAME: "和现有记录完全一样，不用导入。",
    Verdict.SKIPPED: "这一行不是数据，不会导入。",
}
LINES = 3


class Details(QFrame):
    """The current row's verdict, reasons, changes, and both sides of a doubt."""

    def __init__(self, desk: Desk, next_wrong: Act, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        toned(self, "card")
        self.head = label(role="heading")
        self.hint = label(role="soft", wrap=True)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("这一行的说明")
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + 14)
        self.next = button("下一处问题", next_wrong, tip="跳到下一个错误或存疑的行", key="F8")
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.head)
        top.addSpacing(8)
        top.addWidget(self.hint, 1)
        top.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.text)

    def show_line(self, of: Preview | None, line: Line | None) -> None:
        """Tell of a line; nothing without one."""
        if of is None or line is None:
            self.head.setText("")
            self.hint.setText("")
            self.text.setPlainText("")
            return
        self.head.setText(f"第 {line.number} 行　{sign(line.verdict)}")
        self.head.setStyleSheet(f"color: {TINTS[line.verdict].text}")
        self.hint.setText("" if of.problem else HINTS[line.verdict])
        self.text.setPlainText(
            "\n".join([*line.reasons, *line.notes, *self._changes(of, line), *self._sides(of, line), *_made(of, line)])
        )

    def _changes(self, of: Preview, line: Line) -> list[str]:
        found = imports.differences(self._desk, of, line)
        return [
            f"{of.register[name].label}：{before or '（空）'} → {after}"
            for name, (before, after) in found.items()
        ]

    def _sides(self, of: Preview, line: Line) -> list[str]:
        """What differs, both values; what agrees, by name."""
        if line.verdict is not Verdict.DOUBTFUL:
            return []
        sides = imports.sides(self._desk, of, line)
        told = [
            f"{side.label}：现有 {side.stored or '（空）'}，表里 {side.told or '（空）'}"
            for side in sides
            if side.differs
        ]
        same = [side.label for side in sides if not side.differs]
        return [*told, f"相同：{'、'.join(same)}"] if same else told


def _made(of: Preview, line: Line) -> list[str]:
    if line.verdict not in (Verdict.NEW, Verdict.CHANGED):
        return []
    return [
        f"{of.register[name].label}“{words}”还没有登记，会一起新建。" for name, words in line.links.items()
    ]
