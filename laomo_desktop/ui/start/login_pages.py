"""Coming back: the password, or the sealed sheet where it is lost."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.start.doors import Doors
from laomo_desktop.ui.start.parts import Page, Password, button, label, new_password_fault, strength

PICTURES = "图片或 PDF (*.png *.jpg *.jpeg *.bmp *.pdf)"


class LoginPage(Page):
    """Who, and the password. Ends with `entered` (desk)."""

    entered = Signal(object)
    forgotten = Signal()
    elsewhere = Signal()
    from_backup = Signal()
    from_move = Signal()

    def __init__(
        self, doors: Doors, runner: Runner, folder: Path, users: Sequence[str], last: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("登录", parent=parent)
        self._doors, self._runner, self._folder = doors, runner, folder
        self.user = QComboBox()
        self.user.addItems(list(users))
        if last in users:
            self.user.setCurrentText(last)
        self.user.currentIndexChanged.connect(lambda _: self._user_changed())
        self.password = Password("密码")
        if len(users) > 1:
            self.add("用户", self.user)
        elif users:
            self.column.addWidget(label(f"用户：<b>{escape(users[0])}</b>"))
        self.add("密码", self.password)
        self.enter_button = button("登录", self.forward, "primary", "Enter")
        self.password.setEnabled(bool(users))
        self.enter_button.setEnabled(bool(users))
        self.column.addWidget(self.told)
        self.column.addWidget(self.enter_button)
        self.column.addStretch(1)
        self._links()

    def _links(self) -> None:
        row = QHBoxLayout()
        for words, told, tip in (
            ("忘记密码，使用找回码", self.forgotten, "用封存的找回单登录"),
            ("其他资料库", self.elsewhere, "打开别的文件夹里的资料库"),
            ("从备份恢复", self.from_backup, "用备份文件代替现在的资料库"),
            ("从换机包打开", self.from_move, "用旧电脑写好的换机包代替现在的资料库"),
        ):
            row.addWidget(button(words, told.emit, "link", tip))
        row.addStretch(1)
        self.column.addLayout(row)
        where = label(f"资料库：{self._folder}", "soft")
        where.setToolTip(str(self._folder))
        self.column.addWidget(where)

    def begin(self) -> None:
        self.password.setFocus()

    def forward(self) -> None:
        if not self.password.isEnabled():
            return
        if not self.password.text():
            self.told.say("请输入密码。")
            self.password.setFocus()
            return
        self.setEnabled(False)
        self.enter_button.setText("正在打开…")
        self.told.say("")
        login, password = self.user.currentText(), self.password.text()

        def work(_: Progress) -> object:
            return self._doors.enter(self._folder, login, password)

        self._runner.do(work, self._done, label="登录", failed=self._refused, quiet=True)

    def _done(self, desk: object) -> None:
        self.entered.emit(desk)

    def _refused(self, no: Refused) -> None:
        self.setEnabled(True)
        self.enter_button.setText("登录")
        self.told.say(no.sentence)
        self.password.setFocus()
        self.password.selectAll()

    def _user_changed(self) -> None:
        self.told.say("")
        self.password.clear()
        self.password.setFocus()


class RecoveryPage(Page):
    """The code from the sheet and a new password; with ``source`` a backup takes the store's place first.

    Ends with `made` ((desk, new code))."""

    made = Signal(object)
    returned = Signal()

    def __init__(
        self, doors: Doors, runner: Runner, folder: Path, users: Sequence[str], source: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        lead = "输入封存的找回单上的 50 位数字，再设一个新密码。旧找回单随后作废。"
        super().__init__("用找回单登录" if source is None else "用找回单打开备份", lead, parent)
        self._doors, self._runner, self._folder, self._source = doors, runner, folder, source
        self.code = QLineEdit()
        self.code.setPlaceholderText("10 组，每组 5 位；空格和横线可有可无")
        self.count = label("已输入 0 / 50 位", "soft")
        self.code.textChanged.connect(self._count)
        self.user = QComboBox()
        self.user.addItems(list(users))
        self.first, self.second = Password("新密码"), Password("再输入一次新密码")
        self.hint = label(" ", "soft")
        self.first.textChanged.connect(lambda words: self.hint.setText(strength(words) or " "))
        if source is not None:
            self.column.addWidget(label(f"文件：{source.name}"))
        self.add("找回码", self.code)
        self.column.addLayout(self._below_code())
        if len(users) > 1:
            self.add("用户", self.user)
        self.add("新密码", self.first)
        self.column.addWidget(self.hint)
        self.add("再输入一次", self.second)
        self.go_button = button("重设密码并登录", self.forward, "primary", "Enter")
        self.end(button("返回", self.back, tip="Esc"), self.go_button)

    def _below_code(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.count)
        row.addStretch(1)
        told = "选择找回单的照片、扫描件或 PDF，读出上面的二维码；用扫码枪的，直接对着上面一格扫"
        row.addWidget(button("读取找回单的二维码…", self._choose_picture, "link", told))
        return row

    def begin(self) -> None:
        self.code.setFocus()

    def back(self) -> None:
        if self.isEnabled():
            self.returned.emit()

    def _choose_picture(self) -> None:
        start = str(next(iter(self._doors.sticks()), Path.home()))
        chosen, _ = QFileDialog.getOpenFileName(self.window(), "选择找回单的照片或 PDF", start, PICTURES)
        if chosen:
            self.read_picture(Path(chosen))

    def read_picture(self, picture: Path) -> None:
        """The code from the sheet's QR."""
        self.told.say("正在读取二维码…", "soft")
        self._runner.aside(
            lambda _: self._doors.read_sheet(picture), self._read, label="读取二维码",
            failed=lambda no: self._wrong(no.sentence, self.code), quiet=True,
        )  # fmt: skip

    def _read(self, code: str) -> None:
        self.told.say("")
        self.code.setText(code)
        self.first.setFocus()

    def forward(self) -> None:
        fault = new_password_fault(self.first.text(), self.second.text())
        if not self.code.text().strip():
            self._wrong("请输入找回码。", self.code)
        elif fault:
            self._wrong(fault, self.first if len(self.first.text()) < 6 else self.second)
        else:
            self._enter(self.code.text(), self.user.currentText(), self.first.text())

    def _enter(self, code: str, login: str, password: str) -> None:
        self.setEnabled(False)
        self.told.say("正在核对找回码，请稍候…", "soft")

        def work(_: Progress) -> object:
            if self._source is not None:
                self._doors.restore_with_code(self._source, self._folder, code)
            return self._doors.enter_by_recovery(self._folder, code, login, password)

        self._runner.do(work, self._done, label="用找回单登录", failed=self._refused, quiet=True)

    def _done(self, made: object) -> None:
        self.made.emit(made)

    def _refused(self, no: Refused) -> None:
        self.setEnabled(True)
        self._wrong(no.sentence, self.code)

    def _wrong(self, words: str, field: QLineEdit) -> None:
        self.told.say(words)
        field.setFocus()

    def _count(self, words: str) -> None:
        self.count.setText(f"已输入 {sum(c.isdecimal() for c in words)} / 50 位")
