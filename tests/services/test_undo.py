"""Taking back, days later, without losing what was done since."""

import pytest

from laomo_desktop.db import journal
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import (
    attendance,
    certificates,
    office_keys,
    registers,
    settings,
    trainings,
    users,
)
from laomo_desktop.services.desk import Desk
from tests.conftest import CHEAP
from tests.people import RARE_NAME, make_person
from tests.services.making import a_class, add, people


def names(desk: Desk) -> list[str]:
    return [row["name"] for row in registers.first(desk, "people", 100)]


def test_undo_and_redo(desk: Desk) -> None:
    made = registers.save(desk, "people", {"name": "单样例"})
    back = registers.undo(desk, made.operation)
    assert (back.sentence, names(desk)) == ("撤销：新建人员“单样例”", [])
    with pytest.raises(Refused, match="已经撤销过了"):
        registers.undo(desk, made.operation)
    again = registers.undo(desk, back.operation)
    assert (again.sentence, names(desk)) == ("撤销：撤销：新建人员“单样例”", ["单样例"])
    registers.undo(desk, made.operation)
    assert names(desk) == []


def test_a_later_edit_stands_in_the_way_until_it_is_left(desk: Desk) -> None:
    first, second = people(desk, 2)
    many = registers.set_field(desk, "people", [first, second], "post", "班长")
    later = registers.save(desk, "people", {"post": "主任"}, first)
    with pytest.raises(Refused, match="有1条记录后来又改过"):
        registers.undo(desk, many.operation)
    [obstacle] = registers.obstacles(desk, many.operation)
    assert (obstacle.row, obstacle.fields, obstacle.by.number) == (first, ("post",), later.operation)
    registers.undo(desk, many.operation, leave=[first])
    assert [registers.get(desk, "people", key)["post"] for key in (first, second)] == ["主任", None]


def test_an_edit_of_another_field_is_no_obstacle(desk: Desk) -> None:
    [key] = people(desk, 1)
    post = registers.save(desk, "people", {"post": "班长"}, key)
    registers.save(desk, "people", {"department": "一车间"}, key)
    registers.undo(desk, post.operation)
    row = registers.get(desk, "people", key)
    assert (row["post"], row["department"]) == (None, "一车间")


def test_an_edit_taken_back_is_no_obstacle_and_redone_it_is(desk: Desk) -> None:
    [key] = people(desk, 1)
    first = registers.save(desk, "people", {"post": "班长"}, key)
    second = registers.save(desk, "people", {"post": "主任"}, key)
    back = registers.undo(desk, second.operation)
    assert registers.obstacles(desk, first.operation) == []
    registers.undo(desk, back.operation)
    assert len(registers.obstacles(desk, first.operation)) == 1


def test_with_everything_left_nothing_is_done_and_it_is_said(desk: Desk) -> None:
    [key] = people(desk, 1)
    first = registers.save(desk, "people", {"post": "班长"}, key)
    registers.save(desk, "people", {"post": "主任"}, key)
    with pytest.raises(Refused, match="没有留下可以撤销的改动"):
        registers.undo(desk, first.operation, leave=[key])
    registers.undo(desk, registers.save(desk, "people", {"post": "车间主任"}, key).operation)


def test_what_others_stand_on_is_not_taken_back(desk: Desk) -> None:
    made = registers.save(desk, "people", {"name": "单样例"})
    a_class(desk, [made.key])
    with pytest.raises(Refused, match="人员“单样例”已经有1条学员记录"):
        registers.undo(desk, made.operation)
    assert names(desk) == ["单样例"]


def test_a_link_never_points_again_to_what_was_deleted(desk: Desk) -> None:
    [key] = people(desk, 1)
    old, new = add(desk, "enterprises", name="旧厂"), add(desk, "enterprises", name="新厂")
    registers.save(desk, "people", {"enterprise": old}, key)
    moved = registers.save(desk, "people", {"enterprise": new}, key)
    gone = registers.delete(desk, "enterprises", [old], "注销")
    with pytest.raises(Refused, match="“单位”会指向已删除的企业“旧厂”，请先撤销那次删除"):
        registers.undo(desk, moved.operation)
    assert registers.get(desk, "people", key)["enterprise.title"] == "新厂"
    registers.undo(desk, gone.operation)
    registers.undo(desk, moved.operation)
    assert registers.get(desk, "people", key)["enterprise.title"] == "旧厂"


