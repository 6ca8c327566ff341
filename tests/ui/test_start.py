"""First start and login, with mouse and keys, on real stores; the lost password; the store in use."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.start.first_pages import OfficePage, UserPage
from laomo_desktop.ui.start.parts import new_password_fault, strength
from tests.people import RARE_NAME
from tests.ui.start_world import Start, first_pages, folder, login, start, store

__all__ = ["folder", "login", "start", "store"]

ENTER = Qt.Key.Key_Return


def test_three_pages_by_enter_alone_make_an_encrypted_store(start: Start, qtbot: QtBot, folder: Path) -> None:
    sheet = first_pages(start, qtbot)
    qtbot.keyClick(sheet.kept, Qt.Key.Key_Space)
    qtbot.keyClick(sheet.go_button, ENTER)
    desk = start.desks[0]
    assert (desk.user, desk.office.full, desk.is_city) == (RARE_NAME, "龙口市总工会", False)
    assert start.filled == []
    assert not (folder / "laomo.db").read_bytes().startswith(b"SQLite")
    assert start.memory.user == RARE_NAME


def test_the_city_needs_no_choice_of_office(start: Start, qtbot: QtBot) -> None:
    page = start.window.page
    assert isinstance(page, OfficePage)
    qtbot.mouseClick(page.city, Qt.MouseButton.LeftButton)
    assert not page.offices.isEnabled()
    assert page.code == "370600"


def test_a_district_has_to_be_chosen(start: Start, qtbot: QtBot) -> None:
    page = start.window.page
    assert isinstance(page, OfficePage)
    page.forward()
    assert page.told.words.text() == "请先选择单位。"
    assert start.window.page is page


def test_what_was_said_goes_when_it_is_put_right(start: Start, qtbot: QtBot) -> None:
    page = start.window.page
    assert isinstance(page, OfficePage)
    page.forward()
    page.offices.setCurrentIndex(1)
    assert page.told.words.text() == ""


def test_enter_presses_the_button_she_stands_on(start: Start, qtbot: QtBot) -> None:
    asked: list[bool] = []
    page = start.window.page
    assert isinstance(page, OfficePage)
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "从备份恢复")
    page.from_backup.disconnect()
    page.from_backup.connect(lambda: asked.append(True))
    button.setFocus()
    qtbot.keyClick(button, ENTER)
    assert asked == [True]
    assert page.told.words.text() == ""


def test_nothing_goes_on_until_the_sheet_is_kept(start: Start, qtbot: QtBot) -> None:
    sheet = first_pages(start, qtbot)
    assert not sheet.go_button.isEnabled()
    qtbot.keyClick(sheet, ENTER)
    assert start.desks == []
    assert "找回单" in sheet.told.words.text()
    sheet.kept.setChecked(True)
    sheet.forward()
    assert len(start.desks) == 1


def test_sample_data_is_put_in_when_asked_for(start: Start, qtbot: QtBot) -> None:
    sheet = first_pages(start, qtbot)
    sheet.kept.setChecked(True)
    sheet.sample.setChecked(True)
    qtbot.mouseClick(sheet.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(start.desks))
    assert start.filled == start.desks


def test_sample_data_that_fails_leaves_a_store_to_begin_with(start: Start, qtbot: QtBot) -> None:
    def refuse(_desk: Desk, _progress: Progress) -> None:
        raise Refused("磁盘空间不足")

    sheet = first_pages(start, qtbot)
    sheet._doors = replace(sheet._doors, fill=refuse)
    sheet.kept.setChecked(True)
    sheet.sample.setChecked(True)
    sheet.forward()
    qtbot.waitUntil(sheet.empty.isChecked)
    assert "磁盘空间不足" in sheet.told.words.text()
    sheet.forward()
    assert len(start.desks) == 1


def test_closing_before_the_sheet_is_kept_asks(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = first_pages(start, qtbot)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    start.window.close()
    assert start.window.isVisible()
    sheet.kept.setChecked(True)
    sheet.forward()


def test_the_sheet_is_a_pdf_with_every_group(start: Start, qtbot: QtBot) -> None:
    sheet = first_pages(start, qtbot)
    made: list[bytes] = []
    sheet._make(made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    assert made[0].startswith(b"%PDF-")
    sheet.kept.setChecked(True)
    sheet.forward()


@pytest.mark.parametrize(
    ("first", "second", "fault"),
    [("12345", "12345", "至少要6位"), ("secret1", "secret2", "不一样"), ("secret1", "secret1", "")],
)
def test_a_new_password_is_typed_twice(first: str, second: str, fault: str) -> None:
    told = new_password_fault(first, second)
    assert fault in told
    assert bool(told) == bool(fault)


@pytest.mark.parametrize(
    ("password", "words"),
    [("", ""), ("123", "还差3位"), ("111111", "弱"), ("abc12345", "中"), ("Abc12345-烟台", "强")],
)
def test_how_good_a_password_is(password: str, words: str) -> None:
    assert words in strength(password)


def test_escape_leads_back_to_the_office(start: Start, qtbot: QtBot) -> None:
    page = start.window.page
    assert isinstance(page, OfficePage)
    page.offices.setCurrentIndex(3)
    page.forward()
    start.wait_for(UserPage)
    qtbot.keyClick(start.window.page, Qt.Key.Key_Escape)
    assert start.window.page is page
    assert page.offices.currentIndex() == 3


@pytest.mark.slow
def test_the_first_window_imports_nothing_heavy() -> None:
    """design/7: login paints before the database, Excel and PDF libraries are imported."""
    code = (
        "import sys; from laomo_desktop import app; import laomo_desktop.ui.session; app._doors();"
        "heavy = {'sqlalchemy', 'openpyxl', 'reportlab', 'pypinyin', 'alembic', 'pypdfium2'} & set(sys.modules);"
        "sys.exit(f'{heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
