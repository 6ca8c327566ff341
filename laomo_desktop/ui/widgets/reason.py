"""Deleting asks for the reason: it is kept with the record and travels with it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.ui.widgets.buttons import button, label

REASONS = ("重复登记", "登记有误", "已调离", "本人要求删除")


class ReasonDialog(QDialog):
    """``reason`` after acceptance. Nothing is pre-filled: a reason is chosen or typed by the clerk."""

    def __init__(self, what: str, parent: QWidget | None = None, reasons: Sequence[str] = REASONS) -> None:
        super().__init__(parent)
        self.setWindowTitle("删除")
        self.setMinimumWidth(420)
        self.entry = QComboBox(editable=True)
        self.entry.addItems(list(reasons))
        self.entry.setCurrentIndex(-1)
        if line := self.entry.lineEdit():
            line.setPlaceholderText("请选择或写明原因")
        self.complaint = label(role="error")
        self.entry.currentTextChanged.connect(self.complaint.clear)
        self.delete = button("删除", self.accept, key="Enter", role="danger")
        self.delete.setDefault(True)
        self._lay_out(what)

    @property
    def reason(self) -> str:
        return self.entry.currentText().strip()

    def _lay_out(self, what: str) -> None:
        column = QVBoxLayout(self)
        column.addWidget(label(what, wrap=True))
        column.addWidget(label("原因会记入操作记录，删除后可以撤销。", "soft", wrap=True))
        column.addWidget(self.entry)
        column.addWidget(self.complaint)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.delete)
        row.addWidget(button("取消", self.reject, key="Esc"))
        column.addLayout(row)
        self.entry.setFocus()

    def accept(self) -> None:
        if self.reason:
            super().accept()
        else:
            self.complaint.setText("请先写明删除的原因。")
            self.entry.setFocus()
