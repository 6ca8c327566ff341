"""培训班: made with its 节次, its roster kept, copied, moved through its states."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from laomo_desktop.db import query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain import class_life, derive
from laomo_desktop.domain.class_life import Facts
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.states import TRAINING
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done

MOST_PERIODS = 120


@dataclass(frozen=True, slots=True)
class Class:
    """A training with all that belongs to it: periods in order, instructors, enrolments by number (with the person)."""

    training: Record
    periods: list[Record]
    instructors: list[Record]
    enrolments: list[Record]

    @property
    def title(self) -> str:
        return str(self.training["title"])

    @property
    def instructor_names(self) -> str:
        named = [i["person.title"] for i in self.instructors] or [p["instructor.title"] for p in self.periods]
        return "、".join(dict.fromkeys(name for name in named if name))


def planned_periods(begins: str, ends: str, count: int | None = None) -> list[Row]:
    """Periods by half-day from ``begins`` to ``ends`` (ISO dates): morning and afternoon a day, ``count`` in all."""
    first, last = date.fromisoformat(begins), date.fromisoformat(ends)
    if last < first:
        raise Refused("结束日期早于开始日期", todo="请核对")
    days = (last - first).days + 1
    wanted = count if count is not None else (1 if days == 1 else days * 2)
    if not 1 <= wanted <= MOST_PERIODS:
        raise Refused(f"节次数{wanted}不对", todo=f"请填1到{MOST_PERIODS}")
    span = max(days, (wanted + 1) // 2)
    slots = [(first + timedelta(days=d), half) for d in range(span) for half in ("上午", "下午")]
    return [
        {"number": i + 1, "day": day.isoformat(), "half": half}
        for i, (day, half) in enumerate(slots[:wanted])
    ]


def create(
    desk: Desk,
    values: Mapping[str, Value],
    *,
    periods: Sequence[Row] | None = None,
    instructors: Sequence[RowId | str] = (),
) -> Done:
    """A new class with its periods (planned by half-day when not given) and instructors, in one operation.

    Instructors are known ones by key, or names: somebody of just that name is taken, or made.
    """
    desk.must_write()
    _refuse_contradictions(values)
    with desk.store.operation("开班", f"新建培训班“{values['title']!s}”", desk.user) as write:
        last = max((str(period["day"]) for period in periods or ()), default=None)
        settled = {
            **values, "host": values.get("host") or desk.office.full,
            "ends": values.get("ends") or last or values["begins"],
        }  # fmt: skip
        key = registers.insert_within(write, desk, "trainings", settled)
        row = records.get(write.connection, "trainings", key)
        plan = planned_periods(row["begins"], row["ends"] or row["begins"]) if periods is None else periods
        write.insert_many("periods", [{"training": key, **period} for period in plan])
        people = [
            p if isinstance(p, bytes) else registers.ensure(write, desk, "people", p) for p in instructors
        ]
        write.insert_many("instructors", [{"training": key, "person": p} for p in dict.fromkeys(people)])
    return Done(write.number, write.sentence, (key,))


def _refuse_contradictions(values: Mapping[str, Value]) -> None:
    for name, sentence in derive.complete("trainings", values).errors.items():
        raise Refused(sentence.rstrip("。"), where=REGISTERS["trainings"][name].label)


def load(desk: Desk, training: RowId) -> Class:
    """The class with everything that belongs to it."""
    with desk.store.reading() as connection:
        return load_within(connection, training)


def load_within(connection: Connection, training: RowId) -> Class:
    """As `load`, on an open connection."""
    enrolments = records.where(connection, "enrolments", {"training": training}, order=("number",))
    people = {
        p["id"]: p
        for p in records.where(connection, "people", {"id": [e["person"] for e in enrolments]}, deleted=True)
    }
    for enrolment in enrolments:
        enrolment["who"] = people[enrolment["person"]]
    return Class(
        records.get(connection, "trainings", training),
        records.where(connection, "periods", {"training": training}, order=("number",)),
        records.where(connection, "instructors", {"training": training}),
        enrolments,
    )


def enrol(desk: Desk, training: RowId, people: Sequence[RowId | str], *, walk_in: bool = False) -> Done:
    """Put people on the roster with the next numbers (known ones by key, new ones by name); who is on it stays so."""
    desk.must_write()
    with desk.store.operation("报名", "", desk.user) as write:
        added = enrol_within(write, training, _known(write, desk, people), walk_in=walk_in)
        write.sentence = f"“{_title(write.connection, training)}”增加{len(added)}名学员"
    return Done(write.number if write.touched else 0, write.sentence, tuple(added))


def _known(write: Write, desk: Desk, people: Iterable[RowId | str]) -> list[RowId]:
    return [
        p if isinstance(p, bytes) else registers.insert_within(write, desk, "people", {"name": p})
        for p in people
    ]


def add_instructors(desk: Desk, training: RowId, people: Sequence[RowId | str]) -> Done:
    """People who teach the class, known ones by key, new ones by name."""
    desk.must_write()
    with desk.store.operation("授课人", "", desk.user) as write:
        _refuse_archived(write.connection, training)
        rows = [{"training": training, "person": person} for person in _known(write, desk, people)]
        write.upsert_many("instructors", rows)
        write.sentence = f"“{_title(write.connection, training)}”增加{len(rows)}名授课人"
    return Done(write.number if write.touched else 0, write.sentence)


def enrol_within(
    write: Write, training: RowId, people: Iterable[RowId], *, walk_in: bool = False
) -> list[RowId]:
    """As `enrol`, inside somebody else's operation (an import)."""
    _refuse_archived(write.connection, training)
    there = records.where(write.connection, "enrolments", {"training": training}, deleted=True)
    present = {e["person"] for e in there if e["deleted"] is None}
    # Numbers of those who left stay theirs: the printed sheet may still name them.
    number = max((e["number"] for e in there), default=0)
    rows: list[Row] = []
    for person in dict.fromkeys(people):
        if person not in present:
            number += 1
            rows.append({"training": training, "person": person, "number": number, "walk_in": int(walk_in)})
    return write.insert_many("enrolments", rows)


