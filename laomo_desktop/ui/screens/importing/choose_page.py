"""Step one: which file, for which register."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.services import imports
from laomo_desktop.ui.screens.importing.drop_area import DropArea
from laomo_desktop.ui.widgets.buttons import button, label, toned

BY_HEADS = "按表头自动识别"
WIDEST = 760


class ChoosePage(QWidget):
    """``file_asked``, ``dropped`` and ``template_asked`` are for the screen; ``register`` is "" for 自动识别."""

    file_asked = Signal()
    template_asked = Signal()
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("导入 Excel", "title")
        self.whereto = QComboBox()
        self.whereto.addItem(BY_HEADS, "")
        for reg in imports.importable():
            self.whereto.addItem(reg.label, reg.name)
        self.whereto.setToolTip("这份表里是什么名单；不选时由程序按表头判断")
        self.whereto.currentIndexChanged.connect(self._register_changed)
        self.template = button("下载空白模板", self.template_asked.emit, tip="带下拉框和填写说明的空白表")
        self.problem = label(role="error", wrap=True)
        self.problem_box = toned(QFrame(), "refusal")
        self.area = DropArea()
        self.area.dropped.connect(self.dropped)
        self.choose = button("选择文件…", self.file_asked.emit, key="Ctrl+O", role="primary")
        self.area.column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        self._lay_out()
        self.complain("")
        self._register_changed()

    @property
    def register(self) -> str:
        return str(self.whereto.currentData())

    def set_register(self, name: str, *, fixed: bool = False) -> None:
        """Choose a register; ``fixed`` where nothing else makes sense (the roster of a class)."""
        self.whereto.setCurrentIndex(max(self.whereto.findData(name), 0))
        self.whereto.setEnabled(not fixed)

    def complain(self, sentence: str) -> None:
        """Why the last file could not be read; "" takes it away."""
        self.problem.setText(sentence)
        self.problem_box.setVisible(bool(sentence))

    def busy(self, words: str) -> None:
        """A file is being read ("": not any more)."""
        self.choose.setEnabled(not words)
        self.area.more.setText(words or "支持 .xlsx、.xls 和 .csv，表头写法不限")

    def _register_changed(self) -> None:
        self.template.setEnabled(bool(self.register))

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.problem_box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(label("导入到"))
        row.addWidget(self.whereto)
        row.addStretch(1)
        row.addWidget(self.template)
        promises = label(
            "选好文件后先看一遍结果再导入：哪些是新增、哪些会变更、哪些有错误，逐行列出。"
            "错误的行可以当场改，也可以保存成带错误说明的原表。导入后随时可以整次撤销。",
            "soft", wrap=True,
        )  # fmt: skip
        box = QWidget()
        box.setMaximumWidth(WIDEST)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.title, row, self.problem_box, self.area, promises):
            column.addLayout(part) if isinstance(part, QHBoxLayout) else column.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 22, 28, 22)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(box, 20)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
