"""Words in link cells made into rows: those known by their title, and those to be made on the fly."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.imports.line import Line, Verdict

Shared = tuple[Line, Field, str, Sequence[RowId]]
"""A line whose link words are borne by several rows."""


class Links:
    """Titles met so far: (register, title) -> the rows of that title."""

    def __init__(self, connection: Connection, register: Register) -> None:
        self._connection = connection
        self._fields = {f.name: f for f in register.links}
        self._known: dict[tuple[str, str], Sequence[RowId]] = {}
        self._unreadable: dict[tuple[str, str], str] = {}
        self._shared: list[Shared] = []

    def resolve(self, lines: Sequence[Line]) -> None:
        """Put keys in place of words where one row bears the title; words nobody bears stay, to be made.

        Words borne by several rows are put aside until `settle_shared`, when the line may be known.
        """
        self._look_up(lines)
        for line in lines:
            for name, words in list(line.links.items()):
                self._settle(line, self._fields[name], words)

    def settle_shared(self, stored: Mapping[RowId, Mapping[str, Value]]) -> None:
        """Words borne by several rows are right where the known row points to one of them already, else wrong."""
        for line, of, words, keys in self._shared:
            row = stored.get(line.key) if line.key and line.verdict is not Verdict.DOUBTFUL else None
            if line.verdict is not Verdict.WRONG and (row is None or row[of.name] not in keys):
                reg = REGISTERS[of.target]
                told = f"有{len(keys)}{reg.unit}{reg.label}都叫“{words}”，请在程序里选定后再导入。"
                line.make_wrong(f"{of.label}：{told}")
        self._shared.clear()

    def _look_up(self, lines: Sequence[Line]) -> None:
        met = {(self._fields[name].target, words) for line in lines for name, words in line.links.items()}
        wanted: dict[str, dict[Value, list[str]]] = {}
        for target, words in sorted(met - self._known.keys() - self._unreadable.keys()):
            try:
                reg = REGISTERS[target]
                wanted.setdefault(target, {}).setdefault(kinds.parse(reg[reg.title], words), []).append(words)
            except Refused as no:
                self._unreadable[target, words] = no.sentence
        for target, titles in wanted.items():
            self._ask(target, titles)

    def _ask(self, target: str, titles: Mapping[Value, Sequence[str]]) -> None:
        table = TABLES[target]
        title = table.c[REGISTERS[target].title]
        query = select(title, table.c.id).where(
            title.in_(bindparam("titles", expanding=True)), table.c.deleted.is_(None)
        )
        found: dict[Value, list[RowId]] = {stored: [] for stored in titles}
        for stored, key in self._connection.execute(query, {"titles": list(titles)}):
            found[stored].append(key)
        for stored, keys in found.items():
            self._known.update({(target, words): keys for words in titles[stored]})

    def _settle(self, line: Line, of: Field, words: str) -> None:
        if sentence := self._unreadable.get((of.target, words)):
            line.make_wrong(f"{of.label}：{sentence}")
            return
        keys = self._known[of.target, words]
        if len(keys) == 1:
            line.values[of.name] = keys[0]
        elif keys:
            self._shared.append((line, of, words, keys))
        if keys:
            del line.links[of.name]
