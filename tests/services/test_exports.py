"""Registers out to workbooks, and templates."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from laomo_desktop.db import journal, records
from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import attendance, exports, imports, registers, visits
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
