"""Registers out to workbooks, and templates."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from laomo_desktop.db import journal, records
from laomo_desktop.db.query import Query
from laomo_desktop.domain import period
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import (
    attendance,
    class_lists,
    exports,
    exports_told,
    figures,
    imports,
    registers,
    trainings,
    visits,
)
from laomo_desktop.services.desk import Desk
from tests.people import make_person
from tests.services.making import a_class, add, entries_of, people


def cells(path: Path) -> list[list[object]]:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    finally:
        book.close()


def test_an_export_has_whole_numbers_and_is_noted(desk: Desk, tmp_path: Path) -> None:
    people(desk, 3)
    add(desk, "people", **entries_of(make_person(3)), enterprise="虚构厂")
    done = exports.export(desk, Query("people"), tmp_path / "人员.xlsx")
    words = {str(cell) for row in cells(tmp_path / "人员.xlsx") for cell in row if cell is not None}
    for person in map(make_person, range(4)):
        assert {person.name, person.id_number, person.phone} <= words
    assert "虚构厂" in words
    with desk.store.reading() as connection:
        newest = journal.operations(connection, limit=1)[0]
    assert (newest.number, newest.sentence) == (done.operation, "导出人员4人到“人员.xlsx”")


def test_only_what_the_list_shows(desk: Desk, tmp_path: Path) -> None:
    people(desk, 3)
    done = exports.export(desk, Query("people", find=make_person(1).id_number), tmp_path / "a.xlsx")
    assert "导出人员1人" in done.sentence


def test_an_unknown_register_is_told_with_those_there_are(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"没有叫“animals”的台账，可用的有：.*people（人员）"):
        exports.export(desk, Query("animals"), tmp_path / "a.xlsx")


def test_a_place_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    people(desk, 1)
    (tmp_path / "file").touch()
    with pytest.raises(Refused):
        exports.export(desk, Query("people"), tmp_path / "file" / "a.xlsx")
    with desk.store.reading() as connection:
        assert "导出" not in journal.operations(connection, limit=1)[0].kind


@pytest.mark.parametrize(
    "register", [name for name, reg in REGISTERS.items() if reg.columns and reg.importable]
)
def test_every_importable_register_has_a_template(desk: Desk, tmp_path: Path, register: str) -> None:
    exports.template(desk, register, tmp_path / "t.xlsx")
    words = {str(cell) for row in cells(tmp_path / "t.xlsx") for cell in row if cell is not None}
    assert any(REGISTERS[register][REGISTERS[register].title].label in word for word in words)


def test_who_a_row_brings_together_stands_in_it(desk: Desk, tmp_path: Path) -> None:
    firms = ["烟台虚构船舶有限公司", "烟台虚构机床有限公司"]
    key = visits.create(
        desk, {"title": "焊接变形", "kind": "技术支持行", "day": "2026-03-06"}, visits.Parts(firms, ["王试𬍛", "李虚构"], {})
    ).key
    visits.create(desk, {"title": "无人", "kind": "思想引领行", "day": "2026-03-05"}, visits.Parts([], [], {}))
    exports.export(desk, Query("visits"), tmp_path / "活动.xlsx")
    head, first, second = cells(tmp_path / "活动.xlsx")
    told = dict(zip(head, first, strict=True))
    assert (told["服务企业"], told["参加人员"], told["解决需求"]) == ("、".join(firms), "王试𬍛、李虚构", None)
    assert dict(zip(head, second, strict=True))["服务企业"] is None
    with desk.store.reading() as connection:
        row = records.where(connection, "visit_people", {"visit": key}, order=("n",))[0]["id"]
    registers.delete(desk, "visit_people", [row], "填错")
    exports.export(desk, Query("visits"), tmp_path / "活动.xlsx")
    assert dict(zip(head, cells(tmp_path / "活动.xlsx")[1], strict=True))["参加人员"] == "李虚构"


def test_what_figures_count_stands_in_the_workbook(desk: Desk, tmp_path: Path) -> None:
    """Each enterprise's own number, and who came to which period: enough to count the figures again."""
    firms = ["烟台虚构船舶有限公司", "烟台虚构机床有限公司"]
    parts = visits.Parts(firms, workers={firms[0]: 25})
    visits.create(desk, {"title": "安全检查", "kind": "安全生产行", "day": "2026-03-06"}, parts)
    visits.create(desk, {"title": "一家", "kind": "安全生产行", "day": "2026-03-05"}, visits.Parts(["虚构厂"]))
    training = a_class(desk, people(desk, 3))
    attendance.quick(desk, training, 1, "1,2迟,3缺")
    exports.export(desk, Query("visits"), tmp_path / "活动.xlsx")
    head, *lines = cells(tmp_path / "活动.xlsx")
    told = [dict(zip(head, line, strict=True))["服务企业分写人次"] for line in lines]
    assert told == ["25、—", None]
    exports.export(desk, Query("trainings"), tmp_path / "班.xlsx")
    head, line = cells(tmp_path / "班.xlsx")
    periods = str(dict(zip(head, line, strict=True))["各节实到"]).split("；")
    assert periods[0].endswith("实到2/3")
    assert all(period.endswith("未登记") for period in periods[1:])
    exports.export(desk, Query("attendance"), tmp_path / "考勤.xlsx")
    head, *marks = cells(tmp_path / "考勤.xlsx")
    told = [dict(zip(head, line, strict=True)) for line in marks]
    assert {row["培训班"] for row in told} == {registers.get(desk, "trainings", training)["title"]}
    assert all(isinstance(row["日期"], datetime) for row in told)
    for register, name in (("visits", "活动"), ("trainings", "班")):
        assert imports.preview(desk, register, tmp_path / f"{name}.xlsx").nothing_new


