"""What hangs on a person, counted, and who was merged into her."""

from dataclasses import dataclass

from sqlalchemy import Connection

from laomo_desktop.db import journal, records
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.merging import aliases, parting
from laomo_desktop.services.people.merge import Merged

NAMED = {"enrolments": "培训", "members": "服务队", "visit_people": "服务活动", "studio_members": "创新工作室"}
"""How a register is called where a person's rows in it are counted, if not by its own label."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """So many living rows of a register point to a person."""

    register: str
    label: str
    count: int


def hanging(connection: Connection, person: RowId) -> list[Hanging]:
    """What hangs on a person, in the registers' order; those without any are left out."""
    counts: dict[str, int] = {}
    for other, link in hanging_on(REGISTERS["people"]):
        if other.name not in aliases.APART:
            asked = f"SELECT count(*) FROM {other.name} WHERE {link.name} = ? AND deleted IS NULL"
            found = connection.exec_driver_sql(asked, (person,)).scalar_one()
            counts[other.name] = counts.get(other.name, 0) + int(found)
    return [Hanging(n, NAMED.get(n, REGISTERS[n].label), count) for n, count in counts.items() if count]


def merged_into(desk: Desk, person: RowId) -> list[Merged]:
    """Who was merged into a person, oldest first."""
    with desk.store.reading() as connection:
        rows = records.where(connection, "aliases", {"kept": person})
        return [
            Merged(
                row["id"], row["gone"], person, row["gone.title"] or "其他单位的同一人", row["evidence"] or "",
                _here(connection, row["gone"]),
            )
            for row in rows
        ]  # fmt: skip


def _here(connection: Connection, gone: RowId) -> bool:
    number = parting.born(connection, gone)
    return bool(number) and journal.operation(connection, number).kind == aliases.KIND
