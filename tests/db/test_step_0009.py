"""Who others were merged into before step 0009 is found by their names after it, without anybody rebuilding the index."""

from pathlib import Path

import orjson

from laomo_desktop.db import codec, engine, query, search
from laomo_desktop.db.query import Query
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.db.upgrade import run

KEY = bytes(range(32))


def test_who_stayed_is_found_by_the_name_of_who_went(tmp_path: Path) -> None:
    run.upgrade(tmp_path / FILE, KEY, "0008")
    connection = engine.connect(tmp_path / FILE, KEY)
    made_of = {"own": None, "over": [{"of": "ab" * 16, "gave": codec.pack({"name": "欧阳龑"})}]}
    extra = orjson.dumps({"@made_of": orjson.dumps(made_of).decode()}).decode()
    row = "INSERT INTO people (n, id, name, rev, own, base, dots, extra) VALUES (?, ?, ?, 1, 0, 0, '{}', ?)"
    for n, name, kept in ((1, "王䶮", extra), (2, "陈试例", None)):
        connection.execute(row, (n, bytes([n] * 16), name, kept))
        tokens = search.word_tokens(name, True, True)
        connection.execute("INSERT INTO people_search (rowid, tokens) VALUES (?, ?)", (n, " ".join(tokens)))
    connection.execute("INSERT INTO identity (store, epoch, next) VALUES (?, ?, 1)", (bytes(16), bytes(16)))
    connection.close()
    store = Store(tmp_path, KEY)
    try:
        store.wait_for_index()
        with store.reading() as reading:
            found = {words: query.count(reading, Query("people", find=words)) for words in ("欧阳", "王", "陈", "oyy")}
    finally:
        store.close()
    assert found == {"欧阳": 1, "王": 1, "陈": 1, "oyy": 1}
