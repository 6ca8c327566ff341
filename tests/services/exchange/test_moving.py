"""The whole store goes to a new PC: the old one is read-only, the new one goes on under a new epoch, all stay equal."""

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, keeping, registers, today
from laomo_desktop.services.exchange import moving
from tests.people import make_person
from tests.services.exchange.world import CITY, PASSWORD, ZHIFU, add, content


def test_the_new_pc_goes_on_and_the_old_one_is_read_only(world, tmp_path):
    old = world[ZHIFU]
    first = add(old, make_person(1), office=ZHIFU)
    world.round(ZHIFU)
    add(old, make_person(2), office=ZHIFU)
    store, epoch = old.store.store_id, old.store.epoch
    stick = tmp_path / "U盘"
    stick.mkdir()
    made = moving.move(old, stick)
    assert made.path.suffix == ".lmmove"
    for act in (lambda: add(old, make_person(3)), lambda: world.report(ZHIFU)):
        with pytest.raises(Refused, match="另一台电脑"):
            act()
    old.close()
    world.reopen(ZHIFU)
    assert registers.get(world[ZHIFU], "people", first)["name"]
    with pytest.raises(Refused, match="已经换到另一台电脑"):
        world.report(ZHIFU)
    world[ZHIFU].close()
    new = tmp_path / "新电脑"
    assert moving.arrive(made.path, new, "测试员", PASSWORD) == "测试员"
    world.desks[ZHIFU] = desks.enter(new, "测试员", PASSWORD)
    assert world[ZHIFU].store.store_id == store
    assert world[ZHIFU].store.epoch != epoch
    add(world[ZHIFU], make_person(3), office=ZHIFU)
    world.round(ZHIFU)
    assert content(world[CITY])["people"] == content(world[ZHIFU])["people"]
    assert len(content(world[CITY])["people"]) == 3
    assert exchange.ledger(world[CITY])[0].missing == ()


def test_a_lost_move_locks_nobody_out(world, tmp_path):
    moving.move(world[ZHIFU], tmp_path / "换机.lmmove")
    world[ZHIFU].close()
    newest = next(b for b in keeping.listing(world[ZHIFU]) if b.occasion == "换机前")
    keeping.restore(newest.path, world.folder / ZHIFU, "测试员", PASSWORD)
    world.reopen(ZHIFU)
    add(world[ZHIFU], make_person(1), office=ZHIFU)
    world.round(ZHIFU)


def test_what_is_no_move_is_refused_and_a_gone_stick_retires_nothing(world, tmp_path):
    copy = keeping.backup_to(world[ZHIFU], tmp_path / "备份.lmbak")
    with pytest.raises(Refused, match="不是换机包"):
        moving.arrive(copy, tmp_path / "新", "测试员", PASSWORD)
    with pytest.raises(Refused, match="没有这个文件夹"):
        moving.move(world[ZHIFU], tmp_path / "拔掉的U盘" / "包.lmmove")
    add(world[ZHIFU], make_person(1))
    made = moving.move(world[ZHIFU], tmp_path / "换机.lmmove")
    with pytest.raises(Refused, match="密码"):
        moving.arrive(made.path, tmp_path / "新", "测试员", "wrong-password")
    assert not (tmp_path / "新" / "laomo.db").exists()


def test_the_home_page_of_the_old_pc_says_where_the_work_goes_on(world, tmp_path):
    moving.move(world[ZHIFU], tmp_path)
    for _ in range(2):
        (todo,) = today.load(world[ZHIFU]).todos
        assert "已经换到另一台电脑" in todo.sentence
        assert "请在新电脑上操作" in todo.sentence
        assert todo.screen == "backups"
        world[ZHIFU].close()
        world.reopen(ZHIFU)
