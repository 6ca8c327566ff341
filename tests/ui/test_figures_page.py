"""The figures page with mouse and keys: every figure leads to its rows; Excel, PDF; the pictures are links too."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from laomo_desktop.db import journal, query
from laomo_desktop.db.query import Query
from laomo_desktop.services import figures
from laomo_desktop.services.prints import signers
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.paper.signers_dialog import SignersDialog
from laomo_desktop.ui.screens.figures import FiguresScreen
from laomo_desktop.ui.screens.figures.table import LinkTable
from laomo_desktop.ui.screens.today import TodayScreen
from laomo_desktop.ui.widgets.buttons import button
from laomo_desktop.ui.widgets.flow_map import FlowMap
from laomo_desktop.ui.widgets.heat_strip import Heat, HeatStrip
from laomo_desktop.ui.widgets.target_bar import TargetBar
from tests.people import RARE_NAME
from tests.printing.reading import squeezed, text_of
from tests.services.figures.world import add, life
from tests.ui.dialogs import at_dialog
from tests.ui.training_world import PrintingFrame
from tests.ui.world import idle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def frame() -> PrintingFrame:
    return PrintingFrame()


@pytest.fixture
def keys(context: Context) -> dict[str, bytes]:
    return life(context.desk)


@pytest.fixture
def page(context: Context, keys: dict[str, bytes], qtbot: QtBot) -> FiguresScreen:
    add(context.desk, "targets", office="370602", year=2026, measure="服务场次", value=200)
    made = FiguresScreen(context)
    qtbot.addWidget(made)
    made.span.year.setValue(2026)
    made.resize(1160, 640)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(Place("figures"))
    settle(context, qtbot)
    return made


def settle(context: Context, qtbot: QtBot) -> None:
    idle(context.runner, qtbot)
    qtbot.wait(5)
    idle(context.runner, qtbot)


def find(table: LinkTable, first: str, column: str) -> QPoint:
    """Where the cell of a row and a column stands."""
    row = next(n for n, cells in enumerate(table.cells.rows) if cells[0].words == first)
    place = [head for head, _ in table.cells.heads].index(column)
    index = table.cells.index(row, place)
    table.scrollTo(index)
    return table.visualRect(index).center()


def shown(context: Context, place: Place) -> list[str]:
    """The titles of the rows a place asks for."""
    wanted = Query(place.screen, filters=place.ask.get("filters", {}), between=place.ask.get("between", {}),
                   keys=place.ask.get("keys"))  # fmt: skip
    with context.desk.store.reading() as connection:
        rows = query.page(connection, wanted, 0, 100)
        return sorted(str(row[wanted.reg.title]) for row in rows)


def test_a_figure_is_a_link_to_its_rows(
    page: FiguresScreen, context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    table = page.standing.table
    at = find(table, "师徒结对（对）", "累计")
    assert table.cells.cell(table.indexAt(at)).words == "1"
    qtbot.mouseClick(table.viewport(), LEFT, pos=at)
    settle(context, qtbot)
    assert frame.places[-1].screen == "apprenticeships"
    assert len(shown(context, frame.places[-1])) == 1


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_figure_of_two_lists_asks_which(
    page: FiguresScreen, context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    table = page.standing.table
    qtbot.mouseClick(table.viewport(), LEFT, pos=find(table, "服务场次（场）", "累计"))
    settle(context, qtbot)
    assert [action.text() for action in page.hub.menu.actions()] == ["服务活动　2 条", "培训班　1 条"]
    assert page.hub.menu.isVisible()
    page.hub.menu.actions()[0].trigger()
    page.hub.menu.close()
    assert shown(context, frame.places[-1]) == ["焊接会诊", "隐患排查"]


def test_the_rule_is_told_and_nothing_is_no_link(page: FiguresScreen, qtbot: QtBot, frame: PrintingFrame) -> None:
    table = page.standing.table
    at = find(table, "发证本数（本）", "累计")
    qtbot.mouseClick(table.viewport(), LEFT, pos=at)
    assert not frame.places
    assert "有效证书" in table.cells.data(table.indexAt(at), Qt.ItemDataRole.ToolTipRole)
    rules = [cells[-1].words for cells in table.cells.rows]
    assert "同一人在期间内只算一次" in "".join(rules)


def test_the_rule_is_read_whole_where_its_column_has_no_room(
    page: FiguresScreen, context: Context, qtbot: QtBot
) -> None:
    table, rule, last = page.standing.table, page.standing.rule, len(page.standing.table.cells.heads) - 1
    row = table.currentIndex().row() + 1
    words = table.cells.rows[row][last].words
    for width, beside in ((1160, True), (780, False), (1160, True)):
        page.resize(width, 640)
        settle(context, qtbot)
        table.setCurrentIndex(table.cells.index(row, 1))
        assert table.isColumnHidden(last) != beside
        assert rule.isVisible() != beside
        assert beside or rule.text().endswith(words)
        needed = table.fontMetrics().horizontalAdvance(words) // table.columnWidth(last) + 1 if beside else 1
        assert table.rowHeight(row) >= needed * table.fontMetrics().height()


def test_groups_by_a_dimension_open_their_rows_by_key(
    page: FiguresScreen, context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    page.arrive(Place("figures", ask={"by": "enterprise"}))
    settle(context, qtbot)
    table = page.breakdown.table
    index = table.indexAt(find(table, "示例食品厂", "服务场次"))
    table.setCurrentIndex(index)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settle(context, qtbot)
    assert shown(context, frame.places[-1]) == ["焊接会诊"]
    assert "服务场次" in frame.places[-1].ask["says"]
    assert [cells[0].words for cells in table.cells.rows][-1] == "合计"


def test_the_span_narrows_the_figures(page: FiguresScreen, context: Context, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.span.kinds.button(2), LEFT)
    page.span.part.setCurrentIndex(3)  # April
    page.span.part.activated.emit(3)
    settle(context, qtbot)
    assert page.hub.period.name in ("2026年4月", page.hub.period.words)
    first = page.standing.table.cells.rows[0]
    assert (first[1].words, first[2].words) == ("1", "5")


def test_a_span_the_wrong_way_round_cannot_be_asked_for(page: FiguresScreen, context: Context, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.span.kinds.button(3), LEFT)
    page.span.first.put(page.span.last.day + timedelta(days=5))
    settle(context, qtbot)
    assert page.span.period.first == page.span.period.last


def test_two_dates_begin_as_the_span_shown_and_are_typed_as_elsewhere(
    page: FiguresScreen, context: Context, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.span.kinds.button(2), LEFT)
    page.span.part.setCurrentIndex(3)  # April
    page.span.part.activated.emit(3)
    assert page.span.told.text() == page.span.period.words  # what is counted stands there in words
    shown = page.span.period
    qtbot.mouseClick(page.span.kinds.button(3), LEFT)
    assert page.span.period == shown
    page.span.last.selectAll()
    qtbot.keyClicks(page.span.last, "2026.4.1")
    settle(context, qtbot)
    assert page.hub.period.last == date(2026, 4, 1)
    page.span.last.selectAll()
    qtbot.keyClicks(page.span.last, "x")
    assert page.span.period.last == date(2026, 4, 1)  # no day: what was asked last stays


def test_the_map_opens_team_enterprise_and_pair(
    page: FiguresScreen, context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    page.tabs.setCurrentWidget(page.flow)
    settle(context, qtbot)
    drawn = page.flow.map
    assert "焊接服务队服务虚构机械厂2场" in drawn.accessibleName()
    box = drawn._where(1, drawn._right[1])
    qtbot.mouseClick(drawn, LEFT, pos=box.center().toPoint())
    settle(context, qtbot)
    assert shown(context, frame.places[-1]) == ["焊接会诊"]
    path = drawn._path(drawn.bands[1])
    qtbot.mouseClick(drawn, LEFT, pos=path.pointAtPercent(0.8).toPoint())
    assert shown(context, frame.places[-1]) == ["焊接会诊"]
    drawn.setFocus()
    qtbot.keyClick(drawn, Qt.Key.Key_Left)
    qtbot.keyClick(drawn, Qt.Key.Key_Return)
    settle(context, qtbot)
    assert shown(context, frame.places[-1]) == ["焊接会诊", "隐患排查"]


def test_a_day_of_the_heat_strip_opens_its_class(
    page: FiguresScreen, context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    page.tabs.setCurrentWidget(page.heat)
    settle(context, qtbot)
    strip = page.heat.area.findChild(HeatStrip)
    assert isinstance(strip, HeatStrip)
    qtbot.mouseClick(strip, LEFT, pos=strip.cell(2, 9).center().toPoint())  # 10 March
    settle(context, qtbot)
    assert shown(context, frame.places[-1]) == ["安全大课堂"]


def test_months_are_links(page: FiguresScreen, context: Context, frame: PrintingFrame, qtbot: QtBot) -> None:
    bars = page.standing.months
    page.standing.measure.setCurrentIndex(page.standing.measure.findData("apprentices"))
    bars.setFocus()
    for _ in range(2):
        qtbot.keyClick(bars, Qt.Key.Key_Right)
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    settle(context, qtbot)
    assert frame.places[-1].ask["between"] == {"begins": ("2026-03-01", "2026-03-31")}


def test_the_same_table_goes_to_excel_and_pdf(
    page: FiguresScreen, context: Context, frame: PrintingFrame, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "统计表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_named: (str(path), ""))
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert any(row[0] == "服务场次" and row[3] == 5 for row in sheet.iter_rows(values_only=True))
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    assert frame.papers[-1][1].startswith(b"%PDF")


def test_written_rows_show_at_once(page: FiguresScreen, context: Context, qtbot: QtBot) -> None:
    table = page.standing.table
    before = table.cells.cell(table.indexAt(find(table, "创新成果（项）", "累计"))).words
    add(context.desk, "achievements", name="又一项", kind="新工艺", day="2026-01-05")
    for tab in (page.standing, page.breakdown):
        tab.stale = True
    page._load_shown()
    settle(context, qtbot)
    after = table.cells.cell(table.indexAt(find(table, "创新成果（项）", "累计"))).words
    assert (before, after) == ("1", "2")


def test_a_list_arrives_on_given_rows_and_lets_the_chip_go(
    context: Context, keys: dict[str, bytes], qtbot: QtBot
) -> None:
    listed = RegisterPage(context, "visits")
    qtbot.addWidget(listed)
    listed.show()
    listed.arrive(Place("visits", ask={"keys": (keys["visit"],), "says": "统计“服务场次”对应的 1 条"}))
    assert listed.model.rowCount() == 1
    assert listed.filters._limits[0].face.text() == "统计“服务场次”对应的 1 条"
    listed.model.sort(0)
    assert listed.model.rowCount() == 1
    qtbot.mouseClick(listed.filters._limits[0].cross, LEFT)
    assert listed.model.rowCount() == 3
    listed.arrive(Place("visits", ask={"between": {"day": ("2026-01-01", "2026-12-31")}}))
    assert listed.model.rowCount() == 2
    assert "2026年1月1日至2026年12月31日" in listed.filters._limits[0].face.text()
    listed.clear_conditions()
    assert listed.model.rowCount() == 3


def test_a_list_prints_its_ledger(context: Context, keys: dict[str, bytes], frame: PrintingFrame, qtbot: QtBot) -> None:
    listed = RegisterPage(context, "visits")
    qtbot.addWidget(listed)
    listed.show()
    listed.arrive(Place("visits"))
    listed.acts.ledger()
    settle(context, qtbot)
    assert frame.papers[-1][0] == "服务活动台账"


def test_the_home_page_shows_targets_and_goes_on(
    context: Context, keys: dict[str, bytes], frame: PrintingFrame, qtbot: QtBot
) -> None:
    home = TodayScreen(context)
    qtbot.addWidget(home)
    home.resize(1100, 700)
    home.show()
    home.arrive(Place("today"))
    settle(context, qtbot)
    [act] = [b for b in home.findChildren(type(button("", lambda: None))) if b.text() == "设定目标"]
    qtbot.mouseClick(act, LEFT)
    assert frame.places[-1].screen == "targets"
    assert frame.places[-1].ask["new"]["office"] == "370602"
    year = figures.standard_period().last.year
    add(context.desk, "targets", office="370602", year=year, measure="服务场次", value=200)
    home.arrive(Place("today"))
    settle(context, qtbot)
    bars = [bar for bar in home.findChildren(TargetBar) if bar.isVisible()]
    assert len(bars) == 1
    assert "目标200" in bars[0].accessibleName()


def test_heat_and_map_stand_empty(qtbot: QtBot) -> None:
    """Nothing to show is no trouble: drawn, clicked, keyed."""
    for widget in (FlowMap(()), HeatStrip([], [], []), HeatStrip(["甲"], ["1"], [[Heat(1.0, "√", "到")]])):
        qtbot.addWidget(widget)
        widget.resize(600, 200)
        widget.show()
        widget.grab()
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            qtbot.keyClick(widget, key)
        qtbot.mouseClick(widget, LEFT, pos=QPoint(300, 100))


def test_who_fills_in_is_set_once_and_stands_on_the_papers(
    page: FiguresScreen, context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, SignersDialog)
        dialog.lines["clerk"].setText(f" {RARE_NAME} ")
        dialog.lines["phone"].setText("0535-0000000")
        dialog.ok.click()

    at_dialog(fill)
    page.ask_signers()
    settle(context, qtbot)
    assert signers.named(context.desk) == {"clerk": RARE_NAME, "reviewer": "", "phone": "0535-0000000"}
    page.to_paper()
    settle(context, qtbot)
    words = squeezed(text_of(frame.papers[-1][1]))
    assert f"填表人：{RARE_NAME}" in words
    assert "联系电话：0535-0000000" in words
    before = journal_length(context)
    at_dialog(lambda dialog: dialog.accept())
    page.ask_signers()
    settle(context, qtbot)
    assert journal_length(context) == before  # nothing was different


def journal_length(context: Context) -> int:
    with context.desk.store.reading() as connection:
        return len(list(journal.operations(connection)))
