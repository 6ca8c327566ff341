"""Words in link cells made into rows: those known by their title, and those to be made on the fly."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.imports.line import Line, Verdict


class Links:
    """Titles met so far: (register, title) -> the rows of that title."""

    def __init__(self, connection: Connection, register: Register) -> None:
        self._connection = connection
        self._fields = {f.name: f for f in register.links}
        self._known: dict[tuple[str, str], list[RowId]] = {}

    def resolve(self, lines: Sequence[Line]) -> None:
        """Put keys in place of words where one row bears the title; words nobody bears stay, to be made."""
        self._look_up(lines)
        for line in lines:
            for name, words in list(line.links.items()):
                self._settle(line, self._fields[name], words)

    def missing(self) -> Mapping[str, Sequence[str]]:
        """Titles nobody bears, by register."""
        found: dict[str, list[str]] = {}
        for (register, title), keys in self._known.items():
            if not keys:
                found.setdefault(register, []).append(title)
        return found

    def _look_up(self, lines: Sequence[Line]) -> None:
        wanted: dict[str, dict[str, None]] = {}
        for line in lines:
            for name, words in line.links.items():
                target = self._fields[name].target
                if (target, words) not in self._known:
                    wanted.setdefault(target, {})[words] = None
        for target, titles in wanted.items():
            self._ask(target, list(titles))

    def _ask(self, target: str, titles: Sequence[str]) -> None:
        table = TABLES[target]
        title = table.c[REGISTERS[target].title]
        query = select(title, table.c.id).where(title.in_(titles), table.c.deleted.is_(None))
        for words in titles:
            self._known[target, words] = []
        for words, key in self._connection.execute(query):
            self._known[target, words].append(key)

    def _settle(self, line: Line, of: Field, words: str) -> None:
        reg = REGISTERS[of.target]
        keys = self._known[of.target, words]
        if len(keys) == 1:
            line.values[of.name] = keys[0]
            del line.links[of.name]
        elif len(keys) > 1:
            wrong(
                line, f"{of.label}：有{len(keys)}{reg.unit}{reg.label}都叫“{words}”，请在程序里选定后再导入。"
            )
        elif sentence := _unreadable(reg, words):
            wrong(line, f"{of.label}：{sentence}")


def wrong(line: Line, sentence: str) -> None:
    """Mark a line as wrong with one more reason."""
    line.verdict = Verdict.WRONG
    line.reasons.append(sentence)


def _unreadable(reg: Register, words: str) -> str:
    try:
        kinds.parse(reg[reg.title], words)
    except Refused as no:
        return str(no)
    return ""


def titles_read(reg: Register, titles: Sequence[str]) -> list[Value]:
    """Titles as they are stored."""
    return [kinds.parse(reg[reg.title], title) for title in titles]
