"""One person in two districts, each with a class, attendance, a certificate, honours; and what stands at the end."""

from dataclasses import dataclass

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange.convert import exchanged, travelling
from tests.people import make_person
from tests.services import making
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, World, add

PERSON = make_person(0)


@dataclass
class Twice:
    """The same person, entered by Zhifu (``left``) and by Fushan (``right``); Fushan has a class with her in it."""

    left: RowId
    right: RowId
    training: RowId


def twice(world: World) -> Twice:
    """Entered in both, everything exchanged."""
    left = add(world[ZHIFU], PERSON, office=ZHIFU, post="焊工")
    right = add(world[FUSHAN], PERSON, office=FUSHAN, phone2="19900009999", department="一车间")
    registers.save(world[ZHIFU], "honours", {"person": left, "honour": "市级工匠", "year": 2024})
    registers.save(world[FUSHAN], "honours", {"person": right, "honour": "省级工匠", "year": 2025})
    training = making.a_class(world[FUSHAN], [right], title="福山虚构班")
    mark(world[FUSHAN], training, right, "出勤")
    world.round(ZHIFU, FUSHAN)
    return Twice(left, right, training)


def enrolment(desk: Desk, training: RowId, person: RowId) -> Record:
    """The living row of a person in a class."""
    (row,) = rows(desk, "enrolments", training=training, person=person)
    return row


def mark(desk: Desk, training: RowId, person: RowId, word: str, period: int = 1) -> None:
    """One mark."""
    (when,) = rows(desk, "periods", training=training, number=period)
    key = enrolment(desk, training, person)["id"]
    with desk.store.operation("考勤", "测试", desk.user) as write:
        write.upsert_many("attendance", [{"enrolment": key, "period": when["id"], "mark": word}])


def rows(desk: Desk, register: str, **equal: object) -> list[Record]:
    """Living rows."""
    with desk.store.reading() as connection:
        return records.where(connection, register, equal)  # type: ignore[arg-type]


def sheet(desk: Desk, training: RowId) -> dict[tuple[RowId, int], str]:
    """(person, number of the period) -> mark, of living rows."""
    found = {}
    for who in rows(desk, "enrolments", training=training):
        for each in rows(desk, "attendance", enrolment=who["id"]):
            (when,) = rows(desk, "periods", id=each["period"])
            found[who["person"], when["number"]] = each["mark"]
    return found


def shared(desk: Desk) -> dict[str, dict[str, tuple[object, ...]]]:
    """Register -> key -> whether it lives, its values."""
    found = {}
    with desk.store.reading() as connection:
        for register in exchanged():
            names = ", ".join(f.name for f in travelling(register))
            made = connection.exec_driver_sql(f"SELECT id, deleted, {names} FROM {register.name}")
            found[register.name] = {row[0].hex(): tuple(row[1:]) for row in made}
    return found


def differing(one: Desk, other: Desk) -> list[str]:
    """Rows that both have, but not alike."""
    ours, theirs = shared(one), shared(other)
    return [
        f"{name} {key}: {_unlike(row, theirs[name][key])}"
        for name, found in ours.items()
        for key, row in found.items()
        if key in theirs[name] and row != theirs[name][key]
    ]


def _unlike(one: tuple[object, ...], other: tuple[object, ...]) -> list[tuple[int, object, object]]:
    return [(place, a, b) for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def settle(world: World) -> None:
    """Exchange until nothing is on its way."""
    for _ in range(3):
        world.round(ZHIFU, FUSHAN)


def assert_equal(world: World) -> None:
    for code in (ZHIFU, FUSHAN):
        found = differing(world[CITY], world[code])
        assert not found, "\n".join(found)


