"""Broad searches, read by the order's index, give the very rows and order that sorting the hits gives."""

import pytest

from laomo_desktop.db import arrears, query
from laomo_desktop.db.query import Query, finding
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


@pytest.fixture
def linked(store: Store) -> Store:
    with store.operation("试", "试", "试") as write:
        master, apprentice, other = write.insert_many("people", [{"name": n} for n in ("王试𬍛", "李虚构", "赵样例")])
        (firm,) = write.insert_many("enterprises", [{"name": "烟台虚构船舶有限公司"}])
        teams = write.insert_many("teams", [{"name": "焊接服务队", "leader": other}, {"name": "电工服务队"}])
        write.insert_many("members", [{"team": teams[1], "person": apprentice}])
        pair = {"master": master, "apprentice": apprentice, "trade": "焊工"}
        write.insert_many("apprenticeships", [pair, {"master": other, "apprentice": master}])
        visits = write.insert_many("visits", [{"title": t, "kind": "技术支持行", "day": "2026-03-06"} for t in "甲乙"])
        write.insert_many("visit_enterprises", [{"visit": visits[0], "enterprise": firm}])
    return store


@pytest.mark.parametrize(
    ("register", "find", "hits"),
    [
        ("apprenticeships", "王试", 2), ("apprenticeships", "lxg", 1), ("apprenticeships", "李虚构 焊工", 1),
        ("apprenticeships", "赵 李", 0), ("apprenticeships", "王 赵", 1), ("apprenticeships", "焊工", 1),
        ("teams", "李虚构", 1), ("teams", "zyl", 1), ("teams", "服务队", 2), ("visits", "虚构船舶", 1), ("visits", "甲", 1),
    ],
)  # fmt: skip
def test_rows_are_found_by_those_they_bring_together(linked: Store, register: str, find: str, hits: int) -> None:
    wanted = Query(register, find=find)
    with linked.reading() as connection:
        assert query.count(connection, wanted) == hits
        assert len(query.numbers(connection, wanted)) == hits
        assert query.is_found(wanted) is False


def test_somebody_who_left_a_team_does_not_find_it(linked: Store) -> None:
    with linked.reading() as connection:
        [(key,)] = connection.exec_driver_sql("SELECT id FROM members").all()
    with linked.operation("试", "试", "试") as write:
        write.delete("members", [key], "退出")
    with linked.reading() as connection:
        assert query.count(connection, Query("teams", find="李虚构")) == 0


def test_those_not_indexed_yet_are_found_through_too(linked: Store) -> None:
    with linked.operation("试", "试", "试") as write:
        arrears.start_over(write.connection)
    with linked.reading() as connection:
        assert query.count(connection, Query("apprenticeships", find="王试")) == 2
