"""The chapters of a 服务档案, read from where each thing was entered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds
from laomo_desktop.domain.field import Field, Kind, RowId
from laomo_desktop.domain.marks import Mark
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.printing.papers import Chapter, ReportColumn

Row = Mapping[str, Any]


class Book:
    """What one dossier reads: rows of registers, cut to the year."""

    def __init__(self, connection: Connection, year: int | None) -> None:
        self._connection, self._year = connection, year

    def rows(self, register: str, day: str = "", **equal: Any) -> list[Record]:
        """Living rows whose fields equal; with ``day`` only those of the year, in its order."""
        found = records.where(self._connection, register, equal, order=(day,) if day else ())
        return [row for row in found if not day or self.within(row[day])]

    def within(self, day: object) -> bool:
        """Whether a date, or a year, is of the year asked for."""
        return self._year is None or (day is not None and str(day)[:4] == str(self._year))

    def titles(self, register: str, keys: Iterable[RowId]) -> dict[RowId, str]:
        """What rows are called."""
        return query.titles(self._connection, register, list(keys))

    def chapter(
        self, title: str, register: str, names: Sequence[str], rows: Sequence[Row], unit: str = "", **more: str
    ) -> Chapter:
        """Fields of a register's rows; ``more`` label -> key of ready words in a row; ``unit`` of the rows."""
        reg = REGISTERS[register]
        columns = [ReportColumn(reg[n].label, _width(reg[n]), number=reg[n].is_number) for n in names]
        columns += [ReportColumn(label, MORE_WIDE.get(label, 10.0)) for label in more]
        cells = [
            [*(_words(register, row, n) for n in names), *(str(row[key]) for key in more.values())] for row in rows
        ]
        return Chapter(title, columns, cells, f"共{len(rows)}{unit or reg.unit}")


MORE_WIDE = {"对象": 16.0, "服务企业": 18.0, "服务人员": 16.0, "人次": 5.0}
"""Widths of columns that are no field."""


def _width(of: Field) -> float:
    """A date needs its eleven signs, a paper's number its fifteen, a head its words."""
    least = {Kind.DATE: 11.5}.get(of.kind, 15.0 if of.name == "number" else 0.0)
    return max(float(of.width), least, len(of.label) * 1.15)


def _words(register: str, row: Row, name: str) -> str:
    of = REGISTERS[register][name]
    return str(row.get(f"{name}.title") or "") if of.is_key else kinds.masked(of, row[name])


def of_person(connection: Connection, person: RowId, year: int | None) -> list[Chapter]:
    """A craftsman's chapters; empty ones are left out by the paper."""
    book = Book(connection, year)
    return [
        book.chapter("荣誉", "honours", ("honour", "level", "year", "document", "giver"),
                     [row for row in book.rows("honours", person=person) if book.within(row["year"])]),
        book.chapter("服务队", "members", ("team", "role", "since", "until"),
                     book.rows("members", person=person), "支"),
        *_services(book, [row["visit"] for row in book.rows("visit_people", person=person)]),
        _assignments(book, person=person),
        _taught(book, person),
        _attended(book, person),
        book.chapter("证书", "certificates", ("issued", "kind", "number", "training", "state"),
                     book.rows("certificates", "issued", person=person)),
        book.chapter("带徒", "apprenticeships", ("apprentice", "trade", "begins", "ends", "state", "outcome"),
                     book.rows("apprenticeships", "begins", master=person)),
        book.chapter("拜师", "apprenticeships", ("master", "trade", "begins", "ends", "state", "outcome"),
                     book.rows("apprenticeships", "begins", apprentice=person)),
        book.chapter("创新工作室", "studios", ("name", "level", "enterprise", "year"), _studios(book, person)),
        *_achievements(
            book, [row["achievement"] for row in book.rows("achievement_people", person=person)],
            book.rows("studios", leader=person),
        ),
    ]  # fmt: skip


