"""The row above the screens: fold, back, forward, whose books these are, and the box that finds anything."""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from laomo_desktop.ui.theme.icons import icon


class Head(QFrame):
    """Only tells what was clicked; the window acts."""

    fold = Signal()
    back = Signal()
    forward = Signal()
    find_asked = Signal()
    help = Signal()

    def __init__(self, office: str, user: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("head")
        self.fold_button = self._button("fold", "收起或展开导航　Ctrl+B", self.fold)
        self.back_button = self._button("back", "后退　Alt+←", self.back)
        self.forward_button = self._button("forward", "前进　Alt+→", self.forward)
        self.office = QLabel(office)
        self.office.setProperty("role", "soft")
        self.finder = QPushButton(" 查找任何内容　Ctrl+K")
        self.finder.setObjectName("finder")
        self.finder.setIcon(icon("find"))
        self.finder.setToolTip("找人员、企业、培训班、证书和命令　Ctrl+K")
        self.finder.clicked.connect(self.find_asked)
        self.help_button = self._button("help", "使用手册　F1", self.help)
        self.who = QLabel(user)
        self.who.setProperty("role", "soft")
        self._lay_out()

    def _button(self, sign: str, tip: str, told: SignalInstance) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(sign))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition("　")[0])
        button.clicked.connect(told)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(6)
        for button in (self.fold_button, self.back_button, self.forward_button):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.office)
        row.addStretch(1)
        row.addWidget(self.finder, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        row.addWidget(self.who)
        row.addWidget(self.help_button)

    def show_ways(self, back: bool, forward: bool) -> None:
        """Whether there is a way back and forward."""
        self.back_button.setEnabled(back)
        self.forward_button.setEnabled(forward)
