"""Certificates: who may have one, given, printed, voided, replaced, verified; and how they are set up."""

from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from laomo_desktop.db.records import Record
from laomo_desktop.services import attendance, certificates, lists, registers, settings
from laomo_desktop.ui.certificates.settings_dialog import SettingsDialog
from laomo_desktop.ui.certificates.verify_dialog import VerifyDialog
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.screens.certificates import CertificatesPage
from laomo_desktop.ui.screens.training.issue_dialog import IssueDialog
from laomo_desktop.ui.widgets.why import WhyDialog
from tests.people import RARE_NAME
from tests.printing.reading import text_of
from tests.ui.dialogs import at_dialog
from tests.ui.training_world import PrintingFrame, World, choose, frame, make_class, open_class
from tests.ui.world import context, idle

__all__ = ["context", "frame", "open_class"]
Opener = Callable[..., World]
Key = Qt.Key


def given(world: World) -> list[Record]:
    return lists.pointing(world.desk, "certificates", "training", world.training)


@pytest.fixture
def finished(open_class: Opener) -> World:
    """Five people, one of whom missed half."""
    world = open_class(5, tab="certificates")
    attendance.quick(world.desk, world.training, 1, "1-5")
    attendance.quick(world.desk, world.training, 2, "1-4")
    world.qtbot.waitUntil(lambda: world.screen.certificates.model.rows[0].may)
    return world


def press_ok(dialog: QDialog) -> None:
    assert isinstance(dialog, IssueDialog)
    dialog.ok.click()


def issue(world: World) -> None:
    at_dialog(press_ok)
    world.screen.certificates.issue()
    world.settle()


def test_who_may_and_why_not_with_the_numbers_to_come(finished: World) -> None:
    model = finished.screen.certificates.model
    cells = [[str(model.index(row, column).data()) for column in (1, 3, 4)] for row in range(5)]
    assert cells[0] == [RARE_NAME, "○ 可以发证", "将给 烟芝工培〔2026〕第0001号"]
    assert cells[4][1:] == ["✗ 出勤 1/2，不足 80%", ""]
    assert finished.screen.certificates.words.text().startswith("可以发证 4 人，已发 0 人，不能发 1 人")


def test_giving_them_tells_the_range_first_and_shows_the_pages(finished: World, qtbot: QtBot) -> None:
    said: list[str] = []

    def look_and_press(dialog: QDialog) -> None:
        assert isinstance(dialog, IssueDialog)
        said.extend(w.text() for w in dialog.findChildren(type(finished.screen.certificates.words)))
        said.append(dialog.ok.text())
        dialog.ok.click()

    at_dialog(look_and_press)
    qtbot.mouseClick(finished.screen.certificates.issuing, Qt.MouseButton.LeftButton)
    finished.settle()
    assert any("第0001号\n至 烟芝工培〔2026〕第0004号" in words for words in said)
    assert any("不能撤销" in words for words in said)
    assert "发证 4 本" in said
    assert [c["number"] for c in given(finished)] == [f"烟芝工培〔2026〕第{n:04}号" for n in range(1, 5)]
    assert finished.frame.papers[-1][1].startswith(b"%PDF")
    assert all(not c["prints"] for c in given(finished))


def test_enter_does_not_give_them(finished: World, qtbot: QtBot) -> None:
    def press_enter(dialog: QDialog) -> None:
        assert isinstance(dialog, IssueDialog)
        qtbot.keyClick(dialog.no, Key.Key_Escape)

    at_dialog(press_enter)
    finished.screen.certificates.issue()
    finished.settle()
    assert given(finished) == []


def test_only_those_selected_get_the_next_numbers(finished: World) -> None:
    tab = finished.screen.certificates
    tab.view.choose([tab.model.rows[n].enrolment["id"] for n in (1, 2)])
    issue(finished)
    assert [(c["holder"], c["number"][-5:-1]) for c in given(finished)] == [
        ("陈㛃", "0001"),
        ("买买提·吐尔逊", "0002"),
    ]


def test_somebody_who_may_not_is_refused_with_the_reason(finished: World) -> None:
    tab = finished.screen.certificates
    tab.view.choose([tab.model.rows[4].enrolment["id"]])
    tab.issue()
    assert "出勤 1/2，不足 80%" in finished.frame.refused
    assert given(finished) == []


