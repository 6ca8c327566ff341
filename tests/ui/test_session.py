"""The whole way: way in, login, window, close; and what `python -m laomo_desktop` starts."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import laomo_desktop.__main__ as entry
from laomo_desktop import app
from laomo_desktop.db import backup
from laomo_desktop.services import desk as desks
from laomo_desktop.ui.session import Session
from laomo_desktop.ui.shell.window import MainWindow
from laomo_desktop.ui.start.login_pages import LoginPage
from laomo_desktop.ui.start.memory import StartMemory
from tests.log_guard import LogGuard
from tests.ui.shell_world import CHEAP


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk, _ = desks.create(tmp_path / "store", "370600", "管理员", "secret1", CHEAP)
    desk.close()
    return tmp_path / "store"


@pytest.fixture
def session(folder: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    made = Session(app._doors(), folder, StartMemory(tmp_path))
    made.begin()
    yield made
    if made.window is not None:
        made.window.close()
    made.runner.close()
    if isValid(made.start):
        made.start.close()


def _told(window: MainWindow) -> str:
    return " ".join(each.text() for each in window.stage.findChildren(QLabel) if each.isVisible())


def test_from_the_login_to_the_window_and_out_again(session: Session, folder: Path, qtbot: QtBot) -> None:
    page = session.start.page
    assert isinstance(page, LoginPage)
    qtbot.keyClicks(page.password, "secret1")
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.window is not None, timeout=30_000)
    window = session.window
    assert window is not None
    assert "烟台市总工会（市总工会）" in window.windowTitle()
    qtbot.waitUntil(lambda: len(backup.listing(folder)) == 1, timeout=30_000)
    qtbot.waitUntil(lambda: "最近一次备份" in _told(window), timeout=30_000)
    assert "还没有备份过" not in _told(window), "the copy was made after the page had spoken"
    qtbot.waitUntil(lambda: not session.runner.jobs, timeout=30_000)
    window.close()
    again = desks.enter(folder, "管理员", "secret1", CHEAP)
    again.close()


def test_the_last_store_and_user_are_remembered(session: Session, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    page = session.start.page
    assert isinstance(page, LoginPage)
    page.password.setText("secret1")
    page.forward()
    qtbot.waitUntil(lambda: session.window is not None, timeout=30_000)
    memory = StartMemory(tmp_path)
    assert (memory.folder, memory.user) == (folder, "管理员")


def test_an_escaped_error_is_told_by_the_window(session: Session, qtbot: QtBot, logs: LogGuard) -> None:
    logs.expect("RuntimeError")
    session.unexpected(RuntimeError, RuntimeError("陈㛃"), None)
    assert "程序出了意外" in session.start.page.told.words.text()
    assert "陈㛃" not in session.start.page.told.toolTip()


@pytest.mark.parametrize(
    ("given", "screen", "opened"),
    [
        ([], True, (None,)),
        (["--store", "/made/up"], True, (Path("/made/up"),)),
        (["--store=/made/up"], True, (Path("/made/up"),)),
        ([], False, None),
        (["list", "people"], True, None),
        (["--help"], True, None),
    ],
)
def test_what_is_started(
    given: list[str], screen: bool, opened: tuple[Path | None] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows: list[tuple[Path | None]] = []
    commands: list[list[str]] = []
    monkeypatch.setattr(entry, "_has_screen", lambda: screen)
    monkeypatch.setattr(app, "run_window", lambda folder: windows.append((folder,)) or 0)
    fake = SimpleNamespace(main=lambda argv: commands.append(list(argv)) or 2)
    monkeypatch.setattr(entry, "lazy", lambda _: fake)
    code = entry.main(given)
    assert (windows, commands) == (([opened], []) if opened else ([], [given]))
    assert code == (0 if opened else 2)


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS always have a screen")
def test_a_screen_is_there_when_a_display_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not entry._has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert entry._has_screen()


def test_where_the_store_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAOMO_STORE", "/made/up")
    assert app.store_folder(None) == Path("/made/up")
    assert app.store_folder(Path("/told")) == Path("/told")
    monkeypatch.delenv("LAOMO_STORE")
    assert app.store_folder(None).name == "laomo_desktop"
