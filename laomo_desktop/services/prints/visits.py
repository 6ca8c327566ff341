"""服务活动记录表 of a visit, with its photos."""

from collections.abc import Sequence
from datetime import date

from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.printing import papers, scans
from laomo_desktop.services import attachments, visits
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints.paper import Paper, finished
from laomo_desktop.services.prints.signers import signed
from laomo_desktop.services.visits import Visit

UNIT = {"hours": "小时", "solved": "个", "patents": "项", "hazards": "处", "fixed": "处", "workers": "人次"}


def visit(desk: Desk, key: RowId) -> Paper:
    """服务活动记录表 with its photos."""
    of = visits.load(desk, key)
    row, signers = of.visit, signed(desk)
    photos = [(attachments.load(desk, file["image"]), file["caption"] or "") for file in of.files]
    there = [_photo(content, caption) for content, caption in photos if content]
    data = papers.VisitRecord(
        office=desk.office.full, title=row["title"], kind=row["kind"], day=date.fromisoformat(row["day"]),
        team=row["team.title"] or "", place=row["place"] or "", mode=row["mode"] or "", hours=_words(row, "hours"),
        workers=_words(row, "workers"), chain=row["chain"] or "", enterprises=_enterprises(of), people=_people(of),
        done=row["done"] or "", facts=_facts(row), needs=_needs(of.needs), benefit=_benefit(row),
        satisfaction=row["satisfaction"] or "", remark=row["remark"] or "", clerk=signers.clerk,
        reviewer=signers.reviewer, photos=there, photos_missing=len(photos) - len(there),
    )  # fmt: skip
    return finished(desk, "visit", data, row["title"])


def _photo(content: bytes, caption: str) -> papers.Photo:
    """A scan is shown by its first page; where there are more, that is said."""
    if attachments.media_type(content) != attachments.PDF:
        return papers.Photo(content, caption)
    front = scans.front(content)
    more = f"扫描件首页，共{front.pages}页" if front.pages > 1 else ""
    return papers.Photo(front.jpeg(), "　".join(filter(None, (caption, more))))


def _words(row: Record, name: str) -> str:
    words = kinds.show(REGISTERS["visits"][name], row[name])
    return f"{words}{UNIT.get(name, '')}" if words else ""


def _enterprises(of: Visit) -> list[str]:
    alone = len(of.enterprises) == 1
    return [
        e["enterprise.title"] + (f"（{e['workers']}人次）" if e["workers"] and not alone else "")
        for e in of.enterprises
    ]


def _people(of: Visit) -> list[str]:
    return [p["person.title"] + (f"（{p['role']}）" if p["role"] else "") for p in of.people]


def _facts(row: Record) -> list[tuple[str, str]]:
    """The fields only its kind has, filled in or left for the pen; the unit goes from the label to the value."""
    reg = REGISTERS["visits"]
    return [(reg[name].label.partition("(")[0], _words(row, name)) for name in visits.fields_of(row["kind"])]


def _needs(needs: Sequence[Record]) -> list[str]:
    return [f"{n}. {need['need.title']}（{need['outcome']}）" for n, need in enumerate(needs, 1)]


def _benefit(row: Record) -> str:
    words = kinds.show(REGISTERS["visits"]["benefit"], row["benefit"])
    return f"{words}元" if words else ""
