"""Login with mouse and keys: passwords, the sheet, backups and packages opened from there."""

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from laomo_desktop.db import backup
from laomo_desktop.services import desk as desks
from laomo_desktop.services import recovery
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import moving
from laomo_desktop.ui.start.first_pages import OfficePage
from laomo_desktop.ui.start.login_pages import LoginPage, RecoveryPage
from laomo_desktop.ui.start.restore_page import RestorePage
from laomo_desktop.ui.start.sheet_page import SheetPage
from tests.ui.shell_world import CHEAP
from tests.ui.start_world import Start, folder, login, start, store

__all__ = ["folder", "login", "start", "store"]

ENTER = Qt.Key.Key_Return


def test_login_begins_in_the_password(login: Start, qtbot: QtBot) -> None:
    page = login.window.page
    assert isinstance(page, LoginPage)
    qtbot.waitUntil(page.password.hasFocus)
    qtbot.keyClicks(page.password, "secret1")
    qtbot.keyClick(page.password, ENTER)
    qtbot.waitUntil(lambda: bool(login.desks), timeout=20_000)
    assert login.desks[0].user == "管理员"


def test_wrong_passwords_are_counted_and_lock(login: Start, qtbot: QtBot) -> None:
    page = login.window.page
    assert isinstance(page, LoginPage)
    for left in (4, 3, 2, 1, 0):
        page.password.setText("wrong-one")
        qtbot.mouseClick(page.enter_button, Qt.MouseButton.LeftButton)
        words = f"还可以再试{left}次" if left else "已暂停登录"
        qtbot.waitUntil(lambda said=words: said in page.told.words.text(), timeout=20_000)
    assert login.desks == []
    assert page.password.selectedText() != ""


def test_an_empty_password_is_said_at_once(login: Start, qtbot: QtBot) -> None:
    page = login.window.page
    qtbot.keyClick(page, ENTER)
    assert page.told.words.text() == "请输入密码。"
    assert login.runner.jobs == ()


def test_a_store_in_use_is_one_sentence(login: Start, qtbot: QtBot, folder: Path) -> None:
    other = desks.enter(folder, "管理员", "secret1", CHEAP)
    page = login.window.page
    assert isinstance(page, LoginPage)
    page.password.setText("secret1")
    page.forward()
    qtbot.waitUntil(lambda: "已经打开" in page.told.words.text(), timeout=20_000)
    other.close()
    page.forward()
    qtbot.waitUntil(lambda: bool(login.desks), timeout=20_000)


def forgotten(login: Start) -> RecoveryPage:
    """Where she types the code who forgot her password."""
    page = login.window.page
    assert isinstance(page, LoginPage)
    page.forgotten.emit()
    login.wait_for(RecoveryPage)
    recovering = login.window.page
    assert isinstance(recovering, RecoveryPage)
    return recovering


def test_a_lost_password_is_replaced_by_the_sheet(login: Start, qtbot: QtBot, store: str, folder: Path) -> None:
    recovering = forgotten(login)
    recovering.code.setText(store.replace("-", " "))
    recovering.first.setText("better-1")
    recovering.second.setText("better-1")
    assert recovering.count.text() == "已输入 50 / 50 位"
    qtbot.mouseClick(recovering.go_button, Qt.MouseButton.LeftButton)
    login.wait_for(SheetPage)
    sheet = login.window.page
    assert isinstance(sheet, SheetPage)
    assert sheet._code != store
    sheet.kept.setChecked(True)
    sheet.forward()
    login.desks[0].close()
    again = desks.enter(folder, "管理员", "better-1", CHEAP)
    again.close()


def test_a_mistyped_code_names_its_group(login: Start, qtbot: QtBot, store: str) -> None:
    recovering = forgotten(login)
    wrong = str((int(store[4]) + 1) % 10)
    recovering.code.setText(store[:4] + wrong + store[5:])
    recovering.first.setText("better-1")
    recovering.second.setText("better-1")
    recovering.forward()
    qtbot.waitUntil(lambda: "第1组" in recovering.told.words.text(), timeout=20_000)
    assert recovering.isEnabled()


