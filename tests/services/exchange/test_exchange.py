"""A district's package, the city's return: what one enters the other has, and the receipt says so."""

import pytest

from laomo_desktop.db import check
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import exchange, office_keys, pending, registers
from laomo_desktop.services.exchange import packages
from tests.people import RARE_NAME, make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add, content, dump, save


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
    assert (line.missing, line.taken, line.sentence) == ((1,), (2,), "芝罘区 缺第1包（后来的包已带上其中的内容）")
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


def test_both_sides_compare_the_offices_rows_by_one_hash(world):
    key = add(world[ZHIFU], make_person(1))
    add(world[FUSHAN], make_person(2))
    world.to_city(FUSHAN)
    world.to_city(ZHIFU)
    told = world.from_city(ZHIFU).sentences
    assert "与市总核对：两边的数据一致。" in told
    with world[ZHIFU].store.operation("测试", "不经交换的改动", "测试员") as write:
        write.connection.exec_driver_sql("UPDATE people SET post = '偷改' WHERE id = ?", (key,))
        write.note()
    world.to_city(ZHIFU)
    assert any("还不一致" in sentence for sentence in world.from_city(ZHIFU).sentences)


def test_the_city_hands_on_the_keys_of_the_other_districts(world):
    world.round(ZHIFU)
    with world[ZHIFU].store.reading() as connection:
        assert {card.office for card in office_keys.known(connection)} == {CITY, FUSHAN}
    add(world[FUSHAN], make_person(2))
    sent = exchange.export(world[FUSHAN], world.path())
    with pytest.raises(Refused):
        exchange.take_in(world[ZHIFU], sent.path)


def test_other_districts_rows_stay_away_but_what_ones_own_point_to_comes_along(world):
    firm = save(world[FUSHAN], "enterprises", {"name": "虚构造船有限公司", "office": FUSHAN})
    add(world[FUSHAN], make_person(2), enterprise=firm)
    mine = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU, FUSHAN)
    assert (content(world[ZHIFU])["enterprises"], len(content(world[ZHIFU])["people"])) == ({}, 1)
    save(world[CITY], "people", {"enterprise": firm}, mine)
    world.from_city(ZHIFU)
    assert registers.get(world[ZHIFU], "people", mine)["enterprise.title"] == "虚构造船有限公司"
    with world[ZHIFU].store.reading() as connection:
        assert list(check.problems(connection)) == []


def test_a_person_who_moves_to_another_district_is_told_to_both(world):
    key = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU, FUSHAN)
    save(world[CITY], "people", {"office": FUSHAN}, key)
    world.round(ZHIFU, FUSHAN)
    for code in (ZHIFU, FUSHAN):
        assert registers.get(world[code], "people", key)["office"] == FUSHAN


def test_the_cover_belongs_to_its_file(world):
    for number in range(3):
        add(world[ZHIFU], make_person(number))
    sent = world.report(ZHIFU)
    facts = exchange.cover_facts(world[ZHIFU], sent.done.key)
    assert (facts.code, facts.number, facts.recipient.code) == (sent.code, 1, CITY)
    assert facts.counts[-1] == ("人员", 3, 0, 0, 3)
    assert ("人员", "3") in facts.figures
    add(world[ZHIFU], make_person(7))
    assert exchange.cover_facts(world[ZHIFU], sent.done.key).figures == facts.figures, "as sent, frozen"
    assert exchange.check_cover(world[CITY], facts.code) is None
    exchange.take_in(world[CITY], sent.path)
    found = exchange.check_cover(world[CITY], facts.code.replace("-", " ").lower())
    assert found is not None
    assert (found.number, found.office.code, found.state) == (1, ZHIFU, "已入库")
    with pytest.raises(Refused, match="短码"):
        exchange.check_cover(world[CITY], "2222-2223")


def test_a_package_is_inspected_and_found_on_the_stick(world):
    add(world[ZHIFU], make_person(1))
    world.report(ZHIFU)
    sent = world.report(ZHIFU)
    look = exchange.inspect(world[CITY], sent.path)
    assert (look.number, look.known, look.for_us, look.taken, look.code) == (2, True, True, False, sent.code)
    assert exchange.packages_in(world[CITY], [world.folder]) == [sent.path], "the newest"
    assert exchange.packages_in(world[ZHIFU], [world.folder]) == []
    assert not exchange.inspect(world[FUSHAN], sent.path).for_us
    exchange.take_in(world[CITY], sent.path)
    assert exchange.inspect(world[CITY], sent.path).taken


def test_certificates_of_one_number_from_two_stores_wait(world):
    for code in (ZHIFU, FUSHAN):
        with world[code].store.operation("测试", "同号", "测试员") as write:
            write.insert("certificates", {"number": "烟工培〔2026〕第0001号", "holder": "某", "office": code})
    world.to_city(ZHIFU)
    assert world.to_city(FUSHAN).counts["certificates"].doubtful == 1
    (item,) = pending.listing(world[CITY])
    assert "证书编号" in item.evidence


def test_a_whole_class_reaches_the_city(world):
    """Training, periods, roster, marks: rows that are pairs have the same key on both sides."""
    desk = world[ZHIFU]
    people = [add(desk, make_person(number)) for number in range(3)]
    training = save(
        desk, "trainings", {"title": "安全生产大课堂", "kind": "安全生产大课堂", "begins": "2026-03-06"}
    )
    with desk.store.operation("测试", "名单", "测试员") as write:
        period = write.insert("periods", {"training": training, "number": 1, "day": "2026-03-06"})
        rows = [{"training": training, "person": p, "number": n} for n, p in enumerate(people, 1)]
        enrolled = write.insert_many("enrolments", rows)
        write.insert_many("attendance", [{"enrolment": e, "period": period, "mark": "到"} for e in enrolled])
    counts = world.to_city(ZHIFU).counts
    assert {name: counts[name].new for name in ("trainings", "periods", "enrolments", "attendance")} == {
        "trainings": 1, "periods": 1, "enrolments": 3, "attendance": 3,
    }  # fmt: skip
    world.from_city(ZHIFU)
    assert content(world[ZHIFU]) == content(world[CITY])
    with world[CITY].store.reading() as connection:
        assert list(check.problems(connection)) == []