def of_enterprise(connection: Connection, enterprise: RowId, year: int | None) -> list[Chapter]:
    """An enterprise's chapters."""
    book = Book(connection, year)
    people = [row["id"] for row in book.rows("people", enterprise=enterprise)]
    certificates = book.rows("certificates", "issued", person=people) if people else []
    honours = [row for row in book.rows("honours", person=people) if book.within(row["year"])] if people else []
    return [
        book.chapter("需求", "needs",
                     ("raised", "title", "category", "state", "closed", "result", "benefit", "satisfaction"),
                     [_ended(row) for row in book.rows("needs", "raised", enterprise=enterprise)]),
        *_services(book, [row["visit"] for row in book.rows("visit_enterprises", enterprise=enterprise)], enterprise),
        book.chapter("承办培训班", "trainings", ("begins", "title", "kind", "place", "state"),
                     book.rows("trainings", "begins", enterprise=enterprise)),
        _workers_taught(book, people),
        book.chapter("职工证书", "certificates", ("issued", "holder", "kind", "number", "training", "state"),
                     certificates),
        book.chapter("劳模工匠荣誉", "honours", ("person", "honour", "level", "year"), honours),
        book.chapter("师徒结对", "apprenticeships", ("master", "apprentice", "trade", "begins", "ends", "state"),
                     book.rows("apprenticeships", "begins", enterprise=enterprise)),
        book.chapter("依托的服务队", "teams", ("name", "level", "leader", "founded"),
                     book.rows("teams", enterprise=enterprise)),
        book.chapter("创新工作室", "studios", ("name", "level", "leader", "year"),
                     book.rows("studios", enterprise=enterprise)),
        *_achievements(
            book, [row["id"] for row in book.rows("achievements", enterprise=enterprise)],
            book.rows("studios", enterprise=enterprise),
        ),
    ]  # fmt: skip


def _ended(need: Record) -> Row:
    """A need that was not solved says why where others say how they were."""
    return {**need, "result": need["result"] or need["reason"]}


def _services(book: Book, keys: Sequence[RowId], enterprise: RowId | None = None) -> list[Chapter]:
    """Visits with whom they served, and the needs they worked on."""
    visits = book.rows("visits", "day", id=list(keys))
    wanted = [row["id"] for row in visits]
    other = ("visit_people", "person") if enterprise else ("visit_enterprises", "enterprise")
    whom = _joined(book, *other, wanted)
    own = _own_workers(book, wanted, enterprise) if enterprise else {}
    for row in visits:
        row["who"] = whom.get(row["id"], "")
        number = own.get(row["id"], row["workers"])
        row["reached"] = "" if number is None else f"{number:,}"
    names = ("day", "kind", "title", "team", "satisfaction")
    links = book.rows("visit_needs", visit=wanted)
    needs = {row["id"]: row for row in book.rows("needs", id=[link["need"] for link in links])}
    days = {row["id"]: row["day"] for row in visits}
    worked = [
        {**needs[link["need"]], "raised": days[link["visit"]], "outcome": link["outcome"] or ""}
        for link in links
        if link["need"] in needs
    ]
    made = book.chapter(
        "服务活动", "visits", names, visits, **{"服务人员" if enterprise else "服务企业": "who", "人次": "reached"}
    )
    if enterprise:
        return [made]
    fields = ("title", "enterprise", "state", "closed", "benefit")
    return [made, book.chapter("解决需求", "needs", fields, worked, 进展="outcome")]


def _own_workers(book: Book, visits: Sequence[RowId], enterprise: RowId) -> dict[RowId, int | None]:
    """The workers each visit reached in this enterprise; where it was not the only one, as told for it alone."""
    of_visit: dict[RowId, list[Record]] = {}
    for row in book.rows("visit_enterprises", visit=list(visits)):
        of_visit.setdefault(row["visit"], []).append(row)
    return {
        visit: next(row["workers"] for row in rows if row["enterprise"] == enterprise)
        for visit, rows in of_visit.items()
        if len(rows) > 1
    }