def test_a_backup_comes_back_with_its_own_password(login: Start, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "U盘.lmbak"
    other, _ = desks.create(tmp_path / "other", "370602", "旧用户", "oldpass", CHEAP)
    backup.make(other.store, copy)
    other.close()
    login.window.restore_from(copy)
    login.wait_for(RestorePage)
    page = login.window.page
    assert isinstance(page, RestorePage)
    told = [words.text() for words in page.findChildren(QLabel)]
    assert any(re.fullmatch(r"烟台市芝罘区总工会，\d{4}年\d+月\d+日 \d\d:\d\d 的资料", words) for words in told)
    page.password.setText("wrong-one")
    page.forward()
    qtbot.waitUntil(lambda: "密码不对" in page.told.words.text(), timeout=20_000)
    assert desks.logins(folder) == ["管理员"]
    page.password.setText("oldpass")
    qtbot.keyClick(page.password, ENTER)
    qtbot.waitUntil(lambda: bool(login.desks), timeout=20_000)
    assert (login.desks[0].user, login.desks[0].office.code) == ("旧用户", "370602")


@pytest.mark.parametrize("first_start", [True, False])
def test_the_old_pcs_package_is_opened_by_a_button_of_its_own(
    first_start: bool, qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, _ = desks.create(tmp_path / "old", "370602", "旧用户", "oldpass", CHEAP)
    moved = moving.move(old, tmp_path).path
    old.close()
    if not first_start:
        desks.create(folder, "370602", "管理员", "secret1", CHEAP)[0].close()
    start = Start(qtbot, folder)
    asked: list[str] = []

    def dialog(_parent: object, title: str, _start: str, kinds: str) -> tuple[str, str]:
        asked.extend((title, kinds))
        return str(moved), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", dialog)
    button = next(b for b in start.window.page.findChildren(QPushButton) if b.text() == "从换机包打开")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["选择换机包", "换机包 (*.lmmove)"]
    start.wait_for(RestorePage)
    page = start.window.page
    assert isinstance(page, RestorePage)
    assert page.title.text() == "从换机包打开"
    qtbot.keyClicks(page.password, "oldpass")
    qtbot.keyClick(page.password, ENTER)
    qtbot.waitUntil(lambda: bool(start.desks), timeout=20_000)
    assert (start.desks[0].user, start.desks[0].role) == ("旧用户", "管理员")
    start.close()


def test_the_stores_own_copies_are_offered_first(
    login: Start, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def dialog(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(start)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", dialog)
    button = next(b for b in login.window.page.findChildren(QPushButton) if b.text() == "从备份恢复")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (folder / "backups").mkdir()
    (folder / "backups" / "20260301-080000-每日.lmbak").touch()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [str(folder), str(folder / "backups")]


def sheet_of(desk: Desk, code: str, folder: Path) -> Path:
    """The printed sheet, scanned."""
    picture = folder / "找回单.png"
    with pypdfium2.PdfDocument(recovery.sheet(desk, code)) as document:
        document[0].render(scale=2).to_pil().save(picture)
    return picture


def test_on_a_new_pc_a_backup_opens_by_the_scanned_sheet_when_the_password_is_forgotten(
    start: Start, qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, code = desks.create(tmp_path / "old", "370602", "旧用户", "oldpass", CHEAP)
    picture, copy = sheet_of(old, code, tmp_path), tmp_path / "U盘.lmbak"
    epoch = old.store.epoch
    backup.make(old.store, copy)
    old.close()
    start.window.restore_from(copy)
    start.wait_for(RestorePage)
    button = next(b for b in start.window.page.findChildren(QPushButton) if b.text() == "忘记密码，使用找回码")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    start.wait_for(RecoveryPage)
    page = start.window.page
    assert isinstance(page, RecoveryPage)
    assert page.title.text() == "用找回单打开备份"
    wrong = tmp_path / "证书.png"
    Image.new("L", (200, 200), 255).save(wrong)
    for chosen, told in ((wrong, "没有找到二维码"), (picture, "")):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, chosen=chosen: (str(chosen), ""))
        read = next(b for b in page.findChildren(QPushButton) if "二维码" in b.text())
        qtbot.mouseClick(read, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda told=told: told in page.told.words.text() and "正在" not in page.told.words.text())
    assert page.code.text() == code
    assert not (folder / "laomo.db").exists(), "nothing is put in place before the code was proved"
    qtbot.keyClicks(page.first, "better-1")
    qtbot.keyClicks(page.second, "better-1")
    qtbot.keyClick(page.second, ENTER)
    start.wait_for(SheetPage)
    sheet = start.window.page
    assert isinstance(sheet, SheetPage)
    assert sheet._code != code
    sheet.kept.setChecked(True)
    sheet.forward()
    assert (start.desks[0].user, start.desks[0].store.epoch != epoch) == ("旧用户", True)


def test_a_code_of_another_sheet_puts_no_backup_in_place(
    start: Start, qtbot: QtBot, folder: Path, store: str, tmp_path: Path
) -> None:
    other, _ = desks.create(tmp_path / "other", "370602", "别人", "oldpass", CHEAP)
    backup.make(other.store, tmp_path / "U盘.lmbak")
    other.close()
    before = (folder / "keys.json").read_bytes()
    start.window.restore_from(tmp_path / "U盘.lmbak")
    start.wait_for(RestorePage)
    assert isinstance(start.window.page, RestorePage)
    start.window.page.forgotten.emit()
    start.wait_for(RecoveryPage)
    page = start.window.page
    assert isinstance(page, RecoveryPage)
    page.code.setText(store)
    page.first.setText("better-1")
    page.second.setText("better-1")
    page.forward()
    qtbot.waitUntil(lambda: "打开旧备份要用备份当时的那一张" in page.told.words.text(), timeout=20_000)
    assert (folder / "keys.json").read_bytes() == before
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    start.wait_for(RestorePage)


def test_what_is_no_backup_is_refused(login: Start, tmp_path: Path) -> None:
    wrong = tmp_path / "照片.lmbak"
    wrong.write_bytes(b"\x00" * 100)
    login.window.restore_from(wrong)
    assert "不是本程序的备份" in login.window.page.told.words.text()
    assert isinstance(login.window.page, LoginPage)


def test_another_folder_without_a_store_begins_anew_there(login: Start, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    login.window.open_folder(empty)
    assert isinstance(login.window.page, OfficePage)
    assert str(empty) in login.window.page.told.words.text()


def test_a_damaged_key_file_is_one_sentence(store: str, qtbot: QtBot, folder: Path) -> None:
    (folder / "keys.json").write_bytes(b"{")
    start = Start(qtbot, folder)
    page = start.window.page
    assert isinstance(page, LoginPage)
    assert "从备份恢复" in page.told.words.text()
    assert not page.enter_button.isEnabled()
    start.close()
