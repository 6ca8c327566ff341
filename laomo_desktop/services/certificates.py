"""证书: who may have one, numbers without gaps, frozen text, void and replacement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain import certificate_number, dates
from laomo_desktop.domain.certificate_number import NumberPattern
from laomo_desktop.domain.class_life import Facts
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.pass_rule import PassRule, Verdict
from laomo_desktop.domain.registers.certificates import CERTIFICATE_KINDS
from laomo_desktop.domain.states import CERTIFICATE
from laomo_desktop.services import attendance, certificate_text, office_keys, settings, trainings
from laomo_desktop.services.attendance import Grid
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done

VALID = CERTIFICATE.state("valid").label
VOID = CERTIFICATE.state("void").label
REPLACED = CERTIFICATE.state("replaced").label


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the roster: may have a certificate or why not; ``certificate`` is the valid one she has already."""

    enrolment: Record
    verdict: Verdict
    certificate: Record | None
    number: str = ""

    @property
    def name(self) -> str:
        return str(self.enrolment["who"]["name"])

    @property
    def may(self) -> bool:
        return self.verdict.passed and self.certificate is None


def candidates(
    desk: Desk, training: RowId, kind: str = CERTIFICATE_KINDS[0], issued: date | None = None
) -> list[Candidate]:
    """Everybody on the roster, in its order, with the number each would get now (shown before it is given)."""
    grid = attendance.load(desk, training)
    with desk.store.reading() as connection:
        has = _valid_by_person(connection, training, kind)
        counter = _Counter(connection, desk, (issued or date.today()).year, kind)
    found = []
    for enrolment in grid.of.enrolments:
        verdict = judge(grid, enrolment)
        own = has.get(enrolment["person"])
        number = counter.next()[1] if verdict.passed and own is None else ""
        found.append(Candidate(enrolment, verdict, own, number))
    return found


def judge(grid: Grid, enrolment: Record) -> Verdict:
    """Whether a person passed: not when the clerk says so (结论), else by the class's rule."""
    if enrolment["result"] == "不合格":
        return Verdict(False, ("结论为不合格",))
    training = grid.of.training
    rule = PassRule.of(training["pass_share"], training["pass_score"])
    scores = [s for s in (enrolment["theory"], enrolment["practice"]) if s is not None]
    return rule.judge(grid.of_person(enrolment["id"]), min(scores) if scores else None)


def _valid_by_person(connection: Connection, training: RowId, kind: str) -> dict[RowId, Record]:
    rows = records.where(connection, "certificates", {"training": training, "kind": kind, "state": VALID})
    return {row["person"]: row for row in rows}


class _Counter:
    """The next numbers of the office's range; a number once given, voided or deleted, never comes again."""

    def __init__(self, connection: Connection, desk: Desk, year: int, kind: str) -> None:
        self._pattern = pattern(connection)
        self._office, self._kind, self._year = desk.office, kind, year
        table = TABLES["certificates"]
        query = select(func.max(table.c.sequence)).where(table.c.office == desk.office.code)
        if self._pattern.by_year:
            query = query.where(table.c.year == year)
        self._last = int(connection.execute(query).scalar() or 0)

    def next(self) -> tuple[int, str]:
        self._last += 1
        return self._last, self._pattern.format(self._last, self._year, self._office.mark, self._kind)


def pattern(connection: Connection) -> NumberPattern:
    """The office's pattern of numbers."""
    return certificate_number.parse_pattern(
        settings.read(connection, settings.NUMBER_PATTERN, certificate_number.DEFAULT)
    )


def issue(
    desk: Desk,
    training: RowId,
    kind: str = CERTIFICATE_KINDS[0],
    *,
    enrolments: Sequence[RowId] | None = None,
    issued: date | None = None,
) -> Done:
    """Give certificates to all who passed and have none (or to those of ``enrolments`` who did).

    Numbers follow the roster. Raises `Refused` when nobody may have one, or somebody asked for may not.
    """
    desk.must_write()
    day = issued or date.today()
    chosen = _chosen(candidates(desk, training, kind, day), enrolments)
    grid = attendance.load(desk, training)
    own = office_keys.own(desk)
    with desk.store.operation("发证", "", desk.user) as write:
        counter = _Counter(write.connection, desk, day.year, kind)
        templates = settings.read(write.connection, settings.CERTIFICATE_BODY, {})
        template = templates.get(kind, certificate_text.DEFAULTS[kind])
        rows = []
        for candidate in chosen:
            sequence, number = counter.next()
            row = _frozen(desk, grid, candidate.enrolment["who"], kind, day, template)
            rows.append({**row, "number": number, "sequence": sequence, "year": day.year})
        for row in rows:
            row["signed"] = certificate_text.sign(own, row, grid.of.title, desk.office.full)
        keys = write.insert_many("certificates", rows)
        trainings.follow(write, training, Facts(complete=grid.complete, awarded=True))
        write.sentence = f"“{grid.of.title}”发{kind}{len(keys)}本（{rows[0]['number']!s} 起）"
    return Done(write.number, write.sentence, tuple(keys), final=True)


def sample(
    desk: Desk, training: RowId, kind: str, enrolments: Sequence[RowId], issued: date
) -> list[Record]:
    """The rows `issue` would make of these enrolments, unsigned and unwritten: what the certificates will say."""
    found = candidates(desk, training, kind, issued)
    chosen = _chosen(found, enrolments)
    numbers = [candidate.number for candidate in found if candidate.may]
    grid = attendance.load(desk, training)
    templates = settings.get(desk, settings.CERTIFICATE_BODY, {})
    template = templates.get(kind, certificate_text.DEFAULTS[kind])
    rows = [_frozen(desk, grid, c.enrolment["who"], kind, issued, template) for c in chosen]
    return [{**row, "number": number, "signed": ""} for row, number in zip(rows, numbers, strict=False)]


