"""How this office's certificates are numbered, worded and printed: pattern, texts, 套打."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.domain import certificate_number
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers.certificates import CERTIFICATE_KINDS
from laomo_desktop.services import certificate_text, settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.buttons import button, label, shortcut, toned

SAMPLE: Mapping[str, str] = {
    "title": "安全生产大课堂",
    "kind": "安全生产大课堂",
    "begins": "2026-03-06",
    "ends": "2026-03-08",
    "host": "",
    "hours": "24",
}
REACH = 60.0
"""Offsets of 套打 go this far, in mm."""


class SettingsDialog(QDialog):
    """Everything is shown by a sample at once; wrong patterns say what is wrong and cannot be saved."""

    saved = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle("证书设置")
        desk = context.desk
        self._texts: dict[str, str] = dict(settings.get(desk, settings.CERTIFICATE_BODY, {}))
        self.pattern = QLineEdit(settings.get(desk, settings.NUMBER_PATTERN, certificate_number.DEFAULT))
        self.number = label(wrap=True)
        self.kind = QComboBox()
        self.kind.addItems(list(CERTIFICATE_KINDS))
        self.body = QPlainTextEdit()
        self.body.setTabChangesFocus(True)
        self.body.setFixedHeight(92)
        self.sample = label(wrap=True)
        self._make_overprint(settings.get(desk, settings.OVERPRINT, {}))
        self._lay_out()
        self._connect()
        self._show_kind()
        self._check()

    def _make_overprint(self, over: Mapping[str, float]) -> None:
        self.background = QCheckBox("连底纹、边框一起打印（空白纸）；不勾选即套打到买来的证书纸上")
        self.background.setChecked(bool(over.get("background", True)))
        self.dx, self.dy = QDoubleSpinBox(), QDoubleSpinBox()
        for spin, name in ((self.dx, "dx"), (self.dy, "dy")):
            spin.setRange(-REACH, REACH)
            spin.setDecimals(1)
            spin.setSingleStep(0.5)
            spin.setSuffix(" 毫米")
            spin.setValue(float(over.get(name, 0)))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("编号格式", self.pattern)
        form.addRow("", self.number)
        form.addRow("证书种类", self.kind)
        form.addRow("正文", self.body)
        form.addRow("", self.sample)
        form.addRow("打印", self.background)
        offsets = QHBoxLayout()
        for words, spin in (("向右移", self.dx), ("向下移", self.dy)):
            offsets.addWidget(label(words))
            offsets.addWidget(spin)
        offsets.addStretch(1)
        form.addRow("套打偏移", offsets)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(form)
        column.addWidget(
            label("可用的位置：" + "、".join(f"{{{p}}}" for p in certificate_text.PLACES), "soft", wrap=True)
        )
        row = QHBoxLayout()
        row.addWidget(button("恢复本种默认正文", self._default))
        row.addStretch(1)
        self.ok = button("保存", self.save, key="Ctrl+Enter", role="primary")
        row.addWidget(self.ok)
        row.addWidget(button("取消", self.reject, key="Esc"))
        column.addLayout(row)
        self.setMinimumWidth(620)

    def _connect(self) -> None:
        self.pattern.textChanged.connect(self._check)
        self.body.textChanged.connect(self._edited)
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.background.toggled.connect(self._check)
        shortcut("Ctrl+Return", self, self.save)
        shortcut("Ctrl+Enter", self, self.save)

    def _show_kind(self) -> None:
        kind = self.kind.currentText()
        self.body.blockSignals(True)
        self.body.setPlainText(self._texts.get(kind, certificate_text.DEFAULTS[kind]))
        self.body.blockSignals(False)
        self._check()

    def _edited(self) -> None:
        self._texts[self.kind.currentText()] = self.body.toPlainText()
        self._check()

    def _default(self) -> None:
        self._texts.pop(self.kind.currentText(), None)
        self._show_kind()

    def _check(self) -> None:
        right = self._tell(self.number, "下一本将是：", self._number)
        right &= self._tell(self.sample, "例如：", self._sample)
        for spin in (self.dx, self.dy):
            spin.setEnabled(not self.background.isChecked())
        self.ok.setEnabled(right)

    @staticmethod
    def _tell(into: QWidget, head: str, make: object) -> bool:
        try:
            words, role = head + make(), "soft"  # type: ignore[operator]  # one of the two methods below
        except Refused as no:
            words, role = f"✗ {no.sentence}", "error"
        toned(into, role).setText(words)  # type: ignore[attr-defined]  # a label
        return role == "soft"

    def _number(self) -> str:
        pattern = certificate_number.parse_pattern(self.pattern.text())
        return pattern.format(1, date.today().year, self.context.desk.office.mark, self.kind.currentText())

    def _sample(self) -> str:
        office = self.context.desk.office.full
        try:
            return f"王小明同志：{certificate_text.body(self.body.toPlainText(), SAMPLE, {'name': '王小明'}, office)}"
        except ValueError:  # a width or conversion that format does not know
            raise Refused("证书正文里花括号的写法看不懂", todo="花括号里只写位置的名称，如 {term}") from None

    @guarded
    def save(self) -> None:
        """All of it; every kind's text is checked."""
        if not self.ok.isEnabled():
            return
        for kind, text in self._texts.items():
            try:
                certificate_text.check_template(text)
            except Refused as no:
                raise no.at(f"{kind}：") from None
        desk, wanted = self.context.desk, self._wanted()
        self.context.runner.do(
            lambda _progress: _put(desk, wanted),
            self._saved,
            label="保存证书设置",
            failed=self.context.frame.refuse,
            quiet=True,
        )

    def _wanted(self) -> dict[str, object]:
        over = {"background": self.background.isChecked(), "dx": self.dx.value(), "dy": self.dy.value()}
        return {
            settings.NUMBER_PATTERN: certificate_number.parse_pattern(self.pattern.text()).text,
            settings.CERTIFICATE_BODY: dict(self._texts),
            settings.OVERPRINT: over,
        }

    def _saved(self, done: Done) -> None:
        if done.operation:
            self.context.frame.said(done)
        self.saved.emit(done)
        self.accept()


def _put(desk: Desk, wanted: Mapping[str, object]) -> Done:
    number = settings.put_all(desk, wanted, "修改证书设置")
    return Done(number, "修改证书设置")
