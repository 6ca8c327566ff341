"""Lists beside brute force: filters, order, pages, counts."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laomo_desktop.db import query
from laomo_desktop.db.query import Query
from laomo_desktop.db.store import Store
from laomo_desktop.domain.field import Value
from tests.db.looking import add, rows
from tests.people import make_person

KINDS = (None, "职工", "劳模", "劳模、工匠", "工匠、劳模", "大工匠")
SEXES = (None, "男", "女")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """60 people in three firms (some in none), every fifth deleted."""
    opened = Store(tmp_path_factory.mktemp("query"), bytes(range(32)))
    with opened.operation("导入", "", "测试") as write:
        firms = [write.insert("enterprises", {"name": name}) for name in ("中某厂", "阿某厂", "曾某厂")]
        keys = []
        for number in range(60):
            person = make_person(number)
            values = {"name": person.name, "birth": person.birth, "phone": person.phone}
            values.update(
                kind=KINDS[number % 6], sex=SEXES[number % 3], enterprise=[*firms, None][number % 4]
            )
            keys.append(write.insert("people", values))
        write.delete("people", keys[::5], "不算")
    yield opened
    opened.close()


def passes(name: str, value: Value, wanted: Sequence[Value]) -> bool:
    if name == "kind" and value is not None:
        return bool({*str(value).split("、")} & {*wanted})
    return value in wanted


def brute(store: Store, filters: Mapping[str, Sequence[Value]]) -> list[dict[str, Any]]:
    """The living rows that pass, in order of their making."""
    kept = [row for row in rows(store, "people").values() if row["deleted"] is None]
    for name, wanted in filters.items():
        if wanted:
            kept = [row for row in kept if passes(name, row[name], wanted)]
    return sorted(kept, key=lambda row: row["n"])


@given(
    kinds=st.lists(
        st.sampled_from((None, "职工", "劳模", "工匠", "大工匠", "没有")), max_size=3, unique=True
    ),
    sexes=st.lists(st.sampled_from(SEXES), max_size=2, unique=True),
    order=st.sampled_from(((), ("birth",), ("-birth",), ("sex", "-birth"), ("-name",), ("phone",))),
    offset=st.integers(0, 50),
    limit=st.integers(1, 20),
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_filters_order_and_pages(
    store: Store, kinds: list[Value], sexes: list[Value], order: tuple[str, ...], offset: int, limit: int
) -> None:
    filters = {"kind": kinds, "sex": sexes}
    of = Query("people", filters=filters, order=order)
    expected = brute(store, filters)
    for name in reversed(order or ("name",)):
        column = "sort_key" if name.strip("-") == "name" else name.strip("-")
        expected.sort(key=lambda row: (row[column] is not None, row[column] or ""), reverse=name[0] == "-")
    with store.reading() as connection:
        assert query.count(connection, of) == len(expected)
        keys = query.keys(connection, of)
        page = query.page(connection, of, offset, limit)
    assert {row["id"] for row in expected} == set(keys)
    assert [row["id"] for row in page] == keys[offset : offset + limit]
    shown = [[row[name.strip("-")] for name in order or ("name",)] for row in expected]
    by_key = {row["id"]: row for row in expected}
    assert [[by_key[key][name.strip("-")] for name in order or ("name",)] for key in keys] == shown


@pytest.mark.parametrize(("order", "firms"), [
    (("enterprise", "name"), ["", "阿某厂", "曾某厂", "中某厂"]),
    (("-enterprise", "name"), ["中某厂", "曾某厂", "阿某厂", ""]),
])  # fmt: skip
def test_order_by_the_title_of_a_link(store: Store, order: tuple[str, ...], firms: list[str]) -> None:
    with store.reading() as connection:
        shown = query.page(connection, Query("people", order=order), 0, 100)
    assert list(dict.fromkeys(row["enterprise.title"] for row in shown)) == firms
    assert len(shown) == 48


def test_names_in_the_order_of_their_readings(store: Store) -> None:
    with store.reading() as connection:
        names = [row["name"] for row in query.page(connection, Query("people"), 0, 100)]
    wanted = [name for name in names if name in ("仇示范", "曾虚构", "解试用", "翟演练", "朴练习")]
    assert wanted == ["朴练习", "仇示范", "解试用", "曾虚构", "翟演练"]


def test_choices_count_each_term_once_a_row_and_leave_their_own_filter_aside(store: Store) -> None:
    of = Query("people", filters={"kind": ["工匠"], "sex": ["男"]})
    with store.reading() as connection:
        found = dict(query.choices(connection, of, "kind"))
        sexes = dict(query.choices(connection, of, "sex"))
    men = brute(store, {"sex": ["男"]})
    terms = ("职工", "劳模", "工匠", "大工匠")
    expected = {term: sum(term in str(row["kind"] or "").split("、") for row in men) for term in terms}
    expected[None] = sum(row["kind"] is None for row in men)  # type: ignore[index]
    assert found == {term: number for term, number in expected.items() if number}
    crafts = brute(store, {"kind": ["工匠"]})
    assert sexes == {s: n for s in SEXES if (n := sum(row["sex"] == s for row in crafts))}


def test_between_takes_both_ends(store: Store) -> None:
    births = sorted(row["birth"] for row in brute(store, {}))
    low, high = births[5], births[20]
    for ends in ((low, high), (low, None), (None, high)):
        with store.reading() as connection:
            found = query.page(connection, Query("people", between={"birth": ends}), 0, 100)
        expected = [b for b in births if (ends[0] or "") <= b <= (ends[1] or "9")]
        assert sorted(row["birth"] for row in found) == expected


def test_position_is_the_place_in_the_list(store: Store) -> None:
    of = Query("people", order=("-birth",), filters={"sex": ["女"]})
    with store.reading() as connection:
        keys = query.keys(connection, of)
        assert [query.position(connection, of, key) for key in keys] == list(range(len(keys)))
        assert query.position(connection, of, bytes(16)) is None


def test_titles_follow_links_and_survive_tombstones(store: Store) -> None:
    person = next(row for row in rows(store, "people").values() if row["deleted"] is not None)
    team = add(store, "teams", name="某服务队")
    member = add(store, "members", team=team, person=person["id"])
    with store.reading() as connection:
        assert query.titles(connection, "members", [member]) == {member: person["name"]}
        assert query.titles(connection, "people", [bytes(16)]) == {}


def test_a_page_longer_than_sqlite_takes_variables(folder: Any) -> None:
    opened = Store(folder, bytes(range(32)))
    try:
        with opened.operation("导入", "", "测试") as write:
            write.insert_many("settings", ({"key": f"k{n:04}"} for n in range(5_000)))
        with opened.reading() as connection:
            listed = query.page(connection, Query("settings", order=("key",)), 0, 4_999)
        assert [row["key"] for row in listed] == [f"k{n:04}" for n in range(4_999)]
    finally:
        opened.close()