def test_a_member_does_not_come_back_to_a_team_that_is_gone(desk: Desk) -> None:
    [person] = people(desk, 1)
    team = add(desk, "teams", name="虚构服务队", level="区市级")
    left = registers.delete(desk, "members", [add(desk, "members", team=team, person=person)], "退出")
    registers.delete(desk, "teams", [team], "解散")
    with pytest.raises(Refused, match="已删除的服务队“虚构服务队”"):
        registers.undo(desk, left.operation)


def test_an_unknown_operation_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="没有第999号操作"):
        registers.undo(desk, 999)


def newest(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return journal.operations(connection, limit=1)[0].number


def test_what_cannot_be_taken_back_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(Refused, match="第一步"):
        registers.undo(desk, 1)
    own = office_keys.own(desk)
    with pytest.raises(Refused, match="要靠它核验"):
        registers.undo(desk, newest(desk))
    assert office_keys.own(desk).card == own.card
    training = a_class(desk, people(desk, 1), pass_share=0)
    given = certificates.issue(desk, training)
    with pytest.raises(Refused, match="逐本作废"):
        registers.undo(desk, given.operation)
    certificates.void(desk, given.key, "印错")
    with pytest.raises(Refused, match="请补发新证"):
        registers.undo(desk, newest(desk))
    added = users.add(desk, "李四", "secret2", "经办人", CHEAP)
    with pytest.raises(Refused, match="用户管理"):
        registers.undo(desk, added.operation)
    desk.store.start_epoch("换了电脑")
    with pytest.raises(Refused, match="不能撤销"):
        registers.undo(desk, newest(desk))


def test_a_setting_goes_back(desk: Desk) -> None:
    settings.put(desk, settings.NUMBER_PATTERN, "甲{seq}", "改编号")
    number = settings.put(desk, settings.NUMBER_PATTERN, "乙{seq}", "再改编号")
    registers.undo(desk, number)
    assert settings.get(desk, settings.NUMBER_PATTERN) == "甲{seq}"


def test_a_whole_import_goes_back_and_can_come_again(desk: Desk) -> None:
    """More rows than SQLite takes in one question."""
    with desk.store.operation("导入", "导入人员", "测试") as write:
        write.insert_many("people", ({"name": f"某{n % 90}"} for n in range(5_000)))
    number = write.number
    back = registers.undo(desk, number)
    assert names(desk) == []
    registers.undo(desk, back.operation)
    assert len(names(desk)) == 100


def test_an_enrolment_with_attendance_stays_and_it_is_said_what_to_do(desk: Desk) -> None:
    training = a_class(desk, people(desk, 2))
    more = trainings.enrol(desk, training, ["后来人"])
    attendance.quick(desk, training, 1, "1-3")
    with pytest.raises(Refused) as no:
        registers.undo(desk, more.operation)
    assert no.value.what == "学员“后来人”已经有1条考勤记录，不能撤销"
    assert "退出" in no.value.todo
    assert len(trainings.load(desk, training).enrolments) == 3


def test_nobody_comes_back_beside_somebody_with_the_same_id_number(desk: Desk) -> None:
    number = make_person(3).id_number
    first = add(desk, "people", name=RARE_NAME, id_number=number)
    gone = registers.delete(desk, "people", [first], "登记有误")
    second = add(desk, "people", name="后登记的", id_number=number)
    with pytest.raises(Refused, match="会有两个身份证号相同的人员") as no:
        registers.undo(desk, gone.operation)
    assert number not in no.value.sentence
    registers.delete(desk, "people", [second], "重复登记")
    registers.undo(desk, gone.operation)
    assert names(desk) == [RARE_NAME]


def test_an_id_number_does_not_come_back_either(desk: Desk) -> None:
    number = make_person(3).id_number
    key = add(desk, "people", name="甲", id_number=number)
    cleared = registers.save(desk, "people", {"id_number": None}, key)
    add(desk, "people", name="乙", id_number=number)
    with pytest.raises(Refused, match="身份证号相同"):
        registers.undo(desk, cleared.operation)
    other = registers.save(desk, "people", {"post": "班长"}, key)
    registers.undo(desk, other.operation)
