"""In the city, what could be read of rows made one before a package, or came with it, can be read after it or is asked.

Passing on, laying over and taking off each go by what they know themselves. Where offices contradict each other, one
merge can undo what another one relied on. So in the end all is looked at once: whatever is shown nowhere among the rows
that were ever one, was never asked about, and was replaced by nobody who had seen it, is put before a person.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from laomo_desktop.db import journal
from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.field import Merge, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.merging import aliases, layers
from laomo_desktop.services.merging.asking import ask, asked_ever, closed
from laomo_desktop.services.merging.kin import Kin
from laomo_desktop.services.merging.layers import MADE_OF, Layers
from laomo_desktop.services.merging.passing import moved
from laomo_desktop.services.merging.uniting import QUIET, compared, united
from laomo_desktop.sync.causality import Relation

WHY = "几次合并互相矛盾，原先写的"


class Word(NamedTuple):
    """A value of a row. ``hidden``: it stood in the row's mark alone."""

    register: str
    row: RowId
    field: str
    value: Value
    hidden: bool = False


@dataclass
class Watch:
    """Within one taking in."""

    write: Write
    words: dict[Word, None] = field(default_factory=dict)
    replaced: set[Word] = field(default_factory=set)
    """By somebody who had seen it."""
    marks: list[tuple[Register, RowId, Layers]] = field(default_factory=list)
    """That came, or that stood before."""
    _kin: Kin | None = None
    """As it was when the first row came: aliases come before all others."""

    _moved: frozenset[str] = field(default_factory=lambda: frozenset(reg.name for reg in moved()))

    def of(self, reg: Register, row: StoredRow, came: Collection[str] = ()) -> bool:
        """Whether a row has been made one with another, or another with it; ``came``: what names came with it."""
        self._kin = self._kin or Kin(self.write)
        marked = MADE_OF in row.marks or MADE_OF in came
        return reg.name in self._moved and (marked or self._kin.has(reg, row))

    def came(
        self, reg: Register, ours: StoredRow | None, theirs: StoredRow, seen: Mapping[str, Relation] | None = None
    ) -> None:
        """A row of the package. ``seen``: how each of its values stands to ours."""
        if aliases.is_deleted(theirs.deleted):
            return
        mine, their, seen = self._mark(reg, ours), self._mark(reg, theirs), seen or {}
        if mine is not None:
            self.marks.append((reg, theirs.id, mine))
        for name in watched(reg):
            seen_ours = seen.get(name) is Relation.NEWER
            if seen_ours and ours is not None and not _alone(mine, their, name, ours.values[name]):
                self.replaced.add(Word(reg.name, ours.id, name, ours.values[name]))
            if seen.get(name) is not Relation.OLDER or _alone(their, mine, name, theirs.values[name]):
                self._word(Word(reg.name, theirs.id, name, theirs.values[name]))
        if their is not None and seen.get(MADE_OF) is not Relation.OLDER and their != mine:
            self.marks.append((reg, theirs.id, their))
            self._covered(reg, theirs, their)

    def _mark(self, reg: Register, row: StoredRow | None) -> Layers | None:
        return layers.of_row(reg, row) if row is not None and row.marks.get(MADE_OF) else None

    def _covered(self, reg: Register, row: StoredRow, made: Layers) -> None:
        """What the mark makes, and somebody's value hides who did not know the mark."""
        makes, whose = made.fold(), row.dots.get(MADE_OF, (0, 0))[0]
        for name in watched(reg):
            by = row.dots.get(name, row.dots.get("", (whose, 0)))[0]
            if makes[name] != row.values[name] and by != whose:
                self._word(Word(reg.name, row.id, name, makes[name], hidden=True))

    def _word(self, word: Word) -> None:
        if word.value is not None:
            self.words[word] = None

    def ask(self, origin: str) -> None:
        """After all else: put before a person what nobody can read any more."""
        kin = Kin(self.write)
        self._before(kin)
        self._asked_before()
        kin = Kin(self.write, list(self._told()))
        for reg, key, made in self.marks:
            for word in _chosen_away(kin, reg, key, made):
                self._word(word)
        for word in self.words:
            if word not in self.replaced:
                self._look_for(kin, word, origin)

    def _told(self) -> Iterator[tuple[str, RowId, RowId]]:
        """What the marks were made of, as far as it is known here: anybody can write any mark."""
        for reg, key, made in self.marks:
            for source in self.write.states(reg.name, made.sources):
                yield reg.name, key, source

    def _asked_before(self) -> None:
        """What was asked and may be no more."""
        for reg, row, values in closed(self.write):
            for name in watched(reg):
                self._word(Word(reg.name, row, name, values.get(name), hidden=True))

    def _look_for(self, kin: Kin, word: Word, origin: str) -> None:
        reg = REGISTERS[word.register]
        to, rows = unshown(kin, word), kin.rows(reg, word.row)
        if to is not None and not any(_holds(kin, reg, row, word) for row in rows):
            ask_once(kin, word, to, WHY, origin)

    def _before(self, kin: Kin) -> None:
        """What living rows showed that changed within the operation, but for those that somebody deleted."""
        for reg in moved():
            for key, (row, before) in self._changed(reg, kin).items():
                if before.get(layers.GONE, row.deleted) is not None or aliases.is_deleted(row.deleted):
                    continue
                text = before.get(MADE_OF)
                if text and (made := layers.read(reg, str(text))) is not None:
                    self.marks.append((reg, key, made))
                for name in watched(reg):
                    if name in before or layers.GONE in before:
                        self._word(Word(reg.name, key, name, before.get(name, row.values[name])))

    def _changed(self, reg: Register, kin: Kin) -> dict[RowId, tuple[StoredRow, dict[str, Value]]]:
        """Each row that was made one with others, and what it was where it changed."""
        ever = kin.having(reg) if reg.name in self.write.touched else ()
        found = journal.before(self.write, reg.name, lambda key, text: key in ever or MADE_OF in text)
        return {key: (row, found[key]) for key, row in self.write.states(reg.name, list(found)).items()}