def test_prints_are_counted_and_a_reprint_asks(finished: World, qtbot: QtBot) -> None:
    issue(finished)
    tab = finished.screen.certificates
    tab.view.choose([tab.model.rows[0].enrolment["id"]])
    tab.acts.preview()
    finished.settle()
    qtbot.mouseClick(tab.printing, Qt.MouseButton.LeftButton)
    finished.settle()
    assert [c["prints"] for c in given(finished)] == [0, 0, 0, 0], "seen, not printed"
    finished.frame.print_last()
    finished.settle()
    assert [c["prints"] for c in given(finished)] == [1, 0, 0, 0]
    at_dialog(choose("取消"))
    tab.acts.print()
    finished.settle()
    assert given(finished)[0]["prints"] == 1
    at_dialog(choose("再打印一次"))
    tab.acts.print()
    finished.settle()
    finished.frame.print_last()
    finished.settle()
    assert given(finished)[0]["prints"] == 2
    assert str(tab.model.index(0, 5).data()) == "2次"


def test_a_sample_before_anything_is_given(finished: World, qtbot: QtBot) -> None:
    tab = finished.screen.certificates
    tab.view.choose([tab.model.rows[0].enrolment["id"]])
    qtbot.mouseClick(tab.previewing, Qt.MouseButton.LeftButton)
    finished.settle()
    title, pdf, _ = finished.frame.papers[-1]
    assert title == "结业证书样张（1本）"
    words = "".join(text_of(pdf).split())
    assert "样张" in words
    assert RARE_NAME in words
    assert finished.frame.noting[-1] is None
    issue(finished)
    assert given(finished)[0]["number"].endswith("第0001号")


