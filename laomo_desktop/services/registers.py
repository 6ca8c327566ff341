"""What every register can do: check a form, save, delete, set a field of many, take back, tell its history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import journal, query, records
from laomo_desktop.db.door import LATER, Write
from laomo_desktop.db.journal import Obstacle, Operation
from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.services import identity, terms
from laomo_desktop.services.desk import Desk

FINAL = {
    "发证": "编号已经给出，请在证书列表中逐本作废",
    "作废": "作废的编号不能恢复，请补发新证",
    "收包": "请在待处理中逐条更正",
    "写包": "已写出的包不能收回，下一个包会带上之后的改动",
    "建库": "这是资料库的第一步",
    "查看": "查看记录会一直保留",
    "打印": "印出的纸收不回来",
    "密钥": "已发出的证书和数据包要靠它核验",
    "纪元": "之后的数据包都已按新的编号",
    "用户": "请在用户管理中改回",
}
"""Kinds of operations that cannot be taken back, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did: the operation (0 if nothing was different), its sentence, and the rows' keys."""

    operation: int
    sentence: str
    keys: tuple[RowId, ...] = ()

    @property
    def key(self) -> RowId:
        return self.keys[0]


@dataclass(slots=True)
class Checked:
    """A form after checking: values ready to store, and sentences by field for what is wrong or doubtful."""

    values: dict[str, Value] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of a record's history; ``differences`` are (label, before, after) in words, masked."""

    operation: Operation
    differences: tuple[tuple[str, str, str], ...]


def check(desk: Desk, register: str, entries: Mapping[str, object], key: RowId | None = None) -> Checked:
    """Check what stands in a form. ``entries`` field -> words, or a key for links; only given fields are checked.

    A LINK entry may be words: they are kept, and `save` makes the row (an enterprise) on the fly.
    """
    reg = REGISTERS[register]
    checked = Checked()
    for name, raw in entries.items():
        try:
            checked.values[name] = _parse(reg[name], raw)
        except Refused as no:
            checked.errors[name] = no.what + (f"，{no.todo}" if no.todo else "") + "。"
    identity.complete(reg, checked.values, checked.errors, checked.warnings)
    with desk.store.reading() as connection:
        identity.warn_of_twins(connection, reg, checked, key)
    return checked


def _parse(of: Field, raw: object) -> Value:
    if of.kind is Kind.LINK and isinstance(raw, str) and raw.strip():
        return raw.strip()
    return kinds.parse(of, raw)


def save(desk: Desk, register: str, values: Mapping[str, Value], key: RowId | None = None) -> Done:
    """Store a checked form: a new row, or changes of row ``key``. New enterprises and words come with it."""
    desk.must_write()
    reg = REGISTERS[register]
    with desk.store.operation("新建" if key is None else "修改", "", desk.user) as write:
        settled = _settle(write, desk, reg, values)
        name = _called(write.connection, reg, settled, key)
        if key is None:
            _refuse_unfilled(reg, settled)
            key = write.insert(register, _with_office(desk, reg, settled))
            write.sentence = f"新建{reg.label}“{name}”"
        else:
            write.update(register, key, settled)
            write.sentence = f"修改{reg.label}“{name}”"
    return Done(write.number if write.touched else 0, write.sentence, (key,))


def _refuse_unfilled(reg: Register, values: Mapping[str, Value]) -> None:
    for of in reg.fields:
        if of.required and values.get(of.name, of.default) is None:
            raise Refused("不能为空", where=of.label, todo="请填写")


def _settle(write: Write, desk: Desk, reg: Register, values: Mapping[str, Value]) -> dict[str, Value]:
    known = terms.load(write.connection)
    settled = {name: known.canonical_value(reg[name], value) for name, value in values.items()}
    terms.propose(write, known.unknown(reg, [settled]))
    for link in reg.links:
        if isinstance(settled.get(link.name), str):
            settled[link.name] = ensure(write, desk, link.target, str(settled[link.name]))
    return settled


def insert_within(write: Write, desk: Desk, register: str, values: Mapping[str, Value]) -> RowId:
    """A new row as `save` would make it, inside somebody else's operation; entries are read by their kinds."""
    reg = REGISTERS[register]
    read = {name: _parse(reg[name], value) for name, value in values.items()}
    return write.insert(register, _with_office(desk, reg, _settle(write, desk, reg, read)))


def update_within(write: Write, desk: Desk, register: str, key: RowId, values: Mapping[str, Value]) -> bool:
    """Change a row as `save` would, inside somebody else's operation; returns whether anything was different."""
    reg = REGISTERS[register]
    read = {name: _parse(reg[name], value) for name, value in values.items()}
    return write.update(register, key, _settle(write, desk, reg, read))


