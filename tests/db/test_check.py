"""Check finds what was broken on purpose, and nothing in a sound store."""

from pathlib import Path

import pytest

from laomo_desktop.db import check
from laomo_desktop.db.ids import new_id
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.domain.errors import Refused
from tests.db.conftest import KEY
from tests.db.looking import add


def problems(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(check.problems(connection))


def break_it(store: Store, statement: str) -> None:
    with store.operation("弄坏", "", "测试") as write:
        write.connection.exec_driver_sql(statement)
        write.note()


@pytest.fixture
def sound(store: Store) -> Store:
    firm = add(store, "enterprises", name="某厂")
    for name in ("单样例", "仇示范", "曾虚构"):
        add(store, "people", name=name, enterprise=firm)
    with store.operation("附件", "", "测试") as write:
        write.attach(
            "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73", "image/png", b"content"
        )
    return store


def test_a_sound_store_has_no_problems(sound: Store) -> None:
    assert problems(sound) == []


def test_a_link_to_nowhere(sound: Store) -> None:
    with sound.operation("弄坏", "", "测试") as write:
        write.insert("people", {"name": "解试用", "enterprise": new_id()})
    assert problems(sound) == ["人员有1条记录的“单位”指向不存在的记录"]


def test_an_index_that_lacks_a_row(sound: Store) -> None:
    break_it(sound, "DELETE FROM people_search WHERE rowid = 2")
    assert problems(sound) == ["人员的搜索索引与记录不符（缺1条，多0条）"]


def test_an_index_of_the_right_size_but_of_other_rows(sound: Store) -> None:
    break_it(sound, "DELETE FROM people_search WHERE rowid = 2")
    break_it(sound, "INSERT INTO people_search(rowid, tokens) VALUES (77, 'x')")
    assert problems(sound) == ["人员的搜索索引与记录不符（缺1条，多1条）"]


def test_an_attachment_that_is_not_what_it_says(sound: Store) -> None:
    break_it(sound, "UPDATE attachments SET content = X'00'")
    assert problems(sound) == ["有1个附件的内容与校验值不符"]


def test_a_page_changed_on_the_disk(sound: Store) -> None:
    folder = sound.folder
    sound.close()
    content = bytearray((folder / FILE).read_bytes())
    for page in range(8, len(content) // 4096, 7):
        content[page * 4096 + 100] ^= 0xFF
    (folder / FILE).write_bytes(content)
    told = told_of(folder)
    assert any("校验不符" in sentence or "损坏" in sentence for sentence in told)


def told_of(folder: Path) -> list[str]:
    """What opening and checking say, whichever comes across the damage first."""
    try:
        opened = Store(folder, KEY)
        try:
            return problems(opened)
        finally:
            opened.close()
    except Refused as no:
        return [str(no)]
