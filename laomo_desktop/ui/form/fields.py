"""The fields of a form, built from its register's sections; Tab order is section order."""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from laomo_desktop.domain.field import Kind, RowId, Value
from laomo_desktop.domain.register import Register, Section
from laomo_desktop.services import lists
from laomo_desktop.services.desk import READER
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.editors import make
from laomo_desktop.ui.form.editors.base import Editor, Entry
from laomo_desktop.ui.form.editors.personal import PersonalEditor
from laomo_desktop.ui.form.editors.text import ReadOnlyEditor
from laomo_desktop.ui.form.row import FieldRow
from laomo_desktop.ui.widgets.buttons import label

Entries = dict[str, Entry]


class Fields(QScrollArea):
    """All rows of a form. ``edited``, ``left``, ``revealed`` say which field; ``finished``: Enter in the last one."""

    edited = Signal(str)
    left = Signal(str)
    revealed = Signal(str)
    finished = Signal()

    def __init__(self, context: Context, reg: Register, key: RowId | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._context = context
        self.rows: dict[str, FieldRow] = {}
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 8, 14, 8)
        column.setSpacing(8)
        for section in reg.sections:
            self._add_section(column, reg, section, key)
        column.addStretch(1)
        self.setWidget(inside)
        self._chain()

    def _add_section(self, column: QVBoxLayout, reg: Register, section: Section, key: RowId | None) -> None:
        if len(reg.sections) > 1:
            column.addWidget(label(section.label, "heading"))
        for name in section.names:
            reads = self._context.desk.role == READER
            editor = ReadOnlyEditor(reg[name]) if reads else make(self._context, reg, reg[name], key)
            row = FieldRow(editor)
            editor.edited.connect(partial(self.edited.emit, name))
            editor.left.connect(partial(self.left.emit, name))
            if isinstance(editor, PersonalEditor):
                editor.revealed.connect(partial(self.revealed.emit, name))
            self.rows[name] = row
            column.addWidget(row)
        column.addSpacing(6)

    def _chain(self) -> None:
        editors = self.writable()
        for editor, following in pairwise(editors):
            editor.onward.connect(following.take_focus)
            QWidget.setTabOrder(editor, following)
        if editors:
            editors[-1].onward.connect(self.finished)

    def writable(self) -> list[Editor]:
        """The editors that can be edited, in order."""
        return [row.editor for row in self.rows.values() if not isinstance(row.editor, ReadOnlyEditor)]

    def put(self, values: Mapping[str, Value]) -> None:
        """Show stored values; links in read-only fields by title."""
        for name, row in self.rows.items():
            value = values.get(name)
            row.editor.put(value)
            if isinstance(row.editor, ReadOnlyEditor):
                self._say_more(row.editor, value)
            row.say("")

    def _say_more(self, editor: ReadOnlyEditor, value: Value) -> None:
        """What only the store knows in words: a link's title, that there is a photo."""
        if editor.of.kind is Kind.LINK and isinstance(value, bytes):
            editor.say(lists.candidate(self._context.desk, editor.of.target, value).title)
        elif editor.of.kind is Kind.IMAGE and value:
            editor.say("有照片")

    def entries(self) -> Entries:
        """What stands in every field that can be edited and is not masked."""
        return {name: row.editor.entry() for name, row in self.rows.items() if row.editor.known()}

    def settle(self) -> None:
        """Finish what is half said in the field that has the focus."""
        for editor in self.writable():
            editor.settle()

    def show_field(self, name: str) -> None:
        """Bring a field into sight and put the cursor there."""
        row = self.rows[name]
        self.ensureWidgetVisible(row, 0, 40)
        row.editor.take_focus()

    def take_focus(self) -> None:
        """The first field."""
        if editors := self.writable():
            editors[0].take_focus()
