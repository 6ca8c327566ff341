"""成绩: typed down the column, or pasted from Excel; Enter goes down."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.services import certificates, trainings
from laomo_desktop.ui.screens.training.batch import Batch
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.screens.training.scores_model import (
    FIRST,
    NAMES,
    RESULT_KEYS,
    Scores,
    ScoresModel,
    block_of,
)
from laomo_desktop.ui.screens.training.tab import Tab
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.empty import Empty
from laomo_desktop.ui.widgets.rows import Column, RowsView

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScoresView(RowsView):
    """Cells, not rows: typing begins an entry, Enter ends it and goes down, H Y B are the results."""

    def __init__(self, model: ScoresModel) -> None:
        super().__init__(model, "成绩")
        self.scores = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setTabKeyNavigation(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        typed = here.isValid() and FIRST <= here.column() < FIRST + len(NAMES)
        if event.matches(QKeySequence.StandardKey.Paste) and typed:
            self.scores.put(here.row(), here.column() - FIRST, block_of(QGuiApplication.clipboard().text()))
        elif event.key() == Qt.Key.Key_Delete and typed:
            self._clear()
        elif event.key() in ENTER:
            # The line under the cursor hands its Enter on; the delegate ends the entry, and then it goes down.
            if self.state() != QAbstractItemView.State.EditingState:
                self.go_down()
        elif (
            typed
            and here.column() == FIRST + 2
            and event.text().lower() in RESULT_KEYS
            and self.scores.editable
        ):
            if self.scores.put(here.row(), 2, [[event.text()]]):
                self.go_down()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        for index in self.selectedIndexes():
            self.scores.setData(index, "")

    def go_down(self) -> None:
        """One row further, the same column."""
        here = self.currentIndex()
        if here.isValid() and here.row() + 1 < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(here.row() + 1, here.column()))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.go_down()


class ScoresTab(Tab):
    """Entries show at once and are recorded in small batches, each one operation."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        columns = (
            Column("序号", lambda row: str(row["number"]), 2, right=True),
            Column("姓名", lambda row: str(row["who"]["name"]), 12),
            Column("出勤", self._attended, 4),
            Column("理论成绩", _number("theory"), 5, right=True),
            Column("实操成绩", _number("practice"), 5, right=True),
            Column("结论", lambda row: str(row["result"] or ""), 5),
            Column("能否结业", self._verdict, 16, colour=self._tone),
        )
        self.model = ScoresModel(columns, self)
        self.view = ScoresView(self.model)
        self.rule = label(role="soft")
        self.empty = Empty()
        self.stack = QStackedWidget()
        self.batch = Batch(self)
        self._of: RowId | None = None
        self._lay_out()
        self.model.entered.connect(self._entered)
        self.model.refused.connect(self.context.frame.refuse)
        self.batch.due.connect(self._record)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.rule)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        column.addWidget(self.stack, 1)
        column.addWidget(
            label(
                "直接输入，Enter 到下一人；可从 Excel 复制一列或几列粘贴（Ctrl+V）；结论按 H 合格、Y 优秀、B 不合格。",
                "soft",
                wrap=True,
            )
        )

    def take_focus(self) -> None:
        self.view.setFocus()

    def show_class(self) -> None:
        of = self.loaded.of
        self._of = self.loaded.key
        self.model.editable = self.loaded.open
        self.rule.setText(_rule(of.training))
        self.model.show([{**row, **self._waiting(row["id"])} for row in of.enrolments])
        self.stack.setCurrentWidget(self.view if of.enrolments else self.empty)
        self.empty.say(
            "还没有学员，不能登记成绩。",
            button("去加名单", partial(self.hub.wanted.emit, "roster"), role="primary"),
        )
        if of.enrolments and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, FIRST))

    def _waiting(self, key: RowId) -> dict[str, Value]:
        return {name: value for (row, name), value in self.batch.waiting.items() if row == key}

    def _attended(self, row: Record) -> str:
        sums = self.loaded.grid.of_person(row["id"])
        return f"{sums.present}/{sums.expected}"

    def _verdict(self, row: Record) -> str:
        verdict = certificates.judge(self.loaded.grid, row)
        return ("✓ " if verdict.passed else "✗ ") + verdict.sentence

    def _tone(self, row: Record) -> str:
        return LIGHT.good if certificates.judge(self.loaded.grid, row).passed else LIGHT.bad

    def _entered(self, changes: Scores) -> None:
        self.batch.add(
            {(key, name): value for key, given in changes.items() for name, value in given.items()}
        )

    def _record(self, changes: dict[tuple[RowId, str], Value]) -> None:
        if self._of is None:
            return
        training = self._of
        scores: dict[RowId, dict[str, Value]] = {}
        for (key, name), value in changes.items():
            scores.setdefault(key, {})[name] = value
        self.hub.write(
            "登记成绩", lambda desk: trainings.set_scores(desk, training, scores), failed=self._not_recorded
        )

    def _not_recorded(self, no: Refused) -> None:
        self.show_class()
        self.context.frame.refuse(no)

    def settle(self) -> None:
        self.batch.flush()


def _number(name: str) -> Callable[[Record], str]:
    return lambda row: "" if row[name] is None else str(row[name])


def _rule(training: Record) -> str:
    share = f"出勤达到 {training['pass_share']}%" if training["pass_share"] else ""
    score = (
        f"理论、实操中较低的一项达到 {training['pass_score']} 分"
        if training["pass_score"] is not None
        else ""
    )
    words = "，".join(word for word in (share, score) if word) or "不看出勤和成绩，只看结论"
    return f"结业条件：{words}；结论写“不合格”的不发证。"
