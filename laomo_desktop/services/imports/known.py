"""The stored rows that lines of a workbook may be: asked for in bulk, by the field that narrows best."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import Field, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.imports.line import Line

Row = Mapping[str, Any]
Identity = tuple[str, ...]
Keys = list[tuple[Identity, tuple[Value, ...]]]
"""What a line says in each identity it fills in, strongest first."""
Found = Mapping[Identity, Mapping[tuple[Value, ...], list[Row]]]
DECISIONS = "distinctions"
"""不是同一人: pairs of people a person has told apart."""


def identities(register: Register) -> tuple[Identity, ...]:
    """The sets of fields by which a row is known again, strongest first; a pair is known by both its sides."""
    return register.identity or ((register.pair,) if register.pair else ())


class Known:
    """Living rows of one register; ``met`` are those found so far, by key."""

    def __init__(self, connection: Connection, register: Register) -> None:
        self.met: dict[RowId, Row] = {}
        self._connection = connection
        self._register = register
        self._table = TABLES[register.name]
        self._identities = identities(register)
        self._is_empty = connection.execute(select(self._table.c.n).limit(1)).first() is None

    def look_up(self, told: Sequence[Keys]) -> Found:
        """For each identity of the register: the rows that may equal some line in it, by their values in it."""
        if self._is_empty:
            return {}
        wanted: dict[Identity, set[Value]] = {fields: set() for fields in self._identities}
        places = {fields: fields.index(self._narrowest(fields)) for fields in wanted}
        for keys in told:
            for fields, key in keys:
                wanted[fields].add(key[places[fields]])
        return {fields: self._candidates(fields, wanted[fields]) for fields in wanted}

    def by_title(self, lines: Sequence[Line]) -> Mapping[Value, list[Row]]:
        """The rows that bear the lines' titles."""
        title = self._register.title
        found: dict[Value, list[Row]] = {}
        for row in self._rows(title, {line.values.get(title) for line in lines} - {None}):
            found.setdefault(row[title], []).append(row)
        return found

    def told_apart(self, keys: Sequence[RowId]) -> bool:
        """Whether a person has decided of each two of these rows that they are not the same one."""
        decisions = TABLES[DECISIONS]
        if REGISTERS[DECISIONS]["left"].target != self._register.name:
            return False
        query = select(decisions.c.left, decisions.c.right).where(
            decisions.c.left.in_(keys), decisions.c.right.in_(keys), decisions.c.deleted.is_(None)
        )
        pairs = {frozenset((left, right)) for left, right in self._connection.execute(query)}
        return all(frozenset((a, b)) in pairs for i, a in enumerate(keys) for b in keys[:i])

    def _candidates(self, fields: Identity, wanted: set[Value]) -> Mapping[tuple[Value, ...], list[Row]]:
        found: dict[tuple[Value, ...], list[Row]] = {}
        for row in self._rows(self._narrowest(fields), wanted):
            found.setdefault(tuple([row[name] for name in fields]), []).append(row)
        return found

    def _narrowest(self, fields: Identity) -> str:
        """The indexed field few rows share: a number rather than a name, a name rather than a link."""

        def rank(of: Field) -> tuple[bool, bool, bool]:
            return (of.indexed, not of.is_key, of.name != self._register.title)

        return max((self._register[name] for name in fields), key=rank).name

    def _rows(self, field: str, wanted: set[Value]) -> list[Row]:
        if not wanted or self._is_empty:
            return []
        column = self._table.c[field]
        query = select(self._table).where(
            column.in_(bindparam("wanted", expanding=True)), self._table.c.deleted.is_(None)
        )
        rows: list[Row] = [
            dict(row) for row in self._connection.execute(query, {"wanted": list(wanted)}).mappings()
        ]
        return [self.met.setdefault(row["id"], row) for row in rows]
