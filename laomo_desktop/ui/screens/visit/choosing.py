"""Choosing several rows of a register by typing: each becomes a chip; likely ones are offered to be clicked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QToolButton, QWidget

from laomo_desktop.domain.field import Field, Kind, RowId
from laomo_desktop.services import lists
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.form.editors.link import LinkEditor
from laomo_desktop.ui.screens.visit.part import Part
from laomo_desktop.ui.widgets.buttons import label, tool
from laomo_desktop.ui.widgets.chips import Chip
from laomo_desktop.ui.widgets.flow import FlowLayout

Chosen = RowId | str
"""A row by key, or one to be made of these words."""
MOST_OFFERED = 12


class Choosing(Part):
    """Rows of register ``target``, in the order chosen."""

    def __init__(self, desk: Desk, heading: str, target: str, unit: str, hint: str) -> None:
        super().__init__(heading, unit)
        self._desk, self._target = desk, target
        self.chosen: dict[Chosen, Chip] = {}
        self.line = LinkEditor(Field(name=target, label=heading, kind=Kind.LINK, target=target, hint=hint), desk)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._offers = QWidget()
        self._offer_flow = FlowLayout(self._offers)
        self._offered: Sequence[tuple[RowId, str]] = ()
        self._offer_head = ""
        for widget in (self.line, self.complaint, self._chips, self._offers):
            self.column.addWidget(widget)
        self.line.chosen.connect(self._take)
        self.line.onward.connect(self._entered)
        self.line.left.connect(self.settle)
        self.line.edited.connect(lambda: self.complain(""))
        self.refresh()

    # -- what is chosen ----------------------------------------------------------------------------------------
    def put(self, rows: Sequence[Chosen]) -> None:
        """Show these instead; no signal."""
        for chip in self.chosen.values():
            chip.setParent(None)
            chip.deleteLater()
        self.chosen.clear()
        self.line.put(None)
        for row in rows:
            self._add(row)
        self.refresh()

    def keys(self) -> list[RowId]:
        """Those that are rows already."""
        return [row for row in self.chosen if isinstance(row, bytes)]

    def add(self, row: Chosen) -> None:
        """One more; what is there already stays once."""
        if row not in self.chosen:
            self._add(row)
            self.refresh()
            self.changed.emit()

    def remove(self, row: Chosen) -> None:
        """Take one out."""
        chip = self.chosen.pop(row, None)
        if chip is not None:
            chip.setParent(None)
            chip.deleteLater()
            self.refresh()
            self.changed.emit()
            self.take_focus()

    def make_chip(self) -> Chip:
        """What stands for one row."""
        return Chip(removing="移除")

    def _add(self, row: Chosen) -> None:
        chip = self.make_chip()
        if isinstance(row, bytes):
            found = lists.candidate(self._desk, self._target, row)
            chip.say(found.title, f"{found.title}\n{found.second}".strip())
        else:
            chip.say(f"{row}（新）", "保存时新建")
        chip.cross.setToolTip("移除（Delete）")
        chip.removed.connect(partial(self.remove, row))
        self.chosen[row] = chip
        self._flow.addWidget(chip)

    # -- typing ------------------------------------------------------------------------------------------------
    def take_focus(self) -> None:
        self.line.take_focus()

    def settle(self) -> bool:
        if self.line.entry() is None:
            return True
        self.line.settle()
        if problem := self.line.problem():
            self.complain(problem)
            return False
        self._take()
        return True

    def _entered(self) -> None:
        if self.line.entry() is None:
            self.onward.emit()
        else:
            self.settle()

    def _take(self) -> None:
        row = self.line.entry()
        self.line.put(None)
        self.complain("")
        if row is not None:
            self.add(row)

    # -- offers ------------------------------------------------------------------------------------------------
    def offer(self, head: str, rows: Sequence[tuple[RowId, str]]) -> None:
        """Rows to be chosen by a click (key, words); those chosen already are left out."""
        self._offer_head, self._offered = head, rows
        self.refresh()

    def offers(self) -> list[QToolButton]:
        """The buttons now offered."""
        return self._offers.findChildren(QToolButton)

    def refresh(self) -> None:
        """Show what is chosen, and what is offered still."""
        self.tell(len(self.chosen))
        self._chips.setVisible(bool(self.chosen))
        while item := self._offer_flow.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        open_ = [(key, words) for key, words in self._offered if key not in self.chosen]
        self._offers.setVisible(bool(open_))
        if not open_:
            return
        head = label(self._offer_head, "soft")
        head.setMinimumHeight(self.line.sizeHint().height())
        self._offer_flow.addWidget(head)
        for key, words in open_[:MOST_OFFERED]:
            self._offer_flow.addWidget(tool(f"＋ {words}", partial(self.add, key), tip=f"加入{words}"))
        if len(open_) > 1:
            self._offer_flow.addWidget(tool("全部加入", partial(self._add_all, [key for key, _ in open_])))

    def _add_all(self, keys: Sequence[RowId]) -> None:
        for key in keys:
            self.add(key)
