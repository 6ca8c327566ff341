"""The photos and scans of a visit: dropped, pasted or chosen; kept small enough to travel, each removable."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import attachments
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.visit.keeping import KEPT, KINDS, Source, keep, shown
from laomo_desktop.ui.screens.visit.part import Part
from laomo_desktop.ui.screens.visit.thumb import PhotoDialog, Thumb
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.flow import FlowLayout

MOST = 12


class PhotosPart(Part):
    """``images``: the hashes, in order."""

    def __init__(self, context: Context) -> None:
        super().__init__("照片和扫描件", "张")
        self.context = context
        self.thumbs: dict[str, Thumb] = {}
        self.waiting = 0
        """Pictures on their way into the store."""
        self.chooser = button("选择…", self.choose, tip="从文件中选择照片或 PDF 扫描件，可以多选")
        self.paster = button("粘贴", self.paste, tip="使用剪贴板里的图片", key="Ctrl+V")
        self.top.addWidget(self.chooser)
        self.top.addWidget(self.paster)
        self._box = QWidget()
        self._flow = FlowLayout(self._box)
        self.hint = label("把照片或 PDF 扫描件拖到这里，或点“选择”“粘贴”；照片较大的会自动缩小。", "soft", wrap=True)
        for widget in (self.complaint, self._box, self.hint):
            self.column.addWidget(widget)
        self.setAcceptDrops(True)
        self._refresh()

    def images(self) -> list[str]:
        """Their hashes."""
        return list(self.thumbs)

    def captions(self) -> dict[str, str]:
        """What each shows, "" where nothing is told."""
        return {name: thumb.caption.text().strip() for name, thumb in self.thumbs.items()}

    def put(self, images: Sequence[str], captions: Mapping[str, str]) -> None:
        """Show these instead; no signal."""
        for name in list(self.thumbs):
            self._drop(name)
        for name in images:
            self._add(name, captions.get(name, ""))
        self._refresh()

    @guarded
    def choose(self) -> None:
        """Picture files and PDF scans."""
        names, _ = QFileDialog.getOpenFileNames(self.window(), "选择照片或扫描件", "", KINDS)
        self.take([Path(name) for name in names])

    @guarded
    def paste(self) -> None:
        """The clipboard's picture, or picture files copied in the file manager."""
        mime = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
        self.take(files or [QGuiApplication.clipboard().image()])

    def take(self, sources: Sequence[Source]) -> None:
        """Keep these pictures, one after the other; what cannot be kept is told under the heading."""
        self.complain("")
        room = MOST - len(self.thumbs)
        if len(sources) > room:
            self.complain(f"一次活动最多放{MOST}张照片和扫描件，已经有{len(self.thumbs)}张。请选几张最好的。")
            return
        for source in sources:
            self.waiting += 1
            self.context.runner.do(
                partial(self._keep, source), self.arrived, label="保存照片", failed=self.refused, quiet=True
            )

    def _keep(self, source: Source, _progress: Progress) -> str:
        return keep(self.context.desk, source)

    @guarded
    def arrived(self, name: str) -> None:
        """A picture was kept."""
        self.waiting -= 1
        if not isValid(self):
            return
        if name not in self.thumbs:
            self._add(name)
            self._refresh()
            self.changed.emit()

    @guarded
    def refused(self, no: Refused) -> None:
        """It was not."""
        self.waiting -= 1
        if isValid(self):
            self.complain(no.sentence)

    def remove(self, name: str) -> None:
        """Take one out; it stays kept until nothing points to it."""
        if name in self.thumbs:
            self._drop(name)
            self._refresh()
            self.changed.emit()
            self.chooser.setFocus()

    @guarded
    def look(self, name: str) -> None:
        """Show one large: a scan with all its pages, to be printed too."""
        content = attachments.load(self.context.desk, name)
        if content is None:
            raise Refused("这张照片不在这台电脑上", todo="下一次收到数据包时会一起带来")
        caption = self.captions()[name]
        if attachments.media_type(content) == attachments.PDF:
            self.context.frame.preview(caption or "扫描件", content, f"{caption or '扫描件'}.pdf")
            return
        image, _ = shown(content, KEPT)
        PhotoDialog(image, caption, self.window()).exec()

    def _add(self, name: str, caption: str = "") -> None:
        thumb = Thumb(attachments.load(self.context.desk, name), caption)
        thumb.removed.connect(partial(self.remove, name))
        thumb.captioned.connect(self.changed)
        thumb.entered.connect(partial(self._next, name))
        thumb.looked.connect(partial(self.look, name))
        self.thumbs[name] = thumb
        self._flow.addWidget(thumb)

    def _next(self, name: str) -> None:
        names = list(self.thumbs)
        after = names[names.index(name) + 1 :]
        (self.thumbs[after[0]].caption if after else self.chooser).setFocus()

    def _drop(self, name: str) -> None:
        thumb = self.thumbs.pop(name)
        thumb.hide()
        thumb.setParent(None)
        thumb.deleteLater()

    def _refresh(self) -> None:
        self.tell(len(self.thumbs))
        self._box.setVisible(bool(self.thumbs))
        self.hint.setVisible(not self.thumbs)

    def take_focus(self) -> None:
        self.chooser.setFocus()

    # -- mouse and keys ----------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._dropped(event)

    @guarded
    def _dropped(self, event: QDropEvent) -> None:
        mime = event.mimeData()
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        image = mime.imageData() if mime.hasImage() else None
        self.take(files or ([image] if isinstance(image, QImage) else []))

