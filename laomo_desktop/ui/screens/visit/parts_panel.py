"""Everything a visit brings together, beside its head: enterprises, people, needs, photos."""

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from laomo_desktop.domain.field import RowId
from laomo_desktop.services import visits
from laomo_desktop.services.visits import Parts
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.screens.visit.choosing import Choosing, Chosen
from laomo_desktop.ui.screens.visit.enterprises_part import EnterprisesPart
from laomo_desktop.ui.screens.visit.needs_part import NeedsPart
from laomo_desktop.ui.screens.visit.part import Part
from laomo_desktop.ui.screens.visit.photos_part import PhotosPart


class PartsPanel(QScrollArea):
    """``changed`` at every change by hand; ``finished``: Enter on the last empty line."""

    changed = Signal()
    finished = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.enterprises = EnterprisesPart(context.desk)
        self.people = Choosing(context.desk, "参加人员", "people", "人", "输入姓名、拼音首字母或电话尾号")
        self.needs = NeedsPart(context.desk)
        self.photos = PhotosPart(context)
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 8, 10, 8)
        column.setSpacing(8)
        for part in self.parts:
            column.addWidget(part)
            part.changed.connect(self.changed)
        column.addStretch(1)
        self.setWidget(inside)
        self.enterprises.changed.connect(self._offer_needs)
        self.enterprises.onward.connect(self._past_enterprises)
        self.people.onward.connect(self.finished)

    @property
    def parts(self) -> tuple[Part, ...]:
        """In their order on the page."""
        return self.enterprises, self.people, self.needs, self.photos

    def chosen(self) -> Parts:
        """What the visit would be stored with."""
        return Parts(
            list(self.enterprises.chosen), list(self.people.chosen), self.needs.outcomes(), self.photos.images(),
            self.enterprises.workers(), self.photos.captions(),
        )  # fmt: skip

    def put(self, parts: Parts) -> None:
        """Show these; no signal."""
        self.enterprises.put(parts.enterprises)
        self.enterprises.put_workers(parts.workers)
        self.people.put(parts.people)
        self.needs.put(parts.needs)
        self.photos.put(parts.images, parts.captions)
        self._offer_needs()

    def settle(self) -> bool:
        """Take what is half typed; False where something cannot be understood."""
        for part in self.parts:
            if not part.settle():
                self.ensureWidgetVisible(part)
                part.take_focus()
                return False
        return True

    def offer_members(self, team: RowId | None) -> None:
        """The people of the chosen team."""
        found = visits.members_of(self._context.desk, team) if team is not None else []
        self.people.offer("本队：", [(m["person"], str(m["person.title"])) for m in found])

    def _past_enterprises(self) -> None:
        """Enter on the empty line: to the first number still to be told, else to the people."""
        number, focus = self.enterprises.first_number(), QApplication.focusWidget()
        if number is not None and focus is not None and self.enterprises.line.isAncestorOf(focus):
            number.setFocus()
        else:
            self.people.take_focus()

    def _offer_needs(self) -> None:
        keys = self.enterprises.keys()
        self.needs.offer(visits.open_needs(self._context.desk, keys) if keys else None)

    # -- drafts ------------------------------------------------------------------------------------------------
    def packed(self) -> str:
        """All of it as one text, for a draft."""
        of = self.chosen()
        needs = [[key.hex(), outcome] for key, outcome in of.needs.items()]
        workers = list(of.workers.values())
        shown = [[name, of.captions.get(name, "")] for name in of.images]
        return json.dumps([_out(of.enterprises), _out(of.people), needs, shown, workers], ensure_ascii=False)

    def unpack(self, words: str) -> None:
        """Show again what was packed; what is no longer understood is left out."""
        try:
            enterprises, people, needs, shown, workers = json.loads(words)
            firms, captions = _in(enterprises), {str(name): str(told) for name, told in shown}
            put = Parts(
                firms, _in(people), {bytes.fromhex(k): str(o) for k, o in needs}, list(captions),
                dict(zip(firms, workers, strict=True)), captions,
            )  # fmt: skip
        except (ValueError, TypeError):
            return
        self.put(put)


def _out(rows: Sequence[Chosen]) -> list[list[str]]:
    return [["key", row.hex()] if isinstance(row, bytes) else ["new", row] for row in rows]


def _in(rows: Sequence[Sequence[Any]]) -> list[Chosen]:
    return [bytes.fromhex(words) if kind == "key" else str(words) for kind, words in rows]
