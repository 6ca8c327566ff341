"""What a taking back must not leave behind: rows used by others gone, links to nothing, two with one ID number."""

from collections.abc import Mapping, Sequence

from laomo_desktop.db import journal, query, records
from laomo_desktop.db.door import Write
from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SPEAKING
from laomo_desktop.services.registers.deleting import holders

INSTEAD: Mapping[str, str] = {
    "enrolments": "要让学员离开，请在名单中选中后点“退出”；报错了名，请先清除他们的考勤再撤销",
    "periods": "请先清除这些节次的考勤",
}
"""What to do where rows of a register are used and therefore stay."""


def refuse(write: Write) -> None:
    """Look at what the operation just took back, before it is stored. Raises `Refused`; then nothing is changed."""
    for name, keys in list(write.touched.items()):
        reg = REGISTERS[name]
        gone = [key for key, row in write.states(name, list(keys)).items() if row.deleted is not None]
        _refuse_used(write, reg, gone)
        _refuse_twice(write, reg)
    _refuse_dangling(write)


def _refuse_used(write: Write, reg: Register, gone: Sequence[RowId]) -> None:
    for other, link, rows in holders(write.connection, reg, gone, owned=True):
        used = list(dict.fromkeys(row[link.name] for row in rows))
        name = query.titles(write.connection, reg.name, used[:1]).get(used[0], "")
        who = f"{reg.label}“{name}”" + (f"等{len(used)}{reg.unit}" if len(used) > 1 else "")
        raise Refused(
            f"{who}已经有{len(rows)}条{other.label}记录，不能撤销",
            todo=INSTEAD.get(reg.name, f"请先撤销或删除那些{other.label}记录，再撤销这一次"),
        )


def _refuse_twice(write: Write, reg: Register) -> None:
    """Nobody comes back, or gets back an ID number, that somebody else was registered under meanwhile."""
    unique = reg[reg.identity[0][0]] if reg.identity and len(reg.identity[0]) == 1 else None
    if unique is None or unique.is_key:
        return
    back = journal.given(write.connection, write.number, reg.name, unique.name)
    for start in range(0, len(back), query.BATCH):
        _refuse_twins(write, reg, unique, back[start : start + query.BATCH])


def _refuse_twins(write: Write, reg: Register, unique: Field, back: Sequence[RowId]) -> None:
    mine = {key: row.values[unique.name] for key, row in write.states(reg.name, back).items()}
    values = [value for value in set(mine.values()) if value is not None]
    if not values:
        return
    for row in records.where(write.connection, reg.name, {unique.name: values}):
        if any(value == row[unique.name] and key != row["id"] for key, value in mine.items()):
            shown = kinds.masked(unique, row[unique.name])
            raise Refused(
                f"撤销后会有两个{unique.label}相同的{reg.label}：“{row[reg.title]}”（{shown}）后来又登记过",
                todo=f"请直接使用后来登记的这一个，或先删除它再撤销；{unique.label}登错了请先改正",
            )


_IDENTITY = frozenset(link for name in SPEAKING for link in REGISTERS[name].links)
"""Links that may lead to a row merged into another: they say so."""


def _refuse_dangling(write: Write) -> None:
    """No row points again to one that was deleted meanwhile."""
    for link, target in journal.links_set(write.connection, write.number):
        found = None if link in _IDENTITY else write.states(link.target, [target]).get(target)
        if found is not None and found.deleted is not None:
            name = query.titles(write.connection, link.target, [target])[target]
            what = f"撤销后“{link.label}”会指向已删除的{REGISTERS[link.target].label}“{name}”"
            raise Refused(what, todo="请先撤销那次删除")
