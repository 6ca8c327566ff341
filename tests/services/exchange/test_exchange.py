"""A district's package, the city's return: what one enters the other has, and the receipt says so."""

from laomo_desktop.services import exchange, registers
from laomo_desktop.services.exchange import packages
from tests.people import RARE_NAME, make_person
from tests.services.exchange.world import CITY, ZHIFU, add, content, dump, save


def states(desk, direction=packages.SENT):
    with desk.store.reading() as connection:
        found = (
            packages.sent(connection, CITY) if direction == packages.SENT else packages.received(connection)
        )
    return [(row["number"], row["state"]) for row in found]


def test_the_thinnest_path(world):
    key = add(world[ZHIFU], make_person(0))
    intake = world.to_city(ZHIFU)
    assert intake.counts["people"].new == 1
    assert registers.get(world[CITY], "people", key)["name"] == RARE_NAME
    assert states(world[ZHIFU]) == [(1, "已写出")]
    back = world.from_city(ZHIFU)
    assert states(world[ZHIFU]) == [(1, "已入库")]
    assert any("第1包已入库" in told for told in back.sentences)
    assert content(world[ZHIFU]) == content(world[CITY])


def test_the_same_package_twice_changes_nothing(world):
    add(world[ZHIFU], make_person(1))
    sent = world.report(ZHIFU)
    exchange.take_in(world[CITY], sent.path)
    before = dump(world[CITY])
    again = exchange.take_in(world[CITY], sent.path)
    assert again.state == "无变化"
    assert "第1包已于" in again.sentence
    assert dump(world[CITY]) == before


def test_a_dry_run_tells_all_and_changes_nothing(world):
    for number in range(3):
        add(world[ZHIFU], make_person(number))
    sent = world.report(ZHIFU)
    before = dump(world[CITY])
    told = exchange.dry_run(world[CITY], sent.path)
    assert (told.dry, told.operation, told.counts["people"].new) == (True, 0, 3)
    assert dump(world[CITY]) == before
    assert exchange.take_in(world[CITY], sent.path).counts == told.counts


def test_a_lost_package_is_healed_by_the_next(world):
    first = add(world[ZHIFU], make_person(1))
    world.report(ZHIFU).path.unlink()
    second = add(world[ZHIFU], make_person(2))
    intake = world.to_city(ZHIFU)
    assert intake.missing == (1,)
    assert any("芝罘区 缺第1包" in told for told in intake.sentences)
    assert {first, second} <= {bytes.fromhex(key) for key in content(world[CITY])["people"]}
    (line,) = [line for line in exchange.ledger(world[CITY]) if line.office.code == ZHIFU]
    assert (line.missing, line.taken, line.sentence) == ((1,), (2,), "芝罘区 缺第1包")
    world.from_city(ZHIFU)
    assert states(world[ZHIFU]) == [(1, "已入库"), (2, "已入库")]


def test_late_packages_change_nothing_but_the_ledger(world):
    key = add(world[ZHIFU], make_person(1), remark="早")
    early = world.report(ZHIFU)
    save(world[ZHIFU], "people", {"remark": "晚"}, key)
    world.to_city(ZHIFU)
    intake = exchange.take_in(world[CITY], early.path)
    assert registers.get(world[CITY], "people", key)["remark"] == "晚"
    assert "内容都已经有了" in intake.sentence
    (line,) = [line for line in exchange.ledger(world[CITY]) if line.office.code == ZHIFU]
    assert line.missing == ()


def test_once_acknowledged_nothing_is_sent_again(world):
    key = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU)
    assert world.report(ZHIFU).counts == {}
    save(world[ZHIFU], "people", {"post": "班长"}, key)
    sent = world.report(ZHIFU)
    assert {name: (c.new, c.changed) for name, c in sent.counts.items()} == {"people": (0, 1)}


def test_deletions_travel_both_ways(world):
    one, two = add(world[ZHIFU], make_person(1)), add(world[ZHIFU], make_person(2))
    world.round(ZHIFU)
    registers.delete(world[ZHIFU], "people", [one], "重复")
    registers.delete(world[CITY], "people", [two], "外地人员")
    world.round(ZHIFU)
    assert content(world[ZHIFU]) == content(world[CITY])
    assert not any(row[0] for row in content(world[CITY])["people"].values()), "nobody is left alive"


def test_what_the_city_changed_comes_back_and_print_counts_stay_home(world):
    key = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU)
    save(world[CITY], "people", {"post": "市级工匠"}, key)
    save(world[CITY], "teams", {"name": "烟台市链主企业服务队", "level": "市级", "office": CITY})
    back = world.from_city(ZHIFU)
    assert (back.counts["people"].changed, back.counts["teams"].new) == (1, 1)
    assert registers.get(world[ZHIFU], "people", key)["post"] == "市级工匠"
    assert content(world[ZHIFU]) == content(world[CITY])