def _chosen(found: Sequence[Candidate], enrolments: Sequence[RowId] | None) -> list[Candidate]:
    if enrolments is not None:
        wanted = set(enrolments)
        for candidate in found:
            if candidate.enrolment["id"] in wanted and not candidate.may:
                raise Refused(_why_not(candidate), where=candidate.name)
        found = [c for c in found if c.enrolment["id"] in wanted]
    chosen = [c for c in found if c.may]
    if not chosen:
        raise Refused("没有可以发证的学员", todo="请看发证名单中每个人的原因")
    return chosen


def _why_not(candidate: Candidate) -> str:
    if candidate.certificate is not None:
        return f"已有有效证书{candidate.certificate['number']}"
    return candidate.verdict.sentence


def _frozen(desk: Desk, grid: Grid, person: Record, kind: str, day: date, template: str) -> Row:
    return {
        "kind": kind,
        "person": person["id"],
        "holder": person["name"],
        "training": grid.of.training["id"],
        "issued": day.isoformat(),
        "office": desk.office.code,
        "body": certificate_text.body(template, grid.of.training, person, desk.office.full),
    }


def issue_to(
    desk: Desk, kind: str, wanted: Sequence[tuple[RowId, str]], *, issued: date | None = None
) -> Done:
    """Certificates that come from no class (出师证书, 聘书, 荣誉证书): (person, body) each, numbered in that order.

    Raises `Refused` for somebody who has a valid one with the same words.
    """
    desk.must_write()
    day = issued or date.today()
    own = office_keys.own(desk)
    with desk.store.operation("发证", "", desk.user) as write:
        counter = _Counter(write.connection, desk, day.year, kind)
        rows = [_single(write, desk, person, body, kind, day) for person, body in wanted]
        for row in rows:
            row["sequence"], row["number"] = counter.next()
            row["year"] = day.year
            row["signed"] = certificate_text.sign(own, row, kind, desk.office.full)
        if not rows:
            raise Refused("没有选中要发证的人")
        keys = write.insert_many("certificates", rows)
        write.sentence = f"发{kind}{len(keys)}本（{rows[0]['number']!s} 起）"
    return Done(write.number, write.sentence, tuple(keys), final=True)


def _single(write: Write, desk: Desk, person: RowId, body: str, kind: str, day: date) -> Row:
    who = records.get(write.connection, "people", person)
    same: Row = {"person": person, "kind": kind, "state": VALID, "body": body}
    if records.where(write.connection, "certificates", same):
        raise Refused(f"{who['name']}已有内容相同的有效{kind}", todo="请在证书列表中查看")
    return {
        "kind": kind, "person": person, "holder": who["name"], "issued": day.isoformat(),
        "office": desk.office.code, "body": body,
    }  # fmt: skip


def void(desk: Desk, certificate: RowId, reason: str) -> Done:
    """Make a certificate void; its number stays in the register and is never given again."""
    desk.must_write()
    with desk.store.operation("作废", "", desk.user) as write:
        number = void_within(write, certificate, reason)
        write.sentence = f"证书{number}作废（{reason}）"
    return Done(write.number, write.sentence, (certificate,), final=True)


def void_within(write: Write, certificate: RowId, reason: str) -> str:
    """The same inside somebody else's operation; returns the number."""
    row = records.get(write.connection, "certificates", certificate)
    after = CERTIFICATE.move_to(row["state"], VOID, reason)
    write.update("certificates", certificate, {"state": after.label, "reason": reason})
    return str(row["number"])


def replace(desk: Desk, certificate: RowId, reason: str, issued: date | None = None) -> Done:
    """Give a new certificate in place of a lost or faulty one, with a new number and the person's present name."""
    desk.must_write()
    day = issued or date.today()
    own = office_keys.own(desk)
    with desk.store.operation("发证", "", desk.user) as write:
        old = records.get(write.connection, "certificates", certificate)
        if old["office"] != desk.office.code:  # its number would be of a range that is not ours
            raise Refused("这本证书不是本单位发的", where=str(old["number"]), todo="请由发证单位补发")
        after = CERTIFICATE.move_to(old["state"], REPLACED, reason)
        write.update("certificates", certificate, {"state": after.label, "reason": reason})
        row = _renewed(write, desk, old, day)
        row["signed"] = certificate_text.sign(own, row, old["training.title"], desk.office.full)
        key = write.insert("certificates", row)
        write.sentence = f"补发{old['kind']}{row['number']!s}，代替{old['number']}（{reason}）"
    return Done(write.number, write.sentence, (key,), final=True)


def _renewed(write: Write, desk: Desk, old: Record, day: date) -> Row:
    sequence, number = _Counter(write.connection, desk, day.year, old["kind"]).next()
    name = old["person.title"] or old["holder"]
    kept: Row = {n: old[n] for n in ("kind", "person", "training", "office")}
    body = str(old["body"]).replace(old["holder"], name, 1)
    return {
        **kept,
        "holder": name,
        "body": body,
        "issued": day.isoformat(),
        "number": number,
        "sequence": sequence,
        "year": day.year,
    }


def paper_date(row: Record) -> str:
    """The date as it stands on the certificate: 二〇二六年三月六日."""
    return dates.chinese_date(date.fromisoformat(row["issued"]))
