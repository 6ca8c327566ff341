"""The quick line against the roster, single marks, walk-ins, tallies."""

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.marks import Mark
from laomo_desktop.services import attendance, registers, trainings
from laomo_desktop.services.desk import Desk
from tests.people import RARE_NAME
from tests.services.making import a_class, people


def marks(desk: Desk, training: RowId, period: int = 1) -> dict[int, str]:
    """Signs by number; nobody's mark is absent."""
    grid = attendance.load(desk, training)
    key = attendance.period_of(grid.of, period)["id"]
    found = {e["number"]: grid.marks.get((e["id"], key)) for e in grid.of.enrolments}
    return {number: mark.sign for number, mark in found.items() if mark}


def test_the_line_from_the_paper(desk: Desk) -> None:
    training = a_class(desk, people(desk, 6))
    done, tally = attendance.quick(desk, training, 1, "1-3,4迟,5假")
    assert marks(desk, training) == {1: "√", 2: "√", 3: "√", 4: "△", 5: "○", 6: "×"}
    assert tally.sentence == "应到 6，实到 4（迟到 1），请假 1，缺勤 1"
    assert done.sentence == "登记“虚构安全班”考勤6人次"
    assert marks(desk, training, 2) == {}
    registers.undo(desk, done.operation)
    assert marks(desk, training) == {}


def test_those_not_named_may_stay_as_they_are(desk: Desk) -> None:
    training = a_class(desk, people(desk, 4))
    attendance.quick(desk, training, 1, "全到")
    grid = attendance.load(desk, training)
    period = grid.of.periods[0]["id"]
    attendance.record(desk, training, attendance.read_quick(grid, period, "2假", rest=None))
    assert marks(desk, training) == {1: "√", 2: "○", 3: "√", 4: "√"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1-9", "1至4号"),
        ("0", "1至4号"),
        ("5", "1至4号"),
        ("3-1", "前大后小"),
        ("一二", "看不懂"),
        ("", "空"),
    ],
)
def test_a_wrong_piece_is_named_and_nothing_recorded(desk: Desk, line: str, words: str) -> None:
    training = a_class(desk, people(desk, 4))
    with pytest.raises(Refused, match=words):
        attendance.quick(desk, training, 1, line)
    assert marks(desk, training) == {}


def test_a_period_that_is_not_there(desk: Desk) -> None:
    training = a_class(desk, people(desk, 1))
    with pytest.raises(Refused, match="没有第3节，这个班共有2节"):
        attendance.quick(desk, training, 3, "1")


def test_a_class_without_people(desk: Desk) -> None:
    with pytest.raises(Refused, match="还没有学员"):
        attendance.quick(desk, a_class(desk), 1, "1")


def test_the_number_of_who_left(desk: Desk) -> None:
    """Named alone it is refused; a range over it, or a number it is part of, is not."""
    training = a_class(desk, people(desk, 16))
    enrolments = trainings.load(desk, training).enrolments
    trainings.withdraw(desk, training, [enrolments[4]["id"]], "退出")
    attendance.quick(desk, training, 1, "1-15,16假")
    assert marks(desk, training) == {n: "√" for n in range(1, 16) if n != 5} | {16: "○"}
    attendance.quick(desk, training, 1, "全到,除15")
    assert marks(desk, training)[15] == "×"
    with pytest.raises(Refused, match="5号已不在名单中"):
        attendance.quick(desk, training, 1, "1-4,5迟")
    assert marks(desk, training)[15] == "×"


def test_marks_one_by_one_and_taken_away(desk: Desk) -> None:
    training = a_class(desk, people(desk, 2))
    of = trainings.load(desk, training)
    first, period = of.enrolments[0]["id"], of.periods[1]["id"]
    attendance.record(desk, training, {(first, period): Mark.EARLY})
    assert marks(desk, training, 2) == {1: "▽"}
    assert attendance.record(desk, training, {(first, period): Mark.EARLY}).operation == 0
    attendance.record(desk, training, {(first, period): None})
    assert marks(desk, training, 2) == {}
    attendance.record(desk, training, {(first, period): Mark.LATE})
    assert marks(desk, training, 2) == {1: "△"}


def test_walk_ins_known_and_new_and_who_is_on_the_roster_already(desk: Desk) -> None:
    known = people(desk, 3)
    training = a_class(desk, known[:2])
    period = trainings.load(desk, training).periods[0]["id"]
    done = attendance.walk_in(desk, training, [known[1], known[2], f"陈{RARE_NAME}"], period)
    assert done.sentence == "“虚构安全班”现场加入2人"
    assert marks(desk, training) == {2: "√", 3: "√", 4: "√"}
    fresh = trainings.load(desk, training).enrolments[3]
    assert (fresh["who"]["name"], fresh["walk_in"], fresh["who"]["office"]) == (f"陈{RARE_NAME}", 1, "370602")
    registers.undo(desk, done.operation)
    assert marks(desk, training) == {}
    assert len(registers.first(desk, "people", 9)) == 3


def test_tallies_by_person_and_by_period(desk: Desk) -> None:
    training = a_class(desk, people(desk, 3))
    attendance.quick(desk, training, 1, "1,2迟")
    attendance.quick(desk, training, 2, "1", rest=None)
    grid = attendance.load(desk, training)
    second = grid.of_period(grid.of.periods[1]["id"])
    assert (second.expected, second.present, second.unmarked) == (3, 1, 2)
    people_ = [grid.of_person(e["id"]) for e in grid.of.enrolments]
    assert [(t.present, t.late, t.absent, t.unmarked) for t in people_] == [
        (2, 0, 0, 0),
        (1, 1, 0, 1),
        (0, 0, 1, 1),
    ]


def test_what_was_marked_of_who_left_comes_back_with_her(desk: Desk) -> None:
    training = a_class(desk, people(desk, 2))
    attendance.quick(desk, training, 1, "1,2迟")
    second = trainings.load(desk, training).enrolments[1]["id"]
    gone = trainings.withdraw(desk, training, [second], "退出")
    assert marks(desk, training) == {1: "√"}
    registers.undo(desk, gone.operation)
    assert marks(desk, training) == {1: "√", 2: "△"}
