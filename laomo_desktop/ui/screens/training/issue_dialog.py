"""发证: what is about to be given, how many, from which number to which; then there is no way back but void."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.domain import dates
from laomo_desktop.services.certificates import Candidate
from laomo_desktop.ui.widgets.buttons import button, label


class IssueDialog(QDialog):
    """Enter does not give them: the safe button has the focus."""

    def __init__(
        self, kind: str, day: date, chosen: Sequence[Candidate], title: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("发证")
        first, last = chosen[0], chosen[-1]
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(10)
        column.addWidget(label(f"给“{title}”的{len(chosen)}人发{kind}", "heading", wrap=True))
        span = first.number if len(chosen) == 1 else f"{first.number}\n至 {last.number}"
        column.addWidget(label(f"编号 {span}", wrap=True))
        names = "、".join(c.name for c in chosen[:8]) + (f" 等{len(chosen)}人" if len(chosen) > 8 else "")
        column.addWidget(label(f"发证日期 {dates.paper_date(day)}\n{names}", wrap=True))
        final = "发证后编号就用掉了，不能撤销，只能逐本作废后补发。没有把握时先点“预览”看样张。"
        column.addWidget(label(final, "warning", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        self.ok = button(f"发证 {len(chosen)} 本", self.accept, role="primary")
        self.no = button("再看看", self.reject, key="Esc")
        row.addWidget(self.ok)
        row.addWidget(self.no)
        column.addLayout(row)
        self.setMinimumWidth(440)
        self.no.setFocus()


def ask_issue(parent: QWidget, kind: str, day: date, chosen: Sequence[Candidate], title: str) -> bool:
    """Whether to give them."""
    dialog = IssueDialog(kind, day, chosen, title, parent.window())
    agreed = bool(dialog.exec())
    dialog.deleteLater()
    return agreed
