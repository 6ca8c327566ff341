"""What a large operation leaves to be indexed after it: found meanwhile, worked off, never lost nor doubled."""

import threading
from pathlib import Path

import pytest

from laomo_desktop.db import arrears, check
from laomo_desktop.db.indexer import Indexer
from laomo_desktop.db.indexing import AT_ONCE
from laomo_desktop.db.store import Store
from laomo_desktop.domain.errors import Cancelled, Refused
from tests.db.conftest import KEY
from tests.db.looking import found
from tests.people import RARE_NAME

MANY = AT_ONCE + 2_500


@pytest.fixture
def idle(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store whose background work never begins."""
    monkeypatch.setattr(Indexer, "wake", lambda _: None)
    return store


def fill(store: Store, rows: int = MANY) -> list[bytes]:
    with store.operation("导入", "", "测试") as write:
        return write.insert_many("people", ({"name": f"某{n}号", "phone": f"199{n:08d}"} for n in range(rows)))


def late(store: Store) -> dict[str, list[tuple[int, int]]]:
    with store.reading() as connection:
        return arrears.ranges(connection)


def problems(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(check.problems(connection))


def test_a_small_operation_leaves_nothing(idle: Store) -> None:
    fill(idle, AT_ONCE)
    assert late(idle) == {}


def test_a_large_one_leaves_one_range_that_check_knows_of(idle: Store) -> None:
    fill(idle)
    assert late(idle) == {"people": [(AT_ONCE + 1, MANY)]}
    assert problems(idle) == []


def test_rows_not_indexed_yet_are_found_all_the_same(idle: Store) -> None:
    keys = fill(idle)
    with idle.operation("改", "", "测试") as write:
        write.update("people", keys[-1], {"name": RARE_NAME})
        write.update("people", keys[-2], {"name": "买买提·虚构"})
    assert found(idle, "people", "㛃𡈽") == [RARE_NAME]
    assert found(idle, "people", "买买提虚构") == ["买买提·虚构"]
    assert found(idle, "people", f"某{MANY - 9}号") == [f"某{MANY - 9}号"]
    assert found(idle, "people", f"mou {MANY - 9:08d}") == [f"某{MANY - 9}号"]
    assert found(idle, "people", "查无此人") == []


def test_they_are_indexed_right_after_the_operation(store: Store) -> None:
    fill(store)
    store.wait_for_index()
    assert late(store) == {}
    assert problems(store) == []
    assert found(store, "people", f"m{MANY - 9}h") == [f"某{MANY - 9}号"]


def test_what_was_changed_or_deleted_meanwhile_is_indexed_as_it_is_by_then(idle: Store) -> None:
    keys = fill(idle)
    with idle.operation("改", "", "测试") as write:
        write.update("people", keys[-1], {"name": RARE_NAME})
        write.delete("people", [keys[-2]], "试")
    while index_some(idle):
        pass
    assert late(idle) == {}
    assert problems(idle) == []
    assert found(idle, "people", RARE_NAME) == [RARE_NAME]
    assert found(idle, "people", f"某{MANY - 1}号") == []
    assert found(idle, "people", f"某{MANY - 2}号") == []


def index_some(store: Store) -> bool:
    return store._index_some()


def test_what_the_operation_itself_changed_again_is_indexed_once(store: Store) -> None:
    with store.operation("导入", "", "测试") as write:
        keys = write.insert_many("people", ({"name": f"某{n}号"} for n in range(MANY)))
        write.update("people", keys[-1], {"name": RARE_NAME})
        write.update("people", keys[0], {"name": "单样例"})
        write.delete("people", [keys[1], keys[-2]], "试")
    store.wait_for_index()
    assert problems(store) == []
    assert found(store, "people", "syl") == ["单样例"]
    assert found(store, "people", RARE_NAME) == [RARE_NAME]


def test_a_crash_in_between_is_healed_at_the_next_start(idle: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(idle)
    assert index_some(idle)
    left = late(idle)
    idle.close()
    monkeypatch.undo()
    again = Store(idle.folder, KEY)
    try:
        assert left != {}
        again.wait_for_index()
        assert late(again) == {}
        assert problems(again) == []
    finally:
        again.close()


def fill_and_fail(store: Store) -> None:
    with store.operation("导入", "", "测试") as write:
        write.insert_many("people", ({"name": f"某{n}号"} for n in range(MANY)))
        raise RuntimeError("试")


def test_an_operation_that_fails_leaves_no_arrears(store: Store) -> None:
    with pytest.raises(RuntimeError, match="试"):
        fill_and_fail(store)
    store.wait_for_index()
    assert late(store) == {}
    assert problems(store) == []


def test_closing_stops_it_and_loses_nothing(tmp_path: Path) -> None:
    made = Store(tmp_path, KEY)
    fill(made, 3 * MANY)
    made.close()
    again = Store(tmp_path, KEY)
    try:
        again.wait_for_index()
        assert problems(again) == []
    finally:
        again.close()


def test_writes_go_on_beside_it(store: Store) -> None:
    fill(store, 2 * MANY)
    for number in range(20):
        with store.operation("新建", "", "测试") as write:
            write.insert("people", {"name": f"后来{number}"})
    store.wait_for_index()
    assert problems(store) == []
    assert len(found(store, "people", "后来")) == 20


def test_the_thread_survives_a_full_disk_and_is_woken_again() -> None:
    went: list[str] = []
    fails = [True]

    def step() -> bool:
        went.append(threading.current_thread().name)
        if fails.pop() if fails else False:
            raise Refused("磁盘已满")
        return len(went) < 5

    worker = Indexer(step)
    worker.wake()
    worker.wait()
    assert len(went) == 1
    worker.wake()
    worker.wait()
    assert len(went) == 5
    worker.stop()
    worker.wake()
    worker.wait()
    assert len(went) == 5


def test_it_is_caught_up_at_once_with_progress(idle: Store) -> None:
    fill(idle, AT_ONCE + 5_000)
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int, _text: str = "") -> None:
        seen.append((done, total))

    idle.catch_up_index(watch)
    assert seen[0] == (0, 5_000)
    assert seen[-1] == (5_000, 5_000)
    assert seen == sorted(seen)
    assert late(idle) == {}
    assert problems(idle) == []
    seen.clear()
    idle.catch_up_index(watch)
    assert seen == [(0, 0)]


def test_a_stop_in_between_leaves_the_rest_for_later(idle: Store) -> None:
    fill(idle, AT_ONCE + 5_000)

    def stop(done: int, _total: int, text: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        idle.catch_up_index(stop)
    assert late(idle)
    idle.catch_up_index()
    assert problems(idle) == []


def test_an_index_that_does_not_fit_is_made_anew(idle: Store) -> None:
    fill(idle, 50)
    with idle.operation("坏", "", "测试") as write:
        write.connection.exec_driver_sql("DELETE FROM people_search WHERE rowid < 20")
        write.connection.exec_driver_sql("INSERT INTO people_search(rowid, tokens) VALUES (999, 'x')")
    with idle.reading() as connection:
        assert check.index_problems(connection) == ["人员的搜索索引与记录不符（缺19条，多1条）"]
    assert found(idle, "people", "某3号") == []
    idle.rebuild_index()
    assert problems(idle) == []
    assert found(idle, "people", "某3号") == ["某3号"]
    assert found(idle, "people", "m3h") == ["某3号"]
