"""The handbook in a window of its own: for a computer without a browser, or one that does not start."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from laomo_desktop.ui.widgets.buttons import button, label


class Reader(QDialog):
    """Pages of text and pictures; links inside the handbook work, Esc closes."""

    def __init__(self, page: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("使用手册")
        self.pages = QTextBrowser()
        self.pages.setOpenExternalLinks(False)
        self.pages.setSource(QUrl.fromLocalFile(str(page)))
        self.pages.setAccessibleName("使用手册")
        foot = QHBoxLayout()
        where = label(f"手册文件：{page}", "soft", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        foot.addWidget(where, 1)
        foot.addWidget(button("关闭", self.reject, key="Esc"))
        column = QVBoxLayout(self)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
        room = parent.size()
        self.resize(room.width() * 4 // 5, room.height() * 9 // 10)
        self.pages.setFocus()
