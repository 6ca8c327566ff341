"""The first start's two questions: whose books these are, and who keeps them."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.start.doors import Doors
from laomo_desktop.ui.start.parts import Page, Password, button, label, new_password_fault, strength


class OfficePage(Page):
    """区市 or 市总工会, and which one. Ends with `chosen` (office code)."""

    chosen = Signal(str)
    elsewhere = Signal()
    from_backup = Signal()
    from_move = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("您是哪个单位？", "第一次使用，先回答两个问题。以后不会再问。", parent)
        self.district = self._big("区市总工会\n登记本区市的人员、培训和证书，向市总报送")
        self.city = self._big("市总工会\n汇总各区市报来的数据包，发回执和字典")
        self.group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(10)
        for made in (self.district, self.city):
            self.group.addButton(made)
            row.addWidget(made, 1)
        self.column.addLayout(row)
        self.offices = QComboBox()
        self.offices.setPlaceholderText("请选择区市")
        for office in offices.DISTRICTS:
            self.offices.addItem(office.full, office.code)
        self.offices.setCurrentIndex(-1)
        self.offices.setMaxVisibleItems(len(offices.DISTRICTS))
        self.offices.currentIndexChanged.connect(lambda _: self.told.say(""))
        self.add("单位", self.offices)
        self.group.buttonToggled.connect(lambda *_: self._role_changed())
        self.district.setChecked(True)
        self.end(
            button("打开已有的资料库", self.elsewhere.emit, "link", "资料库在别的文件夹里"),
            button("从备份恢复", self.from_backup.emit, "link", "用备份文件建立资料库"),
            button("从换机包打开", self.from_move.emit, "link", "换了新电脑：打开旧电脑写好的换机包"),
            button("下一步", self.forward, "primary", "Enter"),
        )

    @staticmethod
    def _big(words: str) -> QPushButton:
        made = QPushButton()
        made.setProperty("role", "big")
        made.setCheckable(True)
        made.setAutoDefault(False)
        name, _, lead = words.partition("\n")
        made.setAccessibleName(name)
        inside = QHBoxLayout(made)
        inside.setContentsMargins(16, 12, 16, 12)
        text = label(f"<b>{name}</b><br><span style='color:#55606F'>{lead}</span>")
        text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(text)
        return made

    @property
    def code(self) -> str:
        """The chosen office's code; "" if none is chosen yet."""
        return offices.CITY.code if self.city.isChecked() else str(self.offices.currentData() or "")

    def begin(self) -> None:
        self.district.setFocus() if not self.city.isChecked() else self.city.setFocus()

    def forward(self) -> None:
        if self.code:
            self.told.say("")
            self.chosen.emit(self.code)
        else:
            self.told.say("请先选择单位。")
            self.offices.setFocus()

    def _role_changed(self) -> None:
        city = self.city.isChecked()
        self.offices.setEnabled(not city)
        self.offices.setPlaceholderText(offices.CITY.full if city else "请选择区市")
        if city:
            self.offices.setCurrentIndex(-1)
        self.told.say("")


class UserPage(Page):
    """The first user. Makes the store in the worker; ends with `made` ((desk, recovery code))."""

    made = Signal(object)
    returned = Signal()

    def __init__(self, doors: Doors, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__("谁来管理？", "资料库会加密，用这个密码打开。以后可以再添加其他用户。", parent)
        self._doors, self._runner = doors, runner
        self._ask: tuple[str, Path] = ("", Path())
        self.login = QLineEdit()
        self.login.setPlaceholderText("您的姓名或用户名")
        self.first, self.second = Password("密码"), Password("再输入一次密码")
        self.hint = label(" ", "soft")
        self.first.textChanged.connect(lambda words: self.hint.setText(strength(words) or " "))
        self.add("用户名", self.login)
        self.add("密码", self.first)
        self.column.addWidget(self.hint)
        self.add("再输入一次", self.second)
        for field in (self.login, self.first, self.second):
            field.textEdited.connect(lambda _: self.told.say(""))
        self.back_button = button("上一步", self.back, tip="Esc")
        self.make_button = button("建立资料库", self.forward, "primary", "Enter")
        self.end(self.back_button, self.make_button)

    def ask(self, folder: Path, code: str) -> None:
        """Where the store will lie, and whose it is."""
        self._ask = (code, folder)

    def begin(self) -> None:
        self.login.setFocus()

    def back(self) -> None:
        if self.isEnabled():
            self.returned.emit()

    def forward(self) -> None:
        login, fault = self.login.text().strip(), new_password_fault(self.first.text(), self.second.text())
        if not login:
            self._wrong("请填写用户名。", self.login)
        elif fault:
            self._wrong(fault, self.first if len(self.first.text()) < 6 else self.second)
        else:
            self._make(login, self.first.text())

    def _wrong(self, words: str, field: QLineEdit) -> None:
        self.told.say(words)
        field.setFocus()
        field.selectAll()

    def _make(self, login: str, password: str) -> None:
        self.setEnabled(False)
        self.told.say("正在建立加密的资料库，请稍候…", "soft")
        code, folder = self._ask

        def work(_: Progress) -> object:
            return self._doors.create(folder, code, login, password)

        self._runner.do(work, self._done, label="建立资料库", failed=self._refused, quiet=True)

    def _done(self, made: object) -> None:
        self.made.emit(made)

    def _refused(self, no: Refused) -> None:
        self.setEnabled(True)
        self.told.say(no.sentence)
        self.login.setFocus()
