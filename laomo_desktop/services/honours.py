"""荣誉: who may be recommended for the next level, with the reasons."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import dates
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.honour_ladder import LADDER, next_honours, rung
from laomo_desktop.domain.states import APPRENTICESHIP
from laomo_desktop.domain.stroke_order import stroke_key
from laomo_desktop.excel import tables, writing
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done

LABEL = "荣誉推荐"
TAUGHT = tuple(state.label for state in APPRENTICESHIP.states if state.code != "dissolved")
"""Pairs that speak for a master: those at work and those that came to their end."""
WAIT = 1
"""Whole years between two rungs."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """Somebody who may be recommended: for what, why, and what is still missing (empty: nothing)."""

    person: Record
    present: str
    following: tuple[str, ...]
    reasons: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.missing


def nominees(desk: Desk, day: date | None = None) -> list[Nominee]:
    """Everybody with an honour of the ladder below its top, those ready first, then by reasons."""
    today = day or date.today()
    with desk.store.reading() as connection:
        held: dict[RowId, list[Record]] = defaultdict(list)
        for honour in records.where(connection, "honours", {}):
            held[honour["person"]].append(honour)
        people = records.where(connection, "people", {"id": list(held)})
        counts = {
            "次服务活动": Counter(row["person"] for row in records.where(connection, "visit_people", {})),
            "名徒弟": Counter(
                row["master"] for row in records.where(connection, "apprenticeships", {"state": TAUGHT})
            ),
            "项成果": Counter(row["person"] for row in records.where(connection, "achievement_people", {})),
            "个领衔的创新工作室": Counter(row["leader"] for row in records.where(connection, "studios", {})),
        }
    found = [_nominee(person, held[person["id"]], counts, today) for person in people]
    return sorted(
        (n for n in found if n is not None), key=lambda n: (not n.ready, -len(n.reasons), n.person["name"])
    )


def by_strokes(rows: Sequence[Nominee]) -> list[Nominee]:
    """In 姓氏笔画 order, as a public notice lists people."""
    return sorted(rows, key=lambda row: stroke_key(row.person["name"]))


HEADS = ("姓名", "单位", "工种", "现有荣誉", "可推荐为", "推荐理由", "还缺什么", "结论")


def cells(of: Nominee) -> tuple[str, ...]:
    """A nominee as the list and the workbook show it, under `HEADS`."""
    person = of.person
    return (
        person["name"], person["enterprise.title"] or "", person["trade"] or "", of.present,
        "、".join(of.following), "；".join(of.reasons), "；".join(of.missing), "可以推荐" if of.ready else "暂不能推荐",
    )  # fmt: skip


def suggested(desk: Desk) -> str:
    """The file name an export would get."""
    return writing.file_name(desk.office.full, LABEL, date.today())


def export(desk: Desk, rows: Sequence[Nominee], path: Path) -> Done:
    """The list as a workbook; noted, for names leave the store."""
    above = (f"填报单位：{desk.office.full}", f"截止日期：{dates.paper_date(date.today())}")
    table = [(str(number), *cells(row)) for number, row in enumerate(rows, 1)]
    tables.table(LABEL, ("序号", *HEADS), table, path, above=above)
    sentence = f"导出{LABEL}{len(rows)}人到“{path.name}”"
    with desk.store.operation("导出", sentence, desk.user) as write:
        write.note()
    return Done(write.number, sentence, final=True)


def _nominee(
    person: Record, honours: list[Record], counts: dict[str, Counter[RowId]], today: date
) -> Nominee | None:
    names = {h["honour"] for h in honours}
    following = next_honours(names)
    if rung(names) < 0 or not following:
        return None
    top = [h for h in honours if h["honour"] in LADDER[rung(names)]]
    since = max((h["year"] for h in top if h["year"]), default=None)
    reasons = [f"{since}年获{top[0]['honour']}" if since else f"已获{top[0]['honour']}"]
    reasons += [f"{count[person['id']]}{words}" for words, count in counts.items() if count[person["id"]]]
    missing = []
    if since is None:
        missing.append(f"{top[0]['honour']}没有写年度")
    elif today.year - since < WAIT:
        missing.append(f"获{top[0]['honour']}未满{WAIT}年")
    return Nominee(person, top[0]["honour"], following, tuple(reasons), tuple(missing))
