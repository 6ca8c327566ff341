"""Reading the whole store through: every page, every link, every index."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS


def problems(connection: Connection, progress: Progress = silent) -> Iterator[str]:
    """What is wrong, a Chinese sentence each; nothing for a sound store."""
    broken = list(_pages(connection))
    if broken:
        yield from broken
        return
    yield from _contents(connection)
    total = len(REGISTERS)
    for done, register in enumerate(REGISTERS.values()):
        progress(done, total, register.label)
        yield from _links(connection, register)
        yield from _index(connection, register)
    progress(total, total, "")


def index_problems(connection: Connection) -> list[str]:
    """What is wrong with the search index alone: it can be made anew from the rows."""
    return [words for register in REGISTERS.values() for words in _index(connection, register)]


def _pages(connection: Connection) -> Iterator[str]:
    """SQLite tells each place in English, for its own authors: how many there are is what a clerk can use."""
    altered = len(connection.exec_driver_sql("PRAGMA cipher_integrity_check").all())
    if altered:
        yield f"数据页校验不符（{altered}处）"
    try:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    except DBAPIError:
        yield "数据库结构有误，读不下去"
        return
    wrong = [words for words in found if words != "ok"]
    if wrong:
        yield f"数据库结构有误（{len(wrong)}处）"


def _contents(connection: Connection) -> Iterator[str]:
    wrong = [
        name
        for name, content in connection.exec_driver_sql("SELECT hash, content FROM attachments")
        if hashlib.sha256(content).hexdigest() != name
    ]
    if wrong:
        yield f"有{len(wrong)}个附件的内容与校验值不符"


def _links(connection: Connection, register: Register) -> Iterator[str]:
    if register.everywhere:
        return  # what it points to may be of other offices
    for link in register.links:
        missing = connection.exec_driver_sql(
            f"SELECT count(*) FROM {register.name} a LEFT JOIN {link.target} b ON b.id = a.{link.name} "
            f"WHERE a.{link.name} IS NOT NULL AND b.id IS NULL"
        ).scalar_one()
        if missing:
            yield f"{register.label}有{missing}条记录的“{link.label}”指向不存在的记录"


def _index(connection: Connection, register: Register) -> Iterator[str]:
    if not register.searched:
        return
    late = f"SELECT 1 FROM unindexed WHERE register = '{register.name}' AND n BETWEEN first AND last"
    alive = f"SELECT n FROM {register.name} WHERE deleted IS NULL AND NOT EXISTS ({late})"
    indexed = f"SELECT rowid FROM {register.name}_search"
    lacking = _count(connection, f"{alive} EXCEPT {indexed}")
    idle = _count(connection, f"{indexed} EXCEPT {alive}")
    if lacking or idle:
        yield f"{register.label}的搜索索引与记录不符（缺{lacking}条，多{idle}条）"


def _count(connection: Connection, query: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM ({query})").scalar_one())
