"""Columns of living rows for the pool: of a whole register, or only of the rows that hang on some keys."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, or_, select

from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import RowId
from laomo_desktop.services.matching import standing

Row = Mapping[str, Any]
Some = Collection[RowId] | None
"""Some keys; None: all there are."""
PART = 500
WORKER = "职工"
_HIGH = tuple(skill for skill, value in standing.SKILLS.items() if value >= 0.7)
_NAMED = (("honours", "person"), ("members", "person"), ("studios", "leader"), ("offers", "person"))
_COLUMNS = (
    "id", "name", "enterprise", "office", "trade", "skill", "rank", "specialties", "cooperation", "post",
    "department", "remark",
)  # fmt: skip


def rows(connection: Connection, register: str, *names: str) -> Iterator[Row]:
    """Some columns of the living rows of a register."""
    return among(connection, register, "id", None, *names)


def among(connection: Connection, register: str, link: str, keys: Some, *names: str) -> Iterator[Row]:
    """As `rows`, only of those whose ``link`` is one of ``keys``."""
    table = TABLES[register]
    chosen = select(*(table.c[n] for n in names)).where(table.c.deleted.is_(None))
    for part in _parts(keys):
        narrowed = chosen if part is None else chosen.where(table.c[link].in_(part))
        yield from (dict(row) for row in connection.execute(narrowed).mappings())


def experts(connection: Connection, keys: Some) -> Iterator[Row]:
    """People of a kind above 职工, with an honour, a specialty or a high skill, in a team or leading a studio."""
    people = TABLES["people"]
    named = [select(TABLES[r].c[link]).where(TABLES[r].c.deleted.is_(None)) for r, link in _NAMED]
    chosen = select(*(people.c[name] for name in _COLUMNS)).where(
        people.c.deleted.is_(None),
        or_(
            people.c.kind != WORKER, people.c.specialties.is_not(None), people.c.skill.in_(_HIGH),
            *(people.c.id.in_(each) for each in named),
        ),
    )  # fmt: skip
    for part in _parts(keys):
        narrowed = chosen.order_by(people.c.sort_key) if part is None else chosen.where(people.c.id.in_(part))
        yield from (dict(row) for row in connection.execute(narrowed).mappings())


def _parts(keys: Some) -> Iterator[list[RowId] | None]:
    if keys is None:
        yield None
        return
    listed = list(keys)
    for start in range(0, len(listed), PART):
        yield listed[start : start + PART]
