"""The quick way into the store takes in just what the thorough one does, and refuses what that refuses."""

import shutil

import orjson
import pytest

from laomo_desktop.db.ids import new_id
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import exchange, registers
from laomo_desktop.services.exchange import merging
from laomo_desktop.services.exchange.blocks import blocks
from laomo_desktop.services.exchange.books import Bases
from laomo_desktop.services.exchange.bundles import Bundle
from laomo_desktop.services.exchange.convert import Count, Writers, exchanged
from laomo_desktop.services.exchange.placing import Placed
from laomo_desktop.services.exchange.sheet import Sheets
from laomo_desktop.sync.model import Writer
from laomo_desktop.sync.wire import columns_for
from tests.people import RARE_NAME, make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add, dump, save


def rows_of(desk) -> dict[str, list[tuple[object, ...]]]:
    """All that the exchanged tables hold, but the local row numbers."""
    tables = dump(desk)
    return {r.name: sorted((row[1:] for row in tables[r.name]), key=repr) for r in exchanged()}


def a_busy_year(world) -> list[bytes]:
    firm = save(world[ZHIFU], "enterprises", {"name": "虚构机械有限公司"})
    keys = [add(world[ZHIFU], make_person(number), enterprise=firm) for number in range(12)]
    save(world[ZHIFU], "people", {"remark": "改过"}, keys[1])
    registers.delete(world[ZHIFU], "people", [keys[2]], "重复")
    add(world[CITY], make_person(3), office=FUSHAN)
    return keys


def both_ways(world, path, monkeypatch) -> tuple[object, object]:
    """The city's rows after taking a package in quickly, and thoroughly."""
    world[CITY].close()
    spare = world.folder / "spare"
    shutil.copytree(world.folder / CITY, spare)
    world.reopen(CITY)
    quick = exchange.take_in(world[CITY], path).counts, rows_of(world[CITY])
    world[CITY].close()
    shutil.rmtree(world.folder / CITY)
    spare.rename(world.folder / CITY)
    world.reopen(CITY)
    with monkeypatch.context() as patch:
        patch.setattr(Placed, "as_it_is", False)
        slow = exchange.take_in(world[CITY], path).counts, rows_of(world[CITY])
    return quick, slow


def test_a_first_package(world, monkeypatch):
    a_busy_year(world)
    quick, slow = both_ways(world, world.report(ZHIFU).path, monkeypatch)
    assert quick == slow
    assert quick[0]["people"].new == 12
    assert quick[0]["people"].doubtful == 1


def test_a_cumulative_package_of_known_new_and_changed_rows(world, monkeypatch):
    keys = a_busy_year(world)
    exchange.take_in(world[CITY], world.report(ZHIFU).path)
    add(world[ZHIFU], make_person(20))
    save(world[ZHIFU], "people", {"phone": "19900009999"}, keys[4])
    save(world[CITY], "people", {"phone": "19900008888"}, keys[4])
    quick, slow = both_ways(world, world.report(ZHIFU).path, monkeypatch)
    assert quick == slow
    people = quick[0]["people"]
    assert (people.new, people.changed + people.conflict) == (1, 1)


def test_all_known_rows_are_the_same_without_an_object_each(world, monkeypatch):
    for number in range(5):
        add(world[ZHIFU], make_person(number))
    exchange.take_in(world[CITY], world.report(ZHIFU).path)
    before = rows_of(world[CITY])
    monkeypatch.setattr(merging, "merge_row", None)
    again = exchange.take_in(world[CITY], world.report(ZHIFU).path)
    assert again.sentence == "芝罘区第2包入库：内容都已经有了。"
    assert rows_of(world[CITY]) == before


FIELDS = [f.name for f in REGISTERS["people"].fields if f.name in ("name", "birth", "enterprise", "consent", "office")]
GOOD = {"name": RARE_NAME, "enterprise": "ab" * 16, "consent": 1, "office": ZHIFU}


def row(**different: object) -> list[object]:
    margin = {"id": new_id().hex(), "base": 0, "deleted": None, "writer": 0, "seq": 3, "dots": None, "extra": None}
    told = {**margin, **GOOD, **different}
    return [told[name] for name in margin] + [told.get(name) for name in FIELDS]


@pytest.fixture
def read(world):
    """Reads rows as a package of one writer would bring them."""
    with world[CITY].store.operation("试", "", "测试员") as write:
        sheets = Sheets(
            REGISTERS["people"], columns_for(FIELDS), Writers(write.connection), [Writer("1" * 32, "2" * 32)]
        )
        assert sheets.fits
        yield lambda *rows: sheets.read(write, rows)


def test_sound_rows_are_read(read):
    sheet = read(row(), row(enterprise=None, deleted="试", base=2**53))
    names = [f.name for f in REGISTERS["people"].fields]
    assert sheet.fields[names.index("name")] == (RARE_NAME, RARE_NAME)
    assert sheet.fields[names.index("enterprise")] == [b"\xab" * 16, None]
    assert list(sheet.reasons) == [None, "试"]
    assert sheet.only([1]).bases == [2**53]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "AB" * 16}, {"id": "ab" * 15 + "a "}, {"id": "zz" * 16}, {"id": 7}, {"id": "ab" * 15},
        {"base": -1}, {"base": True}, {"base": 2**53 + 1}, {"base": None}, {"deleted": 1}, {"writer": 1},
        {"seq": 1.0}, {"seq": -1}, {"name": 5}, {"name": ["x"]}, {"consent": "1"}, {"consent": True},
        {"consent": 2**53 + 1}, {"consent": -(2**53) - 1}, {"consent": 0.5}, {"enterprise": "ab"},
        {"enterprise": "ab" * 15 + "g0"}, {"enterprise": "ab " * 10 + "ab"}, {"enterprise": 9},
    ],
)  # fmt: skip
def test_what_no_such_row_can_hold_is_refused(read, wrong):
    with pytest.raises(Refused):
        read(row(), row(**wrong), row())


def test_a_row_given_twice_is_refused(read):
    with pytest.raises(Refused):
        read(row(id="ab" * 16), row(id="ab" * 16))


@pytest.mark.parametrize("columns", [(*FIELDS, "a_newer_field"), (*FIELDS, "name")])
def test_a_table_with_columns_of_its_own_goes_the_thorough_way(world, columns):
    with world[CITY].store.reading() as connection:
        assert not Sheets(REGISTERS["people"], columns_for(columns), Writers(connection), []).fits


def test_rows_with_a_waiting_conflict_do_not_rest_on_what_the_district_saw_meanwhile():
    one, two = "a" * 32, "b" * 32
    bundle = Bundle([b'[1,5,null,"{\\"\\":[1,5]}",null]'] * 2, [f'["{one}",'.encode(), f'"x"],["{two}",'.encode(), b'"x"]'])
    bases = Bases(False, [[4, 9]], {two: []})
    (block,) = blocks([bundle], lambda who: who + 6, bases, count := Count(), 4)
    assert orjson.loads(block.line) == [[one, 9, None, 7, 5, None, None, "x"], [two, 1, None, 7, 5, None, None, "x"]]
    assert (count.new, count.total) == (2, 2)
