"""填表人, 审核人 and 联系电话 of the office's papers: asked once, printed on all of them."""

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from laomo_desktop.services.prints import signers
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.widgets.buttons import button, foot, label, shortcut

WORDS = (("clerk", "填表人"), ("reviewer", "审核人"), ("phone", "联系电话"))


class SignersDialog(QDialog):
    """``named`` after acceptance: what stands in the three lines."""

    def __init__(self, named: dict[str, str], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("填表人")
        self.lines: dict[str, QLineEdit] = {}
        fields = QFormLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        for name, words in WORDS:
            line = self.lines[name] = QLineEdit(named.get(name, ""))
            line.setAccessibleName(words)
            fields.addRow(words, line)
        self.ok = button("保存", self.accept, key="Enter", role="primary")
        self.ok.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label("印在统计表、台账、派工单、记录表和数据包封面上；不填的留空手写。", "soft", wrap=True))
        column.addLayout(fields)
        column.addLayout(foot(self.ok, self.reject))
        shortcut("Ctrl+Return", self, self.accept)
        self.setMinimumWidth(420)
        self.lines["clerk"].setFocus()

    @property
    def named(self) -> dict[str, str]:
        """Field -> words, without spaces around them."""
        return {name: line.text().strip() for name, line in self.lines.items()}


def ask_signers(context: Context, parent: QWidget) -> None:
    """Let the clerk change them; an administrator's and a clerk's right."""
    desk = context.desk
    desk.must_write()
    dialog = SignersDialog(signers.named(desk), parent)
    agreed, wanted = dialog.exec(), dialog.named
    dialog.deleteLater()
    if agreed:
        context.runner.do(
            lambda _progress: signers.sign_as(desk, **wanted), context.frame.said,
            label="保存填表人", failed=context.frame.refuse, quiet=True,
        )
