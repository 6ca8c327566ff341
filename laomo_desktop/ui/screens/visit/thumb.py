"""One photo or scan of a visit, small, with what it shows; and the same photo large."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from laomo_desktop.ui.pictures import sharp
from laomo_desktop.ui.screens.visit.keeping import shown
from laomo_desktop.ui.widgets.buttons import label, tool
from laomo_desktop.ui.widgets.enter_line import EnterLine

SEEN = (148, 111)


class Thumb(QWidget):
    """Double click or Enter shows it large; × or Delete takes it out."""

    removed = Signal()
    captioned = Signal()
    looked = Signal()
    """Wanted large."""
    entered = Signal()
    """Enter in the caption."""

    def __init__(self, content: bytes | None, caption: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        image, pages = shown(content, 2 * max(SEEN)) if content else (QImage(), 0)
        self.picture = self._pictured(image)
        kind = "扫描件" if pages else "照片"
        self.pages = label(f"PDF，共{pages}页" if pages > 1 else "PDF", "soft")
        self.pages.setVisible(bool(pages))
        self.setAccessibleName(kind)
        self.setToolTip(f"{kind}（双击或 Enter 看大图，Delete 移除）")
        self.cross = tool("移除", self.removed.emit, tip=f"移除这张{kind}", key="Delete")
        self.caption = self._captioned(caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(2)
        for widget in (self.picture, self.pages, self.caption):
            column.addWidget(widget)
        column.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _pictured(self, image: QImage) -> QLabel:
        made = QLabel("照片不在\n这台电脑上")
        made.setFixedSize(*SEEN)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setProperty("role", "photo")
        if not image.isNull():
            made.setPixmap(sharp(image, *SEEN, self.devicePixelRatioF()))
        return made

    def _captioned(self, words: str) -> EnterLine:
        line = EnterLine(words)
        line.setPlaceholderText("说明")
        line.setAccessibleName("照片说明")
        line.setCursorPosition(0)
        line.setFixedWidth(SEEN[0])
        line.textChanged.connect(self._tip)
        line.textEdited.connect(self.captioned)
        line.entered.connect(self.entered)
        told = "照片上是什么，印在记录表的照片下面；Enter 到下一张"
        line.setToolTip("\n".join(filter(None, (words, told))))
        return line

    def _tip(self, words: str) -> None:
        told = "照片上是什么，印在记录表的照片下面；Enter 到下一张"
        self.caption.setToolTip("\n".join(filter(None, (words, told))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete:
                self.removed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.looked.emit()
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.looked.emit()


class PhotoDialog(QDialog):
    """A photo as large as the screen allows; Esc, Enter or a click closes it."""

    def __init__(self, image: QImage, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(caption or "照片")
        room = (parent.screen() if parent else QGuiApplication.primaryScreen()).availableGeometry()
        wide, high = round(room.width() * 0.85), round(room.height() * 0.8)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ratio = self.devicePixelRatioF()
        fits = image.width() <= wide * ratio and image.height() <= high * ratio
        size = (round(image.width() / ratio), round(image.height() / ratio)) if fits else (wide, high)
        self.picture.setPixmap(sharp(image, *size, ratio))
        column = QVBoxLayout(self)
        column.addWidget(self.picture)
        column.addWidget(label(caption, wrap=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.accept()
