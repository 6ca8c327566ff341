"""What a list is asked for, and what an index can answer of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laomo_desktop.db import search
from laomo_desktop.domain.field import Kind, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import FOUND_THROUGH, REGISTERS

Filters = Mapping[str, Sequence[Value]]


@dataclass(frozen=True)
class Query:
    """Which rows of a register, in which order.

    ``find`` is what stands in the search box; ``filters`` field -> accepted values (None stands for empty; a
    ``terms`` field matches when it holds any); ``order`` fields, "-name" descending; empty: the register's own.
    """

    register: str
    find: str = ""
    filters: Filters = field(default_factory=dict)
    order: tuple[str, ...] = ()
    between: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    keys: tuple[RowId, ...] | None = None
    """Only these rows (what stands behind a figure)."""
    under: "tuple[str, Query] | None" = None
    """Only rows whose link of this name leads to a row of that list (the roster of a class, of several)."""

    @property
    def reg(self) -> Register:
        return REGISTERS[self.register]


def is_indexed(query: Query) -> bool:
    """Whether the whole register is asked for in an order an index holds: then any page is read at once."""
    plain = not (is_narrowed(query) or words(query))
    return plain and (not (query.order or query.reg.order) or by_title(query))


def is_found(query: Query) -> bool:
    """Whether the search box alone says which rows, in an order the search index serves."""
    return only_finds(query) and by_title(query)


def words(query: Query) -> str:
    """What the search index is asked for; nothing where rows of the register are not found by words."""
    return search.match(query.find) if query.reg.searched or FOUND_THROUGH[query.register] else ""


def is_narrowed(query: Query) -> bool:
    """Whether anything but the search box leaves rows out."""
    return bool(query.between or query.under) or query.keys is not None or any(query.filters.values())


def only_finds(query: Query) -> bool:
    """Whether the search box alone says which rows, by the index of the register itself."""
    return bool(words(query)) and not is_narrowed(query) and not FOUND_THROUGH[query.register]


def by_title(query: Query) -> bool:
    """Whether the list stands in the order of its title, either way, which an index holds."""
    order, title = query.order or query.reg.order, query.reg.title
    return order in ((title,), (f"-{title}",)) and query.reg[title].kind in (Kind.NAME, Kind.TEXT)
