"""合作方式 of a team: a program of before step 0008 kept what a newer one had sent, and finds it after upgrading."""

from pathlib import Path

import orjson

from laomo_desktop.db import engine
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.db.upgrade import run

KEY = bytes(range(32))


def test_what_an_older_program_kept_of_a_team_becomes_its_field(tmp_path: Path) -> None:
    run.upgrade(tmp_path / FILE, KEY, "0007")
    connection = engine.connect(tmp_path / FILE, KEY)
    margin = "INSERT INTO teams (id, name, rev, own, base, dots, extra) VALUES (?, ?, 1, 0, 0, '{}', ?)"
    for n, extra in enumerate(({"cooperation": "联合攻关、短期合作", "wechat": "made-up"}, {"cooperation": "联盟结对"}, None)):
        kept = None if extra is None else orjson.dumps(extra).decode()
        connection.execute(margin, (bytes([n] * 16), f"队{n}", kept))
    connection.execute("INSERT INTO identity (store, epoch, next) VALUES (?, ?, 1)", (bytes(16), bytes(16)))
    connection.close()
    store = Store(tmp_path, KEY)
    try:
        with store.reading() as reading:
            query = "SELECT name, cooperation, extra FROM teams ORDER BY name"
            found = [tuple(row) for row in reading.exec_driver_sql(query)]
    finally:
        store.close()
    assert found == [("队0", "联合攻关、短期合作", '{"wechat":"made-up"}'), ("队1", "联盟结对", None), ("队2", None, None)]
