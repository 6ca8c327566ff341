"""换电脑 in the backup page, 停用密钥 in the city's exchange page: asked first, done with the mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange import moving
from laomo_desktop.ui.screens import backups
from laomo_desktop.ui.screens.backups import BackupsScreen
from laomo_desktop.ui.screens.exchange import city_panel
from laomo_desktop.ui.widgets.ask import ask
from tests.people import make_person
from tests.services.exchange.world import CITY, PASSWORD, ZHIFU, add
from tests.ui.dialogs import at_dialog


def answers(monkeypatch, module, choice: int) -> list[str]:
    asked: list[str] = []

    def ask(_parent, question, *_given, **_more):
        asked.append(question)
        return choice

    monkeypatch.setattr(module, "ask", ask)
    return asked


def test_the_store_goes_to_the_stick_and_stays_readable(offices, show, stick, dialogs, monkeypatch, tmp_path):
    asked = answers(monkeypatch, backups, 0)
    dialogs.target = stick
    add(offices[ZHIFU], make_person(1))
    page = show(offices[ZHIFU], BackupsScreen)
    page.press(page.screen.mover)
    (file,) = stick.glob("*.lmmove")
    assert len(asked) == 1
    assert file.name in page.screen.result.text()
    assert "读回核对" in page.screen.result.text()
    assert "可以拔出 U 盘" in page.screen.result.text()
    assert not page.screen.mover.isEnabled()
    with pytest.raises(Refused, match="另一台电脑"):
        add(offices[ZHIFU], make_person(2))
    moving.arrive(file, tmp_path / "新", "测试员", PASSWORD)
    desks.enter(tmp_path / "新", "测试员", PASSWORD).close()


@pytest.mark.parametrize(("grave", "means"), [(False, 0), (True, 1)])
def test_enter_alone_does_nothing_that_cannot_be_taken_back(qtbot, grave, means):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    at_dialog(lambda box: qtbot.keyClick(box, Qt.Key.Key_Return))
    assert ask(parent, "停用？", ("停用", "取消"), grave=grave) == means


def test_enter_does_not_revoke(offices, show, qtbot):
    page = show(offices[CITY])
    page.screen.offices.choose_office(ZHIFU)
    page.settle()
    at_dialog(lambda box: qtbot.keyClick(box, Qt.Key.Key_Return))
    page.press(page.screen.city.revoker)
    assert next(line for line in exchange.ledger(page.desk) if line.office.code == ZHIFU).enrolled


def test_a_copy_for_the_stick_opens_there_and_may_be_pulled_once_read_back(offices, show, stick, dialogs, monkeypatch):
    dialogs.target = stick
    asked: list[Path] = []
    real = backups.ask_where

    def ask_where(parent, title, suggested, *more):
        asked.append(suggested)
        return real(parent, title, suggested, *more)

    monkeypatch.setattr(backups, "ask_where", ask_where)
    page = show(offices[ZHIFU], BackupsScreen)
    page.press_words("备份到")
    assert [path.parent for path in asked] == [stick]
    (file,) = stick.glob("备份_*.lmbak")
    assert str(file) in page.screen.result.text()
    assert "可以拔出" in page.screen.result.text()
    page.press_words("立即备份")
    assert "可以拔出" not in page.screen.result.text()


def test_saying_no_moves_nothing(offices, show, stick, dialogs, monkeypatch):
    answers(monkeypatch, backups, 1)
    page = show(offices[ZHIFU], BackupsScreen)
    page.press(page.screen.mover)
    assert not list(stick.iterdir())
    add(offices[ZHIFU], make_person(1))


def test_an_offices_keys_are_revoked_after_a_question(offices, show, monkeypatch):
    asked = answers(monkeypatch, city_panel, 0)
    page = show(offices[CITY])
    assert not page.screen.city.revoker.isEnabled(), "nobody is chosen yet"
    page.screen.offices.choose_office(ZHIFU)
    page.settle()
    page.press(page.screen.city.revoker)
    assert "芝罘" in asked[0]
    line = next(line for line in exchange.ledger(page.desk) if line.office.code == ZHIFU)
    assert not line.enrolled
    assert not page.screen.city.revoker.isEnabled()
    assert any("停用" in told for told in page.notices)


def test_a_district_has_no_such_button(offices, show):
    page = show(offices[ZHIFU])
    assert not page.screen.city.revoker.isVisible()
