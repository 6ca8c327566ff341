"""Real stores of a city and its districts, keys exchanged, packages as real files between them."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from laomo_desktop.db.schema import metadata
from laomo_desktop.db.vault import Cost
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, office_keys, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import Exported, Intake
from laomo_desktop.services.exchange.convert import exchanged, travelling
from tests.people import MadeUp

CITY, ZHIFU, FUSHAN = "370600", "370602", "370611"
CHEAP = Cost(passes=1, memory=8192)
PASSWORD = "abc12345"


@dataclass
class World:
    """The offices of one test, by code, and a stick to carry packages."""

    folder: Path
    desks: dict[str, Desk] = field(default_factory=dict)
    packages: int = 0

    def open(self, *codes: str) -> None:
        """Set up stores; each district and the city trust one another."""
        for code in codes:
            self.desks[code], _ = desks.create(self.folder / code, code, "测试员", PASSWORD, CHEAP)
        for code in codes:
            if code != CITY:
                introduce(self[CITY], self[code])

    def open_more(self, *codes: str) -> None:
        """Districts that join later."""
        for code in codes:
            self.desks[code], _ = desks.create(self.folder / code, code, "测试员", PASSWORD, CHEAP)
            introduce(self[CITY], self[code])

    def __getitem__(self, code: str) -> Desk:
        return self.desks[code]

    def close(self) -> None:
        for desk in self.desks.values():
            desk.close()

    def begin_with(self, folder: Path) -> None:
        """Go on with copies of the three offices' stores there."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(folder, self.folder)
        for code in (CITY, ZHIFU, FUSHAN):
            self.reopen(code)

    def reopen(self, code: str) -> None:
        """Log in again, as after a restore."""
        self.desks[code] = desks.enter(self.folder / code, "测试员", PASSWORD, CHEAP)

    def path(self) -> Path:
        self.packages += 1
        return self.folder / f"{self.packages}.lmpkg"

    def report(self, code: str) -> Exported:
        return exchange.export(self[code], self.path())

    def answer(self, code: str) -> Exported:
        return exchange.export(self[CITY], self.path(), to=code)

    def to_city(self, code: str) -> Intake:
        return exchange.take_in(self[CITY], self.report(code).path)

    def from_city(self, code: str) -> Intake:
        return exchange.take_in(self[code], self.answer(code).path)

    def round(self, *codes: str) -> None:
        """Everybody reports, everybody gets an answer."""
        for code in codes:
            self.to_city(code)
        for code in codes:
            self.from_city(code)


def introduce(city: Desk, district: Desk) -> None:
    """Both trust one another's keys, as after the ceremony."""
    for one, other in ((city, district), (district, city)):
        card = office_keys.own(other).card
        with one.store.operation("密钥", "测试登记", one.user) as write:
            office_keys.trust(write, card)


def add(desk: Desk, person: MadeUp, **more: object) -> bytes:
    values = {"name": person.name, "id_number": person.id_number, "phone": person.phone, **more}
    return save(desk, "people", values)


def save(desk: Desk, register: str, values: dict[str, object], key: bytes | None = None) -> bytes:
    return registers.save(desk, register, values, key).key  # type: ignore[arg-type]


def dump(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with desk.store.reading() as connection:
        return {table.name: _all(connection, table.name) for table in metadata().sorted_tables}


def _all(connection: Connection, table: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")), key=repr)


def content(desk: Desk) -> dict[str, dict[str, tuple[object, ...]]]:
    """What has to be the same everywhere once all is exchanged: values and tombstones of travelling fields."""
    found = {}
    with desk.store.reading() as connection:
        for register in exchanged():
            names = ", ".join(f.name for f in travelling(register))
            rows = connection.exec_driver_sql(f"SELECT id, deleted IS NULL, {names} FROM {register.name}")
            found[register.name] = {row[0].hex(): tuple(row[1:]) for row in rows}
    return found
