"""Classes: periods, roster, copies, states."""

from pathlib import Path

import pytest

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import attendance, certificates, exports, imports, registers, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Verdict
from tests.people import RARE_NAME
from tests.services.making import a_class, people


def numbers(desk: Desk, training: RowId) -> dict[str, int]:
    return {e["who"]["name"]: e["number"] for e in trainings.load(desk, training).enrolments}


def halves(begins: str, ends: str, count: int | None = None) -> list[tuple[object, object]]:
    return [(p["day"], p["half"]) for p in trainings.planned_periods(begins, ends, count)]


def test_periods_are_planned_by_half_day() -> None:
    assert halves("2026-03-02", "2026-03-02") == [("2026-03-02", "上午")]
    assert halves("2026-02-28", "2026-03-01") == [
        ("2026-02-28", "上午"), ("2026-02-28", "下午"), ("2026-03-01", "上午"), ("2026-03-01", "下午"),
    ]  # fmt: skip
    assert halves("2026-03-02", "2026-03-02", 3)[-1] == ("2026-03-03", "上午")
    assert [p["number"] for p in trainings.planned_periods("2026-03-02", "2026-03-04")] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("begins", "ends", "count", "words"),
    [("2026-03-02", "2026-03-01", None, "早于"), ("2026-03-02", "2026-03-01", 4, "早于"),
     ("2026-03-02", "2026-03-02", 0, "节次数0"), ("2026-01-01", "2026-12-31", None, "1到120")],
)  # fmt: skip
def test_impossible_plans_are_refused(begins: str, ends: str, count: int | None, words: str) -> None:
    with pytest.raises(Refused, match=words):
        trainings.planned_periods(begins, ends, count)


def test_a_class_is_made_whole(desk: Desk) -> None:
    [known] = people(desk, 1)
    head = {
        "title": "虚构班",
        "kind": "技能培训",
        "begins": "2026-03-02",
        "ends": "2026-03-03",
        "place": "三楼",
    }
    done = trainings.create(desk, head, instructors=[known, "曾虚构", RARE_NAME])
    of = trainings.load(desk, done.key)
    assert (of.training["state"], of.training["host"]) == ("筹备", desk.office.full)
    assert (of.training["pass_share"], of.training["office"]) == (80, "370602")
    assert len(of.periods) == 4
    assert of.instructor_names == f"{RARE_NAME}、曾虚构"  # the name is that of the one we know
    assert len(registers.first(desk, "people", 9)) == 2


def test_a_rule_left_empty_stays_empty(desk: Desk) -> None:
    training = a_class(desk, pass_share=None)
    assert trainings.load(desk, training).training["pass_share"] is None


