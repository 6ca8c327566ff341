"""The recovery code, shown once: print it or save it, say so, then go on (with sample data, on a first start)."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QRadioButton, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.start.doors import Doors
from laomo_desktop.ui.start.parts import Page, button, label

if TYPE_CHECKING:
    from laomo_desktop.services.desk import Desk


class SheetPage(Page):
    """Ends with `entered` (desk). ``first`` offers sample data."""

    entered = Signal(object)

    def __init__(
        self, doors: Doors, runner: Runner, desk: "Desk", code: str, *, first: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "保存找回单", "忘记密码时，只有这组数字能打开资料库。请打印或保存，封存好。", parent
        )
        self._doors, self._runner, self._desk, self._code = doors, runner, desk, code
        self.column.addWidget(_code_label(code))
        self._papers()
        self.kept = QCheckBox("我已打印或保存好找回单")
        self.kept.toggled.connect(self._may_go)
        self.column.addWidget(self.kept)
        self.empty, self.sample = QRadioButton("从空白开始"), QRadioButton("放入示例数据，先试用一下")
        self.empty.setChecked(True)
        if first:
            self.column.addSpacing(6)
            self.column.addWidget(label("开始使用", "heading"))
            self.column.addWidget(self.empty)
            self.column.addWidget(self.sample)
        self.go_button = button("开始使用", self.forward, "primary", "Enter")
        self.go_button.setEnabled(False)
        self.end(self.go_button)

    def _papers(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.print_button = button("打印", self._print, tip="预览并打印找回单")
        self.save_button = button("另存为 PDF", self._save, tip="建议存到 U 盘")
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        self.column.addLayout(row)

    @property
    def safe(self) -> bool:
        """Whether the clerk said that the sheet is kept."""
        return self.kept.isChecked()

    def begin(self) -> None:
        self.print_button.setFocus()

    def forward(self) -> None:
        if not self.safe:
            self.told.say("请先打印或保存找回单，再勾选“我已打印或保存好找回单”。", "soft")
            return
        if not self.sample.isChecked():
            self.entered.emit(self._desk)
            return
        self.setEnabled(False)
        self.told.say("正在放入示例数据…", "soft")
        job = self._runner.do(
            lambda progress: self._doors.fill(self._desk, progress), self._filled,
            label="放入示例数据", failed=self._not_filled,
        )
        job.progressed.connect(self._filling)

    def _filling(self, done: int, total: int, text: str) -> None:
        far = f"（{done * 100 // total}%）" if total else ""
        self.told.say(f"正在放入示例数据{far}… {text}", "soft")

    def _filled(self, _: object) -> None:
        self.entered.emit(self._desk)

    def _not_filled(self, no: Refused) -> None:
        self.setEnabled(True)
        self.empty.setChecked(True)
        self.told.say(f"示例数据没有放进去：{no.sentence}可以先从空白开始。")

    def _may_go(self, kept: bool) -> None:
        self.go_button.setEnabled(kept)
        self.told.say("")

    # -- the paper -------------------------------------------------------------------------------------------
    def _print(self) -> None:
        self._make(self._preview)

    def _save(self) -> None:
        self._make(self._ask_where)

    def _make(self, then: object) -> None:
        self._then = then
        self._runner.aside(
            lambda _: self._doors.recovery_sheet(self._desk, self._code), self._made,
            label="生成找回单", failed=lambda no: self.told.say(no.sentence), quiet=True,
        )

    def _made(self, pdf: bytes) -> None:
        then = self._then
        then(pdf)  # type: ignore[operator]

    def _preview(self, pdf: bytes) -> None:
        lazy("laomo_desktop.ui.paper.preview").Preview("找回单", pdf, self._suggested(), self.window()).open()

    def _ask_where(self, pdf: bytes) -> None:
        try:
            saved: Path | None = lazy("laomo_desktop.ui.paper.saving").ask_and_save(self, pdf, self._suggested())
        except Refused as no:
            self.told.say(no.sentence)
            return
        if saved is not None:
            self.told.say(f"已保存到 {saved}", "good")

    def _suggested(self) -> Path:
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(place or Path.home()) / f"找回单-{self._desk.office.short}-{self._desk.user}.pdf"


def _code_label(code: str) -> QLabel:
    """The groups in two rows, each as wide as the other."""
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    made = label("\n".join("  ".join(row) for row in (groups[:half], groups[half:])), "code", wrap=False)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(19)
    font.setWeight(QFont.Weight.DemiBold)
    made.setFont(font)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setAccessibleName(f"找回码 {code}")
    return made
