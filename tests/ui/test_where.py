"""Every save dialog opens in a folder that is there, and what is saved has its ending."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from laomo_desktop.ui.context import Context
from laomo_desktop.ui.screens.backups import BackupsScreen
from laomo_desktop.ui.screens.exchange import choosing
from laomo_desktop.ui.screens.figures import FiguresScreen
from tests.ui.world import idle

Asked = list[Path]


@pytest.fixture
def asked(context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Where dialogs opened; the clerk types a name without an ending. Her documents folder is missing."""
    seen: Asked = []

    def take(_parent: object, _title: str, suggested: str, *_kinds: str) -> tuple[str, str]:
        seen.append(Path(suggested))
        return str(tmp_path / "存这里.2026"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", take)
    object.__setattr__(context, "exports", tmp_path / "没有的" / "文档")
    return seen


def backup(context: Context, qtbot: QtBot) -> None:
    screen = BackupsScreen(context)
    qtbot.addWidget(screen)
    screen.make_elsewhere()


def figures(context: Context, qtbot: QtBot) -> None:
    screen = FiguresScreen(context)
    qtbot.addWidget(screen)
    screen.to_excel()


@pytest.mark.parametrize(("act", "ending"), [(backup, ".lmbak"), (figures, ".xlsx")])
def test_it_opens_in_a_folder_that_is_there(
    context: Context, asked: Asked, tmp_path: Path, qtbot: QtBot,
    act: Callable[[Context, QtBot], None], ending: str,
) -> None:  # fmt: skip
    act(context, qtbot)
    idle(context.runner, qtbot)
    assert asked[-1].parent == tmp_path / "没有的" / "文档"
    assert asked[-1].parent.is_dir()
    assert (tmp_path / f"存这里.2026{ending}").stat().st_size > 0


def test_the_exchange_asks_so_too(context: Context, asked: Asked, tmp_path: Path, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen = choosing.ask_key_target(parent, "登记", context.exports / "登记.lmkey")
    assert chosen == tmp_path / "存这里.2026.lmkey"
    assert asked[-1].parent.is_dir()
