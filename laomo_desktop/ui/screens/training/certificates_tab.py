"""证书: who may have one and why not, under which number; given, printed, voided, replaced."""

from datetime import date

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.certificates import CERTIFICATE_KINDS
from laomo_desktop.services import certificates, prints
from laomo_desktop.services.certificates import Candidate
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.certificates.acts import CertificateActs
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.screens.training.issue_dialog import ask_issue
from laomo_desktop.ui.screens.training.tab import Tab
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.day_line import DayLine
from laomo_desktop.ui.widgets.empty import Empty
from laomo_desktop.ui.widgets.rows import Column, RowsModel, RowsView


def _standing(row: Candidate) -> str:
    if row.certificate is not None:
        return "✓ 已发证"
    return "○ 可以发证" if row.may else f"✗ {row.verdict.sentence}"


def _tone(row: Candidate) -> str:
    if row.certificate is not None:
        return LIGHT.good
    return LIGHT.accent_strong if row.may else LIGHT.bad


def _number(row: Candidate) -> str:
    if row.certificate is not None:
        return str(row.certificate["number"])
    return f"将给 {row.number}" if row.number else ""


def _prints(row: Candidate) -> str:
    count = (row.certificate or {}).get("prints") or 0
    return f"{count}次" if count else ""


COLUMNS = (
    Column("序号", lambda row: str(row.enrolment["number"]), 2, right=True),
    Column("姓名", lambda row: row.name, 12),
    Column("单位", lambda row: str(row.enrolment["who"]["enterprise.title"] or ""), 14),
    Column("能否发证", _standing, 12, colour=_tone),
    Column("证书编号", _number, 19),
    Column("已打印", _prints, 4),
)


class CertificatesTab(Tab):
    """Without a selection the acts are about everybody they can be about."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.kind = QComboBox()
        self.kind.addItems(list(CERTIFICATE_KINDS))
        self.day = DayLine(date.today())
        self.model = RowsModel(COLUMNS, lambda row: row.enrolment["id"], self)
        self.view = RowsView(self.model, "发证名单")
        self.words = label(role="soft")
        self.empty = Empty()
        self.stack = QStackedWidget()
        self.acts = CertificateActs(self.context, self, self._certificates)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.issuing = button(
            "发证…",
            self.issue,
            tip="给可以发证的人发证（选中几人就只发这几人）",
            key="Ctrl+Enter",
            role="primary",
        )
        self.previewing = button(
            "预览", self.preview, tip="看证书的页面，还没有发的看样张；打印或存为 PDF 才计次数", key="Enter"
        )
        self.printing = button("打印", self.acts.print, tip="打印选中的或全部证书，计打印次数", key="Ctrl+P")
        self.more = button("更多", lambda: None, tip="补发、作废、证书设置")
        self.more.setMenu(self._more())
        top = QHBoxLayout()
        top.setSpacing(6)
        for widget in (self.kind, label("发证日期"), self.day, self.issuing, self.previewing, self.printing):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.words)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        column.addWidget(self.stack, 1)

    def _more(self) -> QMenu:
        menu = QMenu(self)
        self.replacing = menu.addAction("补发…（遗失、损坏、更名）")
        self.replacing.triggered.connect(lambda _checked: self.acts.replace())
        self.voiding = menu.addAction("作废…\tDelete")
        self.voiding.triggered.connect(lambda _checked: self.acts.void())
        menu.addSeparator()
        self.setting = menu.addAction("证书设置…（编号、正文、套打）")
        self.setting.triggered.connect(lambda _checked: self.acts.set_up())
        return menu

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._anew)
        self.day.day_changed.connect(self._anew)
        self.view.opened.connect(lambda _key: self.preview())
        self.view.delete_asked.connect(self.acts.void)
        self.acts.written.connect(lambda _done: self.hub.reload())
        shortcut("Ctrl+Return", self, self.issue, anywhere=True)
        shortcut("Ctrl+Enter", self, self.issue, anywhere=True)
        shortcut("Ctrl+P", self, self.acts.print, anywhere=True)

    @guarded
    def _anew(self, *_: object) -> None:
        if self.hub.is_open:
            self.show_class()

    def take_focus(self) -> None:
        self.view.setFocus()

    def show_class(self) -> None:
        rows = certificates.candidates(
            self.context.desk, self.loaded.key, self.kind.currentText(), self.day.day
        )
        self.model.show(rows)
        may, given = sum(row.may for row in rows), sum(row.certificate is not None for row in rows)
        self.words.setText(
            f"可以发证 {may} 人，已发 {given} 人，不能发 {len(rows) - may - given} 人。编号按名单先后给。"
        )
        self.issuing.setEnabled(self.loaded.may_write and may > 0)
        self.previewing.setEnabled(given + may > 0)
        self.setting.setEnabled(self.loaded.may_write)
        for act in (self.printing, self.replacing, self.voiding):
            act.setEnabled(self.loaded.may_write and given > 0)
        self.empty.say("还没有学员，也就没有可以发证的人。")
        self.stack.setCurrentWidget(self.view if rows else self.empty)

    def _rows(self) -> list[Candidate]:
        wanted = set(self.view.chosen())
        return (
            [row for row in self.model.rows if row.enrolment["id"] in wanted]
            if wanted
            else list(self.model.rows)
        )

    def _certificates(self) -> list[RowId]:
        keys = [row.certificate["id"] for row in self._rows() if row.certificate is not None]
        if not keys:
            raise Refused("选中的人还没有证书", todo="请先发证")
        return keys

    @guarded
    def preview(self) -> None:
        """The pages of those given; of those that are not yet, what they will look like."""
        rows = self._rows()
        wanted = [row.enrolment["id"] for row in rows if row.may]
        if any(row.certificate is not None for row in rows) or not wanted:
            self.acts.preview()
            return
        training, kind, day = self.loaded.key, self.kind.currentText(), self.day.day
        self.hub.paper(
            "生成样张",
            lambda desk, _progress: prints.certificate_sample(desk, training, kind, wanted, issued=day),
        )

    @guarded
    def issue(self) -> None:
        """To those selected, or to everybody who may have one."""
        self.context.desk.must_write()
        wanted = set(self.view.chosen())
        chosen = [row for row in self._rows() if row.may]
        if not chosen:
            row = next((r for r in self._rows() if wanted and not r.may), None)
            why = (
                ""
                if row is None
                else f"{row.name}：{'已有证书' if row.certificate else row.verdict.sentence}"
            )
            raise Refused(
                "选中的人不能发证" if wanted else "没有可以发证的学员",
                where=why,
                todo="请看“能否发证”一栏的原因",
            )
        kind, day, training = self.kind.currentText(), self.day.day, self.loaded.key
        if ask_issue(self, kind, day, self._numbered(chosen), self.loaded.of.title):
            keys = [row.enrolment["id"] for row in chosen]
            self.hub.write(
                "发证",
                lambda desk: certificates.issue(desk, training, kind, enrolments=keys, issued=day),
                then=self._issued,
            )

    def _numbered(self, chosen: list[Candidate]) -> list[Candidate]:
        """With the numbers these would get: the next ones of the range, in the roster's order."""
        numbers = [row.number for row in self.model.rows if row.may]
        return [
            Candidate(row.enrolment, row.verdict, row.certificate, number)
            for row, number in zip(chosen, numbers, strict=False)
        ]

    def _issued(self, done: Done) -> None:
        self.view.clearSelection()
        if done.keys:
            self.acts.draw(done.keys)
