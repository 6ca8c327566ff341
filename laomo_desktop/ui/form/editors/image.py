"""A photo: chosen from a file, pasted, removed. Large ones are made smaller before they are kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Value
from laomo_desktop.services import attachments
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.editors.base import Editor, Entry
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.pictures import as_jpeg, at_most, sharp
from laomo_desktop.ui.widgets.buttons import button

SEEN = (90, 120)
KEPT = 800
"""The longer edge of a kept photo, in pixels: enough for any paper."""


class ImageEditor(Editor):
    """``entry`` is the content hash of the kept photo."""

    def __init__(self, of: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(of, parent)
        self.context = context
        self._hash: str | None = None
        self.picture = QLabel("无照片")
        self.picture.setFixedSize(*SEEN)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("role", "photo")
        self.picture.setFrameShape(QLabel.Shape.StyledPanel)
        self.chooser = button("选择…", self.choose, tip="从文件中选择照片")
        self.paster = button("粘贴", self.paste, tip="使用剪贴板里的图片", key="Ctrl+V")
        self.remover = button("移除", self.remove, key="Delete")
        column = QVBoxLayout()
        for made in (self.chooser, self.paster, self.remover):
            column.addWidget(made)
        column.addStretch(1)
        self.row.addWidget(self.picture)
        self.row.addLayout(column)
        self.row.addStretch(1)
        self.faced(self.chooser)

    def entry(self) -> Entry:
        return self._hash

    def put(self, value: Value) -> None:
        self._hash = str(value) if value else None
        image = QImage()
        if self._hash and (content := attachments.load(self.context.desk, self._hash)):
            image.loadFromData(content)
        self._show(image)

    @guarded
    def choose(self) -> None:
        """A picture file."""
        name, _ = QFileDialog.getOpenFileName(self, "选择照片", "", "图片 (*.jpg *.jpeg *.png *.bmp *.webp)")
        if name:
            self.take(QImage(name))

    @guarded
    def paste(self) -> None:
        """The clipboard's picture."""
        self.take(QGuiApplication.clipboard().image())

    def take(self, image: QImage) -> None:
        """Keep ``image``, made smaller if needed. Raises `Refused` for what is no picture."""
        if image.isNull():
            raise Refused("这里没有能识别的图片", todo="请使用 JPG 或 PNG 图片")
        image = at_most(image, KEPT)
        content, desk = as_jpeg(image), self.context.desk
        self._show(image)
        self.context.runner.do(
            lambda _progress: attachments.store(desk, content), self._stored,
            label="保存照片", failed=self.context.frame.refuse, quiet=True,
        )

    @guarded
    def remove(self) -> None:
        """No photo."""
        self.put(None)
        self.edited.emit()

    def goes_on(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        return False

    def _stored(self, kept: str) -> None:
        self._hash = kept
        self.edited.emit()

    def _show(self, image: QImage) -> None:
        self.remover.setEnabled(not image.isNull())
        if image.isNull():
            self.picture.setText("无照片")
        else:
            self.picture.setPixmap(sharp(image, *SEEN, self.devicePixelRatioF()))

