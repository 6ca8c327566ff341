"""Looking at a paper before it is printed: pages, zoom, printer, save as PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressDialog,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.domain.errors import Refused
from laomo_desktop.printing.render import Document
from laomo_desktop.ui.paper.pages import Pages
from laomo_desktop.ui.paper.printing import Printing, chosen_pages
from laomo_desktop.ui.paper.saving import ask_and_save
from laomo_desktop.ui.theme.icons import icon

ZOOMS = (("整页", 0.0, "page"), ("适合宽度", 0.0, "width"), *((f"{p}%", p / 100, "") for p in (50, 75, 100, 150, 200)))
NO_PRINTER = "这台电脑没有安装打印机，可以先另存为 PDF，拿到别处打印。"


class Preview(QDialog):
    """A dialog over the window; Ctrl+P prints, Ctrl+S saves, Esc closes.

    ``printed`` is called each time the paper went to the printer or to a file.
    """

    def __init__(
        self, title: str, pdf: bytes, suggested: Path, parent: QWidget | None = None,
        *, printed: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"打印预览 — {title}")
        self._pdf, self._suggested = pdf, suggested
        self._note = printed
        self._document = Document(pdf)
        self._printing: Printing | None = None
        self.pages = Pages(self._document)
        self._make_acts()
        self._lay_out()
        self._keys()
        room = self.screen().availableGeometry()
        self.resize(room.width() * 9 // 10, room.height() * 84 // 100)  # the title bar needs its room too
        self.pages.setFocus()

    def _make_acts(self) -> None:
        count = len(self._document)
        self.print_button = QPushButton(" 打印")
        self.print_button.setIcon(icon("print", "#FFFFFF"))
        self.print_button.setProperty("role", "primary")
        self.print_button.setToolTip("打印　Ctrl+P")
        self.print_button.clicked.connect(self.print_it)
        self.save_button = QPushButton(" 另存为 PDF")
        self.save_button.setIcon(icon("pdf"))
        self.save_button.setToolTip("另存为 PDF　Ctrl+S")
        self.save_button.clicked.connect(self.save_it)
        self.page_box = QSpinBox()
        self.page_box.setRange(1, count)
        self.page_box.setSuffix(f" / {count} 页")
        self.page_box.setToolTip("页码　PageUp / PageDown 翻页")
        self.page_box.setKeyboardTracking(False)
        self.page_box.valueChanged.connect(lambda number: self.pages.show_page(number - 1))
        self.zoom_box = QComboBox()
        self.zoom_box.setToolTip("缩放　Ctrl+滚轮、Ctrl++、Ctrl+-")
        self.zoom_box.addItems([name for name, _, _ in ZOOMS])
        self.zoom_box.activated.connect(self._zoom_chosen)
        self.told = QLabel()
        self.told.setProperty("role", "soft")
        self.told.setWordWrap(True)
        self.close_button = QPushButton("关闭")
        self.close_button.setToolTip("关闭　Esc")
        self.close_button.clicked.connect(self.reject)
        for button in (self.print_button, self.save_button, self.close_button):
            button.setAutoDefault(False)
        self.pages.turned.connect(self._turned)
        self.pages.zoomed.connect(self._zoomed)

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setContentsMargins(12, 10, 12, 10)
        acts.setSpacing(8)
        for widget in (self.print_button, self.save_button, self.page_box, self.zoom_box):
            acts.addWidget(widget)
        acts.addWidget(self.told, 1)
        acts.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(acts)
        column.addWidget(self.pages, 1)

    def _keys(self) -> None:
        for keys, act in (
            ("Ctrl+P", self.print_it), ("Ctrl+S", self.save_it), ("Ctrl++", self._larger), ("Ctrl+=", self._larger),
            ("Ctrl+-", self._smaller), ("Ctrl+0", self._whole_page),
        ):
            QShortcut(QKeySequence(keys), self, act)

    # -- looking ---------------------------------------------------------------------------------------------
    def _turned(self, number: int) -> None:
        self.page_box.blockSignals(True)
        self.page_box.setValue(number + 1)
        self.page_box.blockSignals(False)

    def _zoom_chosen(self, place: int) -> None:
        _, zoom, fit = ZOOMS[place]
        if fit:
            self.pages.fit = fit
            self.pages.refit()
        else:
            self.pages.set_zoom(zoom)

    def _zoomed(self, zoom: float) -> None:
        fits = [place for place, (_, much, fit) in enumerate(ZOOMS) if (fit and fit == self.pages.fit) or much == zoom]
        self.zoom_box.setCurrentIndex(fits[0] if fits else -1)
        self.zoom_box.setPlaceholderText(f"{zoom:.0%}")

    def _larger(self) -> None:
        self.pages.set_zoom(self.pages.zoom * 1.25)

    def _smaller(self) -> None:
        self.pages.set_zoom(self.pages.zoom / 1.25)

    def _whole_page(self) -> None:
        self.pages.fit = "page"
        self.pages.refit()

    # -- to the printer --------------------------------------------------------------------------------------
    def print_it(self) -> None:
        """Ask which printer and pages, then print."""
        if self._printing is not None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self._tell(NO_PRINTER, "warning")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._suggested.stem)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._document))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the chosen pages on ``printer``, with progress and cancel."""
        pages = chosen_pages(printer, len(self._document))
        if not pages:
            self._tell("选定的页码不在这份文件里。", "warning")
            return
        printing = Printing(printer, self._document, pages, self)
        self._printing, self._printer = printing, printer
        waiting = QProgressDialog("正在送往打印机…", "取消", 0, len(pages), self)
        waiting.setWindowTitle("打印")
        waiting.setWindowModality(Qt.WindowModality.WindowModal)
        waiting.setAutoClose(False)
        waiting.setAutoReset(False)
        waiting.canceled.connect(printing.cancel)
        printing.stepped.connect(waiting.setValue)
        printing.ended.connect(self._printed)
        printing.ended.connect(waiting.deleteLater)
        printing.start()

    def _printed(self, why_not: str) -> None:
        self._tell(why_not or "已送往打印机。", "warning" if why_not else "good")
        self._printing = None
        if not why_not:
            self._noted()

    def _noted(self) -> None:
        if self._note is not None:
            self._note()

    # -- to a file -------------------------------------------------------------------------------------------
    def save_it(self) -> None:
        """Ask where, then write the very bytes shown; says where it is, or why not."""
        try:
            saved = ask_and_save(self, self._pdf, self._suggested)
        except Refused as no:
            self._tell(no.sentence, "warning")
        else:
            if saved is not None:
                self._tell(f"已保存到 {saved}", "good")
                self._noted()

    def _tell(self, words: str, role: str) -> None:
        self.told.setProperty("role", role)
        self.told.style().polish(self.told)
        self.told.setText(words)

    def done(self, result: int) -> None:
        """Closing gives the document back; not while it is being printed."""
        if self._printing is None:
            super().done(result)
            self._document.close()
