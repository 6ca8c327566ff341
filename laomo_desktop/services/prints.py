"""Papers of a class and of the office: rows of the store made into the forms of `laomo_desktop.printing`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import dates, mask, offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing import papers
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.services import attachments, certificates, exchange, printed, settings, trainings
from laomo_desktop.services import attendance as attending
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import files
from laomo_desktop.services.printed import Printed
from laomo_desktop.services.trainings import Class

SHEET_PRINTED = "打印签到表"


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper: what it is, the PDF, and the file name it would be saved under.

    ``printed`` is what whoever prints or saves it has to write down (`printed.note`).
    """

    title: str
    pdf: bytes
    suggested: str
    printed: Printed | None = None


def sign_in(
    desk: Desk,
    training: RowId,
    *,
    period: int | None = None,
    grid: bool = False,
    blanks: int = 5,
    phones: bool = False,
) -> Paper:
    """签到表: one period's (or the whole class's) list, or the half-day ``grid``; ``blanks`` walk-in rows.

    ``phones`` shows whole numbers, which is noted in the history of the class at once.
    """
    of = trainings.load(desk, training)
    shown = [attending.period_of(of, period)] if period is not None else of.periods
    heading = _heading(of, shown, numbered=period if len(of.periods) > 1 else None)
    cells = [_period(p) for p in shown] if grid else []
    people = _by_number(of, phones=phones)
    paper = finished(desk, "sign_in", papers.SignIn(heading, people, periods=cells, walk_ins=blanks), of.title)
    whole = "（完整电话）" if phones else ""
    if phones:
        _looked(desk, training, f"查看“{of.title}”签到表{whole}")
    return replace(
        paper, printed=Printed(f"打印“{of.title}”签到表{whole}", "trainings", (training,), SHEET_PRINTED)
    )


def roster(desk: Desk, training: RowId, *, personal: bool = False) -> Paper:
    """花名册; ``personal`` shows whole ID numbers and phones, which is noted at once."""
    of = trainings.load(desk, training)
    people = [_person(e["who"], phones=personal, ids=personal) for e in of.enrolments]
    paper = finished(desk, "roster", papers.Roster(_heading(of, of.periods), people), of.title)
    if not personal:
        return paper
    _looked(desk, training, f"查看“{of.title}”花名册（完整证件号码）")
    return replace(paper, printed=Printed(f"打印“{of.title}”花名册（完整证件号码）", "trainings", (training,)))


def attendance(desk: Desk, training: RowId) -> Paper:
    """考勤表: one column a period, with totals."""
    grid = attending.load(desk, training)
    of = grid.of
    cells = [[(e["id"], p["id"]) for p in of.periods] for e in of.enrolments]
    marks = [[grid.marks.get(cell) for cell in row] for row in cells]
    outside = frozenset((r, c) for r, row in enumerate(cells) for c, cell in enumerate(row) if cell in grid.outside)
    people = [_person(e["who"]) for e in of.enrolments]
    periods = [_period(p) for p in of.periods]
    data = papers.Attendance(_heading(of, of.periods), people, periods, marks, outside=outside)
    return finished(desk, "attendance", data, of.title)


def scores(desk: Desk, training: RowId) -> Paper:
    """成绩单."""
    of = trainings.load(desk, training)
    return finished(desk, "scores", papers.Scores(_heading(of, of.periods), _results(desk, of)), of.title)


def award_list(desk: Desk, training: RowId, kind: str = "结业证书") -> Paper:
    """申报颁证花名册."""
    of = trainings.load(desk, training)
    data = papers.AwardList(_heading(of, of.periods), kind, _results(desk, of))
    return finished(desk, "award_list", data, of.title)


def certificate_pages(
    desk: Desk, keys: Sequence[RowId], *, background: bool = True, dx: float = 0, dy: float = 0,
    stub: bool = False, progress: Progress = silent,
) -> Paper:  # fmt: skip
    """Certificates in one PDF, in the order given. ``background`` off is 套打 with offsets in mm.

    Raises `Refused` for a name with a missing glyph and for certificates that are not valid (see `unprintable`).
    """
    with desk.store.reading() as connection:
        found = {row["id"]: row for row in records.where(connection, "certificates", {"id": list(keys)})}
        holders = [row["person"] for row in found.values()]
        people = {p["id"]: p for p in records.where(connection, "people", {"id": holders})}
    rows = [found[key] for key in keys if key in found]
    if not rows:
        raise Refused("没有选中要打印的证书")
    if no := unprintable(rows):
        raise Refused(f"{no}，不能打印", todo="请去掉后再打印" if len(rows) > 1 else "需要时请补发")
    items = [_certificate(desk, row, people.get(row["person"])) for row in rows]
    over = None if background else papers.Overprint(dx, dy)
    pdf = FORMS["certificates"].draw(papers.Certificates(items, stub=stub, overprint=over), progress)
    what = rows[0]["training.title"] if len(rows) > 1 else rows[0]["holder"]
    kind, done = rows[0]["kind"], printed.of_certificates([row["id"] for row in rows])
    return Paper(f"{kind}（{len(rows)}本）", pdf, _file(desk, f"{kind}_{what}"), done)


def unprintable(rows: Sequence[Record]) -> str:
    """Which of these certificates are not printed, and why (void, replaced), in one phrase; "" if all may be."""
    told = [
        f"{row['number']}（{row['holder']}）已{row['state'].removeprefix('已')}"
        for row in rows
        if row["state"] != certificates.VALID
    ]
    return "证书" + "、".join(told[:3]) + (f"等{len(told)}本" if len(told) > 3 else "") if told else ""


