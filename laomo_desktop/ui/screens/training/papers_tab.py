"""资料打印: every paper of the class, each a line with its choices and a preview."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import certificates, prints
from laomo_desktop.ui.certificates.acts import CertificateActs
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.screens.training.tab import Tab
from laomo_desktop.ui.screens.training.words import period_words
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.flow import FlowLayout

LAYOUTS = ("竖版名单（一张一节）", "横版半天表（多节一张）")
MOST_BLANKS = 60


class PapersTab(Tab):
    """The papers that need no choices come after the one that does."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.period = QComboBox()
        self.layout_ = QComboBox()
        self.layout_.addItems(list(LAYOUTS))
        self.blanks = QSpinBox()
        self.blanks.setRange(0, MOST_BLANKS)
        self.blanks.setValue(5)
        self.blanks.setSuffix(" 行")
        self.phones = QCheckBox("打印完整电话（会记入操作记录）")
        self.personal = QCheckBox("打印完整证件号码和电话（会记入操作记录）")
        self.acts = CertificateActs(self.context, self, self._certificates)
        self._buttons: list[QPushButton] = []
        self._lay_out()
        self.layout_.currentIndexChanged.connect(self._show_choices)
        shortcut("Ctrl+P", self, self.sign_in, anywhere=True)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(
            self._card(
                "签到表",
                "编号与名单一致，末尾留空行给现场加入的人；签名栏空着",
                self.sign_in,
                self._sheet_choices(),
                "Ctrl+P",
            )
        )
        column.addWidget(
            self._card(
                "花名册",
                "序号、姓名、性别、出生年月、学历、证件号码、单位、工种、电话",
                self.roster,
                self.personal,
            )
        )
        column.addWidget(
            self._card("考勤表", "一节一列，√ 到、× 缺、△ 迟到、▽ 早退、○ 请假，有合计", self.attendance)
        )
        column.addWidget(self._card("成绩单", "理论、实操、结论", self.scores))
        column.addWidget(self._card("申报颁证花名册", "结论与证书编号，供申报和存档", self.award_list))
        column.addWidget(self._card("证书", "本班全部有效证书，一个文件", self.print_certificates))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setFrameShape(QFrame.Shape.NoFrame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _card(
        self, name: str, words: str, does: object, choices: QWidget | None = None, key: str = ""
    ) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setVerticalSpacing(4)
        grid.addWidget(label(name, "heading"), 0, 0)
        grid.addWidget(label(words, "soft", wrap=True), 1, 0)
        made = button("预览", does, tip=f"预览{name}，再打印或存为 PDF", key=key)  # type: ignore[arg-type]
        made.setAccessibleName(f"预览{name}")
        self._buttons.append(made)
        if choices is not None:
            grid.addWidget(choices, 2, 0)
        grid.addWidget(made, 0, 1, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        return card

    def _sheet_choices(self) -> QWidget:
        """As many lines as the width needs; the spare lines stay beside their word."""
        box, spare = QWidget(), QWidget()
        together = QHBoxLayout(spare)
        together.setContentsMargins(0, 0, 0, 0)
        together.addWidget(label("空行"))
        together.addWidget(self.blanks)
        row = FlowLayout(box)
        for widget in (self.layout_, self.period, spare, self.phones):
            row.addWidget(widget)
        return box

    def take_focus(self) -> None:
        self._buttons[0].setFocus()

    def show_class(self) -> None:
        of = self.loaded.of
        here = max(self.period.currentIndex(), 0)
        self.period.clear()
        self.period.addItem("不分节次")
        self.period.addItems([period_words(p) for p in of.periods])
        self.period.setCurrentIndex(here if here < self.period.count() else 0)
        if len(of.periods) == 1:
            self.period.setCurrentIndex(1)
        for made in self._buttons[:-1]:
            made.setEnabled(bool(of.enrolments))
        self._buttons[-1].setEnabled(bool(self.loaded.holders))
        self._show_choices()

    def _show_choices(self) -> None:
        self.period.setEnabled(self.layout_.currentIndex() == 0)
        self.phones.setEnabled(self.layout_.currentIndex() == 0)

    def _training(self) -> RowId:
        if not self.loaded.of.enrolments:
            raise Refused("还没有学员，没有可以打印的名单", todo="请先导入或添加学员")
        return self.loaded.key

    @guarded
    def sign_in(self) -> None:
        """签到表 as chosen."""
        training, grid = self._training(), self.layout_.currentIndex() == 1
        if grid and not self.loaded.of.periods:
            raise Refused("还没有节次，排不出半天表", todo="请先排节次，或选竖版名单")
        place = self.period.currentIndex()
        number = self.loaded.of.periods[place - 1]["number"] if place > 0 and not grid else None
        blanks, phones = self.blanks.value(), self.phones.isChecked() and not grid
        if phones and not self._agreed():
            return
        self.hub.paper(
            "生成签到表",
            lambda desk, _progress: prints.sign_in(
                desk, training, period=number, grid=grid, blanks=blanks, phones=phones
            ),
        )

    def _agreed(self) -> bool:
        question = "签到表在会场传阅，完整电话会被所有人看到。"
        return (
            ask(self, question, ("不打印完整电话", "仍然打印", "取消"), more="打印完整电话会记入操作记录。")
            == 1
        )

    @guarded
    def roster(self) -> None:
        """花名册."""
        training, personal = self._training(), self.personal.isChecked()
        self.hub.paper("生成花名册", lambda desk, _progress: prints.roster(desk, training, personal=personal))

    @guarded
    def attendance(self) -> None:
        """考勤表."""
        training = self._training()
        if not self.loaded.of.periods:
            raise Refused("还没有节次，没有考勤可以打印", todo="请先排节次")
        self.hub.paper("生成考勤表", lambda desk, _progress: prints.attendance(desk, training))

    @guarded
    def scores(self) -> None:
        """成绩单."""
        training = self._training()
        self.hub.paper("生成成绩单", lambda desk, _progress: prints.scores(desk, training))

    @guarded
    def award_list(self) -> None:
        """申报颁证花名册."""
        training = self._training()
        self.hub.paper("生成花名册", lambda desk, _progress: prints.award_list(desk, training))

    def print_certificates(self) -> None:
        """All valid ones."""
        self.acts.preview()

    def _certificates(self) -> list[RowId]:
        return [c["id"] for c in self.loaded.given if c["state"] == certificates.VALID]
