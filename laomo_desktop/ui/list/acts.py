"""What can be done with the rows of a list: delete, set a field, export, import, copy, paste."""

from PySide6.QtCore import QObject, Signal

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.services import class_lists, making, registers
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.exporting import export_rows
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.list.set_field import SetFieldDialog
from laomo_desktop.ui.list.view import ListView
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.reason import ReasonDialog
from laomo_desktop.ui.widgets.where import ask_where


class Acts(QObject):
    """The verbs of one list. ``written`` and ``deleted`` tell a `Done`, ``remarked`` a remark for the top line."""

    written = Signal(object)
    deleted = Signal(object)
    remarked = Signal(str)

    def __init__(self, context: Context, view: ListView) -> None:
        super().__init__(view)
        self.context = context
        self._view = view
        self._reg = view.rows.reg

    @guarded
    def delete(self) -> None:
        """The selected rows, with a reason."""
        self.context.desk.must_write()
        keys = self._chosen()
        dialog = ReasonDialog(self._told(len(keys)), self._view.window())
        agreed, reason = dialog.exec(), dialog.reason
        dialog.deleteLater()
        if agreed:
            self.context.runner.do(
                lambda _progress: making.delete(self.context.desk, self._reg.name, keys, reason),
                self._deleted, label=f"删除{self._reg.label}", failed=self.context.frame.refuse, quiet=len(keys) < 200,
            )

    @guarded
    def set_field(self) -> None:
        """One field of the selected rows."""
        self.context.desk.must_write()
        keys = self._chosen()
        dialog = SetFieldDialog(self.context, self._reg, len(keys), self._view.window())
        agreed, name, entry = dialog.exec(), dialog.name, dialog.entry
        dialog.deleteLater()
        if agreed:
            self.context.runner.do(
                lambda _progress: registers.set_field(self.context.desk, self._reg.name, keys, name, entry),
                self._written, label="批量设置", failed=self.context.frame.refuse, quiet=len(keys) < 200,
            )

    @guarded
    def export(self) -> None:
        """All rows shown, to a workbook; or those selected, where there are several."""
        if (rows := self._which("要导出哪些记录？")) is not None:
            self._export(rows)

    @guarded
    def export_of_classes(self, register: str) -> None:
        """The rosters (periods, attendance) of all classes shown, in one workbook; or of those selected."""
        what = class_lists.LISTS[register]
        if (classes := self._which(f"要导出哪些班的{what}？")) is not None:
            rows = class_lists.of_classes(register, classes)
            export_rows(
                self.context, self._view, rows, class_lists.suggested(self.context.desk, register), self._exported
            )

    def _which(self, question: str) -> Query | None:
        """All rows shown, or those selected where the clerk says so; None: neither."""
        total, chosen = self._view.rows.rowCount(), self._view.chosen_count()
        if not total:
            raise Refused("列表是空的，没有可以导出的记录")
        answer = 1
        if 1 < chosen < total:
            unit = self._reg.unit
            which = (f"选中的 {chosen:,} {unit}", f"列表中全部 {total:,} {unit}", "取消")
            answer = ask(self._view.window(), question, which)
        return (self._query_of_chosen(), self._view.rows.query, None)[answer]

    @guarded
    def export_chosen(self) -> None:
        """The selected rows to a workbook, be it one."""
        self._chosen()
        self._export(self._query_of_chosen())

    def _query_of_chosen(self) -> Query:
        shown = self._view.rows.query
        return Query(shown.register, keys=tuple(self._view.chosen_keys()), order=shown.order)

    def _export(self, rows: Query) -> None:
        suggested = lazy("laomo_desktop.services.exports").suggested(self.context.desk, self._reg.name)
        export_rows(self.context, self._view, rows, suggested, self._exported)

    @guarded
    def ledger(self) -> None:
        """台账 of the rows shown, as a PDF to look at, print and save."""
        query, desk, columns = self._view.rows.query, self.context.desk, tuple(self._view.rows.columns)
        reports = lazy("laomo_desktop.services.reports")
        self.context.runner.do(
            lambda progress: reports.ledger_paper(desk, query, columns, progress),
            lambda paper: self.context.frame.preview(paper.title, paper.pdf, paper.suggested),
            label=f"生成{self._reg.label}台账", failed=self.context.frame.refuse, quiet=True,
        )  # fmt: skip

    @guarded
    def ledger_book(self) -> None:
        """台账 of the rows shown as a workbook to report with: 填报单位, 合计, signatures."""
        query, desk, columns = self._view.rows.query, self.context.desk, tuple(self._view.rows.columns)
        reports = lazy("laomo_desktop.services.reports")
        suggested = self.context.exports / reports.ledger_name(desk, self._reg.name)
        path = ask_where(self._view, "台账存为 Excel", suggested)
        if path is not None:
            self.context.runner.do(
                lambda progress: reports.ledger_book(desk, query, path, columns, progress), self._exported,
                label=f"写出台账“{path.name}”", failed=self.context.frame.refuse,
            )  # fmt: skip

    def _exported(self, done: Done) -> None:
        self.remarked.emit(f"已{done.sentence}")

    @guarded
    def go_import(self) -> None:
        """The import screen, for this register."""
        self.context.desk.must_write()
        self.context.frame.go(Place("import", ask={"register": self._reg.name}))

    @guarded
    def paste(self, text: str) -> None:
        """A block copied in Excel goes the way of every import."""
        if not text.strip():
            return
        self.context.desk.must_write()
        if not self._reg.importable:
            raise Refused(f"{self._reg.label}不能从表格粘贴", todo="请点“新建”逐条登记")
        self.context.frame.go(Place("import", ask={"register": self._reg.name, "clipboard": text}))

    def copied(self, count: int) -> None:
        """Say that the clipboard was filled."""
        self.remarked.emit(f"已复制 {count:,} {self._reg.unit}，可粘贴到 Excel")

    def too_many(self, count: int) -> None:
        """The clipboard is no place for a whole register."""
        self.context.frame.refuse(Refused(f"选中了{count:,}{self._reg.unit}，太多了，不能复制", todo="请用“导出”"))

    def only(self, act: str) -> bytes:
        """The key of the one chosen row an act is about. Raises `Refused`."""
        keys = self._chosen()
        if len(keys) > 1:
            raise Refused(f"“{act}”一次只能对一条记录", todo="请只选一条")
        return keys[0]

    def _chosen(self) -> list[bytes]:
        keys = self._view.chosen_keys()
        if not keys:
            raise Refused("还没有选中记录", todo="请先在列表中点选，按住 Ctrl 或 Shift 可选多条")
        return keys

    def _told(self, count: int) -> str:
        if count > 1:
            return f"要删除选中的 {count:,} 条{self._reg.label}记录吗？"
        row = self._view.ranges()[0][0]
        record = self._view.rows.record(row)
        title = registers.present(self._reg, record, self._reg.title) if record else ""
        return f"要删除{self._reg.label}“{title}”吗？"

    def _deleted(self, done: Done) -> None:
        self.deleted.emit(done)

    def _written(self, done: Done) -> None:
        self.written.emit(done)