@pytest.mark.parametrize(
    ("values", "words"), [({"ends": "2026-03-01"}, "结束日期"), ({"pass_share": 120}, "合格出勤率")]
)
def test_a_class_that_contradicts_itself_is_not_made(
    desk: Desk, values: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        a_class(desk, **values)
    assert registers.first(desk, "trainings", 9) == []


def test_a_class_that_cannot_be_made_makes_no_instructors(desk: Desk) -> None:
    head = {"title": "虚构班", "kind": "技能培训", "begins": "2026-03-02"}
    with pytest.raises(Refused):
        trainings.create(desk, head, instructors=["单样例", "名字3"])
    assert registers.first(desk, "people", 9) == []


def test_numbers_stay_with_who_left(desk: Desk) -> None:
    keys = people(desk, 4)
    training = a_class(desk, keys[:3])
    names = list(numbers(desk, training))
    second = trainings.load(desk, training).enrolments[1]["id"]
    trainings.withdraw(desk, training, [second], "生病")
    trainings.enrol(desk, training, [keys[3], keys[0]])
    assert sorted(numbers(desk, training).values()) == [1, 3, 4]
    back = trainings.enrol(desk, training, [keys[1]])
    assert numbers(desk, training)[names[1]] == 5
    assert back.keys == (second,)


def test_enrolling_who_is_there_does_nothing(desk: Desk) -> None:
    keys = people(desk, 2)
    training = a_class(desk, keys)
    done = trainings.enrol(desk, training, [*keys, keys[0]])
    assert (done.operation, done.keys) == (0, ())


def test_the_roster_is_numbered_anew(desk: Desk) -> None:
    training = a_class(desk, people(desk, 3))
    order = [e["id"] for e in trainings.load(desk, training).enrolments][::-1]
    trainings.renumber(desk, training, order)
    assert [e["id"] for e in trainings.load(desk, training).enrolments] == order
    assert trainings.renumber(desk, training, order).operation == 0
    for wrong in (order[:2], [*order, order[0]]):
        with pytest.raises(Refused, match="请刷新后再排序"):
            trainings.renumber(desk, training, wrong)


def test_a_copy_shifts_every_date(desk: Desk) -> None:
    keys = people(desk, 2)
    head = {
        "title": "虚构班",
        "kind": "技能培训",
        "begins": "2026-02-27",
        "ends": "2026-02-28",
        "pass_share": None,
    }
    source = trainings.create(desk, head, instructors=keys[:1]).key
    trainings.enrol(desk, source, keys)
    attendance.quick(desk, source, 1, "全到")
    copied = trainings.load(desk, trainings.copy(desk, source, "2026-12-31", title="虚构班二期").key)
    assert (copied.training["begins"], copied.training["ends"]) == ("2026-12-31", "2027-01-01")
    assert [p["day"] for p in copied.periods] == ["2026-12-31"] * 2 + ["2027-01-01"] * 2
    assert (copied.training["state"], copied.training["pass_share"]) == ("筹备", None)
    assert [e["number"] for e in copied.enrolments] == [1, 2]
    assert copied.instructor_names == RARE_NAME
    assert attendance.load(desk, copied.training["id"]).marks == {}
    bare = trainings.copy(desk, source, "2026-05-01", with_roster=False)
    assert trainings.load(desk, bare.key).enrolments == []


def test_states_in_their_order_and_back_with_a_reason(desk: Desk) -> None:
    training = a_class(desk)
    with pytest.raises(Refused, match="现在是“筹备”"):
        trainings.move(desk, training, "finish")
    for code in ("start", "finish", "archive"):
        trainings.move(desk, training, code)
    with pytest.raises(Refused, match="原因"):
        trainings.move(desk, training, "reopen")
    assert trainings.move(desk, training, "reopen", "补发证").sentence == "“虚构安全班”：归档→结业（补发证）"


def test_an_archived_class_stays_as_it_is(desk: Desk) -> None:
    keys = people(desk, 3)
    training = a_class(desk, keys[:2])
    of = trainings.load(desk, training)
    first, period = of.enrolments[0]["id"], of.periods[0]["id"]
    for code in ("start", "finish", "archive"):
        trainings.move(desk, training, code)
    for act in (
        lambda: trainings.enrol(desk, training, keys[2:]),
        lambda: trainings.withdraw(desk, training, [first], "退"),
        lambda: trainings.renumber(desk, training, [e["id"] for e in of.enrolments]),
        lambda: trainings.set_scores(desk, training, {first: {"theory": 90}}),
        lambda: attendance.quick(desk, training, 1, "全到"),
        lambda: attendance.walk_in(desk, training, keys[2:], period),
    ):
        with pytest.raises(Refused, match="已归档"):
            act()
    assert len(trainings.load(desk, training).enrolments) == 2


def test_scores_lie_between_0_and_100(desk: Desk) -> None:
    training = a_class(desk, people(desk, 1))
    [enrolment] = trainings.load(desk, training).enrolments
    trainings.set_scores(desk, training, {enrolment["id"]: {"theory": 90, "practice": 0}})
    with pytest.raises(Refused, match="成绩101不对"):
        trainings.set_scores(desk, training, {enrolment["id"]: {"theory": 101}})
    [kept] = trainings.load(desk, training).enrolments
    assert (kept["theory"], kept["practice"]) == (90, 0)


def state_of(desk: Desk, training: RowId) -> str:
    return str(registers.get(desk, "trainings", training)["state"])


def test_attendance_begins_the_class_and_undo_takes_that_back(desk: Desk) -> None:
    training = a_class(desk, people(desk, 3))
    done, _ = attendance.quick(desk, training, 1, "1-3")
    assert state_of(desk, training) == "开班"
    registers.undo(desk, done.operation)
    assert state_of(desk, training) == "筹备"


def test_a_score_begins_the_class_and_an_empty_one_does_not(desk: Desk) -> None:
    training = a_class(desk, people(desk, 1))
    key = trainings.load(desk, training).enrolments[0]["id"]
    trainings.set_scores(desk, training, {key: {"theory": None}})
    assert state_of(desk, training) == "筹备"
    trainings.set_scores(desk, training, {key: {"theory": 90}})
    assert state_of(desk, training) == "开班"


def test_certificates_end_a_class_whose_periods_are_complete(desk: Desk) -> None:
    both = people(desk, 2)
    whole, half = a_class(desk, both), a_class(desk, both, title="虚构未完班")
    count = len(trainings.load(desk, whole).periods)
    for number in range(1, count + 1):
        attendance.quick(desk, whole, number, "全到")
    attendance.quick(desk, half, 1, "全到")
    for training, state in ((whole, "结业"), (half, "开班")):
        key = trainings.load(desk, training).enrolments[0]["id"]
        trainings.set_scores(desk, training, {key: {"theory": 90}})
        registers.set_field(desk, "trainings", [training], "pass_share", "0")
        certificates.issue(desk, training)
        assert state_of(desk, training) == state


def test_a_class_with_attendance_does_not_go_back_to_preparing(desk: Desk) -> None:
    training = a_class(desk, people(desk, 1))
    attendance.quick(desk, training, 1, "1")
    with pytest.raises(Refused, match="已经登记了考勤"):
        trainings.move(desk, training, "prepare_again", "登记有误")
    assert trainings.move(desk, training, "finish").sentence.endswith("开班→结业")


def test_who_joins_late_is_not_missing_before(desk: Desk) -> None:
    training = a_class(desk, people(desk, 2))
    attendance.quick(desk, training, 1, "全到")
    second = trainings.load(desk, training).periods[1]["id"]
    attendance.walk_in(desk, training, [RARE_NAME], second)
    attendance.quick(desk, training, 1, "1-2,3缺")
    grid = attendance.load(desk, training)
    first = grid.of.periods[0]["id"]
    assert grid.of_period(first).expected == 3, "named alone she is on the sheet"
    registers.undo(desk, registers.operations(desk, limit=1)[0].number)
    grid = attendance.load(desk, training)
    assert (grid.of_period(first).expected, grid.of_period(first).unmarked) == (2, 0)
    mine = grid.of_person(grid.of.enrolments[2]["id"])
    assert (mine.expected, mine.present, mine.absent) == (len(grid.of.periods), 1, 1)


def test_a_class_ends_with_its_last_period_where_nothing_is_told(desk: Desk, tmp_path: Path) -> None:
    """Else an export read back would fill in the day it began."""
    plan = trainings.planned_periods("2026-03-02", "2026-03-03", 4)
    head = {"title": "两天的班", "kind": "安全生产大课堂", "begins": "2026-03-02"}
    key = trainings.create(desk, head, periods=plan).key
    assert registers.get(desk, "trainings", key)["ends"] == "2026-03-03"
    exports.export(desk, Query("trainings"), tmp_path / "t.xlsx")
    assert {line.verdict for line in imports.preview(desk, "trainings", tmp_path / "t.xlsx").lines} == {Verdict.SAME}