def _joined(book: Book, register: str, link: str, visits: Sequence[RowId]) -> dict[RowId, str]:
    found: dict[RowId, list[str]] = {}
    for row in book.rows(register, visit=list(visits)):
        found.setdefault(row["visit"], []).append(str(row[f"{link}.title"]))
    return {visit: "、".join(names) for visit, names in found.items()}


def _assignments(book: Book, **whose: RowId) -> Chapter:
    names = ("assigned", "number", "need", "answer", "reason", "rating")
    return book.chapter("派工", "assignments", names, book.rows("assignments", "assigned", **whose))


def _taught(book: Book, person: RowId) -> Chapter:
    """Classes where the person is an instructor, or teaches a period."""
    periods = book.rows("periods", instructor=person)
    keys = {row["training"] for row in (*book.rows("instructors", person=person), *periods)}
    classes = book.rows("trainings", "begins", id=list(keys))
    for row in classes:
        all_ = book.rows("periods", training=row["id"])
        own = [p for p in all_ if p["instructor"] == person] or [p for p in all_ if p["instructor"] is None]
        marks = book.rows("attendance", period=[p["id"] for p in own])
        row["periods"] = f"{len(own)}节"
        row["present"] = f"{_present(marks)}人次"
    names = ("begins", "title", "kind", "place")
    return book.chapter("授课", "trainings", names, classes, 节数="periods", 实到="present")


def _attended(book: Book, person: RowId) -> Chapter:
    """Classes the person sat in."""
    roster = book.rows("enrolments", person=person)
    classes = {row["id"]: row for row in book.rows("trainings", "begins", id=[e["training"] for e in roster])}
    rows = []
    for enrolment in roster:
        if (of := classes.get(enrolment["training"])) is not None:
            marks = book.rows("attendance", enrolment=enrolment["id"])
            share = f"{_present(marks)}/{len(book.rows('periods', training=of['id']))}节"
            rows.append({**of, "share": share, "outcome": enrolment["result"] or ""})
    rows.sort(key=lambda row: str(row["begins"]))
    return book.chapter("参加培训", "trainings", ("begins", "title", "kind"), rows, 出勤="share", 结论="outcome")


def _workers_taught(book: Book, people: Sequence[RowId]) -> Chapter:
    """Classes the enterprise's people sat in, and how many of them."""
    counts: dict[RowId, set[RowId]] = {}
    for row in book.rows("enrolments", person=list(people)) if people else []:
        counts.setdefault(row["training"], set()).add(row["person"])
    classes = book.rows("trainings", "begins", id=list(counts))
    for row in classes:
        row["own"] = f"{len(counts[row['id']])}人"
    return book.chapter("职工参加培训", "trainings", ("begins", "title", "kind", "host"), classes, 本企业职工="own")


def _studios(book: Book, person: RowId) -> list[Record]:
    keys = {row["studio"] for row in book.rows("studio_members", person=person)}
    own = book.rows("studios", leader=person)
    there = {row["id"] for row in own}
    return [*own, *(row for row in book.rows("studios", id=list(keys)) if row["id"] not in there)]


def _achievements(book: Book, keys: Sequence[RowId], studios: Sequence[Record] = ()) -> list[Chapter]:
    """Results with their day, and what they and the studios were awarded."""
    rows = book.rows("achievements", "day", id=list(keys))
    given = [
        *book.rows("awards", achievement=[row["id"] for row in rows]),
        *(a for a in book.rows("awards", studio=[row["id"] for row in studios]) if book.within(a["year"])),
    ]
    for award in given:
        award["receiver"] = award["achievement.title"] or award["studio.title"]
    return [
        book.chapter("创新成果", "achievements", ("day", "name", "kind", "enterprise", "benefit", "patent"), rows),
        book.chapter("奖励资助", "awards", ("name", "level", "year", "amount", "paid"), given, 对象="receiver"),
    ]


def _present(marks: Sequence[Row]) -> int:
    found = (Mark.of(row["mark"]) for row in marks if row["mark"])
    return sum(1 for mark in found if mark is not None and mark.counts_as_present)
