"""荣誉推荐: who may be recommended for the next honour, why, and what is still missing."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.honour_ladder import LADDER
from laomo_desktop.services import honours
from laomo_desktop.services.honours import Nominee
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.empty import Empty
from laomo_desktop.ui.widgets.rows import Column, RowsModel, RowsView
from laomo_desktop.ui.widgets.where import ask_where

CONCERNED = frozenset({"people", "honours", "visit_people", "apprenticeships", "achievement_people"})
EVERYBODY, READY = "全部", "可以推荐的"
ALL_HONOURS = "全部荣誉"
BY_REASONS, BY_STROKES = "理由多的在前", "按姓氏笔画"


def _standing(row: Nominee) -> str:
    return "○ 可以推荐" if row.ready else f"✗ {'；'.join(row.missing)}"


COLUMNS = (
    Column("姓名", lambda row: str(row.person["name"]), 8),
    Column("单位", lambda row: str(row.person["enterprise.title"] or ""), 14),
    Column("现有荣誉", lambda row: row.present, 7),
    Column("可推荐为", lambda row: "、".join(row.following), 11),
    Column("能否推荐", _standing, 11, colour=lambda row: LIGHT.accent_strong if row.ready else LIGHT.bad),
    Column("推荐理由", lambda row: "；".join(row.reasons), 22),
)


class NomineesScreen(Screen):
    """Enter or a double click opens the person."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.rows: list[Nominee] = []
        self._stale = True
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.count = label(role="soft")
        self.which = QComboBox()
        self.which.addItems([READY, EVERYBODY])
        self.which.setAccessibleName("显示哪些人")
        self.honour = QComboBox()
        self.honour.addItems([ALL_HONOURS, *(name for names in LADDER[1:] for name in names)])
        self.honour.setAccessibleName("推荐为哪一级荣誉")
        self.order = QComboBox()
        self.order.addItems([BY_REASONS, BY_STROKES])
        self.order.setAccessibleName("名单的顺序")
        self.order.setToolTip("公示名单一般按姓氏笔画排列，导出的名单顺序与这里一致")
        self.model = RowsModel(COLUMNS, lambda row: row.person["id"], self)
        self.view = RowsView(self.model, "荣誉推荐名单")
        self.empty = Empty()
        self.stack = QStackedWidget()
        self._lay_out()
        self.which.currentIndexChanged.connect(self._show)
        self.honour.currentIndexChanged.connect(self._show)
        self.order.currentIndexChanged.connect(self._show)
        self.view.opened.connect(self.open)
        shortcut("Ctrl+E", self, self.export, anywhere=True)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label("荣誉推荐", "title"))
        top.addWidget(self.count)
        top.addStretch(1)
        top.addWidget(self.order)
        top.addWidget(self.honour)
        top.addWidget(self.which)
        top.addWidget(button("导出", self.export, tip="把名单导出到 Excel", key="Ctrl+E"))
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(label("按已有荣誉逐级推荐；获得上一级满一年的可以推荐。", "soft", wrap=True))
        column.addWidget(self.stack, 1)

    @guarded
    def arrive(self, place: Place) -> None:
        if self._stale:
            self.refresh()
        (self.view if self.stack.currentWidget() is self.view else self.which).setFocus()

    def changed(self, what: Changed) -> None:
        if CONCERNED & set(what.rows):
            self._stale = True
            if self.isVisible():
                self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._soon.start()

    @guarded
    def refresh(self) -> None:
        """Read everybody anew."""
        self._stale = False
        self.rows = honours.nominees(self.context.desk)
        self._show()

    @guarded
    def _show(self) -> None:
        shown = [row for row in self.rows if self._wanted(row)]
        if self.order.currentText() == BY_STROKES:
            shown = honours.by_strokes(shown)
        self.model.show(shown)
        ready = sum(row.ready for row in self.rows)
        self.count.setText(f"可以推荐 {ready} 人，共 {len(self.rows)} 人在荣誉阶梯上")
        if not self.rows:
            go = button("去人员台账", self._to_people, role="primary")
            self.empty.say("还没有人登记过工匠荣誉。在人员的“荣誉”页登记后，这里会列出可以向上推荐的人。", go)
        else:
            self.empty.say("没有符合条件的人。", button("显示全部", self.show_all))
        self.stack.setCurrentWidget(self.view if shown else self.empty)

    def _wanted(self, row: Nominee) -> bool:
        honour = self.honour.currentText()
        fits = honour == ALL_HONOURS or honour in row.following
        return fits and (row.ready or self.which.currentText() == EVERYBODY)

    def show_all(self) -> None:
        """Without conditions."""
        self.honour.setCurrentIndex(0)
        self.which.setCurrentText(EVERYBODY)
        self.view.setFocus()

    @guarded
    def open(self, key: RowId) -> None:
        """The person."""
        self.context.frame.go(Place("people", key))

    def _to_people(self) -> None:
        self.context.frame.go(Place("people"))

    @guarded
    def export(self) -> None:
        """What is shown, to a workbook."""
        if not self.model.rows:
            raise Refused("名单是空的，没有可以导出的人")
        suggested = self.context.exports / honours.suggested(self.context.desk)
        path = ask_where(self, "导出到 Excel", suggested)
        if path is not None:
            rows, desk = list(self.model.rows), self.context.desk
            self.context.runner.do(
                lambda _progress: honours.export(desk, rows, path), self._exported,
                label=f"导出荣誉推荐到“{path.name}”", failed=self.context.frame.refuse,
            )

    def _exported(self, done: Done) -> None:
        self.count.setText(f"已{done.sentence}")
