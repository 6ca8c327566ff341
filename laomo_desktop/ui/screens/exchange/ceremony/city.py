"""The city's side: a district's request, the answer to it, the digits."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.offices import Office
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange import Ceremony
from laomo_desktop.services.exchange.files import ANSWER, KEY_SUFFIX, file_name, put
from laomo_desktop.services.exchange.standing import enrol_waiting
from laomo_desktop.sync.enrol import is_request
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.exchange.ceremony import files
from laomo_desktop.ui.screens.exchange.ceremony.steps import Digits, Step, Tell
from laomo_desktop.ui.screens.exchange.choosing import Around, Folders, look_around, look_for_keys
from laomo_desktop.ui.screens.exchange.notices import BAD, GOOD
from laomo_desktop.ui.widgets.buttons import button
from laomo_desktop.ui.widgets.flow import FlowLayout


class CityCeremony(QWidget):
    """``finished`` when a district is trusted."""

    finished = Signal()

    def __init__(self, context: Context, folders: Folders, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._folders, self._tell = folders, tell
        self._ceremony: Ceremony | None = None
        self._failed = False
        self.digits = Digits()
        self.digits.typed.connect(self.confirm)
        self.asking = Step(1, "导入区市的登记申请", "程序会随即写出答复文件，请交还区市。")
        self.answering = Step(2, "把答复文件交还区市", "区市在本单位的“密钥登记”里导入它。")
        self.comparing = Step(
            3, "打电话核对六位数字",
            "区市导入答复后，两边屏幕上的六位数字应当一样。请对方读出他屏幕上的数字，填在下面；不一样就不要登记。",
        )  # fmt: skip
        self.chooser = button("选择申请文件…", self.choose, role="primary")
        self.again = button("重新写出答复文件…", self.write_again)
        self._others = QWidget()
        self._flow = FlowLayout(self._others)
        self._lay_out()

    def _lay_out(self) -> None:
        self.asking.add(self.chooser)
        self.asking.body.addWidget(self._others)
        self.answering.add(self.again)
        self.comparing.body.addWidget(self.digits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for step in (self.asking, self.answering, self.comparing):
            column.addWidget(step)
        column.addStretch(1)

    def begin(self) -> None:
        """As things stand: those answered earlier can be gone on with."""
        self._show(None)
        self.chooser.setFocus()
        self._others.hide()
        self.context.runner.do(
            lambda _progress: enrol_waiting(self.context.desk), self._waiting, label="读取登记", quiet=True
        )

    def _waiting(self, found: list[Ceremony]) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for ceremony in found:
            words = f"继续核对：{ceremony.office.short}"
            self._flow.addWidget(button(words, partial(self._show, ceremony), tip="已答复，还没有核对数字"))
        self._others.setVisible(bool(found))

    @guarded
    def choose(self) -> None:
        """Step 1."""
        self.context.runner.aside(
            lambda _progress: look_for_keys(is_request), self._chosen, label="查找 U 盘", quiet=True
        )

    @guarded
    def _chosen(self, around: Around) -> None:
        path = files.source(self, "选择区市的登记申请", around, self._folders)
        if path is not None:
            self._answer(path, around)

    @guarded
    def _answer(self, request: Path, around: Around) -> None:
        def work(_progress: object) -> tuple[Office, bytes]:
            data = files.read(request)
            return exchange.enrol_read(self.context.desk, data), data

        def done(found: tuple[Office, bytes]) -> None:
            self._hand_over(*found, around)

        self.context.runner.do(work, done, label="读取登记申请", failed=self._refused, quiet=True)

    @guarded
    def _hand_over(self, office: Office, request: bytes, around: Around) -> None:
        """The answer: its file first, and only then it is noted as given."""
        target = self._target(office, around)
        if target is None:
            return

        def work(_progress: object) -> Ceremony:
            return exchange.enrol_answer(self.context.desk, request, partial(put, target), later=True)

        def done(ceremony: Ceremony) -> None:
            self._show(ceremony)
            self._written(target, around)

        self.context.runner.do(work, done, label="答复登记申请", failed=self._not_written, quiet=True)

    @guarded
    def write_again(self) -> None:
        """The answer file once more (lost, stick full)."""
        self.context.runner.aside(
            lambda _progress: look_around(), self._rewrite, label="查找 U 盘", quiet=True
        )

    @guarded
    def _rewrite(self, around: Around) -> None:
        ceremony = self._ceremony
        target = self._target(ceremony.office, around) if ceremony is not None else None
        if ceremony is None or target is None:
            return

        def done(path: Path) -> None:
            self._written(path, around)

        self.context.runner.aside(
            lambda _progress: put(target, ceremony.data), done, label="写答复文件", failed=self._not_written
        )

    def _target(self, office: Office, around: Around) -> Path | None:
        name = file_name(ANSWER, office, KEY_SUFFIX)
        return files.target(self, "答复文件写到", name, around, self._folders, ask=self._failed)

    def _written(self, path: Path, around: Around) -> None:
        self._folders.note(path)
        whose = "区市" if self._ceremony is None else self._ceremony.office.short
        self.answering.done(f"答复已写到 {path}，{files.safe(path, around)}请交还{whose}。")
        self.digits.entry.setFocus()

    def _not_written(self, no: Refused) -> None:
        """The next try asks where to: the one stick may be full or locked."""
        self._failed = True
        self._refused(no)

    @guarded
    def _show(self, ceremony: Ceremony | None) -> None:
        self._ceremony = ceremony
        self.again.setEnabled(ceremony is not None)
        self.answering.done("")
        if ceremony is None:
            self.asking.done("")
            self.digits.wait()
            return
        self.asking.done(f"{ceremony.office.full}的申请，还没有登记。")
        self.digits.show_digits(ceremony.digits, f"与{ceremony.office.full}核对，本机显示：")

    @guarded
    def confirm(self, digits: str) -> None:
        """Step 3."""
        if self._ceremony is None:
            return
        code = self._ceremony.office.code
        self.context.runner.do(
            lambda _progress: exchange.enrol_confirm(self.context.desk, code, digits),
            self._confirmed,
            label="登记密钥",
            failed=self._refused,
            quiet=True,
        )

    def _confirmed(self, ceremony: Ceremony) -> None:
        self._tell(GOOD, f"已登记{ceremony.office.full}的密钥，可以与它交换数据包了。{ceremony.note}")
        self.finished.emit()

    def _refused(self, no: Refused) -> None:
        self._tell(BAD, no.sentence)
        self.digits.once_more()
