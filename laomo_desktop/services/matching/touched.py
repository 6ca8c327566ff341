"""Which profiles an operation touched: the rows it changed, followed to whose they are.

A link that was changed concerns whom it pointed to before, too; the journal knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from laomo_desktop.db import codec
from laomo_desktop.db.schema import CHANGES, TABLES
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS

MANY = 400
"""Rows from which reading everything is quicker."""
_LINKS: Mapping[str, tuple[str, ...]] = {
    "honours": ("person",), "achievement_people": ("person",), "members": ("team", "person"),
    "studio_members": ("studio", "person"), "studios": ("leader",), "offers": ("person",),
    "assignments": ("person", "team"), "visits": ("team",), "visit_people": ("person", "visit"),
    "visit_enterprises": ("visit",), "visit_needs": ("visit",),
}  # fmt: skip
_KIND = {"person": "people", "leader": "people", "team": "teams", "studio": "studios", "visit": "visits"}
ITSELF = ("people", "teams", "studios", "offers", "visits", "enterprises")
CONCERNED = frozenset((*_LINKS, *ITSELF, "needs", "achievements", "terms"))
"""The registers the pool is made of; attendance and scores are not among them."""
_EVERYTHING = frozenset(("terms",))


@dataclass
class Touched:
    """Keys by register; ``all``: too much to follow."""

    keys: dict[str, set[RowId]] = field(default_factory=lambda: defaultdict(set))
    all: bool = False

    def __bool__(self) -> bool:
        return self.all or any(self.keys.values())


def since(connection: Connection, number: int) -> Touched:
    """What operations after ``number`` touched of the pool."""
    changed: dict[str, dict[RowId, list[str]]] = defaultdict(lambda: defaultdict(list))
    columns = (CHANGES.c.register, CHANGES.c.row, CHANGES.c.before)
    few = select(*columns).where(CHANGES.c.operation > number, CHANGES.c.register.in_(sorted(CONCERNED)))
    found = connection.execute(few.limit(MANY + 1)).all()
    if len(found) > MANY or _EVERYTHING & {register for register, _, _ in found}:
        return Touched(all=True)
    for register, row, before in found:
        changed[register][row] += [before] if before else []
    touched = Touched()
    for register, rows in changed.items():
        _follow(connection, touched, register, rows)
    _people_of_visits(connection, touched)
    return touched


def _follow(
    connection: Connection, touched: Touched, register: str, rows: Mapping[RowId, list[str]]
) -> None:
    if register in ITSELF:
        touched.keys[register] |= rows.keys()
    if register == "needs":
        _links(connection, touched, "assignments", "need", rows, ("person", "team"))
        _links(connection, touched, "visit_needs", "need", rows, ("visit",))
    if register == "achievements":
        _links(connection, touched, "achievement_people", "achievement", rows, ("person",))
    links = _LINKS.get(register, ())
    _links(connection, touched, register, "id", rows, links)
    for before in (codec.unpack(REGISTERS[register], text) for texts in rows.values() for text in texts):
        _add(touched, {link: before[link] for link in links if before.get(link)})


def _links(
    connection: Connection, touched: Touched, register: str, by: str, keys: Iterable[RowId], links: tuple[str, ...]
) -> None:
    """Whom the links of some rows point to; of deleted rows too."""
    table = TABLES[register]
    if links:
        found = connection.execute(select(*(table.c[n] for n in links)).where(table.c[by].in_(list(keys))))
        for row in found.mappings():
            _add(touched, dict(row))


def _add(touched: Touched, pointed: Mapping[str, object]) -> None:
    for link, key in pointed.items():
        if isinstance(key, bytes):
            touched.keys[_KIND[link]].add(key)


def _people_of_visits(connection: Connection, touched: Touched) -> None:
    visits = touched.keys.pop("visits", set())
    if visits:
        _links(connection, touched, "visit_people", "visit", visits, ("person",))
        _links(connection, touched, "visits", "id", visits, ("team",))
