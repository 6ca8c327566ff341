"""Storing checked forms; rows and words that do not exist yet come with them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.door import Write
from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import leading, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers.checking import parse_entry
from laomo_desktop.services.registers.done import Done
from laomo_desktop.services.registers.reading import in_words


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
            leading.follow(write, register, [key])
            write.sentence = f"新建{reg.label}“{name}”"
        else:
            led = leading.leaders(write, register, [key])
            write.update(register, key, settled)
            leading.follow(write, register, [key], led)
            write.sentence = f"修改{reg.label}“{name}”"
    return Done(write.number if write.touched else 0, write.sentence, (key,))


def set_field(desk: Desk, register: str, keys: Sequence[RowId], name: str, entry: object) -> Done:
    """Set one field of many rows. Raises `Refused` if the entry is not of its kind."""
    desk.must_write()
    reg = REGISTERS[register]
    if reg[name].frozen or (len(keys) > 1 and (name,) in reg.identity):
        raise Refused(f"{reg[name].label}不能批量修改", where=reg.label)
    value = parse_entry(reg[name], entry)
    with desk.store.operation("批量修改", "", desk.user) as write:
        settled = _settle(write, desk, reg, {name: value})
        led = leading.leaders(write, register, keys)
        count = write.update_many(register, [(key, settled) for key in keys])
        leading.follow(write, register, keys, led)
        words = in_words(write.connection, reg[name], settled[name]) or "空"
        write.sentence = f"把{count}{reg.unit}{reg.label}的{reg[name].label}改为“{words}”"
    return Done(write.number if write.touched else 0, write.sentence, tuple(keys))


def insert_within(write: Write, desk: Desk, register: str, values: Mapping[str, Value]) -> RowId:
    """A new row as `save` would make it, inside somebody else's operation.

    Words are read by their kinds; numbers are stored values already (money in 分).
    """
    reg = REGISTERS[register]
    read = read_entries(register, values)
    _refuse_unfilled(reg, read)
    return write.insert(register, _with_office(desk, reg, _settle(write, desk, reg, read)))


def update_within(write: Write, desk: Desk, register: str, key: RowId, values: Mapping[str, Value]) -> bool:
    """Change a row as `save` would, inside somebody else's operation; returns whether anything was different.

    Values are taken as `insert_within` takes them.
    """
    reg = REGISTERS[register]
    read = read_entries(register, values)
    return write.update(register, key, _settle(write, desk, reg, read))


def read_entries(register: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """Values to store: words are read by their kinds, numbers are stored values already. Raises `Refused`."""
    reg = REGISTERS[register]
    return {n: value if isinstance(value, int) else parse_entry(reg[n], value) for n, value in values.items()}


def ensure(write: Write, desk: Desk, register: str, title: str) -> RowId:
    """The row called ``title``, made if there is none (inside somebody else's operation)."""
    reg = REGISTERS[register]
    value = kinds.parse(reg[reg.title], title)
    found = records.where(write.connection, register, {reg.title: value})
    if len(found) > 1:
        raise Refused(f"有{len(found)}个{reg.label}都叫“{title}”", todo="请选定其中一个；本是一个的，可以先合并")
    return found[0]["id"] if found else write.insert(register, _with_office(desk, reg, {reg.title: value}))


def _refuse_unfilled(reg: Register, values: Mapping[str, Value]) -> None:
    for of in reg.fields:
        if of.required and values.get(of.name, of.default) is None:
            raise kinds.unfilled(of)


def _settle(write: Write, desk: Desk, reg: Register, values: Mapping[str, Value]) -> dict[str, Value]:
    known = terms.load(write.connection)
    settled = {name: known.canonical_value(reg[name], value) for name, value in values.items()}
    terms.propose(write, known.unknown(reg, [settled]))
    for link in reg.links:
        if isinstance(settled.get(link.name), str):
            settled[link.name] = ensure(write, desk, link.target, str(settled[link.name]))
    return settled


def _with_office(desk: Desk, reg: Register, values: Mapping[str, Value]) -> dict[str, Value]:
    home = {"office": desk.office.code} if "office" in reg.by_name and not values.get("office") else {}
    return {**values, **home}


def _called(connection: Connection, reg: Register, values: Mapping[str, Value], key: RowId | None) -> str:
    name = _naming(reg, values)
    title = values.get(name)
    if isinstance(title, bytes):
        return query.titles(connection, reg[name].target, [title]).get(title, "")
    if title is None and key is not None:
        return query.titles(connection, reg.name, [key]).get(key, "")
    return str(title or "")


def _naming(reg: Register, values: Mapping[str, Value]) -> str:
    """The field that calls a row: its title; where that says what most rows say (成员), its first link."""
    if values.get(reg.title) not in (None, reg[reg.title].default):
        return reg.title
    linked = [name for name in reg.columns if isinstance(values.get(name), bytes)]
    return linked[0] if reg[reg.title].default is not None and linked else reg.title
