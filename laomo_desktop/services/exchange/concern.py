"""Which of the city's rows concern an office, as common tables (SQL's WITH) put before a query as far as it names them.

``home_<register>``: the office's own rows; ``all_<register>``: with what those point to; ``came_<register>``: what may
have gone over from one office to another since the city's operation ``:since``; ``sent_<register>``: what the office
has to get. SQLite writes a common table out wherever one is named: with all of them before each query, and with
registers that have no rows, reading it took longer than answering.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from laomo_desktop.db.schema import CHANGES
from laomo_desktop.domain import offices
from laomo_desktop.domain.field import Field
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.domain.registers.sameness import SPEAKING
from laomo_desktop.services.exchange.convert import exchanged

_NAMED = re.compile(r"\b(?:home|all|came|sent)_[a-z_]+\b")


@dataclass(frozen=True)
class Concern:
    """``code`` of the office; ``filled``: the registers that have rows at all, tombstones too; ``shared``: rows of the
    city that every office gets are the office's own as well."""

    code: str
    filled: frozenset[str]
    shared: bool = True

    def asking(self, query: str) -> str:
        """The query, with the common tables that it names before it."""
        tables = _tables(self, tuple(dict.fromkeys(_NAMED.findall(query))))
        return f"WITH {tables} {query}" if tables else query


def of(connection: Connection, code: str, *, shared: bool = True) -> Concern:
    """What concerns an office, as of the rows there are now."""
    offices.office(code)  # only known codes stand in the SQL
    there = ", ".join(f"EXISTS (SELECT 1 FROM {r.name})" for r in exchanged())
    found = connection.exec_driver_sql(f"SELECT {there}").one()
    return Concern(code, frozenset(r.name for r, filled in zip(exchanged(), found, strict=True) if filled), shared)


def belonging(register: Register) -> list[str]:
    """The fields that say whose a row is."""
    if "office" in register.by_name:
        return ["office"]
    return [register.owner] if register.owner else [link.name for link in register.links]


def home(concern: Concern, register: Register) -> str:
    """The condition for a row to be the office's own."""
    if "office" in register.by_name:
        own = f"'{concern.code}'"
        return f"office IN ({own}, '{offices.CITY.code}')" if concern.shared else f"office = {own}"
    names = [name for name in belonging(register) if register[name].target in concern.filled]
    if register.links:
        return " OR ".join(f"{name} IN (SELECT id FROM home_{register[name].target})" for name in names) or "0"
    return "1" if concern.shared else "0"


@lru_cache(maxsize=1_024)  # fourteen offices, some forty registers, some kilobytes each
def _tables(concern: Concern, names: tuple[str, ...]) -> str:
    found: dict[str, str] = {}
    _gather(concern, names, found)
    return ", ".join(f"{name}(id) AS ({query})" for name, query in found.items())


def _gather(concern: Concern, names: Iterable[str], found: dict[str, str]) -> None:
    """Each after those it names itself."""
    for name in names:
        if name not in found:
            kind, _, register = name.partition("_")
            query = _KINDS[kind](concern, REGISTERS[register])
            _gather(concern, _NAMED.findall(query), found)
            found[name] = query


def _home(concern: Concern, register: Register) -> str:
    return f"SELECT id FROM {register.name} WHERE {home(concern, register)}"


def _all(concern: Concern, register: Register) -> str:
    if register.everywhere:
        return f"SELECT id FROM {register.name}"
    pointing = [
        f"SELECT {link.name} FROM {other.name} WHERE id IN (SELECT id FROM {_pulling(other)}){_living(other)}"
        for other, link in _hanging(concern, register)
    ]
    return " UNION ".join([f"SELECT id FROM home_{register.name}", *pointing])


def _came(concern: Concern, register: Register) -> str:
    """Rows that belong elsewhere since then, or to such a row."""
    names = belonging(register)
    told = " OR ".join(f"json_type(before, '$.{name}') IS NOT NULL" for name in names) or "0"
    journal = (
        f"SELECT row FROM {CHANGES.name} WHERE operation > :since AND register = '{register.name}' "
        f"AND before IS NOT NULL AND ({told})"
    )
    hanging = [
        f"SELECT id FROM {register.name} WHERE {name} IN (SELECT id FROM came_{register[name].target})"
        for name in names
        if name != "office" and register[name].target in concern.filled
    ]
    return " UNION ".join([journal, *hanging])


def _sent(concern: Concern, register: Register) -> str:
    """What changed, and what hangs on somebody who came to this office; of other offices' rows also what something on
    its way points to: the office may not know it.
    """
    found = [
        f"SELECT id FROM {register.name} WHERE max(base, own) > :since "
        f"AND (id IN (SELECT id FROM all_{register.name}){_left(concern, register)})"
    ]
    if "office" in register.by_name:
        found += [
            f"SELECT {link.name} FROM {other.name} WHERE {link.name} NOT IN (SELECT id FROM home_{register.name}) "
            f"AND id IN (SELECT id FROM sent_{other.name}){_at_home(other)}{_living(other)}"
            for other, link in _hanging(concern, register)
        ]
    else:
        found.append(f"SELECT id FROM home_{register.name} WHERE id IN (SELECT id FROM came_{register.name})")
    return " UNION ".join(found)


def _left(concern: Concern, register: Register) -> str:
    """Rows that were this office's and are not any more: it has to hear of that too."""
    if "office" in register.by_name:
        was = f"json_extract(before, '$.office') = '{concern.code}'"
    else:
        was = " OR ".join(
            f"unhex(json_extract(before, '$.{name}')) IN (SELECT id FROM home_{register[name].target})"
            for name in belonging(register)
            if register[name].target in concern.filled
        )
    if not was or register.everywhere:
        return ""
    return (
        f" OR id IN (SELECT row FROM {CHANGES.name} WHERE operation > :since AND register = '{register.name}'"
        f" AND before IS NOT NULL AND ({was}))"
    )


def _hanging(concern: Concern, register: Register) -> list[tuple[Register, Field]]:
    found = hanging_on(register)
    return [(other, link) for other, link in found if other.exchanged and other.name in concern.filled]


def _pulling(register: Register) -> str:
    """The rows of a register whose links bring along what they point to."""
    return f"{'home' if register.everywhere else 'all'}_{register.name}"


def _at_home(register: Register) -> str:
    return f" AND id IN (SELECT id FROM home_{register.name})" if register.everywhere else ""


def _living(register: Register) -> str:
    """Who was said to be one, or two, and is not: that brings nobody's data to anybody."""
    return " AND deleted IS NULL" if register.name in SPEAKING else ""


_KINDS = {"home": _home, "all": _all, "came": _came, "sent": _sent}
