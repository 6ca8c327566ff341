"""核对封面: the short code typed from the stamped paper, and whether paper and file are one package."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange.ledger import Entry
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.screens.exchange import words
from laomo_desktop.ui.screens.exchange.notices import BAD, GOOD, WARN, Notice, Notices
from laomo_desktop.ui.widgets.buttons import button


class CoverCheck(QWidget):
    """A line and a button; ``found`` with the package the code belongs to."""

    found = Signal(object)

    def __init__(self, context: Context, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._notices = context, notices
        self._chosen: Entry | None = None
        self._said: Notice | None = None
        """What the last check said; the next one takes its place."""
        self.code = QLineEdit(placeholderText="封面短码，如 K7M3-9QXD")
        self.code.setAccessibleName("封面短码")
        self.code.setFixedWidth(210)
        self.code.returnPressed.connect(self.check)
        self.checker = button("核对封面", self.check, tip="看封面上的短码与收到的文件是否相符", key="Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.code)
        row.addWidget(self.checker)

    def expect(self, chosen: Entry | None) -> None:
        """The package that is chosen in the ledger: the paper may be another's."""
        self._chosen = chosen

    def check(self) -> None:
        """相符, 不符, or not here."""
        typed = self.code.text().strip()
        if not typed:
            self.code.setFocus()
            return
        self._notices.take_away(self._said)
        try:
            entry = exchange.check_cover(self.context.desk, typed)
        except Refused as no:
            self._said = self._notices.tell(BAD, no.sentence)
            self.code.selectAll()
            self.code.setFocus()
            return
        if entry is None:
            self._said = self._notices.tell(
                WARN, f"不符：短码 {typed.upper()} 没有输错，但本机没有这个包。",
                ["可能还没有导入它，也可能封面是别的包的。请先导入交来的文件，再核对一次。"],
            )  # fmt: skip
            return
        self._tell(entry)
        self.found.emit(entry)

    def _tell(self, entry: Entry) -> None:
        chosen = self._chosen
        lines = [f"文件：{entry.file}"]
        if chosen is not None and chosen.key != entry.key:
            other = f"封面是{words.whose_package(entry)}的，刚才选中的是{words.whose_package(chosen)}。"
            self._said = self._notices.tell(WARN, f"不符：{other}", [words.standing(entry), *lines])
            return
        told = "请再看一眼封面上的各项数字：在“明细”的“封面数字”里。"
        self._said = self._notices.tell(GOOD, f"相符：短码 {entry.code}，{words.standing(entry)}", [*lines, told])
