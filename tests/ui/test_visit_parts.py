"""What hangs on a visit: each enterprise's workers, photos and their captions, scans."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from laomo_desktop.printing.render import page_count
from laomo_desktop.services import attachments, prints, visits
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.screens.visit import VisitScreen
from laomo_desktop.ui.screens.visit.enterprises_part import Served
from laomo_desktop.ui.screens.visit.form import VisitForm
from laomo_desktop.ui.screens.visit.keeping import LARGEST_PHOTO
from tests.people import RARE_NAME
from tests.ui.dialogs import at_dialog
from tests.ui.service_world import frame, pick, settle, shown
from tests.ui.training_world import PrintingFrame
from tests.ui.visit_world import form_of, open_new, put, type_kind
from tests.ui.world import add, compose

__all__ = ["frame"]
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # drop-downs, without a screen


def number_of(form: VisitForm, enterprise: str) -> QLineEdit:
    chips = form.parts.enterprises.chosen.values()
    chip = next(chip for chip in chips if chip.face.text().startswith(enterprise))
    assert isinstance(chip, Served)
    return chip.number


def test_the_workers_of_each_enterprise_are_typed_once_and_summed(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    for name in ("虚构重工有限公司", "虚构船厂"):
        add(desk, "enterprises", name=name)
    form = form_of(open_new(context, qtbot))
    type_kind(form, "技能提升行", qtbot)
    put(form, "title", "现场教学", qtbot)
    part, total = form.parts.enterprises, form.fields.rows["workers"].editor
    pick(part.line, "xgzg", qtbot)
    assert not number_of(form, "虚构重工").isVisible()  # of one enterprise the total is enough
    pick(part.line, "xgcc", qtbot)
    qtbot.keyClick(part.line.line, Qt.Key.Key_Return)
    assert number_of(form, "虚构重工").hasFocus()
    compose(number_of(form, "虚构重工"), "２５")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert number_of(form, "虚构船厂").hasFocus()
    qtbot.keyClicks(number_of(form, "虚构船厂"), "15")
    assert part.sum.text() == "各企业合计 40 人次"
    assert total.entry() in (40, "40")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert part.isAncestorOf(QApplication.focusWidget()) is False  # on to the people
    qtbot.mouseClick(form.saver, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    key = frame.dones[-1].key
    of = visits.load(desk, key)
    assert of.visit["workers"] == 40
    assert [(e["enterprise.title"], e["workers"]) for e in of.enterprises] == [
        ("虚构重工有限公司", 25),
        ("虚构船厂", 15),
    ]
    again = form_of(shown(VisitScreen(context), Place("visit", key), qtbot))
    number_of(again, "虚构船厂").setFocus()
    number_of(again, "虚构船厂").selectAll()
    qtbot.keyClicks(number_of(again, "虚构船厂"), "20")
    assert again.fields.rows["workers"].editor.entry() in (45, "45")
    put(again, "workers", "50", qtbot)
    assert again.parts.enterprises.sum.text() == "⚠ 各企业合计45人次，与惠及职工50人次不一致，请改成一致。"
    qtbot.mouseClick(again.saver, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    assert again.parts.enterprises.complaint.text() == "✕ 各企业合计45人次，与惠及职工50人次不一致，请改成一致。"
    assert visits.load(desk, key).visit["workers"] == 40
    again.parts.enterprises.remove(next(iter(again.parts.enterprises.chosen)))
    put(again, "workers", "", qtbot)
    qtbot.mouseClick(again.saver, Qt.MouseButton.LeftButton)
    settle(context, qtbot)


def test_a_number_that_is_none_is_told_beside_its_enterprise(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    form = form_of(open_new(context, qtbot))
    type_kind(form, "技能提升行", qtbot)
    put(form, "title", "现场教学", qtbot)
    for name in ("甲虚构公司", "乙虚构公司"):
        form.parts.enterprises.add(name)
    compose(number_of(form, "甲虚构"), "好多")
    qtbot.mouseClick(form.saver, Qt.MouseButton.LeftButton)
    assert "甲虚构公司（新）" in form.parts.enterprises.complaint.text()
    assert "不是整数" in form.parts.enterprises.complaint.text()
    assert frame.dones == []


def test_captions_are_typed_under_the_photos_and_kept(
    context: Context, desk: Desk, frame: PrintingFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    form = form_of(open_new(context, qtbot))
    form.parts.photos.take([photo(tmp_path, "一.jpg", 300), photo(tmp_path, "二.jpg", 200)])
    settle(context, qtbot)
    one, two = form.parts.photos.thumbs.values()
    one.caption.setFocus()
    compose(one.caption, f"{RARE_NAME}在车间宣讲")
    qtbot.keyClick(one.caption, Qt.Key.Key_Return)
    assert two.caption.hasFocus()
    type_kind(form, "思想引领行", qtbot)
    put(form, "title", "宣讲", qtbot)
    qtbot.mouseClick(form.saver, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    key = frame.dones[-1].key
    assert [f["caption"] for f in visits.load(desk, key).files] == [f"{RARE_NAME}在车间宣讲", None]
    again = form_of(shown(VisitScreen(context), Place("visit", key), qtbot))
    assert not again.dirty()
    compose(list(again.parts.photos.thumbs.values())[1].caption, "合影")
    assert again.dirty()
    qtbot.mouseClick(again.saver, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    assert [f["caption"] for f in visits.load(desk, key).files] == [f"{RARE_NAME}在车间宣讲", "合影"]


def photo(folder: Path, name: str = "照片.jpg", size: int = 2400) -> Path:
    image = QImage(size, size // 2, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = folder / name
    assert image.save(str(path))
    return path


def test_photos_are_dropped_pasted_made_small_and_removed(
    context: Context, desk: Desk, frame: PrintingFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    form = form_of(open_new(context, qtbot))
    part = form.parts.photos
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo(tmp_path)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(part, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(part, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    settle(context, qtbot)
    QGuiApplication.clipboard().setImage(QImage(str(photo(tmp_path, "另一张.png", 400))))
    qtbot.mouseClick(part.paster, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    assert len(part.images()) == 2
    kept = QImage()
    kept.loadFromData(attachments.load(desk, part.images()[0]) or b"")
    assert max(kept.width(), kept.height()) == 1600
    type_kind(form, "思想引领行", qtbot)
    put(form, "title", "宣讲", qtbot)
    first, second = part.images()
    part.thumbs[first].setFocus()
    qtbot.keyClick(part.thumbs[first], Qt.Key.Key_Delete)
    qtbot.mouseClick(form.saver, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    assert [f["image"] for f in visits.load(desk, frame.dones[-1].key).files] == [second]


def test_photos_that_cannot_be_kept_are_told_by_name(context: Context, tmp_path: Path, qtbot: QtBot) -> None:
    form = form_of(open_new(context, qtbot))
    part = form.parts.photos
    large = tmp_path / "太大的照片.jpg"
    with large.open("wb") as file:
        file.truncate(LARGEST_PHOTO + 1)  # takes no room
    part.take([large])
    settle(context, qtbot)
    assert part.complaint.text() == "✕ 照片“太大的照片.jpg”太大（64.0MB），请缩小到64MB以内再放。"
    broken = tmp_path / "坏的.jpg"
    broken.write_bytes(b"no picture")
    part.take([broken])
    settle(context, qtbot)
    assert "“坏的.jpg”不是能识别的图片" in part.complaint.text()
    part.take([tmp_path / "没有的.jpg"])
    settle(context, qtbot)
    assert "读不出来" in part.complaint.text()
    part.take([photo(tmp_path)] * 13)
    assert "最多放12张" in part.complaint.text()
    assert part.images() == []


def scan(folder: Path, pages: int = 2, **locked: str) -> Path:
    """A PDF as a scanner writes it, perhaps with a password."""
    path = folder / "签到表扫描.pdf"
    locks = {"encrypt": StandardEncryption(**locked, canPrint=0)} if locked else {}
    canvas = Canvas(str(path), **locks)
    for _ in range(pages):
        canvas.setFillColorRGB(0.8, 0.1, 0.1)
        canvas.rect(0, 0, 600, 850, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def test_a_pdf_scan_is_kept_as_it_is_shown_by_its_first_page_and_printed(
    context: Context, desk: Desk, frame: PrintingFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    form = form_of(open_new(context, qtbot))
    part = form.parts.photos
    part.take([scan(tmp_path), photo(tmp_path)])
    settle(context, qtbot)
    name, picture = part.images()
    assert attachments.load(desk, name) == (tmp_path / "签到表扫描.pdf").read_bytes()
    thumb = part.thumbs[name]
    assert thumb.pages.text() == "PDF，共2页"
    assert not part.thumbs[picture].pages.isVisible()
    colour = thumb.picture.pixmap().toImage().pixelColor(40, 40)
    assert (colour.red() > 180, colour.green() < 60) == (True, True)
    thumb.setFocus()
    qtbot.keyClick(thumb, Qt.Key.Key_Return)
    assert frame.papers[-1][1] == attachments.load(desk, name)
    at_dialog(lambda dialog: (dialog.picture.pixmap().width() > 0 or pytest.fail("nothing shown"), dialog.reject()))
    qtbot.mouseDClick(part.thumbs[picture], Qt.MouseButton.LeftButton)
    type_kind(form, "思想引领行", qtbot)
    put(form, "title", "宣讲", qtbot)
    qtbot.mouseClick(form.saver, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    paper = prints.visit(desk, frame.dones[-1].key)
    assert page_count(paper.pdf) == 2  # the record, and the page of photos with the scan's first page


@pytest.mark.parametrize(
    ("locked", "cut", "told"),
    [({}, 60, "打不开，文件可能已损坏"), ({"userPassword": "geheim"}, None, "设了密码，打不开，请去掉密码")],
)
def test_scans_that_nobody_could_open_are_refused_in_words(
    context: Context, tmp_path: Path, qtbot: QtBot, locked: dict[str, str], cut: int | None, told: str
) -> None:
    part = form_of(open_new(context, qtbot)).parts.photos
    path = scan(tmp_path, **locked)
    path.write_bytes(path.read_bytes()[:cut])
    part.take([path])
    settle(context, qtbot)
    assert "扫描件“签到表扫描.pdf”" in part.complaint.text()
    assert told in part.complaint.text()
    assert part.images() == []


def test_a_large_photo_of_a_telephone_is_made_smaller_not_refused(
    context: Context, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    part = form_of(open_new(context, qtbot)).parts.photos
    path = photo(tmp_path)
    path.write_bytes(path.read_bytes() + bytes(attachments.LARGEST))  # what follows a picture is passed over
    part.take([path])
    settle(context, qtbot)
    [name] = part.images()
    assert len(attachments.load(desk, name) or b"") < 1024 * 1024