def test_a_void_one_among_several_is_left_out_and_told(
    page: CertificatesPage, context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    first = page.model.key(0)
    assert first is not None
    certificates.void(context.desk, first, "信息有误")
    page.refresh()
    page.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    page.view.selectAll()
    said: list[str] = []

    def others(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        next(b for b in dialog.buttons() if b.text() == "只要其余2本").click()

    at_dialog(others)
    qtbot.keyClick(page.view, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    idle(context.runner, qtbot)
    assert "已作废，不能打印" in said[0]
    assert frame.papers[-1][0] == "结业证书（2本）"
    page.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    page.view.choose(0)
    qtbot.keyClick(page.view, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "已作废" in frame.refused


def test_void_with_its_reason_and_the_number_never_comes_again(finished: World, qtbot: QtBot) -> None:
    issue(finished)
    tab = finished.screen.certificates
    tab.view.choose([tab.model.rows[3].enrolment["id"]])

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, WhyDialog)
        dialog.entry.setCurrentText("发错人")
        dialog.act.click()

    at_dialog(fill)
    qtbot.keyClick(tab.view, Key.Key_Delete)
    finished.settle()
    assert [(c["state"], c["reason"]) for c in given(finished)][3] == ("作废", "发错人")
    assert str(tab.model.index(3, 4).data()).endswith("第0005号")


def test_replace_gives_a_new_number(finished: World) -> None:
    issue(finished)
    tab = finished.screen.certificates
    tab.view.choose([tab.model.rows[0].enrolment["id"]])

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, WhyDialog)
        dialog.entry.setCurrentText("遗失")
        dialog.act.click()

    at_dialog(fill)
    tab.acts.replace()
    finished.settle()
    rows = {c["number"][-5:-1]: c["state"] for c in given(finished)}
    assert (rows["0001"], rows["0005"]) == ("已补发", "有效")


# -- the register ----------------------------------------------------------------------------------------------
@pytest.fixture
def page(context: Context, qtbot: QtBot) -> CertificatesPage:
    training = make_class(context.desk, 3)
    attendance.quick(context.desk, training, 1, "1-3")
    attendance.quick(context.desk, training, 2, "1-3")
    certificates.issue(context.desk, training)
    made = CertificatesPage(context, "certificates")
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    qtbot.waitExposed(made)
    made.refresh()
    return made


def test_the_register_previews_and_voids(
    page: CertificatesPage, context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    assert page.model.rowCount() == 3
    page.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    page.view.choose(0)
    qtbot.keyClick(page.view, Key.Key_Space)
    idle(context.runner, qtbot)
    assert frame.papers[-1][1].startswith(b"%PDF")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, WhyDialog)
        dialog.entry.setCurrentText("信息有误")
        dialog.act.click()

    at_dialog(fill)
    qtbot.keyClick(page.view, Key.Key_Delete)
    idle(context.runner, qtbot)
    key = page.model.key(0)
    assert key is not None
    assert registers.get(context.desk, "certificates", key)["state"] == "作废"


def test_nothing_is_made_by_hand_in_the_register(
    page: CertificatesPage, frame: PrintingFrame, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.view, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.panel is None
    assert all(b.text() != "新建" for b in page.top.findChildren(QPushButton))
    assert all("删除" not in action.text() for action in page.top.more.actions())


# -- verify ----------------------------------------------------------------------------------------------------
def first(page: CertificatesPage) -> Record:
    record = page.model.record(0)
    assert record is not None
    return record


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text, "真实有效"),
        (lambda text: text.replace(text.splitlines()[2], "王冒名"), "内容不符"),
        (lambda _text: "随便写的", "还看不出来"),
        (lambda text: text.rsplit(".", 1)[0], "还看不出来"),
    ],
)
def test_a_scanned_text_is_judged_in_words(
    page: CertificatesPage, context: Context, qtbot: QtBot, spoil: Callable[[str], str], said: str
) -> None:
    dialog = VerifyDialog(context, page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.text.insertPlainText(
        spoil(first(page)["signed"])
    )  # as a scanner types it, Enter between the lines
    qtbot.waitUntil(dialog.card.isVisible)
    assert said in dialog.verdict.text()
    assert dialog.verdict.text()[0] in "✓✗?"
    assert dialog.sentence.text()
    qtbot.keyClick(dialog.text, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.card.isVisible()


def test_a_void_certificate_is_told_as_void(page: CertificatesPage, context: Context, qtbot: QtBot) -> None:
    row = first(page)
    certificates.void(context.desk, row["id"], "发错人")
    dialog = VerifyDialog(context, page)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText(row["signed"])
    dialog.check()
    assert "已作废" in dialog.verdict.text()
    assert "发错人" in dialog.sentence.text()


def test_the_code_is_read_from_a_picture(
    page: CertificatesPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = tmp_path / "照片.png"
    code = zxingcpp.create_barcode(first(page)["signed"], zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    pixels = memoryview(code.to_image(scale=4))
    Image.frombytes("L", (pixels.shape[1], pixels.shape[0]), bytes(pixels)).save(picture)
    dialog = VerifyDialog(context, page)
    qtbot.addWidget(dialog)
    dialog.read_picture(picture)
    idle(context.runner, qtbot)
    dialog.check()
    assert "真实有效" in dialog.verdict.text()
    assert RARE_NAME in dialog.facts.text() or first(page)["holder"] in dialog.facts.text()


# -- settings --------------------------------------------------------------------------------------------------
def test_patterns_and_texts_are_tried_before_they_are_saved(
    context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    dialog = SettingsDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.pattern.setText("{year}{seq}")
    assert "✗" in dialog.number.text()
    assert not dialog.ok.isEnabled()
    dialog.pattern.setText("测字〔{year}〕{seq:03}号")
    assert dialog.number.text().endswith("001号")
    for wrong in ("{谁}", "{term", "{term:zz}", "{name!q}"):
        dialog.body.setPlainText(wrong)
        assert not dialog.ok.isEnabled(), wrong
    dialog.body.setPlainText(f"{RARE_NAME}：参加“{{title}}”，特发此证。")
    assert "安全生产大课堂" in dialog.sample.text()
    dialog.background.setChecked(False)
    dialog.dx.setValue(1.5)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    idle(context.runner, qtbot)
    assert settings.get(context.desk, settings.NUMBER_PATTERN) == "测字〔{year}〕{seq:03}号"
    assert RARE_NAME in settings.get(context.desk, settings.CERTIFICATE_BODY)["结业证书"]
    assert settings.get(context.desk, settings.OVERPRINT) == {"background": False, "dx": 1.5, "dy": 0.0}
    assert len(frame.dones) == 1
