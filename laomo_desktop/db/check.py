"""Reading the whole store through: every page, every link, every index."""

from collections.abc import Iterator

from sqlalchemy import Connection

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS


def problems(connection: Connection, progress: Progress = silent) -> Iterator[str]:
    """What is wrong, a Chinese sentence each; nothing for a sound store."""
    yield from _pages(connection)
    total = len(REGISTERS)
    for done, register in enumerate(REGISTERS.values()):
        progress(done, total, register.label)
        yield from _links(connection, register)
        yield from _index(connection, register)
    progress(total, total, "")


def _pages(connection: Connection) -> Iterator[str]:
    for (words,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield f"数据页校验不符：{words}"
    for (words,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if words != "ok":
            yield f"数据库结构有误：{words}"


def _links(connection: Connection, register: Register) -> Iterator[str]:
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
    alive = connection.exec_driver_sql(
        f"SELECT count(*) FROM {register.name} WHERE deleted IS NULL"
    ).scalar_one()
    indexed = connection.exec_driver_sql(f"SELECT count(*) FROM {register.name}_search").scalar_one()
    if alive != indexed:
        yield f"{register.label}的搜索索引与记录数不符（{indexed}/{alive}）"
