"""The one door for writes: what an operation does to rows, journal, index and listeners."""

import threading

import pytest
from sqlalchemy.exc import DBAPIError

from laomo_desktop.db import codec
from laomo_desktop.db.door import Changed
from laomo_desktop.db.ids import new_id
from laomo_desktop.db.store import Store
from laomo_desktop.domain.errors import Refused
from tests.db.looking import add, alive, count, found, row, rows
from tests.people import RARE_NAME


def dots(store: Store, register: str, key: bytes) -> dict[str, tuple[int, int]]:
    return codec.unpack_dots(row(store, register, key)["dots"])


def test_a_new_row_has_defaults_margin_and_journal(store: Store) -> None:
    key = add(store, "people", name=RARE_NAME)
    kept = row(store, "people", key)
    assert (kept["name"], kept["kind"], kept["deleted"]) == (RARE_NAME, "职工", None)
    assert kept["rev"] == kept["own"] == 1
    assert list(dots(store, "people", key)) == [""]
    assert (count(store, "operations"), count(store, "changes")) == (1, 1)


def test_an_explicit_nothing_is_not_the_default(store: Store) -> None:
    key = add(store, "people", name="单样例", kind=None)
    assert row(store, "people", key)["kind"] is None


def test_an_update_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    key = add(store, "people", name="单样例")
    heard: list[Changed] = []
    store.listen(heard.append)
    with store.operation("修改", "没有不同", "测试") as write:
        assert write.update("people", key, {"name": "单样例"}) is False
    assert heard == []
    assert count(store, "operations") == 1
    assert row(store, "people", key)["rev"] == 1
    assert add(store, "people", name="下一个") != key
    assert count(store, "operations") == 2


def test_an_operation_that_asks_is_noted_without_rows(store: Store) -> None:
    with store.operation("导出", "导出人员", "测试") as write:
        write.note()
    assert count(store, "operations") == 1


def test_listeners_hear_what_was_touched_after_it_stands(store: Store) -> None:
    heard: list[tuple[Changed, int]] = []
    store.listen(lambda changed: heard.append((changed, count(store, "people"))))
    key = add(store, "people", name="单样例")
    [(changed, seen)] = heard
    assert (changed.number, changed.kind, changed.rows, seen) == (1, "新建", {"people": frozenset([key])}, 1)


