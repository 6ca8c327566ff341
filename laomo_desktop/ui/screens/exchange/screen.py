"""数据包: two big acts, what they brought, the districts (in the city), the ledger, and the keys."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange import kept
from laomo_desktop.services.exchange.kept import Kept
from laomo_desktop.services.exchange.ledger import Entry, Line
from laomo_desktop.services.exchange.standing import receipts_due
from laomo_desktop.services.exchange.telling import Story, story
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.exchange.ceremony import CityCeremony, DistrictCeremony
from laomo_desktop.ui.screens.exchange.choosing import Around, Folders, look_around
from laomo_desktop.ui.screens.exchange.city_body import CityBody
from laomo_desktop.ui.screens.exchange.city_panel import CityPanel
from laomo_desktop.ui.screens.exchange.comparing import Comparer
from laomo_desktop.ui.screens.exchange.cover_check import CoverCheck
from laomo_desktop.ui.screens.exchange.intake import Intakes
from laomo_desktop.ui.screens.exchange.ledger_view import LedgerView
from laomo_desktop.ui.screens.exchange.notices import PLAIN, WARN, Notice, Notices
from laomo_desktop.ui.screens.exchange.sending import Sender
from laomo_desktop.ui.screens.exchange.several import Several
from laomo_desktop.ui.screens.exchange.several_view import SeveralView
from laomo_desktop.ui.screens.exchange.story_dialog import StoryDialog
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon
from laomo_desktop.ui.widgets.buttons import button, label, shortcut, toned
from laomo_desktop.ui.widgets.empty import Empty

FIRST = {
    True: "还没有任何区市登记密钥。\n第一步：让区市导出登记申请，您在这里导入并答复，再打电话核对六位数字。",
    False: "还没有与市总工会办理密钥登记。\n第一步：导出登记申请交给市总，拿到答复后打电话核对六位数字。",
}
NOTHING = {
    True: "还没有数据包。点“导入数据包”收第一个。",
    False: "还没有数据包。点“导出给市总”写出第一个。",
}


LOW = 500
"""Pixels: 768 lines at 150 % leave the page less."""


class Standing(NamedTuple):
    """All the page shows."""

    lines: list[Line]
    entries: list[Entry]
    due: dict[str, int]
    waiting: list[Kept]


class Pages(QStackedWidget):
    """Takes what room is left: the page scrolls only where the least of the one shown does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


