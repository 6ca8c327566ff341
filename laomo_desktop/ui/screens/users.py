"""用户: who may open the store, with which rights; passwords and the sealed sheet."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.db.door import Changed
from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.domain.registers.system import ROLES
from laomo_desktop.services import recovery, users
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.rows import Column, RowsModel, RowsView, record_key

COLUMNS = (
    Column("用户名", lambda u: u["login"], 10),
    Column("权限", lambda u: u["role"], 8),
    Column("状态", lambda u: "启用" if u["active"] else "停用", 6),
)


class UsersScreen(Screen):
    """Only administrators see it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = RowsModel(COLUMNS, record_key, self)
        self.table = RowsView(self.model, "用户")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addWidget(label("用户", "title"))
        column.addWidget(
            label("管理员可以做一切；经办人登记和修改；只读只能查看、打印和导出。", "soft", wrap=True)
        )
        column.addLayout(self._buttons())
        column.addWidget(self.table, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(button("新建用户", self.add, key="Ctrl+N", role="primary"))
        row.addWidget(button("改权限", self.change_role))
        row.addWidget(button("重设密码", self.set_password))
        row.addWidget(button("启用/停用", self.toggle))
        row.addWidget(button("换新找回单", self.new_sheet, tip="旧的找回单随即作废"))
        row.addStretch(1)
        return row

    def arrive(self, place: Place) -> None:
        self._read()

    def changed(self, what: Changed) -> None:
        if "users" in what.rows:
            self._read()

    def _read(self) -> None:
        self.model.show(users.listing(self.context.desk))

    def _chosen(self) -> Record:
        keys = self.table.chosen()
        if len(keys) != 1:
            raise Refused("还没有选中用户", todo="请先点选一行")
        return next(user for user in self.model.rows if user["id"] == keys[0])

    def _said(self, done: Done) -> None:
        self.context.frame.said(done)
        self._read()

    @guarded
    def add(self) -> None:
        """Name, password twice, rights."""
        dialog = UserDialog(self, "新建用户", login=None, role=ROLES[1])
        if dialog.exec() == QDialog.DialogCode.Accepted:
            login, password, role = dialog.answers()
            self.context.runner.do(
                lambda _: users.add(self.context.desk, login, password, role),
                self._said,
                label="新建用户",
                quiet=True,
            )

    @guarded
    def set_password(self) -> None:
        """A new password for the chosen user."""
        user = self._chosen()
        dialog = UserDialog(self, "重设密码", login=user["login"], role="")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            login, password, _ = dialog.answers()
            self.context.runner.do(
                lambda _: users.set_password(self.context.desk, login, password),
                self._said,
                label="重设密码",
                quiet=True,
            )

    @guarded
    def change_role(self) -> None:
        """Other rights for the chosen user."""
        user = self._chosen()
        others = [role for role in ROLES if role != user["role"]]
        answer = ask(self, f"把用户“{user['login']}”的权限改为？", (*others, "取消"))
        if answer < len(others):
            self._said(users.set_role(self.context.desk, user["id"], others[answer]))

    @guarded
    def toggle(self) -> None:
        """Let the chosen user in again, or no more."""
        user = self._chosen()
        self._said(users.set_active(self.context.desk, user["id"], not user["active"]))

    @guarded
    def new_sheet(self) -> None:
        """A new recovery sheet; the old one no longer opens the store."""
        if ask(self, "换新找回单后，旧的找回单不能再用。", ("换新", "取消"), grave=True) == 0:
            self.context.runner.do(self._sheet, self._show_sheet, label="换新找回单", quiet=True)

    def _sheet(self, progress: Progress) -> bytes:
        sheets: list[bytes] = []

        def draw(code: str) -> None:
            sheets.append(recovery.sheet(self.context.desk, code))

        users.new_recovery_code(self.context.desk, keep=draw)
        return sheets[0]

    def _show_sheet(self, pdf: bytes) -> None:
        self.context.frame.preview(
            "找回单（打印后密封保存）", pdf, f"{self.context.desk.office.full}_找回单.pdf"
        )


class UserDialog(QDialog):
    """Asks for a name (unless given), a password twice, and rights (unless blank)."""

    def __init__(self, parent: QWidget, title: str, login: str | None, role: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        self._login, self._password, self._again = QLineEdit(login or ""), QLineEdit(), QLineEdit()
        self._role = QComboBox()
        self._role.addItems(ROLES)
        self._role.setCurrentText(role or ROLES[1])
        self.complaint = label(role="error", wrap=True)
        for line in (self._login, self._password, self._again):
            line.textEdited.connect(lambda _: self.complaint.setText(""))
        for line in (self._password, self._again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        form = QFormLayout(self)
        self._login.setReadOnly(login is not None)
        form.addRow("用户名", self._login)
        form.addRow("密码", self._password)
        form.addRow("再输一次", self._again)
        if role:
            form.addRow("权限", self._role)
        form.addRow(self.complaint)
        form.addRow(self._box())
        (self._login if login is None else self._password).setFocus()

    def _box(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        for which, words in (
            (QDialogButtonBox.StandardButton.Ok, "确定"),
            (QDialogButtonBox.StandardButton.Cancel, "取消"),
        ):
            box.button(which).setText(words)
            box.button(which).setIcon(QIcon())
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def answers(self) -> tuple[str, str, str]:
        """Name, password, rights."""
        return self._login.text().strip(), self._password.text(), self._role.currentText()

    def accept(self) -> None:
        """Enter goes on to what is still empty; what is wrong is said, with the cursor in it."""
        login, password, _ = self.answers()
        if self._go_on():
            return
        if not login:
            self._wrong("请填写用户名。", self._login)
        elif len(password) < users.SHORTEST_PASSWORD:
            self._wrong(f"密码太短，至少要{users.SHORTEST_PASSWORD}位。", self._password)
        elif password != self._again.text():
            self._wrong("两次输入的密码不一样，请重新输入。", self._again)
        else:
            super().accept()

    def _go_on(self) -> bool:
        """From a filled field to the next empty one."""
        here, lines = self.focusWidget(), (self._login, self._password, self._again)
        following = lines[lines.index(here) + 1 :] if here in lines and here.text() else ()
        empty = next((line for line in following if not line.text()), None)
        if empty is not None:
            empty.setFocus()
        return empty is not None

    def _wrong(self, words: str, line: QLineEdit) -> None:
        self.complaint.setText(words)
        line.setFocus()
        line.selectAll()
