"""Packages in the clerk's words: what would come, what went out, how a package stands."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.times import local
from laomo_desktop.services.exchange import Exported, Intake
from laomo_desktop.services.exchange.ledger import Entry, Line
from laomo_desktop.services.exchange.packages import (
    DELIVERED,
    REJECTED,
    SENT,
    TAKEN,
    WAITING,
    WRITTEN,
)
from laomo_desktop.sync import ledger as timeline
from laomo_desktop.sync.model import Counts
from laomo_desktop.ui.theme.colours import LIGHT

_NOTHING = re.compile(r"0[^\d.]*")
"""0, 0场, 0人次: not worth a word beside the others."""
STATES = (WRITTEN, DELIVERED, TAKEN, REJECTED, WAITING)
LOOKS = {
    WRITTEN: ("export", LIGHT.text_soft),
    DELIVERED: ("forward", LIGHT.accent),
    TAKEN: ("check", LIGHT.good),
    REJECTED: ("warning", LIGHT.bad),
    WAITING: ("info", LIGHT.warn),
}
"""State -> icon and colour; the state's word stands beside it."""


def coming(counts: Counts, unit: str) -> str:
    """新增 12 人，更新 3 人，2 人待处理"""
    waits = counts.doubtful + counts.conflict
    told = [f"新增 {counts.new} {unit}"] if counts.new else []
    told += [f"更新 {counts.changed} {unit}"] if counts.changed else []
    told += [f"{waits} {unit}待处理"] if waits else []
    return "，".join(told) or f"{counts.same} {unit}没有变化"


def by_register(intake: Intake) -> list[str]:
    """What changes in each register, in one flowing line: the button below it has to be seen at 150 % too."""
    told = [
        f"{REGISTERS[name].label}：{coming(counts, REGISTERS[name].unit)}"
        for name, counts in intake.counts.items()
    ]
    return ["；".join(told) + "。"] if told else ["内容都已经有了，导入后资料不会变化。"]


def on_paper(intake: Intake) -> str:
    """What the stamped cover must bear too: short code and figures."""
    told = "，".join(f"{label} {number}" for label, number in intake.figures if not _NOTHING.fullmatch(number))
    return f"与封面核对：短码 {intake.code}" + (f"；{told}" if told else "")


def whose(intake: Intake) -> str:
    """福山区第3包, 市总回执包第3包"""
    who = "市总回执包" if intake.office.is_city else intake.office.short
    return f"{who}第{intake.number}包"


def went_out(made: Exported) -> str:
    """What lies in a package that was written."""
    told = []
    for name, count in made.counts.items():
        unit = REGISTERS[name].unit
        parts = [
            f"{word} {number} {unit}"
            for word, number in (("新增", count.new), ("更新", count.changed), ("删除", count.deleted))
            if number
        ]
        told.append(f"{REGISTERS[name].label}：{'，'.join(parts)}")
    told += [f"回执：{made.receipts} 份"] if made.receipts else []
    return "；".join(told) + "。" if told else "没有新的改动，只报告平安。"


def package(entry: Entry) -> str:
    """发出 第3包"""
    return f"{entry.direction} {numbered(entry)}"


def whose_package(entry: Entry) -> str:
    """芝罘区第3包, 给芝罘区的第3包, 市总第3包"""
    who = "市总" if entry.office.is_city else entry.office.short
    to = f"给{who}的" if entry.direction == SENT else who
    return f"{to}{numbered(entry)}"


def numbered(entry: Entry) -> str:
    """第3包, or 第3包（2号机，重新编号后） where that tells it from others of the same number."""
    told = [f"{entry.pc}号机"] if entry.pc else []
    told += ["重新编号后"] if entry.again else []
    return f"第{entry.number}包（{'，'.join(told)}）" if told else f"第{entry.number}包"


def what_to_do(entry: Entry) -> str:
    """The next step for a package that is stuck; empty where there is none."""
    if entry.direction == SENT:
        return {
            WRITTEN: "还没有回执也不要紧：丢了、没带到都没关系，下一个包会把没有确认的内容全部带上。",
            DELIVERED: "对方程序升级、入库以后，下一份回执会改成“已入库”。",
            REJECTED: "请看退回的原因；改正后再导出一个新的包就行，内容会重新带上。",
        }.get(entry.state, "")
    return {
        REJECTED: "请让对方重新导出一个包；本机的资料没有受影响。",
        WAITING: "文件替您存着：本机程序升级以后，在本页点“导入待升级的包”。",
    }.get(entry.state, "")


def standing(entry: Entry) -> str:
    """One sentence on how a package stands."""
    if entry.direction == SENT:
        words = {
            WRITTEN: "已写到文件，还没有收到回执",
            DELIVERED: "对方已收到",
            TAKEN: "对方已入库",
            REJECTED: "被对方退回",
        }.get(entry.state, entry.state)
    else:
        words = {
            TAKEN: "已入库",
            REJECTED: "已退回，没有入库",
            WAITING: "由更新版本的程序写出",
        }.get(entry.state, entry.state)
    reason = f"，{entry.reason}" if entry.reason and entry.reason not in words else ""
    who = "市总" if entry.office.is_city else entry.office.short
    what = f"给{who}的" if entry.direction == SENT else f"收到{who}的"
    return f"{what}{numbered(entry)}：{words}{reason}".rstrip("。") + "。"


def whole(entry: Entry) -> str:
    """All of the ledger's columns, one a line, but those that are empty."""
    told = (
        (f"{whose_package(entry)}：{entry.state}", True), (f"时间 {local(entry.at)}", entry.at),
        (f"短码 {entry.code}", entry.code), (f"经办 {entry.by}", entry.by),
        (entry.reason or entry.counts, entry.reason or entry.counts),
    )  # fmt: skip
    return "\n".join(line for line, there in told if there)


def day(at: str) -> str:
    """11-22, or with its year where that is another one."""
    told = local(at)[:10] if at else ""
    return told.removeprefix(f"{date.today().year}-")


def numbers(given: Sequence[int]) -> str:
    """第3、7–9包; "" for none."""
    return timeline.sentence("", given).partition("缺")[2]


def stopped(line: Line) -> str:
    """退回1、待升级1; "" when nothing is stopped."""
    return "、".join(
        f"{state}{count}" for state in (REJECTED, WAITING) if (count := _count(line.received, state))
    )


def _count(entries: Iterable[Entry], state: str) -> int:
    return sum(entry.state == state for entry in entries)
