"""Broad searches, read by the order's index, give the very rows and order that sorting the hits gives."""

import pytest

from laomo_desktop.db import finding, query
from laomo_desktop.db.query import Query
from laomo_desktop.db.store import Store

NAMES = ("张伟", "单雄信", "王芳", "陈㛃", "𬍛䶮㛃𡈽", "曾志伟", "王伟", "张芳芳", "区伟", "买买提·吐尔逊")


@pytest.fixture
def names(store: Store) -> Store:
    with store.operation("试", "试", "试") as write:
        keys = write.insert_many("people", [{"name": n, "phone": f"1990000{i:04}"} for i, n in enumerate(NAMES * 3)])
    with store.operation("试", "试", "试") as write:
        write.delete("people", keys[3:6], "试")
    return store


@pytest.mark.parametrize("find", ["伟", "w", "1990", "zw", "㛃", "没有"])
@pytest.mark.parametrize("order", ["name", "-name"])
def test_a_broad_search_equals_the_sorted_one(
    names: Store, monkeypatch: pytest.MonkeyPatch, find: str, order: str
) -> None:
    wanted = Query("people", find=find, order=(order,))
    with names.reading() as connection:
        monkeypatch.setattr(finding, "MANY", 10**6)
        narrow = query.numbers(connection, wanted)
        monkeypatch.setattr(finding, "MANY", 0)
        assert query.numbers(connection, wanted) == narrow
        assert query.numbers(connection, wanted, 1, 2) == narrow[1:3]
        assert query.count(connection, wanted) == len(narrow)


def test_a_register_without_an_index_ignores_the_search_box(names: Store) -> None:
    with names.reading() as connection:
        assert query.count(connection, Query("periods", find="伟")) == 0
