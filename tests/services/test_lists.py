"""What lists read: places in any order, pages of a list sorted once, candidates, drafts kept sealed."""


import pytest

from laomo_desktop.db import query
from laomo_desktop.db.query import Query
from laomo_desktop.services import drafts, lists, registers
from laomo_desktop.services.desk import Desk
from tests.people import RARE_NAME, make_people

ORDERS: tuple[tuple[str, ...], ...] = (
    (), ("name",), ("-name",), ("trade",), ("-trade",), ("enterprise", "name"), ("-enterprise",), ("birth", "-phone"),
)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The common one with forty people and two enterprises."""
    units = [registers.save(desk, "enterprises", {"name": name}).key for name in ("虚构机械厂", "仿真化工厂")]
    with desk.store.operation("新建", "造人", "管理员") as write:
        write.insert_many(
            "people",
            [
                {
                    "name": p.name, "phone": p.phone, "birth": p.birth if n % 4 else None,
                    "trade": ("焊工", "钳工", None)[n % 3], "enterprise": (*units, None)[n % 3 - 1], "office": "370602",
                }
                for n, p in enumerate(make_people(40))
            ],
        )
    return desk


@pytest.mark.parametrize("order", ORDERS)
def test_every_row_is_found_where_it_stands(desk: Desk, order: tuple[str, ...]) -> None:
    for wanted in (Query("people", order=order), Query("people", order=order, filters={"trade": ("焊工", None)})):
        keys = lists.keys(desk, wanted)
        assert [lists.position(desk, wanted, key) for key in keys] == list(range(len(keys)))


def test_a_row_outside_the_list_has_no_place(desk: Desk) -> None:
    outside = lists.keys(desk, Query("people", filters={"trade": ("钳工",)}))[0]
    assert lists.position(desk, Query("people", filters={"trade": ("焊工",)}), outside) is None


@pytest.mark.parametrize("order", ORDERS)
def test_a_list_sorted_once_shows_the_same_pages(desk: Desk, order: tuple[str, ...]) -> None:
    wanted = Query("people", order=order, find="1990000")
    numbers = lists.sorted_once(desk, wanted)
    assert numbers is not None
    assert lists.rows(desk, "people", numbers[10:20]) == lists.page(desk, wanted, 10, 10)
    assert len(numbers) == lists.count(desk, wanted)


def test_only_a_whole_list_in_its_indexes_order_is_paged_by_sql(desk: Desk) -> None:
    assert query.is_indexed(Query("people"))
    assert query.is_indexed(Query("people", order=("-name",)))
    assert not query.is_indexed(Query("people", order=("trade",)))
    assert not query.is_indexed(Query("people", find="王"))
    assert not query.is_indexed(Query("people", filters={"trade": ("焊工",)}))
    assert not query.is_indexed(Query("trainings"))
    assert lists.sorted_once(desk, Query("people")) is None


def test_candidates_are_found_by_initials_and_told_apart(desk: Desk) -> None:
    found = lists.candidates(desk, "people", "䶮㛃")
    assert [c.title for c in found] == [RARE_NAME]
    assert "尾号0000" in found[0].second
    assert lists.called(desk, "people", RARE_NAME) == [found[0].key]


def test_choices_count_the_rows_of_the_list_by_name(desk: Desk) -> None:
    counted = {c.words: c.count for c in lists.choices(desk, Query("people"), "enterprise")}
    assert counted == {"仿真化工厂": 13, "虚构机械厂": 13, "（空）": 14}


def test_a_draft_comes_back_and_is_unreadable_on_the_disk(desk: Desk) -> None:
    key = lists.keys(desk, Query("enterprises"))[0]
    entries = {"name": RARE_NAME, "phone": "19900001234", "enterprise": key, "birth": None}
    drafts.keep(desk, "people", None, entries)
    draft = drafts.recall(desk, "people", None)
    assert draft is not None
    assert draft.entries == entries
    assert drafts.recall(desk, "people", key) is None
    sealed = b"".join(p.read_bytes() for p in (desk.folder / drafts.FOLDER).iterdir())
    assert RARE_NAME.encode() not in sealed
    assert b"19900001234" not in sealed


def test_a_damaged_draft_is_thrown_away(desk: Desk) -> None:
    drafts.keep(desk, "people", None, {"name": "陈㛃"})
    path = next((desk.folder / drafts.FOLDER).iterdir())
    path.write_bytes(path.read_bytes()[:-1])
    assert drafts.recall(desk, "people", None) is None
    assert not path.exists()
    drafts.forget(desk, "people", None)