def ensure(write: Write, desk: Desk, register: str, title: str) -> RowId:
    """The row called ``title``, made if there is none (inside somebody else's operation)."""
    reg = REGISTERS[register]
    value = kinds.parse(reg[reg.title], title)
    found = records.where(write.connection, register, {reg.title: value})
    if len(found) > 1:
        raise Refused(f"有{len(found)}个{reg.label}都叫“{title}”", todo="请从下拉列表中选定一个")
    return found[0]["id"] if found else write.insert(register, _with_office(desk, reg, {reg.title: value}))


def _with_office(desk: Desk, reg: Register, values: Mapping[str, Value]) -> dict[str, Value]:
    home = {"office": desk.office.code} if "office" in reg.by_name and not values.get("office") else {}
    return {**values, **home}


def _called(connection: Connection, reg: Register, values: Mapping[str, Value], key: RowId | None) -> str:
    title = values.get(reg.title)
    if isinstance(title, bytes):
        return query.titles(connection, reg[reg.title].target, [title]).get(title, "")
    if title is None and key is not None:
        return query.titles(connection, reg.name, [key]).get(key, "")
    return str(title or "")


def delete(desk: Desk, register: str, keys: Sequence[RowId], reason: str) -> Done:
    """Delete rows with a reason; what hangs on them (honours, members) goes with them, and comes back with undo."""
    desk.must_write()
    reg = REGISTERS[register]
    if reg[reg.title].frozen:
        raise Refused(f"{reg.label}不能删除，编号要留在台账里", todo="请作废")
    with desk.store.operation("删除", "", desk.user) as write:
        names = query.titles(write.connection, register, list(keys))
        refuse_if_held(write.connection, reg, keys)
        count = write.delete(register, keys, reason)
        _delete_owned(write, reg, keys, reason)
        who = f"“{next(iter(names.values()))}”" if len(names) == 1 else f"{count}{reg.unit}"
        write.sentence = f"删除{reg.label}{who}（{reason}）"
        if not count:
            raise Refused(LATER, where=reg.label, todo="请刷新列表")
    return Done(write.number, write.sentence, tuple(keys))


def _delete_owned(write: Write, reg: Register, keys: Sequence[RowId], reason: str) -> None:
    for other in REGISTERS.values():
        if other.owner and other[other.owner].target == reg.name:
            owned = [row["id"] for row in _pointing(write.connection, other, other.owner, keys)]
            if owned:
                write.delete(other.name, owned, reason)
                _delete_owned(write, other, owned, reason)


def _pointing(connection: Connection, other: Register, link: str, keys: Sequence[RowId]) -> list[Record]:
    """The living rows of ``other`` whose ``link`` is one of ``keys``, however many those are."""
    parts = (keys[start : start + query.BATCH] for start in range(0, len(keys), query.BATCH))
    return [row for part in parts for row in records.where(connection, other.name, {link: list(part)})]


def refuse_if_held(
    connection: Connection, reg: Register, keys: Sequence[RowId], *, owned: bool = False
) -> None:
    """Refuse to delete what others stand on: a person in a class, an enterprise with people.

    What belongs to the rows (a person's honours) holds them only when ``owned``.
    """
    for other, link in hanging_on(reg) if keys else ():
        if other.name != "distinctions" and (owned or link.name != other.owner):
            found = _pointing(connection, other, link.name, keys)
            if found:
                raise Refused(
                    f"还有{len(found)}条{other.label}记录用到它（{link.label}）",
                    where=reg.label,
                    todo="请先改掉那些记录再删除",
                )


def set_field(desk: Desk, register: str, keys: Sequence[RowId], name: str, entry: object) -> Done:
    """Set one field of many rows. Raises `Refused` if the entry is not of its kind."""
    desk.must_write()
    reg = REGISTERS[register]
    if reg[name].frozen or (len(keys) > 1 and (name,) in reg.identity):
        raise Refused(f"{reg[name].label}不能批量修改", where=reg.label)
    value = _parse(reg[name], entry)
    with desk.store.operation("批量修改", "", desk.user) as write:
        settled = _settle(write, desk, reg, {name: value})
        count = write.update_many(register, [(key, settled) for key in keys])
        words = in_words(write.connection, reg[name], settled[name]) or "空"
        write.sentence = f"把{count}{reg.unit}{reg.label}的{reg[name].label}改为“{words}”"
    return Done(write.number if write.touched else 0, write.sentence, tuple(keys))


def reveal(desk: Desk, register: str, key: RowId, name: str) -> str:
    """The unmasked value of a personal field; looking is noted in the record's history."""
    reg = REGISTERS[register]
    with desk.store.operation("查看", f"查看{reg.label}的{reg[name].label}", desk.user) as write:
        row = records.get(write.connection, register, key)
        write.look(register, [key])
    return kinds.show(reg[name], row[name])


