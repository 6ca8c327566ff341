"""From the list of 派工 to where people are sent and answers recorded: the page of the need."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import registers
from laomo_desktop.services.assignments import TAKES_PEOPLE
from laomo_desktop.ui.context import Context, Place


def begin(context: Context, _parent: QWidget, values: Mapping[str, Any]) -> None:
    """新建: of a need the page where people are found for it; else the needs that take somebody."""
    if need := values.get("need"):
        context.frame.go(Place("matching", need))
        return
    context.frame.go(Place("needs", ask={"filters": {"state": TAKES_PEOPLE}}))
    context.frame.refuse(Refused("派工从需求开始", todo="请选一项需求，点“找人”，勾选后派工"))


def to_need(context: Context, _parent: QWidget, key: RowId) -> None:
    """The page of an assignment's need, where it is answered."""
    context.frame.go(Place("matching", registers.get(context.desk, "assignments", key)["need"]))
