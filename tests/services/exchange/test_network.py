"""Offices that write at random over sticks that get lost, come twice and come late: in the end all are equal."""

import random
from pathlib import Path

import pytest

from laomo_desktop.db import backup
from laomo_desktop.db.store import FILE
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import exchange, pending, registers
from laomo_desktop.services.desk import Desk
from tests.people import make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, World, content, save

FIELDS = ("department", "post", "remark", "specialties", "phone", "name")
DISTRICTS = (ZHIFU, FUSHAN)


class Life:
    """One random history."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.random = world, random.Random(seed)
        self.rows: list[bytes] = []
        self.bag: list[tuple[str, Path]] = []
        self.copies: dict[str, Path] = {}
        self.number = seed * 1000

    def step(self, *, restores: bool) -> None:
        acts = [self.write] * 6 + [self.send] * 3 + [self.deliver] * 3 + [self.decide]
        acts += [self.restore] * restores
        self.random.choice(acts)()

    def office(self) -> str:
        return self.random.choice((CITY, *DISTRICTS))

    def write(self) -> None:
        code = self.office()
        desk = self.world[code]
        here = [key for key in self.rows if alive(desk, key)]
        self.number += 1
        if len(here) < 2 and code != CITY:
            person = make_person(self.number)
            self.rows.append(save(desk, "people", {"name": person.name, "phone": person.phone}))
        elif here and self.random.random() < 0.1:
            registers.delete(desk, "people", [self.random.choice(here)], f"原因{self.number}")
        elif here:
            field = self.random.choice(FIELDS)
            value = {"phone": f"199{self.number % 10**8:08d}", "name": "虚构" + "甲乙丙丁"[self.number % 4]}
            save(desk, "people", {field: value.get(field, f"值{self.number}")}, self.random.choice(here))

    def send(self) -> None:
        code = self.random.choice(DISTRICTS)
        if self.random.random() < 0.5:
            self.bag.append((CITY, self.world.report(code).path))
        else:
            self.bag.append((code, self.world.answer(code).path))

    def deliver(self) -> None:
        """Any package there ever was: late, twice, or never."""
        if self.bag:
            code, path = self.random.choice(self.bag[-6:])
            exchange.take_in(self.world[code], path)

    def decide(self) -> None:
        desk = self.world[self.office()]
        for item in pending.listing(desk)[:1]:
            pending.decide(desk, item.key, self.random.choice(item.choices))

    def restore(self) -> None:
        code = self.office()
        if code not in self.copies or self.random.random() < 0.5:
            self.copies[code] = self.world.folder / f"{code}-{self.number}.lmbak"
            backup.make(self.world[code].store, self.copies[code])
            return
        key = self.world[code].store.key
        self.world[code].close()
        backup.restore(self.copies[code], self.world.folder / code)
        backup.new_epoch(self.world.folder / code / FILE, key)
        self.world.reopen(code)

    def settle(self) -> None:
        """Everything is exchanged, everything that waits is decided, until nothing waits."""
        for _ in range(8):
            self.world.round(*DISTRICTS)
            for code in (CITY, *DISTRICTS):
                for item in pending.listing(self.world[code]):
                    pending.decide(self.world[code], item.key, item.choices[self.random.random() < 0.5])
        for _ in range(3):
            self.world.round(*DISTRICTS)


def alive(desk: Desk, key: bytes) -> bool:
    try:
        return registers.get(desk, "people", key)["deleted"] is None
    except Refused:
        return False


def differences(world: World) -> dict[str, object]:
    city = content(world[CITY])["people"]
    found = {}
    for code in DISTRICTS:
        own = {key: row for key, row in city.items() if code in row}
        there = content(world[code])["people"]
        found.update(
            {f"{code} {key}": (there.get(key), row) for key, row in own.items() if there.get(key) != row}
        )
        found.update({f"{code} {key}": "not in the city" for key in there if key not in city})
    return found


@pytest.mark.parametrize("seed", range(2))
def test_all_are_equal_in_the_end(world, seed):
    life = Life(world, seed)
    for _ in range(60):
        life.step(restores=False)
    life.settle()
    assert differences(world) == {}
    assert [pending.count(world[code]) for code in (CITY, *DISTRICTS)] == [0, 0, 0]


@pytest.mark.parametrize("seed", range(100, 102))
def test_all_are_equal_even_if_stores_go_back_in_time(world, seed):
    life = Life(world, seed)
    for _ in range(80):
        life.step(restores=True)
    life.settle()
    assert differences(world) == {}
