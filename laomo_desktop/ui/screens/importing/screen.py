"""The screen 导入: goes from one step to the next; reading, checking and writing run through the runner."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import exports, imports
from laomo_desktop.services.imports import Imported, Preview
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.runner import Job
from laomo_desktop.ui.screens.importing.choose_page import ChoosePage
from laomo_desktop.ui.screens.importing.look import SHEET
from laomo_desktop.ui.screens.importing.memory import LastFolder
from laomo_desktop.ui.screens.importing.preview_page import PreviewPage
from laomo_desktop.ui.screens.importing.result_page import ResultPage
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import shortcut
from laomo_desktop.ui.widgets.pasted import pasted_file
from laomo_desktop.ui.widgets.taking_back import TakingBack
from laomo_desktop.ui.widgets.where import ask_where

BOOKS = "表格 (*.xlsx *.xls *.csv);;所有文件 (*)"


class ImportScreen(Screen):
    """``Place.ask``: register, file (a path), clipboard (text parted by tabs), training (a class's key)."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.choose, self.preview, self.result = ChoosePage(), PreviewPage(context.desk), ResultPage()
        self.steps = QStackedWidget()
        for page in (self.choose, self.preview, self.result):
            self.steps.addWidget(page)
        self.setStyleSheet(SHEET)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.steps)
        self.folder = LastFolder(context.desk.folder, context.exports)
        self.taking_back = TakingBack(context.desk, context.runner, self)
        self.training: bytes | None = None
        self.outcome: Imported | None = None
        self._place: Place | None = None
        self._fixed = 0
        self._importing = False
        self._job: Job | None = None
        self._report: Path | None = None
        self._connect()

    def _connect(self) -> None:
        self.choose.file_asked.connect(self.choose_file)
        self.choose.dropped.connect(self.read)
        self.choose.template_asked.connect(self.save_template)
        self.preview.import_asked.connect(self.carry_out)
        self.preview.other_asked.connect(self.begin_again)
        self.preview.report_asked.connect(self.save_report)
        self.preview.register_picked.connect(self._other_register)
        self.preview.sheet_picked.connect(self._other_sheet)
        self.preview.headed.connect(self._head_corrected)
        self.preview.edited.connect(self._fix)
        self.result.undo_asked.connect(self._undo)
        self.result.report_asked.connect(self.save_report)
        self.result.open_asked.connect(self._open_report)
        self.result.pending_asked.connect(self._go_pending)
        self.result.again_asked.connect(self.begin_again)
        self.result.training_asked.connect(self._go_training)
        self.result.list_asked.connect(self._go_list)
        self.taking_back.done.connect(self._taken_back)
        shortcut("Ctrl+O", self.choose, self.choose_file)
        shortcut("Ctrl+N", self.result, self.begin_again)
        shortcut("Ctrl+E", self.result, self.result.report.click)

    # -- the window's side -------------------------------------------------------------------------------------
    @guarded
    def arrive(self, place: Place) -> None:
        """Coming back to the very same place shows what stood there; a file dropped again is read again."""
        if place is self._place:
            return
        if self._importing:
            raise Refused("正在导入另一份表", todo="请等它完成，或先在窗口下方取消")
        self._place = place
        self.training = place.ask.get("training")
        self._choose_anew()
        self.choose.set_register(str(place.ask.get("register", "")), fixed=self.training is not None)
        self.choose.title.setText("导入参训名单" if self.training else "导入 Excel")
        if file := place.ask.get("file"):
            self.read(Path(file))
        elif text := place.ask.get("clipboard"):
            self._read_pasted(str(text))

    def _read_pasted(self, text: str) -> None:
        """A block of cells, or the path of a file instead of it."""
        try:
            path = pasted_file(text)
        except Refused as no:
            self._unreadable(no)
            return
        if path is not None:
            self.read(path)
            return
        register, desk = self.choose.register or "people", self.context.desk
        self._read(lambda progress: imports.look_at_text(desk, text, register, progress), "读取粘贴的内容")

    def may_leave(self) -> bool:
        """Cells corrected here and not yet imported would be lost."""
        if not self._fixed or self.steps.currentWidget() is not self.preview:
            return True
        question = f"在预览里改过{self._fixed}处，还没有导入。离开后这些改动就没有了。"
        return ask(self, question, ("留在这里", "离开")) == 1

    # -- step one ----------------------------------------------------------------------------------------------
    @guarded
    def begin_again(self) -> None:
        """Another file, for the same register."""
        if self.may_leave():
            self._choose_anew()

    def _choose_anew(self) -> None:
        self._stop()
        self._fixed = 0
        self.choose.busy("")
        self.choose.complain("")
        self.steps.setCurrentWidget(self.choose)
        self.choose.choose.setFocus()

    @guarded
    def choose_file(self) -> None:
        """The file dialog, where it was left the last time."""
        name, _ = QFileDialog.getOpenFileName(self.window(), "选择要导入的表格", str(self.folder.path), BOOKS)
        if name:
            self.read(Path(name))

    @guarded
    def read(self, path: Path) -> None:
        """Read a file and show what importing it would do."""
        self.folder.keep(path)
        register, desk = self.choose.register, self.context.desk
        self._read(lambda progress: imports.look(desk, path, register, progress), f"读取“{path.name}”")

    def _read(self, work: Callable[[Progress], Preview], label: str) -> None:
        self.choose.complain("")
        self.choose.busy("正在读取…")
        self._do(work, self._was_read, label, self._unreadable)

    def _was_read(self, of: Preview) -> None:
        self.choose.busy("")
        self._fixed = 0
        self.steps.setCurrentWidget(
            self.preview
        )  # first, so that it has its size when it brings a row into sight
        self.preview.open(of, self.training is not None)
        self.preview.view.setFocus()

    def _unreadable(self, no: Refused) -> None:
        self.choose.busy("")
        self.choose.complain(no.sentence)
        self.steps.setCurrentWidget(self.choose)
        self.choose.choose.setFocus()

    @guarded
    def save_template(self) -> None:
        """An empty workbook to fill in."""
        register, desk = self.choose.register, self.context.desk
        path = self._where("保存空白模板", self.context.exports / imports.template_name(register))
        if path is not None:
            self.context.runner.do(
                lambda _: exports.template(desk, register, path), lambda _: None,
                label=f"保存空白模板“{path.name}”", failed=self.context.frame.refuse,
            )  # fmt: skip

    # -- step two ----------------------------------------------------------------------------------------------
    @guarded
    def _other_register(self, register: str) -> None:
        of, desk = self._shown(), self.context.desk
        self.choose.set_register(register)
        self._again(lambda progress: imports.look_again(desk, of, register, progress), self._was_read)

    @guarded
    def _other_sheet(self, sheet: str) -> None:
        of, desk = self._shown(), self.context.desk
        self._again(lambda progress: imports.with_sheet(desk, of, sheet, progress), self._was_read)

    @guarded
    def _head_corrected(self, column: int, field: str) -> None:
        of, desk = self._shown(), self.context.desk
        layout = of.layout.with_column(column, of.register[field] if field else None)
        self._again(
            lambda progress: imports.with_layout(desk, of, layout, progress, lenient=True),
            self.preview.update_to,
        )

    @guarded
    def _fix(self, line: int, field: str, entry: str) -> None:
        of, desk = self._shown(), self.context.desk
        self._again(
            lambda progress: imports.fix_cell(desk, of, line, field, entry, progress), self._was_fixed
        )

    def _was_fixed(self, of: Preview) -> None:
        self._fixed += 1
        self.preview.update_to(of)
        self.preview.view.setFocus()

    def _again(self, work: Callable[[Progress], Preview], done: Callable[[Preview], None]) -> None:
        self.preview.ready(False, "正在重新核对…")
        self._do(work, done, "重新核对", self._stays, quiet=True)

    def _stays(self, no: Refused) -> None:
        self.preview.update_to(self._shown())
        self.context.frame.refuse(no)

    @guarded
    def carry_out(self) -> None:
        """Import what is shown."""
        of, desk, training = self._shown(), self.context.desk, self.training
        label = self.preview.go.text()
        self._importing = True
        self.preview.ready(False, "正在导入，可在窗口下方取消；取消后不会留下任何改动。")
        self._do(
            lambda progress: imports.apply(desk, of, progress, training=training),
            self._imported,
            label,
            self._stays,
        )

    # -- step three --------------------------------------------------------------------------------------------
    def _imported(self, outcome: Imported) -> None:
        self.outcome, self._fixed = outcome, 0
        self.steps.setCurrentWidget(self.result)
        self.result.show_result(self._shown(), outcome, training=self.training is not None)

    @guarded
    def save_report(self) -> None:
        """The clerk's own workbook with the reasons, beside the original."""
        of = self._shown()
        folder = of.book.path.parent if of.book.path.is_absolute() else self.context.exports
        path = self._where("保存错误说明表", folder / imports.report_name(of))
        if path is not None:
            self.context.runner.do(
                lambda progress: (path, imports.write_report(of, path, progress)), self._reported,
                label=f"保存错误说明表“{path.name}”", failed=self.context.frame.refuse,
            )  # fmt: skip

    def _reported(self, outcome: tuple[Path, int]) -> None:
        self._report = outcome[0]
        self.result.reported(*outcome)
        self.preview.told.setText(f"错误说明表已保存：{outcome[0]}")

    @guarded
    def _open_report(self) -> None:
        if self._report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._report)))

    @guarded
    def _undo(self) -> None:
        if self.outcome is not None:
            self.taking_back.start(self.outcome.done.operation)

    @guarded
    def _taken_back(self, done: Done) -> None:
        self.result.taken_back(done.sentence)

    @guarded
    def _go_pending(self) -> None:
        self.context.frame.go(Place("pending"))

    @guarded
    def _go_training(self) -> None:
        self.context.frame.go(Place("training", key=self.training))

    @guarded
    def _go_list(self) -> None:
        self.context.frame.go(Place(self._shown().register.name))

    # -- helpers -----------------------------------------------------------------------------------------------
    def _shown(self) -> Preview:
        if self.preview.preview is None:
            raise Refused("还没有选择文件")
        return self.preview.preview

    def _where(self, title: str, suggested: Path) -> Path | None:
        return ask_where(self, title, suggested)

    def _do(self, work: Callable[[Progress], Any], done: Callable[[Any], None], label: str,
            failed: Callable[[Refused], None], *, quiet: bool = False) -> None:  # fmt: skip
        self._stop()
        job = self.context.runner.do(work, done, label=label, failed=failed, quiet=quiet)
        self._job = job
        job.ended.connect(self._ended)

    def _stop(self) -> None:
        """What still runs for an earlier wish is not wanted any more."""
        if self._job is not None and not self._job.over:
            self._job.ended.disconnect(self._ended)
            self._job.cancel()
        self._job = None

    def _ended(self) -> None:
        """Cancelled or broken: everything stands as before."""
        self._job, self._importing = None, False
        self.choose.busy("")
        if self.steps.currentWidget() is self.preview and self.preview.preview is not None:
            self.preview.ready(True)
