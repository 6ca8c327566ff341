"""Deleting asks for the reason: it is kept with the record and travels with it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from laomo_desktop.ui.widgets.why import WhyDialog

REASONS = ("重复登记", "登记有误", "已调离", "本人要求删除")
MORE = "原因会记入操作记录，删除后可以撤销。"


class ReasonDialog(WhyDialog):
    """``reason`` after acceptance."""

    def __init__(self, what: str, parent: QWidget | None = None, reasons: Sequence[str] = REASONS) -> None:
        super().__init__("删除", what, "删除", reasons, MORE, parent)
        self.delete = self.act
