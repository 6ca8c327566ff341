"""Checking a form as it is filled: a field when it is left, all of them before saving."""

from collections.abc import Mapping

from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.services import lists, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Checked
from laomo_desktop.ui.form.fields import Fields


class Checking:
    """Errors and warnings of one form, said under the fields the clerk has been to.

    ``stored`` are the row's values (raw): what is still masked is checked with them, never shown.
    """

    def __init__(self, desk: Desk, reg: Register, fields: Fields, key: RowId | None) -> None:
        self._desk, self._reg, self._fields = desk, reg, fields
        self.key = key
        self.stored: Mapping[str, Value] = {}
        self.fixed: Mapping[str, Value] = {}
        self._been: set[str] = set()
        self._warned: set[str] = set()
        self._edited: set[str] = set()
        self.twin: RowId | None = None

    def reset(self, stored: Mapping[str, Value]) -> None:
        """Another row, or the same one after saving."""
        self.stored = stored
        self._been.clear()
        self._warned.clear()
        self._edited.clear()

    def editing(self, name: str) -> None:
        """While typing nothing is complained of; what was said of the field goes."""
        self._edited.add(name)
        self._been.discard(name)
        self._fields.rows[name].say("")

    def left(self, name: str) -> None:
        """The clerk goes on: say what is wrong with this field, fill in what follows from it."""
        self._been.add(name)
        checked = self._check()
        if self._edited:  # going through a form changes nothing
            self._fill_in(checked)
        self._say(checked)

    def for_saving(self) -> Checked | None:
        """The values to save, or None after showing the first error, or a warning not seen before."""
        self._fields.settle()
        self._been = set(self._fields.rows)
        checked = self._check()
        self._fill_in(checked)
        stopping = checked.errors or self._fresh_warnings(checked)
        self._say(checked)
        for name in self._fields.rows:
            if name in stopping:
                self._fields.show_field(name)
                return None
        return None if stopping else checked

    def _fresh_warnings(self, checked: Checked) -> dict[str, str]:
        """Doubts that were not said before: they stop the first attempt to save."""
        return {n: words for n, words in self._of_entered(checked).items() if words not in self._warned}

    def _of_entered(self, checked: Checked) -> dict[str, str]:
        """Doubts about what was entered now; those about a stored value were heard when it was entered."""
        return {n: words for n, words in checked.warnings.items() if self.key is None or n in self._edited}

    def _check(self) -> Checked:
        away = self._fields.put_away()
        entries = {n: entry for n, entry in self._fields.entries().items() if n not in away}
        masked = {n: self.stored.get(n) for n, row in self._fields.rows.items() if not row.editor.known()}
        checked = registers.check(self._desk, self._reg.name, {**self.fixed, **masked, **entries}, self.key)
        for name, row in self._fields.rows.items():
            if name not in away and (problem := row.editor.problem()):
                checked.errors[name] = problem
        self._under_shown(checked.errors)
        self._under_shown(checked.warnings)
        self.twin = lists.twin(self._desk, self._reg.name, checked.values, self.key)
        for name in masked:
            checked.values.pop(name, None)
        if self._turned(checked):
            checked.values.update(dict.fromkeys(away))
        return checked

    def _under_shown(self, said: dict[str, str]) -> None:
        """What concerns a field that is not shown (the record all this belongs to) is said under the first one."""
        first = next(iter(self._fields.rows), "")
        for name in [name for name in said if name not in self._fields.rows]:
            said.setdefault(first, said.pop(name))

    def _turned(self, checked: Checked) -> bool:
        """Whether the row becomes another kind: what only the former kind had goes with it."""
        return any(checked.values.get(n) != self.stored.get(n) for n in self._reg.turning & set(checked.values))

    def _fill_in(self, checked: Checked) -> None:
        for name, row in self._fields.rows.items():
            value = checked.values.get(name)
            if value is not None and row.editor.known() and row.editor.entry() is None:
                row.editor.put(value)

    def _say(self, checked: Checked) -> None:
        mine = self._of_entered(checked)
        for name, row in self._fields.rows.items():
            if name not in self._been:
                continue
            error, warning = checked.errors.get(name, ""), mine.get(name, "")
            self._warned.update([warning])
            twin = self.twin is not None and ("已有" in error or "已有" in warning)
            row.say(error, warning, row.editor.note(), linked=twin)
