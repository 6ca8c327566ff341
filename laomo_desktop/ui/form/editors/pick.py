"""Choosing words: of a fixed few, of a dictionary (new ones are proposed), one or several."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from laomo_desktop.domain import text
from laomo_desktop.domain.field import Field, Value
from laomo_desktop.domain.kinds import SEPARATORS, show
from laomo_desktop.services import spelling
from laomo_desktop.ui.form.editors.base import Editor, Entry
from laomo_desktop.ui.form.editors.drop import DropLine, Option

Words = Callable[[], Sequence[str]]


class PickEditor(Editor):
    """One of ``words``. ``free``: other words may stand too, and are proposed to the dictionary."""

    def __init__(self, of: Field, words: Words, *, free: bool, parent: QWidget | None = None) -> None:
        super().__init__(of, parent)
        self._words, self._free = words, free
        self.line = self._make_line()
        self.line.setPlaceholderText(of.hint or ("输入查找（可用拼音首字母）" if len(words()) > 6 else ""))
        self.line.typed.connect(self.edited)
        self.line.picked.connect(self._pick)
        self.row.addWidget(self.line)
        self.faced(self.line)

    def _make_line(self) -> DropLine:
        return DropLine(self.options)

    def options(self, typed: str) -> list[Option]:
        """The words that ``typed`` may mean."""
        return [Option(word, word) for word in spelling.narrow(self._words(), typed)]

    def entry(self) -> Entry:
        return self.line.text().strip() or None

    def put(self, value: Value) -> None:
        self.line.setText(show(self.of, value))

    def restore(self, entry: Entry) -> None:
        self.line.setText(str(entry or ""))

    def settle(self) -> None:
        typed = self.line.text().strip()
        if typed and (meant := self.meant(typed)) is not None and meant != typed:
            self.line.setText(meant)

    def meant(self, typed: str) -> str | None:
        """The word that was typed in another spelling, or the only one (for pinyin: the first) it may mean."""
        found = spelling.narrow(self._words(), typed)
        if not found or typed in self._words():
            return None
        if text.fold(found[0]) == text.fold(typed):
            return found[0]
        if typed.isascii() and typed.isalpha():
            return found[0]
        return found[0] if not self._free and len(found) == 1 else None

    def note(self) -> str:
        typed = self.line.text().strip()
        unknown = self._free and typed and typed not in self._words()
        return f"字典里没有“{typed}”，将作为建议词条加入" if unknown else ""

    def _pick(self, option: Option) -> None:
        self.line.setText(str(option.value))
        self.edited.emit()


class _SeveralLine(DropLine):
    def part(self) -> str:
        return SEPARATORS.split(self.text())[-1]

    @property
    def typing(self) -> str:
        """The word at the end as far as it was typed just now: not chosen, not from the store."""
        return self.part().strip() if self.isModified() else ""

    def open_all(self) -> None:
        self.setModified(False)  # what stands there stands; choosing it takes it out
        super().open_all()


class SeveralEditor(PickEditor):
    """Several words, parted by 、; choosing one that stands already takes it out."""

    line: _SeveralLine

    def _make_line(self) -> DropLine:
        return _SeveralLine(self.options)

    def options(self, typed: str) -> list[Option]:
        standing = self._standing()
        if self.line.typing:
            standing.pop()
        return [
            Option(word, f"✓ {word}" if word in standing else word)
            for word in spelling.narrow(self._words(), typed)
        ]

    def settle(self) -> None:
        parts = [self.meant(part) or part for part in self._standing()]
        joined = "、".join(dict.fromkeys(parts))
        if joined != self.line.text():
            self.line.setText(joined)

    def note(self) -> str:
        unknown = [part for part in self._standing() if part not in self._words()]
        return f"字典里没有“{'、'.join(unknown)}”，将作为建议词条加入" if unknown else ""

    def _standing(self) -> list[str]:
        return [part.strip() for part in SEPARATORS.split(self.line.text()) if part.strip()]

    def _pick(self, option: Option) -> None:
        parts, word = self._standing(), str(option.value)
        if typed := self.line.typing:
            parts.pop()
        if word not in parts:
            parts.append(word)
        elif not typed:
            parts.remove(word)
        self.line.setText("、".join(parts) + ("、" if parts else ""))
        self.edited.emit()
