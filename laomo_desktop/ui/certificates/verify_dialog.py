"""Is a certificate genuine? Its QR scanned, pasted, or read from a picture; the answer in words, colour and sign."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import certificate_text, scanning
from laomo_desktop.services.certificate_text import Verified
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.widgets.buttons import button, label, shortcut

PAUSE = 250
"""A scanner types some hundred characters a second: after this many ms without one it has finished."""
PICTURES = "图片或扫描件 (*.png *.jpg *.jpeg *.bmp *.webp *.pdf)"
LABELS = ("编号", "种类", "姓名", "培训班", "发证日期", "发证单位")
LOOKS: Mapping[str, tuple[str, str, str, str]] = {
    "真": ("✓", "真实有效", LIGHT.good, LIGHT.good_soft),
    "作废": ("✗", "已作废", LIGHT.bad, LIGHT.bad_soft),
    "改动": ("✗", "内容不符", LIGHT.bad, LIGHT.bad_soft),
    "不明": ("?", "不能确认", LIGHT.warn, LIGHT.warn_soft),
}


class VerifyDialog(QDialog):
    """The answer stands under the text as soon as it is complete."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle("验证证书")
        self.setAcceptDrops(True)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(
            "用扫码枪扫证书上的二维码，或把二维码的内容粘贴到这里；也可以把照片拖进来"
        )
        self.text.setAccessibleName("二维码内容")
        self.text.setFixedHeight(120)
        self.text.setTabChangesFocus(True)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        self.verdict = label(wrap=True)
        self.sentence = label(wrap=True)
        self.facts = label(wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.check)
        self.text.textChanged.connect(self._typed)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(16, 14, 16, 14)
        for words in (self.verdict, self.sentence, self.facts):
            inner.addWidget(words)
        self.card.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label("不需要联网：核对证书上的签名和本机的台账。", "soft"))
        column.addWidget(self.text)
        column.addWidget(self.card)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(button("从图片读取…", self.from_picture, key="Ctrl+O"))
        row.addWidget(button("清空", self.clear, tip="验证下一本", key="Ctrl+N"))
        row.addStretch(1)
        row.addWidget(button("关闭", self.reject, key="Esc"))
        column.addLayout(row)
        shortcut("Ctrl+O", self, self.from_picture)
        shortcut("Ctrl+N", self, self.clear)
        self.resize(560, 470)
        self.text.setFocus()

    def _typed(self) -> None:
        if self.text.toPlainText().strip():
            self._pause.start()
        else:
            self.card.hide()

    def clear(self) -> None:
        """Ready for the next one."""
        self.text.clear()
        self.card.hide()
        self.text.setFocus()

    @guarded
    def check(self) -> None:
        """Say what the text is worth."""
        self._pause.stop()
        try:
            self._answer(certificate_text.verify(self.context.desk, self.text.toPlainText()))
        except Refused as no:
            self._show("?", "还看不出来", LIGHT.warn, LIGHT.warn_soft, no.sentence, "")

    def _answer(self, found: Verified) -> None:
        sign, words, ink, ground = LOOKS[found.verdict]
        facts = "\n".join(f"{name}：{line}" for name, line in zip(LABELS, found.lines, strict=False))
        self._show(sign, words, ink, ground, found.sentence, facts)

    def _show(self, sign: str, words: str, ink: str, ground: str, sentence: str, facts: str) -> None:
        self.verdict.setText(f"{sign}  {words}")
        self.verdict.setStyleSheet(f"color: {ink}; font-size: 22px; font-weight: 600;")
        self.card.setStyleSheet(f'QFrame[role="card"] {{ background: {ground}; border: 1px solid {ink}; }}')
        self.sentence.setText(sentence)
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        self.card.show()

    @guarded
    def from_picture(self) -> None:
        """Choose a photo or scan of the certificate."""
        name, _ = QFileDialog.getOpenFileName(self, "选择证书照片或扫描件", "", PICTURES)
        if name:
            self.read_picture(Path(name))

    def read_picture(self, path: Path) -> None:
        """Find the code in a picture, aside from the window's thread."""
        self.context.runner.aside(
            lambda _progress: scanning.read(path),
            self.text.setPlainText,
            label="读取二维码",
            failed=self._unread,
            quiet=True,
        )

    def _unread(self, no: Refused) -> None:
        self._show("?", "没有读到", LIGHT.warn, LIGHT.warn_soft, no.sentence, "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.read_picture(paths[0])