def history(desk: Desk, register: str, key: RowId) -> list[HistoryLine]:
    """All that happened to a record, newest first, in words."""
    reg = REGISTERS[register]
    with desk.store.reading() as connection:
        changes = journal.row_history(connection, register, key)
        now: dict[str, Value] = dict(records.get(connection, register, key))
        lines = []
        for change in changes:
            before = change.before or {}
            lines.append(HistoryLine(change.operation, _differences(connection, reg, before, now)))
            now.update(before)
    return lines


def _differences(
    connection: Connection, reg: Register, before: Mapping[str, Value], after: Mapping[str, Value]
) -> tuple[tuple[str, str, str], ...]:
    named = [reg[name] for name in before if name in reg.by_name]
    lines = [
        (f.label, in_words(connection, f, before[f.name]), in_words(connection, f, after.get(f.name)))
        for f in named
    ]
    if "deleted" in before:
        lines.append(("删除", str(before["deleted"] or ""), str(after.get("deleted") or "")))
    return tuple(lines)


def in_words(connection: Connection, of: Field, value: Value) -> str:
    """A value as the clerk reads it, masked; a link by its row's title."""
    if of.kind is Kind.LINK and isinstance(value, bytes):
        return query.titles(connection, of.target, [value]).get(value, "")
    return kinds.masked(of, value)


def obstacles(desk: Desk, operation: int) -> list[Obstacle]:
    """Later edits that taking ``operation`` back would lose."""
    with desk.store.reading() as connection:
        return journal.obstacles(connection, operation)


def operations(desk: Desk, *, find: str = "", limit: int = 500) -> list[Operation]:
    """The newest operations whose sentence, kind or user holds every word of ``find``."""
    with desk.store.reading() as connection:
        return journal.operations(connection, find=find, limit=limit)


def why_final(operation: Operation) -> str:
    """Why an operation cannot be taken back; "" if it can (later edits may still stand in the way)."""
    if operation.undone_by is not None:
        return "这次操作已经撤销过了"
    return f"“{operation.kind}”不能撤销，{FINAL[operation.kind]}" if operation.kind in FINAL else ""


def undo(desk: Desk, operation: int, *, leave: Sequence[RowId] = ()) -> Done:
    """Take an operation back. Rows edited since stand in the way unless they are left as they are (``leave``)."""
    desk.must_write()
    with desk.store.reading() as connection:
        wanted = journal.operation(connection, operation)
        standing = {o.row for o in journal.obstacles(connection, operation)} - set(leave)
    if why := why_final(wanted):
        raise Refused(why)
    if standing:
        raise Refused(
            f"有{len(standing)}条记录后来又改过，撤销会丢掉那些修改", todo="请先看清单，可以只撤销其余的"
        )
    with desk.store.operation("撤销", f"撤销：{wanted.sentence}", desk.user, undoes=operation) as write:
        if not journal.take_back(write, operation, leave=leave):
            raise Refused("这次操作没有留下可以撤销的改动")
        for name, keys in write.touched.items():
            refuse_if_held(write.connection, REGISTERS[name], _gone(write, name, keys), owned=True)
        _refuse_if_dangling(write)
    return Done(write.number, write.sentence)


def _refuse_if_dangling(write: Write) -> None:
    """Refuse what would make a row point again to one that was deleted meanwhile."""
    for link, target in journal.links_set(write.connection, write.number):
        found = write.states(link.target, [target]).get(target)
        if found is not None and found.deleted is not None:
            name = query.titles(write.connection, link.target, [target])[target]
            what = f"撤销后“{link.label}”会指向已删除的{REGISTERS[link.target].label}“{name}”"
            raise Refused(what, todo="请先撤销那次删除")


def _gone(write: Write, register: str, keys: Iterable[RowId]) -> list[RowId]:
    return [key for key, row in write.states(register, list(keys)).items() if row.deleted is not None]


def get(desk: Desk, register: str, key: RowId) -> Record:
    """One row for reading."""
    with desk.store.reading() as connection:
        return records.get(connection, register, key)


def first(desk: Desk, register: str, count: int) -> list[Record]:
    """The first rows of a register in its own order."""
    with desk.store.reading() as connection:
        return query.page(connection, query.Query(register), 0, count)


def owned(desk: Desk, register: str, owner: RowId) -> list[Record]:
    """The rows of a register that belong to ``owner`` (a person's honours), in the register's order."""
    reg = REGISTERS[register]
    with desk.store.reading() as connection:
        return records.where(connection, register, {reg.owner: owner}, order=reg.order)


def present(reg: Register, row: Mapping[str, Any], name: str) -> str:
    """A cell of a list: words, masked where personal; a link by its title."""
    of = reg[name]
    return str(row.get(f"{name}.title", "")) if of.kind is Kind.LINK else kinds.masked(of, row[name])
