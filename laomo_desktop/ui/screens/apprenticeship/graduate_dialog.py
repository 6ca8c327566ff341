"""出师: what came of the time together, and whether the certificate is given at once."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain.dates import paper_date
from laomo_desktop.ui.widgets.buttons import button, label, shortcut


class GraduateDialog(QDialog):
    """``outcome`` and ``certificate`` after acceptance. ``open_reviews``: reviews nothing was recorded of."""

    def __init__(self, row: Record, open_reviews: int, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("出师")
        self.text = QPlainTextEdit(row["outcome"] or "")
        self.text.setPlaceholderText("如：取得高级工证书，能独立完成……")
        self.text.setAccessibleName("培养成果")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(110)
        self.certifying = QCheckBox("同时发出师证书（编号给出后不能撤销，只能作废）")
        self.ok = button("出师", self.accept, key="Ctrl+Enter", role="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(f"{row['master.title']} 带 {row['apprentice.title']}，出师。", wrap=True))
        if str(row["ends"]) > date.today().isoformat():
            until = paper_date(date.fromisoformat(row["ends"]))
            column.addWidget(label(f"⚠ 协议到{until}才期满，确认提前出师。", "warning", wrap=True))
        if open_reviews:
            column.addWidget(label(f"⚠ 还有{open_reviews}次阶段考核没有记录。", "warning", wrap=True))
        column.addWidget(label("培养成果"))
        column.addWidget(self.text)
        column.addWidget(self.certifying)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.ok)
        buttons.addWidget(button("取消", self.reject, key="Esc"))
        column.addLayout(buttons)
        shortcut("Ctrl+Return", self, self.accept)
        self.setMinimumWidth(480)
        self.text.setFocus()

    @property
    def outcome(self) -> str:
        return self.text.toPlainText().strip()
