"""建议的词条: what a district entered, taken over by the city, made one with another word, or sent back.

Until then a word is offered where it was entered and in the city alone (see `exchange.outgoing`).
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.terms import DICTIONARIES
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done
from laomo_desktop.services.terms import IN_USE, PROPOSED, RETIRED

KIND = "审定"


def adopt(desk: Desk, keys: Sequence[RowId]) -> Done:
    """采用: every office is offered the words."""
    return _settle(desk, keys, IN_USE, "采用")


def refuse(desk: Desk, keys: Sequence[RowId]) -> Done:
    """退回: nobody is offered the words any more; records in which they stand keep them."""
    return _settle(desk, keys, RETIRED, "退回")


def _settle(desk: Desk, keys: Sequence[RowId], state: str, verb: str) -> Done:
    with _deciding(desk) as write:
        rows = [_proposed(write, key) for key in keys]
        write.update_many("terms", [(key, {"state": state}) for key in keys])
        write.sentence = f"{verb}词条{_named(rows)}"
    return Done(write.number if write.touched else 0, write.sentence, tuple(keys))


def merge(desk: Desk, key: RowId, into: RowId) -> Done:
    """合并到…: the word becomes a synonym of another of its dictionary, and records in which it stood get that one."""
    with _deciding(desk) as write:
        row, kept = _proposed(write, key), records.get(write.connection, "terms", into)
        if key == into or kept["dictionary"] != row["dictionary"] or kept["state"] != IN_USE:
            raise Refused("不能合并到这个词条", where=kept["word"], todo=f"请选一个启用的{row['dictionary']}词条")
        known = [word for word in (kept["synonyms"] or "").split("、") if word]
        theirs = [word for word in (row["synonyms"] or "").split("、") if word]
        both = "、".join(dict.fromkeys((*known, row["word"], *theirs)))
        write.update("terms", into, {"synonyms": both})
        write.update("terms", key, {"state": RETIRED, "synonyms": None})
        count = _rename(write, row, kept["word"])
        stands = f"，{count}条记录改用后者" if count else ""
        write.sentence = f"把{row['dictionary']}词条“{row['word']}”合并到“{kept['word']}”{stands}"
    return Done(write.number, write.sentence, (into,))


def find(desk: Desk, word: str, dictionary: str = "") -> Record:
    """The term of that word, or of that key in hex. Raises `Refused` for none, and for several dictionaries' one."""
    if dictionary and dictionary not in DICTIONARIES.values():
        raise Refused(f"没有叫“{dictionary}”的字典", todo=f"可以写：{'、'.join(DICTIONARIES.values())}")
    with desk.store.reading() as connection:
        equal = {"word": word, **({"dictionary": dictionary} if dictionary else {})}
        found = records.where(connection, "terms", equal)
        if not found and len(word) == 32:
            found = [row for row in records.where(connection, "terms", {}) if row["id"].hex() == word]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(f"字典里没有“{word}”", where=dictionary, todo="请核对词条，或用 list terms --find 查找")
    named = "、".join(row["dictionary"] for row in found)
    raise Refused(f"有{len(found)}个字典都有“{word}”（{named}）", todo="请用 --dictionary 写明哪个字典")


def term(desk: Desk, key: RowId) -> Record:
    """The term of that key."""
    with desk.store.reading() as connection:
        return records.get(connection, "terms", key)


def used(desk: Desk, key: RowId) -> int:
    """In how many living records here the word stands."""
    with desk.store.reading() as connection:
        row = records.get(connection, "terms", key)
        using = _using(row["dictionary"])
        return len({(reg.name, at) for reg, of in using for at, _ in _standing(connection, reg, of, row)})


def mergeable(desk: Desk, key: RowId) -> list[Record]:
    """The words in use into which a proposed one may go."""
    with desk.store.reading() as connection:
        of = records.get(connection, "terms", key)["dictionary"]
        return records.where(connection, "terms", {"dictionary": of, "state": IN_USE}, order=("place",))


def _deciding(desk: Desk) -> AbstractContextManager[Write]:
    desk.must_write()
    if not desk.is_city:
        raise Refused("词条由市总工会审定", todo="请随数据包报送，等市总采用；采用以前本单位照常可用")
    return desk.store.operation(KIND, "", desk.user)


def _proposed(write: Write, key: RowId) -> Record:
    row = records.get(write.connection, "terms", key)
    if row["state"] != PROPOSED:
        raise Refused(f"词条“{row['word']}”不是建议的词条（{row['state']}）", todo="请刷新后再看")
    return row


def _named(rows: Sequence[Record]) -> str:
    return "、".join(f"“{row['word']}”（{row['dictionary']}）" for row in rows)


def _rename(write: Write, row: Record, word: str) -> int:
    """Records in which the old word stands get ``word``; returns how many."""
    count = 0
    for reg, of in _using(row["dictionary"]):
        found = _standing(write.connection, reg, of, row)
        count += write.update_many(reg.name, [(key, {of.name: _instead(v, row["word"], word)}) for key, v in found])
    return count


def _using(dictionary: str) -> Iterator[tuple[Register, Field]]:
    codes = {label: code for code, label in DICTIONARIES.items()}
    for reg in REGISTERS.values():
        for of in reg.fields:
            if of.kind in (Kind.TERM, Kind.TERMS) and of.dictionary == codes[dictionary]:
                yield reg, of


def _standing(connection: Connection, reg: Register, of: Field, row: Record) -> list[tuple[RowId, str]]:
    asked = f"SELECT id, {of.name} FROM {reg.name} WHERE deleted IS NULL AND instr('、' || {of.name} || '、', ?)"
    return [(key, value) for key, value in connection.exec_driver_sql(asked, (f"、{row['word']}、",))]


def _instead(value: str, old: str, new: str) -> str:
    return "、".join(dict.fromkeys(new if part == old else part for part in value.split("、")))
