"""A backup, or the 换机包 of the old PC, in the store's place: whose it is, and the password of that time."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from laomo_desktop.domain import offices
from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.start.doors import Doors
from laomo_desktop.ui.start.parts import Page, Password, button, label

if TYPE_CHECKING:
    from laomo_desktop.db.backup_face import Face


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says: its title, the file's kind, what is asked for, the button, what goes on."""

    title: str
    kind: str
    lead: str
    act: str
    doing: str


BACKUP = Words("从备份恢复", "备份", "输入这份备份当时的密码。", "恢复", "正在恢复，请稍候…")
MOVE = Words(
    "从换机包打开", "换机包", "输入在旧电脑上用的密码。打开以后就在这台电脑上接着用。", "打开", "正在打开，请稍候…"
)  # fmt: skip


class RestorePage(Page):
    """Ends with `entered` (desk of the restored store); a wrong password changes nothing."""

    entered = Signal(object)
    forgotten = Signal()
    returned = Signal()

    def __init__(
        self, doors: Doors, runner: Runner, folder: Path, source: Path, copy: "Face",
        parent: QWidget | None = None,
    ) -> None:
        kept = "现在的资料库会移到备份文件夹里，不会丢失。" if doors.exists(folder) else ""
        self._words = words = MOVE if source.suffix.lower() == ".lmmove" else BACKUP
        super().__init__(words.title, f"{words.lead}{kept}", parent)
        self._doors, self._runner, self._folder, self._source = doors, runner, folder, source
        self.column.addWidget(label(f"{words.kind}：{source.name}"))
        self.column.addWidget(label(_of(copy), "soft"))
        users = copy.logins
        self.user = QComboBox()
        self.user.addItems(users)
        self.password = Password("密码")
        if len(users) > 1:
            self.add("用户", self.user)
        else:
            self.column.addWidget(label(f"用户：<b>{escape(''.join(users))}</b>"))
        self.add("密码", self.password)
        forgotten = button("忘记密码，使用找回码", self.forgotten.emit, "link", "用封存的找回单打开")
        self.end(button("返回", self.back, tip="Esc"), forgotten, button(words.act, self.forward, "primary", "Enter"))

    def begin(self) -> None:
        self.password.setFocus()

    def back(self) -> None:
        if self.isEnabled():
            self.returned.emit()

    def forward(self) -> None:
        if not self.password.text():
            self.told.say("请输入密码。")
            self.password.setFocus()
            return
        self.setEnabled(False)
        self.told.say(self._words.doing, "soft")
        login, password = self.user.currentText(), self.password.text()

        def work(_: Progress) -> object:
            self._doors.restore(self._source, self._folder, login, password)
            return self._doors.enter(self._folder, login, password)

        self._runner.do(work, self._done, label=self._words.title, failed=self._refused, quiet=True)

    def _done(self, desk: object) -> None:
        self.entered.emit(desk)

    def _refused(self, no: Refused) -> None:
        self.setEnabled(True)
        self.told.say(no.sentence)
        self.password.setFocus()
        self.password.selectAll()


def _of(copy: "Face") -> str:
    """芝罘区总工会，2026年11月23日 08:30 的资料"""
    whose = f"{offices.office(copy.office).full}，" if copy.office else ""
    return f"{whose}{paper_date(copy.at.date())} {copy.at:%H:%M} 的资料"