class ExchangeScreen(Screen):
    """A district's page, or the city's."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.is_city = context.desk.is_city
        self.folders = Folders(context.desk, context.exports)
        self.notices = Notices()
        self._ceremony_said: Notice | None = None
        self._kept_said: Notice | None = None
        self.writer = Sender(context, self.notices, self.folders, self)
        self.many = SeveralView()
        self.several = Several(context, self.notices, self.folders, self.many)
        self.intakes = Intakes(context, self.notices, self.folders, self.several, self)
        self.comparer = Comparer(context, self.notices, self.writer.send, self)
        self.cover = CoverCheck(context, self.notices)
        self.ledger = LedgerView(is_city=self.is_city)
        self.city = CityPanel(context, self.notices)
        self.offices = self.city.offices
        self.ceremony = self._ceremony()
        self._make_acts()
        self._lay_out()
        self._connect()

    # -- making ----------------------------------------------------------------------------------------------
    def _ceremony(self) -> DistrictCeremony | CityCeremony:
        kind = CityCeremony if self.is_city else DistrictCeremony
        return kind(self.context, self.folders, self._tell)

    def _make_acts(self) -> None:
        take = "导入数据包" if self.is_city else "导入市总的回执包\n先试读给您看，再决定是否导入"
        self.importer = button(take, self.intakes.find, tip="U 盘上的会自己找到", key="Ctrl+I")
        self.exporter = button(
            "导出给市总\n把上次回执以后的改动写成数据包",
            self.writer.send,
            tip="写到 U 盘并核对",
            key="Ctrl+E",
        )
        _signed(self.importer, "import", big=not self.is_city)
        _signed(self.exporter, "export", big=True)
        self.chooser = button("选择文件…", self.intakes.choose_others, tip="从电脑里选择数据包", key="Ctrl+O")
        self.enroller = button("密钥登记", self.show_ceremony, tip="登记新单位，或密钥丢失后重新登记")
        self.enroller.setIcon(icon("key"))
        self.gatherer = button("选择文件夹…", self.intakes.choose_folder, tip="导入一个文件夹里的全部数据包")
        shortcut("Ctrl+I", self, self.intakes.find)
        shortcut("Ctrl+O", self, self.intakes.choose_others)
        shortcut("Ctrl+E", self, self.city.answer if self.is_city else self.writer.send)
        if self.is_city:
            shortcut("Ctrl+Shift+E", self, self.several.answer_all)

    def _lay_out(self) -> None:
        self.stack = Pages()
        self.empty = Empty()
        self.body = CityBody(self.city, self.ledger) if self.is_city else self.ledger
        self.stage = self._stage()
        for part in (self.empty, self.body, self.stage, self.many):
            self.stack.addWidget(part)
        page = QWidget()
        page.setObjectName("page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addLayout(self._acts())
        inner.addWidget(self.notices)
        inner.addWidget(self.stack, 1)
        self.area = QScrollArea()  # in a low window the page scrolls: neither notices nor tables shrink to nothing
        self.area.setWidgetResizable(True)
        self.area.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self.area, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.title = label("数据包", "title")
        self.back = button("返回数据包", self.show_ledger, key="Esc")
        self.back.setIcon(icon("back"))
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.enroller)
        return row

    def _acts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        if self.is_city:
            self.exporter.hide()
            for act in (self.importer, self.chooser, self.gatherer):
                row.addWidget(act)
            row.addStretch(1)
            row.addWidget(self.cover)
        else:
            row.addWidget(self.exporter, 1)
            row.addWidget(self.importer, 1)
            row.addWidget(self.chooser)
        return row

    def _stage(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.ceremony)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self.ceremony.digits.appeared.connect(self._see_digits)
        return area

    def _see_notices(self) -> None:
        self.area.verticalScrollBar().setValue(0)

    def _see_digits(self) -> None:
        """Once the page has laid itself out."""
        QTimer.singleShot(0, self.stage, partial(self.stage.ensureWidgetVisible, self.ceremony.digits))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for act in (self.exporter, self.importer):
            _flatten(act, low=event.size().height() < LOW)

    def _connect(self) -> None:
        self.notices.came.connect(self._see_notices)
        self.intakes.carded.connect(self._leave_many)
        self.ceremony.finished.connect(self.show_ledger)
        self.ledger.cover_asked.connect(self._cover)
        self.ledger.folder_asked.connect(self._folder)
        self.ledger.story_asked.connect(self._story)
        self.ledger.compare_asked.connect(self.comparer.compare)
        self.ledger.chosen_changed.connect(self._expect_cover)
        self.cover.found.connect(self.ledger.choose)
        self.several.shown.connect(self._show_many)
        self.many.left.connect(self.show_ledger)
        self.ledger.office_chosen.connect(self.offices.choose_office)
        self.city.office_chosen.connect(self.ledger.show_office)
        self.city.answer_asked.connect(self.writer.send)
        self.city.all_asked.connect(self.several.answer_all)
        self.city.revoked.connect(self._read)
        escape = shortcut("Esc", self.stage, self.show_ledger)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- Screen ----------------------------------------------------------------------------------------------
    def arrive(self, place: Place) -> None:
        if self.stack.currentWidget() is self.many and self.many.over:  # it was read: what it offers may be done
            self.stack.setCurrentWidget(self.body)
            self._mark()
        self._read()
        (self.importer if self.is_city else self.exporter).setFocus()
        if isinstance(file := place.ask.get("file"), Path):
            self.intakes.look([file])
        if files := place.ask.get("files"):
            self.intakes.look([path for path in files if isinstance(path, Path)])
        if place.ask.get("waiting"):
            self.several.offer_kept()

    def changed(self, what: Changed) -> None:
        if self.isVisible() and not self.many.busy and {"packages", "settings"} & set(what.rows):
            self._read()

    @guarded
    def _read(self) -> None:
        self.context.runner.do(lambda _progress: self._load(), self._show, label="读取数据包台账", quiet=True)

    def _load(self) -> Standing:
        desk = self.context.desk
        due = receipts_due(desk) if self.is_city else {}
        return Standing(exchange.ledger(desk), exchange.entries(desk), due, kept.listing(desk))

    @guarded
    def _show(self, found: Standing) -> None:
        self.ledger.show_entries(found.entries, NOTHING[self.is_city])
        if self.is_city:
            self.city.show_lines(found.lines, found.due)
        enrolled = any(line.enrolled for line in found.lines)
        for act in (self.exporter, self.importer, self.chooser, self.gatherer):
            act.setEnabled(enrolled)
        if self.stack.currentWidget() not in (self.stage, self.many):
            self.stack.setCurrentWidget(self.body if enrolled else self.empty)
        if not enrolled:
            self._say_first()
        self._offer_kept(found.waiting)
        self._mark()

    def _offer_kept(self, waiting: list[Kept]) -> None:
        """Packages of a newer program: taken in with one press once this one was upgraded."""
        ready = [each for each in waiting if each.upgraded and each.path is not None]
        self.notices.take_away(self._kept_said)
        self._kept_said = None
        if ready:
            act = button(f"导入待升级的包（{len(ready)} 个）", self.several.offer_kept, role="primary")
            told = f"程序升级过了：有 {len(ready)} 个以前读不了、替您存着的数据包，现在可以导入。"
            self._kept_said = self.notices.tell(PLAIN, told, [], [act])

    def _say_first(self) -> None:
        first = button("办理密钥登记", self.show_ceremony, role="primary")
        self.empty.say(FIRST[self.is_city], first)
        if self.stack.currentWidget() is self.empty:
            first.setFocus()

    def _mark(self) -> None:
        """Head and acts fit what is shown."""
        ceremony, many = (self.stack.currentWidget() is page for page in (self.stage, self.many))
        self.title.setText("密钥登记" if ceremony else "数据包")
        self.back.setVisible(ceremony)
        self.enroller.setVisible(not ceremony and not many)
        own = (self.cover, self.gatherer) if self.is_city else (self.exporter,)
        for act in (self.importer, self.chooser, *own):
            act.setVisible(not ceremony and not many)

    # -- acts ------------------------------------------------------------------------------------------------
    def _tell(self, tone: str, sentence: str) -> None:
        self._ceremony_said = self.notices.retell(self._ceremony_said, tone, sentence)

    @guarded
    def show_ceremony(self) -> None:
        """The keys' page."""
        self.stack.setCurrentWidget(self.stage)
        self._mark()
        self.ceremony.begin()

    def _leave_many(self) -> None:
        """Another file is looked at now: what many were offered, or came to, is of before."""
        if self.stack.currentWidget() is self.many and not self.many.busy:
            self.stack.setCurrentWidget(self.body)
            self._mark()

    def _show_many(self) -> None:
        self.notices.take_away(self._kept_said)  # what it offers is shown
        self.stack.setCurrentWidget(self.many)
        self._mark()
        self.many.offered()

    @guarded
    def show_ledger(self) -> None:
        """Back from the keys, or from many packages."""
        self.stack.setCurrentWidget(self.body)
        self._read()
        self._mark()
        (self.importer if self.is_city else self.exporter).setFocus()

    def _expect_cover(self) -> None:
        self.cover.expect(self.ledger.chosen)

    @guarded
    def _story(self, key: RowId) -> None:
        self.context.runner.do(
            lambda _progress: story(self.context.desk, key), self._show_story, label="读取明细", quiet=True
        )

    @guarded
    def _show_story(self, found: Story) -> None:
        StoryDialog(found, self).open()

    @guarded
    def _cover(self, key: RowId) -> None:
        self.writer.print_cover(key)

    @guarded
    def _folder(self, name: str) -> None:
        self.context.runner.aside(
            lambda _progress: look_around(),
            partial(self._open_folder, name),
            label="查找文件",
            quiet=True,
        )

    @guarded
    def _open_folder(self, name: str, around: Around) -> None:
        try:
            path = self.folders.find(name, around.sticks)
        except Refused as no:
            self.notices.tell(WARN, no.sentence)
            return
        self.writer.open_folder(path)


def _flatten(act: QPushButton, *, low: bool) -> None:
    """A main act in a low window: the room is the tables'."""
    if act.property("low") != low:
        act.setProperty("low", low)
        act.style().unpolish(act)
        act.style().polish(act)


def _signed(made: QPushButton, sign: str, *, big: bool) -> None:
    """One of the page's main acts: with its icon."""
    toned(made, "big" if big else "primary")
    made.setIcon(icon(sign, LIGHT.accent if big else LIGHT.on_accent))
    if big:
        made.setIconSize(QSize(28, 28))
