"""The city's left side: its districts with what came and what is missing, and the answers to them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.offices import Office
from laomo_desktop.services import exchange
from laomo_desktop.services.desk import ADMIN
from laomo_desktop.services.exchange.ledger import Line
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.exchange.notices import WARN, Notices
from laomo_desktop.ui.screens.exchange.offices_view import OfficesView
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import button, label

QWIDGETSIZE_MAX = 16777215
"""Qt's word for no limit; PySide has no name for it."""


class CityPanel(QWidget):
    """``office_chosen`` with a code; ``answer_asked`` with one; ``all_asked``: everybody who waits; ``revoked``."""

    office_chosen = Signal(str)
    answer_asked = Signal(str)
    all_asked = Signal()
    revoked = Signal()

    def __init__(self, context: Context, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._notices = context, notices
        self.offices = OfficesView()
        self.standing = label("", "soft", wrap=True)
        self.all_answerer = button("写全部回执包", self.all_asked.emit)
        self.answerer = button("写回执包", self.answer, tip="请先选中一个区市", key="Ctrl+E", role="primary")
        self.revoker = button("停用密钥", self.revoke, tip="对方丢了电脑，或不再参加：以后它的包一律退回")
        if context.desk.role != ADMIN:
            self.revoker.hide()
        self._lay_out()
        self.offices.selectionModel().selectionChanged.connect(self._chosen)
        self.offices.rows.modelReset.connect(self._show_acts)
        self.offices.rows.dataChanged.connect(self._show_acts)

    def _lay_out(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(label("区市", "heading"))
        top.addStretch(1)
        top.addWidget(self.all_answerer)
        below.addWidget(self.standing, 1)
        below.addWidget(self.revoker)
        below.addWidget(self.answerer)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.offices, 1)
        column.addLayout(below)

    def beside(self, ledger: bool) -> None:
        """Whether the ledger stands beside it: then no wider than its table needs."""
        self.setContentsMargins(0, 0, 10 if ledger else 0, 0)
        self.setMaximumWidth(self.offices.full_width + 14 if ledger else QWIDGETSIZE_MAX)

    def show_lines(self, lines: Sequence[Line], due: Mapping[str, int]) -> None:
        """The districts as they stand; ``due`` receipts by office."""
        self.offices.show_lines(lines, due)
        waiting = sum(1 for count in due.values() if count)
        self.all_answerer.setEnabled(bool(waiting))
        self.all_answerer.setText(f"写全部回执包（{waiting} 个区市）" if waiting else "写全部回执包")
        tip = "为所有该回执的区市各写一个回执包（Ctrl+Shift+E）"
        self.all_answerer.setToolTip(tip if waiting else "现在没有区市等着回执")
        self._show_acts()

    @property
    def office(self) -> Office:
        """The chosen one. Raises `Refused` when none is."""
        if self.offices.district is None:
            raise Refused("还没有选中区市", todo="请先在表里点选一个")
        return self.offices.district.line.office

    @guarded
    def answer(self) -> None:
        """A return package for the chosen district."""
        self.answer_asked.emit(self.office.code)

    @guarded
    def revoke(self) -> None:
        """Trust the chosen district's keys no more, after a question."""
        office = self.office
        question = f"停用{office.full}的密钥？以后它的包一律退回，重新办理密钥登记后才恢复。"
        if ask(self, question, ("停用", "取消"), grave=True) == 0:
            self.context.runner.do(
                lambda _progress: exchange.revoke(self.context.desk, office.code),
                lambda _count: self._revoked(office.short), label="停用密钥", quiet=True,
            )  # fmt: skip

    def _revoked(self, short: str) -> None:
        self._notices.tell(WARN, f"已停用{short}的密钥；重新办理密钥登记后才能再交换数据包。")
        self.revoked.emit()

    def _chosen(self, *_given: object) -> None:
        if self.offices.district is not None:
            self.office_chosen.emit(self.offices.district.line.office.code)
        self._show_acts()

    def _show_acts(self, *_given: object) -> None:
        district = self.offices.district
        enrolled = district is not None and district.line.enrolled
        self.answerer.setEnabled(enrolled)
        self.revoker.setEnabled(enrolled)
        self.standing.setText(district.line.sentence if district is not None else "")
        if district is None:
            self.answerer.setText("写回执包")
            self.answerer.setToolTip("请先选中一个区市")
            return
        short = district.line.office.short
        self.answerer.setText(f"给{short}写回执包")
        self.answerer.setToolTip(
            f"给{short}写回执包（Ctrl+E）" if district.line.enrolled else f"{short}还没有登记密钥"
        )
