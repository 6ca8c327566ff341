"""Doubts of an import: the same person is completed, another one is added, and both can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from laomo_desktop.db import codec, records
from laomo_desktop.db.vault import Cost
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import pending, registers
from laomo_desktop.services.desk import Desk
from tests.people import RARE_NAME, make_person

PERSON = make_person(0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made, _ = desks.create(tmp_path / "store", "370602", "测试员", "abc12345", Cost(passes=1, memory=8192))
    yield made
    made.close()


def doubt(desk: Desk, incoming: dict[str, object], row: bytes | None) -> bytes:
    with desk.store.operation("导入", "测试", "测试员") as write:
        return write.insert(
            "pending",
            {
                "kind": "导入存疑", "register": "people", "title": RARE_NAME, "evidence": "姓名相同，手机不同",
                "origin": "名单.xlsx 第3行", "row": row.hex() if row else None, "incoming": codec.pack(incoming),
            },
        )  # fmt: skip


@pytest.fixture
def known(desk: Desk) -> bytes:
    return registers.save(desk, "people", {"name": RARE_NAME, "phone": PERSON.phone, "post": "工人"}).key


def test_both_sides_are_shown_with_personal_data_masked(desk, known):
    key = doubt(desk, {"name": RARE_NAME, "phone": "19900005678", "enterprise": "虚构机械厂"}, known)
    told = pending.sides(desk, key)
    lines = {line.name: (line.left, line.right, line.differs) for line in told.lines}
    assert lines["name"] == (RARE_NAME, RARE_NAME, False)
    assert lines["phone"] == ("199****0000", "199****5678", True)
    assert lines["enterprise"] == ("", "虚构机械厂", True)
    assert (told.left, told.right) == ("本库", "名单.xlsx 第3行")


def test_the_same_person_takes_what_came_and_keeps_the_rest(desk, known):
    key = doubt(
        desk, {"name": RARE_NAME, "phone": "19900005678", "enterprise": "虚构机械厂", "post": None}, known
    )
    done = pending.decide(desk, key, "same")
    row = registers.get(desk, "people", known)
    assert (row["phone"], row["post"], row["enterprise.title"]) == ("19900005678", "工人", "虚构机械厂")
    assert pending.listing(desk) == []
    assert [item.decision for item in pending.listing(desk, decided=True)] == ["是同一人"]
    registers.undo(desk, done.operation)
    assert registers.get(desk, "people", known)["phone"] == PERSON.phone
    assert pending.count(desk) == 1


def test_somebody_else_is_added_and_remembered_as_different(desk, known):
    key = doubt(desk, {"name": RARE_NAME, "phone": "19900005678"}, known)
    pending.decide(desk, key, "not_same")
    with desk.store.reading() as connection:
        people = records.where(connection, "people", {"name": RARE_NAME})
        (pair,) = records.where(connection, "distinctions", {})
    assert sorted(row["phone"] for row in people) == sorted([PERSON.phone, "19900005678"])
    assert {row["office"] for row in people} == {"370602"}
    assert {pair["left"], pair["right"]} == {row["id"] for row in people}


def test_later_leaves_it_waiting_and_leaving_it_out_closes_it(desk, known):
    key = doubt(desk, {"name": RARE_NAME, "phone": "19900005678"}, known)
    assert pending.decide(desk, key, "later").operation == 0
    assert pending.count(desk) == 1
    pending.decide(desk, key, "keep_left")
    assert pending.count(desk) == 0
    assert registers.get(desk, "people", known)["phone"] == PERSON.phone


def test_what_cannot_be_chosen_is_refused_and_changes_nothing(desk, known):
    key = doubt(desk, {"name": RARE_NAME}, None)
    with pytest.raises(Refused, match="不能选“same”"):
        pending.decide(desk, key, "same")
    with pytest.raises(Refused, match="不能选“keep-right”"):
        pending.decide(desk, key, "keep_right")
    assert pending.count(desk) == 1
    pending.decide(desk, key, "not_same")
    with pytest.raises(Refused, match="已经处理过"):
        pending.decide(desk, key, "not_same")


def test_an_item_is_found_by_a_part_of_its_id(desk, known):
    key = doubt(desk, {"name": RARE_NAME}, known)
    assert pending.find(desk, key.hex()).key == pending.find(desk, key.hex()[-6:]).key == key
    with pytest.raises(Refused, match="没有这个待处理事项"):
        pending.find(desk, "ffffffff")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("keep_right", ("keep_right", {})),
        ("不是同一人", ("not_same", {})),
        ("not-same", ("not_same", {})),
        ("phone=right, name=left", ("fields", {"phone": "right", "name": "left"})),
    ],
)
def test_choices_as_commands_write_them(words, meant):
    assert pending.parse_choice(words) == meant


def test_a_choice_that_says_nothing_is_refused():
    with pytest.raises(Refused, match="看不懂"):
        pending.parse_choice("phone=both")


def test_numbers_that_look_alike_behind_their_masks_are_told_apart(desk, known):
    """Without telling a digit; who wants to see them reveals them, which is noted."""
    key = doubt(desk, {"name": RARE_NAME, "phone": "19900500000"}, known)
    (line,) = [line for line in pending.sides(desk, key).differences if line.name == "phone"]
    assert (line.left, line.right) == ("199****0000", "199****0000")
    assert line.hidden == "隐去的第6位不同"
    (line,) = [line for line in pending.reveal(desk, key).differences if line.name == "phone"]
    assert (line.left, line.right, line.hidden) == (PERSON.phone, "19900500000", "")
    assert "查看待处理" in registers.operations(desk, limit=1)[0].sentence
