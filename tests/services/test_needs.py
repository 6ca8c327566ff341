"""Needs: entered quickly, moved with what closing wants, overdue ones found, taken in from a platform's export."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import exports, imports, needs, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.needs import Closing

TODAY = date.today()
LEAK = "高压釜法兰密封处渗漏"


def state(desk: Desk, need: bytes) -> str:
    return str(registers.get(desk, "needs", need)["state"])


def walk(desk: Desk, need: bytes, *codes: str) -> None:
    for code in codes:
        needs.move(desk, need, code, "原因")


def test_a_need_is_entered_with_an_enterprise_nobody_knew(desk: Desk) -> None:
    done = needs.quick(desk, LEAK, " 虚构化工𬍛䶮有限公司 ", urgency="紧急")
    row = registers.get(desk, "needs", done.key)
    assert (row["enterprise.title"], row["raised"]) == ("虚构化工𬍛䶮有限公司", TODAY.isoformat())
    assert (row["office"], row["state"], row["source"]) == ("370602", "登记", "上门走访")
    again = needs.quick(desk, "另一件", "虚构化工𬍛䶮有限公司")
    assert registers.get(desk, "needs", again.key)["enterprise"] == row["enterprise"]
    registers.undo(desk, again.operation)
    registers.undo(desk, done.operation)
    with desk.store.reading() as connection:
        assert Query("enterprises").reg.name == "enterprises"
        assert (
            connection.exec_driver_sql("select count(*) from enterprises where deleted is null").scalar() == 0
        )


@pytest.mark.parametrize(("title", "enterprise"), [("", "虚构厂"), ("  ", "虚构厂"), (LEAK, ""), (LEAK, " ")])
def test_an_empty_entry_is_refused_and_nothing_is_kept(desk: Desk, title: str, enterprise: str) -> None:
    with pytest.raises(Refused, match="不能为空"):
        needs.quick(desk, title, enterprise)
    with desk.store.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from needs").scalar() == 0


def test_impossible_dates_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="早于提出日期"):
        needs.quick(desk, LEAK, "虚构厂", due=(TODAY - timedelta(1)).isoformat())
    with pytest.raises(Refused, match="今天以后"):
        needs.quick(desk, LEAK, "虚构厂", raised=(TODAY + timedelta(1)).isoformat())


def test_closing_wants_its_result_and_keeps_what_it_brought(desk: Desk) -> None:
    need = needs.quick(desk, LEAK, "虚构厂").key
    walk(desk, need, "dispatch", "serve", "report")
    with pytest.raises(Refused, match="要写明解决情况"):
        needs.move(desk, need, "close")
    assert state(desk, need) == "待确认"
    done = needs.move(desk, need, "close", closing=Closing("更换缠绕垫片", 1_200_000, "非常满意"))
    row = registers.get(desk, "needs", need)
    assert (row["state"], row["result"], row["benefit"]) == ("销号", "更换缠绕垫片", 1_200_000)
    assert (row["satisfaction"], row["closed"]) == ("非常满意", TODAY.isoformat())
    registers.undo(desk, done.operation)
    assert registers.get(desk, "needs", need)["closed"] is None


def test_giving_up_wants_a_reason_and_a_need_may_come_back(desk: Desk) -> None:
    need = needs.quick(desk, LEAK, "虚构厂").key
    with pytest.raises(Refused, match="要写明原因"):
        needs.move(desk, need, "give_up_early", " ")
    needs.move(desk, need, "give_up_early", "企业已停产")
    row = registers.get(desk, "needs", need)
    assert (row["state"], row["reason"], row["closed"]) == ("未解决", "企业已停产", TODAY.isoformat())
    needs.move(desk, need, "register_again", "企业恢复生产")
    row = registers.get(desk, "needs", need)
    assert (row["state"], row["closed"]) == ("登记", None)
    with pytest.raises(Refused, match="现在可以：派单、未解决"):
        needs.move(desk, need, "close", closing=Closing("好了"))


def test_a_closing_day_cannot_lie_before_the_need_or_in_the_future(desk: Desk) -> None:
    need = needs.quick(desk, LEAK, "虚构厂").key
    walk(desk, need, "dispatch", "serve", "report")
    for wrong in (TODAY - timedelta(1), TODAY + timedelta(1)):
        with pytest.raises(Refused, match="办结日期"):
            needs.move(desk, need, "close", closing=Closing("好了", day=wrong))


def test_overdue_needs_come_up_by_themselves(desk: Desk) -> None:
    long_ago, lately = (TODAY - timedelta(n) for n in (40, 2))
    raised = (TODAY - timedelta(60)).isoformat()
    second = needs.quick(desk, "乙", "虚构厂", raised=raised, due=lately.isoformat()).key
    first = needs.quick(desk, "甲", "虚构厂", raised=raised, due=long_ago.isoformat()).key
    given_up = needs.quick(desk, "丙", "虚构厂", raised=raised, due=lately.isoformat()).key
    needs.quick(desk, "丁", "虚构厂", due=TODAY.isoformat())
    needs.quick(desk, "戊", "虚构厂")
    needs.move(desk, given_up, "give_up_early", "已停产")
    found = needs.overdue(desk)
    assert [row["id"] for row in found] == [first, second]
    assert [needs.days_over(row) for row in found] == [40, 2]


HEADS = (
    "需求编号", "需求名称", "需求单位", "所在区市", "需求类型", "所需技术", "问题描述", "联系人", "联系方式",
    "发布时间", "完成时限", "来源平台",
)  # fmt: skip


def platform_export(path: Path, *rows: tuple[object, ...]) -> Path:
    """As 益企有我 would give it out: a title over the head, dates as the platform writes them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["企业需求汇总表（导出）"])
    sheet.append(HEADS)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_platforms_export_comes_in_and_the_same_one_again_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    row = ("YQ2026-0007", "不锈钢薄板焊接变形", "虚构船舶有限公司", "芝罘区", "技术问题", "焊接", "3毫米板焊后翘曲",
           "陈㛃", "19900000007", "2026/3/6", "2026年4月1日", "益企有我")  # fmt: skip
    bad = (*("YQ2026-0008", "", "虚构船舶有限公司"), *row[3:])
    file = platform_export(tmp_path / "平台.xlsx", row, bad)
    of = imports.preview(desk, "needs", file)
    assert {v.name: n for v, n in of.counts.items() if n} == {"NEW": 1, "WRONG": 1}
    imports.apply(desk, of)
    need = registers.first(desk, "needs", 1)[0]
    assert (need["platform"], need["title"], need["enterprise.title"]) == row[:3]
    assert (need["raised"], need["due"], need["state"]) == ("2026-03-06", "2026-04-01", "登记")
    assert (need["category"], need["specialties"], need["office"]) == ("技术难题", "焊接工艺", "370602")
    again = imports.preview(desk, "needs", file)
    assert {v.name: n for v, n in again.counts.items() if n} == {"SAME": 1, "WRONG": 1}


def test_export_then_import_is_a_no_op(desk: Desk, tmp_path: Path) -> None:
    key = needs.quick(desk, LEAK, "虚构厂", trade="钳工、焊工", detail="一行\n二行", benefit=500_00).key
    needs.move(desk, key, "give_up_early", "已停产")
    file = tmp_path / "需求.xlsx"
    exports.export(desk, Query("needs"), file)
    of = imports.preview(desk, "needs", file)
    assert {v.name: n for v, n in of.counts.items() if n} == {"SAME": 1}
