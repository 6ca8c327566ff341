"""Makes the store file that stands for today's schema: run once before a version is released, then never again.

``python -m tests.old_stores.make`` writes ``tests/old_stores/<step>.db`` (encrypted with `KEY`; people are made up)
and ``<step>.json`` beside it: what every later program has to read out of that file.
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from laomo_desktop.db import upgrade
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.domain import offices
from laomo_desktop.services import attendance, certificates, registers, terms, trainings
from laomo_desktop.services.desk import ADMIN, Desk
from tests.people import make_people, make_uscc

HERE = Path(__file__).resolve().parent
KEY = bytes(range(32))
REGISTERS = ("people", "enterprises", "teams", "trainings", "enrolments", "attendance", "certificates")


def fill(store: Store) -> None:
    """A little of everything, tombstones, tombstones taken back and an undone undo among it."""
    with store.operation("建库", "建立烟台市芝罘区总工会资料库", "管理员") as write:
        write.insert("settings", {"key": "office", "value": '"370602"'})
        write.insert("users", {"login": "管理员", "role": ADMIN})
        terms.seed(write)
    desk = Desk(store, "管理员", ADMIN, offices.office("370602"), False)
    firm = registers.save(desk, "enterprises", {"name": "烟台虚构（集团）有限公司", "uscc": make_uscc(1)})
    people = [
        registers.save(desk, "people", {
            "name": p.name, "id_number": p.id_number, "sex": p.sex, "birth": p.birth, "phone": p.phone,
            "enterprise": firm.key, "kind": "劳模、工匠", "trade": "焊工",
        }).key
        for p in make_people(20)
    ]  # fmt: skip
    registers.save(
        desk, "honours", {"person": people[0], "honour": "全国劳动模范", "level": "国家级", "year": 2020}
    )
    registers.save(desk, "teams", {"name": "虚构服务队", "level": "区市级", "leader": people[0]})
    gone = registers.delete(desk, "people", people[18:20], "重复登记")
    back = registers.undo(desk, gone.operation)
    registers.undo(desk, back.operation)
    a_class(desk, people[:10])


def a_class(desk: Desk, people: list[bytes]) -> None:
    """A class with its attendance and certificates, one of them void."""
    values = {"title": "虚构安全班", "kind": "安全生产大课堂", "begins": "2026-03-02"}
    plan = trainings.planned_periods("2026-03-02", "2026-03-02", 2)
    training = trainings.create(desk, values, periods=plan, instructors=people[:1]).key
    trainings.enrol(desk, training, people)
    attendance.quick(desk, training, 1, "1-9,10假")
    attendance.quick(desk, training, 2, "全到,除9,10")
    given = certificates.issue(desk, training)
    certificates.void(desk, given.keys[0], "印错")


def told(store: Store) -> dict[str, Any]:
    """What stands in the store, past any layer that may change: names and values by register, journal sentences."""
    found: dict[str, Any] = {}
    with store.reading() as connection:
        for name in REGISTERS:
            rows = connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY n").mappings()
            found[name] = [_plain(row) for row in rows]
        found["terms"] = connection.exec_driver_sql("SELECT count(*) FROM terms").scalar_one()
        journal = connection.exec_driver_sql(
            "SELECT number, sentence, undone_by FROM operations ORDER BY number"
        )
        found["operations"] = [list(row) for row in journal]
    return found


def _plain(row: Any) -> dict[str, Any]:
    """A row as JSON: keys in hex, what is empty left out, its place in the index left to the store."""
    kept = {name: value for name, value in row.items() if value is not None and name not in ("n", "sort_key")}
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in kept.items()}


def main() -> None:
    """Write the file of today's step; refused if there is one."""
    target = HERE / f"{upgrade.HEAD}.db"
    assert not target.exists(), "a released schema's store is never made again"
    folder = Path(tempfile.mkdtemp())
    store = Store(folder, KEY)
    fill(store)
    known = told(store)
    with store.standstill():
        shutil.copyfile(folder / FILE, target)
    store.close()
    text = json.dumps(known, ensure_ascii=False, indent=None, separators=(",", ":"))
    target.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
