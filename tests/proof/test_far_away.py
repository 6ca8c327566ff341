"""Numbers within the format's limits, yet far from everything: nobody locks herself or another out, nothing hangs."""

import shutil
from collections.abc import Iterator

import pytest

from laomo_desktop.services import exchange, keeping, registers
from laomo_desktop.sync.layout import LARGEST
from tests.proof.hostile import FRAME, Forge, row, rows
from tests.proof.offices import workplace
from tests.proof.test_hostile import Scene

FAR = LARGEST - 1
PEOPLE = (*FRAME, "name", "office")


@pytest.fixture
def scene() -> Iterator[Scene]:
    folder = workplace("far")
    made = Scene(folder)
    yield made
    for office in made.offices.values():
        office.desk.close()
    shutil.rmtree(folder)


def city_mark(scene, revision):
    store = scene.city.desk.store
    return {"writer": [store.store_id.hex(), store.epoch.hex()], "revision": revision, "head": ""}


REPORTS = {
    "sequence": lambda _: {"seq": [0, FAR]},
    "sequence with a gap": lambda _: {"seq": [FAR - 1, FAR]},
    "what it has seen of the city": lambda scene: {"city": city_mark(scene, FAR)},
    "what it has seen of itself": lambda scene: {
        "seen": [[scene.district.desk.store.store_id.hex(), scene.district.desk.store.epoch.hex(), FAR]]
    },
    "what it has seen of others": lambda scene: {"seen": [[*city_mark(scene, 0)["writer"], FAR]]},
    "ancestors": lambda _: {"ancestors": [f"{n:064x}" for n in range(2000)]},
}


@pytest.mark.parametrize("what", REPORTS)
def test_a_report_far_ahead_does_not_lock_its_sender_out(scene, what):
    forge = Forge.of(scene.district, scene.city)
    told = REPORTS[what](scene)
    table = ("people", PEOPLE, rows(row("某", scene.district.code, seq=FAR, base=FAR)), 1)
    scene.meets(scene.city, forge.package([table], manifest=lambda all_: all_.update(told)))
    heals(scene)


def test_a_number_far_ahead_is_told_without_counting_up_to_it(scene):
    forge = Forge.of(scene.district, scene.city)
    scene.meets(scene.city, forge.package(header=lambda told: told.update(number=FAR)))
    assert len(str(exchange.ledger(scene.city.desk))) < 1_000_000
    heals(scene)


@pytest.mark.parametrize("what", ["sequence", "receipt"])
def test_a_return_far_ahead_does_not_lock_the_district_out(scene, what):
    """The city's own key could do worse; but a slip of the city's program must heal."""
    forge = Forge.of(scene.city, scene.district)
    with scene.district.desk.store.reading() as connection:
        true = connection.exec_driver_sql("SELECT hash FROM packages WHERE direction = '发出'").scalar()
    receipt = {
        "package": true, "number": 1, "status": "已入库", "reason": "", "counts": [0] * 5, "answers": [],
        "state_hash": "", "acknowledged": FAR, "writer": None, "new_epoch": False,
    }  # fmt: skip
    told = {"seq": [0, FAR]} if what == "sequence" else {"receipts": [receipt]}
    scene.meets(scene.district, forge.package(manifest=lambda all_: all_.update(told)))
    key = registers.save(scene.district.desk, "people", {"name": "后来的人"}).key
    scene.report()
    assert registers.get(scene.city.desk, "people", key)["name"] == "后来的人"


def heals(scene):
    """After some honest exchanges everything goes both ways again."""
    for _ in range(3):
        scene.report()
        scene.answer()
    key = registers.save(scene.district.desk, "people", {"name": "诚实人"}).key
    scene.report()
    assert registers.get(scene.city.desk, "people", key)["name"] == "诚实人"
    scene.answer()
    registers.save(scene.city.desk, "people", {"post": "市里改的"}, key)
    scene.answer()
    assert registers.get(scene.district.desk, "people", key)["post"] == "市里改的"
    for office in (scene.city, scene.district):
        assert keeping.check(office.desk) == []
