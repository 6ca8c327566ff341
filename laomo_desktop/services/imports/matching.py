"""Is this row of the workbook somebody we have? Decided by the register's identity, in bulk.

A row is known by the strongest set of identity fields that it fills in. Where the store says something else about a
stronger field (another ID number, another name under the same ID) nobody is merged and nobody is lost: the row is
doubtful and waits for the clerk. Her decision that two are not the same one stands: see `_choose`.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from laomo_desktop.domain.field import Kind, Merge, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.states import Flow
from laomo_desktop.services.imports.known import Found, Keys, Known, Row, identities
from laomo_desktop.services.imports.line import Line, Verdict

STATE = "state"


class Matcher:
    """Judges lines whose cells are sound: known (same or changed), doubtful, or new."""

    def __init__(self, connection: Connection, register: Register) -> None:
        self._register = register
        self._identity = identities(register)
        self._known = Known(connection, register)
        self._numbers = [f.name for f in register.fields if f.kind in (Kind.ID_NUMBER, Kind.USCC)]
        self._is_weak = {fields: any(register[n].is_key for n in fields) for fields in self._identity}
        self._telling = {fields: self._telling_fields(fields) for fields in self._identity}
        self._seen: dict[tuple[object, ...], Line] = {}
        self._claimed: dict[RowId, int] = {}
        self._flow = register.flow
        self._repeats = register[register.title].kind is not Kind.NAME
        """Whether the same row twice is one: two people of one name and enterprise may be two."""
        self._stepped = frozenset(f.name for f in register.fields if f.imported)

    def judge(self, lines: Sequence[Line]) -> Mapping[RowId, Row]:
        """Set verdict, key, changes and reasons of every line; answers the stored rows looked at, by key."""
        told = [self._keys(line) for line in lines]
        found = self._known.look_up(told)
        namesakes = self._known.by_title([line for line, keys in zip(lines, told, strict=True) if not keys])
        for line, keys in zip(lines, told, strict=True):
            if not (found and self._is_known(line, keys, found, namesakes)) and not self._met_before(
                line, keys
            ):
                self._remember(line, keys)
        return self._known.met

    def _is_known(self, line: Line, keys: Keys, found: Found, namesakes: Mapping[Value, list[Row]]) -> bool:
        """Settle a line that is, or may be, a stored row."""
        for fields, key in keys:
            known = found[fields].get(key)
            if known and (known := [row for row in known if not self._is_other(line.values, row, fields)]):
                self._settle(line, fields, known)
                return True
        known = None if keys else namesakes.get(line.values.get(self._register.title))
        if known:
            self._settle_namesake(line, known)
        return bool(known)

    def _settle(self, line: Line, fields: tuple[str, ...], known: Sequence[Row]) -> None:
        if row := self._choose(line, [row for row in known if not self._changes(line, row)]):
            self._is_same(line, row)
            return
        reasons = [self._contradiction(line, row, fields) for row in known]
        possible = [row for row, reason in zip(known, reasons, strict=True) if not reason]
        if len(possible) == 1:
            self._is_changed(line, possible[0])
        elif possible:
            count = f"有{len(possible)}{self._register.unit}{self._named(fields)}相同，不能确认是哪一个。"
            line.make_doubtful(possible[0]["id"], count)
        else:
            line.make_doubtful(known[0]["id"], next(filter(None, reasons)))

    def _choose(self, line: Line, equal: Sequence[Row]) -> Row | None:
        """Which of the rows that already say all the line says it is; None where that takes a person.

        Of several it is the one that says no more; where a person has decided that they are different ones, each
        line takes one of them, the newest first: that is the one her decision made.
        """
        if len(equal) < 2:
            return equal[0] if equal else None
        free = sorted(
            (row for row in equal if row["id"] not in self._claimed), key=lambda row: row["id"], reverse=True
        )
        exact = [row for row in free if self._says_no_more(line, row)]
        if len(exact) == 1:
            return exact[0]
        return (exact or free)[0] if free and self._known.told_apart([row["id"] for row in equal]) else None

    def _settle_namesake(self, line: Line, known: Sequence[Row]) -> None:
        """Only the name agrees: the same one only if the stored row knows nothing else either, or it was decided."""
        equal = [row for row in known if not self._changes(line, row)]
        exact = [row for row in equal if self._says_no_more(line, row)]
        row = self._choose(line, exact) or (self._choose(line, equal) if len(equal) > 1 else None)
        if row is not None:
            self._is_same(line, row)
            return
        reg = self._register
        told = f"只有{reg[reg.title].label}相同，不能确认是不是同一{reg.unit}。"
        line.make_doubtful(known[0]["id"], told)

    def _is_same(self, line: Line, row: Row) -> None:
        line.verdict, line.key = Verdict.SAME, row["id"]
        self._claimed.setdefault(row["id"], line.number)

    def _is_changed(self, line: Line, row: Row) -> None:
        """Two lines must not write the same row one after the other."""
        first = self._claimed.setdefault(row["id"], line.number)
        if first != line.number:
            line.make_doubtful(
                row["id"], f"与第{first}行是同一{self._register.unit}，但内容不同，请核对后只留一行。"
            )
            return
        line.verdict, line.key = Verdict.CHANGED, row["id"]
        line.changes = self._changes(line, row)
        line.before = {name: row[name] for name in line.changes}

    def _met_before(self, line: Line, keys: Keys) -> bool:
        """Whether an earlier line of this workbook may make the very row; then it is doubtful."""
        for fields, key in keys:
            first = self._seen.get((fields, key))
            if first is not None and not self._is_other(line.values, first.values, fields):
                if self._repeats and (line.values, line.links) == (first.values, first.links):
                    line.make_repeated(first.number)
                    return True
                line.make_doubtful(None, f"与第{first.number}行{self._named(fields)}相同，请核对后只留一行。")
                return True
        first = self._seen.get(self._title_key(line)) if not keys else None
        if first is not None:
            name = self._named([self._register.title])
            line.make_doubtful(None, f"与第{first.number}行{name}相同，又没有别的信息可以区分。")
        return first is not None

    def _remember(self, line: Line, keys: Keys) -> None:
        line.verdict = Verdict.NEW
        seen = self._seen
        for key in keys:
            seen.setdefault(key, line)
        seen.setdefault(self._title_key(line), line)

    def _keys(self, line: Line) -> Keys:
        """The identities the line fills in, strongest first; words stand for rows yet to be made."""
        values = {**line.values, **line.links} if line.links else line.values
        told = [(fields, tuple([values.get(name) for name in fields])) for fields in self._identity]
        return [pair for pair in told if None not in pair[1]]

    def _title_key(self, line: Line) -> tuple[str, Value]:
        return (self._register.title, line.values.get(self._register.title))

    def _is_other(self, values: Row, row: Row, fields: tuple[str, ...]) -> bool:
        """Namesakes in one enterprise with two ID numbers are two people, and no cause for doubt."""
        if not self._is_weak[fields]:
            return False
        return any(values.get(name) and row.get(name) and values[name] != row[name] for name in self._numbers)

    def _contradiction(self, line: Line, row: Row, fields: tuple[str, ...]) -> str:
        """Why ``row`` may be somebody else though ``fields`` agree; "" if nothing speaks against it."""
        for name in self._telling[fields]:
            ours, theirs = row[name], line.values.get(name)
            if ours is not None and theirs is not None and ours != theirs:
                return f"{self._named(fields)}相同，但{self._register[name].label}不同。"
        return ""

    def _telling_fields(self, fields: tuple[str, ...]) -> list[str]:
        """Fields in which different values speak for different rows; under one ID only what a person decides."""
        if fields == self._identity[0] and len(fields) == 1:
            return [f.name for f in self._register.fields if f.merge is Merge.PERSON and f.name not in fields]
        sure = (Kind.ID_NUMBER, Kind.USCC)
        personal = {name for key in self._identity[:3] for name in key}
        telling = (
            f
            for f in self._register.fields
            if f.merge is Merge.PERSON or f.kind in sure or f.name in personal
        )
        return [f.name for f in telling if f.name not in fields]

    def _changes(self, line: Line, row: Row) -> dict[str, Value]:
        found: dict[str, Value] = {name: value for name, value in line.values.items() if row[name] != value}
        if self._flow is not None and not found.keys().isdisjoint(self._stepped):
            found = self._forward(self._flow, found, row)
        return {**found, **line.links} if line.links else found

    def _forward(self, flow: Flow, found: dict[str, Value], row: Row) -> dict[str, Value]:
        """A state comes in only as a step forward, and with it what the program sets at such a step (办结日期)."""
        state = found.get(STATE)
        if state is not None and flow.merged(str(state), str(row[STATE])).label == state:
            return found
        return {name: value for name, value in found.items() if name not in self._stepped}

    def _says_no_more(self, line: Line, row: Row) -> bool:
        """Whether the row knows nothing the line does not, but for what every new row gets by itself."""
        return all(
            row[f.name] is None or f.name in line.values or row[f.name] == f.default or f.kind is Kind.OFFICE
            for f in self._register.fields
        )

    def _named(self, fields: Sequence[str]) -> str:
        return "、".join(self._register[name].label for name in fields)