def watched(reg: Register) -> list[str]:
    """The fields in which every office's value counts."""
    return [of.name for of in compared(reg) if of.merge is not Merge.CITY and of.name not in QUIET]


def unshown(kin: Kin, word: Word) -> RowId | None:
    """Beside which row to ask about a value that none of the rows shows which were ever one; none where it is shown, or
    nobody lives who could."""
    reg = REGISTERS[word.register]
    rows = kin.rows(reg, word.row)
    living = [row for row in rows if row.deleted is None]
    if len(rows) < 2 or not living or any(_shows(reg, row, word) for row in living):
        return None
    end = kin.end(reg, word.row)
    return next((row.id for row in living if row.id == end), living[0].id)


def ask_once(kin: Kin, word: Word, to: RowId, why: str, origin: str) -> None:
    """Beside row ``to``, unless anybody has been asked about that value of one of the rows here."""
    reg = REGISTERS[word.register]
    rows = [row.id for row in kin.rows(reg, word.row)]
    if not asked_ever(kin.write, reg, rows, word.field, word.value):
        ask(kin.write, reg, to, {word.field: word.value}, word.row, why, origin)


def _alone(made: Layers | None, other: Layers | None, name: str, value: Value) -> bool:
    """Whether a value comes from a row that only one of two marks has: the other's writer had not seen it here."""
    if made is None:
        return False
    known = set(other.sources) if other is not None else set()
    return any(layer.of not in known and (layer.gave or {}).get(name) == value for layer in made.over if layer.gave)


def _chosen_away(kin: Kin, reg: Register, key: RowId, made: Layers) -> Iterator[Word]:
    """What a choice left out of a row, whose merge does not stand."""
    fields = watched(reg)
    for layer, before in made.steps():
        chosen = [name for name, side in layer.sides.items() if side == "right" and name in fields]
        if chosen and layer.of is not None and not kin.leads(reg, layer.of, key):
            gave = layer.gave or {}
            yield from (Word(reg.name, key, n, before[n], hidden=True) for n in chosen if before[n] != gave.get(n))


def _shows(reg: Register, row: StoredRow, word: Word) -> bool:
    """Whether a row has the value, one made of it and others, or one that goes before it by rule."""
    takes, doubts = united(reg, row.values, {**row.values, word.field: word.value})
    return word.field not in takes and word.field not in doubts


def _holds(kin: Kin, reg: Register, row: StoredRow, word: Word) -> bool:
    """Whether the mark of a row tells that a person had the value before her: it came with a row whose merge stands, or
    a choice that stands left it out. (Who laid a row over another has asked about it.)"""
    if MADE_OF not in row.marks:
        return False
    made = layers.of_row(reg, row)
    for layer, before in made.steps():
        if layer.of is None or layer.gave is None or not kin.leads(reg, layer.of, row.id):
            continue
        if layer.of == word.row and not word.hidden and layer.gave.get(word.field) == word.value:
            return True
        own = row.id == word.row and layer.sides.get(word.field) == "right"
        if own and before[word.field] == word.value:
            return True
    return False
