"""Is this row of the workbook somebody we have? Decided by the register's identity, in bulk.

A row is known by the strongest set of identity fields that it fills in. Where the store says something else about a
stronger field (another ID number, another name under the same ID) nobody is merged and nobody is lost: the row is
doubtful and waits for the clerk.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import Kind, Merge, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.services.imports.line import Line, Verdict

Row = Mapping[str, Any]


class Matcher:
    """Judges lines whose cells are sound: known (same or changed), doubtful, or new."""

    def __init__(self, connection: Connection, register: Register) -> None:
        self._connection = connection
        self._register = register
        self._table = TABLES[register.name]
        self._seen: dict[tuple[object, ...], int] = {}

    def judge(self, lines: Sequence[Line]) -> None:
        """Set verdict, key, changes and reasons of every line."""
        found = [self._candidates(fields, lines) for fields in self._register.identity]
        for line in lines:
            self._judge(line, found)

    def _candidates(
        self, fields: tuple[str, ...], lines: Sequence[Line]
    ) -> Mapping[tuple[Value, ...], list[Row]]:
        """The stored rows that may equal some line in ``fields``, by those fields; asked for by the rarest one."""
        first = self._table.c[fields[0]]
        wanted = list({line.values[fields[0]] for line in lines if _filled(line, fields)})
        found: dict[tuple[Value, ...], list[Row]] = {}
        if wanted:
            query = select(self._table).where(first.in_(wanted), self._table.c.deleted.is_(None))
            for row in self._connection.execute(query).mappings():
                found.setdefault(tuple(row[name] for name in fields), []).append(dict(row))
        return found

    def _judge(self, line: Line, found: Sequence[Mapping[tuple[Value, ...], list[Row]]]) -> None:
        for fields, rows in zip(self._register.identity, found, strict=True):
            if not _filled(line, fields):
                continue
            known = rows.get(tuple(line.values[name] for name in fields), [])
            if known:
                self._settle(line, fields, known)
                return
        self._new(line)

    def _settle(self, line: Line, fields: tuple[str, ...], known: Sequence[Row]) -> None:
        equal = [row for row in known if not self._changes(line, row)]
        if equal:
            line.verdict, line.key = Verdict.SAME, equal[0]["id"]
            return
        reasons = [self._contradiction(line, row, fields) for row in known]
        possible = [row for row, reason in zip(known, reasons, strict=True) if not reason]
        if len(possible) == 1:
            line.verdict, line.key = Verdict.CHANGED, possible[0]["id"]
            line.changes = self._changes(line, possible[0])
        elif possible:
            self._doubt(
                line, possible[0]["id"], f"有{len(possible)}{self._register.unit}{self._named(fields)}相同"
            )
        else:
            self._doubt(line, known[0]["id"], next(filter(None, reasons)))

    def _new(self, line: Line) -> None:
        """New, unless an earlier row of this workbook, or a stored namesake with nothing to tell them apart, is."""
        for fields in self._register.identity:
            if not _filled(line, fields):
                continue
            key = (fields, *(line.values[name] for name in fields))
            first = self._seen.setdefault(key, line.number)
            if first != line.number:
                self._doubt(line, None, f"与第{first}行{self._named(fields)}相同")
                return
        if not any(_filled(line, fields) for fields in self._register.identity):
            self._namesake(line)

    def _namesake(self, line: Line) -> None:
        title = self._table.c[self._register.title]
        wanted = line.values.get(self._register.title)
        query = select(self._table.c.id).where(title == wanted, self._table.c.deleted.is_(None)).limit(1)
        key = self._connection.execute(query).scalar()
        if key is not None:
            self._doubt(
                line,
                key,
                f"只有{self._register[self._register.title].label}相同，不能确认是不是同一{self._register.unit}",
            )

    def _contradiction(self, line: Line, row: Row, fields: tuple[str, ...]) -> str:
        """Why ``row`` may be somebody else though ``fields`` agree; "" if nothing speaks against it."""
        for name in self._telling(fields):
            ours, theirs = row[name], line.values.get(name)
            if name not in fields and ours is not None and theirs is not None and ours != theirs:
                return f"{self._named(fields)}相同，但{self._register[name].label}不同"
        return ""

    def _telling(self, fields: tuple[str, ...]) -> list[str]:
        """Fields in which different values speak for different rows; under one ID only what a person decides."""
        if fields == self._register.identity[0] and len(fields) == 1:
            return [f.name for f in self._register.fields if f.merge is Merge.PERSON]
        kinds = (Kind.ID_NUMBER, Kind.USCC)
        personal = {name for key in self._register.identity[:3] for name in key}
        return [
            f.name
            for f in self._register.fields
            if f.merge is Merge.PERSON or f.kind in kinds or f.name in personal
        ]

    def _changes(self, line: Line, row: Row) -> dict[str, Value]:
        return {name: value for name, value in line.values.items() if row[name] != value}

    def _named(self, fields: Sequence[str]) -> str:
        return "、".join(self._register[name].label for name in fields)

    @staticmethod
    def _doubt(line: Line, key: RowId | None, reason: str) -> None:
        line.verdict, line.key = Verdict.DOUBTFUL, key
        line.reasons.append(reason + "。")


def _filled(line: Line, fields: Sequence[str]) -> bool:
    return all(line.values.get(name) is not None for name in fields)
