"""Rows by the values of their fields: each way to ask, also with the same fields asked for in another way."""

import pytest

from laomo_desktop.db import records
from laomo_desktop.domain.errors import Refused


@pytest.fixture
def made(store):
    with store.operation("测试", "", "测试员") as write:
        rows = [{"name": name, "post": post} for name, post in (("甲厂工", "焊工"), ("乙厂工", None), ("丙厂工", "钳工"))]
        keys = write.insert_many("people", rows)
        write.delete("people", [keys[2]], "重复")
    return keys


def names(store, equal, **how) -> list[str]:
    with store.reading() as connection:
        return [row["name"] for row in records.where(connection, "people", equal, **how)]


def test_equal_none_or_one_of_several(store, made):
    assert names(store, {"post": "焊工"}) == ["甲厂工"]
    assert names(store, {"post": None}) == ["乙厂工"]
    assert names(store, {"post": ["焊工", "钳工"]}) == ["甲厂工"]
    assert names(store, {"post": []}) == []
    assert names(store, {"post": "车工"}) == []
    assert names(store, {"name": "乙厂工", "post": None}) == ["乙厂工"]
    assert names(store, {"id": set(made[:2])}) == ["甲厂工", "乙厂工"]
    assert names(store, {}) == ["甲厂工", "乙厂工"]


def test_deleted_rows_and_another_order_on_demand(store, made):
    assert names(store, {"post": ["焊工", "钳工"]}, deleted=True) == ["甲厂工", "丙厂工"]
    assert names(store, {}, order=["-post"]) == ["甲厂工", "乙厂工"]
    assert names(store, {}, order=["post"]) == ["乙厂工", "甲厂工"]


def test_a_row_the_store_has_never_seen(store, made):
    with store.reading() as connection:
        assert records.get(connection, "people", made[2])["deleted"] is not None
        with pytest.raises(Refused, match="该记录已不存在"):
            records.get(connection, "people", bytes(16))
