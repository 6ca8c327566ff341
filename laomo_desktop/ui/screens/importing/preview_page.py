"""Step two: every row with its verdict, columns and cells to be put right, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.services import imports
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Preview, Verdict
from laomo_desktop.ui.screens.importing.counts_bar import CountsBar
from laomo_desktop.ui.screens.importing.details import Details
from laomo_desktop.ui.screens.importing.model import FIRST, PreviewModel
from laomo_desktop.ui.screens.importing.view import PreviewView
from laomo_desktop.ui.screens.importing.words import counted, idle_reason, told
from laomo_desktop.ui.widgets.buttons import button, label, shortcut, toned


class PreviewPage(QWidget):
    """Signals are acts; the screen does them. ``headed`` is (the sheet's column, field name or "")."""

    import_asked = Signal()
    other_asked = Signal()
    report_asked = Signal()
    register_picked = Signal(str)
    sheet_picked = Signal(str)
    headed = Signal(int, str)
    edited = Signal(int, str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.training = False
        self.preview: Preview | None = None
        self._stood: QWidget | None = None
        self.title = label(role="title")
        self.whereto, self.sheets = QComboBox(), QComboBox()
        self.sheets_label = label("工作表")
        self.problem = label(role="error", wrap=True)
        self.problem_box = toned(QFrame(), "refusal")
        self.counts = CountsBar()
        self.model = PreviewModel(desk, self)
        self.view = PreviewView(self.model)
        self.details = Details(desk, self.view.next_open)
        self.told = label(role="soft", wrap=True)
        self.report = button(
            "保存错误说明表", self.report_asked.emit, tip="您的原表，错误处涂色并写明原因", key="Ctrl+E"
        )
        self.go = button("导入", self.import_asked.emit, key="Ctrl+Enter", role="primary")
        self.other = button("换一份", self.other_asked.emit, tip="重新选文件")
        self._fill_registers()
        self._lay_out()
        self._connect()

    def _fill_registers(self) -> None:
        for reg in imports.importable():
            self.whereto.addItem(reg.label, reg.name)

    def _connect(self) -> None:
        self.counts.chosen.connect(self._narrow)
        self.view.lined.connect(self._tell_line)
        self.view.heads.picked.connect(self.headed)
        self.model.edited.connect(self.edited)
        self.whereto.activated.connect(lambda at: self.register_picked.emit(str(self.whereto.itemData(at))))
        self.sheets.activated.connect(lambda at: self.sheet_picked.emit(self.sheets.itemText(at)))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(keys, self, self._go)
        for number, chip in enumerate(self.counts.buttons.values()):
            shortcut(f"Alt+{number}", self, chip.click)
        shortcut("Ctrl+E", self, self.report.click)
        shortcut("F8", self, self.view.next_open)

    def _go(self) -> None:
        self.view.setFocus()  # an open editor gives its entry first
        self.go.click()

    # -- showing -----------------------------------------------------------------------------------------------
    def open(self, preview: Preview, training: bool) -> None:
        """A newly read file."""
        self.training = training
        self.counts.show_all()
        self._show_head(preview)
        self._show(preview)
        self.view.fit(preview, self.model.sheet_columns)
        self._first_place(preview)
        self.view.setFocus()

    def update_to(self, preview: Preview) -> None:
        """The same file under other columns, or with a cell corrected: the clerk stays where she is."""
        at = self.view.currentIndex()
        line, column = self.model.line(at.row()), max(at.column(), 0)
        self._show_head(preview)
        self._show(preview)
        if line is not None:
            self.view.stand_at(self.model.place(line.number), column)

    def _first_place(self, preview: Preview) -> None:
        """At the first row that asks for attention, else at the first."""
        self.view.stand_at(0, FIRST)
        if preview.counts[Verdict.WRONG] and not preview.problem:
            wrong = next(line for line in preview.lines if line.verdict is Verdict.WRONG)
            row = self.model.place(wrong.number)
            self.view.stand_at(row, self.model.first_wrong(row))

    def _show_head(self, preview: Preview) -> None:
        self.title.setText(preview.book.path.name)
        self.whereto.setCurrentIndex(self.whereto.findData(preview.register.name))
        self.whereto.setEnabled(not self.training)
        names = [sheet.name for sheet in preview.book.visible]
        self.sheets.clear()
        self.sheets.addItems(names)
        self.sheets.setCurrentText(preview.layout.sheet)
        for widget in (self.sheets, self.sheets_label):
            widget.setVisible(len(names) > 1)
        self.problem.setText(preview.problem)
        self.problem_box.setVisible(bool(preview.problem))

    def _show(self, preview: Preview) -> None:
        self.preview = preview
        self.counts.show_counts(preview.counts)
        self.model.show(preview, self.counts.verdict)
        self.view.heads.show_layout(preview)
        self.ready(True)
        self._tell_line(self.view.currentIndex().row())

    def ready(self, yes: bool, words: str = "") -> None:
        """Whether the button may be pressed; while work runs, what runs."""
        if self.preview is None:
            return
        text, rows = counted(self.preview, self.training)
        self.go.setText(text)
        self.go.setEnabled(yes and rows > 0)
        left = self.preview.counts[Verdict.WRONG] + self.preview.counts[Verdict.DOUBTFUL]
        self.report.setEnabled(yes and left > 0 and not self.preview.problem)
        boxes = (*self.view.heads.boxes, self.sheets)
        at = next((box for box in boxes if box.hasFocus()), None)
        if at is not None:
            self.view.setFocus()  # a box put out of use would hand the focus to whatever comes next
        for box in boxes:
            box.setEnabled(yes)
        self._stood = self._give_back(at, ready=yes)
        self.whereto.setEnabled(yes and not self.training)
        self.told.setText(words or (told(self.preview) if rows else idle_reason(self.preview)))

    def _give_back(self, at: QWidget | None, *, ready: bool) -> QWidget | None:
        """The focus to the box it was in when work began; that box, while work runs."""
        if not ready:
            return at or self._stood
        stood = at or self._stood
        if stood is not None and stood in (*self.view.heads.boxes, self.sheets) and self.view.hasFocus():
            stood.setFocus()
        return None

    def _narrow(self, verdict: Verdict | None) -> None:
        if self.preview is not None:
            self.model.show(self.preview, verdict)
            self.view.stand_at(0, self.model.first_wrong(0))

    def _tell_line(self, row: int) -> None:
        self.details.show_line(self.preview, self.model.line(row))

    # -- layout ------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.problem_box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(10)
        column.addLayout(self._top())
        column.addWidget(self.problem_box)
        column.addWidget(self.counts)
        column.addWidget(self.view, 1)
        column.addWidget(self.details)
        column.addLayout(self._bottom())

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addStretch(1)
        for widget in (self.sheets_label, self.sheets, label("导入到"), self.whereto, self.other):
            row.addWidget(widget)
        return row

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.told, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.report)
        row.addWidget(self.go)
        return row
