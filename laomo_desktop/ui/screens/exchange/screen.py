"""数据包: two big acts, what they brought, the districts (in the city), the ledger, and the keys."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import exchange
from laomo_desktop.services.desk import ADMIN
from laomo_desktop.services.exchange.ledger import Entry, Line
from laomo_desktop.services.exchange.standing import receipts_due
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.exchange import words
from laomo_desktop.ui.screens.exchange.ceremony import CityCeremony, DistrictCeremony
from laomo_desktop.ui.screens.exchange.choosing import Around, Folders, look_around
from laomo_desktop.ui.screens.exchange.intake import Intakes
from laomo_desktop.ui.screens.exchange.ledger_view import LedgerView
from laomo_desktop.ui.screens.exchange.notices import BAD, PLAIN, WARN, Notice, Notices
from laomo_desktop.ui.screens.exchange.offices_view import OfficesView
from laomo_desktop.ui.screens.exchange.sending import Sender
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon
from laomo_desktop.ui.widgets.ask import ask
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


class Standing(NamedTuple):
    """All the page shows."""

    lines: list[Line]
    entries: list[Entry]
    due: dict[str, int]


class ExchangeScreen(Screen):
    """A district's page, or the city's."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.is_city = context.desk.is_city
        self.folders = Folders(context.desk, context.exports)
        self.notices = Notices()
        self._ceremony_said: Notice | None = None
        self.writer = Sender(context, self.notices, self.folders, self)
        self.intakes = Intakes(context, self.notices, self.folders, self)
        self.ledger = LedgerView(is_city=self.is_city)
        self.offices = OfficesView()
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
        self.answerer = button("写回执包", self.answer, tip="请先选中一个区市", key="Ctrl+E", role="primary")
        self.revoker = button("停用密钥", self.revoke, tip="对方丢了电脑，或不再参加：以后它的包一律退回")
        if self.context.desk.role != ADMIN:
            self.revoker.hide()
        self.code = QLineEdit(placeholderText="封面短码，如 K7M3-9QXD")
        self.code.setAccessibleName("封面短码")
        self.code.setFixedWidth(210)
        self.code.returnPressed.connect(self.check_code)
        self.checker = button("核对", self.check_code, tip="看封面短码是哪一个包的", key="Enter")
        shortcut("Ctrl+I", self, self.intakes.find)
        shortcut("Ctrl+O", self, self.intakes.choose_others)
        shortcut("Ctrl+E", self, self.answer if self.is_city else self.writer.send)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()  # the tables scroll: notices with their buttons get their room first
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.empty = Empty()
        self.body = self._city() if self.is_city else self.ledger
        self.stage = self._stage()
        for page in (self.empty, self.body, self.stage):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addLayout(self._acts())
        column.addWidget(self.notices)
        column.addWidget(self.stack, 1)

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
            row.addWidget(self.importer)
            row.addWidget(self.chooser)
            row.addStretch(1)
            row.addWidget(self.code)
            row.addWidget(self.checker)
        else:
            row.addWidget(self.exporter, 1)
            row.addWidget(self.importer, 1)
            row.addWidget(self.chooser)
        return row

    def _city(self) -> QSplitter:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(label("区市", "heading"))
        top.addStretch(1)
        top.addWidget(self.revoker)
        top.addWidget(self.answerer)
        column.addLayout(top)
        column.addWidget(self.offices, 1)
        self.ledger.setContentsMargins(10, 0, 0, 0)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        left.setMaximumWidth(self.offices.full_width + 14)
        splitter.addWidget(left)
        splitter.addWidget(self.ledger)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([self.offices.full_width + 10, 600])
        return splitter

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

    def _see_digits(self) -> None:
        """Once the page has laid itself out."""
        QTimer.singleShot(0, self.stage, partial(self.stage.ensureWidgetVisible, self.ceremony.digits))

    def _connect(self) -> None:
        self.ceremony.finished.connect(self.show_ledger)
        self.ledger.cover_asked.connect(self._cover)
        self.ledger.folder_asked.connect(self._folder)
        self.ledger.office_chosen.connect(self.offices.choose_office)
        self.offices.selectionModel().selectionChanged.connect(self._office_chosen)
        self.offices.rows.modelReset.connect(self._show_answerer)
        escape = shortcut("Esc", self.stage, self.show_ledger)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- Screen ----------------------------------------------------------------------------------------------
    def arrive(self, place: Place) -> None:
        self._read()
        (self.importer if self.is_city else self.exporter).setFocus()
        file = place.ask.get("file")
        if isinstance(file, Path):
            self.intakes.look([file])

    def changed(self, what: Changed) -> None:
        if self.isVisible() and {"packages", "settings"} & set(what.rows):
            self._read()

    @guarded
    def _read(self) -> None:
        self.context.runner.do(lambda _progress: self._load(), self._show, label="读取数据包台账", quiet=True)

    def _load(self) -> Standing:
        desk = self.context.desk
        due = receipts_due(desk) if self.is_city else {}
        return Standing(exchange.ledger(desk), exchange.entries(desk), due)

    @guarded
    def _show(self, found: Standing) -> None:
        self.ledger.show_entries(found.entries, NOTHING[self.is_city])
        if self.is_city:
            self.offices.show_lines(found.lines, found.due)
        enrolled = any(line.enrolled for line in found.lines)
        for act in (self.exporter, self.importer, self.chooser):
            act.setEnabled(enrolled)
        if self.stack.currentWidget() is not self.stage:
            self.stack.setCurrentWidget(self.body if enrolled else self.empty)
        if not enrolled:
            self._say_first()
        self._mark()
        self._show_answerer()

    def _say_first(self) -> None:
        first = button("办理密钥登记", self.show_ceremony, role="primary")
        self.empty.say(FIRST[self.is_city], first)
        if self.stack.currentWidget() is self.empty:
            first.setFocus()

    def _mark(self) -> None:
        """Head and acts fit what is shown."""
        ceremony = self.stack.currentWidget() is self.stage
        self.title.setText("密钥登记" if ceremony else "数据包")
        self.back.setVisible(ceremony)
        self.enroller.setVisible(not ceremony)
        own = (self.code, self.checker) if self.is_city else (self.exporter,)
        for act in (self.importer, self.chooser, *own):
            act.setVisible(not ceremony)

    # -- acts ------------------------------------------------------------------------------------------------
    def _tell(self, tone: str, sentence: str) -> None:
        self._ceremony_said = self.notices.retell(self._ceremony_said, tone, sentence)

    @guarded
    def show_ceremony(self) -> None:
        """The keys' page."""
        self.stack.setCurrentWidget(self.stage)
        self._mark()
        self.ceremony.begin()

    @guarded
    def show_ledger(self) -> None:
        """Back from the keys."""
        self.stack.setCurrentWidget(self.body)
        self._read()

    def _office_chosen(self, *_given: object) -> None:
        district = self.offices.district
        if district is not None:
            self.ledger.show_office(district.line.office.code)
        self._show_answerer()

    def _show_answerer(self) -> None:
        district = self.offices.district
        enrolled = district is not None and district.line.enrolled
        self.answerer.setEnabled(enrolled)
        self.revoker.setEnabled(enrolled)
        if district is None:
            self.answerer.setText("写回执包")
            self.answerer.setToolTip("请先选中一个区市")
            return
        short = district.line.office.short
        self.answerer.setText(f"给{short}写回执包")
        tip = f"给{short}写回执包（Ctrl+E）" if district.line.enrolled else f"{short}还没有登记密钥"
        self.answerer.setToolTip(tip)

    @guarded
    def answer(self) -> None:
        """A return package for the chosen district."""
        district = self.offices.district
        if district is None:
            raise Refused("还没有选中区市", todo="请先在表里点选一个")
        self.writer.send(district.line.office.code)

    @guarded
    def revoke(self) -> None:
        """Trust the chosen district's keys no more, after a question."""
        district = self.offices.district
        if district is None:
            raise Refused("还没有选中区市", todo="请先在表里点选一个")
        office = district.line.office
        question = f"停用{office.full}的密钥？以后它的包一律退回，重新办理密钥登记后才恢复。"
        if ask(self, question, ("停用", "取消")) == 0:
            self.context.runner.do(
                lambda _progress: exchange.revoke(self.context.desk, office.code),
                lambda _count: self._revoked(office.short), label="停用密钥", quiet=True,
            )  # fmt: skip

    def _revoked(self, short: str) -> None:
        self.notices.tell(WARN, f"已停用{short}的密钥；重新办理密钥登记后才能再交换数据包。")
        self._read()

    @guarded
    def check_code(self) -> None:
        """Which package the typed code of a cover belongs to."""
        typed = self.code.text().strip()
        if not typed:
            self.code.setFocus()
            return
        try:
            entry = exchange.check_cover(self.context.desk, typed)
        except Refused as no:
            self.notices.tell(BAD, no.sentence)
            return
        if entry is None:
            self.notices.tell(
                WARN, f"短码 {typed.upper()} 没有输错，但本机没有这个包：请先导入它，再核对封面。"
            )
            return
        self.notices.tell(PLAIN, f"短码 {entry.code}：{words.standing(entry)}", [f"文件：{entry.file}"])
        self.ledger.choose(entry)

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


def _signed(made: QPushButton, sign: str, *, big: bool) -> None:
    """One of the page's main acts: with its icon."""
    toned(made, "big" if big else "primary")
    made.setIcon(icon(sign, LIGHT.accent if big else LIGHT.on_accent))
    if big:
        made.setIconSize(QSize(28, 28))
