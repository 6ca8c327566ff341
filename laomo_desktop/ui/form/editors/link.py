"""Pointing to a row of another register: found by pinyin, told apart by a second line, made on the fly."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from laomo_desktop.domain.field import Field, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import lists
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.form.editors.base import Editor, Entry
from laomo_desktop.ui.form.editors.drop import DropLine, Option

NEW = "+"
"""First character of the option that makes a new row."""


def can_be_made(reg: Register) -> bool:
    """Whether a title alone makes a row of it."""
    return all(f.name == reg.title or f.default is not None for f in reg.fields if f.required) and not reg.pair


class LinkEditor(Editor):
    """The row's key once one is chosen; else the words, of which saving makes a new row.

    ``chosen``: a line of the drop-down was taken.
    """

    chosen = Signal()

    def __init__(self, of: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(of, parent)
        self._desk = desk
        self._target = REGISTERS[of.target]
        self._key: bytes | None = None
        self._problem = ""
        self.line = DropLine(self.options)
        self.line.setPlaceholderText(of.hint or f"输入查找{self._target.label}（可用拼音首字母）")
        self.line.typed.connect(self._typed)
        self.line.picked.connect(self._pick)
        self.row.addWidget(self.line)
        self.faced(self.line)

    def options(self, typed: str) -> list[Option]:
        """Rows found by ``typed``, and the offer to make a new one of that name."""
        found = lists.candidates(self._desk, self._target.name, typed)
        options = [Option(c.key, c.title, c.second) for c in found]
        pinyin = typed.isascii() and bool(found)
        if typed and not pinyin and can_be_made(self._target) and all(c.title != typed for c in found):
            options.append(Option(NEW + typed, f"＋ 新建{self._target.label}“{typed}”"))
        return options

    def entry(self) -> Entry:
        return self._key or self.line.text().strip() or None

    def put(self, value: Value) -> None:
        self._key = value if isinstance(value, bytes) else None
        self._problem = ""
        if self._key is not None:
            known = lists.candidate(self._desk, self._target.name, self._key)
            self._show(known.title, known.second)
        else:
            self._show(str(value or ""), "")

    def settle(self) -> None:
        typed = self.line.text().strip()
        self._problem = ""
        if self._key is not None or not typed:
            return
        same = lists.called(self._desk, self._target.name, typed)
        if len(same) == 1:
            self.put(same[0])
        elif same:
            self._problem = f"有{len(same)}个{self._target.label}都叫“{typed}”，请从下拉列表中选定一个。"
        elif self._meant is None:
            self._settle_unknown(typed)

    def _settle_unknown(self, typed: str) -> None:
        found = lists.candidates(self._desk, self._target.name, typed, 2) if typed.isascii() else []
        if len(found) == 1:
            self.put(found[0].key)
        elif found:
            self._problem = "有几条都符合，请从下拉列表中选定一条。"
        elif not can_be_made(self._target):
            self._problem = f"没有叫“{typed}”的{self._target.label}，请从下拉列表中选择。"

    _meant: str | None = None
    """The name the clerk chose to make anew."""

    def problem(self) -> str:
        return self._problem

    def note(self) -> str:
        typed = self.line.text().strip()
        new = typed and self._key is None and not self._problem
        return f"将新建{self._target.label}“{typed}”" if new else ""

    def _typed(self) -> None:
        self._key, self._problem, self._meant = None, "", None
        self.line.setToolTip("")
        self.edited.emit()

    def _pick(self, option: Option) -> None:
        if isinstance(option.value, bytes):
            self.put(option.value)
        else:
            self._meant = option.value.removeprefix(NEW)
            self._key, self._problem = None, ""
            self._show(self._meant, "")
        self.edited.emit()
        self.chosen.emit()

    def _show(self, title: str, second: str) -> None:
        self.line.setText(title)
        self.line.setCursorPosition(0)
        self.line.setToolTip(f"{title}\n{second}" if second else "")
