"""Papers of a class: 签到表, 花名册, 考勤表, 成绩单, 申报颁证花名册."""

from collections.abc import Callable, Sequence
from datetime import date

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import dates, mask
from laomo_desktop.domain.field import RowId
from laomo_desktop.printing import papers
from laomo_desktop.services import attendance as attending
from laomo_desktop.services import certificates, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints.paper import SEEN, Paper, Printed, finished, seen
from laomo_desktop.services.trainings import Class

SHEET_PRINTED = "打印签到表"


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
    whole = "（完整电话）" if phones else ""
    data = papers.SignIn(heading, people, periods=cells, walk_ins=blanks)
    noted = Printed(f"打印“{of.title}”签到表{whole}", "trainings", (training,), SHEET_PRINTED)
    paper = finished(desk, "sign_in", data, of.title, printed=noted)
    if phones:  # once it is drawn: what could not be drawn was not seen
        seen(desk, SEEN, "trainings", [training], f"查看“{of.title}”签到表{whole}")
    return paper


def roster(desk: Desk, training: RowId, *, personal: bool = False) -> Paper:
    """花名册; ``personal`` shows whole ID numbers and phones, which is noted at once."""
    of = trainings.load(desk, training)
    people = [_person(e["who"], phones=personal, ids=personal) for e in of.enrolments]
    whole = f"“{of.title}”花名册（完整证件号码）"
    noted = Printed(f"打印{whole}", "trainings", (training,)) if personal else None
    paper = finished(desk, "roster", papers.Roster(_heading(of, of.periods), people), of.title, printed=noted)
    if personal:
        seen(desk, SEEN, "trainings", [training], f"查看{whole}")
    return paper


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
