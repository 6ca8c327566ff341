"""Acts of a register besides those every list has: declared with its screen, shown in list and record panel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget

from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.services.desk import READER, Desk
from laomo_desktop.ui.context import Context, Place

Verb = Callable[[Context, QWidget, Any], None]


@dataclass(frozen=True, slots=True)
class Act:
    """One act. It leads to ``screen``, or runs ``verb``: "module:function" below laomo_desktop.ui, called with
    context, parent and key.

    ``of_row``: about the chosen row, whose key becomes the place's key or, with ``slot``, ``ask[slot]``; else about
    the register as a whole. ``writes``: left out for those who may only read; ``only_city``: left out in districts.
    """

    label: str
    screen: str = ""
    verb: str = ""
    slot: str = ""
    of_row: bool = True
    ask: Mapping[str, Any] = field(default_factory=dict)
    tip: str = ""
    key: str = ""
    writes: bool = True
    only_city: bool = False

    def offered(self, desk: Desk) -> bool:
        """Whether whoever sits at that desk may do it."""
        return (not self.writes or desk.role != READER) and (not self.only_city or desk.is_city)

    def place(self, key: RowId | None) -> Place:
        """Where it leads for that row."""
        if self.slot and key is not None:
            return Place(self.screen, None, {**self.ask, self.slot: key})
        return Place(self.screen, key, self.ask)

    def run(self, context: Context, parent: QWidget, key: RowId | None) -> None:
        """Do it."""
        if self.verb:
            call(self.verb, context, parent, key)
        else:
            context.frame.go(self.place(key))


def call(verb: str, context: Context, parent: QWidget, what: Any) -> None:
    """Run "module:function" below laomo_desktop.ui, imported when first wanted."""
    module, _, name = verb.partition(":")
    does: Verb = getattr(lazy(f"laomo_desktop.ui.{module}"), name)
    does(context, parent, what)
