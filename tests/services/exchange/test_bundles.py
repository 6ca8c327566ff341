"""Rows read by bundles are just the rows that stand in the store, whatever their texts hold."""

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laomo_desktop.db.ids import new_id
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import registers
from laomo_desktop.services.exchange import bundles
from laomo_desktop.services.exchange.convert import travelling
from laomo_desktop.sync.lines import ROWS
from tests.people import RARE_NAME
from tests.services.exchange.world import CITY, ZHIFU, save

PEOPLE = REGISTERS["people"]
NAMES = [f.name for f in travelling(PEOPLE)]
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


def read(bundle: bundles.Bundle) -> list[list[object]]:
    rows = orjson.loads(bundle.line(margin[1:-1] + b"," for margin in bundle.margins))
    assert bundle.keys == [row[0] for row in rows]
    return rows


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts, st.none() | texts), min_size=1, max_size=5))
def test_any_text_comes_through(world, pairs):
    keys = [new_id() for _ in pairs]
    rows = [{"id": key, "name": name, "remark": more} for key, (name, more) in zip(keys, pairs, strict=True)]
    with world[ZHIFU].store.operation("导入", "试", "管理员") as write:
        write.insert_many("people", rows)
        own = write.number
    with world[ZHIFU].store.reading() as connection:
        numbers = connection.exec_driver_sql("SELECT n FROM people WHERE own = ? ORDER BY n", (own,)).fetchall()
        by_range = [row for b in bundles.between(connection, PEOPLE, f"own = {own}") for row in read(b)]
        by_number = [row for b in bundles.listed(connection, PEOPLE, numbers) for row in read(b)]
    name, remark = 6 + NAMES.index("name"), 6 + NAMES.index("remark")
    assert [(row[0], row[name], row[remark]) for row in by_range] == [
        (key.hex(), *pair) for key, pair in zip(keys, pairs, strict=True)
    ]
    assert {row[2] for row in by_range} == {own}, "between key and fields: base, own, deleted, dots, extra"
    assert by_number == by_range


def test_no_bundle_is_larger_than_a_line_and_none_is_empty(world):
    many = ({"id": new_id(), "name": f"试{n}"} for n in range(ROWS + 7))
    with world[ZHIFU].store.operation("导入", "试", "管理员") as write:
        write.insert_many("people", many)
    with world[ZHIFU].store.reading() as connection:
        sizes = [len(b.margins) for b in bundles.between(connection, PEOPLE, "deleted IS NULL")]
        none = list(bundles.between(connection, PEOPLE, "own > 9999"))
    assert sum(sizes) == ROWS + 7
    assert 0 < min(sizes) <= max(sizes) <= ROWS
    assert none == list(bundles.listed(connection, PEOPLE, [])) == []


def test_the_city_sends_nobody_back_what_came_from_it(world):
    first, _ = (save(world[ZHIFU], "people", {"name": name, "office": ZHIFU}) for name in (RARE_NAME, "试乙"))
    world.to_city(ZHIFU)
    assert "people" not in world.answer(ZHIFU).counts
    registers.set_field(world[CITY], "people", [first], "post", "班长")
    assert world.answer(ZHIFU).counts["people"].total == 1
