"""One package laid open for a clerk: what it brought, its receipt down to the record, its figures against today's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.query import Query
from laomo_desktop.db.records import Record
from laomo_desktop.domain import offices
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import agreeing, books, packages, totals
from laomo_desktop.services.exchange.ledger import Entry, counted, entry
from laomo_desktop.sync.model import Answer, Counts, Receipt

_COUNTED = ("新增", "更新", "相同", "存疑", "冲突")
_WRITTEN = ("新增", "更新", "删除")


@dataclass(frozen=True, slots=True)
class Told:
    """What a receipt says of one record: its register, what it is called here, the verdict, why."""

    register: str
    title: str
    verdict: str
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure of the cover: as reported, and as this store counts it now (None where it does not count it)."""

    label: str
    reported: str
    now: str | None

    @property
    def differs(self) -> bool:
        return self.now is not None and self.now != self.reported


@dataclass(frozen=True, slots=True)
class Story:
    """A package. ``contents``: register label and words; ``receipt`` one sentence, empty while there is none."""

    entry: Entry
    contents: tuple[tuple[str, str], ...]
    receipt: str
    answers: tuple[Told, ...]
    figures: tuple[Gap, ...]
    supplement: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether the city has our rows as we have them. ``same`` is None while that cannot be told; ``todo`` what next,
    ``where`` the registers that differ, ``again`` whether sending all again may mend it."""

    same: bool | None
    sentence: str
    todo: str = ""
    where: tuple[str, ...] = ()
    again: bool = False


def story(desk: Desk, key: RowId) -> Story:
    """All that the ledger knows of a package."""
    with desk.store.reading() as connection:
        row = records.get(connection, "packages", key)
        details = packages.details(row)
        receipt = packages.receipt_of(row)
        answers = _answers(connection, receipt.answers) if receipt else ()
        figures = tuple(_figures(connection, desk, row, details.get("totals", {})))
    sent = row["direction"] == packages.SENT
    contents = tuple(_contents(details.get("registers", {}), _WRITTEN if sent else _COUNTED))
    told = _receipt(receipt, ours=not sent) if receipt else ""
    words = totals.supplement_words(details.get("totals", {}))
    return Story(entry(desk, key), contents, told, answers, figures, words)


def _contents(counted: Mapping[str, Sequence[int]], labels: Sequence[str]) -> list[tuple[str, str]]:
    told = []
    for name, numbers in counted.items():
        register = REGISTERS.get(name)
        parts = [f"{label}{number:,}" for label, number in zip(labels, numbers, strict=False) if number]
        if register is not None and parts:
            told.append((register.label, "，".join(parts)))
    return told


def _receipt(receipt: Receipt, *, ours: bool) -> str:
    """``ours``: the one this office gave."""
    state = packages.ANSWERED[receipt.status]
    words = f"{'我方给的' if ours else '市总的'}回执：{state}"
    if receipt.counts != Counts():
        words += f"，{counted(receipt.counts)}"
    if receipt.reason:
        words += f"，{receipt.reason.rstrip('。')}"
    return f"{words}。"


def _answers(connection: Connection, answers: Sequence[Answer]) -> tuple[Told, ...]:
    by_table: dict[str, list[bytes]] = {}
    for answer in answers:
        by_table.setdefault(answer.table, []).append(bytes.fromhex(answer.id))
    known = {n: query.titles(connection, n, keys) for n, keys in by_table.items() if n in REGISTERS}
    return tuple(_answer(answer, known.get(answer.table, {})) for answer in answers)


def _answer(answer: Answer, titles: Mapping[RowId, str]) -> Told:
    register = REGISTERS.get(answer.table)
    label = register.label if register else answer.table
    return Told(label, titles.get(bytes.fromhex(answer.id), "") or label, answer.verdict, answer.text)


def _figures(connection: Connection, desk: Desk, row: Record, told: Mapping[str, Any]) -> list[Gap]:
    """The cover's figures; those that are plain counts beside what this store has of that office now."""
    received = row["direction"] == packages.RECEIVED
    whose = row["office"] if received else desk.office.code
    now = totals.figures(connection, whose) if desk.is_city is received else {}
    return [
        Gap(label, words, f"{now[label]:,}" if isinstance(now.get(label), int) else None)
        for label, words in totals.certified(told)
    ]


def compare(desk: Desk) -> Comparison:
    """District: our rows against the hash of them in the city's last receipt. Reads every row: for the runner."""
    with desk.store.reading() as connection:
        mine = books.load(desk, connection)
        last = _last_hash(connection)
        unsent = agreeing.unsent(connection, mine.own.acknowledged)
        waiting = query.count(connection, Query("pending", filters={"decision": [None]}))
        if last is None:
            words = "市总的回执里还没有本单位的核对值。"
            return Comparison(None, words, "导入一份市总的回执包后再核对。")
        if unsent or mine.own.everything:
            words = f"本机有{unsent:,}条改动市总还没有确认，现在核对不出结果。"
            return Comparison(None, words, "请导出数据包给市总，导入回执包后再核对。")
        here = agreeing.state(connection, desk.office.code)
        if last.state_hash == here.hex:
            return Comparison(True, f"一致：市总入库的内容与本机的一模一样（第{last.number}包的回执）。")
        theirs = agreeing.kept(connection, last.package)
        where = agreeing.differences(here.registers, theirs) if theirs else ()
    waits = waiting + last.counts.doubtful + last.counts.conflict
    words = "不一致：市总入库的内容与本机的不完全一样。"
    return Comparison(False, words, _what_to_do(last, waiting), where, again=not waits)


def _what_to_do(last: Receipt, waiting: int) -> str:
    there = last.counts.doubtful + last.counts.conflict
    if there or waiting:
        parts = [f"市总有{there}条待处理"] if there else []
        parts += [f"本机有{waiting}条待处理"] if waiting else []
        return f"{'，'.join(parts)}：处理完、再交换一次数据包，一般就一致了。"
    return (
        "没有在等处理的，可能是哪一边出过错：请点“全部重新上报”，导出数据包给市总，再导入它的回执包，缺的就补上了。"
        "仍不一致，请与市总工会一起对照封面上的数字和上面几类的导出表格；改正的一边保存一次，再交换。"
    )


def _last_hash(connection: Connection) -> Receipt | None:
    for row in reversed(packages.sent(connection, offices.CITY.code)):
        receipt = packages.receipt_of(row)
        if receipt is not None and receipt.state_hash:
            return receipt
    return None
