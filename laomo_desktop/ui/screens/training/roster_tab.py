"""名单: the numbered roster; added by typing or from Excel, put in order before the sheet is printed."""

from collections.abc import Callable
from functools import partial
from operator import itemgetter

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import people_order, trainings
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.training.copy_dialog import ask_copy
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.screens.training.people_picker import pick_people
from laomo_desktop.ui.screens.training.tab import Tab
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.empty import Empty
from laomo_desktop.ui.widgets.rows import Column, RowsModel, RowsView, record_key
from laomo_desktop.ui.widgets.why import ask_why

PEOPLE = REGISTERS["people"]
WITHDRAWALS = ("本人不参加", "工作冲突", "病假", "重复报名", "登记有误")


def _of_person(name: str) -> Callable[[Record], str]:
    return lambda row: kinds.masked(PEOPLE[name], row["who"][name])


COLUMNS = (
    Column("序号", lambda row: str(row["number"]), 2, right=True),
    Column("姓名", lambda row: str(row["who"]["name"]), 12),
    Column("性别", _of_person("sex"), 2),
    Column("单位", lambda row: str(row["who"]["enterprise.title"] or ""), 14),
    Column("职务", _of_person("post"), 6),
    Column("工种", _of_person("trade"), 6),
    Column("手机", _of_person("phone"), 8),
    Column("现场加入", lambda row: "是" if row["walk_in"] else "", 4),
    Column("备注", lambda row: str(row["remark"] or ""), 8),
)


