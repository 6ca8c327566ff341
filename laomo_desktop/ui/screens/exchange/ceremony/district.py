"""The district's side: its request, the city's answer, the digits."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange import Ceremony
from laomo_desktop.services.exchange.files import KEY_SUFFIX, REQUEST, file_name, put
from laomo_desktop.services.exchange.standing import enrol_requested
from laomo_desktop.sync.enrol import is_answer
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.exchange.ceremony import files
from laomo_desktop.ui.screens.exchange.ceremony.steps import Digits, Step, Tell
from laomo_desktop.ui.screens.exchange.choosing import Around, Folders, look_around, look_for_keys
from laomo_desktop.ui.screens.exchange.notices import BAD, GOOD
from laomo_desktop.ui.widgets.buttons import button


class DistrictCeremony(QWidget):
    """``finished`` when the city is trusted."""

    finished = Signal()

    def __init__(self, context: Context, folders: Folders, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._folders, self._tell = folders, tell
        self._answer, self._from, self._failed = b"", "", False
        self.digits = Digits()
        self.digits.typed.connect(self.accept)
        self.asking = Step(
            1, "导出登记申请", "写到 U 盘，交给市总工会。重装系统、换电脑或密钥丢失后，也从这里重新办理。"
        )
        self.answering = Step(2, "市总的答复文件", "市总收到申请后会交回一个答复文件。")
        self.comparing = Step(
            3, "打电话核对六位数字",
            "给市总工会打电话：两边屏幕上的六位数字应当一样。请对方读出他屏幕上的数字，填在下面；不一样就不要登记。",
        )  # fmt: skip
        self.exporter = button("导出登记申请", self.export, role="primary")
        self.chooser = button("选择答复文件…", self.choose)
        self._lay_out()

    def _lay_out(self) -> None:
        self.asking.add(self.exporter)
        self.answering.add(self.chooser)
        self.comparing.body.addWidget(self.digits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for step in (self.asking, self.answering, self.comparing):
            column.addWidget(step)
        column.addStretch(1)

    def begin(self) -> None:
        """As things stand."""
        self._answer = b""
        self.digits.wait()
        self.answering.done("")
        asked = enrol_requested(self.context.desk)
        self.asking.done("已经导出过登记申请；再次导出的会代替原来的。" if asked else "")
        (self.chooser if asked else self.exporter).setFocus()

    @guarded
    def export(self) -> None:
        """Step 1."""
        self.context.runner.aside(lambda _progress: look_around(), self._place, label="查找 U 盘", quiet=True)

    @guarded
    def _place(self, around: Around) -> None:
        name = file_name(REQUEST, self.context.desk.office, KEY_SUFFIX)
        target = files.target(self, "登记申请写到", name, around, self._folders, ask=self._failed)
        if target is None:
            return

        def work(_progress: object) -> Path:
            place = exchange.place_of_request(self.context.desk, target)
            exchange.enrol_request(self.context.desk, partial(put, place))
            return place

        def done(path: Path) -> None:
            self._exported(path, around)

        self.context.runner.do(work, done, label="导出登记申请", failed=self._not_exported)

    def _not_exported(self, no: Refused) -> None:
        """The next try asks where to: the one stick may be full or locked."""
        self._failed = True
        self._refused(no)

    def _exported(self, path: Path, around: Around) -> None:
        self._folders.note(path)
        self.asking.done(f"申请已写到 {path}，{files.safe(path, around)}请交给市总工会。")
        self.chooser.setFocus()

    @guarded
    def choose(self) -> None:
        """Step 2."""
        short = self.context.desk.office.short
        self.context.runner.aside(
            lambda _progress: look_for_keys(is_answer, short), self._chosen, label="查找 U 盘", quiet=True
        )

    @guarded
    def _chosen(self, around: Around) -> None:
        path = files.source(self, "选择市总的答复文件", around, self._folders)
        if path is not None:
            self.look(path)

    def look(self, path: Path) -> None:
        """What the answer says; nothing is trusted yet."""
        self._from = path.name

        def work(_progress: object) -> tuple[Ceremony, bytes]:
            data = files.read(path)
            return exchange.enrol_look(self.context.desk, data), data

        self.context.runner.do(work, self._looked, label="读取答复文件", failed=self._refused, quiet=True)

    def _looked(self, found: tuple[Ceremony, bytes]) -> None:
        ceremony, self._answer = found
        self.answering.done(f"已读取{ceremony.office.full}的答复：{self._from}")
        self.digits.show_digits(ceremony.digits, "本机显示：")

    @guarded
    def accept(self, digits: str) -> None:
        """Step 3."""
        self.context.runner.do(
            lambda _progress: exchange.enrol_accept(self.context.desk, self._answer, digits),
            self._accepted,
            label="登记密钥",
            failed=self._refused,
            quiet=True,
        )

    def _accepted(self, ceremony: Ceremony) -> None:
        self._tell(GOOD, f"已登记{ceremony.office.full}的密钥，可以导出数据包了。")
        self.finished.emit()

    def _refused(self, no: Refused) -> None:
        self._tell(BAD, no.sentence)
        self.digits.once_more()
