"""The enterprises a visit served; of several, each with the workers it reached, whose sum is the visit's."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from laomo_desktop.domain import kinds, reached
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.screens.visit.choosing import Choosing, Chosen
from laomo_desktop.ui.widgets.buttons import label
from laomo_desktop.ui.widgets.chips import Chip
from laomo_desktop.ui.widgets.enter_line import EnterLine

WORKERS = REGISTERS["visit_enterprises"]["workers"]
HINT = "输入企业名称或拼音首字母，没有的可以新建"


class Served(Chip):
    """An enterprise and its number; ``entered`` where Enter was pressed in the number."""

    edited = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__(removing="移除")
        self.number = EnterLine()
        self.number.setPlaceholderText("人次")
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("00000人次") + 8)
        self.number.textEdited.connect(self.edited)
        self.number.entered.connect(self.entered)
        self.number.hide()
        row = self.layout()
        assert row is not None
        row.removeWidget(self.cross)
        row.addWidget(self.number)
        row.addWidget(self.cross)

    def say(self, text: str, tip: str = "") -> None:
        super().say(text, tip)
        self.number.setAccessibleName(f"{text}的惠及职工人次")
        self.number.setToolTip(f"{text}的惠及职工（人次），Enter 到下一家")

    def put(self, number: int | None) -> None:
        """Show a number."""
        self.number.setText("" if number is None else str(number))

    def told(self) -> int | None:
        """The number. Raises `Refused` for what is none."""
        value = kinds.parse(WORKERS, self.number.text())
        return value if isinstance(value, int) else None


class EnterprisesPart(Choosing):
    """``total``: the workers of all, to be taken over as the visit's; ``numbered`` whenever a number was typed."""

    numbered = Signal()

    def __init__(self, desk: Desk) -> None:
        self.sum = label("", "soft", wrap=True)
        super().__init__(desk, "服务企业", "enterprises", "家", HINT)
        self.column.insertWidget(self.column.indexOf(self._chips) + 1, self.sum)
        self._head: int | None = None

    def make_chip(self) -> Chip:
        chip = Served()
        chip.edited.connect(self._edited)
        chip.entered.connect(self._next)
        return chip

    @property
    def _rows(self) -> dict[Chosen, Served]:
        return {row: chip for row, chip in self.chosen.items() if isinstance(chip, Served)}

    # -- numbers -----------------------------------------------------------------------------------------------
    def put_workers(self, workers: Mapping[Chosen, int | None]) -> None:
        """Show these numbers; no signal."""
        for row, chip in self._rows.items():
            chip.put(workers.get(row))
        self._tell_sum()

    def workers(self) -> dict[Chosen, int | None]:
        """Every enterprise's number; a single one has none of its own. What is no number counts as none."""
        alone = len(self.chosen) < 2
        return {row: None if alone else _number(chip) for row, chip in self._rows.items()}

    @property
    def total(self) -> int | None:
        """What the numbers come to; None where none is told."""
        return reached.total(None, [_number(chip) for chip in self._rows.values()])

    def head_is(self, head: int | None) -> None:
        """The visit's own total, as the field above has it."""
        if head != self._head:
            self._head = head
            self._tell_sum()

    def settle(self) -> bool:
        if not super().settle():
            return False
        for row, chip in self._rows.items():
            try:
                if len(self.chosen) > 1:
                    chip.told()
            except Refused as no:
                self.complain(f"{self.chosen[row].face.text()}：{no.sentence}")
                chip.number.setFocus()
                return False
        if words := self._wrong():
            self.complain(f"{words}。")
            return False
        return True

    def _wrong(self) -> str:
        return reached.contradiction(self._head, list(self.workers().values()))

    def _edited(self) -> None:
        self.complain("")
        self._tell_sum()
        self.numbered.emit()
        self.changed.emit()

    def _next(self) -> None:
        """From one number to the next, from the last to the line for one more."""
        chips: Sequence[Served] = list(self._rows.values())
        at = next((n for n, chip in enumerate(chips) if chip.number.hasFocus()), len(chips))
        if at + 1 < len(chips):
            chips[at + 1].number.setFocus()
            chips[at + 1].number.selectAll()
        else:
            self.onward.emit()

    def first_number(self) -> QLineEdit | None:
        """The first empty number where there are several enterprises."""
        if len(self.chosen) < 2:
            return None
        return next((chip.number for chip in self._rows.values() if not chip.number.text()), None)

    def refresh(self) -> None:
        super().refresh()
        for chip in self._rows.values():
            chip.number.setVisible(len(self.chosen) > 1)
            chip.adjustSize()
        self._tell_sum()

    def _tell_sum(self) -> None:
        several = len(self.chosen) > 1
        whole = self.total if several else None
        self.sum.setVisible(several)
        if several and whole is None:
            self.sum.setText("可分写各企业的人次，合计自动填入“惠及职工”；不分写的，按企业统计时列在“未写明”。")
        elif several:
            wrong = self._wrong()
            self.sum.setText(f"⚠ {wrong}。" if wrong else f"各企业合计 {whole:,} 人次")
            self.sum.setProperty("role", "warning" if wrong else "soft")
            self.sum.style().unpolish(self.sum)
            self.sum.style().polish(self.sum)


def _number(chip: Served) -> int | None:
    try:
        return chip.told()
    except Refused:
        return None