class RosterTab(Tab):
    """Numbers are those of the printed sheet: whoever leaves takes hers along."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.model = RowsModel(COLUMNS, record_key, self)
        self.view = RowsView(self.model, "学员名单")
        self.count = label(role="soft")
        self.empty = Empty()
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.adding = button(
            "添加学员", self.add, tip="输入姓名或拼音选人，可连续选多人", key="Ctrl+N", role="primary"
        )
        self.importing = button("导入名单", self.import_, tip="从 Excel 导入参训名单", key="Ctrl+I")
        self.leaving = button("退出…", self.withdraw, tip="选中的学员退出本班，序号不再给别人", key="Delete")
        self.up = button("上移", partial(self.shift, -1), key="Ctrl+↑")
        self.down = button("下移", partial(self.shift, 1), key="Ctrl+↓")
        self.ordering = button("排序", lambda: None, tip="重排序号")
        self.ordering.setMenu(self._orders())
        self.copying = button("复制本班…", self.copy, tip="同样的班再办一期，可带上名单")
        row = QHBoxLayout()
        row.setSpacing(6)
        for made in (
            self.adding,
            self.importing,
            self.leaving,
            self.up,
            self.down,
            self.ordering,
            self.copying,
        ):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        column.addWidget(self.stack, 1)

    def _orders(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("按姓名拼音").triggered.connect(lambda: self.sort(_by_name))
        menu.addAction("按单位").triggered.connect(lambda: self.sort(_by_unit))
        menu.addAction("补齐空号（保持现在的先后）").triggered.connect(
            lambda: self.sort(itemgetter("number"))
        )
        return menu

    def _connect(self) -> None:
        self.view.opened.connect(self._open)
        self.view.delete_asked.connect(self.withdraw)
        self.view.selectionModel().selectionChanged.connect(self._show_acts)
        shortcut("Ctrl+N", self, self.add, anywhere=True)
        shortcut("Ctrl+I", self, self.import_, anywhere=True)
        shortcut("Ctrl+Up", self, partial(self.shift, -1), anywhere=True)
        shortcut("Ctrl+Down", self, partial(self.shift, 1), anywhere=True)

    def take_focus(self) -> None:
        self.view.setFocus()

    def show_class(self) -> None:
        people, open_ = self.loaded.of.enrolments, self.loaded.open
        self.model.show(people)
        self.count.setText(f"共 {len(people)} 人" if people else "")
        for made in (self.adding, self.importing, self.ordering):
            made.setEnabled(open_)
        self._show_acts()
        self.copying.setEnabled(self.loaded.may_write)
        if people:
            self.stack.setCurrentWidget(self.view)
            return
        steps = (
            (button("导入名单", self.import_, role="primary"), button("添加学员", self.add)) if open_ else ()
        )
        self.empty.say("还没有学员。导入 Excel 名单，或输入姓名逐个添加。", *steps)
        self.stack.setCurrentWidget(self.empty)

    def _show_acts(self, *_: object) -> None:
        """What is about somebody needs somebody chosen."""
        about = self.hub.is_open and self.loaded.open and self.view.selectionModel().hasSelection()
        for made in (self.leaving, self.up, self.down):
            made.setEnabled(about)

    def _must_be_open(self) -> RowId:
        self.context.desk.must_write()
        if not self.loaded.open:
            raise Refused("培训班已归档，不能再改名单", todo="请先取消归档")
        return self.loaded.key

    @guarded
    def add(self) -> None:
        """People of the register, or new ones by name."""
        training = self._must_be_open()
        there = frozenset(e["person"] for e in self.loaded.of.enrolments)
        people = pick_people(self, self.context.desk, "添加学员", there)
        if people:
            self.hub.write("添加学员", lambda desk: trainings.enrol(desk, training, people), then=self._added)

    def _added(self, done: Done) -> None:
        self.view.choose(done.keys)
        self.view.setFocus()

    @guarded
    def import_(self) -> None:
        """The import screen, for people who take part in this class."""
        self.context.frame.go(Place("import", ask={"register": "people", "training": self._must_be_open()}))

    @guarded
    def withdraw(self) -> None:
        """The selected people leave, with a reason."""
        training, keys = self._must_be_open(), self._chosen()
        names = [str(e["who"]["name"]) for e in self.model.rows if e["id"] in keys]
        who = f"“{names[0]}”" if len(names) == 1 else f"选中的 {len(names)} 人"
        reason = ask_why(
            self,
            "退出",
            f"要让{who}退出本班吗？",
            act="退出",
            reasons=WITHDRAWALS,
            more="空出的序号不会给别人；退出后可以撤销。",
        )
        if reason:
            self.hub.write("退出", lambda desk: trainings.withdraw(desk, training, keys, reason))

    def _chosen(self) -> list[RowId]:
        keys = self.view.chosen()
        if not keys:
            raise Refused("还没有选中学员", todo="请先在名单中点选，按住 Ctrl 或 Shift 可选多人")
        return keys

    @guarded
    def shift(self, by: int) -> None:
        """The selected rows one place up or down; all numbers follow."""
        keys, chosen = self.model.keys(), set(self._chosen())
        places = [place for place, key in enumerate(keys) if key in chosen]
        edge = places[0] + by if by < 0 else places[-1] + by
        if 0 <= edge < len(keys):
            for place in places if by < 0 else reversed(places):
                keys[place], keys[place + by] = keys[place + by], keys[place]
            self._renumber(keys, chosen)

    @guarded
    def sort(self, by: Callable[[Record], object]) -> None:
        """Everybody in another order, numbered anew."""
        rows = sorted(self.model.rows, key=by)  # type: ignore[arg-type]  # each of the orders is comparable
        self._renumber([row["id"] for row in rows], set(self.view.chosen()))

    def _renumber(self, order: list[RowId], chosen: set[RowId]) -> None:
        training = self._must_be_open()
        if self.loaded.printed and not self._agreed():
            return
        self.hub.write(
            "重排序号",
            lambda desk: trainings.renumber(desk, training, order),
            then=lambda _done: self.view.choose(list(chosen)),
        )

    def _agreed(self) -> bool:
        question = "签到表已经打印过，重排后序号会与纸上的不同。"
        return (
            ask(self, question, ("不重排", "仍然重排", "取消"), more="登记考勤时请用重新打印的签到表。") == 1
        )

    @guarded
    def copy(self) -> None:
        """The same class from another day."""
        self.context.desk.must_write()
        wanted = ask_copy(self, self.loaded.of)
        if wanted is not None:
            source = self.loaded.key
            self.hub.write(
                "复制培训班",
                lambda desk: trainings.copy(
                    desk, source, wanted.begins, title=wanted.title, with_roster=wanted.with_roster
                ),
                then=lambda done: self.context.frame.go(Place("training", done.key)),
            )

    @guarded
    def _open(self, key: RowId) -> None:
        row = next(row for row in self.model.rows if row["id"] == key)
        self.context.frame.go(Place("people", row["person"]))


def _by_name(row: Record) -> object:
    return people_order.by_reading(str(row["who"]["name"]))


def _by_unit(row: Record) -> object:
    unit = str(row["who"]["enterprise.title"] or "")
    return (not unit, people_order.by_word(unit), row["number"])
