"""The form of a visit: its fields on the left, whom and what it brought together on the right, stored at once."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.services import visits
from laomo_desktop.services.registers import Done
from laomo_desktop.services.visits import Parts
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.fields import Entries
from laomo_desktop.ui.form.form import Form
from laomo_desktop.ui.screens.visit.parts_panel import PartsPanel

PARTS = "+parts"
"""The draft's entry of all that is no field."""


class VisitForm(Form):
    """Visit ``key``, or a new one; `begin` gives a new one its first parts."""

    parts: PartsPanel
    _sum: int | None = None
    """What the enterprises' numbers came to when last looked at."""

    def __init__(self, context: Context, key: RowId | None, values: Mapping[str, object] | None = None) -> None:
        super().__init__(context, "visits", key, values)
        self.fields.finished.disconnect()
        self.fields.finished.connect(self.parts.enterprises.take_focus)
        self.parts.finished.connect(self.saver.setFocus)
        self.parts.changed.connect(self._parts_changed)
        self.parts.enterprises.numbered.connect(self._take_sum)
        self.parts.enterprises.changed.connect(self._take_sum)
        self.fields.rows["workers"].editor.edited.connect(self._tell_head)
        team = self.fields.rows["team"].editor
        team.edited.connect(self._offer_members)
        team.left.connect(self._offer_members)

    def body(self) -> QWidget:
        self.parts = PartsPanel(self.context)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.fields)
        splitter.addWidget(self.parts)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([500, 500])
        return splitter

    def load(self) -> None:
        if self.key is not None:
            of = visits.load(self.context.desk, self.key)
            self.parts.put(
                Parts(
                    [row["enterprise"] for row in of.enterprises],
                    [row["person"] for row in of.people],
                    {row["need"]: row["outcome"] for row in of.needs},
                    [row["image"] for row in of.files],
                    {row["enterprise"]: row["workers"] for row in of.enterprises},
                    {row["image"]: row["caption"] or "" for row in of.files},
                )
            )
        super().load()
        self._tell_head()
        self._sum = self.parts.enterprises.total
        self._offer_members()

    def begin(self, parts: Parts) -> None:
        """What a new visit starts with: nothing of it counts as entered yet."""
        self.parts.put(parts)
        self._before = self.entries()

    def entries(self) -> Entries:
        return {**super().entries(), PARTS: self.parts.packed()}

    def restore(self, entries: Entries) -> None:
        super().restore(entries)
        if isinstance(words := entries.get(PARTS), str):
            self.parts.unpack(words)
        self._offer_members()

    def ready(self) -> bool:
        self._tell_head()
        if self.parts.photos.waiting:
            self.parts.photos.complain("照片还在保存，请稍等一下再点保存。")
            return False
        return self.parts.settle()

    def writing(self, values: Mapping[str, Value]) -> Callable[[], Done]:
        desk, key, parts = self.context.desk, self.key, self.parts.chosen()
        if key is None:
            return lambda: visits.create(desk, values, parts)
        return lambda: visits.change(desk, key, values, parts)

    def _head(self) -> int | None:
        """The total as typed; None where it is empty or no number."""
        try:
            value = kinds.parse(self.reg["workers"], self.fields.rows["workers"].editor.entry())
        except Refused:
            return None
        return value if isinstance(value, int) else None

    def _tell_head(self) -> None:
        self.parts.enterprises.head_is(self._head())

    def _take_sum(self) -> None:
        """The total follows the enterprises' numbers as long as it is theirs, or empty: nothing is typed twice."""
        before, self._sum = self._sum, self.parts.enterprises.total
        if self._sum is not None and self._sum != before and self._head() in (None, before):
            self.fields.rows["workers"].editor.put(self._sum)
            self._edited("workers")
        self._tell_head()

    def _parts_changed(self) -> None:
        if self.draft is None:
            self.drafting.touched()
        self._show_state()

    def _offer_members(self) -> None:
        team = self.fields.rows["team"].editor.entry()
        self.parts.offer_members(team if isinstance(team, bytes) else None)
