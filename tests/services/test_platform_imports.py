"""Exports of 职工之家APP, 益企有我 and 揭榜, and a table of nobody's layout: needs come in with their states, once."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from laomo_desktop.db import records
from laomo_desktop.db.query import Query
from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel.contact import _part
from laomo_desktop.excel.reading import open_workbook
from laomo_desktop.services import exports, imports, needs, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Verdict
from tests.people import RARE_NAME

APP_HEAD = ["序号", "诉求编号", "诉求标题", "诉求内容", "诉求企业", "提交日期", "提交时间", "联系人及电话", "紧急度", "办理状态"]
APP = [
    [1, "ZG001", "薄板焊接变形大", "板厚3毫米", "虚构机械甲公司", "2026-11-01", "08:12:33", "张三 13805350001", "特急", "待受理"],
    [2, "ZG002", "冷库制冷效率低", "", "虚构果品乙公司", "2026-11-02", "10:00:01", f"{RARE_NAME}13805350002", "一般", "处理中"],
    [3, "ZG003", "PLC老死机", "", "虚构化工丙公司", "2026-11-03", "15:30:00", "王五（13805350003）", "紧急", "已办结"],
    [3, "ZG003", "PLC老死机", "", "虚构化工丙公司", "2026-11-03", "15:30:00", "王五（13805350003）", "紧急", "已办结"],
    [4, "ZG004", "不会看图纸", "", "虚构机械甲公司", "2026-11-04", "09:00:00", "赵六/0535-6601234", "一般", "已撤销"],
]


def book(path: Path, rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    made.save(path)
    return path


def app(folder: Path, rows: Sequence[Sequence[object]] = APP) -> Path:
    titles = [["职工之家APP企业诉求导出"], ["导出时间：2026-11-20 09:12:44"]]
    return book(folder / "导出.xlsx", [*titles, APP_HEAD, *rows], ["A1:J1", "A2:J2"])


def bring(desk: Desk, path: Path) -> imports.Preview:
    of = imports.preview(desk, "needs", path)
    imports.apply(desk, of)
    return of


def stored(desk: Desk) -> dict[str, Record]:
    with desk.store.reading() as connection:
        return {row["platform"] or row["title"]: row for row in records.where(connection, "needs", {})}


def test_an_export_of_the_app_comes_in_with_its_states_and_only_once(desk: Desk, tmp_path: Path) -> None:
    path = app(tmp_path)
    guessed = imports.guess(open_workbook(path))
    assert guessed is REGISTERS["needs"]
    of = bring(desk, path)
    assert [line.verdict for line in of.lines] == [*[Verdict.NEW] * 3, Verdict.SKIPPED, Verdict.NEW]
    assert of.lines[3].reasons == ["与第6行完全相同，只导入一次。"]
    rows = stored(desk)
    assert {key: row["state"] for key, row in rows.items()} == {
        "ZG001": "登记", "ZG002": "服务中", "ZG003": "销号", "ZG004": "未解决",
    }  # fmt: skip
    assert [(rows[k]["contact"], rows[k]["phone"]) for k in sorted(rows)] == [
        ("张三", "13805350001"), (RARE_NAME, "13805350002"), ("王五", "13805350003"), ("赵六", "0535-6601234"),
    ]  # fmt: skip
    assert {row["source"] for row in rows.values()} == {"职工之家APP"}
    assert rows["ZG001"]["urgency"] == "紧急"
    assert rows["ZG003"]["closed"] == date.today().isoformat()
    assert rows["ZG003"]["result"]
    assert rows["ZG004"]["reason"]
    with pytest.raises(Refused, match="完全相同"):
        bring(desk, path)


def test_a_later_export_takes_states_on_but_never_back(desk: Desk, tmp_path: Path) -> None:
    bring(desk, app(tmp_path))
    here = stored(desk)["ZG001"]["id"]
    needs.move(desk, here, "dispatch")
    needs.move(desk, here, "serve")
    later = [list(row) for row in APP[:3]]
    later[1][9], later[2][9] = "已完成", "处理中"
    of = imports.preview(desk, "needs", app(tmp_path, later))
    assert [line.verdict for line in of.lines] == [Verdict.SAME, Verdict.CHANGED, Verdict.SAME]
    done = imports.apply(desk, of).done
    assert {k: stored(desk)[k]["state"] for k in ("ZG001", "ZG002", "ZG003")} == {
        "ZG001": "服务中", "ZG002": "销号", "ZG003": "销号",
    }  # fmt: skip
    assert stored(desk)["ZG002"]["closed"]
    registers.undo(desk, done.operation)
    assert stored(desk)["ZG002"]["state"] == "服务中"


def test_a_head_of_two_rows_moments_and_descriptions(desk: Desk, tmp_path: Path) -> None:
    path = book(
        tmp_path / "益企有我平台_工单.xlsx",
        [
            ["需求台账"],
            ["需求信息", None, None, None, "企业信息", None, None, "办理情况", None, None],
            ["工单号", "需求描述", "优先级", "创建时间", "单位", "联系人", "手机号", "当前进度", "反馈", "完成时间"],
            ["YQ1", "注塑件缩水", "高", datetime(2026, 10, 8, 14, 22), "虚构塑业公司", "钱七", "13805350005", "已派单", "", None],
            ["YQ2", "锅炉结垢", "中", datetime(2026, 10, 9, 9, 2), "虚构食品公司", "孙八", "13805350006", "已完成", "换了树脂", datetime(2026, 10, 30, 11)],
            ["YQ3", "想学六西格玛", "低", "2026-10-09 10:02:03", "虚构食品公司", "孙八", "13805350006", "无法解决", "没有专家", "2026/11/1"],
        ],
        ["A1:J1", "A2:D2", "E2:G2", "H2:J2"],
    )
    assert imports.guess(open_workbook(path)) is REGISTERS["needs"]
    bring(desk, path)
    rows = stored(desk)
    assert [(r["title"], r["state"], r["urgency"], r["raised"], r["closed"]) for _, r in sorted(rows.items())] == [
        ("注塑件缩水", "派单", "紧急", "2026-10-08", None),
        ("锅炉结垢", "销号", "较急", "2026-10-09", "2026-10-30"),
        ("想学六西格玛", "未解决", "一般", "2026-10-09", "2026-11-01"),
    ]
    assert {row["source"] for row in rows.values()} == {"益企有我"}
    assert rows["YQ3"]["reason"] == "没有专家"


def test_a_list_of_open_calls(desk: Desk, tmp_path: Path) -> None:
    path = book(
        tmp_path / "清单.xlsx",
        [
            ["揭榜编号", "榜单名称", "发榜单位", "技术领域", "主要技术指标", "悬赏金额（万元）", "发榜日期", "截止日期", "联系方式", "榜单状态"],
            ["JB1", "柴油机低排放改造", "虚构船舶公司", "轮机", "下降30%", 30, "2026年9月1日", "2026年12月31日", "周九，13805350007", "揭榜中"],
        ],
    )
    bring(desk, path)
    row = stored(desk)["JB1"]
    assert (row["state"], row["source"], row["contact"], row["phone"]) == ("登记", "揭榜攻关", "周九", "13805350007")


def test_columns_told_once_are_known_again_where_they_moved_to(desk: Desk, tmp_path: Path) -> None:
    heads = ["毛病", "哪家厂子", "什么时候提的", "谁管这事", "别的"]
    first = book(tmp_path / "土表.xlsx", [heads, ["叉车液压漏油", "虚构物流公司", "2026.11.5", "郑一 13805350009", "x"]])
    of = imports.preview(desk, "needs", first, lenient=True)
    assert of.problem
    layout = of.layout
    for index, name in enumerate(("title", "enterprise", "raised", "contact")):
        layout = layout.with_column(index, REGISTERS["needs"][name])
    imports.apply(desk, imports.with_layout(desk, of, layout))
    moved = ["序", "什么时候提的", "毛病", "谁管这事", "哪家厂子", "电话"]
    second = book(tmp_path / "土表2.xlsx", [moved, [1, "2026.11.6", "冷库不冷", "冯二", "虚构果品公司", "13805350010"]])
    again = imports.preview(desk, "needs", second)
    assert {again.layout.heads[i]: f.name for i, f in again.layout.columns.items()} == {
        "什么时候提的": "raised", "毛病": "title", "谁管这事": "contact", "哪家厂子": "enterprise", "电话": "phone",
    }  # fmt: skip
    imports.apply(desk, again)
    assert stored(desk)["叉车液压漏油"]["phone"] == "13805350009"
    assert stored(desk)["冷库不冷"]["phone"] == "13805350010"


def test_the_programs_own_words_are_not_unlearnt_by_leaving_a_column_out(desk: Desk, tmp_path: Path) -> None:
    """One layout without its 备注 does not take 备注 from another: only what the clerk changed is remembered."""
    bring(desk, app(tmp_path))
    other = book(tmp_path / "另.xlsx", [["需求", "企业", "提出日期", "备注"], ["换刀慢", "虚构机械甲公司", "2026-11-01", "急"]])
    assert [f.name for f in imports.preview(desk, "needs", other).layout.columns.values()] == ["title", "enterprise", "raised", "remark"]


def test_an_export_of_ours_with_states_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    bring(desk, app(tmp_path))
    path = tmp_path / "台账.xlsx"
    exports.export(desk, Query("needs"), path)
    of = imports.preview(desk, "needs", path)
    assert of.nothing_new, [line.changes for line in of.lines]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("张三 13805350000", ("张三", "13805350000")), ("13805350000张三", ("张三", "13805350000")),
        ("李四（0535-6601234）", ("李四", "0535-6601234")), ("王五 电话：138 0535 0000", ("王五", "138 0535 0000")),
        (f"{RARE_NAME}+86 13805350000", (RARE_NAME, "+86 13805350000")), ("阿依努尔·买买提/13805350000", ("阿依努尔·买买提", "13805350000")),
        ("张三", None), ("13805350000", None), ("张三13805350000李四", None), ("张三 37060219991231001X", None), (13805350000, None),
    ],
)  # fmt: skip
def test_a_name_and_a_number_in_one_cell(cell: object, parts: tuple[str, str] | None) -> None:
    assert _part(cell) == parts  # type: ignore[arg-type]


def test_a_list_of_projects_of_a_university(desk: Desk, tmp_path: Path) -> None:
    path = book(
        tmp_path / "高校.xlsx",
        [
            ["高校专家科研成果清单"],
            ["序号", "成果名称", "所属高校", "专家姓名", "研究方向", "合作模式", "成果简介", "成果有效期", "联系方式"],
            [1, "激光焊接工艺", "虚构大学", RARE_NAME, "焊接；制冷", "联合攻关、短期合作", "减少气孔", "2099-12-31", f"{RARE_NAME} 13805350011"],
        ],
        ["A1:I1"],
    )
    assert imports.guess(open_workbook(path)) is REGISTERS["offers"]
    of = imports.preview(desk, "offers", path)
    imports.apply(desk, of)
    with desk.store.reading() as connection:
        (row,) = records.where(connection, "offers", {})
    assert (row["specialties"], row["cooperation"], row["until"]) == ("焊接工艺、制冷与空调", "联合攻关、短期合作", "2099-12-31")
    assert (row["person.title"], row["contact"], row["phone"]) == (RARE_NAME, RARE_NAME, "13805350011")
    exports.export(desk, Query("offers"), tmp_path / "出.xlsx")
    assert imports.preview(desk, "offers", tmp_path / "出.xlsx").nothing_new
