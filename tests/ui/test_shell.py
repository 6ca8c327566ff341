"""The window: places, the way back, what was done and refused, the finder, dropped files."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import finder, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.runner import State
from laomo_desktop.ui.shell.drop import wanted
from laomo_desktop.ui.shell.memory import Memory
from laomo_desktop.ui.shell.reader import Reader
from laomo_desktop.ui.shell.strip import remaining
from laomo_desktop.ui.shell.window import MainWindow
from laomo_desktop.ui.widgets import taking_back
from laomo_desktop.ui.widgets.buttons import shortcut
from tests.log_guard import LogGuard
from tests.people import RARE_NAME
from tests.ui.shell_world import Noting, entries, window

__all__ = ["entries", "window"]


def _shown(window: MainWindow) -> Noting:
    screen = window.stage.shown
    assert isinstance(screen, Noting)
    return screen


def _person(desk: Desk, name: str = RARE_NAME) -> registers.Done:
    return registers.save(desk, "people", {"name": name, "sex": "男"})


def test_a_click_in_the_navigation_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    items = map(window.navigation.item, range(window.navigation.count()))
    item = next(item for item in items if item.text() == "企业")
    middle = window.navigation.visualItemRect(item).center()
    qtbot.mouseClick(window.navigation.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert window.stage.place == Place("enterprises")
    assert window.navigation.currentItem() is item


def test_a_button_that_vanishes_under_enter_leaves_the_focus_in_its_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place("people"))
    screen = window.stage.shown
    assert screen is not None
    once = QPushButton("导入", screen)
    once.clicked.connect(once.hide)
    once.setAutoDefault(True)
    heard: list[int] = []
    shortcut("Ctrl+I", screen, lambda: heard.append(1))
    once.show()
    once.setFocus()
    qtbot.keyClick(once, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not once.isVisible())
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert heard == [1]


def test_headings_of_the_navigation_cannot_be_chosen(window: MainWindow, qtbot: QtBot) -> None:
    before = window.stage.place
    heading = next(i for i in map(window.navigation.item, range(window.navigation.count())) if i.text() == "培训")
    qtbot.mouseClick(
        window.navigation.viewport(), Qt.MouseButton.LeftButton, pos=window.navigation.visualItemRect(heading).center()
    )
    assert window.stage.place == before


def test_alt_left_and_right_walk_the_trail(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place("people"))
    window.go(Place("enterprises", ask={"find": "烟台"}))
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.stage.place == Place("people")
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert _shown(window).places[-1] == Place("enterprises", ask={"find": "烟台"})
    assert not window.head.forward_button.isEnabled()
    assert window.head.back_button.isEnabled()


def test_a_screen_may_keep_the_clerk(window: MainWindow) -> None:
    window.go(Place("people"))
    _shown(window).lets_go = False
    window.go(Place("enterprises"))
    assert window.stage.place == Place("people")
    assert window.navigation.currentItem().text() == "人员"


def test_ctrl_and_a_number_open_the_entries_in_order(window: MainWindow, qtbot: QtBot) -> None:
    for number, entry in enumerate(window.entries[:3], 1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.stage.place == Place(entry.name)


def test_an_unknown_place_is_refused_in_words(window: MainWindow) -> None:
    before = window.stage.place
    window.go(Place("nowhere"))
    assert "nowhere" in window.refusal_bar.words.text()
    assert window.refusal_bar.isVisible()
    assert window.stage.place == before


def test_every_screen_hears_of_a_write_from_another_thread(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.go(Place("people"))
    people = _shown(window)
    window.go(Place("enterprises"))
    window.runner.do(lambda _: _person(desk), lambda _: None, label="保存", quiet=True)
    qtbot.waitUntil(lambda: bool(people.heard))
    assert set(people.heard[0].rows) == {"people"}


def test_what_waits_is_counted_beside_its_entry(desk: Desk) -> None:
    assert finder.waiting(desk) == {"pending": 0}
    with desk.store.operation("导入", "试", "管理员") as write:
        write.insert_many("pending", [{"title": "甲"}, {"title": "乙", "decision": "同一人"}])
    assert finder.waiting(desk) == {"pending": 1}


def test_undo_right_after_a_save(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    done = _person(desk)
    window.said(done)
    assert window.undo_bar.words.text() == f"已保存：新建人员“{RARE_NAME}”"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "撤销" in window.undo_bar.words.text())
    assert registers.get(desk, "people", done.key)["deleted"] is not None
    assert not window.undo_bar.button.isVisible()


def test_ctrl_z_after_the_bar_is_gone_shows_first_what_it_takes_back(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    done = _person(desk)
    window.said(done)
    qtbot.mouseClick(window.undo_bar.cross, Qt.MouseButton.LeftButton)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undo_bar.isVisible()
    assert registers.get(desk, "people", done.key)["deleted"] is None
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.undo_bar.words.text().startswith("已撤销"))


def test_what_is_final_offers_no_way_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.said(replace(_person(desk), final=True))
    assert window.undo_bar.isVisible()
    assert not window.undo_bar.button.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undo_bar.operation == 0


def test_a_save_on_its_way_does_not_hide_a_refusal_nobody_has_read(window: MainWindow, desk: Desk) -> None:
    window.refuse(Refused("成绩应在0到100之间"))
    window.said(_person(desk))
    assert window.refusal_bar.isVisible()


def test_ctrl_z_in_a_text_field_is_the_fields_own(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    done = _person(desk)
    window.said(done)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.palette_box.box, "abc")
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_box.box.text() == ""
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Escape)
    assert registers.get(desk, "people", done.key)["deleted"] is None
    assert window.runner.jobs == ()


@pytest.mark.parametrize("agreed", [True, False])
def test_undo_shows_what_later_edits_stand_in_the_way(
    window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    one, two = _person(desk, "试甲"), _person(desk, "试乙")
    changed = registers.set_field(desk, "people", [one.key, two.key], "sex", "女")
    registers.save(desk, "people", {"sex": "男"}, one.key)
    shown: list[str] = []

    def ask(_window: object, standing: list[str]) -> bool:
        shown.extend(standing)
        return agreed

    monkeypatch.setattr(taking_back, "ask", ask)
    window.said(changed)
    qtbot.mouseClick(window.undo_bar.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown) and window.runner.jobs == ())
    assert shown == [f"人员“试甲”的性别，后来由管理员改过（{shown[0].partition('（')[2]}"]
    assert registers.get(desk, "people", two.key)["sex"] == ("男" if agreed else "女")
    assert registers.get(desk, "people", one.key)["sex"] == "男"


def test_the_list_of_obstacles_can_be_left_by_escape(window: MainWindow, qtbot: QtBot) -> None:
    answers: list[bool] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(50, press)
    answers.append(taking_back.ask(window, ["人员“试甲”的性别"]))
    assert answers == [False]


def test_a_refusal_stays_and_can_be_copied(window: MainWindow, qtbot: QtBot) -> None:
    window.refuse(Refused("没有“姓名”一列", where="名单.xlsx", todo="请检查表头"))
    qtbot.mouseClick(window.refusal_bar.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "名单.xlsx：没有“姓名”一列，请检查表头。"
    qtbot.mouseClick(window.refusal_bar.cross, Qt.MouseButton.LeftButton)
    assert not window.refusal_bar.isVisible()
    window.refuse(Refused("没有“姓名”一列"))
    qtbot.keyClick(window.stage, Qt.Key.Key_Escape)
    assert not window.refusal_bar.isVisible()


def test_an_unexpected_error_shows_one_sentence_and_its_details(
    window: MainWindow, qtbot: QtBot, logs: LogGuard
) -> None:
    logs.expect("KeyError")

    def work(_: Progress) -> None:
        raise KeyError(RARE_NAME)

    window.runner.do(work, lambda _: None, label="导出", quiet=True)
    qtbot.waitUntil(window.refusal_bar.isVisible)
    assert "Traceback" not in window.refusal_bar.words.text() + window.refusal_bar.details
    assert "KeyError" in window.refusal_bar.details


def test_long_work_shows_how_far_it_is_and_can_be_stopped(window: MainWindow, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress(300, 1000, "第2张表")

    job = window.runner.do(work, lambda _: None, label="导入人员")
    qtbot.waitUntil(window.strip.isVisible)
    line = window.strip.lines[0]
    qtbot.waitUntil(lambda: "300 / 1,000" in line.far.text())
    assert line.bar.value() == 300
    qtbot.mouseClick(line.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: job.state is State.CANCELLED)
    qtbot.waitUntil(lambda: "已取消" in line.words.text())
    qtbot.mouseClick(line.cross, Qt.MouseButton.LeftButton)
    assert not window.strip.isVisible()


@pytest.mark.parametrize(
    ("elapsed", "done", "total", "told"),
    [
        (1, 5, 10, ""), (10, 0, 10, ""), (10, 5, 0, ""),
        (10, 5, 10, "约剩10秒"), (60, 10, 100, "约剩9分钟"), (600, 1, 30, "约剩5小时"),
    ],
)
def test_remaining_time_in_words(elapsed: float, done: int, total: int, told: str) -> None:
    assert remaining(elapsed, done, total) == told


def test_the_finder_finds_a_person_by_a_rare_character_and_opens_her(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    done = _person(desk)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.palette_box.box.setText("㛃")
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert window.stage.place == Place("people", key=done.key)
    assert not window.palette_box.isVisible()


def test_the_finder_goes_to_a_screen_by_pinyin_initials(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.head.finder, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(window.palette_box.box, "dkqy")
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert window.stage.place == Place("enterprises")


def test_the_finder_says_when_nothing_is_found(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.palette_box.box.setText("没有这样的东西")
    before = window.stage.place
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert "没有找到" in window.palette_box.list.item(0).text()
    assert window.stage.place == before
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Escape)
    assert not window.palette_box.isVisible()


@pytest.mark.parametrize(
    ("words", "fits"), [("dc", True), ("daochu", True), ("出", True), ("xyz", False), ("DC", True)]
)
def test_commands_sound_like_their_pinyin(words: str, fits: bool) -> None:
    assert finder.sounds_like("导出", words) is fits


@pytest.mark.parametrize(
    ("file", "screen"), [("名单.XLSX", "import"), ("a.csv", "import"), ("b.lmpkg", "exchange")]
)
def test_a_dropped_file_goes_where_it_is_read(window: MainWindow, file: str, screen: str) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/made/up/{file}")])
    event = QDropEvent(
        QPointF(QPoint(600, 300)), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window.windowHandle(), event)
    assert window.stage.place == Place(screen, ask={"file": Path(f"/made/up/{file}")})


def test_several_packages_dropped_together_go_together() -> None:
    mime = QMimeData()
    names = [f"/made/up/{name}" for name in ("a.lmpkg", "b.LMPKG", "c.txt")]
    mime.setUrls([QUrl.fromLocalFile(name) for name in names])
    assert wanted(mime) == Place("exchange", ask={"files": [Path(name) for name in names[:2]]})


def test_other_files_are_not_taken() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/made/up/c.txt"), QUrl("https://made.up/a.xlsx")])
    assert wanted(mime) is None


def test_without_a_browser_the_handbook_opens_in_the_program(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    reader = window.findChild(Reader)
    assert isinstance(reader, Reader)
    assert reader.isVisible()
    assert "培训班" in reader.pages.toPlainText()
    qtbot.keyClick(reader, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(Reader) is None)


def test_the_navigation_folds_when_the_window_is_narrow(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.navigation.narrow
    window.resize(900, 600)
    qtbot.waitUntil(lambda: window.navigation.narrow)
    window.resize(1300, 700)
    qtbot.waitUntil(lambda: not window.navigation.narrow)
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.navigation.narrow
    assert Memory(window.desk.folder).folded


def test_the_title_says_whose_books_these_are(window: MainWindow) -> None:
    assert window.windowTitle() == "劳模工匠助企行 — 烟台市芝罘区总工会（区市）· 管理员"


def test_closing_asks_while_long_work_runs(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress(1, 0)

    answers = iter([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    window.runner.do(work, lambda _: None, label="导入人员")
    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert window.runner.jobs == ()


def test_a_click_on_a_heading_folds_its_entries_and_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    navigation = window.navigation
    items = {i.text(): i for i in map(navigation.item, range(navigation.count()))}
    heading, entry = items["系统"], items["备份"]
    spot = navigation.visualItemRect(heading).center()
    qtbot.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert entry.isHidden()
    assert window.memory.folded_sections == ["系统"]
    window.go(Place("backups"))
    assert not entry.isHidden()