def withdraw(desk: Desk, training: RowId, enrolments: Sequence[RowId], reason: str) -> Done:
    """Take people off the roster; their numbers are not given to others."""
    with desk.store.reading() as connection:
        _refuse_archived(connection, training)
    return registers.delete(desk, "enrolments", enrolments, reason)


def renumber(desk: Desk, training: RowId, order: Sequence[RowId]) -> Done:
    """Number the roster 1, 2, 3 … in the given order of enrolments (before the sheet is printed)."""
    desk.must_write()
    with desk.store.operation("排序", "", desk.user) as write:
        _refuse_archived(write.connection, training)
        there = records.where(write.connection, "enrolments", {"training": training})
        if sorted(order) != sorted(row["id"] for row in there):
            raise Refused("名单刚刚变动过", todo="请刷新后再排序")
        write.update_many("enrolments", [(key, {"number": place + 1}) for place, key in enumerate(order)])
        write.sentence = f"“{_title(write.connection, training)}”重排学员序号"
    return Done(write.number if write.touched else 0, write.sentence)


def set_scores(desk: Desk, training: RowId, scores: Mapping[RowId, Mapping[str, Value]]) -> Done:
    """Theory, practice (0 to 100) and result by enrolment."""
    desk.must_write()
    for entry in scores.values():
        for name in ("theory", "practice"):
            score = entry.get(name)
            if isinstance(score, int) and not 0 <= score <= 100:
                raise Refused(f"成绩{score}不对", todo="应在0到100之间")
    with desk.store.operation("成绩", "", desk.user) as write:
        _refuse_archived(write.connection, training)
        count = write.update_many("enrolments", scores.items())
        noted = any(value is not None for entry in scores.values() for value in entry.values())
        follow(write, training, Facts(begun=noted))
        write.sentence = f"登记“{_title(write.connection, training)}”{count}人的成绩"
    return Done(write.number if write.touched else 0, write.sentence)


