"""Every screen of the navigation opens in the real window, by its key or a click, without a complaint."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.paper.preview import Preview
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.screens.catalogue import CATALOGUE, navigation
from laomo_desktop.ui.shell.window import MainWindow
from tests.log_guard import LogGuard


@pytest.fixture
def real(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    runner = Runner()
    made = MainWindow(desk, runner, tmp_path)
    made.show()
    qtbot.waitExposed(made)
    yield made
    qtbot.waitUntil(lambda: not runner.jobs, timeout=10_000)
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("name", [entry.name for entry in navigation()])
def test_every_entry_opens(name: str, real: MainWindow, qtbot: QtBot) -> None:
    real.go(Place(name))
    qtbot.waitUntil(lambda: not real.runner.jobs, timeout=10_000)
    assert real.stage.place == Place(name)
    assert not real.refusal_bar.isVisible(), real.refusal_bar.words.text()
    assert real.navigation.currentItem().text() == CATALOGUE[name].label


def test_the_window_shows_a_paper_over_itself(real: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    pdf += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    real.preview("签到表", pdf, "签到表.pdf")
    shown = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Preview) and w.isVisible())
    assert shown.windowTitle() == "打印预览 — 签到表"
    assert shown._suggested == tmp_path / "签到表.pdf"
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not real.refusal_bar.isVisible()


def test_a_damaged_paper_is_told_and_shows_nothing(real: MainWindow, logs: LogGuard) -> None:
    logs.expect("PdfiumError")
    real.preview("签到表", b"no pdf", "签到表.pdf")
    assert real.refusal_bar.isVisible()


def test_a_list_is_called_as_its_entry(real: MainWindow, qtbot: QtBot) -> None:
    page = CATALOGUE["assignments"].make(real.context)
    qtbot.addWidget(page)
    assert "派工" in [words.text() for words in page.findChildren(QLabel)]
