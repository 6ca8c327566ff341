"""A search that nothing else narrows: counted in the index alone, and a broad one read in the list's own order.

A first key hits a tenth of all rows; counting and sorting them through the table would cost a hundred times what the
index itself takes (measured in benchmarks/bench_find.py).
"""

from collections.abc import Iterator

from sqlalchemy import BindParameter, Connection, TextClause, bindparam, text

from laomo_desktop.db import arrears, search
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import FOUND_THROUGH, REGISTERS

MANY = 8_000
"""From so many hits on, walking the order's index and asking who was hit is faster than sorting the hits."""


def count(connection: Connection, register: Register, find: str) -> int:
    """How many rows are found: those in the index (the living ones), and those not indexed yet."""
    late, given = arrears.looking_through(register, search.words_of(find))
    sql = f"SELECT (SELECT count(*) FROM {_hits(register)}) + (SELECT count(*) FROM ({late} AND deleted IS NULL))"
    return int(connection.execute(text(sql), {"words": search.match(find), **given}).scalar_one())


def is_broad(connection: Connection, register: Register, find: str) -> bool:
    """Whether more than `MANY` rows are found."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {_hits(register)} LIMIT {MANY + 1})"
    return int(connection.execute(text(sql), {"words": search.match(find)}).scalar_one()) > MANY


def numbers(
    connection: Connection, register: Register, find: str, *, falling: bool, offset: int, limit: int
) -> list[int]:
    """The local numbers of the found rows in the order of their title, by walking that order's index."""
    name, way = register.name, "DESC" if falling else "ASC"
    late, given = arrears.looking_through(register, search.words_of(find))
    found = f"SELECT rowid FROM {_hits(register)} UNION ALL {late}"
    sql = (
        f"SELECT n FROM {name} INDEXED BY ix_{name}_order WHERE deleted IS NULL AND n IN ({found}) "
        f"ORDER BY sort_key {way}, n {way} LIMIT :limit OFFSET :offset"
    )
    given = {"words": search.match(find), **given}
    return [n for (n,) in connection.execute(text(sql), {**given, "limit": limit, "offset": offset})]


def found(register: Register, find: str) -> Iterator[TextClause]:
    """What a row's number has to be in, each of these, to be found: in the index, among what is not indexed yet, or
    where a row it is linked with is (`FOUND_THROUGH`); then each word may stand somewhere else."""
    words, through = search.words_of(find), FOUND_THROUGH[register.name]
    for first, some in enumerate([[word] for word in words] if through else [words]):
        own = [_own(register, some, first)] if register.searched else []
        parts, given = [sql for sql, _ in own], {name: value for _, told in own for name, value in told.items()}
        for other, link in through:
            inner, more = _own(REGISTERS[link.target], some, first)
            aim = f"{link.name} IN (SELECT id FROM {link.target} WHERE n IN ({inner}))"
            mine = f"SELECT {other.owner} FROM {other.name} WHERE deleted IS NULL AND {aim}"
            parts.append(f"SELECT n FROM {register.name} WHERE {aim if other is register else f'id IN ({mine})'}")
            given |= more
        bound: list[BindParameter[str]] = [bindparam(name, value, unique=True) for name, value in given.items()]
        yield text(" UNION ALL ".join(parts)).bindparams(*bound)


def _own(register: Register, words: list[str], first: int) -> tuple[str, dict[str, str]]:
    late, given = arrears.looking_through(register, words, first)
    name = f"words{first}"
    index = f"{register.name}_search"
    sql = f"SELECT rowid FROM {index} WHERE {index} MATCH :{name} UNION ALL {late}"
    return sql, {name: search.match(" ".join(words)), **given}


def _hits(register: Register) -> str:
    return f"{register.name}_search WHERE {register.name}_search MATCH :words"
