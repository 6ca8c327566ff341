"""The preview: pages, zoom, saving the very bytes, printing on a PDF printer, and no printer at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPageSize, QWheelEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from shiboken6 import isValid

from laomo_desktop.domain.errors import Refused
from laomo_desktop.printing.render import Document
from laomo_desktop.services import outputs
from laomo_desktop.ui.paper.pages import KEPT
from laomo_desktop.ui.paper.preview import Preview
from laomo_desktop.ui.paper.printing import chosen_pages
from laomo_desktop.ui.paper.saving import free_name


def _pdf(pages: int) -> bytes:
    """Pages with a black square in the upper left corner; every second one landscape."""
    canvas = Canvas("unused", initFontName="Helvetica")
    for number in range(pages):
        size = landscape(A4) if number % 2 else A4
        canvas.setPageSize(size)
        canvas.rect(20, size[1] - 120, 100, 100, fill=1)
        canvas.showPage()
    made: bytes = canvas.getpdfdata()
    return made


@pytest.fixture
def pdf() -> bytes:
    return _pdf(30)


@pytest.fixture
def preview(pdf: bytes, qtbot: QtBot, tmp_path: Path) -> Iterator[Preview]:
    made = Preview("证书", pdf, tmp_path / "证书.pdf")
    made.show()
    qtbot.waitExposed(made)
    yield made
    if isValid(made):
        made.close()


def test_only_what_is_in_sight_is_drawn(preview: Preview) -> None:
    preview.grab()
    assert 1 <= len(preview.pages._drawn) < KEPT
    for page in range(30):
        preview.pages.show_page(page)
        preview.grab()
    assert len(preview.pages._drawn) <= KEPT


def test_the_page_drawn_is_the_pdfs(preview: Preview) -> None:
    picture = preview.pages.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    rect = preview.pages._rects[0]
    inside = rect.topLeft() + QPoint(rect.width() * 70 // 595, rect.height() * 70 // 842)
    beside = rect.topLeft() + QPoint(rect.width() * 300 // 595, rect.height() * 70 // 842)
    assert picture.pixelColor((QPointF(inside) * ratio).toPoint()).lightness() < 20
    assert picture.pixelColor((QPointF(beside) * ratio).toPoint()).lightness() > 250


def test_the_page_box_and_the_scroll_bar_agree(preview: Preview, qtbot: QtBot) -> None:
    preview.page_box.setFocus()
    preview.page_box.selectAll()
    qtbot.keyClicks(preview.page_box, "17")
    qtbot.keyClick(preview.page_box, Qt.Key.Key_Return)
    assert preview.pages.current == 16
    preview.pages.verticalScrollBar().setValue(0)
    assert preview.page_box.value() == 1


def test_zoom_keeps_the_page(preview: Preview, qtbot: QtBot) -> None:
    preview.pages.show_page(10)
    preview.zoom_box.setCurrentText("200%")
    preview.zoom_box.activated.emit(preview.zoom_box.currentIndex())
    assert preview.pages.zoom == 2.0
    assert preview.pages.current == 10
    qtbot.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.pages.fit == "page"
    assert preview.zoom_box.currentText() == "整页"


def test_ctrl_and_the_wheel_zoom(preview: Preview) -> None:
    before = preview.pages.zoom
    turn = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(preview.pages.viewport(), turn)
    assert preview.pages.zoom > before


def test_saving_writes_the_very_bytes(
    preview: Preview, pdf: bytes, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "保存" / "㛃"
    chosen.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    qtbot.mouseClick(preview.save_button, Qt.MouseButton.LeftButton)
    saved = chosen.with_name("㛃.pdf")
    assert saved.read_bytes() == pdf
    assert str(saved) in preview.told.text()


def test_saving_where_nothing_can_be_written_is_one_sentence(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "没有" / "a.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(nowhere), ""))
    preview.save_it()
    assert "写不进文件" in preview.told.text()


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "a.pdf"
    old.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("laomo_desktop.db.files.os.fsync", fail)
    with pytest.raises(Refused):
        outputs.put(old, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]
    assert old.read_bytes() == b"old"


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    for name in ("a.pdf", "a(2).pdf"):
        (tmp_path / name).touch()
    assert free_name(tmp_path / "a.pdf").name == "a(3).pdf"
    assert free_name(tmp_path / "b.pdf").name == "b.pdf"


def test_without_a_printer_it_says_so(preview: Preview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    qtbot.mouseClick(preview.print_button, Qt.MouseButton.LeftButton)
    assert "没有安装打印机" in preview.told.text()


def _paper_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def test_printing_chosen_pages_in_their_own_orientation(preview: Preview, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"
    printer = _paper_printer(out)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 4)
    preview.print_on(printer)
    qtbot.waitUntil(lambda: preview.told.text() == "已送往打印机。", timeout=30_000)
    with Document(out.read_bytes()) as printed:
        assert len(printed) == 3
        shapes = [width > height for width, height in map(printed.size, range(3))]
        page = printed.page(0, 1.0)
    assert shapes == [True, False, True]
    middle_of_square = (70 * page.width + 70) * 4
    assert page.pixels[middle_of_square] < 40


def test_printing_can_be_cancelled(preview: Preview, qtbot: QtBot, tmp_path: Path) -> None:
    preview.print_on(_paper_printer(tmp_path / "half.pdf"))
    assert preview._printing is not None
    preview._printing.cancel()
    qtbot.waitUntil(lambda: preview.told.text() == "打印已取消。")
    assert preview._printing is None


def test_a_range_outside_prints_nothing() -> None:
    printer = QPrinter()
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(40, 50)
    assert chosen_pages(printer, 30) == []
    printer.setFromTo(29, 99)
    assert chosen_pages(printer, 30) == [28, 29]


def test_escape_closes(preview: Preview, qtbot: QtBot) -> None:
    qtbot.keyClick(preview.pages, Qt.Key.Key_Escape)
    assert not preview.isVisible()