def copy(desk: Desk, training: RowId, begins: str, *, title: str = "", with_roster: bool = True) -> Done:
    """The same class again from another day: its head, periods, instructors and, if wanted, its roster."""
    desk.must_write()
    source = load(desk, training)
    shift = date.fromisoformat(begins) - date.fromisoformat(source.training["begins"])
    names = (
        "kind",
        "place",
        "host",
        "enterprise",
        "office",
        "chain",
        "hours",
        "pass_share",
        "pass_score",
        "contact",
        "contact_phone",
    )
    head = {name: source.training[name] for name in names}
    ends = _shifted(source.training["ends"] or source.training["begins"], shift)
    with desk.store.operation("复制培训班", "", desk.user) as write:
        values = {**head, "title": title or source.title, "begins": begins, "ends": ends}
        key = write.insert("trainings", values)
        write.insert_many("periods", [_copied(p, key, shift) for p in source.periods])
        write.insert_many(
            "instructors",
            [{"training": key, "person": i["person"], "topic": i["topic"]} for i in source.instructors],
        )
        if with_roster:
            enrol_within(write, key, [e["person"] for e in source.enrolments])
        write.sentence = f"复制培训班“{source.title}”为“{values['title']}”"
    return Done(write.number, write.sentence, (key,))


def _copied(period: Record, training: RowId, shift: timedelta) -> Row:
    kept = {name: period[name] for name in ("number", "half", "starts", "stops", "topic", "instructor")}
    return {**kept, "training": training, "day": _shifted(period["day"], shift)}


def _shifted(day: str, shift: timedelta) -> str:
    return (date.fromisoformat(day) + shift).isoformat()


def move(desk: Desk, training: RowId, code: str, reason: str = "") -> Done:
    """Take the class one step: start, finish, archive … (see `domain.states.TRAINING`).

    A class with attendance has begun whether or not somebody said so: it may be finished, and not be prepared again.
    """
    desk.must_write()
    with desk.store.operation("状态", "", desk.user) as write:
        row = records.get(write.connection, "trainings", training)
        begun = has_begun(write.connection, training)
        if begun and code == "prepare_again":
            raise Refused("已经登记了考勤，不能退回筹备", where=row["title"], todo="请先清除全部考勤")
        now = row["state"] if code == "start" else class_life.standing(row["state"], Facts(begun))
        after = TRAINING.move(now, code, reason)
        write.update("trainings", training, {"state": after.label})
        write.sentence = f"“{row['title']}”：{now}→{after.label}" + (f"（{reason}）" if reason else "")
    return Done(write.number, write.sentence, (training,))


def follow(write: Write, training: RowId, facts: Facts) -> None:
    """Let the class's state follow what just happened, within the operation that made it happen."""
    row = records.get(write.connection, "trainings", training)
    write.update("trainings", training, {"state": class_life.standing(row["state"], facts)})


def has_begun(connection: Connection, training: RowId) -> bool:
    """Whether any attendance of the class was noted."""
    periods, marks = TABLES["periods"], TABLES["attendance"]
    noted = (
        select(marks.c.id)
        .join(periods, periods.c.id == marks.c.period)
        .where(periods.c.training == training, marks.c.deleted.is_(None), marks.c.mark.is_not(None))
    )
    return connection.execute(noted.limit(1)).first() is not None


def _title(connection: Connection, training: RowId) -> str:
    return query.titles(connection, "trainings", [training]).get(training, "")


def _refuse_archived(connection: Connection, training: RowId) -> None:
    row = records.get(connection, "trainings", training)
    if row["state"] == TRAINING.state("archived").label:
        raise Refused("培训班已归档，不能再改", where=row["title"], todo="请先取消归档")