def test_an_error_undoes_everything(store: Store) -> None:
    key = add(store, "people", name="单样例")
    before = (rows(store, "people"), count(store, "changes"), found(store, "people", "新"))

    def fail() -> None:
        with store.operation("导入", "会出错", "测试") as write:
            write.insert("people", {"name": "新来"})
            write.update("people", key, {"name": "改名"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (rows(store, "people"), count(store, "changes"), found(store, "people", "新")) == before
    assert found(store, "people", "单") == ["单样例"]
    assert add(store, "people", name="后来")
    assert count(store, "operations") == 2


def test_changing_a_field_gives_it_its_own_dot(store: Store) -> None:
    key = add(store, "people", name="单样例")
    with store.operation("修改", "", "测试") as write:
        write.update("people", key, {"phone": "19900000001"})
    assert dots(store, "people", key) == {"": (1, 1), "phone": (1, 2)}
    assert row(store, "people", key)["rev"] == 2


def test_a_local_field_touches_neither_rev_nor_dots_but_is_journalled(store: Store) -> None:
    key = add(store, "certificates", number="第1号", person=new_id(), holder="单样例")
    before = row(store, "certificates", key)
    with store.operation("打印", "", "测试") as write:
        write.update("certificates", key, {"prints": 1})
    after = row(store, "certificates", key)
    assert {name for name in after if after[name] != before[name]} == {"prints"}
    assert count(store, "changes") == 2


def test_deleting_leaves_a_tombstone_with_its_reason(store: Store) -> None:
    key = add(store, "people", name="单样例")
    with store.operation("删除", "", "测试") as write:
        assert write.delete("people", [key], "重复登记") == 1
        assert write.delete("people", [key], "再删一次") == 0
    assert row(store, "people", key)["deleted"] == "重复登记"
    assert alive(store, "people") == {}
    assert found(store, "people", "单") == []
    assert dots(store, "people", key)["deleted"] == (1, 2)


def test_deleting_without_a_reason_is_refused(store: Store) -> None:
    key = add(store, "people", name="单样例")
    with pytest.raises(Refused, match="原因"), store.operation("删除", "", "测试") as write:
        write.delete("people", [key], "  ")
    assert row(store, "people", key)["deleted"] is None


def test_changing_what_is_gone_is_refused(store: Store) -> None:
    key = add(store, "people", name="单样例")
    with store.operation("删除", "", "测试") as write:
        write.delete("people", [key], "误建")
    for gone in (key, new_id()):
        with pytest.raises(Refused, match="不存在"), store.operation("修改", "", "测试") as write:
            write.update("people", gone, {"name": "改"})


def test_the_same_row_twice_in_one_batch_sees_its_first_change(store: Store) -> None:
    key = add(store, "people", name="单样例", phone="19900001234")
    with store.operation("修改", "", "测试") as write:
        changes = [(key, {"name": "仇示范"}), (key, {"phone": "19900004321"}), (key, {"name": "单样例"})]
        assert write.update_many("people", changes) == 3
    assert found(store, "people", "仇") == []
    assert found(store, "people", "4321") == ["单样例"]
    assert dots(store, "people", key) == {"": (1, 1), "name": (1, 2), "phone": (1, 2)}


def test_a_pair_is_one_row_and_comes_back_to_life(store: Store) -> None:
    pair = {"team": new_id(), "person": new_id()}
    key = add(store, "members", **pair, role="队长")
    with pytest.raises(Refused, match="已有这一条"):
        add(store, "members", **pair)
    with store.operation("删除", "", "测试") as write:
        write.delete("members", [key], "退出")
    assert add(store, "members", **pair) == key
    kept = row(store, "members", key)
    assert (kept["deleted"], kept["role"]) == (None, "队员")
    assert count(store, "members") == 1


def test_the_same_pair_twice_in_one_batch_is_refused_in_words(store: Store) -> None:
    pair = {"team": new_id(), "person": new_id()}
    with pytest.raises(Refused, match="队员中已有这一条"), store.operation("新建", "", "测试") as write:
        write.insert_many("members", [pair, dict(pair)])
    assert count(store, "members") == 0


def test_upsert_makes_changes_and_revives(store: Store) -> None:
    team, people = new_id(), [new_id() for _ in range(3)]
    kept = add(store, "members", team=team, person=people[0], role="队长")
    gone = add(store, "members", team=team, person=people[1])
    with store.operation("删除", "", "测试") as write:
        write.delete("members", [gone], "退出")
    wanted = [{"team": team, "person": person, "role": "联络员"} for person in people]
    with store.operation("修改", "", "测试") as write:
        keys = write.upsert_many("members", wanted)
    assert keys[:2] == [kept, gone]
    assert {key: values["role"] for key, values in alive(store, "members").items()} == dict.fromkeys(
        keys, "联络员"
    )


def test_looking_is_journalled_without_a_change(store: Store) -> None:
    key = add(store, "people", name="单样例")
    before = row(store, "people", key)
    with store.operation("查看", "查看手机", "测试") as write:
        write.look("people", [key])
    assert row(store, "people", key) == before
    assert count(store, "changes") == 2
    with store.operation("查看", "没有看到谁", "测试") as write:
        write.look("people", [])
    assert count(store, "operations") == 2


def test_an_attachment_is_kept_once(store: Store) -> None:
    for _ in range(2):
        with store.operation("附件", "", "测试") as write:
            write.attach("ab" * 32, "image/png", b"content")
    assert count(store, "attachments") == 1


def test_more_rows_than_a_batch_keep_their_order(store: Store) -> None:
    with store.operation("导入", "", "测试") as write:
        keys = write.insert_many("people", ({"name": f"某{n}", "phone": None} for n in range(4_321)))
    kept = rows(store, "people")
    assert [kept[key]["name"] for key in keys] == [f"某{n}" for n in range(4_321)]
    assert [kept[key]["n"] for key in keys] == list(range(1, 4_322))
    store.wait_for_index()
    assert count(store, "people_search") == count(store, "changes") == 4_321


def test_readers_cannot_write(store: Store) -> None:
    add(store, "people", name="单样例")
    with pytest.raises(Refused, match="不能写入"), store.reading() as connection:
        connection.exec_driver_sql("UPDATE people SET name = 'x'")
    with pytest.raises((Refused, DBAPIError)), store.reading() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
    assert [values["name"] for values in alive(store, "people").values()] == ["单样例"]


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.reading() as connection:
        query = "SELECT count(*) FROM people"
        assert connection.exec_driver_sql(query).scalar_one() == 0
        add(store, "people", name="后来")
        assert connection.exec_driver_sql(query).scalar_one() == 0
    assert count(store, "people") == 1


def test_an_operation_inside_another_breaks_neither(store: Store) -> None:
    def nest() -> None:
        with store.operation("外", "", "测试") as write:
            write.insert("people", {"name": "外面"})
            add(store, "people", name="里面")

    with pytest.raises(RuntimeError, match="inside"):
        nest()
    assert alive(store, "people") == {}
    assert add(store, "people", name="照常")


def test_writers_in_two_threads_take_turns(store: Store) -> None:
    def write_ten() -> None:
        for _ in range(10):
            add(store, "people", name="轮流")

    threads = [threading.Thread(target=write_ten) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r["rev"] for r in rows(store, "people").values()) == list(range(1, 31))
    assert sorted(r["n"] for r in rows(store, "people").values()) == list(range(1, 31))