def certificate_sample(
    desk: Desk, training: RowId, kind: str, enrolments: Sequence[RowId], *, issued: date
) -> Paper:
    """What these people's certificates will look like, each page marked 样张: nothing is given, no number used."""
    rows = certificates.sample(desk, training, kind, enrolments, issued)
    with desk.store.reading() as connection:
        people = {p["id"]: p for p in records.where(connection, "people", {"id": [r["person"] for r in rows]})}
    items = [_certificate(desk, row, people.get(row["person"])) for row in rows]
    pdf = FORMS["certificates"].draw(papers.Certificates(items, sample=True), silent)
    title = f"{kind}样张（{len(rows)}本）"
    return Paper(title, pdf, _file(desk, title))


def cover(desk: Desk, package: RowId) -> Paper:
    """数据包封面: number, counts, short code and frozen totals of a package this office wrote."""
    facts = exchange.cover_facts(desk, package)
    signers = settings.get(desk, settings.CLERK, {})
    data = papers.Cover(
        office=facts.office.full, recipient=facts.recipient.full, number=str(facts.number),
        made=datetime.fromisoformat(facts.made).astimezone(), code=facts.code,
        counts=[papers.Count(label, new, changed, gone) for label, new, changed, gone, _ in facts.counts],
        figures=facts.figures, file_name=facts.file_name, note=facts.supplement,
        prepared_by=signers.get("clerk", ""), reviewed_by=signers.get("reviewer", ""), phone=signers.get("phone", ""),
    )  # fmt: skip
    pdf = FORMS["cover"].draw(data)
    whose = facts.recipient if facts.office.is_city else facts.office
    name = files.file_name(files.COVER, whose, ".pdf", facts.number)
    return Paper(f"数据包封面：第{facts.number}包", pdf, name)


def _certificate(desk: Desk, row: Record, person: Record | None) -> papers.Certificate:
    photo = attachments.load(desk, person["photo"]) if person and person["photo"] else None
    return papers.Certificate(
        title=row["kind"], number=row["number"], name=row["holder"], body=row["body"],
        issuer=offices.office(row["office"]).full,
        date=date.fromisoformat(row["issued"]), qr=row["signed"] or "", photo=photo or b"",
    )  # fmt: skip


def _results(desk: Desk, of: Class) -> list[papers.Result]:
    grid = attending.load(desk, of.training["id"])
    with desk.store.reading() as connection:
        given = records.where(
            connection, "certificates", {"training": of.training["id"], "state": certificates.VALID}
        )
    numbers = {row["person"]: row["number"] for row in given}
    return [
        papers.Result(
            _person(e["who"]), theory=_number(e["theory"]), practice=_number(e["practice"]),
            outcome=e["result"] or ("合格" if certificates.judge(grid, e).passed else "不合格"),
            certificate=numbers.get(e["person"], ""),
        )
        for e in of.enrolments
    ]  # fmt: skip


def _number(score: int | None) -> str:
    return "" if score is None else str(score)


def _heading(of: Class, periods: Sequence[Record], numbered: int | None = None) -> papers.Heading:
    title = of.title if numbered is None else f"{of.title}（第{numbered}节）"
    return papers.Heading(
        title, _time(of, periods), of.training["place"] or "", of.training["host"] or "", of.instructor_names
    )


def _time(of: Class, periods: Sequence[Record]) -> str:
    if len(periods) == 1:
        only = periods[0]
        clock = (
            f"{only['starts']}—{only['stops']}" if only["starts"] and only["stops"] else only["half"] or ""
        )
        return f"{dates.paper_date(date.fromisoformat(only['day']))} {clock}".strip()
    first, last = (date.fromisoformat(of.training[n] or of.training["begins"]) for n in ("begins", "ends"))
    return dates.paper_date(first) + ("" if first == last else f"至{dates.paper_date(last)}")


def _period(period: Record) -> papers.Period:
    day = date.fromisoformat(period["day"])
    return papers.Period(f"{day.month}月{day.day}日", period["half"] or period["starts"] or "")


def _by_number(of: Class, *, phones: bool) -> list[papers.Person]:
    """The roster as numbered; a number whose person left stays as an empty row, so that paper and store agree."""
    by_number = {e["number"]: e for e in of.enrolments}
    numbers = range(1, max(by_number, default=0) + 1)
    gone = papers.Person("", note="已退出")
    return [_person(by_number[n]["who"], phones=phones) if n in by_number else gone for n in numbers]


def _person(row: Record, *, phones: bool = False, ids: bool = False) -> papers.Person:
    birth = date.fromisoformat(row["birth"]) if row["birth"] else None
    return papers.Person(
        name=row["name"], sex=row["sex"] or "", birth=f"{birth.year}.{birth.month:02}" if birth else "",
        education=row["education"] or "", id_number=_shown(row["id_number"], mask.mask_id, ids),
        unit=row["enterprise.title"], post=row["post"] or row["trade"] or "",
        phone=_shown(row["phone"], mask.mask_phone, phones),
    )  # fmt: skip


def _shown(value: str | None, hide: Callable[[str], str], whole: bool) -> str:
    return "" if not value else value if whole else hide(value)


def _looked(desk: Desk, training: RowId, sentence: str) -> None:
    """Whole numbers are seen as soon as the paper is shown."""
    with desk.store.operation("查看", sentence, desk.user) as write:
        write.look("trainings", [training])


def finished(desk: Desk, form: str, data: object, what: str) -> Paper:
    """A form drawn from its data, under the name it would be saved as."""
    label = FORMS[form].label
    return Paper(f"{label}：{what}", FORMS[form].draw(data), _file(desk, f"{label}_{what}"))


def _file(desk: Desk, words: str) -> str:
    safe = "".join(c if c not in '\\/:*?"<>|' else "_" for c in words)
    return f"{desk.office.full}_{safe}_{date.today():%Y%m%d}.pdf"
