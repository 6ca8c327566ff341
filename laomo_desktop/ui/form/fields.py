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
        self._reg = reg
        self._is_new = key is None
        self.rows: dict[str, FieldRow] = {}
        self._blocks: list[tuple[Section, QWidget]] = []
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

    def _add_section(self, page: QVBoxLayout, reg: Register, section: Section, key: RowId | None) -> None:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(8)
        page.addWidget(block)
        self._blocks.append((section, block))
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
            if name in reg.turning:
                editor.edited.connect(self.turn)
                editor.left.connect(self.turn)
            self.rows[name] = row
            column.addWidget(row)

    def _chain(self) -> None:
        editors = self._all_writable()
        for editor, following in pairwise(editors):
            QWidget.setTabOrder(editor, following)
        for editor in editors:
            editor.onward.connect(partial(self._go_on, editor))

    def _go_on(self, editor: Editor) -> None:
        """Enter: the next field that is shown, or the end of the form."""
        editor.settle()
        if editor.of.name in self._reg.turning:
            self.turn()
        after = self.writable()
        place = after.index(editor) + 1
        if place < len(after):
            after[place].take_focus()
        else:
            self.finished.emit()

    def _all_writable(self) -> list[Editor]:
        return [row.editor for row in self.rows.values() if not isinstance(row.editor, ReadOnlyEditor)]

    def writable(self) -> list[Editor]:
        """The editors that can be edited and are shown, in order."""
        away = self.put_away()
        return [editor for editor in self._all_writable() if editor.of.name not in away]

    # -- blocks shown only with some values -------------------------------------------------------------------
    def turn(self) -> None:
        """Show the blocks that belong to what stands in the form. While a word is half typed all stays as it is."""
        for section, block in self._blocks:
            if section.when is None:
                continue
            name, values = section.when
            entry = self.rows[name].editor.entry()
            if entry is None or entry in self._reg[name].choices:
                block.setVisible(entry in values)

    def put_away(self) -> frozenset[str]:
        """The fields of the blocks that are hidden now."""
        return frozenset(name for section, block in self._blocks if block.isHidden() for name in section.names)

    def put(self, values: Mapping[str, Value]) -> None:
        """Show stored values; links in read-only fields by title."""
        for name, row in self.rows.items():
            value = values.get(name)
            row.editor.put(value)
            if isinstance(row.editor, ReadOnlyEditor):
                self._say_more(row.editor, value)
            row.say("")
        self.turn()

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
        self.turn()

    def show_field(self, name: str) -> None:
        """Bring a field into sight and put the cursor there."""
        row = self.rows[name]
        self.ensureWidgetVisible(row, 0, 40)
        row.editor.take_focus()

    def take_focus(self) -> None:
        """The first field; in a new row that has it already the first one that must be filled."""
        editors = self.writable()
        first = editors[:1]
        if self._is_new and first and first[0].entry() is not None:
            first = [e for e in editors if e.of.required and e.entry() is None] or first
        for editor in first[:1]:
            editor.take_focus()
