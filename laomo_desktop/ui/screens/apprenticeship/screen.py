"""One page a pair: its agreement on the left, its state and stage reviews on the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.db.door import Changed
from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.states import Move
from laomo_desktop.services import apprenticeships, prints, registers
from laomo_desktop.services.desk import READER, Desk
from laomo_desktop.services.prints import Paper
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.certificates.acts import CertificateActs
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.form.dialog import FormDialog
from laomo_desktop.ui.form.form import Form
from laomo_desktop.ui.form.history_tab import HistoryTab
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.apprenticeship.graduate_dialog import GraduateDialog
from laomo_desktop.ui.screens.apprenticeship.reviews_card import ReviewsCard
from laomo_desktop.ui.screens.apprenticeship.standing_card import StandingCard
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.reason import ReasonDialog
from laomo_desktop.ui.widgets.why import ask_why

CONCERNED = frozenset({"apprenticeships", "reviews", "certificates", "settings", "people"})
WHY = ("一方调离或离职", "双方协商解除", "长期未开展带教", "登记有误")


class ApprenticeshipScreen(Screen):
    """``Place("apprenticeship", key)``."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.key: RowId | None = None
        self.form: Form | None = None
        self._history: HistoryTab | None = None
        self._let_go = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._renew)
        self.may_write = context.desk.role != READER
        self.title = label(role="title")
        self.printer = button("打印协议书", self.print, tip="师徒协议书，一式三份", key="Ctrl+P")
        self.standing = StandingCard()
        self.reviews = ReviewsCard(self.add_review)
        self._lay_out()
        self._connect()

    # -- making ------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(button("← 师徒结对", self.go_back, tip="回到师徒结对列表", key="Esc", role="link"))
        head.addWidget(self.title, 1)
        head.addWidget(self.printer)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._right())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)

    def _right(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 8, 4, 8)
        column.setSpacing(10)
        column.addWidget(self.standing)
        column.addWidget(self.reviews)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        return area

    def _connect(self) -> None:
        self.standing.moved.connect(self.move_state)
        self.standing.certify_asked.connect(self.certify)
        self.standing.preview_asked.connect(self.preview_certificate)
        self.standing.limit_asked.connect(self.change_limit)
        self.reviews.lines.recorded.connect(self.record)
        self.reviews.lines.delete_asked.connect(self.delete_review)
        self.certificates = CertificateActs(self.context, self, self._certificate_keys)
        shortcut("Ctrl+P", self, self.print, anywhere=True)
        shortcut("Ctrl+Shift+N", self, self.add_review, anywhere=True)
        shortcut("Esc", self, self.go_back)

    # -- the window's side -------------------------------------------------------------------------------------
    @guarded
    def arrive(self, place: Place) -> None:
        if place.key is None:
            if self.form is None:
                self.go_back()
            return
        if place.key == self.key and not self._let_go:
            self._show()
            return
        if self.form is None or self._let_go or self.form.may_close():
            self._open(place.key)

    def may_leave(self) -> bool:
        self._let_go = self.form is None or self.form.may_close()
        return self._let_go

    def changed(self, what: Changed) -> None:
        if CONCERNED & set(what.rows):
            self._soon.start()

    @guarded
    def _renew(self) -> None:
        if self.key is None or self.form is None:
            return
        if registers.get(self.context.desk, "apprenticeships", self.key)["deleted"] is not None:
            self.key = None
            self.context.frame.go(Place("apprenticeships"))
            return
        if not self.form.dirty():
            self.form.load()
        self._show()

    def _open(self, key: RowId) -> None:
        self.key, self._let_go = key, False
        old = self.form
        self.form = Form(self.context, "apprenticeships", key)
        self.form.saved.connect(self._form_saved)
        self.form.close_asked.connect(self._to_list)
        self.splitter.insertWidget(0, self.form)
        self._history = HistoryTab(self.context, "apprenticeships", key)
        self.tabs.clear()
        self.tabs.addTab(self.splitter, "协议与考核")
        self.tabs.addTab(self._history, "历史")
        self.splitter.show()
        if old is not None:
            old.drafting.stop()
            old.setParent(None)
            old.deleteLater()
        self.splitter.setSizes([500, 600])
        self._show()
        self.form.take_focus()

    # -- showing -----------------------------------------------------------------------------------------------
    def _show(self) -> None:
        desk, key = self.context.desk, self._key()
        row = registers.get(desk, "apprenticeships", key)
        running = row["state"] == apprenticeships.RUNNING
        self.title.setText(f"{row['master.title']} 带 {row['apprentice.title']}")
        warning = apprenticeships.warning_of(desk, row["master"]) if running else ""
        given = apprenticeships.certificate_of(desk, key)
        self.standing.show_pair(row, given, warning, may_write=self.may_write)
        rows = apprenticeships.reviews(desk, key)
        self.reviews.show_rows(rows, running=running, may_write=self.may_write)
        if self._history is not None:
            self._history.refresh()

    def _key(self) -> RowId:
        if self.key is None:
            raise Refused("还没有打开师徒结对", todo="请从列表中打开一对")
        return self.key

    def _certificate_keys(self) -> list[RowId]:
        given = apprenticeships.certificate_of(self.context.desk, self._key())
        return [given["id"]] if given else []

    # -- acts --------------------------------------------------------------------------------------------------
    def _write(self, words: str, work: Callable[[Desk], Done]) -> None:
        desk = self.context.desk
        self.context.runner.do(
            lambda _progress: work(desk), self._written, label=words, failed=self._failed, quiet=True
        )

    def _written(self, done: Done) -> None:
        if done.operation:
            self.context.frame.said(done)
        self._soon.start()

    def _failed(self, no: Refused) -> None:
        self.context.frame.refuse(no)
        self._soon.start()

    @guarded
    def record(self, key: RowId, entries: dict[str, object]) -> None:
        """What came of a review."""
        self.context.desk.must_write()
        self._write("记录考核", lambda desk: apprenticeships.record_review(desk, key, entries))

    @guarded
    def add_review(self) -> None:
        """One more review."""
        self.context.desk.must_write()
        dialog = FormDialog(self.context, "reviews", None, {"apprenticeship": self._key()}, self.window())
        dialog.exec()
        dialog.deleteLater()
        self._soon.start()

    @guarded
    def delete_review(self, key: RowId) -> None:
        """One less, with its reason."""
        dialog = ReasonDialog("要删除这次考核安排吗？", self.window(), ("考核计划调整", "登记有误"))
        agreed, reason = dialog.exec(), dialog.reason
        dialog.deleteLater()
        if agreed:
            self._write("删除考核", lambda desk: registers.delete(desk, "reviews", [key], reason))

    @guarded
    def move_state(self, move: Move) -> None:
        """出师, 解除, or back."""
        self.context.desk.must_write()
        key = self._key()
        row = registers.get(self.context.desk, "apprenticeships", key)
        if move.code == "graduate":
            self._graduate(row)
            return
        what = f"{row['master.title']} 带 {row['apprentice.title']}，现在是“{row['state']}”，要{move.label}吗？"
        reason = ask_why(self, move.label, what, act=move.label, reasons=WHY if move.code == "dissolve" else ())
        if reason:
            self._write(move.label, lambda desk: apprenticeships.move(desk, key, move.code, reason))

    def _graduate(self, row: Record) -> None:
        open_ = sum(r["held"] is None for r in apprenticeships.reviews(self.context.desk, row["id"]))
        dialog = GraduateDialog(row, open_, self)
        agreed, outcome, certify = dialog.exec(), dialog.outcome, dialog.certifying.isChecked()
        dialog.deleteLater()
        if agreed:
            key = row["id"]
            self._write("出师", lambda desk: apprenticeships.move(desk, key, "graduate", outcome=outcome))
            if certify:
                self._write("发证", lambda desk: apprenticeships.certify(desk, [key]))

    @guarded
    def certify(self) -> None:
        """出师证书."""
        key = self._key()
        self._write("发证", lambda desk: apprenticeships.certify(desk, [key]))

    @guarded
    def preview_certificate(self) -> None:
        """The real page."""
        self.certificates.preview()

    @guarded
    def change_limit(self) -> None:
        """How many apprentices a master should have at most."""
        now = apprenticeships.limit(self.context.desk)
        number, agreed = QInputDialog.getInt(self, "带徒上限", "一名师傅一般最多带几名徒弟：", now, 1, 99)
        if agreed and number != now:
            self._write("修改上限", lambda desk: apprenticeships.set_limit(desk, number))

    @guarded
    def print(self) -> None:
        """师徒协议书, three copies."""
        if self.form is not None and self.form.dirty():
            raise Refused("还有没保存的内容", todo="请先保存再打印")
        desk, key = self.context.desk, self._key()
        self.context.runner.do(
            lambda _progress: prints.agreement(desk, key), self._preview,
            label="生成师徒协议书", failed=self.context.frame.refuse,
        )

    def _preview(self, paper: Paper) -> None:
        self.context.frame.preview(paper.title, paper.pdf, paper.suggested)

    @guarded
    def _form_saved(self, _done: Done, _another: bool) -> None:
        self._show()

    @guarded
    def go_back(self) -> None:
        """The list of pairs."""
        self.context.frame.go(Place("apprenticeships"))

    @guarded
    def _to_list(self) -> None:
        self._let_go = True
        self.go_back()
