"""A new pair: master and apprentice by name or pinyin, for how long, how often reviewed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Value
from laomo_desktop.domain.months import add_months
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import apprenticeships
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.form.editors.base import Editor
from laomo_desktop.ui.form.editors.date import DateEditor
from laomo_desktop.ui.form.editors.link import LinkEditor
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.buttons import button, foot, label, shortcut

YEARS = {"1年": 1, "2年": 2, "3年": 3}
EVERY = {"每3个月": 3, "每6个月": 6, "每12个月": 12, "只在期满时": 0}
MOST_SHOWN = 8


class PairDialog(QDialog):
    """``done`` after acceptance."""

    def __init__(self, context: Context, values: Mapping[str, Any], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.context = context
        self.done_: Done | None = None
        self._warned = ""
        self.setWindowTitle("新建师徒结对")
        reg = REGISTERS["apprenticeships"]
        self.master = LinkEditor(reg["master"], context.desk)
        self.apprentice = LinkEditor(reg["apprentice"], context.desk)
        self.begins = DateEditor(reg["begins"])
        self.years, self.every = QComboBox(), QComboBox()
        self.years.addItems(list(YEARS))
        self.years.setCurrentText("2年")
        self.every.addItems(list(EVERY))
        self.every.setCurrentText("每6个月")
        self.plan = label(role="soft", wrap=True)
        self.warning = label(role="warning", wrap=True)
        self.complaint = label(role="error", wrap=True)
        self.ok = button("建立结对", self.make, key="Ctrl+Enter", role="primary")
        self._lay_out()
        self.begins.put(date.today().isoformat())
        for name, editor in (("master", self.master), ("apprentice", self.apprentice)):
            if isinstance(key := values.get(name), bytes):
                editor.put(key)
        self._connect()
        self._show_plan()
        self._warn()
        self.master.take_focus()

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        for words, widget in (
            ("师傅 *", self.master), ("", self.warning), ("徒弟 *", self.apprentice), ("开始日期 *", self.begins),
            ("期限", self.years), ("阶段考核", self.every), ("", self.plan),
        ):  # fmt: skip
            fields.addRow(words, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(fields)
        column.addWidget(label("单位和工种按徒弟、师傅的登记自动填写；目标和计划建立后再补。", "soft", wrap=True))
        column.addWidget(self.complaint)
        column.addLayout(foot(self.ok, self.reject))
        self.warning.hide()
        self.complaint.hide()
        self.setMinimumWidth(480)

    def _connect(self) -> None:
        following: list[Editor | QComboBox] = [self.master, self.apprentice, self.begins]
        for editor, after in zip(following, [self.apprentice, self.begins, self.years], strict=True):
            if isinstance(editor, Editor):
                editor.onward.connect(after.take_focus if isinstance(after, Editor) else after.setFocus)
        for made in (self.master, self.apprentice, self.begins):
            made.edited.connect(self._edited)
            made.left.connect(self._edited)
        self.years.currentIndexChanged.connect(self._show_plan)
        self.every.currentIndexChanged.connect(self._show_plan)
        shortcut("Ctrl+Return", self, self.make)
        shortcut("Ctrl+Enter", self, self.make)

    def _edited(self) -> None:
        self.complaint.hide()
        self._warn()
        self._show_plan()

    def _term(self) -> tuple[str, str] | None:
        """Begin and end: the day before the same day, so many years on."""
        try:
            begins = dates.parse_date(self.begins.entry() or "")
        except Refused:
            return None
        ends = add_months(begins, 12 * YEARS[self.years.currentText()]) - timedelta(days=1)
        return begins.isoformat(), ends.isoformat()

    def _show_plan(self) -> None:
        term = self._term()
        if term is None:
            self.plan.setText("请填写开始日期。")
            return
        due = [str(r["due"]) for r in apprenticeships.planned_reviews(b"", *term, EVERY[self.every.currentText()])]
        shown = "、".join(dates.paper_date(date.fromisoformat(day)) for day in due[:MOST_SHOWN])
        end = dates.paper_date(date.fromisoformat(term[1]))
        self.plan.setText(f"到{end}止，考核{len(due)}次：{shown}" + ("…" if len(due) > MOST_SHOWN else ""))
        self._grow()

    def _warn(self) -> None:
        master = self.master.entry()
        words = apprenticeships.warning(self.context.desk, master) if isinstance(master, bytes) else ""
        self.warning.setText(f"⚠ {words}" if words else "")
        self.warning.setVisible(bool(words))
        self._grow()

    def _grow(self) -> None:
        """Room for what was said: a dialog does not grow by itself for lines that wrap."""
        if (layout := self.layout()) is not None and self.isVisible():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _complain(self, words: str, at: Editor) -> None:
        self.complaint.setText(f"✕ {words}")
        self.complaint.show()
        self._grow()
        at.take_focus()

    @guarded
    def make(self) -> None:
        """Check, and make the pair off the window's thread."""
        for editor in (self.master, self.apprentice, self.begins):
            editor.settle()
            if problem := editor.problem() or ("" if editor.entry() else f"请填写{editor.of.label}。"):
                self._complain(problem, editor)
                return
        term = self._term()
        if term is None:
            self._complain("开始日期看不懂，请写成如 2026-3-6。", self.begins)
            return
        values: dict[str, Value] = {
            "master": self.master.entry(), "apprentice": self.apprentice.entry(), "begins": term[0], "ends": term[1],
        }  # fmt: skip
        desk, every = self.context.desk, EVERY[self.every.currentText()]
        self.ok.setEnabled(False)
        self.context.runner.do(
            lambda _progress: apprenticeships.create(desk, values, review_every=every), self._made,
            label="建立师徒结对", failed=self._refused, quiet=True,
        )

    def _made(self, done: Done) -> None:
        self.done_ = done
        self.accept()

    def _refused(self, no: Refused) -> None:
        self.ok.setEnabled(True)
        self._complain(no.sentence, self.apprentice)


def begin(context: Context, parent: QWidget, values: Mapping[str, Any]) -> None:
    """A new pair, from the list's 新建; its page opens."""
    dialog = PairDialog(context, values, parent)
    done = dialog.done_ if dialog.exec() else None
    dialog.deleteLater()
    if done is not None:
        context.frame.said(done)
        context.frame.go(Place("apprenticeship", done.key))


