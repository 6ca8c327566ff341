"""Offices of the proof: real stores, made once (template) and copied for each history; packages are real files."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from laomo_desktop.db.vault import Cost
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, office_keys, registers
from laomo_desktop.services.desk import Desk
from tests.people import make_person
from tests.proof.clock import at

CITY, ZHIFU, FUSHAN, MUPING = "370600", "370602", "370611", "370612"
CHEAP = Cost(passes=1, memory=8192)
USER, PASSWORD = "测试员", "abc12345"
STORES = (("city", CITY), ("zhifu", ZHIFU), ("zhifu-2", ZHIFU), ("fushan", FUSHAN), ("muping", MUPING))
"""Name and office of every store: 芝罘区 has two."""


@dataclass
class Copy:
    """A copy of a store's folder, and which packages it had taken in then."""

    path: Path
    taken: frozenset[str]


@dataclass
class Office:
    """One store on one PC. ``clock``: by how many days its clock is wrong."""

    name: str
    code: str
    folder: Path
    desk: Desk
    clock: int = 0
    taken: set[str] = field(default_factory=set)
    copies: list[Copy] = field(default_factory=list)
    looked: Any = None
    """The last `looking.look`: the open store, its operation, what it showed."""

    @property
    def is_city(self) -> bool:
        return self.code == CITY

    def enter(self) -> None:
        """Log in again."""
        with self.time():
            self.desk = desks.enter(self.folder, USER, PASSWORD, CHEAP)

    @contextmanager
    def time(self) -> Iterator[None]:
        """What this PC takes for the time."""
        with at(self.clock):
            yield


def workplace(name: str) -> Path:
    """A folder of its own, in memory where the system has room there: stores are copied by the hundred."""
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix=f"laomo-{name}-", dir=where))


@cache
def template(stores: tuple[tuple[str, str], ...] = STORES) -> Path:
    """Stores that know one another's keys, closed; made once a process."""
    folder = workplace("template")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = {name: desks.create(folder / name, code, USER, PASSWORD, CHEAP)[0] for name, code in stores}
    for name, _ in stores[1:]:
        introduce(made["city"], made[name])
    _first_packages(made, folder)
    for desk in made.values():
        desk.close()
    return folder


def _first_packages(made: dict[str, Desk], folder: Path) -> None:
    """Dictionaries, some people and classes that all know already, agreed on once for all histories."""
    for number, desk in enumerate(made.values()):
        home = {"office": CITY} if desk.is_city else {}
        for each in range(2):
            person = make_person(100 * number + each)
            registers.save(desk, "people", {"name": person.name, "id_number": person.id_number, **home})
        values = {"title": f"样例班{number}", "kind": "安全生产大课堂", "begins": "2026-03-02"}
        registers.save(desk, "trainings", {**values, **home})
    for desk in list(made.values())[1:] * 2:
        exchange.take_in(made["city"], exchange.export(desk, folder / "first.lmpkg").path)
        exchange.take_in(desk, exchange.export(made["city"], folder / "first.lmpkg", desk.office.code).path)
    for name in made:
        shutil.rmtree(folder / name / "backups", ignore_errors=True)


def introduce(city: Desk, district: Desk) -> None:
    """Both trust one another's keys, as after the ceremony."""
    for one, other in ((city, district), (district, city)):
        card = office_keys.own(other).card
        with one.store.operation("密钥", "测试登记", one.user) as write:
            office_keys.trust(write, card)


def opened(folder: Path, stores: tuple[tuple[str, str], ...] = STORES, *names: str) -> dict[str, Office]:
    """Copies of the template's stores in ``folder``, open (all, or those named)."""
    found = {}
    for name, code in stores:
        if not names or name in names:
            shutil.copytree(template(stores) / name, folder / name)
            desk = desks.enter(folder / name, USER, PASSWORD, CHEAP)
            found[name] = Office(name, code, folder / name, desk)
    return found