def told(path: Path) -> list[dict[object, object]]:
    head, *lines = cells(path)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_attendance_of_classes_counts_the_figures_again(desk: Desk, tmp_path: Path) -> None:
    """Two of one name are two; who left a class, and other classes, are not in it."""
    twins = [add(desk, "people", name="王试𬍛", phone=f"1997777000{n}", enterprise="虚构厂") for n in range(2)]
    leaver, *others = people(desk, 3)
    first = a_class(desk, [*twins, leaver], title="一班")
    second = a_class(desk, [twins[0], *others], title="二班")
    third = a_class(desk, others, title="三班")
    for training in (first, second, third):
        attendance.quick(desk, training, 1, "全到")
    attendance.quick(desk, first, 2, "1,2迟")
    trainings.withdraw(desk, first, [trainings.load(desk, first).enrolments[2]["id"]], "重复报名")
    exports.export(desk, class_lists.of_classes("attendance", Query("trainings")), tmp_path / "全部.xlsx")
    present = [row for row in told(tmp_path / "全部.xlsx") if row["考勤"] in exports_told.PRESENT]
    counted = figures.figures(desk, period.year(2026))
    assert len(present) == counted["attendances"].now == 2 + 3 + 2 + 2
    assert len({(row["学员"], row["身份证号"], row["手机"]) for row in present}) == counted["people"].now == 4
    assert {(row["序号"], row["时段"], row["单位"]) for row in present if row["手机"] == "19977770001"} == {
        (2, "上午", "虚构厂"), (2, "下午", "虚构厂"),
    }  # fmt: skip
    of_two = Query("trainings", keys=(first, second))
    exports.export(desk, class_lists.of_classes("attendance", of_two), tmp_path / "两班.xlsx")
    assert {row["培训班"] for row in told(tmp_path / "两班.xlsx")} == {"一班", "二班"}
    assert len(told(tmp_path / "两班.xlsx")) == 4 + 3
    exports.export(desk, class_lists.of_classes("periods", of_two), tmp_path / "节次.xlsx")
    assert [(row["培训班"], row["节次"]) for row in told(tmp_path / "节次.xlsx")] == [
        ("二班", 1), ("二班", 2), ("一班", 1), ("一班", 2),
    ]  # fmt: skip
    found = Query("trainings", find="一班", filters={"kind": ("安全生产大课堂",)})
    exports.export(desk, class_lists.of_classes("enrolments", found), tmp_path / "学员.xlsx")
    roster = told(tmp_path / "学员.xlsx")
    assert [(row["序号"], row["姓名"], row["手机"], row["单位"]) for row in roster] == [
        (n + 1, "王试𬍛", f"1997777000{n}", "虚构厂") for n in range(2)
    ]
