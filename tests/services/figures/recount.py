"""Every figure counted a second time: in plain Python, from nothing but the workbooks a clerk would export.

It knows no table and no key: rows are tied by what they are called, as somebody with Excel and patience would do it.
The rules are those told in words beside the figures (`laomo_desktop.domain.measures`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from laomo_desktop.db.query import Query
from laomo_desktop.services import exports
from laomo_desktop.services.desk import Desk

Line = Mapping[str, Any]
Group = str | None
SIX = ("visits", "visit_enterprises", "visit_people", "visit_needs", "needs", "assignments")
REGISTERS = (
    *SIX, "people", "enterprises", "teams", "studios", "trainings", "periods", "instructors", "enrolments",
    "certificates", "apprenticeships", "achievements", "achievement_people",
)  # fmt: skip
PRESENT = {"出勤", "迟到", "早退"}


def sheet(path: Path) -> list[Line]:
    head, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)  # type: ignore[union-attr]
    return [dict(zip(head, row, strict=True)) for row in rows if any(cell is not None for cell in row)]  # type: ignore[arg-type]


def exported(desk: Desk, folder: Path, periods: Mapping[tuple[str, int], bytes]) -> "Books":
    """All registers as workbooks; attendance a workbook a period, as the clerk would filter it."""
    found = {}
    for register in REGISTERS:
        exports.export(desk, Query(register), folder / f"{register}.xlsx")
        found[register] = sheet(folder / f"{register}.xlsx")
    marks = []
    for (title, number), key in periods.items():
        exports.export(desk, Query("attendance", filters={"period": (key,)}), folder / "attendance.xlsx")
        marks += [{**row, "培训班": title, "节": number} for row in sheet(folder / "attendance.xlsx")]
    return Books(found, marks)


def number(cell: Any) -> Decimal:
    """As money in 元 or as a count; empty is nothing."""
    return Decimal(str(cell or 0))


def day(cell: Any) -> date | None:
    return cell.date() if isinstance(cell, datetime) else None


@dataclass
class Books:
    """The workbooks, and what is tied by names."""

    of: Mapping[str, list[Line]]
    marks: list[dict[str, Any]]
    by_name: dict[tuple[str, str], Line] = field(default_factory=dict)

    def __post_init__(self) -> None:
        titles = {"people": "姓名", "enterprises": "企业名称", "teams": "服务队名称", "studios": "工作室名称",
                  "trainings": "班名", "visits": "活动名称", "needs": "需求"}  # fmt: skip
        for register, title in titles.items():
            for row in self.of[register]:
                assert (register, row[title]) not in self.by_name, "names have to tell rows apart"
                self.by_name[register, row[title]] = row

    def look(self, register: str, name: Any, column: str) -> Any:
        row = self.by_name.get((register, name))
        return row[column] if row else None

    def tied(self, register: str, column: str, name: Any) -> list[Line]:
        return [row for row in self.of[register] if row[column] == name]

    # -- who and where -----------------------------------------------------------------------------------------
    def chain_of_visit(self, visit: Line) -> Group:
        own = visit["产业链"] or self.look("teams", visit["服务队"], "产业链")
        firms = [self.look("enterprises", e["企业"], "产业链") for e in self.firms(visit)]
        return own or min((chain for chain in firms if chain), default=None)

    def firms(self, visit: Line) -> list[Line]:
        return self.tied("visit_enterprises", "服务活动", visit["活动名称"])

    def workers(self, visit: Line) -> int:
        if visit["惠及职工(人次)"] is not None:
            return int(visit["惠及职工(人次)"])
        return int(sum(number(firm["职工人次"]) for firm in self.firms(visit)))

    def needs_of(self, visit: Line) -> list[Line]:
        links = self.tied("visit_needs", "服务活动", visit["活动名称"])
        return [self.by_name["needs", link["需求"]] for link in links if ("needs", link["需求"]) in self.by_name]

    def visits_of(self, need: Line) -> list[Line]:
        return [self.by_name["visits", v["服务活动"]] for v in self.tied("visit_needs", "需求", need["需求"])
                if ("visits", v["服务活动"]) in self.by_name]  # fmt: skip

    def taken(self, need: Line) -> list[Line]:
        return [a for a in self.tied("assignments", "需求", need["需求"]) if a["答复"] in ("接受", "完成")]

    def held(self, training: Line) -> bool:
        return training["状态"] != "筹备" or any(m["培训班"] == training["班名"] for m in self.marks)

    def chain_of_class(self, training: Line) -> Group:
        return training["产业链"] or self.look("enterprises", training["承办企业"], "产业链")

    def teachers(self, training: Line) -> set[Group]:
        found = {i["授课人"] for i in self.tied("instructors", "培训班", training["班名"])}
        own = {p["授课人"] for p in self.tied("periods", "培训班", training["班名"])} - {None}
        return found | own or {None}

    def teacher(self, training: Line, period: Line) -> set[Group]:
        if period["授课人"]:
            return {period["授课人"]}
        return {i["授课人"] for i in self.tied("instructors", "培训班", training["班名"])} or {None}


@dataclass
class Count:
    """One span, of some offices (none: all), by one dimension (none: the total under None)."""

    books: Books
    first: date
    last: date
    office: str | None = None
    by: str | None = None

    def within(self, cell: Any) -> bool:
        when = day(cell)
        return when is not None and self.first <= when <= self.last

    def rows(self, register: str, when: str, office: str = "所属工会") -> Iterator[Line]:
        for row in self.books.of[register]:
            if self.within(row[when]) and self.office in (None, row[office]):
                yield row

    def under(self, where: Mapping[str, Iterable[Group]]) -> set[Group]:
        return {None} if self.by is None else set(where.get(self.by, [None])) or {None}

    # -- placing -----------------------------------------------------------------------------------------------
    def of_visit(self, visit: Line) -> dict[str, Iterable[Group]]:
        books, title = self.books, visit["活动名称"]
        return {
            "kind": [visit["六行类别"]], "chain": [books.chain_of_visit(visit)], "team": [visit["服务队"]],
            "enterprise": [firm["企业"] for firm in books.firms(visit)], "office": [visit["所属工会"]],
            "person": [who["人员"] for who in books.tied("visit_people", "服务活动", title)],
            "month": [f"{day(visit['日期']):%Y-%m}"],
        }  # fmt: skip

    def of_class(self, training: Line, when: Any, teachers: set[Group]) -> dict[str, Iterable[Group]]:
        return {
            "kind": [training["类别"]], "chain": [self.books.chain_of_class(training)],
            "enterprise": [training["承办企业"]], "office": [training["所属工会"]], "person": teachers,
            "month": [f"{day(when):%Y-%m}"],
        }  # fmt: skip

    def of_need(self, need: Line) -> dict[str, Iterable[Group]]:
        books = self.books
        visits, taken = books.visits_of(need), books.taken(need)
        there = {v["活动名称"] for v in visits}
        went = {who["人员"] for who in books.of["visit_people"] if who["服务活动"] in there}
        return {
            "kind": {v["六行类别"] for v in visits}, "enterprise": [need["企业"]], "office": [need["所属工会"]],
            "chain": [need["产业链"] or books.look("enterprises", need["企业"], "产业链")],
            "team": {v["服务队"] for v in visits if v["服务队"]} | {a["服务队"] for a in taken if a["服务队"]},
            "person": went | {a["人员"] for a in taken if a["人员"]}, "month": [f"{day(need['办结日期']):%Y-%m}"],
        }  # fmt: skip

    # -- counting ----------------------------------------------------------------------------------------------
    def all(self) -> dict[str, dict[Group, Any]]:
        """Measure -> group -> figure; groups of nothing are left out (a total of nothing is 0)."""
        self.sums: dict[str, dict[Group, Any]] = defaultdict(lambda: defaultdict(Decimal))
        self.sets: dict[str, dict[Group, set[Any]]] = defaultdict(lambda: defaultdict(set))
        self._visits()
        self._needs()
        self._classes()
        self._rest()
        found = {code: {g: n for g, n in groups.items() if n} for code, groups in self.sums.items()}
        found |= {code: {g: len(s) for g, s in groups.items()} for code, groups in self.sets.items()}
        if self.by is None:
            for code in ("events", "enterprises", "enterprise_visits", "attendances", "people", "problems", "benefit",
                         "trainings", "certificates", "apprentices", "achievements"):  # fmt: skip
                found.setdefault(code, {}).setdefault(None, 0)
        return found

    def add(self, code: str, where: Mapping[str, Iterable[Group]], what: Any = 1) -> None:
        for group in self.under(where):
            self.sums[code][group] += what

    def _visits(self) -> None:
        books = self.books
        for visit in self.rows("visits", "日期"):
            where = self.of_visit(visit)
            self.add("events", where)
            needs = books.needs_of(visit)
            self.add("problems", where, max(number(visit["解决技术问题(个)"]) - len(needs), Decimal(0)))
            if not any(n["状态"] == "销号" and number(n["经济效益(元)"]) for n in needs):
                self.add("benefit", where, number(visit["经济效益(元)"]))
            for firm in books.firms(visit):
                served = {**where, "enterprise": [firm["企业"]]}
                served["chain"] = [books.look("enterprises", firm["企业"], "产业链") or books.chain_of_visit(visit)]
                self.add("enterprise_visits", served)
                for group in self.under(served):
                    self.sets["enterprises"][group].add(firm["企业"])
            self._reached(visit, where)

    def _reached(self, visit: Line, where: Mapping[str, Iterable[Group]]) -> None:
        firms, total = self.books.firms(visit), self.books.workers(visit)
        if self.by != "enterprise":
            return self.add("attendances", where, total)
        told = {firm["企业"]: int(number(firm["职工人次"])) for firm in firms}
        if len(firms) == 1 and firms[0]["职工人次"] is None:
            told = {firms[0]["企业"]: total}
        for name, reached in told.items():
            self.sums["attendances"][name] += reached
        self.sums["attendances"][None] += max(0, total - sum(told.values()))
        return None

    def _needs(self) -> None:
        for need in self.rows("needs", "办结日期"):
            if need["状态"] == "销号":
                self.add("problems", self.of_need(need))
                self.add("benefit", self.of_need(need), number(need["经济效益(元)"]))

    def _classes(self) -> None:
        books = self.books
        for training in books.of["trainings"]:
            if not books.held(training) or self.office not in (None, training["所属工会"]):
                continue
            if self.within(training["开始日期"]):
                self.add("trainings", self.of_class(training, training["开始日期"], books.teachers(training)))
            for period in books.tied("periods", "培训班", training["班名"]):
                if self.within(period["日期"]):
                    self._period(training, period)

    def _period(self, training: Line, period: Line) -> None:
        books, title = self.books, training["班名"]
        where = self.of_class(training, period["日期"], books.teacher(training, period))
        self.add("events", where)
        roster = {e["姓名"] for e in books.tied("enrolments", "培训班", title)}
        for mark in books.marks:
            here = mark["培训班"] == title and mark["节"] == int(period["节次"])
            if here and mark["考勤"] in PRESENT and mark["学员"] in roster:
                employer = books.look("people", mark["学员"], "单位")
                self.add("attendances", {**where, "enterprise": [employer]})
                for group in self.under({**where, "enterprise": [employer]}):
                    self.sets["people"][group].add(mark["学员"])

    def _rest(self) -> None:
        books = self.books
        for given in self.rows("certificates", "发证日期", "发证工会"):
            if given["状态"] != "有效":
                continue
            training = books.by_name.get(("trainings", given["培训班"]))
            self.add("certificates", {
                "kind": [training["类别"] if training else given["证书种类"]], "office": [given["发证工会"]],
                "chain": [books.chain_of_class(training) if training else None],
                "enterprise": [books.look("people", given["人员"], "单位")],
                "person": books.teachers(training) if training else [None],
                "month": [f"{day(given['发证日期']):%Y-%m}"],
            })  # fmt: skip
        for pair in self.rows("apprenticeships", "开始日期"):
            self.add("apprentices", {
                "chain": [books.look("enterprises", pair["单位"], "产业链")], "enterprise": [pair["单位"]],
                "person": [pair["师傅"]], "office": [pair["所属工会"]], "month": [f"{day(pair['开始日期']):%Y-%m}"],
            })  # fmt: skip
        for made in self.rows("achievements", "完成日期"):
            chain = books.look("enterprises", made["单位"], "产业链")
            self.add("achievements", {
                "kind": [made["种类"]], "enterprise": [made["单位"]], "office": [made["所属工会"]],
                "chain": [chain or books.look("studios", made["创新工作室"], "产业链")],
                "person": [p["姓名"] for p in books.tied("achievement_people", "成果", made["成果名称"])],
                "month": [f"{day(made['完成日期']):%Y-%m}"],
            })  # fmt: skip
