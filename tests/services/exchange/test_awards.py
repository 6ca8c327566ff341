"""Awards of alliances travel; a program of before step 0006 kept what it did not know, and finds it after upgrading."""

from pathlib import Path

import orjson
import pytest

from laomo_desktop.db import engine
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.db.upgrade import run
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, content, save

KEY = bytes(range(32))


def test_an_award_of_an_alliance_goes_to_the_city_and_to_no_other_district(world):
    alliance = save(world[ZHIFU], "alliances", {"name": "焊接联盟", "kind": "创新工作室联盟", "office": ZHIFU})
    award = save(world[ZHIFU], "awards", {"alliance": alliance, "name": "省级", "year": 2026, "amount": 30_000_000})
    save(world[CITY], "funding_rules", {"year": 2026, "subject": "省级", "amount": 30_000_000, "kind": "创新工作室联盟"})
    world.round(ZHIFU, FUSHAN)
    for code in (CITY, ZHIFU):
        assert alliance in content(world[code])["awards"][award.hex()]
    assert award.hex() not in content(world[FUSHAN])["awards"]
    for code in (CITY, ZHIFU, FUSHAN):
        assert any("创新工作室联盟" in rule for rule in content(world[code])["funding_rules"].values())


@pytest.mark.parametrize("more", [{}, {"wechat": "made-up"}])
def test_what_an_older_program_kept_for_later_is_found_by_step_0006(tmp_path: Path, more: dict[str, str]) -> None:
    alliance, plain = bytes(range(16)), bytes(range(1, 17))
    run.upgrade(tmp_path / FILE, KEY, "0005")
    connection = engine.connect(tmp_path / FILE, KEY)
    margin = "INSERT INTO awards (id, name, rev, own, base, dots, extra, achievement) VALUES (?, ?, 1, 0, 0, '{}', ?, ?)"
    kept = orjson.dumps({"alliance": alliance.hex(), **more}).decode()
    connection.execute(margin, (alliance, "联盟的", kept, None))
    connection.execute(margin, (plain, "成果的", None, alliance))
    connection.execute("INSERT INTO identity (store, epoch, next) VALUES (?, ?, 1)", (alliance, alliance))
    connection.close()
    store = Store(tmp_path, KEY)
    try:
        with store.reading() as reading:
            query = "SELECT name, achievement, alliance, studio, extra FROM awards ORDER BY n"
            found = [tuple(row) for row in reading.exec_driver_sql(query)]
    finally:
        store.close()
    left = orjson.dumps(more).decode() if more else None
    assert found == [("联盟的", None, alliance, None, left), ("成果的", alliance, None, None, None)]
